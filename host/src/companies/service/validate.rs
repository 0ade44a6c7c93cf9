//! What is asked of a company's values. Additional fields are judged by plugins.
use url::Url;

use crate::companies::model::{Company, CompanyChanges};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::position::Position;
use crate::users::model::{AddressValue, Problem};
use crate::users::service::{is_email, tidy};

/// Longest name, external id and part of an address, in characters.
const LINE: usize = 200;
/// Longest tax id and telephone number, in characters.
const SHORT: usize = 50;
/// Longest e-mail address (RFC 5321, 4.5.3.1.3, less the angle brackets).
const EMAIL: usize = 254;
/// Longest address of a web site, in characters.
const WEBSITE: usize = 500;
/// Longest description, in characters.
const DESCRIPTION: usize = 2000;
/// Fewest digits of a telephone number: short numbers of emergency services have three.
const DIGITS: usize = 3;
/// Longest search, in characters.
const SEARCH: usize = 100;

pub(super) fn problem(field: &str, code: &str, message: String) -> Problem {
    Problem { field: field.to_owned(), code: code.to_owned(), message }
}

/// A search as it is meant; nothing when there is nothing to search for.
pub fn searched(text: Option<String>) -> Option<String> {
    let text: String = tidy(&text?).chars().take(SEARCH).collect();
    (!crate::fold::fold(&text).is_empty()).then_some(text)
}

/// Lines of a text without what nobody meant to type.
pub fn tidy_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    text.trim().to_owned()
}

/// A web site that was written without its scheme gets the safe one.
fn with_scheme(text: &str) -> String {
    let text = tidy(text);
    if text.is_empty() || text.contains("://") || Url::parse(&text).is_ok_and(|url| url.cannot_be_a_base()) {
        return text;
    }
    format!("https://{text}")
}

/// Lays the changes over a company. Texts are tidied; a part of the address that is emptied is gone.
pub(super) fn lay_over(company: &mut Company, changes: &CompanyChanges) {
    let lines = [
        (&mut company.name, &changes.name),
        (&mut company.tax_id, &changes.tax_id),
        (&mut company.email, &changes.email),
        (&mut company.phone, &changes.phone),
    ];
    for (old, new) in lines {
        if let Some(new) = new {
            *old = tidy(new);
        }
    }
    if let Some(website) = &changes.website {
        company.website = with_scheme(website);
    }
    if let Some(description) = &changes.description {
        company.description = tidy_lines(description);
    }
    if let Some(external) = &changes.external_id {
        company.external_id = Some(tidy(external)).filter(|id| !id.is_empty());
    }
    for (part, entry) in &changes.address {
        let value = tidy(&entry.value);
        if value.is_empty() {
            company.address.remove(part);
        } else {
            company.address.insert(*part, AddressValue { value, source: None });
        }
    }
    company.active = changes.active.unwrap_or(company.active);
    if let Some(position) = changes.position {
        company.position = position.map(|(latitude, longitude)| {
            Position::new(latitude, longitude).map_or((latitude, longitude), |p| (p.latitude, p.longitude))
        });
    }
}

/// Every problem of a company's own values, at once.
pub(super) fn check(cx: &ServiceContext, company: &Company) -> Vec<Problem> {
    let t = cx.texts();
    let mut problems = Vec::new();
    if crate::fold::fold(&company.name).is_empty() {
        problems.push(problem("name", "company.required", t.t("companies-problem-required").into_owned()));
    }
    let mut limit = |field: String, value: &str, limit: usize| {
        if value.chars().count() > limit {
            let message = t.ta("companies-problem-too-long", &[("limit", limit.into())]);
            problems.push(problem(&field, "company.too-long", message));
        }
    };
    limit("name".to_owned(), &company.name, LINE);
    limit("tax_id".to_owned(), &company.tax_id, SHORT);
    limit("external_id".to_owned(), company.external_id.as_deref().unwrap_or_default(), LINE);
    limit("email".to_owned(), &company.email, EMAIL);
    limit("phone".to_owned(), &company.phone, SHORT);
    limit("website".to_owned(), &company.website, WEBSITE);
    limit("description".to_owned(), &company.description, DESCRIPTION);
    for (part, entry) in &company.address {
        limit(format!("address.{}", part.as_str()), &entry.value, LINE);
    }
    let forms = [
        ("email", "company.email-form", is_email(&company.email), company.email.is_empty()),
        ("phone", "company.phone-form", is_phone(&company.phone), company.phone.is_empty()),
        ("website", "company.website-form", is_website(&company.website), company.website.is_empty()),
    ];
    for (field, code, is_right, is_empty) in forms {
        let message = match field {
            "email" => t.t("companies-problem-email"),
            "phone" => t.t("companies-problem-phone"),
            _ => t.t("companies-problem-website"),
        };
        if !is_right && !is_empty {
            problems.push(problem(field, code, message.into_owned()));
        }
    }
    let (latitude, longitude) = company.position.unzip();
    if latitude.is_some_and(|degrees| !(-90.0..=90.0).contains(&degrees)) {
        problems.push(problem("latitude", "company.latitude", t.t("map-problem-latitude").into_owned()));
    }
    if longitude.is_some_and(|degrees| !(-180.0..=180.0).contains(&degrees)) {
        problems.push(problem("longitude", "company.longitude", t.t("map-problem-longitude").into_owned()));
    }
    problems
}

/// Whether a text can be a telephone number: digits of any script with the usual signs between them, and perhaps an
/// extension that is told in letters.
fn is_phone(text: &str) -> bool {
    let mut digits = 0;
    for c in text.chars() {
        match c {
            _ if c.is_numeric() => digits += 1,
            '+' | '-' | '(' | ')' | '.' | '/' | '#' | '*' | ',' | ';' => {}
            _ if c.is_whitespace() || matches!(c, '\u{2010}'..='\u{2015}' | '\u{200e}' | '\u{200f}') => {}
            _ if c.is_alphabetic() && digits >= DIGITS => {}
            _ => return false,
        }
    }
    digits >= DIGITS
}

/// Whether a text is the address of a web site: `http` or `https`, a host with a dot, nobody's password.
fn is_website(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let named = url.host_str().is_some_and(|host| host.trim_matches('.').contains('.') || host.contains(':'));
    matches!(url.scheme(), "http" | "https")
        && named
        && url.username().is_empty()
        && url.password().is_none()
        && !text.contains(char::is_whitespace)
}

/// Another one of the kind has the name.
pub(super) fn name_taken(cx: &ServiceContext) -> Problem {
    problem("name", "company.name-taken", cx.texts().t("companies-problem-name-taken").into_owned())
}

/// Another one has the external id.
pub(super) fn external_id_taken(cx: &ServiceContext) -> Problem {
    let message = cx.texts().t("companies-problem-external-id-taken").into_owned();
    problem("external_id", "company.external-id-taken", message)
}

/// Something that was chosen is not there.
pub(super) fn unknown(cx: &ServiceContext, field: &str) -> AppError {
    let message = cx.texts().t("associations-problem-thing").into_owned();
    AppError::Invalid(vec![problem(field, "association.unknown", message)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_of_many_habits() {
        for good in [
            "+57 (601) 555-0100",
            "112",
            "11 5555.0101 ext. 12",
            "٠١٢ ٣٤٥",
            "0800/555;ramal 3",
            "+1-800-555-0199",
        ] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["12", "call me", "ext 12345", "<b>12345", "123\u{0}", "12 3😀"] {
            assert!(!is_phone(bad), "{bad}");
        }
    }

    #[test]
    fn web_sites_that_a_link_may_lead_to() {
        for good in
            ["meridiano.example", "http://a.example/b?c=d#e", "https://münchen.example", "例え.example/道"]
        {
            assert!(is_website(&with_scheme(good)), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:a@b.example",
            "ftp://a.example",
            "https://u:p@a.example",
            "https://localhost",
            "no site",
            "https://",
        ] {
            assert!(!is_website(&with_scheme(bad)), "{bad}");
        }
    }

    #[test]
    fn searches_are_bounded_and_never_only_blanks() {
        assert_eq!(searched(Some(" \u{0}\u{301} ".to_owned())), None);
        assert_eq!(searched(Some(" ana\u{0} ".to_owned())).as_deref(), Some("ana"));
        assert_eq!(searched(Some("é".repeat(200))).map(|text| text.chars().count()), Some(100));
    }
}
