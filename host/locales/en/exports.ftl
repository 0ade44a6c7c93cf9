# Exports: dialog, list, workbooks.
exports-title = Exports
exports-clients = Export format: clients
exports-specialists = Export format: specialists
exports-what = What to export
exports-mode-empty = Empty format
exports-mode-empty-text = To create people. One workbook with an Info sheet that explains every column.
exports-mode-with-data = With data
exports-mode-with-data-text = To update people and what they are tied to.
exports-mode-plain = With data, without relationships and shifts
exports-mode-plain-text = To update people only.
exports-amount = { $people ->
    [one] { $people } person makes
   *[other] { $people } people make
} { $parts ->
    [one] { $parts } workbook
   *[other] { $parts } workbooks
} in one .zip.
exports-at-once = At once
exports-queued = In the background
exports-format = File
exports-no-format = No plugin that writes files is loaded. Ask whoever runs this server to add one to plugins.toml.
exports-remark = You can go on working; the bell will tell you.
exports-go = Export format
exports-scheduled = Export scheduled. The bell will tell you when it is ready.
exports-state-pending = Waiting
exports-state-running = Running
exports-state-completed = Completed
exports-state-failed = Failed
exports-state-cancelled = Cancelled
exports-column-what = Export
exports-column-state = State
exports-column-people = People
exports-column-size = Size
exports-column-when = Started
exports-column-file = File
exports-download = Download
exports-until = until { $date }
exports-expired = The file is no longer kept. Export again to get a new one.
exports-older = Older exports
exports-empty-title = No exports yet
exports-empty-text = Exports that you start in this project will be listed here.
exports-failure-format = No plugin writes this format any more. Choose another format and export again.
exports-failure-forbidden = You may not export people any more. Ask an administrator for the permission Users.Export.
exports-failure-crashed = The export stopped several times without getting further. Try again; if it happens again, tell whoever runs this server.
exports-failure-plugin = A plugin could not do its part. Try again; if it happens again, tell whoever runs this server.
exports-failure-other = The export could not be finished. Try again; if it happens again, tell whoever runs this server.
exports-sheet-clients = Clients
exports-sheet-specialists = Specialists
# File names: small letters of the alphabet and hyphens only.
exports-file-clients = clients
exports-file-specialists = specialists
exports-file-clients-empty = clients-format
exports-file-specialists-empty = specialists-format
exports-people = People
exports-people-all = All { $count }
exports-people-shown = { $count ->
    [one] The 1 person shown by your filter
   *[other] The { $count } people shown by your filter
}
exports-people-matching = Everybody whom your filter shows
exports-people-order = All, in the order of the list
exports-columns = Columns
exports-columns-all = All columns
exports-columns-chosen = Only those marked below
exports-columns-open = Choose columns
exports-columns-list = Columns of the file
exports-columns-help = The user name always comes along: an import knows people by it.
exports-format-help = A workbook has a sheet for each relationship and one for shifts. Files of one sheet hold relationships beside the person, and no shifts.
