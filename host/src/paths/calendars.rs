//! Addresses of the pages of calendars and shifts.
use elenco_db::{CalendarId, ShiftId, UserId};

use super::Paths;
use crate::users::model::UserKind;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn calendars(&self) -> String {
        format!("{}/calendars", self.base)
    }
    pub fn new_calendar(&self) -> String {
        format!("{}/calendars/new", self.base)
    }
    pub fn calendar(&self, id: CalendarId) -> String {
        format!("{}/calendars/{id}", self.base)
    }
    pub fn delete_calendar(&self, id: CalendarId) -> String {
        format!("{}/delete", self.calendar(id))
    }
    pub fn user_shifts(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/shifts", self.user(kind, id))
    }
    /// The tab of shifts; it has a query already.
    pub fn shifts_tab(&self, kind: UserKind, id: UserId) -> String {
        format!("{}?tab=shifts", self.user(kind, id))
    }
    pub fn new_shift(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/new", self.user_shifts(kind, id))
    }
    pub fn shift(&self, id: ShiftId) -> String {
        format!("{}/shifts/{id}", self.base)
    }
    pub fn delete_shift(&self, id: ShiftId) -> String {
        format!("{}/delete", self.shift(id))
    }
}
