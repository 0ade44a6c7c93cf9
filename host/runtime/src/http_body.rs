//! The body of an answer to a request, as a guest reads it.

use std::io::{ErrorKind, Read};

use crate::contract::{GuestError, InvalidValue};
use crate::limits::{HTTP_BODY_BYTES, HTTP_PIECE_BYTES};

/// The longest character of UTF-8, in bytes.
const LONGEST_CHARACTER: usize = 4;

/// A body in the resource table of a store.
pub struct Body {
    arriving: Box<dyn Read + Send>,
    /// Bytes that may still arrive.
    left: u64,
    /// What has arrived and was not handed out: the beginning of a character, mostly.
    kept: Vec<u8>,
}

impl Body {
    pub(crate) fn new(arriving: Box<dyn Read + Send>) -> Body {
        Body { arriving, left: HTTP_BODY_BYTES, kept: Vec::new() }
    }

    /// The next bytes, at most `max`; none at the end.
    pub(crate) fn read(&mut self, max: u32) -> Result<Vec<u8>, GuestError> {
        let max = max.clamp(1, HTTP_PIECE_BYTES) as usize;
        if self.kept.is_empty() {
            return self.arrive(max);
        }
        let rest = self.kept.split_off(self.kept.len().min(max));
        Ok(std::mem::replace(&mut self.kept, rest))
    }

    /// The next characters, at most `max` bytes; none at the end.
    pub(crate) fn read_text(&mut self, max: u32) -> Result<String, GuestError> {
        let max = (max as usize).clamp(LONGEST_CHARACTER, HTTP_PIECE_BYTES as usize);
        let mut bytes = self.read(max as u32)?;
        while !bytes.is_empty() {
            match std::str::from_utf8(&bytes) {
                Ok(_) => break,
                Err(error) if error.valid_up_to() > 0 => {
                    let mut rest = bytes.split_off(error.valid_up_to());
                    rest.append(&mut self.kept);
                    self.kept = rest;
                    break;
                }
                // The beginning of a character, perhaps: more has to arrive.
                Err(error) if error.error_len().is_none() => match self.read((max - bytes.len()) as u32)? {
                    more if more.is_empty() => return Err(not_text()),
                    more => bytes.extend_from_slice(&more),
                },
                Err(_) => return Err(not_text()),
            }
        }
        String::from_utf8(bytes).map_err(|_| not_text())
    }

    fn arrive(&mut self, max: usize) -> Result<Vec<u8>, GuestError> {
        let mut bytes = vec![0; max];
        let count = loop {
            match self.arriving.read(&mut bytes) {
                Ok(count) => break count.min(max),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(of_the_provider(error)),
            }
        };
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| {
            GuestError::Limit(format!("http: the answer has more than {HTTP_BODY_BYTES} bytes"))
        })?;
        bytes.truncate(count);
        Ok(bytes)
    }
}

fn not_text() -> GuestError {
    GuestError::Invalid(InvalidValue { field: "body".to_owned(), message: "not UTF-8".to_owned() })
}

/// What a provider says in terms of the contract; of other errors a guest learns only that there was one.
fn of_the_provider(error: std::io::Error) -> GuestError {
    match error.downcast::<GuestError>() {
        Ok(told) => told,
        Err(error) => {
            tracing::debug!(%error, "an answer to a plugin's request broke off");
            GuestError::Unavailable("http".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::VecDeque;

    /// Arrives in pieces of given lengths, then of one byte.
    struct Arriving(VecDeque<u8>, Vec<usize>);

    impl Read for Arriving {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.pop().unwrap_or(1).clamp(1, 1_000).min(buffer.len());
            self.0.read(&mut buffer[..count])
        }
    }

    fn body(bytes: &[u8], pieces: Vec<usize>) -> Body {
        Body::new(Box::new(Arriving(bytes.iter().copied().collect(), pieces)))
    }

    /// Everything up to the empty piece, none of which is too long.
    fn all<T>(
        max: u32,
        mut read: impl FnMut(u32) -> Result<T, GuestError>,
        bytes: impl Fn(&T) -> Vec<u8>,
    ) -> Result<Vec<u8>, GuestError> {
        let mut all = Vec::new();
        loop {
            let piece = bytes(&read(max)?);
            assert!(piece.len() <= max as usize);
            if piece.is_empty() {
                return Ok(all);
            }
            all.extend(piece);
        }
    }

    proptest! {
        #[test]
        fn pieces_of_any_length_put_the_body_together_again(text: String, pieces: Vec<usize>, max in 4u32..40) {
            let mut read = body(text.as_bytes(), pieces.clone());
            prop_assert_eq!(all(max, |max| read.read(max), |piece| piece.clone()).unwrap(), text.as_bytes());
            let mut read = body(text.as_bytes(), pieces);
            prop_assert_eq!(all(max, |max| read.read_text(max), |piece| piece.clone().into_bytes()).unwrap(), text.as_bytes());
        }

        #[test]
        fn what_is_no_text_is_refused_after_what_is(bytes: Vec<u8>, pieces: Vec<usize>, max in 4u32..40) {
            let mut read = body(&bytes, pieces);
            let mut told = Vec::new();
            let ended = loop {
                match read.read_text(max) {
                    Ok(piece) if piece.is_empty() => break true,
                    Ok(piece) => told.extend(piece.into_bytes()),
                    Err(_) => break false,
                }
            };
            let valid = match std::str::from_utf8(&bytes) { Ok(_) => bytes.len(), Err(error) => error.valid_up_to() };
            prop_assert_eq!((told.as_slice(), ended), (&bytes[..valid], valid == bytes.len()));
        }
    }

    #[test]
    fn a_body_without_end_is_stopped() {
        let mut endless = Body::new(Box::new(std::io::repeat(0)));
        let mut read = 0;
        let error = loop {
            match endless.read(u32::MAX) {
                Ok(piece) => read += piece.len() as u64,
                Err(error) => break error,
            }
        };
        assert_eq!(read, HTTP_BODY_BYTES);
        assert!(matches!(error, GuestError::Limit(_)));
    }

    #[test]
    fn the_guest_learns_what_the_provider_tells_it_and_nothing_of_the_machine() {
        struct Broken(Option<std::io::Error>);
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                self.0.take().map_or(Ok(0), Err)
            }
        }
        let told = |error| Body::new(Box::new(Broken(Some(error)))).read(9).unwrap_err();
        let limit = GuestError::Limit("http: 30 s".to_owned());
        assert_eq!(told(std::io::Error::other(limit.clone())), limit);
        let other = std::io::Error::other("connect 10.0.0.7:5432");
        assert_eq!(told(other), GuestError::Unavailable("http".to_owned()));
    }
}
