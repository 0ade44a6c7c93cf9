//! Fields of forms: a label, whether it is obligatory, the control, help, where its value came from, and what is wrong
//! with it, in its place.
mod control;
mod kinds;
mod notes;
mod shown;
mod special;

use maud::{Markup, Render, html};

use crate::locale::Texts;

pub use shown::{ByState, KeptFile, ShownWhen, TreeChoice};

/// How much of a row a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// A third.
    Third,
    /// A half.
    #[default]
    Half,
    /// Two thirds.
    TwoThirds,
    /// The whole row.
    Full,
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Self::Third => "f f-4",
            Self::Half => "f",
            Self::TwoThirds => "f f-8",
            Self::Full => "f f-12",
        }
    }
}

/// One of the things a field lets choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// Where a value came from that nobody typed, or that somebody changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Filled by auto-fill or an import; says by what: `Location`.
    Filled(String),
    /// A person's word. What was suggested before can be taken back.
    Changed {
        /// The value that auto-fill had.
        suggested: Option<String>,
    },
    /// Auto-fill was asked and did not know.
    Unknown(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Line { kind: &'static str, mode: Option<&'static str>, step: Option<&'static str> },
    Password { rules: Option<String> },
    LongText,
    Select { choices: Vec<Choice>, nothing: Option<String> },
    Several { choices: Vec<Choice> },
    Switch { label: String },
    CheckBox { label: String },
    Photo { accept: &'static str },
    Tree { choices: Vec<TreeChoice>, nothing: String },
    Position,
    File { accept: String, limit: u64, kept: Option<KeptFile> },
}

/// A field. Made by the constructor of its kind, told more by the methods, and put into markup as it is.
#[derive(Debug, Clone)]
pub struct Field {
    t: Texts,
    name: String,
    label: String,
    kind: Kind,
    values: Vec<String>,
    width: Width,
    required: bool,
    help: Option<String>,
    warning: Option<String>,
    problem: Option<String>,
    link: Option<(String, String)>,
    source: Option<Source>,
    lock: Option<String>,
    placeholder: Option<String>,
    autocomplete: Option<&'static str>,
    max_length: Option<u32>,
    range: (Option<String>, Option<String>),
    mono: bool,
    fills: Option<String>,
    suggestions: Option<&'static str>,
    searched: Option<String>,
    unit: Option<String>,
    opens: Option<String>,
    shown_when: Option<ShownWhen>,
    by_state: Option<ByState>,
}

impl Field {
    fn new(t: Texts, name: impl Into<String>, label: impl Into<String>, kind: Kind) -> Self {
        Self {
            t,
            name: name.into(),
            label: label.into(),
            kind,
            values: Vec::new(),
            width: Width::default(),
            required: false,
            help: None,
            warning: None,
            problem: None,
            link: None,
            source: None,
            lock: None,
            placeholder: None,
            autocomplete: None,
            max_length: None,
            range: (None, None),
            mono: false,
            fills: None,
            suggestions: None,
            searched: None,
            unit: None,
            opens: None,
            shown_when: None,
            by_state: None,
        }
    }

    /// What it holds; for a switch or check box, `true` is on.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.values = vec![value.into()];
        self
    }

    /// What a multiple choice holds.
    pub fn values(mut self, values: Vec<String>) -> Self {
        self.values = values;
        self
    }

    /// On or off, for a switch or a check box.
    pub fn checked(self, on: bool) -> Self {
        self.value(super::word(on))
    }

    /// How wide it is.
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// It must be filled.
    pub fn required(mut self, required: bool) -> Self {
        self.required = required;
        self
    }

    /// A short explanation below it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Something worth knowing that does not stop one from saving.
    pub fn warning(mut self, warning: Option<String>) -> Self {
        self.warning = warning;
        self
    }

    /// What is wrong with it, and what to do.
    pub fn problem(mut self, problem: Option<String>) -> Self {
        self.problem = problem;
        self
    }

    /// Words and address of what the problem or the value is about: the other person who has it.
    pub fn link(mut self, link: Option<(String, String)>) -> Self {
        self.link = link;
        self
    }

    /// Where its value came from.
    pub fn source(mut self, source: Option<Source>) -> Self {
        self.source = source;
        self
    }

    /// Why it cannot be changed.
    pub fn locked(mut self, reason: Option<String>) -> Self {
        self.lock = reason;
        self
    }

    /// An example in the empty box.
    pub fn placeholder(mut self, placeholder: impl Into<String>) -> Self {
        self.placeholder = Some(placeholder.into());
        self
    }

    /// What the browser may fill in (HTML, 4.10.18.7); `off` unless said otherwise, as it is somebody else's data.
    pub fn autocomplete(mut self, purpose: &'static str) -> Self {
        self.autocomplete = Some(purpose);
        self
    }

    /// How many characters it takes at most.
    pub fn max_length(mut self, characters: u32) -> Self {
        self.max_length = Some(characters);
        self
    }

    /// The smallest and the largest value of a date.
    pub fn between(mut self, least: Option<String>, most: Option<String>) -> Self {
        self.range = (least, most);
        self
    }

    /// The id of a `datalist` on the page with what is often typed.
    pub fn suggestions(mut self, list: &'static str) -> Self {
        self.suggestions = Some(list);
        self
    }

    /// In letters of one width: codes, user names.
    pub fn mono(mut self) -> Self {
        self.mono = true;
        self
    }

    /// When the choice changes, the whole form is posted to this address, and the answer's `#filled` replaces the
    /// fields that depend on it: see [`Field::filled_fields`]. Further parts come out of band (`hx-swap-oob`).
    pub fn fills(mut self, address: impl Into<String>) -> Self {
        self.fills = Some(address.into());
        self
    }

    /// A select with more choices than a page can hold: what is typed into it is asked for at this address, as
    /// `?search=`, which answers with options of a list ([`Field::options`]). Without scripts it is the select.
    pub fn searched(mut self, address: impl Into<String>) -> Self {
        self.searched = Some(address.into());
        self
    }

    /// What the address of [`Field::searched`] answers: value, name and what else is known of each choice.
    pub fn options(choices: &[(String, String, String)], none_found: &str) -> Markup {
        html! {
            @for (value, name, note) in choices {
                li role="option" aria-selected="false" data-value=(value) data-label=(name) {
                    span { b { (name) } @if !note.is_empty() { small { (note) } } }
                }
            }
            @if choices.is_empty() { li.combo-none role="presentation" { (none_found) } }
        }
    }

    /// The fields that auto-fill writes to. What a person edits in it is remembered in the unseen field `edited`
    /// (names, separated by commas) and marked; the server must not write over those.
    pub fn filled_fields(t: Texts, edited: &[String], content: Markup) -> Markup {
        html! {
            div #filled data-filled data-changed-by-you=(t.t("ui-source-changed")) {
                input type="hidden" name="edited" value=(edited.join(",")) data-edited;
                (content)
            }
        }
    }

    /// A button that takes the last fill back; for the notice at the head of [`Field::filled_fields`].
    pub fn undo_fill(t: Texts) -> Markup {
        html! { button.link type="button" data-undo-fill { (t.t("ui-undo")) } }
    }

    fn id(&self) -> String {
        format!("f-{}", self.name)
    }

    fn first(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    fn has_note(&self) -> bool {
        self.help.is_some()
            || self.warning.is_some()
            || self.problem.is_some()
            || self.link.is_some()
            || self.lock.is_some()
            || matches!(&self.source, Some(Source::Changed { suggested: Some(_) }))
    }
}

impl Render for Field {
    fn render(&self) -> Markup {
        control::render(self)
    }
}
