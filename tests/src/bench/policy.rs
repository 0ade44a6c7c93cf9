//! A password check by the policy plugin with a fresh instance, beside what the engine alone takes for the same.
use std::path::Path;
use std::time::{Duration, Instant};

use elenco_runtime::contract::Subject;
use elenco_runtime::{
    CallScope, Grants, LimitOverrides, LoadRequest, Plugin, PluginSource, Runtime, RuntimeConfig, Slot,
};
use secrecy::{SecretBox, SecretString};
use wasmtime::component::{Component, HasSelf, InstancePre, Linker, ResourceTable};
use wasmtime::{Config, Enabled, Engine, InstanceAllocationStrategy, PoolingAllocationConfig, Store};
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};

use super::figure::{Figure, percentile};
use super::ground::Size;
use crate::server::{program, workspace};

mod generated {
    wasmtime::component::bindgen!({
        path: "../sdk/wit/v0.1",
        world: "password-policy-plugin",
        imports: { default: trappable },
    });
}
use generated::elenco::plugin::{log, settings};
use generated::exports::elenco::plugin::password_policy;
use generated::{PasswordPolicyPlugin, PasswordPolicyPluginPre};

const SECTION: &str = "Password check by the policy plugin, fresh instance each";
const CALLS: usize = 20_000;
const WARMING: usize = 500;
/// Settings of `plugins.toml`.
const SETTINGS: &str = r#"{"min-length":15}"#;
const CANDIDATE: &str = "correct horse battery";

fn component() -> std::path::PathBuf {
    workspace().join("target/plugins/password-policy.wasm")
}

/// The plugin as the server loads it.
fn load(folder: &Path) -> (Runtime, std::sync::Arc<Plugin>) {
    let key = SecretBox::new(Box::new([0; 32]));
    let runtime = Runtime::start(RuntimeConfig::new(folder.join("policy-cache"), key, program()))
        .expect("the engine starts");
    runtime.load(LoadRequest {
        name: "policy".to_owned(),
        identity: "policy".to_owned(),
        source: PluginSource::Path(component()),
        digest_pin: None,
        grants: Grants::none(),
        limits: LimitOverrides::default(),
    });
    let Some(Slot::Ready(plugin)) = runtime.plugin("policy") else { panic!("the plugin loads") };
    (runtime, plugin)
}

fn ours(plugin: &Plugin) -> Duration {
    let scope =
        CallScope { tenant: "bench".to_owned(), settings: SETTINGS.into(), sealed: true, cancel: None };
    let subject = Subject {
        username: "ana.nunez".to_owned(),
        email: "ana@example.org".to_owned(),
        names: vec!["Ana".to_owned(), "Núñez".to_owned()],
        context: vec!["Elenco".to_owned()],
    };
    let candidate = SecretString::from(CANDIDATE);
    let began = Instant::now();
    let verdicts =
        plugin.call(scope).and_then(|mut call| call.evaluate(&candidate, &subject)).expect("it answers");
    let took = began.elapsed();
    assert!(!verdicts.is_empty());
    took
}

/// What the engine asks of a store and no more.
struct State {
    wasi: WasiCtx,
    table: ResourceTable,
}

impl WasiView for State {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView { ctx: &mut self.wasi, table: &mut self.table }
    }
}

impl log::Host for State {
    fn write(&mut self, _: log::Level, _: String) -> wasmtime::Result<()> {
        Ok(())
    }
}

impl settings::Host for State {
    fn read(&mut self) -> wasmtime::Result<String> {
        Ok(SETTINGS.to_owned())
    }
}

/// The engine set up for the same work: instances from a pool, fuel and epochs counted, as our guests are compiled.
fn engine() -> Engine {
    let mut pool = PoolingAllocationConfig::new();
    pool.linear_memory_keep_resident(256 << 10).table_keep_resident(16 << 10).pagemap_scan(Enabled::Auto);
    let mut config = Config::new();
    config
        .consume_fuel(true)
        .epoch_interruption(true)
        .allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    Engine::new(&config).expect("the engine starts")
}

fn link(engine: &Engine) -> PasswordPolicyPluginPre<State> {
    let component = Component::from_file(engine, component()).expect("it compiles");
    let mut linker: Linker<State> = Linker::new(engine);
    wasmtime_wasi::p2::add_to_linker_sync(&mut linker).expect("linked");
    log::add_to_linker::<_, HasSelf<_>>(&mut linker, |state| state).expect("linked");
    settings::add_to_linker::<_, HasSelf<_>>(&mut linker, |state| state).expect("linked");
    let before: InstancePre<State> = linker.instantiate_pre(&component).expect("linked");
    PasswordPolicyPluginPre::new(before).expect("it is a policy")
}

fn engine_alone(engine: &Engine, before: &PasswordPolicyPluginPre<State>) -> Duration {
    let subject = password_policy::Subject {
        username: "ana.nunez".to_owned(),
        email: "ana@example.org".to_owned(),
        names: vec!["Ana".to_owned(), "Núñez".to_owned()],
        context: vec!["Elenco".to_owned()],
    };
    let began = Instant::now();
    let state = State { wasi: WasiCtx::builder().build(), table: ResourceTable::new() };
    let mut store = Store::new(engine, state);
    store.set_fuel(u64::MAX).expect("fuel is counted");
    store.set_epoch_deadline(u64::MAX);
    let plugin: PasswordPolicyPlugin = before.instantiate(&mut store).expect("an instance");
    let verdicts = plugin
        .elenco_plugin_password_policy()
        .call_evaluate(&mut store, CANDIDATE, &subject)
        .expect("it runs")
        .expect("it answers");
    drop(store);
    let took = began.elapsed();
    assert!(!verdicts.is_empty());
    took
}

/// Both in turns, on this one thread.
pub fn measure(folder: &Path, size: Size) -> Vec<Figure> {
    let (_runtime, plugin) = load(folder);
    let engine = engine();
    let before = link(&engine);
    let (mut with_limits, mut alone) = (Vec::new(), Vec::new());
    for turn in 0..size.of(CALLS) + WARMING {
        let (first, second) = (ours(&plugin), engine_alone(&engine, &before));
        if turn >= WARMING {
            with_limits.push(first);
            alone.push(second);
        }
    }
    let figure = |name: &str, value: f64| Figure::new(SECTION, name, value, "ms");
    let middle = (percentile(&with_limits, 50.0), percentile(&alone, 50.0));
    vec![
        figure("p50", middle.0),
        figure("p99", percentile(&with_limits, 99.0)).at_most(1.0),
        figure("engine alone, p50", middle.1),
        figure("engine alone, p99", percentile(&alone, 99.0)),
        Figure::new(SECTION, "p50 beside the engine alone", middle.0 / middle.1, "").at_most(1.5),
    ]
}
