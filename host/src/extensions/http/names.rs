//! Turns the name of a host into addresses, once for each request, and lets only checked ones through.
//!
//! The connection is made to the addresses that were checked, so a name server that answers differently the second time
//! gains nothing.
use std::fmt;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::addresses::{Exception, is_public};

/// Look-ups on their way at one time. The operating system's cannot be called off, so those that hang are counted.
const LOOK_UPS: usize = 64;

/// Addresses of one name that are tried.
const ADDRESSES: usize = 16;

/// Looks up names.
pub trait Names: Send + Sync + 'static {
    /// The addresses of a host; an address in numbers is its own. May block.
    ///
    /// # Errors
    /// When there is no such name, or nobody to ask.
    fn look_up(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>>;
}

/// The operating system's look-up.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemNames;

impl Names for SystemNames {
    fn look_up(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        Ok((bare, port).to_socket_addrs()?.collect())
    }
}

/// A name that leads, among others, to an address that is not public.
#[derive(Debug, thiserror::Error)]
#[error("an address that is not public")]
pub(super) struct NotPublic;

/// Looks up and checks.
#[derive(Clone)]
pub(super) struct CheckedNames {
    pub(super) names: Arc<dyn Names>,
    pub(super) exceptions: Vec<Exception>,
    pub(super) under_way: Arc<AtomicUsize>,
}

impl fmt::Debug for CheckedNames {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("CheckedNames").field("exceptions", &self.exceptions).finish_non_exhaustive()
    }
}

impl CheckedNames {
    /// All addresses of a name must be allowed: one that is not shows that the name is not meant for us.
    fn check(&self, addresses: &[SocketAddr]) -> Result<(), NotPublic> {
        let allowed = |address: &SocketAddr| {
            is_public(address.ip()) || self.exceptions.iter().any(|exception| exception.covers(*address))
        };
        if addresses.iter().all(allowed) { Ok(()) } else { Err(NotPublic) }
    }

    fn look_up(&self, host: String, port: u16, patience: Duration) -> io::Result<Vec<SocketAddr>> {
        if self.under_way.fetch_add(1, Ordering::Relaxed) >= LOOK_UPS {
            self.under_way.fetch_sub(1, Ordering::Relaxed);
            return Err(io::Error::new(io::ErrorKind::WouldBlock, "too many names are being looked up"));
        }
        let (names, under_way) = (Arc::clone(&self.names), Arc::clone(&self.under_way));
        let (tell, told) = mpsc::sync_channel(1);
        std::thread::spawn(move || {
            let found = names.look_up(&host, port);
            under_way.fetch_sub(1, Ordering::Relaxed);
            // Nobody listens any more when it took too long.
            let _late = tell.send(found);
        });
        told.recv_timeout(patience).unwrap_or_else(|_| {
            Err(io::Error::new(io::ErrorKind::TimedOut, "the name was not found in time"))
        })
    }
}

impl Resolver for CheckedNames {
    fn resolve(
        &self,
        uri: &Uri,
        _: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().ok_or(ureq::Error::HostNotFound)?.to_owned();
        let usual = if uri.scheme_str() == Some("http") { 80 } else { 443 };
        let port = uri.port_u16().unwrap_or(usual);
        let found = self.look_up(host, port, *timeout.after).map_err(|error| match error.kind() {
            io::ErrorKind::TimedOut => ureq::Error::Timeout(timeout.reason),
            io::ErrorKind::WouldBlock => ureq::Error::Io(error),
            _ => ureq::Error::HostNotFound,
        })?;
        self.check(&found).map_err(|refused| ureq::Error::Other(Box::new(refused)))?;
        if found.is_empty() {
            return Err(ureq::Error::HostNotFound);
        }
        let mut addresses = self.empty();
        for address in found.into_iter().take(ADDRESSES) {
            addresses.push(SocketAddr::new(address.ip(), port));
        }
        Ok(addresses)
    }
}
