//! One request and the head of its answer.
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use elenco_runtime::contract::{GuestError, InvalidValue};
use ureq::config::Config;
use ureq::http::{Request, Response, request};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Timeout};

use super::hosts::Target;
use super::names::{CheckedNames, Names, NotPublic};
use super::{Journey, denied};
use crate::config::PluginHttpConfig;

/// Most bytes of the head of an answer.
const MAX_HEAD_BYTES: usize = 32 << 10;

/// The client below: its limits, its trust, its look-up of names.
pub(super) struct Sender {
    config: PluginHttpConfig,
    names: CheckedNames,
    /// Made when a plugin first sends something: reading the system's authorities takes its time.
    agent: OnceLock<Agent>,
}

pub(super) fn took_too_long(place: &str, milliseconds: u64) -> GuestError {
    GuestError::Unavailable(format!("{place} did not answer within {milliseconds} ms"))
}

impl Sender {
    pub(super) fn new(config: &PluginHttpConfig, names: Arc<dyn Names>) -> Result<Self, String> {
        let exceptions = config.allow_private.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
        let names = CheckedNames { names, exceptions, under_way: Arc::default() };
        Ok(Self { config: config.clone(), names, agent: OnceLock::new() })
    }

    fn agent(&self) -> &Agent {
        self.agent.get_or_init(|| {
            let duration = |milliseconds| Some(Duration::from_millis(milliseconds));
            let config = Config::builder()
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .proxy(None)
                .tls_config(tls())
                .user_agent(concat!("Elenco/", env!("CARGO_PKG_VERSION")))
                .max_response_header_size(MAX_HEAD_BYTES)
                // A connection that is kept would be reached without looking at its address again.
                .max_idle_connections(0)
                .timeout_resolve(duration(self.config.connect_ms))
                .timeout_connect(duration(self.config.connect_ms))
                .timeout_recv_response(duration(self.config.first_byte_ms))
                .timeout_global(duration(self.config.total_ms))
                .build();
            Agent::with_parts(config, DefaultConnector::default(), self.names.clone())
        })
    }

    /// Sends one request; `left` milliseconds are left of the whole time, when some of it is used up.
    pub(super) fn send(&self, journey: &Journey, left: Option<u64>) -> Result<Response<Body>, GuestError> {
        let target = &journey.target;
        let mut request = Request::builder().method(journey.method.clone()).uri(target.url.as_str());
        for (name, value) in journey.headers.lines() {
            request = request.header(name, value);
        }
        let sent = match &journey.body {
            Some(body) => self.run(target, request, body, left)?,
            None => self.run(target, request, (), left)?,
        };
        sent.map_err(|error| self.told(target, &error))
    }

    fn run<B: ureq::AsSendBody>(
        &self,
        target: &Target,
        request: request::Builder,
        body: B,
        left: Option<u64>,
    ) -> Result<Result<Response<Body>, ureq::Error>, GuestError> {
        let bad = || {
            let message = "this is not an address that can be sent".to_owned();
            GuestError::Invalid(InvalidValue { field: "url".to_owned(), message })
        };
        let request = request.body(body).map_err(|_| bad())?;
        // Two readers of addresses must agree on the host, or the check was for another one.
        if request.uri().host() != Some(&target.host) {
            return Err(bad());
        }
        let agent = self.agent();
        Ok(match left {
            None => agent.run(request),
            Some(left) => {
                let limited = agent.configure_request(request);
                agent.run(limited.timeout_global(Some(Duration::from_millis(left))).build())
            }
        })
    }

    /// What a plugin is told of a failure: what happened, and nothing of what the network looks like from inside.
    fn told(&self, target: &Target, error: &ureq::Error) -> GuestError {
        let place = target.place();
        let unavailable = |what: &str| GuestError::Unavailable(format!("{place} {what}"));
        match error {
            ureq::Error::Other(refused) if refused.is::<NotPublic>() => {
                denied(format_args!("{place} leads to an address that is not public"))
            }
            ureq::Error::HostNotFound => unavailable("is not a name that leads anywhere"),
            ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
                took_too_long(&place, self.config.connect_ms)
            }
            ureq::Error::Timeout(Timeout::RecvResponse) => took_too_long(&place, self.config.first_byte_ms),
            ureq::Error::Timeout(_) => took_too_long(&place, self.config.total_ms),
            ureq::Error::Rustls(_) | ureq::Error::Tls(_) | ureq::Error::TlsRequired => {
                unavailable("cannot be trusted: its certificate or its TLS is not in order")
            }
            ureq::Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) => {
                unavailable("cannot be trusted: its certificate or its TLS is not in order")
            }
            ureq::Error::LargeResponseHeader(..) => {
                GuestError::Limit(format!("http response headers: at most {MAX_HEAD_BYTES} bytes"))
            }
            ureq::Error::Protocol(_) | ureq::Error::Http(_) => unavailable("did not answer in HTTP"),
            _ => unavailable("cannot be reached"),
        }
    }
}

fn tls() -> TlsConfig {
    let found = rustls_native_certs::load_native_certs();
    for error in &found.errors {
        tracing::warn!(%error, "some of the operating system's certificate authorities cannot be read");
    }
    let roots = found.certs.iter().map(|certificate| Certificate::from_der(certificate).to_owned());
    TlsConfig::builder()
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .root_certs(RootCerts::from(roots))
        .build()
}
