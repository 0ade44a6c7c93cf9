# People who were deleted.
deleted-title = Deleted people
deleted-text = Kept for { $days } days
deleted-end = Close deleted people
deleted-at = Deleted { $date }
deleted-by = Deleted { $date } by { $name }
deleted-none = Nobody was deleted lately
deleted-none-text = Whoever is deleted can be restored here for { $days } days.
deleted-remark = They come back with their projects, groups, roles and everything else that is still there.
deleted-restore = Restore
deleted-restored = { $count ->
    [one] { $count } person restored.
   *[other] { $count } people restored.
}
deleted-without = is there again, without what is gone: { $names }.
deleted-gone = This person was restored already, or deleted for good.
deleted-username = cannot be restored: the user name { $username } was taken meanwhile. Rename the other person, or choose another user name here.
deleted-external-id = cannot be restored: the external ID { $id } was taken meanwhile. Change that of the other person first.
deleted-see-other = See that person
deleted-other-username = Other user name
deleted-email = cannot be restored: somebody else has the e-mail address { $email } now, and no two may have the same. Change that of the other person first.
