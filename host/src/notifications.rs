//! What the bell tells: work that goes on, that is done, that went wrong.
pub mod handlers;
pub mod model;
pub mod queries;
pub mod service;
pub mod views;

use elenco_db::{TenantId, UserId};
use tokio::sync::broadcast::error::TryRecvError;
use tokio::sync::{broadcast, watch};

/// Rings that an open page may miss before it looks at everything again.
const RINGS: usize = 256;

/// Tells the open pages of this process that notifications of somebody changed. Pages of other processes find out by
/// themselves, a little later.
#[derive(Debug, Clone)]
pub struct Bell {
    rings: broadcast::Sender<(TenantId, UserId)>,
    closed: watch::Sender<bool>,
}

impl Default for Bell {
    fn default() -> Self {
        Self { rings: broadcast::channel(RINGS).0, closed: watch::channel(false).0 }
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
        Listener { rings: self.rings.subscribe(), closed: self.closed.subscribe(), whom: (tenant, user) }
    }

    /// Ends the streams of all open pages. A server that waits for its last answer before it stops would otherwise
    /// wait for as long as somebody has a page open.
    pub fn close(&self) {
        self.closed.send_replace(true);
    }
}

/// Hears the rings for one person.
#[derive(Debug)]
pub struct Listener {
    rings: broadcast::Receiver<(TenantId, UserId)>,
    closed: watch::Receiver<bool>,
    whom: (TenantId, UserId),
}

impl Listener {
    /// Forgets the rings that are already waiting: one look answers them all.
    pub fn forget_missed(&mut self) {
        while !matches!(self.rings.try_recv(), Err(TryRecvError::Empty | TryRecvError::Closed)) {}
    }

    /// Until the next ring for this person, or until so many were missed that there may have been one. False when the
    /// bell is closed or gone.
    pub async fn heard(&mut self) -> bool {
        let Self { rings, closed, whom } = self;
        let ring = async {
            loop {
                match rings.recv().await {
                    Ok(rung) if rung == *whom => return true,
                    Ok(_) => {}
                    Err(broadcast::error::RecvError::Lagged(_)) => return true,
                    Err(broadcast::error::RecvError::Closed) => return false,
                }
            }
        };
        tokio::select! {
            biased;
            _ = closed.wait_for(|closed| *closed) => false,
            rang = ring => rang,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn somebody(number: u128) -> (TenantId, UserId) {
        (TenantId::from_uuid(Uuid::from_u128(number)), UserId::from_uuid(Uuid::from_u128(number)))
    }

    #[tokio::test]
    async fn a_ring_is_heard_by_whom_it_is_for_even_when_many_were_missed() {
        let bell = Bell::default();
        let ((tenant, user), other) = (somebody(1), somebody(2));
        let mut listener = bell.listen(tenant, user);
        bell.ring(other.0, other.1);
        bell.ring(tenant, user);
        assert!(listener.heard().await);
        assert!(
            matches!(listener.rings.try_recv(), Err(TryRecvError::Empty)),
            "the other's ring was passed over"
        );
        for _ in 0..=RINGS {
            bell.ring(other.0, other.1);
        }
        assert!(listener.heard().await, "one of those that were missed may have been ours");
        bell.ring(tenant, user);
        listener.forget_missed();
        assert!(matches!(listener.rings.try_recv(), Err(TryRecvError::Empty)));
    }

    #[tokio::test]
    async fn a_closed_bell_lets_every_listener_go() {
        let bell = Bell::default();
        let (tenant, user) = somebody(1);
        let mut before = bell.listen(tenant, user);
        bell.ring(tenant, user);
        bell.close();
        assert!(!before.heard().await);
        assert!(!bell.listen(tenant, user).heard().await, "one that comes too late too");
    }
}
