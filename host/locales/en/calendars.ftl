# Calendars: when people work.
calendars-title = Calendars
calendars-new = New
calendars-new-title = New calendar
calendars-new-text = Not saved yet. Name and time zone are required.
calendars-not-saved = New calendar, not saved
calendars-save = Save calendar
calendars-saved = Saved.
calendars-deleted = Deleted.
calendars-not-allowed = Your roles do not allow this. Ask an administrator.
calendars-more = More
calendars-search = Search calendars
calendars-search-hint = Name of a calendar
calendars-shown = { $shown } shown of { $total }
calendars-none = No calendars yet
calendars-none-text = A calendar says on which days and at which hours people work. Shifts and services use it.
calendars-none-found = No calendar matches
calendars-none-found-text = Try fewer letters, or look at all calendars again.
calendars-show-all = Show all calendars
calendars-choose = Choose a calendar
calendars-choose-text = Its hours, holidays and year open here.
calendars-hours-a-week = { $hours } h a week
calendars-tab-details = Details
calendars-tab-year = Year
calendars-tab-history = History
calendars-tab-locked = Year and history open after the first save.
calendars-identity = Calendar
calendars-identity-text = Shifts and services choose it by its name.
calendars-name = Name
calendars-status = Status
calendars-active = Active
calendars-inactive = Inactive
calendars-description = Description
calendars-zone = Time zone
calendars-zone-help = Type a city, and choose from the list.
calendars-zone-now = There it is { $time } now, { $offset }.
calendars-last-change = Last change
calendars-hours = Working hours
calendars-hours-text = For example 08:00–12:00, 13:00–17:00. Leave a day empty when nobody works.
calendars-free-day = Free
calendars-copy-hours = Use Monday’s hours until Friday
calendars-hours-unreadable = “{ $part }” cannot be read. Write from–until, like 08:00–12:00.
calendars-hours-reversed = “{ $part }” ends before it begins. After midnight belongs to the next day.
calendars-hours-overlap = { $one } and { $other } overlap. Change one of them.
calendars-hours-too-many = Use at most { $most } times a day.
calendars-holidays = Holidays
calendars-holidays-text = Nobody works on these days, whatever the hours say.
calendars-no-holidays = None yet.
calendars-no-holidays-year = No holidays in this year.
calendars-holiday-add = Add holiday
calendars-holiday-day = Day of holiday { $number }
calendars-holiday-name = Name of holiday { $number }
calendars-holiday-remove = Remove { $name }
calendars-holiday-remove-number = Remove holiday { $number }
calendars-yearly = Every year
calendars-paste = Paste several lines
calendars-lines = One holiday a line
calendars-lines-help = Like 2026-12-25 Christmas. Without a year, like 12/25, it comes back every year.
calendars-lines-add = Add these lines
calendars-problem-lines = These lines were not understood. Put them right, and add them again.
calendars-day-working = Working day
calendars-day-off = Free
calendars-day-holiday = Holiday
calendars-working-days = Working days
calendars-working-hours = Working hours in the year
calendars-year-before = Year before
calendars-year-after = Next year
calendars-delete = Delete
calendars-delete-title = Delete { $name }?
calendars-delete-unused = Nothing uses this calendar. Deleting it cannot be undone.
calendars-delete-refused = It is in use.
calendars-delete-refused-text = Give these another calendar first, or make this one inactive: then nobody can choose it any more.
calendars-shifts = Shifts
calendars-services = Services
calendars-conflict = Somebody else changed this calendar in the meantime. Open it again in another window, compare, and repeat your change.
calendars-problem-required = Fill this in.
calendars-problem-too-long = Use at most { $limit } characters.
calendars-problem-name-taken = Another calendar has this name. Choose another.
calendars-problem-zone = There is no such time zone. Choose one from the list, like America/Bogota.
calendars-problem-day = Choose a day.
calendars-problem-years = Choose a day between { $first } and { $last }.
calendars-problem-twice = This day stands here twice. Remove one.
calendars-problem-holidays = Use at most { $most } holidays.
calendars-problem-services = Services use it: { $names }.
calendars-refused = { $count ->
    [one] Nothing was saved: { $count } value needs your attention.
   *[other] Nothing was saved: { $count } values need your attention.
}
calendars-shifts-count = { $count ->
    [one] { $count } shift goes by it. The last ones:
   *[other] { $count } shifts go by it. The last ones:
}
calendars-shifts-more = More than { $count } shifts go by it. The last ones:
calendars-problem-shifts-more = More than { $count } shifts use it, among them of { $names }.
calendars-problem-shifts = { $count ->
    [one] { $count } shift uses it, of { $names }.
   *[other] { $count } shifts use it, among them of { $names }.
}
