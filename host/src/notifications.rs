//! What the bell tells: work that goes on, that is done, that went wrong.
pub mod handlers;
pub mod model;
pub mod queries;
pub mod service;
pub mod views;

use elenco_db::{TenantId, UserId};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::TryRecvError;

/// Rings that an open page may miss before it looks at everything again.
const RINGS: usize = 256;

/// Tells the open pages of this process that notifications of somebody changed. Pages of other processes find out by
/// themselves, a little later.
#[derive(Debug, Clone)]
pub struct Bell {
    rings: broadcast::Sender<(TenantId, UserId)>,
}

impl Default for Bell {
    fn default() -> Self {
        Self { rings: broadcast::channel(RINGS).0 }
    }
}

impl Bell {
    /// Call it after the transaction that changed a notification or the progress that it shows.
    pub fn ring(&self, tenant: TenantId, user: UserId) {
        // Nobody listens when no page is open, which is no fault.
        let _ = self.rings.send((tenant, user));
    }

    /// Hears the rings for one person.
    pub fn listen(&self, tenant: TenantId, user: UserId) -> Listener {
        Listener { rings: self.rings.subscribe(), whom: (tenant, user) }
    }
}

/// Hears the rings for one person.
#[derive(Debug)]
pub struct Listener {
    rings: broadcast::Receiver<(TenantId, UserId)>,
    whom: (TenantId, UserId),
}

impl Listener {
    /// Forgets the rings that are already waiting: one look answers them all.
    pub fn forget_missed(&mut self) {
        while !matches!(self.rings.try_recv(), Err(TryRecvError::Empty | TryRecvError::Closed)) {}
    }

    /// Until the next ring for this person, or until so many were missed that there may have been one. False when the
    /// bell is gone.
    pub async fn heard(&mut self) -> bool {
        loop {
            match self.rings.recv().await {
                Ok(whom) if whom == self.whom => return true,
                Ok(_) => {}
                Err(broadcast::error::RecvError::Lagged(_)) => return true,
                Err(broadcast::error::RecvError::Closed) => return false,
            }
        }
    }
}
