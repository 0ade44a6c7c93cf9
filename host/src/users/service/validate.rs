//! What the host itself asks of a person's values. Additional fields and passwords are judged by plugins.
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::locale::Texts;
use crate::users::model::{Problem, User};

/// Longest single-line text, in characters.
const LINE: usize = 200;
/// Longest e-mail address (RFC 5321, 4.5.3.1.3, less the angle brackets).
const EMAIL: usize = 254;

/// A problem with its text in the reader's language.
pub fn problem(cx: &ServiceContext, field: &str, code: &str, key: &str) -> Problem {
    Problem { field: field.to_owned(), code: code.to_owned(), message: cx.texts().t(key).to_string() }
}

fn refuse(problems: &mut Vec<Problem>, field: &str, code: &str, message: String) {
    problems.push(Problem { field: field.to_owned(), code: code.to_owned(), message });
}

/// Takes away what nobody meant to type: blanks around, and control characters, which no field of one line can show.
pub fn tidy(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

/// Every problem of a person's own values, at once.
pub fn check(user: &User, texts: &Texts) -> Vec<Problem> {
    let mut problems = Vec::new();
    let required =
        [("username", &user.username), ("first_names", &user.first_names), ("last_names", &user.last_names)];
    for (field, value) in required {
        if value.is_empty() {
            refuse(&mut problems, field, "user.required", texts.t("users-problem-required").to_string());
        }
    }
    let lines = [
        ("username", &user.username),
        ("first_names", &user.first_names),
        ("last_names", &user.last_names),
        ("phone", &user.phone),
        ("mobile", &user.mobile),
        ("position", &user.position),
    ];
    for (field, value) in lines {
        check_length(&mut problems, texts, field, value, LINE);
    }
    check_length(&mut problems, texts, "email", &user.email, EMAIL);
    if let Some(external) = &user.external_id {
        check_length(&mut problems, texts, "external_id", external, LINE);
    }
    for (part, entry) in &user.address {
        check_length(&mut problems, texts, &format!("address.{}", part.as_str()), &entry.value, LINE);
    }
    if user.username.chars().any(char::is_whitespace) {
        refuse(
            &mut problems,
            "username",
            "user.username-blank",
            texts.t("users-problem-username-blank").to_string(),
        );
    }
    if !user.email.is_empty() && !is_email(&user.email) {
        refuse(&mut problems, "email", "user.email-form", texts.t("users-problem-email").to_string());
    }
    // Written so that what is no number is refused, too.
    let on_map = |degrees: Option<f64>, most: f64| degrees.is_none_or(|degrees| degrees.abs() <= most);
    if !on_map(user.latitude, 90.0) {
        refuse(&mut problems, "latitude", "user.latitude", texts.t("map-problem-latitude").to_string());
    }
    if !on_map(user.longitude, 180.0) {
        refuse(&mut problems, "longitude", "user.longitude", texts.t("map-problem-longitude").to_string());
    }
    if let (Some(since), Some(until)) = (user.valid_since, user.valid_until)
        && until < since
    {
        refuse(&mut problems, "valid_until", "user.validity", texts.t("users-problem-validity").to_string());
    }
    problems
}

/// Whether a text may be a user name.
///
/// # Errors
/// [`AppError::Invalid`] with every problem.
pub fn check_username(cx: &ServiceContext, name: &str) -> Result<(), AppError> {
    let name = tidy(name);
    let mut problems = Vec::new();
    check_length(&mut problems, &cx.texts(), "username", &name, LINE);
    if crate::fold::fold(&name).is_empty() {
        problems.push(problem(cx, "username", "user.required", "users-problem-required"));
    }
    if name.chars().any(char::is_whitespace) {
        problems.push(problem(cx, "username", "user.username-blank", "users-problem-username-blank"));
    }
    if problems.is_empty() { Ok(()) } else { Err(AppError::Invalid(problems)) }
}

fn check_length(problems: &mut Vec<Problem>, texts: &Texts, field: &str, value: &str, limit: usize) {
    if value.chars().count() > limit {
        let message = texts.ta("users-problem-too-long", &[("limit", limit.into())]).to_string();
        refuse(problems, field, "user.too-long", message);
    }
}

/// Whether a text has the form of an address that mail can be sent to: a domain with a dot, no display name, no
/// comment, no literal.
pub fn is_email(text: &str) -> bool {
    let options =
        email_address::Options::default().without_display_text().without_domain_literal().with_required_tld();
    email_address::EmailAddress::parse_with_options(text, options).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_mail_reaches_and_others() {
        for good in ["ana@example.com", "mait.dapaz0@outlook.com.br", "a+b@x-y.org", "josé@example.com"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "ana at example.com",
            "ana@",
            "@example.com",
            "ana@example",
            "Ana <ana@example.com>",
            "a@[127.0.0.1]",
            "a b@example.com",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn tidying_keeps_what_was_meant() {
        assert_eq!(tidy("  José\u{0} \t"), "José");
        assert_eq!(tidy("=SOMA(1;1)"), "=SOMA(1;1)");
    }
}
