//! Host functions of version 0.1 other than files. Each asks the state whether the call may have it.

use std::sync::Arc;

use wasmtime::Result;

use super::wit::types::Error;
use super::wit::{clock, http, key_value, log, random, settings, types};
use crate::limits::MAX_RANDOM_BYTES;
use crate::log::LogLevel;
use crate::providers::{HttpProvider, HttpRequest, KeyValueProvider};
use crate::state::State;

type Answer<T> = std::result::Result<T, Error>;

impl types::Host for State {}

impl log::Host for State {
    fn write(&mut self, level: log::Level, message: String) -> Result<()> {
        let level = match level {
            log::Level::Debug => LogLevel::Debug,
            log::Level::Info => LogLevel::Info,
            log::Level::Warn => LogLevel::Warn,
            log::Level::Error => LogLevel::Error,
        };
        self.log.write(level, &message);
        Ok(())
    }
}

impl settings::Host for State {
    fn read(&mut self) -> Result<String> {
        Ok(self.settings.to_string())
    }
}

impl clock::Host for State {
    fn now(&mut self) -> Result<u64> {
        Ok((self.shared.powers.now)())
    }
}

impl random::Host for State {
    fn bytes(&mut self, count: u32) -> Result<Vec<u8>> {
        let mut bytes = vec![0; u64::from(count).min(MAX_RANDOM_BYTES) as usize];
        (self.shared.powers.entropy)(&mut bytes);
        Ok(bytes)
    }
}

impl State {
    /// A capability that reaches outside: never while a secret is in the guest, and not without someone who
    /// provides it.
    fn outside<T: ?Sized>(&self, name: &str, provider: Option<&Arc<T>>) -> Answer<Arc<T>> {
        if self.log.is_sealed() {
            return Err(Error::Denied(name.to_owned()));
        }
        provider.cloned().ok_or_else(|| Error::Unsupported(name.to_owned()))
    }

    fn key_value(&self) -> Answer<Arc<dyn KeyValueProvider>> {
        self.outside("key-value", self.shared.powers.key_value.as_ref())
    }

    fn http(&self) -> Answer<Arc<dyn HttpProvider>> {
        self.outside("http", self.shared.powers.http.as_ref())
    }
}

impl key_value::Host for State {
    fn get(&mut self, key: String) -> Result<Answer<Option<Vec<u8>>>> {
        Ok(self.key_value().and_then(|store| store.get(&self.plugin_scope(), &key)))
    }

    fn set(&mut self, key: String, value: Vec<u8>) -> Result<Answer<()>> {
        Ok(self.key_value().and_then(|store| store.set(&self.plugin_scope(), &key, value)))
    }

    fn delete(&mut self, key: String) -> Result<Answer<()>> {
        Ok(self.key_value().and_then(|store| store.delete(&self.plugin_scope(), &key)))
    }
}

impl http::Host for State {
    fn send(&mut self, request: http::Request) -> Result<Answer<http::Response>> {
        let headers = request.headers.into_iter().map(|header| (header.name, header.value)).collect();
        let request = HttpRequest { method: request.method, url: request.url, headers, body: request.body };
        let answer = self.http().and_then(|client| client.send(&self.plugin_scope(), request));
        Ok(answer.map(|response| http::Response {
            status: response.status,
            headers: response.headers.into_iter().map(|(name, value)| http::Header { name, value }).collect(),
            body: response.body,
        }))
    }
}
