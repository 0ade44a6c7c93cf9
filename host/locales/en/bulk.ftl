# Changes to many people.
bulk-amount = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
bulk-amount-more = more than { $count } people
bulk-everybody = everybody who matches
bulk-counting = Counting…
bulk-counted = Counted: { $who }
bulk-bar = Chosen people
bulk-all = { $count ->
    [one] All { $count } people
   *[other] All { $count } people
}
bulk-all-found = Everybody who matches
bulk-clear = Clear
bulk-activate = Activate
bulk-deactivate = Deactivate
bulk-associate = Associate
bulk-associate-more = Associate with…
bulk-disassociate = Disassociate
bulk-disassociate-here = Disassociate
bulk-add-to-group = Add to group
bulk-add-to-group-more = Add to group…
bulk-delete = Delete
bulk-title-activate = Activate people
bulk-title-deactivate = Deactivate people
bulk-title-associate = Associate with { $name }
bulk-title-disassociate = Disassociate from { $name }
bulk-title-add-to-group = Add to the group { $name }
bulk-title-delete = Delete people
bulk-ask-activate = Activate { $who }?
bulk-ask-deactivate = Deactivate { $who }?
bulk-ask-associate = Associate { $who }?
bulk-ask-disassociate = Disassociate { $who } from { $name }?
bulk-ask-add-to-group = Add { $who } to a group?
bulk-ask-delete = Delete { $who }?
bulk-text-activate = They may sign in from now on. Whoever is active already stays so.
bulk-text-deactivate = They are signed out at once and may not sign in any more. You yourself are left out.
bulk-text-associate = They keep the projects they have now.
bulk-text-disassociate = They leave this project and stay in the others. Nobody is deleted.
bulk-text-add-to-group = Their projects stay as they are.
bulk-text-delete = They can be restored for { $days } days, with their projects, groups, roles and everything else. You yourself are left out.
bulk-delete-tokens = Integration tokens stop working at once and do not come back.
bulk-type-number = Type { $count } to confirm
bulk-type-name = Type the name of the project, { $name }, to confirm
bulk-typed-wrong = That is not what is asked for. Look again at how many people it is about.
bulk-project = Project
bulk-group = Group
bulk-no-groups = There is no group yet. Make one first.
bulk-no-projects = There is no other project. Make one first.
bulk-nobody = Nobody was chosen. Check the boxes of the people you mean.
bulk-nobody-text = Nobody is meant: choose people first.
bulk-begun = It goes on in the background. The bell tells how far it is.
bulk-undoing = It is being taken back. The bell tells how far it is.
bulk-undone = Undone
bulk-undone-text = { $count ->
    [one] { $count } person is as before.
   *[other] { $count } people are as before.
}
bulk-undone-conflicts = { $count } as before; { $conflicts } not entirely, because something changed since.
bulk-see-whom = See whom
bulk-cancelled = { $count ->
    [one] Stopped after { $count } person was changed.
   *[other] Stopped after { $count } people were changed.
}
bulk-failed = { $count ->
    [one] It could not be finished. { $count } person was changed.
   *[other] It could not be finished. { $count } people were changed.
}
bulk-changed = { $count ->
    [one] { $count } person changed.
   *[other] { $count } people changed.
}
bulk-done-activate = { $count ->
    [one] { $count } person activated.
   *[other] { $count } people activated.
}
bulk-done-deactivate = { $count ->
    [one] { $count } person deactivated.
   *[other] { $count } people deactivated.
}
bulk-done-associate = { $count ->
    [one] { $count } person associated with { $name }.
   *[other] { $count } people associated with { $name }.
}
bulk-done-disassociate = { $count ->
    [one] { $count } person disassociated from { $name }.
   *[other] { $count } people disassociated from { $name }.
}
bulk-done-add-to-group = { $count ->
    [one] { $count } person added to { $name }.
   *[other] { $count } people added to { $name }.
}
bulk-done-delete = { $count ->
    [one] { $count } person deleted.
   *[other] { $count } people deleted.
}
bulk-unchanged = { $count ->
    [one] { $count } needed no change.
   *[other] { $count } needed no change.
}
bulk-oneself = You yourself were left out.
bulk-conflicts = Not put back entirely
bulk-conflicts-more = { $count ->
    [one] And { $count } more.
   *[other] And { $count } more.
}
bulk-conflict-touched = Somebody changed this person since. It stays as it is now.
bulk-conflict-gone = This person is deleted.
bulk-conflict-target = The project or group is gone.
bulk-conflict-username = Somebody else has the user name { $name } now.
bulk-conflict-external-id = Somebody else has the external ID { $name } now.
bulk-conflict-without = There again, without what is gone: { $names }.
bulk-fact-changed = Changed
bulk-fact-looked-at = Looked at
bulk-fact-asked = Asked for
bulk-fact-finished = Finished
bulk-undo-text = Undo puts back whoever nobody has changed since, and lists the others.
bulk-conflict-email = Somebody else has the e-mail address { $name } now.
