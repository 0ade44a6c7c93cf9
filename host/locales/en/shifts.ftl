# Shifts of specialists.
shifts-title = Shifts
shifts-new = New
shifts-new-title = New shift
shifts-edit = Edit
shifts-edit-title = Shift
shifts-save = Save shift
shifts-saved = Shift saved.
shifts-deleted = Shift deleted.
shifts-delete = Delete
shifts-delete-title = Delete this shift?
shifts-delete-text = This cannot be undone.
shifts-since = Since
shifts-until = Until
shifts-until-help = The last day counts.
shifts-calendar = Calendar
shifts-choose-calendar = Choose a calendar
shifts-no-calendars = There is no active calendar yet.
shifts-month-before = Previous month
shifts-month-after = Next month
shifts-today = Today
shifts-new-on = { $date }, new shift from this day
shifts-open-day = { $date }, shift by { $name }
shifts-current = Now
shifts-upcoming = Upcoming
shifts-past = Past
shifts-coming = Now and next
shifts-none-coming = No shift is planned.
shifts-over = Past
shifts-older = Older shifts
shifts-more = More about the shift of { $since }
shifts-none = No shifts yet
shifts-none-text = A shift says from when to when this specialist works, and by which calendar.
shifts-in-the-way = In the way:
shifts-look = Look at it
shifts-conflict = Somebody else changed this shift in the meantime. Close, look at it, and repeat your change.
shifts-problem-day = Choose a day.
shifts-problem-calendar = Choose a calendar.
shifts-problem-reversed = The end is before the beginning. Choose a later day.
shifts-problem-long = A shift has at most { $years } years. Divide it.
shifts-problem-inactive = This calendar is inactive. Choose another.
shifts-problem-unknown = There is no such calendar. Choose one from the list.
shifts-problem-client = Only specialists have shifts.
shifts-problem-overlap = Overlaps with the shift from { $since } to { $until } ({ $calendar }). Choose other days.
shifts-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
