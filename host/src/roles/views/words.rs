//! What permissions are called in the reader's language.
use std::borrow::Cow;

use crate::auth::permission::Permission;
use crate::locale::Texts;
use crate::roles::model::Grants;

/// The thing that a permission is about: `Users` is "People".
pub(super) fn subject_word(t: Texts, subject: &'static str) -> Cow<'static, str> {
    match subject {
        "Console" => t.t("roles-thing-console"),
        "Users" => t.t("roles-thing-users"),
        "Locations" => t.t("shell-nav-locations"),
        "Projects" => t.t("shell-nav-projects"),
        "Plugins" => t.t("shell-nav-plugins"),
        "Groups" => t.t("shell-nav-groups"),
        "Companies" => t.t("roles-thing-companies"),
        "Services" => t.t("shell-nav-services"),
        "Calendars" => t.t("shell-nav-calendars"),
        "Shifts" => t.t("users-tab-shifts"),
        "Roles" => t.t("shell-nav-roles"),
        "Tokens" => t.t("users-tab-tokens"),
        "Feedback" => t.t("users-tab-feedback"),
        "Fields" => t.t("shell-nav-fields"),
        "History" => t.t("users-tab-history"),
        other => Cow::Borrowed(other),
    }
}

/// What may be done: `GetObject` is "Open".
pub(super) fn verb_word(t: Texts, verb: &'static str) -> Cow<'static, str> {
    match verb {
        "Use" => t.t("roles-verb-use"),
        "List" => t.t("roles-verb-list"),
        "GetObject" => t.t("roles-verb-open"),
        "Add" => t.t("roles-verb-add"),
        "Update" => t.t("roles-verb-update"),
        "Delete" => t.t("roles-verb-delete"),
        "Import" => t.t("roles-verb-import"),
        "Export" => t.t("roles-verb-export"),
        "AddUsers" => t.t("roles-verb-add-users"),
        "DeleteUsers" => t.t("roles-verb-delete-users"),
        other => Cow::Borrowed(other),
    }
}

/// `People: See the list`.
pub fn permission_words(t: Texts, permission: Permission) -> String {
    let (subject, verb) = permission.parts();
    format!("{}: {}", subject_word(t, subject), verb_word(t, verb))
}

/// `Everything`, or how many permissions.
pub fn summary(t: Texts, grants: &Grants) -> String {
    if grants.everything {
        t.t("roles-everything").into_owned()
    } else {
        t.ta("roles-permissions", &[("count", grants.permissions().iter().count().into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Culture;

    #[test]
    fn every_permission_has_words_in_every_language() {
        for culture in Culture::ALL {
            let t = Texts::of(culture);
            let mut seen = std::collections::BTreeSet::new();
            for &permission in Permission::ALL {
                let words = permission_words(t, permission);
                assert!(seen.insert(words.clone()), "{words} twice");
            }
        }
        let spanish = Texts::of(Culture::Es);
        for &permission in Permission::ALL {
            let (subject, verb) = permission.parts();
            // These are words of Spanish as they are.
            let same = ["Plugins", "Roles", "Feedback"].contains(&subject);
            assert!(same || subject_word(spanish, subject) != subject, "{subject}");
            assert_ne!(verb_word(spanish, verb), verb);
        }
    }
}
