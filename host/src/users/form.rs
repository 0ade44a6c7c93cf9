//! The form of a person: what it holds, and what it asks to change.
mod additional;
mod filling;
mod found;
mod merge;

use std::collections::BTreeMap;

use axum::extract::Multipart;
use bytes::{Bytes, BytesMut};
use chrono::{Days, NaiveDate, NaiveTime};
use elenco_db::{Instant, LocationId, PhotoId};
use elenco_runtime::contract::{Audience, Field};
use secrecy::SecretString;

pub use filling::source_name;

use super::model::{Address, LocationChoice, NewPassword, User, UserChanges};
use crate::error::AppError;
use crate::locale::Culture;
use crate::position::{self, Position};

pub use merge::{BASE, Merged};

pub use additional::HAS;

/// Largest text of one control, in bytes.
const TEXT_BYTES: usize = 64 << 10;
/// Hidden control that names a photo which an earlier try brought.
pub const KEPT_PHOTO: &str = "kept_photo";
/// Most controls of one form: 500 additional fields, some of them with many choices.
const CONTROLS: usize = 5_000;
/// Most bytes of all files of one form: it is read as a whole before anything is kept.
pub const FILE_BYTES: usize = 32 << 20;

/// What a form holds: the values of its controls by name, as they were typed, so that a refused form shows them again.
#[derive(Debug, Clone, Default)]
pub struct UserForm {
    values: BTreeMap<String, Vec<String>>,
    /// A photo that was chosen, not yet looked at.
    pub photo: Option<Bytes>,
    /// What a location has for parts of the address that are a person's word, and different.
    pub offered: Address,
    /// Files that were chosen for additional fields, by field, not yet looked at.
    pub files: BTreeMap<String, SentFile>,
}

/// A file as it was sent.
#[derive(Debug, Clone)]
pub struct SentFile {
    /// Its name where it came from.
    pub name: String,
    /// All of it.
    pub content: Bytes,
}

fn broken(detail: impl std::fmt::Display) -> AppError {
    AppError::BadRequest { code: "form.unreadable", detail: detail.to_string() }
}

impl UserForm {
    /// Reads a form with its photo, within limits.
    ///
    /// # Errors
    /// [`AppError::TooLarge`] for the photo, [`AppError::BadRequest`] for anything else that no page of ours sends.
    pub async fn read(mut multipart: Multipart, photo_limit: u64) -> Result<Self, AppError> {
        let mut form = Self::default();
        while let Some(mut field) = multipart.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            let is_photo = name == "photo";
            let of_field = name.strip_prefix("file.fields.").map(str::to_owned);
            let file_name = field.file_name().unwrap_or_default().to_owned();
            let limit = match (&of_field, is_photo) {
                (Some(_), _) => FILE_BYTES.saturating_sub(form.files.values().map(|f| f.content.len()).sum()),
                (None, true) => usize::try_from(photo_limit).unwrap_or(usize::MAX),
                (None, false) => TEXT_BYTES,
            };
            let mut content = BytesMut::new();
            while let Some(piece) = field.chunk().await.map_err(broken)? {
                if content.len() + piece.len() > limit {
                    return Err(AppError::TooLarge { limit: limit as u64 });
                }
                content.extend_from_slice(&piece);
            }
            if let Some(id) = of_field {
                if !content.is_empty() && form.files.len() < CONTROLS {
                    form.files.insert(id, SentFile { name: file_name, content: content.freeze() });
                }
            } else if is_photo {
                form.photo = Some(content.freeze()).filter(|photo| !photo.is_empty());
            } else {
                form.put(name, String::from_utf8(content.to_vec()).map_err(broken)?)?;
            }
        }
        Ok(form)
    }

    /// A form without files, as scripts send it while somebody types.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] when there are too many controls.
    pub fn of_pairs(pairs: Vec<(String, String)>) -> Result<Self, AppError> {
        let mut form = Self::default();
        for (name, value) in pairs {
            form.put(name, value)?;
        }
        Ok(form)
    }

    fn put(&mut self, name: String, value: String) -> Result<(), AppError> {
        let held = self.values.values().map(Vec::len).sum::<usize>();
        if held >= CONTROLS || value.len() > TEXT_BYTES {
            return Err(broken("too many or too long values"));
        }
        self.values.entry(name).or_default().push(value);
        Ok(())
    }

    /// Puts a value into a control.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.values.insert(name.into(), vec![value.into()]);
    }

    /// An empty form for a new person who reads this language.
    pub fn blank(culture: Culture) -> Self {
        let mut form = Self::default();
        form.set("active", "true");
        form.set("culture", culture.tag());
        form
    }

    /// The form of a person as one is, where nobody looks at additional fields.
    pub fn of_user(user: &User) -> Self {
        Self::as_read(user, Culture::En)
    }

    /// The form of a person as one is, for a reader of this language.
    pub fn as_read(user: &User, culture: Culture) -> Self {
        let mut form = Self::default();
        for (name, value) in [
            ("username", &user.username),
            ("email", &user.email),
            ("first_names", &user.first_names),
            ("last_names", &user.last_names),
            ("phone", &user.phone),
            ("mobile", &user.mobile),
            ("position", &user.position),
        ] {
            form.set(name, value);
        }
        form.set("external_id", user.external_id.clone().unwrap_or_default());
        form.set("latitude", user.latitude.map(position::short).unwrap_or_default());
        form.set("longitude", user.longitude.map(position::short).unwrap_or_default());
        form.set("culture", user.culture.tag());
        form.set("location", user.location_id.map(|id| id.to_string()).unwrap_or_default());
        form.set("valid_since", user.valid_since.map(first_day).unwrap_or_default());
        form.set("valid_until", user.valid_until.map(last_day).unwrap_or_default());
        if user.active {
            form.set("active", "true");
        }
        if user.must_change_password {
            form.set("must_change_password", "true");
        }
        for (part, entry) in &user.address {
            form.set(format!("address.{}", part.as_str()), &entry.value);
            if let Some(source) = &entry.source {
                form.set(source_name(*part), source);
            }
        }
        form.set_fields(&user.fields, culture);
        form
    }

    /// The value of a control; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Every value of a control.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Names of the controls that it holds.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// Whether a switch is on.
    pub fn is_on(&self, name: &str) -> bool {
        self.get(name) == "true"
    }

    /// A photo that was taken in with an earlier try of this form: a browser never sends a chosen file twice.
    pub fn kept_photo(&self) -> Option<PhotoId> {
        self.get(KEPT_PHOTO).parse().ok()
    }

    /// Remembers a photo that was taken in, should the form be refused.
    pub fn keep_photo(&mut self, id: PhotoId) {
        self.set(KEPT_PHOTO, id.to_string());
    }

    /// The version that the form was made from.
    pub fn version(&self) -> Option<i64> {
        self.get("version").parse().ok()
    }

    /// The location that is chosen.
    pub fn location(&self) -> Option<LocationId> {
        self.get("location").parse().ok()
    }

    /// What the form asks to change of a person that looked like this when it was made; of nobody for a new one.
    pub fn changes(&self, fields: &[Field], before: Option<&Self>, audience: Audience) -> UserChanges {
        let text = |name: &str| Some(self.get(name).to_owned());
        let password = self.get("password");
        let must_change = self.is_on("must_change_password");
        UserChanges {
            username: text("username"),
            email: text("email"),
            first_names: text("first_names"),
            last_names: text("last_names"),
            phone: text("phone"),
            mobile: text("mobile"),
            position: text("position"),
            external_id: text("external_id"),
            active: Some(self.is_on("active")),
            culture: Culture::from_tag(self.get("culture")),
            location: Some(self.location().map_or(LocationChoice::None, LocationChoice::Id)),
            address: self.address(),
            fields: self.changed_fields(fields, before, audience),
            password: (!password.is_empty()).then(|| NewPassword::Plain(SecretString::from(password))),
            // With a new password the service decides: one that somebody else set must be changed.
            must_change_password: password.is_empty().then_some(must_change),
            valid_since: self.day("valid_since", 0),
            valid_until: self.day("valid_until", 1),
            photo_id: self.kept_photo().map(Some),
            position_on_map: self.position(),
        }
    }

    /// The position on the map, when the form has one: a half that is none is NaN.
    pub fn position(&self) -> Option<Option<(f64, f64)>> {
        if !self.values.contains_key("latitude") && !self.values.contains_key("longitude") {
            return None;
        }
        Some(match Position::read(self.get("latitude"), self.get("longitude")) {
            Ok(position) => position.map(|position| (position.latitude, position.longitude)),
            Err(unreadable) => {
                let half = |is_unreadable: bool| if is_unreadable { f64::NAN } else { 0.0 };
                Some((half(unreadable.latitude), half(unreadable.longitude)))
            }
        })
    }

    /// A day of a window: none when it was emptied. What no date control sends changes nothing.
    fn day(&self, name: &str, later: u64) -> Option<Option<Instant>> {
        let text = self.get(name).trim();
        if text.is_empty() { Some(None) } else { day_start(text, later).map(Some) }
    }
}

fn first_day(at: Instant) -> String {
    at.to_chrono().date_naive().to_string()
}

/// A window of validity ends when its last day does, so the instant is the first of the day after.
fn last_day(at: Instant) -> String {
    at.plus_seconds(-1).to_chrono().date_naive().to_string()
}

fn day_start(text: &str, later: u64) -> Option<Instant> {
    let day: NaiveDate = text.trim().parse().ok()?;
    let day = day.checked_add_days(Days::new(later))?;
    Some(Instant::from(day.and_time(NaiveTime::MIN).and_utc()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::users::model::{AddressPart, AddressValue};

    fn form(pairs: &[(&str, &str)]) -> UserForm {
        UserForm::of_pairs(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()).unwrap()
    }

    fn suggestion(value: &str) -> AddressValue {
        AddressValue { value: value.to_owned(), source: Some("Location".to_owned()) }
    }

    #[test]
    fn filling_never_writes_over_what_a_person_edited() {
        let mut form = form(&[
            ("address.city", "Cali"),
            ("address.street", "old"),
            ("source.street", "Location"),
            ("edited", "address.city"),
        ]);
        let known =
            [(AddressPart::City, suggestion("Bogotá")), (AddressPart::Street, suggestion("Calle 93"))];
        assert_eq!(form.fill(&known.into_iter().collect()), 1);
        assert_eq!(form.get("address.city"), "Cali");
        assert_eq!(form.get("address.street"), "Calle 93");
        assert_eq!(form.source(AddressPart::Street).as_deref(), Some("Location"));
        assert_eq!(form.source(AddressPart::City), None);
        assert_eq!(form.offered.get(&AddressPart::City).map(|offer| offer.value.as_str()), Some("Bogotá"));
        assert_eq!(form.filled(), 1);
        let mut stored = self::form(&[("address.city", "Cali"), ("address.region", "Bogotá")]);
        let known = [(AddressPart::City, suggestion("Bogotá")), (AddressPart::Region, suggestion("Bogotá"))];
        assert_eq!(stored.fill(&known.into_iter().collect()), 0, "what was typed and saved is a word, too");
        assert_eq!(stored.offered.len(), 1, "what is the same is not offered");
        form.unfill();
        assert_eq!((form.get("address.street"), form.get("address.city")), ("", "Cali"));
    }

    #[test]
    fn the_last_day_of_a_window_counts() {
        let changes = form(&[("valid_until", "2026-12-31"), ("valid_since", "soon")]).changes(
            &[],
            None,
            Audience::Administrator,
        );
        assert_eq!(changes.valid_until.flatten().map(last_day).as_deref(), Some("2026-12-31"));
        assert_eq!(changes.valid_since, None, "what is no date takes nothing away");
        assert_eq!(
            form(&[("valid_since", "")]).changes(&[], None, Audience::Administrator).valid_since,
            Some(None)
        );
    }

    #[test]
    fn an_empty_password_changes_none() {
        assert!(form(&[("password", "")]).changes(&[], None, Audience::Administrator).password.is_none());
        assert!(form(&[("password", "x")]).changes(&[], None, Audience::Administrator).password.is_some());
    }
}
