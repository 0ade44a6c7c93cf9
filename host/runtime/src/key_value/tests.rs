use std::sync::Mutex;

use proptest::prelude::*;

use super::*;

/// A store in memory.
#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl KeyValueProvider for Memory {
    fn get(&self, _: &PluginScope, key: &str) -> Result<Option<Vec<u8>>, GuestError> {
        Ok(self.0.lock().unwrap().get(key).cloned())
    }

    fn keys(&self, _: &PluginScope, prefix: &str) -> Result<Vec<String>, GuestError> {
        Ok(self.0.lock().unwrap().keys().filter(|key| key.starts_with(prefix)).cloned().collect())
    }

    fn usage(&self, _: &PluginScope) -> Result<Usage, GuestError> {
        Ok(usage_of(&self.0.lock().unwrap()))
    }

    fn commit(&self, _: &PluginScope, changes: Vec<(String, Option<Vec<u8>>)>) -> Result<(), GuestError> {
        let mut stored = self.0.lock().unwrap();
        for (key, value) in changes {
            match value {
                Some(value) => stored.insert(key, value),
                None => stored.remove(&key),
            };
        }
        Ok(())
    }
}

fn usage_of(stored: &BTreeMap<String, Vec<u8>>) -> Usage {
    let bytes = stored.iter().map(|(key, value)| (key.len() + value.len()) as u64).sum();
    Usage { keys: stored.len() as u64, bytes }
}

fn scope() -> PluginScope {
    PluginScope { plugin: "p".into(), tenant: "t".into() }
}

#[derive(Debug, Clone)]
enum Step {
    Set(String, Vec<u8>),
    Delete(String),
    /// The guest call ends, well or badly.
    End(bool),
}

fn step() -> impl Strategy<Value = Step> {
    let key = || "[ab]{1,3}";
    prop_oneof![
        4 => (key(), prop::collection::vec(any::<u8>(), 0..4)).prop_map(|(key, value)| Step::Set(key, value)),
        3 => key().prop_map(Step::Delete),
        1 => any::<bool>().prop_map(Step::End),
    ]
}

proptest! {
    #[test]
    fn a_call_sees_its_changes_and_the_store_only_those_of_calls_that_succeed(
        steps in prop::collection::vec(step(), 0..40),
        prefix in "[ab]{0,2}",
    ) {
        let (store, scope, mut changes) = (Memory::default(), scope(), Changes::default());
        let (mut seen, mut kept) = (BTreeMap::new(), BTreeMap::new());
        for step in steps {
            let mut view = View { store: &store, scope: &scope, changes: &mut changes };
            match step {
                Step::Set(key, value) => {
                    view.set(key.clone(), value.clone()).unwrap();
                    seen.insert(key, value);
                }
                Step::Delete(key) => {
                    view.delete(key.clone()).unwrap();
                    seen.remove(&key);
                }
                Step::End(true) => {
                    if let Some(changes) = changes.take() {
                        store.commit(&scope, changes).unwrap();
                    }
                    kept = seen.clone();
                }
                Step::End(false) => {
                    changes.forget();
                    seen = kept.clone();
                }
            }
            prop_assert_eq!(&*store.0.lock().unwrap(), &kept);
            let view = View { store: &store, scope: &scope, changes: &mut changes };
            let found: Vec<String> = seen.keys().filter(|key| key.starts_with(&prefix)).cloned().collect();
            prop_assert_eq!(view.keys(&prefix).unwrap(), found);
            for (key, value) in &seen {
                prop_assert_eq!(view.get(key).unwrap(), Some(value.clone()));
            }
            prop_assert_eq!(view.usage_without("").unwrap(), usage_of(&seen));
        }
    }
}

#[test]
fn the_quota_holds_for_keys_values_and_all_of_them() {
    let (store, scope, mut changes) = (Memory::default(), scope(), Changes::default());
    let mut view = View { store: &store, scope: &scope, changes: &mut changes };
    let limited = |answer: Result<(), GuestError>| matches!(answer, Err(GuestError::Limit(_)));
    assert!(matches!(view.set(String::new(), vec![]), Err(GuestError::Invalid(_))));
    assert!(limited(view.set("k".repeat(KEY_VALUE_KEY_BYTES + 1), vec![])));
    assert!(limited(view.set("k".to_owned(), vec![0; KEY_VALUE_VALUE_BYTES + 1])));
    for number in 0..KEY_VALUE_KEYS {
        view.set(format!("{number}"), vec![]).unwrap();
    }
    assert!(limited(view.set("one more".to_owned(), vec![])));
    view.set("0".to_owned(), vec![1]).unwrap();
    view.delete("0".to_owned()).unwrap();
    view.set("one more".to_owned(), vec![]).unwrap();

    let mut changes = Changes::default();
    let mut view = View { store: &store, scope: &scope, changes: &mut changes };
    let full = (0..).find(|number| limited(view.set(format!("{number}"), vec![0; KEY_VALUE_VALUE_BYTES])));
    let each = (KEY_VALUE_VALUE_BYTES + 2) as u64;
    assert_eq!(full, Some(KEY_VALUE_BYTES / each));
    assert_eq!(view.get("63").unwrap(), None, "what did not fit is not there");
}
