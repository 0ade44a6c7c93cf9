//! Before many people are changed: how many, and what will happen.
use maud::{Markup, html};

use super::{amount_words, icon};
use crate::bulk_changes::form::ChangeForm;
use crate::bulk_changes::model::{Action, Amount, UNDO_DAYS};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Choice, Dialog, Field, Notice, State, Width};
use crate::users::model::UserKind;

/// What the question shows.
pub struct AskView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Clients or specialists.
    pub kind: UserKind,
    /// What is to be done.
    pub action: Action,
    /// What the form said.
    pub form: &'a ChangeForm,
    /// How many people are meant.
    pub amount: Amount,
    /// The name of the one who is meant, when it is one alone.
    pub only: Option<String>,
    /// Where it is told how many they are, when they could not be counted.
    pub count: String,
    /// The chosen project.
    pub project: &'a str,
    /// Projects or groups to choose from, by id and name.
    pub targets: &'a [(String, String)],
    /// Why the last try was refused.
    pub problem: Option<String>,
    /// Where closing leads.
    pub close: String,
    /// The session's form token.
    pub csrf: &'a str,
}

fn question(view: &AskView<'_>) -> String {
    let t = view.t;
    let who = view.only.clone().unwrap_or_else(|| match view.amount {
        Amount::Exactly(_) => amount_words(t, view.amount),
        Amount::MoreThan(_) => t.t("bulk-everybody").into_owned(),
    });
    let words = [("who", who.as_str().into()), ("name", view.project.into())];
    match view.action {
        Action::Activate => t.ta("bulk-ask-activate", &words),
        Action::Deactivate => t.ta("bulk-ask-deactivate", &words),
        Action::Associate => t.ta("bulk-ask-associate", &words),
        Action::Disassociate => t.ta("bulk-ask-disassociate", &words),
        Action::AddToGroup => t.ta("bulk-ask-add-to-group", &words),
        Action::Delete => t.ta("bulk-ask-delete", &words),
    }
}

fn consequence(t: Texts, action: Action) -> String {
    let days = [("days", UNDO_DAYS.into())];
    match action {
        Action::Activate => t.t("bulk-text-activate").into_owned(),
        Action::Deactivate => t.t("bulk-text-deactivate").into_owned(),
        Action::Associate => t.t("bulk-text-associate").into_owned(),
        Action::Disassociate => t.t("bulk-text-disassociate").into_owned(),
        Action::AddToGroup => t.t("bulk-text-add-to-group").into_owned(),
        Action::Delete => t.ta("bulk-text-delete", &days),
    }
}

fn button(t: Texts, action: Action) -> String {
    match action {
        Action::Activate => t.t("bulk-activate"),
        Action::Deactivate => t.t("bulk-deactivate"),
        Action::Associate => t.t("bulk-associate"),
        Action::Disassociate => t.t("bulk-disassociate"),
        Action::AddToGroup => t.t("bulk-add-to-group"),
        Action::Delete => t.t("bulk-delete"),
    }
    .into_owned()
}

fn target_field(view: &AskView<'_>) -> Markup {
    let t = view.t;
    let choices = || view.targets.iter().map(|(id, name)| Choice::new(id.as_str(), name.as_str())).collect();
    match view.action {
        Action::Associate if !view.form.from_associate => {
            let chosen = view.form.project.map(|id| id.to_string()).unwrap_or_default();
            let field = Field::select(t, "project", t.t("bulk-project"), choices(), None);
            html! { div.fields { (field.value(chosen).required(true).width(Width::Full)) } }
        }
        Action::AddToGroup => {
            let chosen = view.form.group.map(|id| id.to_string()).unwrap_or_default();
            let field = Field::select(t, "group", t.t("bulk-group"), choices(), None);
            html! { div.fields { (field.value(chosen).required(true).width(Width::Full)) } }
        }
        _ => html! {},
    }
}

/// From many on somebody has to type how many; of those that nobody counted, the project's name.
fn typed_field(view: &AskView<'_>) -> Markup {
    let t = view.t;
    if view.action != Action::Delete || !view.amount.is_typed() {
        return html! {};
    }
    let label = match view.amount {
        Amount::Exactly(count) => t.ta("bulk-type-number", &[("count", count.into())]),
        Amount::MoreThan(_) => t.ta("bulk-type-name", &[("name", view.project.into())]),
    };
    html! {
        div.fields {
            (Field::text(t, "typed", label).required(true).autocomplete("off").problem(view.problem.clone()).width(Width::Full))
        }
    }
}

/// How many they are, once they were counted beside the question.
pub fn counted(t: Texts, amount: Amount) -> Markup {
    html! { p.sub-t { (t.ta("bulk-counted", &[("who", amount_words(t, amount).into())])) } }
}

/// The dialog.
pub fn ask_dialog(view: &AskView<'_>) -> Markup {
    let t = view.t;
    let nobody = view.amount == Amount::Exactly(0);
    let no_target = view.targets.is_empty() && matches!(view.action, Action::Associate | Action::AddToGroup);
    let no_target = no_target && !view.form.from_associate;
    let may_go = !nobody && !no_target;
    let body = html! {
        @for (name, value) in view.form.pairs() { input type="hidden" name=(name) value=(value); }
        input type="hidden" name="confirmed" value="true";
        @if nobody { p { (t.t("bulk-nobody-text")) } }
        @else if no_target {
            p { @if view.action == Action::AddToGroup { (t.t("bulk-no-groups")) } @else { (t.t("bulk-no-projects")) } }
        } @else {
            p { (consequence(t, view.action)) }
            @if matches!(view.amount, Amount::MoreThan(_)) {
                p.sub-t hx-get=(view.count) hx-trigger="load" hx-swap="outerHTML" aria-live="polite" {
                    (t.t("bulk-counting"))
                }
            }
            (target_field(view))
            @if view.action == Action::Delete && view.kind == UserKind::Specialist {
                (ui::notice(&Notice {
                    state: State::Pending, icon: None, actions: html! {},
                    text: html! { (t.t("bulk-delete-tokens")) },
                }))
            }
            (typed_field(view))
        }
    };
    let danger = view.action == Action::Delete;
    ui::dialog(&Dialog {
        t,
        title: question(view),
        wide: false,
        close: view.close.clone(),
        form: may_go.then(|| (view.paths.bulk_changes(view.kind), view.csrf.to_owned())),
        multipart: false,
        body,
        remark: String::new(),
        buttons: html! {
            @if may_go {
                button.btn.btn-danger[danger].btn-go[!danger] type="submit" data-submit {
                    (ui::icon(icon(view.action))) (button(t, view.action))
                }
            }
        },
    })
}
