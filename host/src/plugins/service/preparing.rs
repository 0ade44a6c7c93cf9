//! Which versions this server compiles at the moment.
use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use elenco_db::PluginVersionId;
use tokio::sync::Notify;

/// The versions that are being compiled. Cheap to clone.
#[derive(Clone, Default)]
pub struct Preparing(Arc<Inner>);

#[derive(Default)]
struct Inner {
    versions: Mutex<HashSet<PluginVersionId>>,
    ended: Notify,
}

/// The right to compile one version, until it is dropped.
pub struct Turn {
    of: Preparing,
    id: PluginVersionId,
}

impl Preparing {
    fn versions(&self) -> MutexGuard<'_, HashSet<PluginVersionId>> {
        self.0.versions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The right to compile this version, unless somebody has it.
    pub fn begin(&self, id: PluginVersionId) -> Option<Turn> {
        let begun = self.versions().insert(id);
        begun.then(|| Turn { of: self.clone(), id })
    }

    /// Waits until this server does not compile the version; at once when it is not at it.
    pub async fn ended(&self, id: PluginVersionId) {
        loop {
            let ended = self.0.ended.notified();
            tokio::pin!(ended);
            // Listening begins before looking, so that an end between the two is heard.
            ended.as_mut().enable();
            if !self.versions().contains(&id) {
                return;
            }
            ended.await;
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.of.versions().remove(&self.id);
        self.of.0.ended.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_at_a_time_and_who_waits_is_told() {
        let preparing = Preparing::default();
        let id = PluginVersionId::from_uuid(uuid::Uuid::nil());
        preparing.ended(id).await;
        let turn = preparing.begin(id).expect("nobody has it");
        assert!(preparing.begin(id).is_none());
        let waiting = tokio::spawn({
            let preparing = preparing.clone();
            async move { preparing.ended(id).await }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        drop(turn);
        waiting.await.expect("it ends");
        assert!(preparing.begin(id).is_some());
    }
}
