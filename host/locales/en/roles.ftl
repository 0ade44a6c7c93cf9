# Roles: what people may do.
roles-title = Roles
roles-new = New
roles-new-title = New role
roles-new-text = Not saved yet. A name is required.
roles-not-saved = New role, not saved
roles-save = Save role
roles-not-allowed = Your roles do not allow this. Ask an administrator.
roles-conflict = Somebody else changed this role in the meantime. Nothing was saved and what you chose is still here. Open the role again to see what changed.
roles-more = More
roles-more-ways = More ways to add roles
roles-search = Search roles
roles-search-hint = Name of a role
roles-shown = { $count ->
    [one] { $count } role
   *[other] { $count } roles
}
roles-permissions = { $count ->
    [one] { $count } permission
   *[other] { $count } permissions
}
roles-none = No roles yet
roles-none-text = A role is a named set of permissions. Give it to specialists, or to a group for all its members.
roles-none-found = No role matches
roles-none-found-text = Try fewer letters, or look at all roles again.
roles-show-all = Show all roles
roles-choose = Choose a role
roles-choose-text = Its permissions, its people and its groups open here.
roles-identity = Role
roles-identity-text = What people see when roles are given.
roles-name = Name
roles-description = Description
roles-grants = Permissions
roles-grants-text = What is checked is allowed. A change counts from the next click of everybody who has the role.
roles-scope = Scope
roles-everything = Everything
roles-everything-word = Everything, and whatever later versions bring
roles-everything-help = While it is on, the boxes below do not count.
roles-locked = You can only give what you have yourself. What is locked stays as it is.
roles-locked-everything = Only somebody who may do everything can change this.
roles-matrix = Permissions by thing
roles-matrix-search = Search permissions
roles-matrix-none = No permission matches.
roles-chosen-one = {"{n}"} chosen
roles-chosen-other = {"{n}"} chosen
roles-column-thing = Thing
roles-column-further = Further
roles-check-column = { $verb }: all
roles-check-row = { $thing }: all
roles-yes = Allowed
roles-no = Not allowed
roles-thing-console = Console
roles-thing-users = Clients and specialists
roles-thing-companies = Companies and suppliers
roles-verb-use = Use
roles-verb-list = See the list
roles-verb-open = Open
roles-verb-add = Add
roles-verb-update = Change
roles-verb-delete = Delete
roles-verb-import = Import files
roles-verb-export = Export files
roles-verb-add-users = Associate people
roles-verb-delete-users = Disassociate people
roles-ready-made = Ready-made
roles-add-ready-made = { $count ->
    [one] Add { $count } ready-made role
   *[other] Add { $count } ready-made roles
}
roles-ready-made-added = { $count ->
    [0] Nothing was added. You can only add roles whose permissions you have.
    [one] { $count } role was added.
   *[other] { $count } roles were added.
}
roles-ready-administrator = Administrator
roles-ready-administrator-text = May do everything, with whatever later versions bring.
roles-ready-directory = Directory manager
roles-ready-directory-text = Keeps people, and the groups, companies, services, locations and calendars they are tied to.
roles-ready-importer = Importer
roles-ready-importer-text = Adds and changes people, also from files, and deletes nobody.
roles-ready-auditor = Auditor
roles-ready-auditor-text = Sees everything with its history, and changes nothing.
roles-ready-plugins = Plugin manager
roles-ready-plugins-text = Keeps plugins, their settings and the additional fields.
roles-made = Made
roles-copy = Copy role
roles-copy-of = Copy of { $name }
roles-delete = Delete role
roles-delete-title = Delete { $name }?
roles-delete-refused = This role cannot be deleted.
roles-delete-unused = Nobody has this role.
roles-delete-used = Whoever has this role loses what it allows at once:
roles-and-more = and more
roles-tab-details = Permissions
roles-tab-people = People
roles-tab-groups = Groups
roles-tab-locked = People and groups open after the first save.
roles-no-people = Nobody was given this role
roles-no-people-text = Give it to specialists by name. Members of groups that give it are not listed here.
roles-search-people = Search people who have the role
roles-give-people = Give to people
roles-give = Give the role
roles-give-remark = Specialists of the project { $project }.
roles-has-already = Has it
roles-take = Remove
roles-take-confirm = Take the role { $name } from the chosen people? What it allows ends at once.
roles-people-remark = To whom the role was given. Groups may give it to more people.
roles-given = { $count ->
    [one] { $count } person has the role now.
   *[other] { $count } people have the role now.
}
roles-taken = { $count ->
    [one] { $count } person has the role no more.
   *[other] { $count } people have the role no more.
}
roles-groups-given = { $count ->
    [one] { $count } group gives the role now.
   *[other] { $count } groups give the role now.
}
roles-groups-taken = { $count ->
    [one] { $count } group gives the role no more.
   *[other] { $count } groups give the role no more.
}
roles-nothing-chosen = Choose something first. Nothing was changed.
roles-no-groups = No group gives this role
roles-no-groups-text = Let a group give it, and all its members have it, also those of the groups below.
roles-give-groups = Give to groups
roles-give-groups-title = Let groups give { $name }
roles-gives-already = Gives it
roles-group-gives = Its members have the role, and those of the groups below.
roles-group-gives-not = Switched off: its members do not have the role.
roles-groups-remark = Members of these groups have the role.
roles-take-groups-confirm = Shall the chosen groups not give { $name } any more? What it allows ends for their members at once.
roles-of-group-remark = Members have the checked roles, and so do those of the groups below.
roles-of-group-off = The group is inactive, so its members do not have these roles.
roles-of-group-save = Save roles
roles-group-none = This group gives no roles
roles-group-none-text = What its members may do comes from their own roles.
roles-from-group = From { $group }
roles-person-none = No roles yet
roles-person-none-text = Without a role nobody can use the console. Associate one, or add the person to a group that gives one.
roles-person-remark = What groups give is taken away in the group.
roles-associate = Associate roles
roles-associate-with = Associate roles with { $name }
roles-leave-confirm = Take the chosen roles from { $name }? What they allow ends at once.
roles-beyond = Allows more than you may give
roles-effective = { $count ->
    [0] Effective permissions: none
    [one] Effective permissions: { $count }
   *[other] Effective permissions: { $count }
}
roles-effective-none = These roles allow nothing.
roles-problem-required = Type a name.
roles-problem-too-long = Use at most { $limit } characters.
roles-problem-name-taken = Another role has this name.
roles-problem-unknown = One of the roles is not there any more. Load the page again.
roles-problem-person = One of the people is not there any more. Load the page again.
roles-problem-group = One of the groups is not there any more. Load the page again.
roles-problem-beyond = You cannot give what you do not have: { $permissions }{ $more ->
    [0] .
   *[other] {" "}and { $more } more.
}
roles-problem-beyond-everything = Only somebody who may do everything can give everything.
roles-problem-last = Nobody would be left who may do everything. Make somebody else an administrator first.
