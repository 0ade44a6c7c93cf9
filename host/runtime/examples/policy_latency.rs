//! Measures a password check by a plugin, each with a fresh instance: `policy_latency COMPONENT COMPILER [CALLS]`.
//! The compiler is the program that is started as `COMPILER compile-plugin`.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a program that measures and tells")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use elenco_runtime::contract::Subject;
use elenco_runtime::{
    CallScope, Grants, LimitOverrides, LoadRequest, PluginSource, Runtime, RuntimeConfig, Slot,
};
use secrecy::{SecretBox, SecretString};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(component), Some(compiler)) = (arguments.next(), arguments.next()) else {
        return Err("give the component and the compiler".into());
    };
    let calls: usize = arguments.next().map_or(Ok(10_000), |calls| calls.parse())?;
    let cache = std::env::temp_dir().join("elenco-policy-latency");
    let key = SecretBox::new(Box::new([0; 32]));
    let runtime = Runtime::start(RuntimeConfig::new(cache, key, PathBuf::from(compiler)))?;
    let loading = Instant::now();
    runtime.load(LoadRequest {
        name: "policy".to_owned(),
        identity: "policy".to_owned(),
        source: PluginSource::Path(component.into()),
        digest_pin: None,
        grants: Grants::none(),
        limits: LimitOverrides::default(),
    });
    let plugin = match runtime.plugin("policy") {
        Some(Slot::Ready(plugin)) => plugin,
        Some(Slot::Failed(failure)) => return Err(failure.to_string().into()),
        None => return Err("it is not in the registry".into()),
    };
    println!("loaded in {:?}", loading.elapsed());
    let scope = CallScope { tenant: "bench".to_owned(), settings: "{}".into(), sealed: true, cancel: None };
    let subject = Subject {
        username: "ana.nunez".to_owned(),
        email: "ana@example.org".to_owned(),
        names: vec!["Ana".to_owned(), "Núñez".to_owned()],
        context: vec!["Elenco".to_owned()],
    };
    let candidate = SecretString::from("correct horse battery");
    let mut times = Vec::with_capacity(calls);
    for _ in 0..calls {
        let began = Instant::now();
        plugin.call(scope.clone())?.evaluate(&candidate, &subject)?;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or(Duration::ZERO);
    println!("fresh instance and evaluate: p50 {:?}, p99 {:?}, of {calls} calls", at(50), at(99));
    println!("{:?}", plugin.statistics());
    Ok(())
}
