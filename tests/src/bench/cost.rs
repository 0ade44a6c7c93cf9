//! What a process costs, as Linux tells it.
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How often memory is looked at.
const LOOK: Duration = Duration::from_millis(10);

/// Ticks of `/proc` in a second: fixed for programs, whatever the kernel uses inside.
const TICKS: f64 = 100.0;

/// Seconds of processor time that this process has used, all threads, user and system.
pub fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux tells");
    // The program's name stands in parentheses and may hold blanks; what follows does not.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / TICKS
}

/// The same at this moment, exactly.
pub fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

fn status_mib(line: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells");
    let line = status.lines().find_map(|text| text.strip_prefix(line)).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// The most memory that this process has held so far, in MiB. Pages of files that are mapped count, although the
/// system takes them back whenever it likes: those of the database among them.
pub fn peak_mib() -> f64 {
    status_mib("VmHWM:")
}

/// Looks again and again how much memory the process has made for itself, which no mapped file is part of.
pub struct OwnMemory {
    most: Arc<Mutex<f64>>,
    _running: Sender<()>,
}

impl OwnMemory {
    /// Begins to look.
    pub fn watch() -> Self {
        let (running, stopped) = mpsc::channel();
        let most = Arc::new(Mutex::new(0.0));
        let seen = Arc::clone(&most);
        std::thread::spawn(move || {
            while stopped.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                let now = status_mib("RssAnon:");
                let mut most = seen.lock().unwrap();
                *most = now.max(*most);
            }
        });
        Self { most, _running: running }
    }

    /// The most that was seen, in MiB.
    pub fn peak_mib(&self) -> f64 {
        *self.most.lock().unwrap()
    }
}
