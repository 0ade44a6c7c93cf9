//! Files of the host in version 0.1: a source that is read piece by piece, a sink that is written so.

use wasmtime::Result;
use wasmtime::component::Resource;

use super::wit::files::{Host, HostSink, HostSource, Passage};
use super::wit::types::{Error, InvalidValue};
use crate::bytes::{Sink, Source};
use crate::call_error::LimitReached;
use crate::limits::MAX_READ_BYTES;
use crate::state::State;

type Answer<T> = std::result::Result<T, Error>;

impl State {
    /// Bytes of a source. What the operating system says of a failure is kept for the host; the guest learns only
    /// that there was one.
    fn read_source(
        &mut self,
        source: &Resource<Source>,
        offset: u64,
        length: u32,
    ) -> Result<Answer<Vec<u8>>> {
        self.watch.check_cancelled()?;
        let source = &mut self.table.get_mut(source)?.0;
        let length = u64::from(length).min(source.size().saturating_sub(offset));
        if length > MAX_READ_BYTES {
            return Ok(Err(Error::Limit("files.source.read".to_owned())));
        }
        let mut bytes = vec![0; length as usize];
        let mut filled = 0;
        while filled < bytes.len() {
            match source.read_at(offset + filled as u64, &mut bytes[filled..]) {
                Ok(0) => break,
                Ok(count) => filled = bytes.len().min(filled + count),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.host_failure.get_or_insert_with(|| format!("reading the file: {error}"));
                    return Ok(Err(Error::Unavailable("files.source".to_owned())));
                }
            }
        }
        bytes.truncate(filled);
        Ok(Ok(bytes))
    }

    fn write_sink(&mut self, sink: &Resource<Sink>, bytes: &[u8]) -> Result<Answer<()>> {
        self.watch.check_cancelled()?;
        self.output_left = self.output_left.checked_sub(bytes.len() as u64).ok_or(LimitReached::Output)?;
        if let Err(error) = self.table.get_mut(sink)?.0.write(bytes) {
            self.host_failure.get_or_insert_with(|| format!("writing the file: {error}"));
            return Ok(Err(Error::Unavailable("files.sink".to_owned())));
        }
        Ok(Ok(()))
    }
}

/// The text that these bytes hold up to the last whole character; one that is cut at their end begins the next
/// passage.
fn passage(mut bytes: Vec<u8>, offset: u64) -> Answer<Passage> {
    if let Err(error) = std::str::from_utf8(&bytes) {
        if error.error_len().is_some() || error.valid_up_to() == 0 {
            let message = "not UTF-8".to_owned();
            return Err(Error::Invalid(InvalidValue { field: "file".to_owned(), message }));
        }
        bytes.truncate(error.valid_up_to());
    }
    let next = offset + bytes.len() as u64;
    Ok(Passage { text: String::from_utf8_lossy(&bytes).into_owned(), next })
}

impl Host for State {}

impl HostSource for State {
    fn name(&mut self, source: Resource<Source>) -> Result<String> {
        Ok(self.table.get(&source)?.0.name().to_owned())
    }

    fn size(&mut self, source: Resource<Source>) -> Result<u64> {
        Ok(self.table.get(&source)?.0.size())
    }

    fn read(&mut self, source: Resource<Source>, offset: u64, length: u32) -> Result<Answer<Vec<u8>>> {
        self.aside(|state| state.read_source(&source, offset, length))?
    }

    fn read_text(&mut self, source: Resource<Source>, offset: u64, length: u32) -> Result<Answer<Passage>> {
        Ok(self
            .aside(|state| state.read_source(&source, offset, length))??
            .and_then(|bytes| passage(bytes, offset)))
    }

    fn drop(&mut self, source: Resource<Source>) -> Result<()> {
        self.table.delete(source)?;
        Ok(())
    }
}

impl HostSink for State {
    fn write(&mut self, sink: Resource<Sink>, bytes: Vec<u8>) -> Result<Answer<()>> {
        self.aside(|state| state.write_sink(&sink, &bytes))?
    }

    fn write_text(&mut self, sink: Resource<Sink>, text: String) -> Result<Answer<()>> {
        self.aside(|state| state.write_sink(&sink, text.as_bytes()))?
    }

    fn drop(&mut self, sink: Resource<Sink>) -> Result<()> {
        self.table.delete(sink)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn passages_of_any_length_put_the_text_together_again(text: String, length in 4usize..40) {
            let bytes = text.as_bytes();
            let (mut read, mut offset) = (String::new(), 0usize);
            while offset < bytes.len() {
                let piece = bytes[offset..bytes.len().min(offset + length)].to_vec();
                let passage = passage(piece, offset as u64).unwrap();
                read.push_str(&passage.text);
                offset = passage.next as usize;
            }
            prop_assert_eq!(read, text);
        }

        #[test]
        fn what_is_read_as_text_is_what_stands_there(bytes: Vec<u8>) {
            if let Ok(passage) = passage(bytes.clone(), 7) {
                prop_assert!(bytes.starts_with(passage.text.as_bytes()));
                prop_assert!(bytes.is_empty() || !passage.text.is_empty());
            }
        }
    }
}
