//! Dialogs about kept views.
use maud::{Markup, html};

use super::model::{SavedView, ViewValues};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Dialog, Field, State, Width};
use crate::users::model::{ListState, Problem, UserKind};

/// What the dialog about a view shows.
pub struct ViewDialog<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Of which list.
    pub kind: UserKind,
    /// The view that is edited; nothing for a new one.
    pub view: Option<&'a SavedView>,
    /// What was typed, or what it is.
    pub values: &'a ViewValues,
    /// What the list shows now.
    pub state: &'a ListState,
    /// The list shows something else than the view keeps.
    pub is_changed: bool,
    /// The reader's list begins with it.
    pub is_default: bool,
    /// Whether the reader may share it.
    pub may_share: bool,
    /// What was refused.
    pub problems: &'a [Problem],
    /// Why the last try was refused as a whole.
    pub refused: Option<String>,
    /// The session's form token.
    pub csrf: &'a str,
}

impl ViewDialog<'_> {
    fn body(&self) -> Markup {
        let t = self.t;
        let problem = self.problems.iter().find(|problem| problem.field == "name");
        let share = Field::check_box(t, "shared", t.t("saved-views-shared"), t.t("saved-views-shared-text"))
            .checked(self.values.shared)
            .locked((!self.may_share).then(|| t.t("saved-views-shared-locked").into_owned()))
            .width(Width::Full);
        html! {
            // What Enter in the name presses: the first button of a form, which would be another one.
            button type="submit" hidden {}
            @if let Some(refused) = &self.refused {
                (ui::notice(&ui::Notice { state: State::Failed, icon: None, text: html! { (refused) }, actions: html! {} }))
            }
            @for (name, value) in self.state.words() { input type="hidden" name={ "list." (name) } value=(value); }
            @if let Some(view) = self.view { input type="hidden" name="version" value=(view.version); }
            div.fields {
                (Field::text(t, "name", t.t("saved-views-name")).value(self.values.name.as_str()).required(true).max_length(60)
                    .problem(problem.map(|problem| problem.message.clone())).width(Width::Full))
                (share)
                @if self.view.is_some() && self.is_changed {
                    (Field::check_box(t, "replace", t.t("saved-views-replace"), t.t("saved-views-replace-text")).checked(true).width(Width::Full))
                }
                @if self.view.is_none() {
                    (Field::check_box(t, "begin", t.t("saved-views-begin"), t.t("saved-views-begin-text")).width(Width::Full))
                }
            }
        }
    }

    fn is_own(&self, reader: elenco_db::UserId) -> bool {
        self.view.is_none_or(|view| view.user_id == reader)
    }

    /// The dialog as this reader sees it: whose view it is changes it, everybody may begin with it.
    pub fn render(&self, reader: elenco_db::UserId) -> Markup {
        let (t, paths, kind) = (self.t, self.paths, self.kind);
        let list = crate::users::views::list_address(&paths.users(kind), self.state, None);
        let own = self.is_own(reader);
        let form = own.then(|| match self.view {
            None => (paths.views(kind), self.csrf.to_owned()),
            Some(view) => (paths.view(kind, view.id), self.csrf.to_owned()),
        });
        let title = match self.view {
            None => t.t("saved-views-new").into_owned(),
            Some(view) => view.name.clone(),
        };
        ui::dialog(&Dialog {
            t,
            title,
            wide: false,
            close: list,
            form,
            multipart: false,
            body: html! {
                @if own { (self.body()) } @else { p { (t.t("saved-views-others")) } }
                @if let Some(view) = self.view { div.view-more { (self.more(view, own)) } }
            },
            remark: String::new(),
            buttons: html! {
                @if own { button.btn.btn-go type="submit" data-submit { (t.t("saved-views-keep")) } }
            },
        })
    }

    /// Beginning with the view, and deleting it: buttons that post elsewhere.
    fn more(&self, view: &SavedView, own: bool) -> Markup {
        let (t, paths, kind) = (self.t, self.paths, self.kind);
        let begin = paths.begin_with_view(kind, view.id);
        let label =
            if self.is_default { t.t("saved-views-begin-stop") } else { t.t("saved-views-begin-this") };
        html! {
            // Inside the dialog's own form a button posts elsewhere by itself; without that form it needs one.
            @if own {
                button.btn.btn-quiet type="submit" formaction=(begin) formnovalidate name="begin_with" value=(if self.is_default { "none" } else { "this" }) {
                    (ui::icon("pin")) (label)
                }
                button.btn.btn-quiet.btn-danger type="submit" formaction=(paths.delete_view(kind, view.id)) formnovalidate {
                    (ui::icon("trash")) (t.t("saved-views-delete"))
                }
            } @else {
                form.inline method="post" action=(begin) {
                    input type="hidden" name="csrf" value=(self.csrf);
                    button class="btn" name="begin_with" value=(if self.is_default { "none" } else { "this" }) { (ui::icon("pin")) (label) }
                }
            }
        }
    }
}
