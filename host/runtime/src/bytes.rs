//! Files that belong to the host, as guests reach them.

/// A file that a guest reads. The host may keep it anywhere.
pub trait ByteSource: Send {
    /// The name that the file had where it came from.
    fn name(&self) -> &str;

    /// Its size in bytes.
    fn size(&self) -> u64;

    /// Reads from an offset into the buffer and says how many bytes; 0 at the end.
    ///
    /// # Errors
    /// What the operating system says. The guest learns that there was an error, the caller which.
    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> std::io::Result<usize>;
}

/// A file that a guest writes.
pub trait ByteSink: Send {
    /// Takes all of these bytes.
    ///
    /// # Errors
    /// What the operating system says. The guest learns that there was an error, the caller which.
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()>;
}

/// A source in the resource table of a store.
pub struct Source(pub(crate) Box<dyn ByteSource>);

/// A sink in the resource table of a store.
pub struct Sink(pub(crate) Box<dyn ByteSink>);
