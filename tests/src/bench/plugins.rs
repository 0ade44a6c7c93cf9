//! The life of plugins: from bytes to the first answer, a start with many of them, and neighbours that run away.
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

use elenco_runtime::contract::Subject;
use elenco_runtime::{
    CallError, CallScope, CpuLimits, Grants, LimitOverrides, LoadRequest, Plugin, PluginSource, Runtime,
    RuntimeConfig, Slot,
};
use secrecy::{SecretBox, SecretString};

use super::figure::{Figure, median, percentile};
use super::ground::Size;
use crate::server::{program, workspace};

const SECTION: &str = "Plugins";
/// Calls of the throughput figure.
const CALLS: usize = 60_000;
/// Cores of the throughput figure.
const CORES: usize = 2;
/// Plugins of the start.
const PLUGINS: usize = 50;
/// Calls of one turn beside a neighbour, and turns.
const NEIGHBOUR_CALLS: usize = 4_000;
const TURNS: usize = 7;
/// Calls that the runaway tenant has in flight.
const RUNAWAY: usize = 6;

fn runtime(folder: &Path, cores: Option<usize>) -> Runtime {
    let key = SecretBox::new(Box::new([0; 32]));
    let mut config = RuntimeConfig::new(folder.to_owned(), key, program());
    if let Some(cores) = cores {
        config.cpu = CpuLimits { cores };
    }
    Runtime::start(config).expect("the engine starts")
}

fn request(name: &str, bytes: &Arc<[u8]>) -> LoadRequest {
    LoadRequest {
        name: name.to_owned(),
        identity: name.to_owned(),
        source: PluginSource::Bytes(Arc::clone(bytes)),
        digest_pin: None,
        grants: Grants::none(),
        limits: LimitOverrides::default(),
    }
}

fn loaded(runtime: &Runtime, request: LoadRequest) -> Arc<Plugin> {
    let name = request.name.clone();
    runtime.load(request);
    match runtime.plugin(&name) {
        Some(Slot::Ready(plugin)) => plugin,
        other => panic!("{name}: {other:?}"),
    }
}

fn scope(tenant: &str) -> CallScope {
    let settings = r#"{"min-length":15}"#.into();
    CallScope { tenant: tenant.to_owned(), settings, sealed: true, cancel: None }
}

/// One password check with a fresh instance.
fn check(plugin: &Plugin, tenant: &str, subject: &Subject) -> Result<(), CallError> {
    let candidate = SecretString::from("correct horse battery");
    plugin.call(scope(tenant))?.evaluate(&candidate, subject).map(|_| ())
}

fn subject() -> Subject {
    Subject {
        username: "ana.nunez".to_owned(),
        email: "ana@example.org".to_owned(),
        names: vec!["Ana".to_owned(), "Núñez".to_owned()],
        context: vec!["Elenco".to_owned()],
    }
}

fn first_party(name: &str) -> Arc<[u8]> {
    let path = workspace().join(format!("target/plugins/{name}.wasm"));
    std::fs::read(path).expect("the plugins are built").into()
}

/// All of it, each in a folder of its own below this one.
pub fn measure(folder: &Path, size: Size) -> Vec<Figure> {
    let folder = folder.join("plugins");
    let _ = std::fs::remove_dir_all(&folder);
    let mut figures = vec![throughput(&folder.join("throughput"), size)];
    figures.push(upload(&folder, "format-xlsx, our largest of Rust", &first_party("format-xlsx"), 3.0));
    // Templates in Python are built on request only; they need its tools.
    if let Some(python) = largest(&workspace().join("target/templates")) {
        figures.push(upload(&folder, "a template in Python", &python, 30.0));
    }
    figures.push(start(&folder.join("start")));
    figures.extend(neighbour(&folder.join("neighbour"), size));
    let _ = std::fs::remove_dir_all(&folder);
    figures
}

/// The largest component below a folder, which is the one in Python: it brings its interpreter.
fn largest(folder: &Path) -> Option<Arc<[u8]>> {
    let files = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let components = files.filter(|path: &PathBuf| path.extension().is_some_and(|ending| ending == "wasm"));
    let bytes = components.filter_map(|path| std::fs::read(path).ok()).max_by_key(Vec::len)?;
    (bytes.len() > 8 << 20).then(|| bytes.into())
}

/// Fresh-instance calls of two tenants on two cores.
fn throughput(folder: &Path, size: Size) -> Figure {
    let runtime = runtime(folder, Some(CORES));
    let plugin = loaded(&runtime, request("policy", &first_party("password-policy")));
    let calls = size.of(CALLS);
    let run = |calls: usize| {
        let began = Instant::now();
        std::thread::scope(|threads| {
            for thread in 0..CORES {
                let plugin = &plugin;
                threads.spawn(move || {
                    let (tenant, subject) = (format!("tenant {thread}"), subject());
                    (0..calls / CORES).for_each(|_| check(plugin, &tenant, &subject).expect("it answers"));
                });
            }
        });
        calls as f64 / began.elapsed().as_secs_f64()
    };
    run(calls / 10);
    Figure::new(SECTION, "password checks, fresh instance each, two tenants on two cores", run(calls), "/s")
        .at_least(20_000.0)
}

/// From the bytes that were uploaded to a plugin that can be called, nothing of it in the cache.
fn upload(folder: &Path, what: &str, bytes: &Arc<[u8]>, limit: f64) -> Figure {
    let took = (0..3).map(|turn| {
        let folder = folder.join(format!("upload-{turn}"));
        let runtime = runtime(&folder, None);
        let began = Instant::now();
        let plugin = loaded(&runtime, request("uploaded", bytes));
        plugin.call(scope("bench")).expect("an instance");
        let took = began.elapsed().as_secs_f64();
        let _ = std::fs::remove_dir_all(folder);
        took
    });
    Figure::new(SECTION, format!("upload to active: {what}"), median(took.collect()), "s").at_most(limit)
}

/// A start with many different plugins, all of them compiled before.
fn start(folder: &Path) -> Figure {
    let names = [
        "additional-fields",
        "password-policy",
        "location-autofill",
        "format-csv",
        "format-xlsx",
        "fields-latam",
    ];
    let plugins: Vec<(String, Arc<[u8]>)> = (0..PLUGINS)
        .map(|number| {
            let name = names[number % names.len()];
            (format!("{name} {number}"), other_version(&first_party(name), number as u8))
        })
        .collect();
    let requests = || plugins.iter().map(|(name, bytes)| request(name, bytes)).collect::<Vec<_>>();
    let ready = |runtime: &Runtime| {
        let ready = runtime.plugins().into_iter().filter(|(_, slot)| matches!(slot, Slot::Ready(_)));
        assert_eq!(ready.count(), PLUGINS);
    };
    let before = runtime(folder, None);
    before.load_all(requests());
    ready(&before);
    drop(before);
    let took = (0..5).map(|_| {
        let requests = requests();
        let began = Instant::now();
        let runtime = runtime(folder, None);
        runtime.load_all(requests);
        let took = began.elapsed().as_secs_f64();
        ready(&runtime);
        took
    });
    let took = median(took.collect());
    Figure::new(SECTION, format!("start with {PLUGINS} plugins from the cache"), took, "s").at_most(1.0)
}

/// The same component with a custom section of one byte, so that it is another file.
fn other_version(component: &[u8], number: u8) -> Arc<[u8]> {
    let mut bytes = component.to_vec();
    add_section(&mut bytes, b"bench", &[number]);
    bytes.into()
}

/// Appends a custom section of fewer than 128 bytes, whose lengths take one byte each.
fn add_section(component: &mut Vec<u8>, name: &[u8], content: &[u8]) {
    component.extend([0, (name.len() + content.len() + 1) as u8, name.len() as u8]);
    component.extend(name);
    component.extend(content);
}

/// A password check of one tenant, while nothing else runs and while another tenant's calls run away.
fn neighbour(folder: &Path, size: Size) -> Vec<Figure> {
    let runtime = runtime(folder, None);
    let plugin = loaded(&runtime, request("policy", &first_party("password-policy")));
    let spinning = loaded(&runtime, request("spinning", &spinning_policy()));
    let calls = size.of(NEIGHBOUR_CALLS);
    let (mut quiet, mut beside_spinning, mut beside_busy) = (Vec::new(), Vec::new(), Vec::new());
    let spin = || spinning.call(scope("loud"))?.rules("en").map(|_| ());
    // So much to look for that each call takes some hundred times as long as a check, and ever more memory.
    let context = (0..2_000).map(|word| format!("no such word {word}")).collect();
    let (heavy, long) = (Subject { context, ..subject() }, SecretString::from("x".repeat(20_000)));
    let work = || plugin.call(scope("loud"))?.evaluate(&long, &heavy).map(|_| ());
    for _ in 0..TURNS {
        quiet.push(percentile(&checks(&plugin, calls), 99.0));
        beside_spinning.push(beside(&plugin, calls, &spin));
        beside_busy.push(beside(&plugin, calls, &work));
    }
    let quiet = median(quiet);
    let figure = |name: &str, value: f64| Figure::new(SECTION, name, value, "ms");
    let part = |name: &str, times: Vec<f64>| Figure::new(SECTION, name, median(times) / quiet, "");
    vec![
        figure("password check of a tenant, p99", quiet),
        part("the same as a part of it, while another tenant's plugin runs away, p99", beside_spinning)
            .at_most(1.1),
        part("the same as a part of it, while another tenant makes heavy calls, p99", beside_busy),
    ]
}

fn checks(plugin: &Plugin, calls: usize) -> Vec<Duration> {
    let subject = subject();
    let one = |_| {
        let began = Instant::now();
        check(plugin, "good", &subject).expect("it answers");
        began.elapsed()
    };
    (0..calls).map(one).collect()
}

/// The p99 of checks while another tenant does nothing but this.
fn beside(plugin: &Plugin, calls: usize, loud: &(dyn Fn() -> Result<(), CallError> + Sync)) -> f64 {
    let over = AtomicBool::new(false);
    let running = Barrier::new(RUNAWAY + 1);
    std::thread::scope(|threads| {
        for _ in 0..RUNAWAY {
            threads.spawn(|| {
                let _ = loud();
                running.wait();
                while !over.load(Ordering::Relaxed) {
                    let _ = loud();
                }
            });
        }
        running.wait();
        let times = checks(plugin, calls);
        over.store(true, Ordering::Relaxed);
        percentile(&times, 99.0)
    })
}

/// A policy whose rules are never answered.
fn spinning_policy() -> Arc<[u8]> {
    let mut module = wat::parse_str(
        r#"(module (memory (export "memory") 1)
            (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
            (func (export "elenco:plugin/password-policy@0.1.0#rules") (param i32 i32) (result i32)
              (loop $spin (br $spin)) (i32.const 0))
            (func (export "elenco:plugin/password-policy@0.1.0#evaluate")
              (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32) (i32.const 0)))"#,
    )
    .expect("WebAssembly text");
    let mut resolve = wit_parser::Resolve::default();
    let (package, _) = resolve.push_dir(workspace().join("sdk/wit/v0.1")).expect("the contract parses");
    let world = resolve.select_world(&[package], Some("password-policy-plugin")).expect("its world");
    let encoding = wit_component::StringEncoding::UTF8;
    wit_component::embed_component_metadata(&mut module, &resolve, world, encoding).expect("types");
    let mut encoder = wit_component::ComponentEncoder::default().module(&module).expect("a module");
    let mut component = encoder.encode().expect("a component");
    let manifest = br#"{"name":"spinning","version":"1.0.0","contract":"0.1"}"#;
    add_section(&mut component, b"elenco:manifest", manifest);
    component.into()
}
