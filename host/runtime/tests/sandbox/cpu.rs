//! One tenant's plugins run away, and another's are answered; nobody waits for ever.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use elenco_runtime::{ByteSource, CallError, CallScope, CpuLimits};

use crate::fixtures::{formats, good_policy, naughty_policy};
use crate::harness::{Bench, bench_with, call, request, scope, works};

fn with_cores(cores: usize) -> Bench {
    bench_with(|config| config.cpu = CpuLimits { cores })
}

fn loud() -> CallScope {
    CallScope { tenant: "loud".to_owned(), ..scope() }
}

#[test]
fn a_tenant_is_answered_while_another_runs_away() {
    for cores in [1, 2, 4] {
        let bench = with_cores(cores);
        let (good, naughty) =
            (bench.ready(request("good", good_policy())), bench.ready(request("naughty", naughty_policy())));
        let (over, spun) = (AtomicBool::new(false), AtomicUsize::new(0));
        std::thread::scope(|threads| {
            for _ in 0..6 {
                threads.spawn(|| {
                    loop {
                        let spins = naughty.call(loud()).and_then(|mut call| call.rules("spin"));
                        assert_eq!(spins, Err(CallError::Fuel));
                        spun.fetch_add(1, Ordering::Relaxed);
                        if over.load(Ordering::Relaxed) {
                            break;
                        }
                    }
                });
            }
            for _ in 0..50 {
                assert_eq!(works(&good), Ok(true));
            }
            over.store(true, Ordering::Relaxed);
        });
        assert!(spun.load(Ordering::Relaxed) >= 6, "they ran as well");
    }
}

#[test]
fn many_long_calls_of_one_tenant_all_come_to_their_end() {
    let bench = with_cores(2);
    let naughty = bench.ready(request("naughty", naughty_policy()));
    std::thread::scope(|threads| {
        for tenant in ["loud", "loud", "loud", "loud", "loud", "other"] {
            let naughty = &naughty;
            threads.spawn(move || {
                for _ in 0..3 {
                    let scope = CallScope { tenant: tenant.to_owned(), ..scope() };
                    assert_eq!(
                        naughty.call(scope).and_then(|mut call| call.rules("spin")),
                        Err(CallError::Fuel)
                    );
                }
            });
        }
    });
    assert_eq!(naughty.statistics().failures, 18);
}

/// A file that asks another plugin when it is read.
struct Asking(Arc<dyn Fn() -> bool + Send + Sync>);

impl ByteSource for Asking {
    fn name(&self) -> &str {
        "people.csv"
    }

    fn size(&self) -> u64 {
        1
    }

    fn read_at(&mut self, _: u64, buffer: &mut [u8]) -> std::io::Result<usize> {
        assert!((self.0)());
        buffer[0] = b'a';
        Ok(1)
    }
}

#[test]
fn the_host_at_work_holds_no_core() {
    let bench = with_cores(1);
    let (good, files) =
        (bench.ready(request("good", good_policy())), bench.ready(request("files", formats())));
    let asked = Arc::new(Mutex::new(0));
    let count = Arc::clone(&asked);
    // On the only core: this would wait for ever for the guest that waits for it.
    let ask = move || {
        *count.lock().expect("no panic") += 1;
        works(&good) == Ok(true)
    };
    let mut reader = call(&files).open_reader(Box::new(Asking(Arc::new(ask))), "en").expect("it opens");
    assert_eq!(reader.sheets(), Ok(vec![]));
    assert_eq!(*asked.lock().expect("no panic"), 1);
}
