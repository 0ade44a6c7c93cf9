//! The dialogs of the list: filters, and columns.
use maud::{Markup, html};

use super::list_cells::label;
use super::list_tools::validity_name;
use crate::locale::{Culture, Texts};
use crate::paths::Paths;
use crate::ui::{self, Choice, Dialog, Field};
use crate::users::model::{
    FilterChoices, ListColumn, ListField, ListState, Mailed, Offered, UserKind, Validity, Words,
};

/// What the dialog of filters offers.
pub struct FilterView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Clients or specialists.
    pub kind: UserKind,
    /// What is filtered now.
    pub state: &'a ListState,
    /// Locations, groups and companies.
    pub choices: &'a FilterChoices,
    /// Additional fields.
    pub fields: &'a [ListField],
}

fn choices<I: ToString>(list: &[(I, String)]) -> Vec<Choice> {
    list.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect()
}

impl FilterView<'_> {
    fn word(&self, name: &str) -> String {
        let words = self.state.filter.words();
        words.into_iter().find(|(known, _)| known == name).map(|(_, value)| value).unwrap_or_default()
    }

    fn select(&self, name: &str, label: String, list: Vec<Choice>) -> Field {
        Field::select(self.t, name, label, list, Some(self.t.t("users-filter-any").into_owned()))
            .value(self.word(name))
    }

    fn yes_no(&self, name: &str, label: String) -> Field {
        let t = self.t;
        let list = vec![Choice::new("true", t.t("users-yes")), Choice::new("false", t.t("users-no"))];
        self.select(name, label, list)
    }

    fn text(&self, name: &str, label: String) -> Field {
        Field::text(self.t, name, label).value(self.word(name)).max_length(100)
    }

    fn days(&self, since: &'static str, until: &'static str, what: &str) -> Markup {
        let t = self.t;
        let args = [("what", what.into())];
        html! {
            (Field::date(t, since, t.ta("users-filter-from-day", &args)).value(self.word(since)))
            (Field::date(t, until, t.ta("users-filter-to-day", &args)).value(self.word(until)))
        }
    }

    fn person(&self) -> Markup {
        let t = self.t;
        let email = match self.state.filter.email {
            Some(Mailed::Any) => "any",
            Some(Mailed::None) => "none",
            Some(Mailed::Holding(_)) | None => "",
        };
        let mailed = vec![
            Choice::new("any", t.t("users-filter-email-any")),
            Choice::new("none", t.t("users-filter-email-none")),
        ];
        let cultures = Culture::ALL.iter().map(|c| Choice::new(c.tag(), c.native_name())).collect();
        let status =
            vec![Choice::new("true", t.t("users-active")), Choice::new("false", t.t("users-inactive"))];
        html! {
            (self.select("active", t.t("column-status").into_owned(), status))
            (self.text("position", t.t("users-filter-position").into_owned()))
            (self.select("email", t.t("column-email").into_owned(), mailed).value(email))
            (self.text("email_contains", t.t("users-filter-email-contains").into_owned()))
            (self.select("culture", t.t("column-culture").into_owned(), cultures))
            @if let Some(list) = &self.choices.locations {
                @let nowhere = Choice::new("none", t.t("users-no-location"));
                (self.select("location", t.t("column-location").into_owned(), std::iter::once(nowhere).chain(choices(list)).collect()))
            }
            @if let Some(list) = &self.choices.groups {
                (self.select("group", t.t("users-filter-group").into_owned(), choices(list)))
            }
            @if let Some(list) = &self.choices.companies {
                (self.select("company", t.t("users-filter-company").into_owned(), choices(list)))
            }
        }
    }

    fn access(&self) -> Markup {
        let t = self.t;
        let valid = Validity::ALL.iter().map(|v| Choice::new(v.as_str(), validity_name(t, *v))).collect();
        let never = vec![Choice::new("never", t.t("users-filter-never"))];
        html! {
            (self.select("valid", t.t("users-filter-valid").into_owned(), valid))
            (self.yes_no("has_password", t.t("users-filter-has-password").into_owned()))
            (self.yes_no("must_change_password", t.t("column-must-change").into_owned()))
            (self.select("signed_in", t.t("users-last-sign-in").into_owned(), never))
            (self.days("signed_in_since", "signed_in_until", &t.t("users-last-sign-in")))
        }
    }

    fn additional(&self) -> Markup {
        html! {
            @for field in self.fields {
                @let name = format!("fields.{}", field.id);
                @match &field.offered {
                    Offered::Choices(list) => (self.select(&name, field.label.clone(), choices(list))),
                    Offered::Text => (self.text(&name, field.label.clone())),
                    Offered::Nothing => {}
                }
            }
        }
    }

    /// The dialog. Its form asks for the list again, so it needs no token, and its address can be kept.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let list = self.paths.users(self.kind);
        let is_other = |name: &str| matches!(name, "sort" | "columns" | "search" | "view");
        let mut kept: Words = self.state.words().into_iter().filter(|(name, _)| is_other(name)).collect();
        if kept.iter().all(|(name, _)| name != "view") {
            kept.push(("view".to_owned(), "none".to_owned()));
        }
        let bare = ListState { filter: Default::default(), ..self.state.clone() };
        let has_fields = self.fields.iter().any(|field| field.offered != Offered::Nothing);
        let body = html! {
            form #filter-form method="get" action=(list) data-plain-get {
                @for (name, value) in &kept { input type="hidden" name=(name) value=(value); }
                (ui::section(&t.t("users-filter-person"), "", self.person()))
                (ui::section(&t.t("users-access"), "", self.access()))
                (ui::section(&t.t("users-filter-times"), "", html! {
                    (self.days("created_since", "created_until", &t.t("users-created")))
                    (self.days("changed_since", "changed_until", &t.t("users-last-change")))
                }))
                @if has_fields { (ui::section(&t.t("users-tab-additional"), "", self.additional())) }
            }
        };
        let clear = super::list_address(&list, &bare, None);
        ui::dialog(&Dialog {
            t,
            title: t.t("users-filter-title").into_owned(),
            wide: true,
            close: super::list_address(&list, self.state, None),
            form: None,
            multipart: false,
            body,
            remark: t.t("users-filter-remark").into_owned(),
            buttons: html! {
                a.btn.btn-quiet href=(clear) { (t.t("ui-filters-clear")) }
                button.btn.btn-go type="submit" form="filter-form" data-submit { (t.t("users-filter-go")) }
            },
        })
    }
}

/// The dialog in which columns are chosen. `chosen` stand first, in their order.
pub fn columns_dialog(
    t: Texts,
    paths: &Paths,
    kind: UserKind,
    (state, chosen, fields): (&ListState, &[ListColumn], &[ListField]),
    csrf: &str,
) -> Markup {
    let all =
        ListColumn::CORE.into_iter().chain(fields.iter().map(|field| ListColumn::Field(field.id.clone())));
    let rest: Vec<ListColumn> = all.filter(|column| !chosen.contains(column)).collect();
    let line = |column: &ListColumn, on: bool| {
        let name = label(t, fields, column);
        html! {
            li.column-row data-column {
                label.column-l { input.tick type="checkbox" name="column" value=(column.id()) checked[on]; span { (name) } }
                button.btn.btn-i.btn-quiet.btn-s type="button" data-column-up title=(t.ta("users-column-up", &[("name", name.as_str().into())]))
                    aria-label=(t.ta("users-column-up", &[("name", name.as_str().into())])) hidden { (ui::icon_small("arrow-up")) }
                button.btn.btn-i.btn-quiet.btn-s type="button" data-column-down title=(t.ta("users-column-down", &[("name", name.as_str().into())]))
                    aria-label=(t.ta("users-column-down", &[("name", name.as_str().into())])) hidden { (ui::icon_small("arrow-down")) }
            }
        }
    };
    let kept = ListState { columns: None, ..state.clone() };
    ui::dialog(&Dialog {
        t,
        title: t.t("users-columns-title").into_owned(),
        wide: false,
        close: super::list_address(&paths.users(kind), state, None),
        form: Some((paths.list_columns(kind), csrf.to_owned())),
        multipart: false,
        body: html! {
            p.sub-t { (t.t("users-columns-text")) }
            @for (name, value) in kept.words() { input type="hidden" name={ "list." (name) } value=(value); }
            ul.columns {
                @for column in chosen { (line(column, true)) }
                @for column in &rest { (line(column, false)) }
            }
        },
        remark: String::new(),
        buttons: html! {
            button.btn.btn-quiet type="submit" name="usual" value="true" { (t.t("users-columns-usual")) }
            button.btn.btn-go type="submit" data-submit { (t.t("users-columns-go")) }
        },
    })
}
