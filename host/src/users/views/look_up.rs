//! The dialog that finds a person in another system.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Dialog, Field, Notice, State, Width};
use crate::users::model::{LookedUp, UserKind};

/// The dialog.
pub struct LookUpView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Whom it is about.
    pub kind: UserKind,
    /// What was searched for.
    pub query: &'a str,
    /// Who was found.
    pub found: &'a LookedUp,
}

impl LookUpView<'_> {
    fn people(&self) -> Markup {
        let t = self.t;
        html! {
            @if !self.found.people.is_empty() {
                ul.grants {
                    @for person in &self.found.people {
                        li.grant {
                            span.tile.tile-none { (ui::icon("user")) }
                            div { b { (person.label) } p { (person.detail) } }
                            code { (person.plugin) }
                            a.btn.btn-s href=(self.paths.new_found_user(self.kind, &person.plugin, &person.id)) { (t.t("users-look-up-take")) }
                        }
                    }
                }
            } @else if !self.query.trim().is_empty() {
                p.hint { span { (t.t("users-look-up-nobody")) } }
            }
        }
    }

    /// The dialog's markup.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let body = html! {
            p.lead { (t.t("users-look-up-text")) }
            form.fields #look-up method="get" action=(self.paths.look_up(self.kind)) role="search" {
                (Field::text(t, "search", t.t("users-look-up-query")).value(self.query).max_length(100).width(Width::Full))
            }
            @for (plugin, code) in &self.found.silent {
                (ui::notice(&Notice {
                    state: State::Failed,
                    icon: None,
                    text: html! { (t.ta("users-look-up-silent", &[("plugin", plugin.as_str().into()), ("code", code.as_str().into())])) },
                    actions: html! {},
                }))
            }
            (self.people())
        };
        ui::dialog(&Dialog {
            t,
            title: t.t("users-look-up").into_owned(),
            wide: true,
            close: self.paths.users(self.kind),
            form: None,
            multipart: false,
            body,
            remark: t.t("users-look-up-remark").into_owned(),
            buttons: html! {
                button.btn.btn-go type="submit" form="look-up" { (ui::icon("search")) (t.t("users-look-up-go")) }
            },
        })
    }
}
