//! Texts and links.

use crate::words;
use elenco_sdk::{Language, Value};

/// Trims a text and holds it to its limits.
pub fn read_text(text: &str, max_length: u32, lines: bool, language: Language) -> Result<Value, String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    if !lines && text.contains('\n') {
        return Err(words::one_line(language));
    }
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(words::control_character(language));
    }
    let length = text.chars().count();
    if length > max_length as usize {
        return Err(words::too_long(length, max_length, language));
    }
    Ok(Value::Text(text.to_owned()))
}

/// A web address; `https://` is put before one without a scheme. Other schemes than `http` and `https` are refused:
/// a page shows it as a link, and `javascript:` must never be one.
pub fn read_link(text: &str, max_length: u32, language: Language) -> Result<Value, String> {
    let text = text.trim();
    let refused = || words::not_a_link(text, language);
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => ("https".to_owned(), text),
    };
    if scheme != "https" && scheme != "http" {
        return Err(refused());
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`' | '\\'))
    {
        return Err(refused());
    }
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(host_end);
    if !is_host(host) {
        return Err(refused());
    }
    let link = format!("{scheme}://{}{path}", host.to_lowercase());
    let length = link.chars().count();
    if length > max_length as usize {
        return Err(words::too_long(length, max_length, language));
    }
    Ok(Value::Text(link))
}

/// Names with a dot, or `localhost`, and perhaps a port. User names before an `@` are refused: they make an
/// address look like another one.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let label = |label: &str| {
        !label.is_empty()
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    (name == "localhost" || name.contains('.')) && name.split('.').all(label) && port.parse::<u16>().is_ok()
}
