//! A runtime of its own for each test.

use std::path::PathBuf;
use std::sync::Arc;

use elenco_runtime::contract::Subject;
use elenco_runtime::{
    Call, CallError, CallScope, Grants, LimitOverrides, LoadRequest, Plugin, PluginSource, Runtime,
    RuntimeConfig, Slot,
};
use secrecy::{SecretBox, SecretString};
use tempfile::TempDir;

pub const COMPILER: &str = env!("CARGO_BIN_EXE_elenco-plugin-compiler");

/// A runtime with a folder of its own.
pub struct Bench {
    pub runtime: Runtime,
    pub dir: TempDir,
}

pub fn config(dir: &TempDir, compiler: &str, key: u8) -> RuntimeConfig {
    let key = SecretBox::new(Box::new([key; 32]));
    let mut config = RuntimeConfig::new(dir.path().join("artefacts"), key, PathBuf::from(compiler));
    config.now = Arc::new(|| 1_700_000_000_000);
    config
}

pub fn bench() -> Bench {
    bench_with(|_| {})
}

pub fn bench_with(change: impl FnOnce(&mut RuntimeConfig)) -> Bench {
    let dir = tempfile::tempdir().expect("a folder");
    let mut config = config(&dir, COMPILER, 1);
    change(&mut config);
    Bench { runtime: Runtime::start(config).expect("the engine starts"), dir }
}

pub fn request(name: &str, bytes: impl Into<Arc<[u8]>>) -> LoadRequest {
    LoadRequest {
        name: name.to_owned(),
        identity: name.to_owned(),
        source: PluginSource::Bytes(bytes.into()),
        digest_pin: None,
        grants: Grants::none(),
        limits: LimitOverrides::default(),
    }
}

impl Bench {
    pub fn load(&self, request: LoadRequest) -> Slot {
        let name = request.name.clone();
        self.runtime.load(request);
        self.runtime.plugin(&name).expect("it is in the registry")
    }

    pub fn ready(&self, request: LoadRequest) -> Arc<Plugin> {
        match self.load(request) {
            Slot::Ready(plugin) => plugin,
            Slot::Failed(failure) => panic!("it did not load: {failure}"),
        }
    }

    pub fn failed(&self, request: LoadRequest) -> &'static str {
        match self.load(request) {
            Slot::Ready(plugin) => panic!("{plugin:?} loaded"),
            Slot::Failed(failure) => failure.code(),
        }
    }
}

pub fn scope() -> CallScope {
    CallScope { tenant: "acme".to_owned(), settings: "{}".into(), sealed: false, cancel: None }
}

pub fn call(plugin: &Plugin) -> Call {
    plugin.call(scope()).expect("a call begins")
}

pub fn subject() -> Subject {
    Subject {
        username: "ana".to_owned(),
        email: "ana@example.org".to_owned(),
        names: vec![],
        context: vec![],
    }
}

/// Asks the good policy about a password that it accepts and one that it does not.
pub fn works(plugin: &Plugin) -> Result<bool, CallError> {
    let met = |password: &str| {
        let verdicts = call(plugin).evaluate(&SecretString::from(password), &subject())?;
        Ok(verdicts.iter().all(|verdict| verdict.rule == "length" && verdict.met))
    };
    Ok(met("correct horse battery")? && !met("short")?)
}
