//! The compiler process and the cache of what it made.

use std::path::PathBuf;

use elenco_runtime::{CompileLimits, Runtime, Slot};

use crate::fixtures::{compile_bomb, good_policy, naughty_policy};
use crate::harness::{Bench, COMPILER, bench, bench_with, config, request, works};

/// The same folder under a runtime that cannot compile: what loads there came from the cache.
fn without_compiler(bench: Bench, key: u8) -> Bench {
    let config = config(&bench.dir, "/nonexistent", key);
    Bench { runtime: Runtime::start(config).expect("the engine starts"), dir: bench.dir }
}

fn artefacts(bench: &Bench) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(bench.dir.path().join("artefacts")).expect("the cache is there");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

#[test]
fn what_was_compiled_once_is_not_compiled_again() {
    let bench = bench();
    bench.ready(request("good", good_policy()));
    let bench = without_compiler(bench, 1);
    assert_eq!(works(&bench.ready(request("good", good_policy()))), Ok(true));
    assert_eq!(bench.failed(request("other", naughty_policy())), "plugin.E017");
}

#[test]
fn an_artefact_that_was_tampered_with_is_never_used() {
    let bench = bench();
    bench.ready(request("good", good_policy()));
    let file = artefacts(&bench).remove(0);
    let whole = std::fs::read(&file).expect("it is there");
    let bench = without_compiler(bench, 1);
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    for bytes in
        [flipped(0), flipped(31), flipped(32), flipped(whole.len() - 1), whole[..20].to_vec(), vec![]]
    {
        std::fs::write(&file, bytes).expect("written");
        assert_eq!(bench.failed(request("good", good_policy())), "plugin.E017");
    }
    std::fs::write(&file, &whole).expect("written");
    assert_eq!(works(&bench.ready(request("good", good_policy()))), Ok(true));
    // With a compiler it is made again, in place.
    std::fs::write(&file, flipped(500)).expect("written");
    let config = config(&bench.dir, COMPILER, 1);
    let bench = Bench { runtime: Runtime::start(config).expect("the engine starts"), dir: bench.dir };
    assert_eq!(works(&bench.ready(request("good", good_policy()))), Ok(true));
    assert_eq!(std::fs::read(&file).expect("it is there"), whole);
}

#[test]
fn an_artefact_of_another_plugin_or_another_installation_is_never_used() {
    let bench = bench();
    bench.ready(request("good", good_policy()));
    let good = artefacts(&bench).remove(0);
    bench.ready(request("naughty", naughty_policy()));
    let naughty = artefacts(&bench).into_iter().find(|file| *file != good).expect("there are two");
    std::fs::copy(&naughty, &good).expect("copied");
    let bench = without_compiler(bench, 1);
    assert_eq!(bench.failed(request("good", good_policy())), "plugin.E017");
    bench.ready(request("naughty", naughty_policy()));
    let bench = without_compiler(bench, 2);
    assert_eq!(bench.failed(request("naughty", naughty_policy())), "plugin.E017");
}

#[test]
fn a_compile_bomb_ends_at_its_time() {
    let bench = bench_with(|config| {
        // So patient that only the processor time ends it.
        config.compile = CompileLimits {
            cpu_base: 1,
            cpu_per_mib: 0,
            memory_base: 8 << 30,
            patience: 600,
            ..CompileLimits::default()
        };
    });
    assert_eq!(bench.failed(request("bomb", compile_bomb())), "plugin.E014");
    assert_eq!(works(&bench.ready(request("good", good_policy()))), Ok(true));
}

#[test]
fn a_compile_bomb_ends_at_its_memory() {
    let bench = bench_with(|config| {
        config.compile = CompileLimits {
            cpu_base: 60,
            memory_base: 160 << 20,
            memory_per_byte: 0,
            ..CompileLimits::default()
        };
    });
    assert_eq!(bench.failed(request("bomb", compile_bomb())), "plugin.E015");
    assert_eq!(works(&bench.ready(request("good", good_policy()))), Ok(true));
}

#[test]
fn a_compiler_that_is_none_is_told() {
    for program in ["/bin/false", "/bin/true", "/bin/cat"] {
        let bench = bench_with(|config| config.compiler = program.into());
        let Slot::Failed(failure) = bench.load(request("good", good_policy())) else { panic!("it loaded") };
        assert_eq!(failure.code(), "plugin.E017", "{program}: {failure}");
    }
}

#[test]
fn a_compiler_that_never_ends_is_ended() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().expect("a folder");
    let program = dir.path().join("sleeper");
    std::fs::write(&program, "#!/bin/sh\nexec sleep 1000\n").expect("written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).expect("executable");
    let bench = bench_with(|config| {
        config.compiler = program;
        config.compile =
            CompileLimits { cpu_base: 0, cpu_per_mib: 1, patience: 1, ..CompileLimits::default() };
    });
    assert_eq!(bench.failed(request("good", good_policy())), "plugin.E014");
}
