//! Requests to the hosts that were granted: the capability `http`.
//!
//! `plugin.toml` asks for it and names the hosts; an administrator grants both. A secret of the settings stands in
//! them as `{{secret:NAME}}`. Put that text into a header, and the host sends the secret in its place.
//!
//! ```no_run
//! # fn people(token: &str) -> Result<serde_json::Value, elenco_sdk::Error> {
//! use elenco_sdk::{Error, http};
//!
//! let answer = http::get("https://api.example.com/people?name=ana", &[("authorization", token)])?;
//! if answer.status != 200 {
//!     return Err(Error::Unavailable(format!("the directory answered {}", answer.status)));
//! }
//! let body = answer.body.bytes(1 << 20)?;
//! serde_json::from_slice(&body).map_err(|error| Error::Other(error.to_string()))
//! # }
//! ```

use crate::Error;
pub use crate::bindings::host::elenco::plugin::http::{Body, Header, Payload, Request, Response, send};
use std::io;

/// Bytes that are asked for at one time.
const PIECE: u32 = 64 * 1024;

/// Asks an address for what it holds, with these header lines.
///
/// # Errors
/// Those of [`send`].
pub fn get(url: &str, headers: &[(&str, &str)]) -> Result<Response, Error> {
    request("GET", url, headers, None)
}

/// Sends text to an address, with these header lines.
///
/// # Errors
/// Those of [`send`].
pub fn post(url: &str, headers: &[(&str, &str)], text: impl Into<String>) -> Result<Response, Error> {
    request("POST", url, headers, Some(Payload::Text(text.into())))
}

fn request(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: Option<Payload>,
) -> Result<Response, Error> {
    let headers =
        headers.iter().map(|(name, value)| Header { name: (*name).into(), value: (*value).into() }).collect();
    send(&Request { method: method.into(), url: url.into(), headers, body })
}

impl Body {
    /// The whole body, which has at most `limit` bytes.
    ///
    /// # Errors
    /// `limit` for a longer body, and what reading answers.
    pub fn bytes(&self, limit: usize) -> Result<Vec<u8>, Error> {
        whole(limit, |max| Body::read(self, max))
    }
}

/// Collects pieces up to the empty one that ends them.
fn whole(limit: usize, read: impl Fn(u32) -> Result<Vec<u8>, Error>) -> Result<Vec<u8>, Error> {
    let mut all = Vec::new();
    loop {
        let piece = read(PIECE)?;
        if piece.is_empty() {
            return Ok(all);
        }
        if piece.len() > limit - all.len() {
            return Err(Error::Limit(format!("the answer has more than {limit} bytes")));
        }
        all.extend_from_slice(&piece);
    }
}

impl io::Read for Body {
    /// Reads at most 64 KiB at one time; put an [`io::BufReader`] around it for small steps.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let max = u32::try_from(buffer.len()).unwrap_or(PIECE).min(PIECE);
        if max == 0 {
            return Ok(0);
        }
        let piece = Body::read(self, max).map_err(io::Error::other)?;
        let filled =
            buffer.get_mut(..piece.len()).ok_or_else(|| io::Error::other("more than was asked for"))?;
        filled.copy_from_slice(&piece);
        Ok(piece.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    fn pieces(limit: usize, lengths: &[usize]) -> Result<Vec<u8>, Error> {
        let left = RefCell::new(lengths.to_vec());
        whole(limit, |_| Ok(vec![7; left.borrow_mut().pop().unwrap_or(0)]))
    }

    #[test]
    fn a_body_is_whole_up_to_its_limit_and_refused_beyond() {
        assert_eq!(pieces(0, &[]).unwrap().len(), 0);
        assert_eq!(pieces(10, &[4, 6]).unwrap().len(), 10);
        assert!(matches!(pieces(9, &[4, 6]), Err(Error::Limit(_))));
    }
}
