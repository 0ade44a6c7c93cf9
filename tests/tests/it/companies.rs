//! Companies and suppliers: what is typed is judged, nothing is lost, clients and services come and go and are counted.
mod large;
mod pages;
mod programs;
mod sheets;

use diesel::prelude::*;
use elenco::companies::model::{Anchor, Company, CompanyChanges, CompanyFilter, CompanyKind};
use elenco::companies::service;
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::groups::model::Chosen;
use elenco::services::model::{ServiceChanges, ServiceFilter};
use elenco::users::model::{AddressPart, AddressValue, User, UserChanges, UserKind};
use elenco::{plugins, projects, services, users};
use elenco_db::schema::{audit_entries, company_clients};
use elenco_db::{CompanyId, Conn, DbError, Json, ObjectId, ServiceId, TenantScope, UserId};
use elenco_runtime::contract::Value;
use serde_json::json;

use crate::site::{Organisation, Site, on_each_engine};

const KIND: CompanyKind = CompanyKind::Company;

fn named(name: &str) -> CompanyChanges {
    CompanyChanges { name: Some(name.to_owned()), ..CompanyChanges::default() }
}

async fn company(cx: &ServiceContext, name: &str) -> Company {
    service::create_company(cx, KIND, named(name)).await.unwrap()
}

async fn a_service(cx: &ServiceContext, name: &str) -> ServiceId {
    let changes = ServiceChanges { name: Some(name.to_owned()), ..ServiceChanges::default() };
    services::service::create_service(cx, changes).await.unwrap().id
}

/// The codes with which something was refused, with their fields.
pub fn codes<T: std::fmt::Debug>(outcome: Result<T, AppError>) -> Vec<(String, String)> {
    match outcome {
        Err(AppError::Invalid(problems)) => problems.into_iter().map(|p| (p.field, p.code)).collect(),
        other => panic!("refused, not {other:?}"),
    }
}

fn code(field: &str, code: &str) -> (String, String) {
    (field.to_owned(), code.to_owned())
}

/// So many clients in a project, named by their number.
pub async fn clients(site: &Site, home: &Organisation, count: usize) -> Vec<User> {
    let cx = site.system(&home.tenant).await;
    let template = site.person(&home.tenant, &home.project, "template").await;
    let people: Vec<User> = (0..count)
        .map(|number| User {
            id: UserId::from_uuid(site.app.ids.uuid()),
            kind: UserKind::Client,
            username: format!("c{number}"),
            first_names: if number % 3 == 0 { "Ana" } else { "Beto" }.to_owned(),
            last_names: format!("Soto {number:04}"),
            ..template.clone()
        })
        .collect();
    users::service::add_generated(&cx, home.project.id, people.clone()).await.unwrap();
    people
}

pub async fn ask<T: Send + 'static>(
    cx: &ServiceContext,
    question: impl FnOnce(&mut Conn, &TenantScope) -> Result<T, DbError> + Send + 'static,
) -> T {
    let scope = cx.scope;
    cx.app.db.read(move |conn| question(conn, &scope)).await.unwrap()
}

/// Actions and changes that the audit has about a thing, as text.
pub async fn audit(cx: &ServiceContext, id: uuid::Uuid) -> Vec<(String, String)> {
    let rows: Vec<(String, Json)> = ask(cx, move |conn, scope| {
        Ok(audit_entries::table
            .filter(audit_entries::tenant_id.eq(scope.tenant()))
            .filter(audit_entries::object_id.eq(ObjectId::from_uuid(id)))
            .order(audit_entries::id)
            .select((audit_entries::action, audit_entries::changes))
            .load(conn)?)
    })
    .await;
    rows.into_iter().map(|(action, changes)| (action, changes.0.to_string())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn values_are_judged_at_their_limits_in_any_script() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let texts = |text: &str| {
            let text = Some(text.to_owned());
            CompanyChanges {
                name: text.clone(),
                description: text.clone(),
                tax_id: text,
                ..Default::default()
            }
        };
        for text in [
            "Ñandú SA",
            "株式会社例",
            "شركة الأرز",
            "חברת ארז",
            "ООО «Кедр»",
            "👩‍🌾 & Söhne <b>",
            "=SUM(1;1)",
            "Robert'); --",
        ] {
            let made = service::create_company(&cx, KIND, texts(text)).await.unwrap();
            let found = service::find_company(&cx, made.id).await.unwrap();
            assert_eq!((found.name.as_str(), found.tax_id.as_str()), (text, text));
            let filter = CompanyFilter { search: Some(text.to_uppercase()), ..CompanyFilter::default() };
            let page = service::list_companies(&cx, filter, None, 10).await.unwrap();
            assert!(page.items.iter().any(|item| item.id == made.id), "{text} is found");
        }
        let long = |limit: usize| "é".repeat(limit);
        let email =
            |length: usize| format!("{}@{}.example", "a".repeat(60), "b.".repeat((length - 69) / 2) + "bb");
        let fits = CompanyChanges {
            name: Some(long(200)),
            tax_id: Some(long(50)),
            external_id: Some(long(200)),
            description: Some(long(2000)),
            website: Some(format!("https://a.example/{}", "x".repeat(482))),
            phone: Some("1".repeat(50)),
            address: [(AddressPart::City, AddressValue { value: long(200), source: None })].into(),
            position: Some(Some((-90.0, 180.0))),
            ..CompanyChanges::default()
        };
        let made = service::create_company(&cx, KIND, fits).await.unwrap();
        assert_eq!(made.position, Some((-90.0, 180.0)));
        let over = CompanyChanges {
            name: Some(long(201)),
            tax_id: Some(long(51)),
            external_id: Some(long(201)),
            email: Some(email(300)),
            description: Some(long(2001)),
            website: Some(format!("https://a.example/{}", "x".repeat(483))),
            phone: Some("1".repeat(51)),
            address: [(AddressPart::City, AddressValue { value: long(201), source: None })].into(),
            position: Some(Some((f64::NAN, 0.0))),
            ..CompanyChanges::default()
        };
        let refused = codes(service::create_company(&cx, KIND, over).await);
        for field in
            ["name", "tax_id", "external_id", "email", "phone", "website", "description", "address.city"]
        {
            assert!(refused.contains(&code(field, "company.too-long")), "{field} in {refused:?}");
        }
        assert!(refused.contains(&code("latitude", "company.latitude")), "{refused:?}");
        let wrong = CompanyChanges {
            name: Some(" \u{0}\u{301} ".to_owned()),
            email: Some("ana at example.com".to_owned()),
            phone: Some("call me".to_owned()),
            website: Some("javascript:alert(1)".to_owned()),
            ..CompanyChanges::default()
        };
        let refused = codes(service::create_company(&cx, KIND, wrong).await);
        let expected = [
            code("name", "company.required"),
            code("email", "company.email-form"),
            code("phone", "company.phone-form"),
            code("website", "company.website-form"),
        ];
        assert_eq!(refused, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_and_external_ids_are_unique_and_changes_are_kept() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let with_id = CompanyChanges { external_id: Some("X-1".to_owned()), ..named("Ceibo") };
        let ceibo = service::create_company(&cx, KIND, with_id).await.unwrap();
        let taken = service::create_company(&cx, KIND, named("  CÉIBO ")).await;
        assert_eq!(codes(taken), [code("name", "company.name-taken")]);
        let supplier = service::create_company(&cx, CompanyKind::Supplier, named("Ceibo")).await.unwrap();
        let both = CompanyChanges { external_id: Some(" X-1 ".to_owned()), ..named("Other") };
        let taken = service::change_company(&cx, supplier.id, None, both).await;
        assert_eq!(codes(taken), [code("external_id", "company.external-id-taken")]);
        let owner =
            service::owner_of(&cx, CompanyKind::Supplier, None, Some("X-1".to_owned())).await.unwrap();
        assert_eq!(owner.map(|owner| owner.id), Some(ceibo.id));

        let changes = CompanyChanges { phone: Some("112".to_owned()), ..CompanyChanges::default() };
        let changed = service::change_company(&cx, ceibo.id, Some(1), changes.clone()).await.unwrap();
        assert_eq!((changed.version, changed.name.as_str(), changed.phone.as_str()), (2, "Ceibo", "112"));
        let again = service::change_company(&cx, ceibo.id, Some(2), changes.clone()).await.unwrap();
        assert_eq!(again.version, 2, "nothing was different");
        let stale = service::change_company(&cx, ceibo.id, Some(1), named("Late")).await;
        assert!(matches!(stale, Err(AppError::Conflict)), "{stale:?}");
        let trail = audit(&cx, ceibo.id.as_uuid()).await;
        assert_eq!(trail.len(), 2, "{trail:?}");
        let update = ("update".to_owned(), r#"{"phone":{"new":"112","old":""}}"#.to_owned());
        assert!(trail.contains(&update), "{trail:?}");

        // Another tenant's companies are not there.
        let other = site.organisation("other").await;
        let strange = site.system(&other.tenant).await;
        assert!(matches!(service::find_company(&strange, ceibo.id).await, Err(AppError::NotFound)));
        assert!(matches!(service::delete_company(&strange, ceibo.id).await, Err(AppError::NotFound)));
        assert_eq!(company(&strange, "Ceibo").await.version, 1, "its own names");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn additional_fields_are_those_of_companies_and_of_suppliers() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let field = |id: &str, concept: &str, kind: &str| {
            json!({ "id": id, "concepts": [concept], "type": kind, "label": { "en": id, "es": id, "pt": id } })
        };
        let fields = json!({ "fields": [field("staff", "company", "integer"), field("rating", "supplier", "decimal")] });
        plugins::service::save_settings(&cx, "additional-fields", fields).await.unwrap();
        let cx = site.system(&home.tenant).await;
        let with = |name: &str, field: &str, value: &str| CompanyChanges {
            fields: [(field.to_owned(), Value::Text(value.to_owned()))].into(),
            ..named(name)
        };
        let wrong = service::create_company(&cx, KIND, with("A", "staff", "many")).await;
        assert_eq!(codes(wrong), [code("fields.staff", "field.invalid")]);
        let strange = service::create_company(&cx, KIND, with("A", "rating", "4.5")).await;
        assert_eq!(codes(strange), [code("fields.rating", "field.unknown")], "a supplier's field");
        let made = service::create_company(&cx, KIND, with("A", "staff", "120")).await.unwrap();
        assert_eq!(made.fields.get("staff"), Some(&json!(120)));
        let supplier = service::create_company(&cx, CompanyKind::Supplier, with("A", "rating", "4.50")).await;
        assert!(supplier.unwrap().fields.contains_key("rating"));
        // A change of something else leaves them alone.
        let changed = service::change_company(&cx, made.id, None, named("B")).await.unwrap();
        assert_eq!(changed.fields.get("staff"), Some(&json!(120)));
        let admin = site.signed_in(&home.tenant, "admin").await;
        let page = admin.get(&format!("/companies/{}?tab=additional", made.id)).await.text();
        assert!(page.contains("fields.staff") && !page.contains("fields.rating"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_take_the_same_name_at_once_one_is_refused() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let (one, two) = (cx.clone(), cx.clone());
        let one = tokio::spawn(async move { service::create_company(&one, KIND, named("Same")).await });
        let two = tokio::spawn(async move { service::create_company(&two, KIND, named("same")).await });
        let both = [one.await.unwrap(), two.await.unwrap()];
        let (made, refused): (Vec<_>, Vec<_>) = both.into_iter().partition(Result::is_ok);
        assert_eq!((made.len(), refused.len()), (1, 1), "{refused:?}");
        for outcome in refused {
            assert_eq!(codes(outcome), [code("name", "company.name-taken")]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_companies_are_all_of_them_in_either_direction() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        for number in 0..23 {
            let kind = if number % 2 == 0 { KIND } else { CompanyKind::Supplier };
            let changes =
                CompanyChanges { active: Some(number % 5 != 0), ..named(&format!("Firm {:02}", number / 2)) };
            service::create_company(&cx, kind, changes).await.unwrap();
        }
        let all = CompanyFilter::default();
        let filters = [
            (all.clone(), 23),
            (CompanyFilter { kind: Some(KIND), ..all.clone() }, 12),
            (CompanyFilter { active: Some(false), ..all.clone() }, 5),
            (CompanyFilter { search: Some("FÍRM 0".to_owned()), ..all.clone() }, 20),
            (CompanyFilter { search: Some("%_".to_owned()), ..all.clone() }, 0),
            // One or two letters have no index: the list is walked, first names that begin so.
            (CompanyFilter { search: Some("rm".to_owned()), ..all.clone() }, 23),
            (CompanyFilter { search: Some("F".to_owned()), ..all.clone() }, 23),
        ];
        for (filter, expected) in filters {
            let (mut seen, mut anchor): (Vec<CompanyId>, Option<Anchor<CompanyId>>) = (Vec::new(), None);
            let last = loop {
                let page = service::list_companies(&cx, filter.clone(), anchor, 4).await.unwrap();
                seen.extend(page.items.iter().map(|item| item.id));
                anchor = page.next;
                if anchor.is_none() {
                    break page;
                }
            };
            assert_eq!(seen.len(), expected, "{filter:?}");
            let mut back: Vec<Vec<CompanyId>> = vec![last.items.iter().map(|item| item.id).collect()];
            let mut anchor = last.previous;
            while anchor.is_some() {
                let page = service::list_companies(&cx, filter.clone(), anchor, 4).await.unwrap();
                back.push(page.items.iter().map(|item| item.id).collect());
                anchor = page.previous;
            }
            back.reverse();
            assert_eq!(back.concat(), seen, "back, {filter:?}");
        }
        let counts = service::count_companies(&cx, KIND).await.unwrap();
        assert_eq!((counts.active, counts.inactive), (9, 3));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_come_and_go_one_by_one_and_all_that_match() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let project = home.project.id;
        let people = clients(&site, &home, 2200).await;
        let id = company(&cx, "Everybody").await.id;
        let size = async || service::find_company(&cx, id).await.unwrap().clients;
        let some = |some: &[User]| Chosen::People(some.iter().map(|user| user.id).collect());

        let other = projects::service::create_project(&cx, "Other", "").await.unwrap().id;
        let stranger = users::service::associate_clients(&cx, id, other, some(&people[..1])).await;
        assert_eq!(codes(stranger), [code("clients", "client.unknown")], "of another project");
        let wrong = Chosen::People(vec![people[0].id, home.admin.id]);
        let wrong = users::service::associate_clients(&cx, id, project, wrong).await;
        assert_eq!(codes(wrong), [code("clients", "client.unknown")], "a specialist among them");
        assert_eq!(size().await, 0, "nobody came");

        let come = async |chosen| users::service::associate_clients(&cx, id, project, chosen).await.unwrap();
        assert_eq!(come(some(&people[..3])).await, 3);
        assert_eq!(come(some(&people[..4])).await, 1, "whoever is there stays");
        let all = |search: Option<&str>| Chosen::Matching { project, search: search.map(str::to_owned) };
        let anas = people.iter().filter(|user| user.first_names == "Ana").count() as u64;
        assert_eq!(come(all(Some("ana s"))).await, anas - 2);
        assert_eq!(come(all(None)).await, 2200 - anas - 2);
        assert_eq!(size().await, 2200);

        // Whoever is renamed stands at another place at once, and whoever is deleted is gone.
        let changes = UserChanges { first_names: Some("Aaron".to_owned()), ..UserChanges::default() };
        users::service::change_user(&cx, people[7].id, project, None, changes).await.unwrap();
        let first = users::service::list_clients(&cx, id, None, None, 1).await.unwrap();
        assert_eq!(first.items[0].id, people[7].id);
        let back = first.next.map(|anchor| users::model::PageAnchor { backwards: true, ..anchor });
        let before = users::service::list_clients(&cx, id, None, back, 5).await.unwrap();
        assert!(before.items.is_empty() && before.previous.is_none(), "nobody stands before the first");
        users::service::delete_user(&cx, people[1000].id).await.unwrap();
        let counted = ask(&cx, |conn, _| Ok(company_clients::table.count().get_result::<i64>(conn)?)).await;
        assert_eq!((size().await, counted), (2199, 2199));

        let (mut seen, mut anchor) = (Vec::new(), None);
        loop {
            let search = Some("beto soto 00".to_owned());
            let page = users::service::list_clients(&cx, id, search, anchor, 7).await.unwrap();
            seen.extend(page.items.iter().map(|person| person.id));
            anchor = page.next;
            if anchor.is_none() {
                break;
            }
        }
        let expected: Vec<UserId> = people[..100]
            .iter()
            .filter(|user| user.first_names == "Beto" && user.id != people[7].id)
            .map(|user| user.id)
            .collect();
        assert_eq!(seen, expected);

        let gone = users::service::dissociate_clients(&cx, id, all(Some("ana"))).await.unwrap();
        assert_eq!(gone, anas);
        let gone = users::service::dissociate_clients(&cx, id, some(&people[..2])).await.unwrap();
        assert_eq!(gone, 1, "the other one is an Ana");
        let own = audit(&cx, people[1].id.as_uuid()).await;
        let told = |action: &str| own.iter().filter(|(told, _)| told == action).count();
        assert_eq!((told("associate"), told("dissociate")), (1, 1), "each person's history says it: {own:?}");
        assert!(
            own.iter().any(|(_, what)| what == r#"{"companies":{"new":"Everybody","old":null}}"#),
            "{own:?}"
        );
        let trail = audit(&cx, id.as_uuid()).await;
        assert!(trail.iter().any(|(_, changes)| changes.contains("Ana Soto 0000")), "few are named");
        assert!(trail.iter().any(|(_, changes)| changes.contains(r#""new":1000"#)), "many are counted");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_deleted_says_so_wherever_it_was() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let people = clients(&site, &home, 2).await;
        let (ceibo, ana) = (company(&cx, "Ceibo").await, people[0].id);
        let repair = a_service(&cx, "Repair").await;
        let chosen = Chosen::People(vec![ana, people[1].id]);
        users::service::associate_clients(&cx, ceibo.id, home.project.id, chosen).await.unwrap();
        assert_eq!(users::service::associate_person(&cx, ana, vec![repair]).await.unwrap(), 1);
        assert_eq!(users::service::associate_person(&cx, ana, vec![repair]).await.unwrap(), 0);
        let pairs = service::associate_services(&cx, vec![ceibo.id], vec![repair, repair]).await.unwrap();
        assert_eq!(pairs, 1);
        let usage = service::usage(&cx, ceibo.id).await.unwrap();
        assert_eq!((usage.clients, usage.services, usage.comments), (2, 1, 0));
        let usage = services::service::usage(&cx, repair).await.unwrap();
        assert_eq!((usage.clients, usage.companies, usage.suppliers), (1, 1, 0));

        let of = ServiceFilter { of_company: Some(ceibo.id), ..ServiceFilter::default() };
        assert_eq!(services::service::list_services(&cx, of, None, 5).await.unwrap().items.len(), 1);
        let of = CompanyFilter { of_service: Some(repair), ..CompanyFilter::default() };
        assert_eq!(service::list_companies(&cx, of, None, 5).await.unwrap().items[0].id, ceibo.id);
        let of = CompanyFilter { of_client: Some(ana), ..CompanyFilter::default() };
        assert_eq!(service::list_companies(&cx, of.clone(), None, 5).await.unwrap().items[0].id, ceibo.id);

        let nothing = CompanyId::from_uuid(site.app.ids.uuid());
        let lost = users::service::associate_person(&cx, ana, vec![ceibo.id, nothing]).await;
        assert_eq!(codes(lost), [code("companies", "association.unknown")]);
        let lost = service::associate_services(&cx, vec![nothing], vec![repair]).await;
        assert_eq!(codes(lost), [code("companies", "association.unknown")]);
        let specialist = users::service::associate_person(&cx, home.admin.id, vec![ceibo.id]).await;
        assert_eq!(codes(specialist), [code("clients", "client.unknown")]);

        service::delete_company(&cx, ceibo.id).await.unwrap();
        assert!(matches!(service::find_company(&cx, ceibo.id).await, Err(AppError::NotFound)));
        assert!(service::list_companies(&cx, of, None, 5).await.unwrap().items.is_empty());
        let own = audit(&cx, ana.as_uuid()).await;
        let told = |own: &[(String, String)], what: &str| {
            own.iter().any(|(action, changes)| action == "dissociate" && changes == what)
        };
        assert!(told(&own, r#"{"companies":{"new":null,"old":"Ceibo"}}"#), "{own:?}");
        services::service::delete_service(&cx, repair).await.unwrap();
        assert!(users::service::find_user(&cx, ana).await.is_ok(), "people stay");
        let own = audit(&cx, ana.as_uuid()).await;
        assert!(told(&own, r#"{"services":{"new":null,"old":"Repair"}}"#), "{own:?}");
    })
    .await;
}
