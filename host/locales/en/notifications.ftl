# Lines of the bell.
notifications-message = Message
notifications-pending = Pending
notifications-review = Needs review
notifications-completed = Completed
notifications-failed = Failed
notifications-cancelled = Cancelled
notifications-waiting = Waits for its turn.
notifications-rows-of = { $done } of { $total } rows
notifications-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
notifications-rows-rate = { $rate } rows/s
notifications-people-of = { $done } of { $total } people
notifications-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
notifications-people-rate = { $rate } people/s
notifications-import = Import { $file }
notifications-import-review = { $failed ->
    [one] { $failed } row has a problem. The rest is ready.
   *[other] { $failed } rows have a problem. The rest is ready.
}
notifications-import-done = { $created } created, { $updated } updated, { $unchanged } unchanged, { $failed } failed.
notifications-import-cancelled = Stopped after { $created } created, { $updated } updated, { $unchanged } unchanged, { $failed } failed.
notifications-import-failed = The file could not be imported. Open the details to see why.
notifications-failed-rows = { $count ->
    [one] { $count } failed row
   *[other] { $count } failed rows
}
notifications-details = Details
notifications-export-clients = Export of clients
notifications-export-specialists = Export of specialists
notifications-export-done = { $count ->
    [one] { $count } person
   *[other] { $count } people
} in { $parts ->
    [one] { $parts } workbook
   *[other] { $parts } workbooks
}, { $size }.
notifications-download = Download
notifications-link-until = Link works until { $date }
notifications-link-expired = The file is no longer kept. Export again to get a new one.
notifications-older = Older notifications
notifications-import-mapping = Say what its columns mean.
notifications-paused = Paused
notifications-export-again = Export again
notifications-import-again = Import again
job-paused-files-full = Paused: no room on the disk of the files. It goes on by itself as soon as there is room.
job-paused-files-away = Paused: file store not reachable. It goes on by itself as soon as it answers.
job-paused-database-full = Paused: no room on the disk of the database. It goes on by itself as soon as there is room.
job-paused-database-away = Paused: database not reachable. It goes on by itself as soon as it answers.
job-paused-busy = Paused: others are at work on the same. It goes on by itself in a moment.
job-paused-elsewhere = Paused: the other server does not answer. It is tried again by itself.
