imports-title = Imports
imports-clients = Import clients
imports-specialists = Import specialists
imports-upload-help = { $formats }, up to { $limit }
imports-upload-explained = The first row holds the headers, in English, Spanish or Portuguese. New people are added, known ones are changed; an empty cell changes nothing.
imports-upload-empty-format = Get an empty format
imports-upload-remark = The bell tells when it is done.
imports-upload-go = Save
imports-upload-too-large = The file is larger than { $limit }. Split it and import the parts.
imports-upload-no-file = Choose a file.
imports-upload-broken = The file did not arrive completely. Send it again.

imports-column-file = File
imports-column-what = What
imports-column-state = State
imports-column-when = Started
imports-unloaded = Unloaded records
imports-older = Older imports
imports-empty-title = No imports yet
imports-empty-text = Import a workbook or a CSV file. What became of each row is shown here.

imports-state-pending = Waiting
imports-state-running = Importing
imports-state-review = Waits for you
imports-state-completed = Completed
imports-state-failed = Failed
imports-state-cancelled = Cancelled

imports-waiting = Waits for its turn
imports-reading = { $done ->
    [one] 1 row read
   *[other] { $done } rows read
}
imports-writing = { $done } of { $total } rows
imports-rate = { $count ->
    [one] 1 row a second
   *[other] { $count } rows a second
}
imports-cancel = Cancel import
imports-cancel-question = Cancel this import? Rows that are in already stay in.

imports-rows-read = Rows
imports-rows-created = Created
imports-rows-updated = Updated
imports-rows-unchanged = The same
imports-rows-failed = Failed

imports-problems = Rows that were not imported
imports-problem-row = Row
imports-problem-column = Column
imports-problem-value = Value
imports-problem-reason = Why it failed
imports-more-problems = More rows
imports-download-failed = { $count ->
    [one] Download 1 failed row
   *[other] Download { $count } failed rows
}

imports-columns = What became of the columns
imports-column-header = Header
imports-column-fills = Fills
imports-column-how = Recognized by
imports-how-chosen = Your choice
imports-how-id = The file itself
imports-how-label = Name
imports-how-synonym = Another name for it
imports-how-near = A similar name
imports-how-ours = Added by Elenco, not imported
imports-how-left-out = Left out by you
imports-how-beaten = Not imported: another column says the same
imports-how-unknown = Not recognized, not imported
imports-unknown-columns = { $count ->
    [one] 1 column was not recognized and not imported: { $headers }
   *[other] { $count } columns were not recognized and not imported: { $headers }
}
imports-notice-location = { $count ->
    [one] 1 row names a location that was not found or not clear, and was imported without it: { $values }
   *[other] { $count } rows name a location that was not found or not clear, and were imported without it: { $values } …
}

imports-file-suffix = failed
imports-file-reasons = What is wrong
imports-file-sheet = Original sheet
imports-file-row = Original row

imports-problem-status = Write active or inactive.
imports-problem-culture = Write English, Spanish or Portuguese.
imports-problem-yes-no = Write yes or no.
imports-problem-date = Write a date such as 2026-11-23.
imports-problem-degrees = Write decimal degrees: latitude from -90 to 90, longitude from -180 to 180.
imports-problem-half-position = Write latitude and longitude, or neither.
imports-problem-nobody = Nobody has this user name, and this import only changes people.
imports-problem-plugin = A plugin failed while it checked this row ({ $code }). Try the row again, or tell the administrator.
imports-problem-shared-name = { $count ->
    [one] Row { $rows } has the same user name. Keep one of them.
   *[other] Rows { $rows } have the same user name. Keep one of them.
}
imports-problem-shared-name-more = Rows { $rows } and { $more } more have the same user name. Keep one of them.

imports-error-empty = The file is empty. Fill in a header row and at least one row below it, and import it again.
imports-error-encrypted = A password protects the workbook. Remove the password and import that copy.
imports-error-xls = This is a workbook in the old .xls format. Save it as .xlsx and import that copy.
imports-error-truncated = The end of the file is missing. Copy or download it again.
imports-error-bomb = The file would unpack to far more than its size. Save it again in your spreadsheet program and import that copy.
imports-error-not-workbook = This is not a workbook. Save it as .xlsx or .csv and import that copy.
imports-error-malformed = The workbook is damaged. Open it in your spreadsheet program, save it again and import that copy.
imports-error-unsafe = The file contains what no spreadsheet program writes. Save it again in your spreadsheet program and import that copy.
imports-error-too-many-cells = The sheet uses more rows or columns than can be read. Delete what does not belong to the list and save it again.
imports-error-too-many-sheets = The workbook has too many sheets. Keep those with the list and save it again.
imports-error-too-much-text = The file holds more text than can be read at once. Split it into several files.
imports-error-unreadable = The file cannot be read now. Import it again later.
imports-error-no-rows = There is a header, and no row below it. Fill in at least one row and import the file again.
imports-error-no-format = Files of this kind cannot be read. Import one of these: { $formats }.
imports-error-no-username = No column holds user names. Name one "User name". These headers were found: { $headers }.
imports-error-repeated-header = { $count } columns of the sheet "{ $sheet }" have the header "{ $header }": { $columns }. Rename or delete all but one.
imports-error-competing-headers = Several columns of the sheet "{ $sheet }" mean "{ $field }": { $headers }. Keep one of them.
imports-error-mapping-unknown = The column "{ $header }" was to fill "{ $field }", which does not exist.
imports-error-mapping-missing = The file has no column "{ $header }", which was chosen.
imports-error-too-many-columns = A sheet has more than { $limit } columns. Delete what does not belong to the list.
imports-error-too-many-rows = The file has more than { $limit } rows. Split it into several files.
imports-error-file-limit = The file was refused: reading it would take more time or memory than a file may ({ $reason }). Save it again in your spreadsheet program, or split it.
imports-error-format-plugin = The plugins that read files are not ready. Tell the administrator.
imports-error-lost = What the import had put aside is gone. Import the file again.
imports-error-forbidden = Whoever started the import may not import people any more.
imports-error-crashed = The import stopped again and again at the same place. Tell the administrator.
imports-error-other = The import could not be completed ({ $code }). Try again, or tell the administrator.
imports-problem-left-out = You left this row out.
imports-review-name-taken = Row { $row } of the file has this user name.
imports-way = When rows have problems
imports-way-skip = Import at once
imports-way-skip-text = Good rows go in. The others come back as a file with the reasons.
imports-way-review = Check first
imports-way-review-text = Nothing goes in before you have seen what would change and repaired what is wrong.
imports-review-none = Every row is good
imports-review-none-text = Nothing needs a repair. Let the rows go in.
imports-review-hint = Only rows with problems are shown. Type over a cell and check it; the row is judged at once.
imports-review-totals = What would become of the rows
imports-review-new = New
imports-review-changed = Changed
imports-review-same = The same
imports-review-bad = With problems
imports-review-row = Row { $row }
imports-review-take-back = Take back
imports-review-leave-out = Leave out
imports-review-check = Check
imports-review-alike = Same for all alike
imports-review-commit-bar = Let the rows go in
imports-review-ready = { $count ->
    [one] { $count } row is ready to go in
   *[other] { $count } rows are ready to go in
}
imports-review-stay = { $count ->
    [0] None stays out.
    [one] { $count } stays out and can be downloaded.
   *[other] { $count } stay out and can be downloaded.
}
imports-review-throw-away = Throw away
imports-review-throw-away-question = Throw this import away? Nothing of it has gone in.
imports-review-commit = Import the good rows
imports-review-passes = This row passes now.
imports-state-mapping = Waits for its mapping
imports-how-remembered = Confirmed before
imports-problem-no-key = Fill in “{ $field }”: people are found by it.
imports-problem-several = { $count } people have this value in “{ $field }”. Which one is meant cannot be told.
imports-problem-known = Somebody has this value in “{ $field }” already, and this import only adds people.
imports-problem-nobody-else = Nobody has this value in “{ $field }”, and this import only changes people.
imports-problem-shared-key = { $count ->
    [one] Row { $rows } has the same value in “{ $field }”. Keep one of them.
   *[other] Rows { $rows } have the same value in “{ $field }”. Keep one of them.
}
imports-problem-shared-key-more = Rows { $rows } and { $more } more have the same value in “{ $field }”. Keep one of them.
imports-error-mapping-other = The columns of the sheet “{ $sheet }” are not those for which the mapping was made. Map the columns of this file.
imports-error-mapping-sheet = The file has no sheet “{ $sheet }”, which was chosen.
imports-error-mapping-no-key = In the sheet “{ $sheet }” no column fills “{ $field }”, by which people are found.
imports-error-archive-broken = The archive { $file } is damaged or was made in an unusual way. Pack the files again and import that archive.
imports-error-archive-many = The archive holds more than { $limit } files. Import them in several archives.
imports-error-archive-encrypted = A password protects { $file } in the archive. Pack it without a password.
imports-error-archive-bomb = { $file } in the archive would unpack to far more than its size. Pack it again.
imports-error-archive-nested = The archive holds another archive, { $file }. Put its files into the outer one.
imports-error-archive-large = The files in the archive are larger than { $limit } together. Import them in several archives.
imports-error-archive-empty = The archive holds no files. Pack the workbooks again and import that archive.
imports-review-groups = Reasons
imports-review-all = All problems
imports-review-whole-row = Whole row
