//! The store of a plugin as one guest call sees it: what is stored, with the call's own changes on it. The changes
//! are handed to the provider when the call succeeds, and forgotten otherwise.

use std::collections::BTreeMap;

use crate::contract::{GuestError, InvalidValue};
use crate::limits::{KEY_VALUE_BYTES, KEY_VALUE_KEY_BYTES, KEY_VALUE_KEYS, KEY_VALUE_VALUE_BYTES};
use crate::providers::{KeyValueProvider, PluginScope, Usage};

/// What a guest call has changed.
#[derive(Default)]
pub(crate) struct Changes {
    changed: BTreeMap<String, Option<Vec<u8>>>,
    /// What the store holds with the changes; asked for at the first of them.
    usage: Option<Usage>,
}

/// The store with the changes of a call.
pub(crate) struct View<'a> {
    pub(crate) store: &'a dyn KeyValueProvider,
    pub(crate) scope: &'a PluginScope,
    pub(crate) changes: &'a mut Changes,
}

impl View<'_> {
    pub(crate) fn get(&self, key: &str) -> Result<Option<Vec<u8>>, GuestError> {
        match self.changes.changed.get(key) {
            Some(changed) => Ok(changed.clone()),
            // What cannot be stored is not there, and is nothing to bother the provider with.
            None if key.is_empty() || key.len() > KEY_VALUE_KEY_BYTES => Ok(None),
            None => self.store.get(self.scope, key),
        }
    }

    pub(crate) fn set(&mut self, key: String, value: Vec<u8>) -> Result<(), GuestError> {
        if key.is_empty() {
            let message = "a key has at least one character".to_owned();
            return Err(GuestError::Invalid(InvalidValue { field: "key".to_owned(), message }));
        }
        let limit =
            |what: &str, most: u64| Err(GuestError::Limit(format!("key-value: {what}, at most {most}")));
        if key.len() > KEY_VALUE_KEY_BYTES {
            return limit("bytes of a key", KEY_VALUE_KEY_BYTES as u64);
        }
        if value.len() > KEY_VALUE_VALUE_BYTES {
            return limit("bytes of a value", KEY_VALUE_VALUE_BYTES as u64);
        }
        let without = self.usage_without(&key)?;
        let bytes = without.bytes.saturating_add((key.len() + value.len()) as u64);
        let keys = without.keys.saturating_add(1);
        if keys > KEY_VALUE_KEYS {
            return limit("keys", KEY_VALUE_KEYS);
        }
        if bytes > KEY_VALUE_BYTES {
            return limit("bytes in all", KEY_VALUE_BYTES);
        }
        self.changes.usage = Some(Usage { keys, bytes });
        self.changes.changed.insert(key, Some(value));
        Ok(())
    }

    pub(crate) fn delete(&mut self, key: String) -> Result<(), GuestError> {
        // What was never there needs no change, so that deleting without end does not collect keys without end.
        if self.get(&key)?.is_some() {
            self.changes.usage = Some(self.usage_without(&key)?);
            self.changes.changed.insert(key, None);
        }
        Ok(())
    }

    /// Keys in the order of their bytes.
    pub(crate) fn keys(&self, prefix: &str) -> Result<Vec<String>, GuestError> {
        if prefix.len() > KEY_VALUE_KEY_BYTES {
            return Ok(Vec::new());
        }
        let changed = &self.changes.changed;
        let mut keys = self.store.keys(self.scope, prefix)?;
        keys.retain(|key| !changed.contains_key(key));
        let kept = changed.iter().filter(|(key, value)| key.starts_with(prefix) && value.is_some());
        keys.extend(kept.map(|(key, _)| key.clone()));
        keys.sort_unstable();
        Ok(keys)
    }

    /// What the store would hold if this key were not there.
    fn usage_without(&self, key: &str) -> Result<Usage, GuestError> {
        let usage = match self.changes.usage {
            Some(usage) => usage,
            None => self.store.usage(self.scope)?,
        };
        let Some(value) = self.get(key)? else { return Ok(usage) };
        let bytes = usage.bytes.saturating_sub((key.len() + value.len()) as u64);
        Ok(Usage { keys: usage.keys.saturating_sub(1), bytes })
    }
}

impl Changes {
    /// Takes the changes for the provider; nothing when there are none.
    pub(crate) fn take(&mut self) -> Option<Vec<(String, Option<Vec<u8>>)>> {
        let changed = std::mem::take(self).changed;
        (!changed.is_empty()).then(|| changed.into_iter().collect())
    }

    /// Forgets them.
    pub(crate) fn forget(&mut self) {
        *self = Changes::default();
    }
}

#[cfg(test)]
mod tests;
