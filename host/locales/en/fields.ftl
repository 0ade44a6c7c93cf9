# Additional fields.
fields-title = Additional fields
fields-clients = Clients
fields-specialists = Specialists
fields-companies = Companies
fields-suppliers = Suppliers
fields-locations = Locations
fields-client = Client
fields-specialist = Specialist
fields-administrator = Administrator
fields-new = New
fields-new-field = New field
fields-new-text = Not saved yet. A name in one language, an identifier and a type are enough.
fields-more = More
fields-catalogs = Shared lists
fields-catalogs-edit = Define shared lists
fields-catalogs-none = No shared lists yet
fields-catalogs-none-text = Define a list or a tree once, and use it in several fields.
fields-catalog = Shared list
fields-catalog-new = New shared list
fields-catalog-about = Several fields may take their choices from it.
fields-catalog-text = The choices of this field are those of a shared list.
fields-catalog-tree = Choices stand below one another
fields-catalog-choose = Choose a shared list
fields-catalog-choose-text = Its choices open here.
fields-catalog-save = Save list
fields-catalog-delete = Delete list
fields-catalog-unused = No field uses it.
fields-back = All fields
fields-export = Export definitions
fields-import = Import definitions
fields-file-name = additional-fields
fields-import-text = Choose a file of definitions. You see every difference before anything changes.
fields-import-help = JSON, up to 1 MB
fields-import-alone = Also remove fields that are not in the file
fields-import-preview = Show differences
fields-import-large = The file is too large for definitions. Choose the one that was exported.
fields-import-other = This is no file of additional fields. Choose one that was exported here.
fields-import-unreadable = The file cannot be read: { $why }
fields-preview-title = What the file would change
fields-preview-nothing = The file says what is here already. Nothing would change.
fields-preview-apply = Apply the changes
fields-change-added = New
fields-change-removed = Removed
fields-change-changed = Changed
fields-scope = Fields of
fields-everywhere = Whole organisation
fields-are-own = This project has fields of its own.
fields-are-shared = This project uses the fields of the whole organisation.
fields-make-own = Give it its own
fields-share = Use the shared ones
fields-share-confirm = Take this project’s own fields away? Values of people stay.
fields-now-own = This project has its own fields now.
fields-now-shared = This project uses the shared fields again.
fields-shared-locked = These are the fields of the whole organisation. Give the project its own to change them here.
fields-not-allowed = Your roles do not allow this. Ask an administrator.
fields-none = No fields yet
fields-none-text = A field keeps what the usual form does not ask: a birth date, a contract, a size.
fields-no-group = Without heading
fields-choose = Choose a field
fields-choose-text = Its name, type, rights and values open here.
fields-of-plugins = From other plugins
fields-of-plugin = Plugin { $plugin }
fields-plugin-settings = Settings of { $plugin }
fields-plugin-settings-short = Settings of the plugin
fields-read-only = Read only
fields-unreadable = These definitions were written in a way that this page does not know. Change them in the settings of the plugin.
fields-dependent = Dependent
fields-hidden = Hidden
fields-up = Move { $name } up
fields-down = Move { $name } down
fields-group-up = Move the heading { $name } up
fields-group-down = Move the heading { $name } down
fields-tab-details = Details
fields-tab-states = States
fields-tab-values = Values
fields-identity = Field
fields-identity-text = What it is called and what it holds.
fields-name = Name
fields-id = Identifier
fields-id-help = Small letters, digits, - and _. It stays as it is once the field is saved.
fields-id-fixed = Values, sheets and programs know the field by it.
fields-type = Type
fields-type-help = Values that fit the new type stay. Others are shown with the reason until somebody changes them.
fields-type-help-new = It decides how people fill it in.
fields-type-short-text = Short text
fields-type-paragraph = Paragraph
fields-type-integer = Whole number
fields-type-decimal = Decimal
fields-type-currency = Currency
fields-type-date = Date
fields-type-time = Time
fields-type-date-time = Date and time
fields-type-check-box = Check box
fields-type-list = List
fields-type-tree = Tree
fields-type-catalog-list = Shared list
fields-type-catalog-tree = Shared tree
fields-type-multiple-choice = Multiple choice
fields-type-link = Link
fields-type-file = File
fields-type-position = Position on the map
fields-concepts = Used for
fields-presentation = Heading and help
fields-presentation-text = Fields with the same heading stand together.
fields-group = Heading
fields-help = Description
fields-limits = Limits
fields-limits-text = Only those of the chosen type are shown.
fields-max-length = Longest text, in characters
fields-currency = Currency code (ISO 4217)
fields-min = Smallest number
fields-max = Largest number
fields-decimals = Decimals, at most
fields-max-size = Largest file
fields-media-types = Accepted kinds of files
fields-media-types-help = One a line, such as application/pdf or image/*. Empty accepts all.
fields-example = Example
fields-example-help = Shown in the empty field and in sheets.
fields-synonyms = Other headers in sheets
fields-synonyms-help = One a line. An import knows the column by each of them.
fields-depends = Shown when
fields-depends-text = The field appears by the value of another one.
fields-depends-field = Depends on
fields-depends-always = Nothing: always shown
fields-depends-how = Shown while its value
fields-depends-any = is one of
fields-depends-none = is none of
fields-depends-values = Values
fields-depends-lines = One a line, as they are stored.
fields-depends-nobody = There is no other field yet on which it could depend.
fields-ticked = Ticked
fields-unticked = Not ticked
fields-states = States
fields-states-text = Who may see, change and must fill the field, while the record is active and while it is not.
fields-states-hint = Required needs editable, and editable needs visible. The heads tick a whole row or column.
fields-tick-all = tick all or none
fields-active = Active
fields-inactive = Inactive
fields-visible = Visible
fields-editable = Editable
fields-required = Required
fields-values = Values
fields-values-text = What people choose from. Stored values keep their identifier when the name changes.
fields-values-none = Only lists, trees and multiple choice have values. This type is filled in freely.
fields-choice-in = Value { $number }, { $language }
fields-choice-add = Add a value
fields-choice-remove = Remove { $name }
fields-choice-into = Move { $name } below the one before it
fields-choice-out = Move { $name } one level up
fields-paste = Paste many, one a line
fields-paste-do = Add these lines
fields-all-lines = All values, one a line
fields-lines-file = Read a text file
fields-lines-flat = Names in English, Spanish and Portuguese are separated by a bar: Small | Pequeño | Pequeno.
fields-lines-tree = Indent a line to put it below the one before, or write the whole way: Region\City\District.
fields-save = Save field
fields-saved = Saved.
fields-deleted = Deleted.
fields-not-saved = { $what }, not saved
fields-conflict = Somebody else changed this meanwhile. What you typed is still here: open the page again in another window to compare, then save anew.
fields-delete = Delete field
fields-delete-title = Delete { $name }?
fields-delete-one = It is used for others, too, and stays there.
fields-delete-refused = It is in use.
fields-delete-refused-text = Change these fields first:
fields-values-of-people = Values of people
fields-values-keep = Keep the values
fields-values-keep-text = They are hidden, and come back with a field of the same identifier.
fields-values-remove = Remove the values
fields-values-remove-text = Taken away in the background; each person’s history keeps what stood there.
fields-uses-counting = Counting the people with a value…
fields-uses-elsewhere = Values that were saved stay with their records.
fields-problem-required = Fill this in.
fields-problem-label = Write a name in one language at least.
fields-problem-concepts = Choose at least one.
fields-problem-choices = Add at least one value.
fields-problem-catalog = Choose a shared list.
fields-problem-currency = Write the three letters of its code, such as BRL.
fields-problem-choice-twice = Two values have the identifier { $id }. Remove one.
fields-problem-identifier = Use small letters, digits, - and _, 64 at most, beginning with a letter or digit.
fields-problem-id-taken = The field { $name } has this identifier. Choose another one.
fields-problem-id-type = The field { $name } has this identifier and another type. The same identifier must mean the same thing.
fields-problem-id-plugin = The plugin { $name } has this identifier. Choose another one.
fields-problem-in-use = { $name } depends on it. Change that field first.
fields-problem-number = Write a whole number.
fields-count = { $count ->
    [one] { $count } field
   *[other] { $count } fields
}
fields-choices-count = { $count ->
    [one] { $count } value
   *[other] { $count } values
}
fields-catalog-uses = { $count ->
    [one] { $count } field
   *[other] { $count } fields
}
fields-preview-text = { $count ->
    [one] One difference. Nothing has changed yet.
   *[other] { $count } differences. Nothing has changed yet.
}
fields-imported = { $count ->
    [one] One change applied.
   *[other] { $count } changes applied.
}
fields-refused = { $count ->
    [one] One value needs your attention. Nothing was saved.
   *[other] { $count } values need your attention. Nothing was saved.
}
fields-uses = { $count ->
    [one] One person has a value.
   *[other] { $count } people have a value.
}
fields-uses-more = { $count ->
    [one] At least one person has a value.
   *[other] At least { $count } people have a value.
}
