//! Requests to the system outside. Only the hosts under `http-hosts` in `plugin.toml` answer, once an administrator has
//! granted them.

use elenco_sdk::http::{Header, Payload, Request, send};
use elenco_sdk::{Error, Language};
use serde_json::Value as Json;

/// Longest answer that is read, in bytes.
const LONGEST: usize = 1 << 20;

/// Where to ask, and with what right.
pub struct System {
    /// Its address, to which paths are added.
    pub address: String,
    /// The token, or rather the word that the host replaces by it; empty for none.
    pub token: String,
}

impl System {
    /// Asks; nothing when the system does not know what was asked for.
    pub fn ask(
        &self,
        method: &str,
        path: &str,
        body: Option<String>,
        language: Language,
    ) -> Result<Option<Json>, Error> {
        let header = |name: &str, value: String| Header { name: name.into(), value };
        let mut headers = vec![header("accept", "application/json".into())];
        if !self.token.is_empty() {
            headers.push(header("authorization", format!("Bearer {}", self.token)));
        }
        if body.is_some() {
            headers.push(header("content-type", "application/json".into()));
        }
        let url = format!("{}{path}", self.address.trim_end_matches('/'));
        let answer = send(&Request { method: method.into(), url, headers, body: body.map(Payload::Text) })?;
        match answer.status {
            404 => return Ok(None),
            200..300 => {}
            status => {
                return Err(Error::Unavailable(language.pick(
                    format!("The other system answered with status {status}"),
                    format!("El otro sistema respondió con el estado {status}"),
                    format!("O outro sistema respondeu com o status {status}"),
                )));
            }
        }
        let bytes = answer.body.bytes(LONGEST)?;
        if bytes.is_empty() {
            return Ok(Some(Json::Null));
        }
        serde_json::from_slice(&bytes).map(Some).map_err(|_| {
            Error::Unavailable(language.pick(
                "The other system did not answer with JSON".into(),
                "El otro sistema no respondió con JSON".into(),
                "O outro sistema não respondeu com JSON".into(),
            ))
        })
    }
}

/// Text as a part of an address (RFC 3986).
pub fn encode(text: &str) -> String {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let encode =
        |byte: u8| if unreserved(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_encoded_byte_by_byte() {
        assert_eq!(encode("ana ñ/?"), "ana%20%C3%B1%2F%3F");
    }
}
