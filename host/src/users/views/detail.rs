//! A person: head, tabs, form.
use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::mail::MailView;
use super::merged::{Elsewhere, merge_notice};
use super::tabs::TabEntry;
use super::{address_section, fields, kind_words};
use crate::fields::model::FieldFile;
use crate::locale::{Culture, Texts};
use crate::paths::Paths;
use crate::ui::{self, Choice, DetailHead, Field, Form, MapSource, Width};
use crate::users::form::{BASE, KEPT_PHOTO, UserForm};
use crate::users::model::{AdditionalFields, Problem, User, UserKind, UserTab};

/// Who already has a value that must be unique.
pub struct Taken {
    /// The control that was refused.
    pub control: String,
    /// The other's name.
    pub name: String,
    /// Where the other is.
    pub href: String,
}

/// What the detail pane shows.
pub struct DetailView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Clients or specialists.
    pub kind: UserKind,
    /// The person as stored; nothing for a new one.
    pub user: Option<&'a User>,
    /// What the controls hold.
    pub form: &'a UserForm,
    /// Additional fields, and which plugins do not answer for theirs.
    pub additional: &'a AdditionalFields,
    /// Files that the form names.
    pub files: &'a [FieldFile],
    /// Locations to choose from: id and name.
    pub locations: &'a [(String, String)],
    /// What maps are drawn from.
    pub map: MapSource,
    /// What the position is called.
    pub near: Option<String>,
    /// The position of the location: its name, latitude, longitude; while the person has none.
    pub offer: Option<(String, String, String)>,
    /// What was refused.
    pub problems: &'a [Problem],
    /// One sentence when the last try was refused as a whole.
    pub refused: Option<String>,
    /// Who has what was refused because it must be unique.
    pub taken: &'a [Taken],
    /// What somebody else saved meanwhile.
    pub elsewhere: Option<&'a Elsewhere>,
    /// The open tab.
    pub tab: UserTab,
    /// All tabs.
    pub tabs: &'a [TabEntry],
    /// What the open tab shows instead of the form.
    pub panel: Option<Markup>,
    /// E-mails to the person.
    pub mail: MailView,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may save.
    pub may_save: bool,
    /// Whether the reader may delete.
    pub may_delete: bool,
    /// Now, for times that are told as "ago".
    pub now: DateTime<Utc>,
}
impl DetailView<'_> {
    pub(super) fn problem(&self, field: &str) -> Option<String> {
        let all: Vec<&str> = self
            .problems
            .iter()
            .filter(|problem| problem.field == field)
            .map(|p| p.message.as_str())
            .collect();
        (!all.is_empty()).then(|| all.join(" · "))
    }

    /// Who has the value of a control, with the way there.
    fn owner(&self, control: &str) -> Option<(String, String)> {
        self.taken.iter().find(|taken| taken.control == control).map(|taken| {
            let words = self.t.ta("users-taken-by", &[("name", taken.name.as_str().into())]);
            (words, taken.href.clone())
        })
    }

    fn text(&self, name: &str, label: String) -> Field {
        Field::text(self.t, name, label)
            .link(self.owner(name))
            .value(self.form.get(name))
            .problem(self.problem(name))
            .max_length(200)
    }

    fn identity(&self) -> Markup {
        let t = self.t;
        let email = self.form.get("email").to_owned();
        let warning = self.mail.warning(t, &email, self.user);
        let phone = |name: &'static str, label: String| {
            Field::telephone(t, name, label).value(self.form.get(name)).problem(self.problem(name))
        };
        ui::section(
            &t.t("users-identity"),
            &t.t("users-identity-text"),
            html! {
                (self.text("first_names", t.t("column-first-names").into_owned()).required(true))
                (self.text("last_names", t.t("column-last-names").into_owned()).required(true))
                (Field::email(t, "email", t.t("column-email")).value(email).problem(self.problem("email")).link(self.owner("email")).warning(warning))
                (phone("phone", t.t("column-phone").into_owned()))
                (phone("mobile", t.t("column-mobile").into_owned()))
                (self.text("position", t.t("column-position").into_owned()))
                (self.text("external_id", t.t("column-external-id").into_owned()).mono())
            },
        )
    }

    fn access(&self) -> Markup {
        let t = self.t;
        let cultures = Culture::ALL
            .iter()
            .map(|culture| Choice::new(culture.tag(), culture.native_name()))
            .collect::<Vec<_>>();
        let date = |name: &'static str, label: String| {
            Field::date(t, name, label).value(self.form.get(name)).problem(self.problem(name))
        };
        let password_label = if self.user.is_some_and(|user| user.has_password) {
            t.t("users-new-password")
        } else {
            t.t("column-password")
        };
        let switch = |name: &'static str, label: String, word: String| {
            Field::switch(t, name, label, word)
                .checked(self.form.is_on(name))
                .problem(self.problem(name))
                .width(Width::Half)
        };
        ui::section(
            &t.t("users-access"),
            &t.t("users-access-text"),
            html! {
                (self.text("username", t.t("column-username").into_owned()).required(true).mono())
                (Field::password(t, "password", password_label, &self.paths.password_rules())
                    .value(self.form.get("password")).problem(self.problem("password")))
                (Field::select(t, "culture", t.t("column-culture"), cultures, None)
                    .value(self.form.get("culture")).help(t.t("users-culture-help")).problem(self.problem("culture"))
                    .width(Width::Third))
                (date("valid_since", t.t("column-valid-since").into_owned()).width(Width::Third))
                (date("valid_until", t.t("column-valid-until").into_owned()).width(Width::Third).help(t.t("users-valid-until-help")))
                (switch("active", t.t("column-status").into_owned(), t.t("users-may-sign-in").into_owned()))
                @if self.user.is_none() { (self.mail.invite_box(t, self.form.is_on("invite"))) }
                (switch("must_change_password", t.t("column-must-change").into_owned(), t.t("users-must-change").into_owned()))
            },
        )
    }

    fn additional(&self) -> Markup {
        fields::Sections {
            t: self.t,
            form: self.form,
            additional: self.additional,
            files: self.files,
            file_of: &|field| self.user.map(|user| self.paths.user_file(self.kind, user.id, field)),
            problem: &|name| self.problem(name),
            active: self.is_active(),
            takes_files: true,
        }
        .render()
    }

    /// What the form held when it was opened, which a refused one brings back.
    fn base(&self, user: &User) -> String {
        let kept = self.form.get(BASE);
        if kept.is_empty() {
            let read = User { fields: self.additional.values.clone(), ..user.clone() };
            UserForm::as_read(&read, self.t.culture()).snapshot()
        } else {
            kept.to_owned()
        }
    }

    fn is_active(&self) -> bool {
        self.form.is_on("active")
    }

    /// The pane.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let words = kind_words(t, self.kind);
        let tabs = self.tabs();
        let form = Form {
            t,
            action: match self.user {
                Some(user) => self.paths.user(self.kind, user.id),
                None => self.paths.users(self.kind),
            },
            csrf: self.csrf.to_owned(),
            hidden: self
                .user
                .map(|user| [("version", user.version.to_string()), ("person", user.id.to_string())])
                .into_iter()
                .flatten()
                .chain(self.user.map(|user| (BASE, self.base(user))))
                .chain(self.form.kept_photo().map(|photo| (KEPT_PHOTO, photo.to_string())))
                .collect(),
            is_new: self.user.is_none(),
            new_label: t.ta("users-not-saved", &[("what", words.new.as_str().into())]),
            save_label: words.save,
            discard: match self.user {
                Some(user) => self.paths.user(self.kind, user.id),
                None => self.paths.users(self.kind),
            },
            refused: self.refused.clone(),
            read_only: (!self.may_save).then(|| t.t("users-not-allowed").into_owned()),
        };
        if let Some(panel) = &self.panel {
            let head = DetailHead { photo_field: None, ..self.head() };
            return ui::detail_pane(
                &head,
                html! {
                    (tabs.bar())
                    div.work role="tabpanel" id={ "panel-" (self.tab.key()) } aria-labelledby={ "tab-" (self.tab.key()) } { (panel) }
                },
            );
        }
        ui::detail_pane(
            &self.head(),
            html! {
                (tabs.bar())
                (form.render(html! {
                    @if let Some(elsewhere) = self.elsewhere { (merge_notice(t, elsewhere, self.now)) }
                    (Field::photo(t, "photo", t.t("ui-change-photo"), "image/jpeg,image/png,image/webp").problem(self.problem("photo")))
                    (tabs.panel("details", html! { (self.identity()) (self.access()) (self.place()) (self.geolocation()) }))
                    (tabs.panel("address", address_section(t, self.form, &|name| self.problem(name))))
                    (tabs.panel("additional", self.additional()))
                }))
            },
        )
    }
}
