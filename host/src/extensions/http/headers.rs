//! Header lines of a request: which ones a plugin may send, and secrets put into them.
//!
//! A value that holds `{{secret:NAME}}` gets the secret in its place just before it is sent. The plugin never sees it:
//! an answer that repeats it comes back with `{{secret:NAME}}` there, in header lines and in the body. (A server that
//! repeats it in another form, encoded or reversed, is beyond that: grant a plugin only hosts that may know its
//! secrets.)
use elenco_runtime::PluginScope;
use elenco_runtime::contract::{GuestError, InvalidValue};
use secrecy::{ExposeSecret, SecretString};
use ureq::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::Secrets;
use crate::extensions::key_values::tenant;

/// Header lines of one request.
const MAX_HEADERS: usize = 64;

/// Bytes of all names and values together, before secrets are put in.
const MAX_HEADER_BYTES: usize = 16 << 10;

const OPENING: &str = "{{secret:";
const CLOSING: &str = "}}";

/// What the connection itself is run by; a plugin that sets these could make one request look like two.
const RESERVED: &[&str] = &[
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
    "keep-alive",
    "te",
    "trailer",
    "upgrade",
    "expect",
    "http2-settings",
];

/// Header lines ready to be sent.
pub(super) struct Headers {
    lines: Vec<Line>,
    /// Those that were put in, for taking them out of the answer.
    secrets: Vec<(String, SecretString)>,
}

struct Line {
    name: HeaderName,
    value: HeaderValue,
    /// Meant for the host that the plugin named, and for no other.
    confidential: bool,
}

/// Whether a text asks for a secret, which only header values may.
pub(super) fn names_a_secret(bytes: &[u8]) -> bool {
    bytes.windows(OPENING.len()).any(|window| window == OPENING.as_bytes())
}

fn invalid(message: String) -> GuestError {
    GuestError::Invalid(InvalidValue { field: "headers".to_owned(), message })
}

impl Headers {
    /// Checks what a plugin wants to send and puts the secrets in.
    pub(super) fn of(
        lines: &[(String, String)],
        scope: &PluginScope,
        secrets: &dyn Secrets,
    ) -> Result<Self, GuestError> {
        let bytes: usize = lines.iter().map(|(name, value)| name.len() + value.len()).sum();
        if lines.len() > MAX_HEADERS || bytes > MAX_HEADER_BYTES {
            let most =
                format!("http request headers: at most {MAX_HEADERS} lines and {MAX_HEADER_BYTES} bytes");
            return Err(GuestError::Limit(most));
        }
        let mut headers = Self { lines: Vec::with_capacity(lines.len()), secrets: Vec::new() };
        for (name, value) in lines {
            let line = headers.line(name, value, scope, secrets)?;
            headers.lines.push(line);
        }
        Ok(headers)
    }

    fn line(
        &mut self,
        name: &str,
        value: &str,
        scope: &PluginScope,
        secrets: &dyn Secrets,
    ) -> Result<Line, GuestError> {
        let parsed = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| invalid(format!("`{}` is not the name of a header", name.escape_debug())))?;
        if RESERVED.contains(&parsed.as_str()) || parsed.as_str().starts_with("proxy-") {
            return Err(invalid(format!("the header `{parsed}` is set by the host")));
        }
        // Before secrets are put in, so that the message can never hold one.
        let carried = |value: &str| {
            let visible = value.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte));
            HeaderValue::from_str(value).ok().filter(|_| visible)
        };
        carried(value).ok_or_else(|| {
            invalid(format!("the value of `{parsed}` has characters other than visible ASCII, space and tab"))
        })?;
        let known = self.secrets.len();
        let filled = self.fill(value, scope, secrets)?;
        let mut sent = carried(filled.expose_secret()).ok_or_else(|| {
            invalid(format!("a secret in `{parsed}` has characters that no header can carry"))
        })?;
        let has_secret = self.secrets.len() > known || value.contains(OPENING);
        let confidential = has_secret || parsed == header::AUTHORIZATION || parsed == header::COOKIE;
        sent.set_sensitive(confidential);
        Ok(Line { name: parsed, value: sent, confidential })
    }

    fn fill(
        &mut self,
        value: &str,
        scope: &PluginScope,
        secrets: &dyn Secrets,
    ) -> Result<SecretString, GuestError> {
        let mut filled = String::with_capacity(value.len());
        let mut rest = value;
        while let Some((before, after)) = rest.split_once(OPENING) {
            let (name, after) = after
                .split_once(CLOSING)
                .ok_or_else(|| invalid(format!("`{OPENING}` without `{CLOSING}`")))?;
            filled.push_str(before);
            filled.push_str(self.reveal(name, scope, secrets)?.expose_secret());
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled.into())
    }

    fn reveal(
        &mut self,
        name: &str,
        scope: &PluginScope,
        secrets: &dyn Secrets,
    ) -> Result<SecretString, GuestError> {
        if let Some((_, known)) = self.secrets.iter().find(|(known, _)| known == name) {
            return Ok(known.clone());
        }
        let secret = secrets.reveal(tenant(scope)?, &scope.plugin, name)?.ok_or_else(|| {
            invalid(format!("there is no secret `{}` in the plugin's settings", name.escape_debug()))
        })?;
        self.secrets.push((name.to_owned(), secret.clone()));
        Ok(secret)
    }

    /// The lines to send.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&HeaderName, &HeaderValue)> {
        self.lines.iter().map(|line| (&line.name, &line.value))
    }

    /// After a redirect that turns the request into GET there is no body to describe.
    pub(super) fn forget_body(&mut self) {
        self.lines.retain(|line| !line.name.as_str().starts_with("content-"));
    }

    /// After a redirect to another host: once dropped, a secret does not come back by a further redirect.
    pub(super) fn forget_confidential(&mut self) {
        self.lines.retain(|line| !line.confidential);
    }

    /// What to look for in the answer, and what to put there instead; the longest first.
    pub(super) fn redactions(&self) -> Vec<(SecretString, String)> {
        let mut found: Vec<(SecretString, String)> = self
            .secrets
            .iter()
            .filter(|(_, secret)| !secret.expose_secret().is_empty())
            .map(|(name, secret)| (secret.clone(), format!("{OPENING}{name}{CLOSING}")))
            .collect();
        found.sort_by_key(|(secret, _)| std::cmp::Reverse(secret.expose_secret().len()));
        found
    }

    /// The answer's header lines as the plugin may see them.
    pub(super) fn answer(&self, headers: &HeaderMap) -> Vec<(String, String)> {
        let redactions = self.redactions();
        let shown = |value: &HeaderValue| {
            let mut text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            for (secret, instead) in &redactions {
                if text.contains(secret.expose_secret()) {
                    text = text.replace(secret.expose_secret(), instead);
                }
            }
            text
        };
        headers.iter().map(|(name, value)| (name.as_str().to_owned(), shown(value))).collect()
    }
}
