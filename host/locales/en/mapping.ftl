mapping-title = Map columns
mapping-choose = Map columns first
mapping-choose-text = See what each column is taken for, and change it before anything is read.
mapping-keep = Keep what I typed
mapping-yes = Yes
mapping-no = No
mapping-ways = What rows may do
mapping-match = People are found by
mapping-mode = Rows may
mapping-mode-both = Add new people and change known ones
mapping-mode-create = Only add new people
mapping-mode-update = Only change known people
mapping-reading = How the file is read
mapping-decimal = Decimal mark
mapping-decimal-point = Point: 1,234.5
mapping-decimal-comma = Comma: 1.234,5
mapping-dates = Dates begin with
mapping-dates-day = The day: 31/12/2026
mapping-dates-month = The month: 12/31/2026
mapping-by-column = As each column shows
mapping-automatic = Find out
mapping-found = Found: { $found }
mapping-lines = The first lines of the file
mapping-saved = Saved mapping
mapping-saved-none = None: guess
mapping-saved-all = Manage
mapping-save-as = Save this mapping for files like this one
mapping-save-example = Name, such as Payroll
mapping-save = Save mapping
mapping-saved-as = Saved as “{ $name }”. Files with the same headers are read this way from now on.
mapping-name = Name
mapping-name-missing = Type a name.
mapping-name-long = Type at most { $limit } characters.
mapping-name-taken = Another mapping has this name. Choose another one.
mapping-too-many = There are { $limit } saved mappings. Delete one first.
mapping-read-sheet = Read this sheet
mapping-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
}
mapping-rows-first = more than { $count } rows
mapping-looked-at = Samples and values are those of the first { $count } rows.
mapping-column = Column
mapping-column-nameless = Column { $letters } without a header
mapping-column-fills = “{ $header }” fills
mapping-samples = Samples
mapping-empty = Empty
mapping-hidden = Not shown
mapping-fills = Fills
mapping-how = Why
mapping-leave-out = Leave out
mapping-group-person = Person
mapping-group-address = Address
mapping-group-additional = Additional fields
mapping-sure = Sure
mapping-sure-likely = Very likely
mapping-sure-near = Check this
mapping-sure-unknown = Left out
mapping-sure-ours = Not imported
mapping-sure-chosen = Chosen
mapping-doubled = Another column fills this too. Leave one of them out.
mapping-gone = The saved mapping chose { $field }, which does not exist any more.
mapping-values = { $count ->
    [one] 1 value
   *[other] { $count } values
}
mapping-values-unknown = { $count ->
    [one] 1 not understood
   *[other] { $count } not understood
}
mapping-values-unsure = { $count ->
    [one] 1 to check
   *[other] { $count } to check
}
mapping-values-more = There are more than { $count } different values. The others are read as they stand.
mapping-value-means = “{ $value }” in “{ $header }” means
mapping-value-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
}
mapping-value-as-is = Not mapped
mapping-value-nothing = Nothing: leave the field as it is
mapping-value-likely = Likely. Check it.
mapping-preview = The first rows as they would be read
mapping-preview-text = Nothing has gone in yet.
mapping-outlook = What would happen
mapping-outlook-created = New
mapping-outlook-updated = Changed
mapping-outlook-unchanged = The same
mapping-outlook-failed = With problems
mapping-bar = Start the import
mapping-bar-title = Nothing is read before you start
mapping-bar-text = What you choose is kept, and proposed for the next file.
mapping-start = Import
mapping-problem-unreadable = The file cannot be read this way. { $reason }
mapping-problem-no-sheet = No sheet is read. Switch on the sheet that holds the people.
mapping-problem-no-key = In “{ $sheet }” no column fills “{ $field }”, by which people are found. Choose one.
mapping-problem-doubled = In “{ $sheet }” several columns fill “{ $field }”: { $headers }. Leave all but one out.
mapping-note-missing = In “{ $sheet }” no column fills: { $fields }. New people need it; rows of known people go in.
mapping-note-gone = The saved mapping names fields that do not exist any more, for: { $headers }. Choose others or leave them out.
mapping-note-absent = The saved mapping names columns that this file does not have: { $headers }.
mapping-note-other = The saved mapping is for other files: it has no column in common with this one. The columns were guessed instead.
mapping-note-more-sheets = The file has more sheets than are shown. They are guessed when the file is read.
mapping-kept = Saved mappings
mapping-kept-none = No saved mappings yet
mapping-kept-none-text = Map the columns of a file and save the mapping under a name.
mapping-kept-columns = { $count ->
    [one] 1 column
   *[other] { $count } columns
}
mapping-rename = Rename
mapping-delete = Delete
mapping-delete-question = Delete the mapping “{ $name }”? Imports are not changed by it.
