//! What each e-mail says, in the reader's language.
use secrecy::SecretString;

use super::link;
use crate::locale::Texts;
use crate::mail::model::{Letter, Part, Sheet, one_line};
use crate::paths::Paths;
use crate::sessions::model::{INVITATION_DAYS, NEW_PASSWORD_HOURS};
use crate::users::model::UserKind;

/// Longest name in a sentence, in characters.
const NAME: usize = 120;

/// To whom an e-mail goes, and what its links are made of.
pub struct Addressee<'a> {
    /// The person's name.
    pub name: String,
    /// The person's user name.
    pub username: String,
    /// The organisation's name.
    pub company: String,
    /// Addresses of its pages.
    pub paths: &'a Paths,
    /// The address by which people reach the server, without a slash at its end.
    pub base: Option<&'a str>,
    /// What the link carries.
    pub secret: Option<&'a SecretString>,
}

impl Addressee<'_> {
    fn link(&self, label: String, path: &str) -> Option<Part> {
        Some(Part::Link { label, href: link(self.base?, path, self.secret) })
    }
}

/// Writes an e-mail.
pub fn write(letter: &Letter, t: Texts, to: &Addressee<'_>) -> Sheet {
    let company = one_line(&to.company, NAME);
    let username = one_line(&to.username, NAME);
    let named = |key: &str| t.ta(key, &[("company", company.as_str().into())]);
    let (subject, body) = match letter {
        Letter::Invitation => (
            named("mail-invitation-subject"),
            vec![
                Some(Part::Words(t.ta(
                    "mail-invitation-text",
                    &[("company", company.as_str().into()), ("username", username.as_str().into())],
                ))),
                to.link(t.t("mail-invitation-button").into_owned(), &to.paths.password_link()),
                Some(Part::Words(t.ta("mail-link-days", &[("count", INVITATION_DAYS.into())]))),
                Some(Part::Words(t.t("mail-invitation-stranger").into_owned())),
            ],
        ),
        Letter::NewPassword => (
            named("mail-reset-subject"),
            vec![
                Some(Part::Words(t.ta(
                    "mail-reset-text",
                    &[("company", company.as_str().into()), ("username", username.as_str().into())],
                ))),
                to.link(t.t("mail-reset-button").into_owned(), &to.paths.password_link()),
                Some(Part::Words(t.ta("mail-link-hours", &[("count", NEW_PASSWORD_HOURS.into())]))),
                Some(Part::Words(t.t("mail-reset-stranger").into_owned())),
            ],
        ),
        Letter::PasswordChanged { at } => (
            named("mail-changed-subject"),
            vec![
                Some(Part::Words(t.ta(
                    "mail-changed-text",
                    &[
                        ("company", company.as_str().into()),
                        ("username", username.as_str().into()),
                        ("time", t.date_time(at.to_chrono()).into()),
                    ],
                ))),
                Some(Part::Words(t.t("mail-changed-next").into_owned())),
                to.link(t.t("mail-changed-button").into_owned(), &to.paths.sign_in()),
                Some(Part::Words(t.t("mail-changed-stranger").into_owned())),
            ],
        ),
        Letter::Import { id, file, completed, created, updated, unchanged, failed } => {
            let file = one_line(file, NAME);
            let key = if *completed { "mail-import-subject" } else { "mail-import-subject-failed" };
            let sentence = t.ta(
                if *completed { "mail-import-text" } else { "mail-import-text-failed" },
                &[
                    ("created", (*created).into()),
                    ("updated", (*updated).into()),
                    ("unchanged", (*unchanged).into()),
                    ("failed", (*failed).into()),
                ],
            );
            let subject = t.ta(key, &[("file", file.as_str().into())]);
            let button = to.link(t.t("mail-import-button").into_owned(), &to.paths.import(*id));
            (subject, vec![Some(Part::Words(sentence)), button])
        }
        Letter::Export { people, completed, records, .. } => {
            let what = match people {
                UserKind::Client => t.t("mail-export-clients"),
                UserKind::Specialist => t.t("mail-export-specialists"),
            };
            let key = if *completed { "mail-export-subject" } else { "mail-export-subject-failed" };
            let subject = t.ta(key, &[("what", what.into())]);
            let sentence = if *completed {
                t.ta("mail-export-text", &[("count", (*records).into())])
            } else {
                t.t("mail-export-text-failed").into_owned()
            };
            let button = to.link(t.t("mail-export-button").into_owned(), &to.paths.exports());
            (subject, vec![Some(Part::Words(sentence)), button])
        }
    };
    let foot = match letter {
        Letter::Import { .. } | Letter::Export { .. } => named("mail-foot-wish"),
        Letter::Invitation | Letter::NewPassword | Letter::PasswordChanged { .. } => named("mail-foot"),
    };
    let name = one_line(&to.name, NAME);
    let hello = if name.is_empty() {
        t.t("mail-hello-nobody").into_owned()
    } else {
        t.ta("mail-hello", &[("name", name.as_str().into())])
    };
    let parts = std::iter::once(Part::Words(hello))
        .chain(body.into_iter().flatten())
        .chain([Part::Foot(foot)])
        .collect();
    Sheet { language: t.culture().tag(), subject, parts }
}
