//! What a field may be told besides its value: by what it is shown, what stands at its end.
use super::Field;

/// One of the things a tree lets choose, each followed by those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeChoice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// How deep it stands, from 0.
    pub level: usize,
}

/// A file that stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// Its name.
    pub name: String,
    /// How large it is, written for the reader.
    pub size: String,
    /// Where it is read; nothing while it belongs to nobody.
    pub href: Option<String>,
}

/// By what a field is shown, judged anew in the browser with every change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownWhen {
    /// Name of the other control.
    pub name: String,
    /// One of these shows the field; an empty text is no value.
    pub any_of: Vec<String>,
    /// Whether it is shown now.
    pub now: bool,
}

/// What the reader may do with a field while the record is active and while it is not, of which the switch named
/// `active` decides in the browser: `v` see, `e` change, `r` must fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByState {
    /// While it is active.
    pub active: String,
    /// While it is not.
    pub inactive: String,
    /// Whether it is seen now.
    pub seen: bool,
}

impl Field {
    /// What the figure counts, at its end: a currency, a time zone.
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// Where a link that is saved leads; it opens beside this page.
    pub fn opens(mut self, address: Option<String>) -> Self {
        self.opens = address;
        self
    }

    /// By what it is shown.
    pub fn shown_when(mut self, condition: Option<ShownWhen>) -> Self {
        self.shown_when = condition;
        self
    }

    /// What the reader may do with it by state of the record.
    pub fn by_state(mut self, rights: Option<ByState>) -> Self {
        self.by_state = rights;
        self
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.shown_when.as_ref().is_some_and(|condition| !condition.now)
            || self.by_state.as_ref().is_some_and(|rights| !rights.seen)
    }

    pub(super) fn any_of(&self) -> Option<String> {
        self.shown_when.as_ref().and_then(|condition| serde_json::to_string(&condition.any_of).ok())
    }

    pub(super) fn states(&self) -> Option<String> {
        self.by_state.as_ref().map(|rights| format!("{},{}", rights.active, rights.inactive))
    }
}
