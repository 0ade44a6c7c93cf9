//! Requests that plugins want to have sent: only to the hosts that were granted, and never into our own network.
//!
//! Every request, and every step of a redirect, passes the same gates: the host is among the plugin's grants (see
//! [`hosts`]) and within the operator's, plain http only where the operator allows it, the host is not being left alone
//! after failures ([`breaker`]), and every address of its name is public ([`addresses`]); the connection is made to the
//! addresses that were looked at ([`names`]). There are no cookies, no proxies, and no connection is used twice.
mod addresses;
mod body;
mod breaker;
mod headers;
mod hosts;
mod names;
mod sending;
#[cfg(test)]
pub(crate) mod tests;
mod turns;

use std::sync::Arc;

use elenco_db::{Instant, TenantId};
use elenco_runtime::contract::{GuestError, InvalidValue};
use elenco_runtime::{HttpProvider, HttpRequest, HttpResponse, PluginScope};
use secrecy::SecretString;
use ureq::http::{Method, Response, StatusCode, header};

use crate::clock::Clock;
use crate::config::PluginHttpConfig;
use body::{Body, Redacted};
use breaker::{Breaker, FAILURES, Leave};
use headers::{Headers, names_a_secret};
use hosts::{BadTarget, Target};
pub use names::{Names, SystemNames};
use sending::Sender;
use turns::{Turn, Turns};

/// Knows the secrets in the settings of plugins.
pub trait Secrets: Send + Sync + 'static {
    /// The secret of this name that the tenant's administrator gave to the plugin. May block.
    ///
    /// # Errors
    /// `unavailable` when the database does not answer.
    fn reveal(&self, tenant: TenantId, plugin: &str, name: &str) -> Result<Option<SecretString>, GuestError>;
}

/// Where no plugin has a secret.
#[derive(Debug, Clone, Copy)]
pub struct NoSecrets;

impl Secrets for NoSecrets {
    fn reveal(&self, _: TenantId, _: &str, _: &str) -> Result<Option<SecretString>, GuestError> {
        Ok(None)
    }
}

/// Sends requests of plugins.
pub struct PluginHttp {
    config: PluginHttpConfig,
    sender: Sender,
    breaker: Arc<Breaker>,
    turns: Arc<Turns>,
    secrets: Arc<dyn Secrets>,
    clock: Arc<dyn Clock>,
}

/// A request on its way through redirects.
struct Journey {
    method: Method,
    target: Target,
    headers: Headers,
    body: Option<Vec<u8>>,
}

fn invalid(field: &str, message: impl Into<String>) -> GuestError {
    GuestError::Invalid(InvalidValue { field: field.to_owned(), message: message.into() })
}

fn denied(what: impl std::fmt::Display) -> GuestError {
    GuestError::Denied(format!("http: {what}"))
}

impl PluginHttp {
    /// # Errors
    /// Says which exception in the configuration is not an address.
    pub fn new(
        config: &PluginHttpConfig,
        names: Arc<dyn Names>,
        secrets: Arc<dyn Secrets>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, String> {
        Ok(Self {
            config: config.clone(),
            sender: Sender::new(config, names)?,
            breaker: Breaker::new(Arc::clone(&clock)),
            turns: Arc::default(),
            secrets,
            clock,
        })
    }

    /// Whether a request may go there at all.
    fn admit(&self, target: &Target, grants: &[String]) -> Result<(), GuestError> {
        if !target.is_covered_by(grants) {
            return Err(denied(format_args!("{} is not among the granted hosts", target.place())));
        }
        if !self.config.hosts.is_empty() && !target.is_covered_by(&self.config.hosts) {
            return Err(denied(format_args!("the operator does not allow {}", target.place())));
        }
        if target.is_plain() && !target.is_covered_by(&self.config.plain_hosts) {
            return Err(denied(format_args!("{} is asked by https only", target.place())));
        }
        Ok(())
    }

    fn target(address: Result<Target, BadTarget>) -> Result<Target, GuestError> {
        address.map_err(|bad| match bad {
            BadTarget::NotAnAddress => invalid("url", "this is not an absolute address"),
            BadTarget::Scheme => denied("addresses begin with https://"),
            BadTarget::Credentials => denied("no user names or passwords in addresses; use a header"),
        })
    }

    fn journey(
        &self,
        scope: &PluginScope,
        grants: &[String],
        request: HttpRequest,
    ) -> Result<Journey, GuestError> {
        let method = match request.method.as_str() {
            "GET" => Method::GET,
            "HEAD" => Method::HEAD,
            "POST" => Method::POST,
            "PUT" => Method::PUT,
            "PATCH" => Method::PATCH,
            "DELETE" => Method::DELETE,
            other => return Err(GuestError::Unsupported(format!("http: method `{}`", other.escape_debug()))),
        };
        let takes_body = matches!(method, Method::POST | Method::PUT | Method::PATCH);
        let body = match request.body {
            Some(body) if body.len() as u64 > self.config.request_bytes => {
                let most = self.config.request_bytes;
                return Err(GuestError::Limit(format!("http request body: at most {most} bytes")));
            }
            Some(body) if names_a_secret(&body) => {
                return Err(denied("secrets go into headers, not into bodies"));
            }
            Some(body) if takes_body => Some(body),
            Some(body) if !body.is_empty() => return Err(invalid("body", format!("{method} has no body"))),
            _ => takes_body.then(Vec::new),
        };
        if names_a_secret(request.url.as_bytes()) {
            return Err(denied("secrets go into headers, not into addresses"));
        }
        let target = Self::target(Target::parse(&request.url))?;
        self.admit(&target, grants)?;
        // Only now, so that no secret is opened for a request that is refused anyway.
        let headers = Headers::of(&request.headers, scope, &*self.secrets)?;
        Ok(Journey { method, target, headers, body })
    }

    /// Milliseconds of the whole time that are left.
    fn left(&self, begun: Instant) -> Option<u64> {
        let passed = self.clock.now().timestamp_millis() - begun.timestamp_millis();
        self.config.total_ms.checked_sub(u64::try_from(passed).unwrap_or(0)).filter(|left| *left > 0)
    }

    fn travel(
        &self,
        scope: &PluginScope,
        grants: &[String],
        mut journey: Journey,
    ) -> Result<(Response<ureq::Body>, Journey, Leave), GuestError> {
        let begun = self.clock.now();
        for hop in 0..=self.config.redirects {
            let place = journey.target.place();
            let mut leave = self.breaker.enter(&scope.tenant, &place).map_err(|seconds| {
                GuestError::Unavailable(format!(
                    "{place} has failed {FAILURES} times in a row; it is asked again in {seconds} s"
                ))
            })?;
            let Some(left) = self.left(begun) else {
                leave.unused();
                return Err(sending::took_too_long(&place, self.config.total_ms));
            };
            // The first step keeps to the sender's own limit of the whole time.
            let left = (hop > 0).then_some(left);
            let response = match self.sender.send(&journey, left) {
                Ok(response) => response,
                Err(refused @ (GuestError::Denied(_) | GuestError::Invalid(_))) => {
                    leave.unused();
                    return Err(refused);
                }
                Err(failed) => {
                    leave.failed();
                    return Err(failed);
                }
            };
            match next_address(&journey.target, &response) {
                None => return Ok((response, journey, leave)),
                Some(address) => journey.turn(response.status(), Self::target(address)?),
            }
            self.admit(&journey.target, grants)?;
        }
        Err(GuestError::Limit(format!("http redirects: at most {}", self.config.redirects)))
    }

    fn answer(
        &self,
        response: Response<ureq::Body>,
        journey: &Journey,
        leave: Leave,
        turn: Turn,
    ) -> Result<HttpResponse, GuestError> {
        let most = self.config.response_bytes;
        if journey.method != Method::HEAD
            && response.body().content_length().is_some_and(|length| length > most)
        {
            return Err(body::too_large(most));
        }
        let status = response.status().as_u16();
        let headers = journey.headers.answer(response.headers());
        let inner = response.into_body().into_with_config().limit(u64::MAX).reader();
        let body = Body { inner, left: most, most, leave, _turn: turn };
        let redactions = journey.headers.redactions();
        let body: Box<dyn std::io::Read + Send> =
            if redactions.is_empty() { Box::new(body) } else { Box::new(Redacted::new(body, redactions)) };
        Ok(HttpResponse { status, headers, body })
    }
}

/// Where an answer sends us, if it does.
fn next_address(from: &Target, response: &Response<ureq::Body>) -> Option<Result<Target, BadTarget>> {
    let redirects = [
        StatusCode::MOVED_PERMANENTLY,
        StatusCode::FOUND,
        StatusCode::SEE_OTHER,
        StatusCode::TEMPORARY_REDIRECT,
        StatusCode::PERMANENT_REDIRECT,
    ];
    if !redirects.contains(&response.status()) {
        return None;
    }
    let location = response.headers().get(header::LOCATION)?;
    let joined = location.to_str().ok().and_then(|location| from.url.join(location).ok());
    Some(joined.ok_or(BadTarget::NotAnAddress).and_then(Target::of))
}

impl Journey {
    /// Turns towards another address, as browsers do: 303 asks with GET, and so do 301 and 302 after POST.
    fn turn(&mut self, status: StatusCode, target: Target) {
        let becomes_get = match status {
            StatusCode::SEE_OTHER => self.method != Method::HEAD,
            StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => self.method == Method::POST,
            _ => false,
        };
        if becomes_get {
            self.method = Method::GET;
            self.body = None;
            self.headers.forget_body();
        }
        if !self.target.same_origin(&target) {
            self.headers.forget_confidential();
        }
        self.target = target;
    }
}

impl HttpProvider for PluginHttp {
    fn send(
        &self,
        scope: &PluginScope,
        hosts: &[String],
        request: HttpRequest,
    ) -> Result<HttpResponse, GuestError> {
        let journey = self.journey(scope, hosts, request)?;
        let at_once = self.config.at_once;
        let turn = self
            .turns
            .enter(&scope.tenant, at_once)
            .ok_or_else(|| GuestError::Limit(format!("http requests at one time: at most {at_once}")))?;
        let (response, journey, leave) = self.travel(scope, hosts, journey)?;
        self.answer(response, &journey, leave, turn)
    }
}
