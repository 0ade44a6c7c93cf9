//! Host functions of version 0.1 other than files. Each asks the state whether the call may have it.

use std::sync::Arc;

use wasmtime::Result;
use wasmtime::component::Resource;

use super::http;
use super::wit::types::{Error, InvalidValue};
use super::wit::{clock, key_value, log, random, settings, types};
use crate::http_body::Body;
use crate::key_value::View;
use crate::limits::{HTTP_HEAD_BYTES, HTTP_OPEN, HTTP_REQUEST_BYTES, HTTP_REQUESTS, MAX_RANDOM_BYTES};
use crate::log::LogLevel;
use crate::providers::{HttpRequest, HttpResponse};
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

    /// Does something with the store of the call's plugin and tenant.
    fn store<T>(&mut self, run: impl FnOnce(&mut View<'_>) -> Answer<T>) -> Answer<T> {
        let store = self.outside("key-value", self.shared.powers.key_value.as_ref())?;
        let scope = self.plugin_scope();
        run(&mut View { store: &*store, scope: &scope, changes: &mut self.key_values })
    }
}

impl key_value::Host for State {
    fn get(&mut self, key: String) -> Result<Answer<Option<Vec<u8>>>> {
        self.aside(|state| state.store(|store| store.get(&key)))
    }

    fn get_text(&mut self, key: String) -> Result<Answer<Option<String>>> {
        let not_text = || {
            let message = "not UTF-8".to_owned();
            Error::Invalid(InvalidValue { field: "value".to_owned(), message })
        };
        let value = self.aside(|state| state.store(|store| store.get(&key)))?;
        Ok(value.and_then(|value| value.map(String::from_utf8).transpose().map_err(|_| not_text())))
    }

    fn set(&mut self, key: String, value: Vec<u8>) -> Result<Answer<()>> {
        self.aside(|state| state.store(|store| store.set(key, value)))
    }

    fn set_text(&mut self, key: String, value: String) -> Result<Answer<()>> {
        self.aside(|state| state.store(|store| store.set(key, value.into_bytes())))
    }

    fn delete(&mut self, key: String) -> Result<Answer<()>> {
        self.aside(|state| state.store(|store| store.delete(key)))
    }

    fn keys(&mut self, prefix: String) -> Result<Answer<Vec<String>>> {
        self.aside(|state| state.store(|store| store.keys(&prefix)))
    }
}

impl State {
    /// Sends a request, within the limits on its size and on the number of them.
    fn request(&mut self, request: http::Request) -> Answer<HttpResponse> {
        let client = self.outside("http", self.shared.powers.http.as_ref())?;
        if self.rehearsed && !matches!(request.method.as_str(), "GET" | "HEAD") {
            return Err(Error::Denied("http: a version on trial sends GET and HEAD only".to_owned()));
        }
        let limit = |what: &str, most: usize| Err(Error::Limit(format!("http: {what}, at most {most}")));
        let lines = request.headers.iter().map(|header| header.name.len() + header.value.len() + 4);
        if request.method.len() + request.url.len() + lines.sum::<usize>() > HTTP_HEAD_BYTES {
            return limit("bytes of the address and the headers", HTTP_HEAD_BYTES);
        }
        let body = request.body.map(|body| match body {
            http::Payload::Bytes(bytes) => bytes,
            http::Payload::Text(text) => text.into_bytes(),
        });
        if body.as_ref().is_some_and(|body| body.len() > HTTP_REQUEST_BYTES) {
            return limit("bytes of a request", HTTP_REQUEST_BYTES);
        }
        if self.http_open >= HTTP_OPEN {
            return limit("open answers; drop the ones that were read", HTTP_OPEN as usize);
        }
        let Some(left) = self.requests_left.checked_sub(1) else {
            return limit("requests of one call", HTTP_REQUESTS as usize);
        };
        self.requests_left = left;
        let headers = request.headers.into_iter().map(|header| (header.name, header.value)).collect();
        let request = HttpRequest { method: request.method, url: request.url, headers, body };
        client.send(&self.plugin_scope(), &self.shared.http_hosts, request)
    }

    /// A body that is being read, unless a secret came in the meantime.
    fn body(&mut self, body: &Resource<Body>) -> Result<Answer<&mut Body>> {
        self.watch.check_cancelled()?;
        if self.log.is_sealed() {
            return Ok(Err(Error::Denied("http".to_owned())));
        }
        Ok(Ok(self.table.get_mut(body)?))
    }
}

impl http::Host for State {
    fn send(&mut self, request: http::Request) -> Result<Answer<http::Response>> {
        self.watch.check_cancelled()?;
        let response = match self.aside(|state| state.request(request))? {
            Ok(response) => response,
            Err(error) => return Ok(Err(error)),
        };
        let headers =
            response.headers.into_iter().map(|(name, value)| http::Header { name, value }).collect();
        let body = self.table.push(Body::new(response.body))?;
        self.http_open += 1;
        Ok(Ok(http::Response { status: response.status, headers, body }))
    }
}

impl http::HostBody for State {
    fn read(&mut self, body: Resource<Body>, max: u32) -> Result<Answer<Vec<u8>>> {
        self.aside(|state| Ok(state.body(&body)?.and_then(|body| body.read(max))))?
    }

    fn read_text(&mut self, body: Resource<Body>, max: u32) -> Result<Answer<String>> {
        self.aside(|state| Ok(state.body(&body)?.and_then(|body| body.read_text(max))))?
    }

    fn drop(&mut self, body: Resource<Body>) -> Result<()> {
        self.table.delete(body)?;
        self.http_open = self.http_open.saturating_sub(1);
        Ok(())
    }
}
