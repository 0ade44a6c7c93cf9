//! Making a token, and showing its secret once.
use chrono::{Days, NaiveDate};
use maud::{Markup, html};
use secrecy::ExposeSecret as _;

use crate::auth::permission::Permissions;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::roles::views::Matrix;
use crate::tokens::form::TokenForm;
use crate::tokens::model::{MadeToken, last_day};
use crate::ui::{self, Dialog, Field, Notice, State, Width};
use crate::users::model::{Problem, User};

/// What the dialog shows.
pub struct NewTokenView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The specialist.
    pub user: &'a User,
    /// What the controls hold.
    pub form: &'a TokenForm,
    /// What was refused.
    pub problems: &'a [Problem],
    /// What the specialist may do.
    pub theirs: &'a Permissions,
    /// What the reader may do.
    pub own: &'a Permissions,
    /// Whether the reader may make one that may do whatever the specialist may.
    pub may_be_unlimited: bool,
    /// Today.
    pub today: NaiveDate,
    /// Days after which it ends at the latest.
    pub most_days: u32,
    /// Whether it may have no end.
    pub may_be_endless: bool,
    /// The session's form token.
    pub csrf: &'a str,
}

impl NewTokenView<'_> {
    fn problem(&self, field: &str) -> Option<String> {
        let all: Vec<&str> =
            self.problems.iter().filter(|p| p.field == field).map(|p| p.message.as_str()).collect();
        (!all.is_empty()).then(|| all.join(" · "))
    }

    fn scope(&self, value: &'static str, word: String, text: String, lock: Option<String>) -> Markup {
        let chosen = self.form.limited == (value == "some");
        html! {
            label.choice {
                input.radio type="radio" name="scope" value=(value) checked[chosen && lock.is_none()] disabled[lock.is_some()];
                b { (word) }
                @if lock.is_some() { span.st.st-quiet { (ui::icon_small("lock")) } }
                small { (lock.unwrap_or(text)) }
            }
        }
    }

    fn scopes(&self) -> Markup {
        let t = self.t;
        let name = self.user.full_name();
        let lock = (!self.may_be_unlimited).then(|| t.t("tokens-problem-unlimited").into_owned());
        let may_choose: Permissions = self.theirs.iter().filter(|one| self.own.allow(*one)).collect();
        let chosen: Permissions = self.form.permissions.iter().copied().collect();
        html! {
            fieldset.token-scope {
                legend.lab { (t.t("tokens-scope")) }
                @if let Some(problem) = self.problem("scopes") {
                    (ui::notice(&Notice { state: State::Failed, icon: None, text: html! { (problem) }, actions: html! {} }))
                }
                (self.scope("all", t.t("tokens-scope-all").into_owned(),
                    t.ta("tokens-scope-all-text", &[("name", name.as_str().into())]), lock))
                (self.scope("some", t.t("tokens-scope-some").into_owned(), t.t("tokens-scope-some-text").into_owned(), None))
                div.token-matrix {
                    @if self.theirs.iter().next().is_none() {
                        p.hint { (t.ta("tokens-scope-none", &[("name", name.as_str().into())])) }
                    } @else {
                        (Matrix { t, chosen: &chosen, may_choose: &may_choose, shown: Some(self.theirs), read_only: false, everything: false })
                    }
                }
            }
        }
    }

    fn body(&self) -> Markup {
        let t = self.t;
        let last = self.today.checked_add_days(Days::new(u64::from(self.most_days)));
        html! {
            @if let Some(problem) = self.problem("") {
                (ui::notice(&Notice { state: State::Failed, icon: None, text: html! { (problem) }, actions: html! {} }))
            }
            div.fields {
                (Field::text(t, "description", t.t("tokens-description")).value(&self.form.description).required(true)
                    .max_length(200).problem(self.problem("description")).help(t.t("tokens-description-help")).width(Width::TwoThirds))
                (Field::date(t, "until", t.t("tokens-until")).value(&self.form.until).required(!self.may_be_endless)
                    .between(Some(self.today.to_string()), last.map(|day| day.to_string()))
                    .problem(self.problem("until")).help(t.t("tokens-until-help")).width(Width::Third))
                @if self.may_be_endless {
                    (Field::check_box(t, "endless", t.t("tokens-column-ends"), t.t("tokens-endless-word"))
                        .checked(self.form.endless).width(Width::Full))
                }
            }
            (self.scopes())
        }
    }
}

/// The dialog for a new token.
pub fn new_dialog(view: &NewTokenView<'_>) -> Markup {
    let t = view.t;
    let name = view.user.full_name();
    ui::dialog(&Dialog {
        t,
        title: t.ta("tokens-new-for", &[("name", name.as_str().into())]),
        wide: true,
        close: format!("{}?tab=tokens", view.paths.user(view.user.kind, view.user.id)),
        form: Some((view.paths.user_tokens(view.user.id), view.csrf.to_owned())),
        multipart: false,
        body: view.body(),
        remark: t.t("tokens-new-remark").into_owned(),
        buttons: html! {
            button.btn.btn-go type="submit" data-submit { (ui::icon("key")) (t.t("tokens-save")) }
        },
    })
}

/// The dialog that shows a secret, once. The script takes it out of the page's history, and out of the page when it is
/// left; what htmx keeps of pages does not hold it either.
pub fn made_dialog(t: Texts, paths: &Paths, user: &User, made: &MadeToken) -> Markup {
    let tab = format!("{}?tab=tokens", paths.user(user.kind, user.id));
    let until = match made.token.expires_at {
        Some(end) => html! { (ui::day(t, last_day(end))) },
        None => html! { (t.t("tokens-endless")) },
    };
    let facts = [
        (t.t("tokens-description").into_owned(), html! { (made.token.description) }),
        (t.t("tokens-column-ends").into_owned(), until),
        (t.t("tokens-column-who").into_owned(), html! { (user.full_name()) }),
    ];
    ui::dialog(&Dialog {
        t,
        title: t.t("tokens-made").into_owned(),
        wide: false,
        close: tab.clone(),
        form: None,
        multipart: false,
        body: html! {
            div.token-once hx-history="false" data-once=(tab) {
                (ui::notice(&Notice { state: State::Pending, icon: Some("eye-off"), text: html! { b { (t.t("tokens-once")) } " " (t.t("tokens-once-text")) }, actions: html! {} }))
                label.lab for="token-secret" { (t.t("tokens-secret")) }
                div.token-copy {
                    input.in.mono #token-secret type="text" readonly autocomplete="off" spellcheck="false" value=(made.secret.expose_secret()) data-secret;
                    button.btn.btn-go type="button" data-copy="token-secret" data-copied=(t.t("tokens-copied")) data-not-copied=(t.t("tokens-not-copied")) {
                        (ui::icon("copy")) (t.t("tokens-copy"))
                    }
                }
                p.hint role="status" aria-live="polite" data-copy-said {}
                (ui::key_figures(&facts))
            }
        },
        remark: String::new(),
        buttons: html! {},
    })
}
