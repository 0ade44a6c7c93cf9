//! The kinds of fields, each with its constructor.
use super::{Choice, Field, KeptFile, Kind, TreeChoice, Width};
use crate::locale::Texts;

impl Field {
    fn line(t: Texts, name: impl Into<String>, label: impl Into<String>, kind: &'static str) -> Self {
        Self::new(t, name, label, Kind::Line { kind, mode: None, step: None })
    }

    /// A line of text.
    pub fn text(t: Texts, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::line(t, name, label, "text")
    }

    /// An e-mail address.
    pub fn email(t: Texts, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::line(t, name, label, "email")
    }

    /// A telephone number.
    pub fn telephone(t: Texts, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::line(t, name, label, "tel")
    }

    /// A calendar day, `2026-11-23`.
    pub fn date(t: Texts, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::line(t, name, label, "date")
    }

    /// A whole number. A text box with a number pad: number boxes lose what cannot be read, and scroll away.
    pub fn integer(t: Texts, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(t, name, label, Kind::Line { kind: "text", mode: Some("numeric"), step: None })
    }

    /// A decimal number, with point or comma.
    pub fn decimal(t: Texts, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(t, name, label, Kind::Line { kind: "text", mode: Some("decimal"), step: None })
    }

    /// Several lines of text.
    pub fn long_text(t: Texts, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(t, name, label, Kind::LongText).width(Width::Full)
    }

    /// A new password. While one types, the whole form is posted to `rules`, which answers with
    /// [`super::password_rules`].
    pub fn password(t: Texts, name: impl Into<String>, label: impl Into<String>, rules: &str) -> Self {
        let mut field = Self::new(t, name, label, Kind::Password { rules: Some(rules.to_owned()) });
        field.autocomplete = Some("new-password");
        field
    }

    /// The password that one signs in with.
    pub fn current_password(t: Texts, name: impl Into<String>, label: impl Into<String>) -> Self {
        let mut field = Self::new(t, name, label, Kind::Password { rules: None });
        field.autocomplete = Some("current-password");
        field
    }

    /// One of several choices. `nothing` is the text of the empty choice, when there may be none.
    pub fn select(
        t: Texts,
        name: impl Into<String>,
        label: impl Into<String>,
        choices: Vec<Choice>,
        nothing: Option<String>,
    ) -> Self {
        Self::new(t, name, label, Kind::Select { choices, nothing })
    }

    /// Any number of several choices, each sent under the same name.
    pub fn several(
        t: Texts,
        name: impl Into<String>,
        label: impl Into<String>,
        choices: Vec<Choice>,
    ) -> Self {
        Self::new(t, name, label, Kind::Several { choices }).width(Width::Full)
    }

    /// A switch; sends `true` when on, nothing when off. `word` stands beside it: `Active`.
    pub fn switch(
        t: Texts,
        name: impl Into<String>,
        label: impl Into<String>,
        word: impl Into<String>,
    ) -> Self {
        Self::new(t, name, label, Kind::Switch { label: word.into() })
    }

    /// A check box; sends `true` when ticked, nothing when not.
    pub fn check_box(
        t: Texts,
        name: impl Into<String>,
        label: impl Into<String>,
        word: impl Into<String>,
    ) -> Self {
        Self::new(t, name, label, Kind::CheckBox { label: word.into() })
    }

    /// The file of a photo. Unseen: the camera button of the head opens it ([`super::DetailHead::photo_field`]), and
    /// the tile shows what was chosen.
    pub fn photo(t: Texts, name: impl Into<String>, label: impl Into<String>, accept: &'static str) -> Self {
        Self::new(t, name, label, Kind::Photo { accept }).width(Width::Full)
    }

    /// A time of day, `08:30`.
    pub fn time(t: Texts, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::line(t, name, label, "time")
    }

    /// A day and a time, `2026-11-23T08:30`, in the zone that [`Field::unit`] names.
    pub fn date_time(t: Texts, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::line(t, name, label, "datetime-local")
    }

    /// An address on the web.
    pub fn web_address(t: Texts, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(t, name, label, Kind::Line { kind: "text", mode: Some("url"), step: None })
    }

    /// One of the choices of a tree. `nothing` is the text of the empty choice.
    pub fn tree(
        t: Texts,
        name: impl Into<String>,
        label: impl Into<String>,
        choices: Vec<TreeChoice>,
        nothing: String,
    ) -> Self {
        Self::new(t, name, label, Kind::Tree { choices, nothing })
    }

    /// A place on earth: two halves, sent under one name.
    pub fn position(t: Texts, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(t, name, label, Kind::Position)
    }

    /// A file of at most so many bytes. Its id is sent under the name, a new file under `file.` and the name, and
    /// `drop.` and the name says that it is to go.
    pub fn file(
        t: Texts,
        name: impl Into<String>,
        label: impl Into<String>,
        (accept, limit): (String, u64),
        kept: Option<KeptFile>,
    ) -> Self {
        Self::new(t, name, label, Kind::File { accept, limit, kept })
    }
}
