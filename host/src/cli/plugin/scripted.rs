//! A world that a test case describes: answers of `http` by script, a clock that stands still, numbers that are the
//! same every time, a store that begins empty.
use std::collections::{BTreeMap, VecDeque};
use std::io::Cursor;
use std::sync::{Mutex, MutexGuard, PoisonError};

use elenco_authoring::cases::Exchange;
use elenco_runtime::contract::GuestError;
use elenco_runtime::{HttpProvider, HttpRequest, HttpResponse, KeyValueProvider, PluginScope, Usage};

/// The time in test cases: 2026-01-01T00:00:00Z.
pub(super) const NOW_MS: u64 = 1_767_225_600_000;

/// The "random" bytes in test cases.
pub(super) fn fill(bytes: &mut [u8]) {
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = (at % 251) as u8;
    }
}

/// Answers to requests, in order.
#[derive(Default)]
pub(super) struct Script(Mutex<Scene>);

#[derive(Default)]
struct Scene {
    left: VecDeque<Exchange>,
    wrong: Vec<String>,
}

impl Script {
    fn lock(&self) -> MutexGuard<'_, Scene> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a case.
    pub(super) fn begin(&self, exchanges: Vec<Exchange>) {
        *self.lock() = Scene { left: exchanges.into(), wrong: Vec::new() };
    }

    /// Ends a case: what was asked otherwise than the script says, or never.
    pub(super) fn end(&self) -> Vec<String> {
        let scene = std::mem::take(&mut *self.lock());
        let unsent = scene.left.iter().map(|next| format!("http: {} {} was not sent", next.method, next.url));
        scene.wrong.iter().cloned().chain(unsent).collect()
    }
}

impl HttpProvider for Script {
    fn send(
        &self,
        _scope: &PluginScope,
        _hosts: &[String],
        request: HttpRequest,
    ) -> Result<HttpResponse, GuestError> {
        let mut scene = self.lock();
        let Some(next) = scene.left.pop_front() else {
            return Err(GuestError::Unavailable("the case has no answer to this request".to_owned()));
        };
        if (&next.method, &next.url) != (&request.method, &request.url) {
            let sent = format!("{} {}", request.method, request.url);
            scene.wrong.push(format!("http: expected {} {}, came {sent}", next.method, next.url));
            return Err(GuestError::Unavailable("the case expects another request".to_owned()));
        }
        Ok(HttpResponse {
            status: next.status,
            headers: next.headers.into_iter().collect(),
            body: Box::new(Cursor::new(next.text.into_bytes())),
        })
    }
}

/// A store in memory, for each tenant its own.
#[derive(Default)]
pub(super) struct Store(Mutex<BTreeMap<(String, String), Vec<u8>>>);

impl Store {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<(String, String), Vec<u8>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeyValueProvider for Store {
    fn get(&self, scope: &PluginScope, key: &str) -> Result<Option<Vec<u8>>, GuestError> {
        Ok(self.lock().get(&(scope.tenant.to_string(), key.to_owned())).cloned())
    }

    fn keys(&self, scope: &PluginScope, prefix: &str) -> Result<Vec<String>, GuestError> {
        let values = self.lock();
        let own = values.keys().filter(|(tenant, key)| **tenant == *scope.tenant && key.starts_with(prefix));
        Ok(own.map(|(_, key)| key.clone()).collect())
    }

    fn usage(&self, scope: &PluginScope) -> Result<Usage, GuestError> {
        let values = self.lock();
        let own = values.iter().filter(|((tenant, _), _)| **tenant == *scope.tenant);
        let bytes = |usage: Usage, ((_, key), value): (&(String, String), &Vec<u8>)| Usage {
            keys: usage.keys + 1,
            bytes: usage.bytes + (key.len() + value.len()) as u64,
        };
        Ok(own.fold(Usage::default(), bytes))
    }

    fn commit(&self, scope: &PluginScope, changes: Vec<(String, Option<Vec<u8>>)>) -> Result<(), GuestError> {
        let mut values = self.lock();
        for (key, value) in changes {
            let key = (scope.tenant.to_string(), key);
            match value {
                Some(value) => values.insert(key, value),
                None => values.remove(&key),
            };
        }
        Ok(())
    }
}
