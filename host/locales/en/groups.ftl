# Groups of clients and of specialists.
groups-title = Groups
groups-clients = Clients
groups-specialists = Specialists
groups-of-clients = Groups of clients
groups-of-specialists = Groups of specialists
groups-new = New
groups-new-of-clients = New group of clients
groups-new-of-specialists = New group of specialists
groups-new-text = Not saved yet. Only a name is required.
groups-new-below = New group below
groups-not-saved = { $what }, not saved
groups-save = Save group
groups-saved = Saved.
groups-deleted = Deleted.
groups-not-allowed = Your roles do not allow this. Ask an administrator.
groups-more = More
groups-search = Search { $kind }
groups-search-hint = Name of a group
groups-shown = { $shown } shown of { $total }
groups-count = { $count ->
    [one] { $count } group
   *[other] { $count } groups
}
groups-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
groups-none = No groups yet
groups-none-text = A group gathers people, works in projects, and can have settings of its own. Groups may stand below others.
groups-none-found = No group matches
groups-none-found-text = Try fewer letters, or look at all groups again.
groups-show-all = Show all groups
groups-choose = Choose a group
groups-choose-text = Its details, members and projects open here.
groups-identity = Group
groups-identity-clients = Holds clients, and so do the groups below it.
groups-identity-specialists = Holds specialists, and so do the groups below it.
groups-name = Name
groups-description = Description
groups-status = Status
groups-active = Active
groups-inactive = Inactive
groups-place = Place in the tree
groups-place-text = Whoever is in a group belongs to the groups above it, too.
groups-parent = Below the group
groups-no-parent = None, at the top
groups-below = Groups below
groups-none-below = None yet.
groups-way = Way to this group
groups-last-change = Last change
groups-tab-details = Details
groups-tab-members = Members
groups-tab-projects = Projects
groups-tab-locked = Members and projects open after the first save.
groups-no-members = Nobody is in this group yet
groups-no-members-text = Add people by name, or everybody who matches a search at once.
groups-search-members = Search members
groups-search-people = Search people to add
groups-add-people = Add people
groups-add = Add to the group
groups-add-remark = People of the project { $project }.
groups-in-already = In the group
groups-all-found = Everybody who matches
groups-all-members = { $count ->
    [one] All { $count } member
   *[other] All { $count } members
}
groups-all-people = Everybody in { $project }
groups-added = { $count ->
    [one] { $count } person was added.
   *[other] { $count } people were added.
}
groups-removed = { $count ->
    [one] { $count } person was removed.
   *[other] { $count } people were removed.
}
groups-nobody-chosen = Choose people first. Nothing was changed.
groups-remove = Remove
groups-remove-confirm = Remove the chosen people from { $name }? They keep their projects.
groups-remove-remark = People keep their projects when they leave a group.
groups-join = They also join
groups-join-text = This group works in other projects, too. Choose those that the people join.
groups-works-there = The group works here
groups-works-not-there = The group does not work here
groups-no-projects = No projects
groups-no-projects-text = This group works in no project that you can see.
groups-projects-shown = { $count ->
    [one] { $count } project
   *[other] { $count } projects
}
groups-projects-remark = Nobody joins or leaves a project by this. Whoever comes into the group is asked.
groups-save-projects = Save projects
groups-settings-of = Settings of plugins
groups-delete = Delete
groups-delete-title = Delete { $name }?
groups-delete-unused = Nobody is in this group, and nothing depends on it. This cannot be undone.
groups-delete-used = The group is in use. Its people and projects stay; they only leave the group. This cannot be undone.
groups-delete-refused = The group cannot be deleted while other things depend on it.
groups-delete-refused-text = Move or delete the groups below it, and remove the settings that are for it alone.
groups-refused = { $count ->
    [one] Nothing was saved: { $count } value needs your attention.
   *[other] Nothing was saved: { $count } values need your attention.
}
groups-conflict = Somebody else changed this group in the meantime. Open it again in another window, compare, and repeat your change.
groups-problem-required = Give the group a name.
groups-problem-too-long = Use at most { $limit } characters.
groups-problem-name-taken = Another group has this name. Choose another.
groups-problem-parent = This group is no longer there. Choose another.
groups-problem-parent-kind = A group of clients cannot stand below one of specialists, nor the other way round.
groups-problem-circle = A group cannot stand below itself or below a group that is below it. Choose another.
groups-problem-deep = The tree has at most { $levels } levels. Choose a group further up.
groups-problem-has-children = Groups are below it: { $names }.
groups-problem-has-settings = Plugins have settings for it alone: { $names }.
groups-problem-unknown = One of these groups is not there, or holds people of the other kind. Open the page again.
groups-problem-person = Somebody is not there, or is of the other kind. Open the page again.
groups-problem-project = One of these projects is not there, or the group does not work in it. Open the page again.
