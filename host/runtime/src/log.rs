//! A plugin's own log: the last lines are kept, the rest is forgotten.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::limits::{LOG_LINE_BYTES, LOG_LINES_KEPT, Limits};

/// How much a line matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// For the plugin's author.
    Debug,
    /// Worth knowing.
    Info,
    /// Something is odd; the plugin went on.
    Warn,
    /// Something failed. Standard error is of this level, standard output of `Info`.
    Error,
}

/// One line of a plugin's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// When it was written, in milliseconds since 1970-01-01T00:00:00Z.
    pub at_ms: u64,
    /// How much it matters.
    pub level: LogLevel,
    /// The tenant whose call wrote it: a page for one tenant shows no other's lines.
    pub tenant: Arc<str>,
    /// What it says.
    pub text: String,
}

/// The last lines of one plugin.
#[derive(Debug, Default)]
pub(crate) struct LogRing(Mutex<VecDeque<LogLine>>);

impl LogRing {
    fn lock(&self) -> MutexGuard<'_, VecDeque<LogLine>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn lines(&self) -> Vec<LogLine> {
        self.lock().iter().cloned().collect()
    }

    fn push(&self, line: LogLine) {
        let mut lines = self.lock();
        if lines.len() == LOG_LINES_KEPT {
            lines.pop_front();
        }
        lines.push_back(line);
    }
}

/// Where one call writes its log. Clones write to the same log, because standard output and standard error live
/// in the engine's tables.
#[derive(Clone)]
pub(crate) struct CallLog(Arc<Mutex<Writing>>);

struct Writing {
    ring: Arc<LogRing>,
    /// The lines of the present guest call, in case that it fails.
    said: Vec<LogLine>,
    /// The beginnings of lines of standard output and standard error.
    begun: [Vec<u8>; 2],
    tenant: Arc<str>,
    now: crate::runtime::NowMillis,
    sealed: bool,
    lines_left: usize,
    bytes_left: usize,
    dropped: u64,
}

impl CallLog {
    pub(crate) fn new(
        ring: Arc<LogRing>,
        tenant: Arc<str>,
        now: crate::runtime::NowMillis,
        sealed: bool,
        limits: &Limits,
    ) -> CallLog {
        let (lines_left, bytes_left) = (limits.log_lines, limits.log_bytes);
        CallLog(Arc::new(Mutex::new(Writing {
            ring,
            said: Vec::new(),
            begun: Default::default(),
            tenant,
            now,
            sealed,
            lines_left,
            bytes_left,
            dropped: 0,
        })))
    }

    fn lock(&self) -> MutexGuard<'_, Writing> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From here on nothing is written, whatever the guest does.
    pub(crate) fn seal(&self) {
        let mut writing = self.lock();
        writing.end_lines();
        writing.sealed = true;
    }

    pub(crate) fn is_sealed(&self) -> bool {
        self.lock().sealed
    }

    /// Writes each line of a text, within the budget of the guest call.
    pub(crate) fn write(&self, level: LogLevel, text: &str) {
        let mut writing = self.lock();
        for line in text.lines() {
            writing.line(level, line);
        }
    }

    /// Writes a piece of standard output or standard error. Guests write a line in many pieces, down to single
    /// characters; it stands in the log when it is whole, when it is as long as a line may be, or when the guest
    /// call ends, however that does.
    pub(crate) fn write_piece(&self, level: LogLevel, bytes: &[u8]) {
        let mut writing = self.lock();
        if writing.sealed {
            return;
        }
        let stream = usize::from(level == LogLevel::Error);
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            let room = LOG_LINE_BYTES.saturating_sub(writing.begun[stream].len());
            let (line, ended) = match piece.split_last() {
                Some((b'\n', line)) => (line, true),
                _ => (piece, false),
            };
            writing.begun[stream].extend_from_slice(&line[..line.len().min(room)]);
            if ended {
                writing.end_line(stream);
            }
        }
    }

    /// Ends a guest call: says how much was dropped, gives the next one a full budget, and answers the lines of
    /// this one.
    pub(crate) fn refill(&self, limits: &Limits) -> Vec<LogLine> {
        let mut writing = self.lock();
        writing.end_lines();
        let dropped = std::mem::take(&mut writing.dropped);
        if dropped > 0 && !writing.sealed {
            writing.push(LogLevel::Warn, format!("{dropped} more lines were dropped"));
        }
        (writing.lines_left, writing.bytes_left) = (limits.log_lines, limits.log_bytes);
        std::mem::take(&mut writing.said)
    }
}

impl Writing {
    fn end_lines(&mut self) {
        for stream in 0..self.begun.len() {
            if !self.begun[stream].is_empty() {
                self.end_line(stream);
            }
        }
    }

    fn end_line(&mut self, stream: usize) {
        let line = std::mem::take(&mut self.begun[stream]);
        let level = if stream == 1 { LogLevel::Error } else { LogLevel::Info };
        self.line(level, &String::from_utf8_lossy(&line));
    }

    fn line(&mut self, level: LogLevel, line: &str) {
        if self.sealed {
            return;
        }
        let text = &line[..line.floor_char_boundary(LOG_LINE_BYTES)];
        if self.lines_left == 0 || self.bytes_left < text.len() {
            self.dropped += 1;
            return;
        }
        self.lines_left -= 1;
        self.bytes_left -= text.len();
        self.push(level, text.to_owned());
    }

    fn push(&mut self, level: LogLevel, text: String) {
        let line = LogLine { at_ms: (self.now)(), level, tenant: Arc::clone(&self.tenant), text };
        self.said.push(line.clone());
        self.ring.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(sealed: bool) -> (CallLog, Arc<LogRing>) {
        let ring = Arc::new(LogRing::default());
        let log = CallLog::new(Arc::clone(&ring), "t".into(), Arc::new(|| 7), sealed, &Limits::default());
        (log, ring)
    }

    #[test]
    fn a_flood_is_cut_and_counted() {
        let (log, ring) = log(false);
        for _ in 0..1_000 {
            log.write(LogLevel::Info, "again\nand again");
        }
        log.refill(&Limits::default());
        let lines = ring.lines();
        assert_eq!(lines.len(), Limits::default().log_lines + 1);
        assert_eq!(lines.last().unwrap().text, "1900 more lines were dropped");
        log.write(LogLevel::Info, "the next call writes again");
        assert_eq!(ring.lines().last().unwrap().text, "the next call writes again");
    }

    #[test]
    fn the_ring_forgets_the_oldest_and_cuts_the_longest() {
        let (log, ring) = log(false);
        for number in 0..LOG_LINES_KEPT + 5 {
            log.write(LogLevel::Info, &format!("{number}"));
            log.refill(&Limits::default());
        }
        assert_eq!(ring.lines().len(), LOG_LINES_KEPT);
        assert_eq!(ring.lines()[0].text, "5");
        log.write(LogLevel::Info, &"ã".repeat(LOG_LINE_BYTES));
        assert_eq!(ring.lines().last().unwrap().text.len(), LOG_LINE_BYTES);
    }

    #[test]
    fn pieces_become_lines_and_the_last_one_is_kept_whatever_ends_the_call() {
        let (log, ring) = log(false);
        for piece in ["Trace", "back:\n  line 1\n", "Val", "ueError: \u{e3}"] {
            // Down to single bytes, between two of which a character may be cut.
            piece.bytes().for_each(|byte| log.write_piece(LogLevel::Error, &[byte]));
            log.write_piece(LogLevel::Info, b"out ");
        }
        let said = log.refill(&Limits::default());
        let texts: Vec<&str> = said.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Traceback:", "  line 1", "out out out out ", "ValueError: \u{e3}"]);
        assert_eq!(ring.lines(), said);
        assert_eq!(log.refill(&Limits::default()), vec![]);
        log.write_piece(LogLevel::Info, &vec![b'x'; 1 << 20]);
        assert_eq!(log.refill(&Limits::default())[0].text.len(), LOG_LINE_BYTES);
        log.write_piece(LogLevel::Error, b"before the secret");
        log.seal();
        log.write_piece(LogLevel::Error, b"the secret");
        assert_eq!(log.refill(&Limits::default()).len(), 1);
    }

    #[test]
    fn a_sealed_log_keeps_nothing_not_even_the_count() {
        let (log, ring) = log(true);
        for _ in 0..1_000 {
            log.write(LogLevel::Error, "secret");
        }
        log.refill(&Limits::default());
        assert!(ring.lines().is_empty());
    }
}
