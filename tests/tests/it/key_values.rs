//! What plugins keep: apart by tenant and plugin, all or nothing, never beyond the quota.
use std::sync::Arc;

use elenco::extensions::key_values::{Changes, Kept, MOST_BYTES, MOST_KEYS, ValueStore};
use elenco::plugins::service::key_values::{DatabaseValues, clear_values, kept_values};
use elenco_db::TenantId;
use elenco_runtime::contract::GuestError;

use crate::site::{Site, on_each_engine};

fn store(site: &Site) -> Arc<DatabaseValues> {
    let runtime = tokio::runtime::Handle::current();
    Arc::new(DatabaseValues::new(site.app.db.clone(), site.app.clock.clone(), runtime))
}

/// Runs on a thread that may block, as calls of plugins do.
async fn blocking<T: Send + 'static>(
    store: &Arc<DatabaseValues>,
    work: impl FnOnce(&DatabaseValues) -> T + Send + 'static,
) -> T {
    let store = Arc::clone(store);
    tokio::task::spawn_blocking(move || work(&store)).await.unwrap()
}

fn put(key: &str, value: &[u8]) -> (String, Option<Vec<u8>>) {
    (key.to_owned(), Some(value.to_vec()))
}

async fn commit(
    store: &Arc<DatabaseValues>,
    tenant: TenantId,
    plugin: &'static str,
    changes: Changes,
) -> Result<(), GuestError> {
    blocking(store, move |store| store.commit(tenant, plugin, changes)).await
}

async fn kept(store: &Arc<DatabaseValues>, tenant: TenantId, plugin: &'static str) -> Kept {
    blocking(store, move |store| store.kept(tenant, plugin).unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn values_come_back_to_whoever_kept_them_and_to_nobody_else() {
    on_each_engine(async |site: Site| {
        let (home, away) = (site.organisation("home").await, site.organisation("away").await);
        let (home, away) = (home.tenant.id, away.tenant.id);
        let store = store(&site);
        let bytes = [0_u8, 255, 128];
        commit(&store, home, "a", vec![put("k", &bytes), put("ñandú", b""), put("K", b"other")])
            .await
            .unwrap();
        let get = async |tenant, plugin: &'static str, key: &'static str| {
            blocking(&store, move |store| store.get(tenant, plugin, key).unwrap()).await
        };
        assert_eq!(get(home, "a", "k").await.as_deref(), Some(&bytes[..]));
        assert_eq!(get(home, "a", "ñandú").await.as_deref(), Some(&b""[..]));
        assert_eq!(get(home, "a", "K").await.as_deref(), Some(&b"other"[..]));
        assert_eq!(get(home, "b", "k").await, None);
        assert_eq!(get(away, "a", "k").await, None);
        assert_eq!(get(home, "a", "k\0").await, None);
        assert_eq!(kept(&store, home, "a").await, Kept { keys: 3, bytes: 1 + 3 + 7 + 1 + 5 });
        assert_eq!(kept(&store, away, "a").await, Kept::default());
        let mut keys = blocking(&store, move |store| store.keys(home, "a").unwrap()).await;
        keys.sort();
        assert_eq!(keys, ["K", "k", "ñandú"]);

        let changes = vec![put("k", b"new"), ("K".to_owned(), None), ("never there".to_owned(), None)];
        commit(&store, home, "a", changes).await.unwrap();
        assert_eq!(get(home, "a", "k").await.as_deref(), Some(&b"new"[..]));
        assert_eq!(get(home, "a", "K").await, None);
        let refused = commit(&store, home, "a", vec![put("fine", b""), put("a\0b", b"")]).await;
        assert!(matches!(refused, Err(GuestError::Invalid(_))), "{refused:?}");
        assert_eq!(get(home, "a", "fine").await, None, "all or nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_at_one_time_do_not_exceed_the_quota_together() {
    on_each_engine(async |site: Site| {
        let tenant = site.organisation("home").await.tenant.id;
        let store = store(&site);
        let nearly: Changes = (0..MOST_KEYS - 1).map(|number| put(&format!("k{number}"), b"v")).collect();
        commit(&store, tenant, "a", nearly).await.unwrap();
        // Each of these fits alone.
        let racing: Vec<_> = (0..6)
            .map(|number| {
                let store = Arc::clone(&store);
                tokio::task::spawn_blocking(move || {
                    store.commit(tenant, "a", vec![put(&format!("new{number}"), b"v")])
                })
            })
            .collect();
        let mut taken = 0;
        for race in racing {
            match race.await.unwrap() {
                Ok(()) => taken += 1,
                Err(GuestError::Limit(_)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(taken, 1);
        assert_eq!(kept(&store, tenant, "a").await.keys, MOST_KEYS);
        commit(&store, tenant, "b", vec![put("k", b"v")]).await.expect("another plugin has room of its own");

        // A full store can be changed, and emptied, within its quota.
        commit(&store, tenant, "a", vec![put("k0", b"changed")]).await.unwrap();
        commit(&store, tenant, "a", vec![("k0".to_owned(), None), put("instead", b"v")]).await.unwrap();
        let large = vec![0; usize::try_from(MOST_BYTES).unwrap()];
        let refused = commit(&store, tenant, "b", vec![("k".to_owned(), None), put("l", &large)]).await;
        assert!(matches!(refused, Err(GuestError::Limit(_))), "{refused:?}");
        assert_eq!(kept(&store, tenant, "b").await, Kept { keys: 1, bytes: 2 }, "nothing of it was done");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_sees_how_much_is_kept_and_clears_it() {
    on_each_engine(async |site: Site| {
        let (home, away) = (site.organisation("home").await, site.organisation("away").await);
        let store = store(&site);
        for tenant in [home.tenant.id, away.tenant.id] {
            commit(&store, tenant, "a", vec![put("k", b"value")]).await.unwrap();
        }
        let cx = site.system(&home.tenant).await;
        assert_eq!(kept_values(&cx, "a").await.unwrap(), Kept { keys: 1, bytes: 6 });
        assert_eq!(clear_values(&cx, "a").await.unwrap(), 1);
        assert_eq!(clear_values(&cx, "a").await.unwrap(), 0);
        assert_eq!(kept(&store, home.tenant.id, "a").await, Kept::default());
        assert_eq!(kept(&store, away.tenant.id, "a").await.keys, 1, "another tenant keeps its own");
    })
    .await;
}
