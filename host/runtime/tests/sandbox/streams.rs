//! Files that are read and written by guests which do not behave.

use std::sync::{Arc, Mutex};

use elenco_runtime::contract::{Rows, Workbook};
use elenco_runtime::{
    ByteSink, ByteSource, CallError, CallScope, CancelFlag, LimitOverrides, LoadRequest, Plugin, Reader,
    Writer,
};

use crate::fixtures::formats;
use crate::harness::{Bench, bench, call, request, scope};

/// A file of one byte that may do something when it is read.
struct Source(Box<dyn FnMut() -> std::io::Result<()> + Send>);

impl ByteSource for Source {
    fn name(&self) -> &str {
        "people.csv"
    }

    fn size(&self) -> u64 {
        1
    }

    fn read_at(&mut self, _: u64, buffer: &mut [u8]) -> std::io::Result<usize> {
        (self.0)()?;
        buffer[0] = b'a';
        Ok(1)
    }
}

/// Counts bytes and is full at some point.
#[derive(Clone)]
struct Sink {
    written: Arc<Mutex<u64>>,
    room: u64,
}

impl ByteSink for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        let mut written = self.written.lock().expect("no panic");
        *written += bytes.len() as u64;
        if *written > self.room { Err(std::io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

fn narrowed(bench: &Bench, limits: LimitOverrides) -> Arc<Plugin> {
    bench.ready(LoadRequest { limits, ..request("formats", formats()) })
}

fn reader(
    plugin: &Plugin,
    scope: CallScope,
    on_read: impl FnMut() -> std::io::Result<()> + Send + 'static,
) -> Reader {
    let call = plugin.call(scope).expect("a call begins");
    call.open_reader(Box::new(Source(Box::new(on_read))), "en").expect("it opens")
}

fn writer(plugin: &Plugin, sink: &Sink) -> Writer {
    let book = Workbook { title: "T".to_owned(), sheets: vec![], info: false, locale: "en".to_owned() };
    call(plugin).open_writer("csv", &book, Box::new(sink.clone())).expect("it opens")
}

fn sink(room: u64) -> Sink {
    Sink { written: Arc::default(), room }
}

const NO_ROWS: Rows = Rows { first: 1, count: 0, columns: vec![] };

#[test]
fn a_file_is_read_and_written() {
    let bench = bench();
    let plugin = narrowed(&bench, LimitOverrides::default());
    let mut reader = reader(&plugin, scope(), || Ok(()));
    assert_eq!(reader.sheets(), Ok(vec![]));
    assert_eq!(reader.read(0, 100), Ok(None));
    assert_eq!(call(&plugin).recognise("people.csv", b"a,b"), Ok(100), "no surer than certain");
    let sink = sink(u64::MAX);
    let mut writer = writer(&plugin, &sink);
    for _ in 0..3 {
        assert_eq!(writer.write(0, &NO_ROWS, &[]), Ok(()));
    }
    assert_eq!(writer.finish(), Ok(()));
    assert_eq!(*sink.written.lock().expect("no panic"), 3 << 16);
}

#[test]
fn too_many_handles_are_stopped() {
    let bench = bench();
    let plugin = narrowed(&bench, LimitOverrides::default());
    assert_eq!(reader(&plugin, scope(), || Ok(())).read(2, 100), Err(CallError::Handles));
}

#[test]
fn rows_of_the_wrong_shape_are_refused() {
    let bench = bench();
    let plugin = narrowed(&bench, LimitOverrides::default());
    let answer = reader(&plugin, scope(), || Ok(())).read(3, 100);
    assert!(matches!(answer, Err(CallError::Contract { .. })), "{answer:?}");
}

#[test]
fn output_without_end_is_stopped() {
    let bench = bench();
    let plugin = narrowed(&bench, LimitOverrides { output: Some(1 << 20), ..LimitOverrides::default() });
    let sink = sink(u64::MAX);
    assert_eq!(writer(&plugin, &sink).write(1, &NO_ROWS, &[]), Err(CallError::Output));
    assert_eq!(*sink.written.lock().expect("no panic"), 1 << 20);
}

#[test]
fn what_fails_on_our_side_is_told_whatever_the_guest_says() {
    let bench = bench();
    let plugin = narrowed(&bench, LimitOverrides::default());
    let answer = writer(&plugin, &sink(10)).write(0, &NO_ROWS, &[]);
    assert!(
        matches!(&answer, Err(CallError::Host(what)) if what.starts_with("writing the file: ")),
        "{answer:?}"
    );
    let broken = || Err(std::io::ErrorKind::PermissionDenied.into());
    let answer = reader(&plugin, scope(), broken).sheets();
    assert!(
        matches!(&answer, Err(CallError::Host(what)) if what.starts_with("reading the file: ")),
        "{answer:?}"
    );
}

#[test]
fn a_guest_that_takes_too_long_is_stopped() {
    let bench = bench();
    let plugin = narrowed(&bench, LimitOverrides { wall_ms: Some(200), ..LimitOverrides::default() });
    assert_eq!(reader(&plugin, scope(), || Ok(())).read(1, 100), Err(CallError::Deadline));
}

#[test]
fn a_call_is_cancelled_while_it_runs_and_before_it_runs() {
    let bench = bench();
    let plugin = narrowed(&bench, LimitOverrides::default());
    let cancel = CancelFlag::default();
    let mut scope = scope();
    scope.cancel = Some(cancel.clone());
    // It is cancelled while the guest runs: when it reads, before it spins.
    let mut reader = reader(&plugin, scope.clone(), move || {
        cancel.cancel();
        Ok(())
    });
    assert_eq!(reader.read(1, 100), Err(CallError::Cancelled));
    assert_eq!(plugin.call(scope).map(|_| ()), Err(CallError::Cancelled));
}
