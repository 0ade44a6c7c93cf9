//! Companies by the thousand: a page looks through so many and no more, and whoever turns the pages sees all.
use diesel::prelude::*;
use elenco::companies::model::{Anchor, CompanyChanges, CompanyFilter, CompanyKind};
use elenco::companies::service;
use elenco::context::ServiceContext;
use elenco_db::schema::companies;
use elenco_db::{CompanyId, DbError, Instant, Json, TenantId, each};
use serde_json::json;

use crate::site::{Site, on_each_engine};

const KIND: CompanyKind = CompanyKind::Company;

#[derive(Clone, Insertable)]
#[diesel(table_name = companies)]
struct Row {
    tenant_id: TenantId,
    id: CompanyId,
    kind: String,
    name: String,
    name_key: String,
    tax_id: String,
    email: String,
    phone: String,
    website: String,
    description: String,
    active: bool,
    address: Json,
    fields: Json,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
    search_text: String,
}

/// So many companies; the last third has a word that the others have not.
async fn many(site: &Site, cx: &ServiceContext, count: usize) {
    let now = site.app.clock.now();
    let rows: Vec<Row> = (0..count)
        .map(|number| {
            let name = format!("firm {number:05}");
            let word = if number * 3 >= count * 2 { " zeta" } else { "" };
            Row {
                tenant_id: cx.scope.tenant(),
                id: CompanyId::from_uuid(site.app.ids.uuid()),
                kind: KIND.as_str().to_owned(),
                name_key: name.clone(),
                search_text: format!("{name}{word}"),
                name,
                tax_id: String::new(),
                email: String::new(),
                phone: String::new(),
                website: String::new(),
                description: String::new(),
                active: number % 10 != 0,
                address: Json(json!({})),
                fields: Json(json!({})),
                version: 1,
                created_at: now,
                updated_at: now,
            }
        })
        .collect();
    let write = site.app.db.write(move |conn| {
        for chunk in rows.chunks(500) {
            each!(conn, c => diesel::insert_into(companies::table).values(chunk).execute(c))?;
        }
        Ok::<_, DbError>(())
    });
    write.await.unwrap();
}

fn searching(text: &str) -> CompanyFilter {
    CompanyFilter { kind: Some(KIND), search: Some(text.to_owned()), ..CompanyFilter::default() }
}

/// Names from a place on in one direction, and the most that a page that was not full had looked through.
async fn walked(
    cx: &ServiceContext,
    filter: &CompanyFilter,
    mut anchor: Option<Anchor<CompanyId>>,
    back: bool,
) -> (Vec<String>, Option<usize>, Option<Anchor<CompanyId>>) {
    let (mut names, mut looked, mut last) = (Vec::new(), None, None);
    loop {
        let page = service::list_companies(cx, filter.clone(), anchor, 300).await.unwrap();
        let mut seen: Vec<String> = page.items.iter().map(|item| item.name.clone()).collect();
        looked = looked.max(page.looked_through);
        if back {
            seen.reverse();
        }
        names.extend(seen);
        let (ahead, behind) = if back { (page.previous, page.next) } else { (page.next, page.previous) };
        last = behind.or(last);
        match ahead {
            Some(ahead) => anchor = Some(ahead),
            None => return (names, looked, last),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_of_thousands_is_bounded_and_whole() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        many(&site, &cx, 6000).await;
        let zeta: Vec<String> = (4000..6000).map(|number| format!("firm {number:05}")).collect();

        // Two thousand are more than are sorted at once, and they stand at the end.
        let first = service::list_companies(&cx, searching("zeta"), None, 300).await.unwrap();
        assert_eq!((first.items.len(), first.looked_through), (0, Some(1500)));
        assert!(first.next.is_some(), "there is a way on");
        let (names, looked, last) = walked(&cx, &searching("zeta"), None, false).await;
        assert_eq!(names, zeta);
        assert_eq!(looked, Some(1500));
        let (mut names, ..) = walked(&cx, &searching("zeta"), last, true).await;
        names.reverse();
        assert!(zeta.starts_with(&names) && names.len() >= 1700, "{}", names.len());

        // Few are sorted at once, whatever their number of letters finds: names that begin so first.
        let (names, looked, _) = walked(&cx, &searching("0599"), None, false).await;
        assert_eq!(names.len(), 11);
        assert_eq!(looked, None);
        let (names, ..) = walked(&cx, &searching("fi"), None, false).await;
        assert_eq!(names.len(), 6000, "two letters begin every name");
        let other = service::list_companies(
            &cx,
            CompanyFilter { kind: Some(CompanyKind::Supplier), ..searching("zeta") },
            None,
            300,
        );
        assert!(other.await.unwrap().items.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_and_the_search_follow_every_change() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        many(&site, &cx, 30).await;
        let counts = async || {
            let counts = service::count_companies(&cx, KIND).await.unwrap();
            (counts.active, counts.inactive)
        };
        assert_eq!(counts().await, (27, 3));
        let found = async |text: &str| {
            service::list_companies(&cx, searching(text), None, 50).await.unwrap().items.len()
        };
        let page = service::list_companies(&cx, searching("00007"), None, 50).await.unwrap();
        let id = page.items[0].id;
        let changes = CompanyChanges {
            name: Some("Quetzal".to_owned()),
            active: Some(false),
            ..CompanyChanges::default()
        };
        service::change_company(&cx, id, Some(1), changes).await.unwrap();
        assert_eq!(counts().await, (26, 4));
        assert_eq!((found("00007").await, found("quetz").await), (0, 1));
        service::delete_company(&cx, id).await.unwrap();
        assert_eq!(counts().await, (26, 3));
        assert_eq!((found("quetz").await, found("firm").await), (0, 29));
    })
    .await;
}
