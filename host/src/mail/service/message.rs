//! An e-mail as mail servers take it (RFC 5322, RFC 2045).
use std::time::SystemTime;

use elenco_db::{Instant, MailId};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

use crate::mail::model::{Sheet, one_line};

/// Longest subject and name, in characters.
const HEADER: usize = 150;

/// Puts an e-mail together. Its identifier and its boundary are the row's own, so that a mail server or a mailbox that
/// gets it twice can tell.
///
/// # Errors
/// Says in words why there can be no such e-mail: the address is none.
pub fn compose(
    sheet: &Sheet,
    from: &Mailbox,
    (name, address): (&str, &str),
    id: MailId,
    at: Instant,
) -> Result<Message, String> {
    let address: Address = address.parse().map_err(|_| "the address is no e-mail address".to_owned())?;
    let name = Some(one_line(name, HEADER)).filter(|name| !name.is_empty());
    let id = id.as_uuid().simple().to_string();
    let parts = MultiPart::alternative()
        .boundary(format!("elenco-{id}"))
        .singlepart(SinglePart::plain(sheet.text()))
        .singlepart(SinglePart::html(sheet.html()));
    // Answering machines leave such e-mails alone (RFC 3834).
    let automatic =
        HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    let language =
        HeaderValue::new(HeaderName::new_from_ascii_str("Content-Language"), sheet.language.to_owned());
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(name, address))
        .subject(one_line(&sheet.subject, HEADER))
        .date(SystemTime::from(at.to_chrono()))
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        .raw_header(automatic)
        .raw_header(language)
        .multipart(parts)
        .map_err(|error| error.to_string())
}
