//! Calendars (working hours, holidays, time zone) and the shifts of specialists.
