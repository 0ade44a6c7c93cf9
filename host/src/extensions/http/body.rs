//! The body of an answer on its way to a plugin: counted, timed, and without the secrets that were sent.
use std::io::{self, Read};

use elenco_runtime::contract::GuestError;
use secrecy::{ExposeSecret, SecretString};

use super::breaker::Leave;
use super::turns::Turn;

/// How much is asked of the connection at a time while secrets are looked for.
const PIECE: usize = 16 << 10;

/// Ends with `limit` beyond the limit, `unavailable` when the time is up or the connection breaks off.
pub(super) struct Body<R> {
    pub(super) inner: R,
    /// Bytes that may still come, and how many there might be in all.
    pub(super) left: u64,
    pub(super) most: u64,
    pub(super) leave: Leave,
    pub(super) _turn: Turn,
}

impl<R: Read> Read for Body<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(|error| {
            self.leave.failed();
            io::Error::other(broken_off(error))
        })?;
        self.left =
            self.left.checked_sub(read as u64).ok_or_else(|| io::Error::other(too_large(self.most)))?;
        Ok(read)
    }
}

pub(super) fn too_large(most: u64) -> GuestError {
    GuestError::Limit(format!("http response body: at most {most} bytes"))
}

fn broken_off(error: io::Error) -> GuestError {
    GuestError::Unavailable(match ureq::Error::from(error) {
        ureq::Error::Timeout(_) => "the answer took too long".to_owned(),
        _ => "the answer broke off".to_owned(),
    })
}

/// Puts the names of secrets where the secrets themselves come by.
pub(super) struct Redacted<R> {
    inner: R,
    redactions: Vec<(SecretString, String)>,
    /// Bytes that are not looked through yet, because a secret might have begun in them.
    pending: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Redacted<R> {
    pub(super) fn new(inner: R, redactions: Vec<(SecretString, String)>) -> Self {
        Self { inner, redactions, pending: Vec::new(), ready: Vec::new(), given: 0, ended: false }
    }

    fn look_through(&mut self) {
        let longest = self.redactions.first().map_or(0, |(secret, _)| secret.expose_secret().len());
        let mut at = 0;
        while at < self.pending.len() && (self.ended || self.pending.len() - at >= longest) {
            let rest = &self.pending[at..];
            let found = self
                .redactions
                .iter()
                .find(|(secret, _)| rest.starts_with(secret.expose_secret().as_bytes()));
            match found {
                Some((secret, instead)) => {
                    self.ready.extend_from_slice(instead.as_bytes());
                    at += secret.expose_secret().len();
                }
                None => {
                    self.ready.push(rest[0]);
                    at += 1;
                }
            }
        }
        self.pending.drain(..at);
    }
}

impl<R: Read> Read for Redacted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.ended && !buffer.is_empty() {
            (self.given, self.ready) = (0, Vec::new());
            let held = self.pending.len();
            self.pending.resize(held + PIECE, 0);
            let read = self.inner.read(&mut self.pending[held..]);
            self.pending.truncate(held + *read.as_ref().unwrap_or(&0));
            self.ended = read? == 0;
            self.look_through();
        }
        let count = buffer.len().min(self.ready.len() - self.given);
        buffer[..count].copy_from_slice(&self.ready[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Hands out at most so many bytes at a time.
    struct Trickle(Vec<u8>, usize);

    impl Read for Trickle {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0.drain(..count);
            Ok(count)
        }
    }

    fn redact(text: &str, secrets: &[&str], step: usize) -> String {
        let redactions = secrets.iter().map(|secret| (SecretString::from(*secret), "#".to_owned())).collect();
        let mut shown = String::new();
        Redacted::new(Trickle(text.into(), step), redactions).read_to_string(&mut shown).unwrap();
        shown
    }

    #[test]
    fn the_longest_secret_goes_first() {
        assert_eq!(redact("ababab abc ab", &["abab", "ab"], 1), "## #c #");
        assert_eq!(redact("", &["ab"], 3), "");
        assert_eq!(redact("xab", &["ab"], 2), "x#");
    }

    proptest! {
        #[test]
        fn a_secret_never_comes_through_in_whatever_pieces(text in "[ab]{0,40}", secret in "[ab]{1,4}", step in 1_usize..9) {
            let shown = redact(&text, &[&secret], step);
            prop_assert_eq!(shown, text.replace(&secret, "#"));
        }
    }
}
