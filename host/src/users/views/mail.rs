//! What a person's page tells about e-mails to the person, and the way to send an invitation.
use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::locale::Texts;
use crate::mail::model::{MailState, Readiness, Standing};
use crate::paths::Paths;
use crate::ui::{self, Field, MenuItem, State, Width};
use crate::users::model::User;

/// E-mails, as a person's page sees them.
#[derive(Debug, Clone)]
pub struct MailView {
    /// Whether links can be sent.
    pub readiness: Readiness,
    /// What was sent to the person.
    pub standing: Standing,
}

fn lock(t: Texts, readiness: Readiness) -> Option<String> {
    match readiness {
        Readiness::Ready => None,
        Readiness::NoServer => Some(t.t("mail-no-server").into_owned()),
        Readiness::NoAddress => Some(t.t("mail-no-address").into_owned()),
    }
}

impl MailView {
    /// The warning at the e-mail field.
    pub(super) fn warning(&self, t: Texts, email: &str, stored: Option<&User>) -> Option<String> {
        if email.is_empty() {
            return Some(t.t("users-email-none").into_owned());
        }
        let said = self.standing.undeliverable.as_ref()?;
        let is_the_same = stored.is_some_and(|user| user.email == email);
        is_the_same.then(|| t.ta("users-email-undeliverable", &[("reason", said.as_str().into())]))
    }

    /// The entry of the person's menu.
    pub(super) fn invite(&self, t: Texts, paths: &Paths, user: &User, csrf: &str) -> Option<MenuItem> {
        if user.has_password {
            return None;
        }
        let again = self.standing.invitation.is_some();
        let reason = if user.email.is_empty() {
            Some(t.t("mail-invite-no-email").into_owned())
        } else if !user.active {
            Some(t.t("mail-invite-inactive").into_owned())
        } else {
            lock(t, self.readiness)
        };
        Some(MenuItem {
            label: if again { t.t("users-invite-again") } else { t.t("users-invite") }.into_owned(),
            href: paths.invite(user.kind, user.id),
            icon: Some("mail"),
            post: Some(csrf.to_owned()),
            lock: reason,
            ..MenuItem::default()
        })
    }

    /// The check box of the form of a new person.
    pub(super) fn invite_box(&self, t: Texts, is_on: bool) -> Field {
        Field::check_box(t, "invite", t.t("users-invitation"), t.t("users-invite-new"))
            .checked(is_on)
            .width(Width::Full)
            .locked(lock(t, self.readiness))
    }

    /// What became of the last invitation, while there is no password.
    pub(super) fn note(&self, t: Texts, user: &User, now: DateTime<Utc>) -> Markup {
        let Some((state, at)) = self.standing.invitation.filter(|_| !user.has_password) else {
            return html! {};
        };
        let ago = t.ago(at.to_chrono(), now);
        match state {
            MailState::Waiting => {
                html! { span { (ui::icon_small("mail")) (t.t("users-invitation-waiting")) } }
            }
            MailState::Sent => {
                html! { span { (ui::icon_small("mail")) (t.ta("users-invitation-sent", &[("ago", ago.into())])) } }
            }
            MailState::Failed => {
                ui::status_with_icon(State::Failed, &t.t("users-invitation-failed"), "mail-off")
            }
        }
    }
}
