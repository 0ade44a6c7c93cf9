//! Before a location is deleted: who belongs to it, and what can be done about that.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::locations::model::{Location, Usage};
use crate::paths::Paths;
use crate::ui::{self, ButtonStyle, Choice, Dialog, Field, Notice, State, Width};

/// The dialog.
pub struct DeleteView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The location.
    pub location: &'a Location,
    /// Who belongs to it.
    pub usage: Usage,
    /// Where its people may be moved.
    pub others: &'a [Location],
    /// Why they could not be moved.
    pub problem: Option<String>,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may change locations.
    pub may_change: bool,
}

impl DeleteView<'_> {
    fn used(&self) -> Markup {
        let t = self.t;
        let people = t.number(self.usage.people) + if self.usage.is_more { "+" } else { "" };
        let link = format!("{}?tab=people", self.paths.location(self.location.id));
        let others = self.others.iter().filter(|other| other.id != self.location.id);
        let choices = others.map(|other| Choice::new(other.id.to_string(), other.name.as_str())).collect();
        html! {
            (ui::notice(&Notice {
                state: State::Failed,
                icon: Some("alert-triangle"),
                text: html! { b { (t.ta("locations-delete-used", &[("count", people.into())])) } " " (t.t("locations-delete-used-text")) },
                actions: html! { a.link href=(link) { (t.t("locations-delete-who")) } },
            }))
            @if self.may_change {
                form.fields method="post" action=(self.paths.move_location_people(self.location.id)) #move-people {
                    input type="hidden" name="csrf" value=(self.csrf);
                    (Field::select(t, "to", t.t("locations-move-to"), choices, Some(t.t("ui-choose").into_owned()))
                        .searched(self.paths.location_choices()).problem(self.problem.clone()).width(Width::Full))
                }
            }
        }
    }

    /// Its markup.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let in_use = self.usage.people > 0;
        let deactivate = self.paths.deactivate_location(self.location.id);
        ui::dialog(&Dialog {
            t,
            title: t.ta("locations-delete-title", &[("name", self.location.name.as_str().into())]),
            wide: false,
            close: self.paths.location(self.location.id),
            form: (!in_use).then(|| (self.paths.delete_location(self.location.id), self.csrf.to_owned())),
            multipart: false,
            body: if in_use {
                self.used()
            } else {
                html! { p { (t.t("locations-delete-unused")) } }
            },
            remark: String::new(),
            buttons: html! {
                @if in_use && self.may_change {
                    @if self.location.active {
                        (ui::post_button(ButtonStyle::Plain, &deactivate, self.csrf, Some("circle-minus"), &t.t("locations-deactivate"), None))
                    }
                    button.btn.btn-go type="submit" form="move-people" { (ui::icon("users")) (t.t("locations-move")) }
                } @else if !in_use {
                    button.btn.btn-danger type="submit" data-submit { (ui::icon("trash")) (t.t("locations-delete")) }
                }
            },
        })
    }
}
