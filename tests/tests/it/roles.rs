//! Roles: nobody gives what one does not have, somebody is always left who may do everything, and what is taken away
//! is gone at the next request.
mod guards;
mod pages;

use diesel::prelude::*;
use elenco::audit::model::Way;
use elenco::auth::permission::Permission as P;
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::groups::model::{Chosen, Group, GroupValues};
use elenco::locale::Culture;
use elenco::roles::model::{Grants, ReadyMade, Role, RoleValues};
use elenco::roles::service;
use elenco::tenants::model::Tenant;
use elenco::users::model::{User, UserKind};
use elenco::{groups, tenants};
use elenco_db::schema::audit_entries;
use elenco_db::{DbError, GroupId, Json, ObjectId, UserId};

use crate::site::{Site, on_each_engine};

fn values(name: &str, permissions: &[P]) -> RoleValues {
    RoleValues {
        name: name.to_owned(),
        description: String::new(),
        grants: Grants::of(permissions.iter().copied()),
    }
}

async fn role(cx: &ServiceContext, name: &str, permissions: &[P]) -> Role {
    service::create_role(cx, values(name, permissions)).await.unwrap()
}

async fn group(cx: &ServiceContext, name: &str, parent: Option<GroupId>) -> Group {
    let values = GroupValues { name: name.to_owned(), parent, active: true, ..GroupValues::default() };
    groups::service::create_group(cx, UserKind::Specialist, values).await.unwrap()
}

async fn join(cx: &ServiceContext, group: GroupId, user: UserId) -> Result<(), AppError> {
    groups::service::add_members(cx, group, Chosen::People(vec![user]), Vec::new()).await.map(|_| ())
}

/// The codes with which something was refused.
fn codes<T: std::fmt::Debug>(outcome: Result<T, AppError>) -> Vec<String> {
    match outcome {
        Err(AppError::Invalid(problems)) => problems.into_iter().map(|problem| problem.code).collect(),
        other => panic!("refused, not {other:?}"),
    }
}

/// What somebody acts with, permissions read now.
async fn acting(site: &Site, tenant: &Tenant, user: &User) -> ServiceContext {
    ServiceContext::for_job(&site.app, tenant.id, user.id, Way::Form, Culture::En).await.unwrap()
}

async fn named(cx: &ServiceContext, template: ReadyMade) -> Role {
    let all = service::list_roles(cx, None, None, 100).await.unwrap();
    all.roles.into_iter().find(|role| role.template == Some(template)).unwrap()
}

/// Actions and changes that the audit has about a person, as text.
async fn audit(cx: &ServiceContext, id: UserId) -> Vec<(String, String)> {
    let scope = cx.scope;
    let read = cx.app.db.read::<Vec<(String, Json)>, DbError>(move |conn| {
        Ok(audit_entries::table
            .filter(audit_entries::tenant_id.eq(scope.tenant()))
            .filter(audit_entries::object_id.eq(ObjectId::from(id)))
            .order(audit_entries::id)
            .select((audit_entries::action, audit_entries::changes))
            .load(conn)?)
    });
    read.await.unwrap().into_iter().map(|(action, changes)| (action, changes.0.to_string())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn ready_made_roles_speak_the_tenants_language_and_come_back() {
    on_each_engine(async |site: Site| {
        let tenant = tenants::service::create_tenant(&site.app, "andes", "Andes", Culture::Es).await.unwrap();
        let cx = site.system(&tenant).await;
        let names = async || -> Vec<String> {
            let all = service::list_roles(&cx, None, None, 100).await.unwrap();
            all.roles.into_iter().map(|role| role.name).collect()
        };
        let made = ["Administrador", "Auditor", "Gestor de plugins", "Gestor del directorio", "Importador"];
        assert_eq!(names().await, made);
        assert!(service::missing(&cx).await.unwrap().is_empty());

        let importer = named(&cx, ReadyMade::Importer).await;
        service::delete_role(&cx, importer.id).await.unwrap();
        role(&cx, "IMPORTADOR", &[P::ConsoleUse]).await;
        assert_eq!(service::missing(&cx).await.unwrap(), [ReadyMade::Importer]);
        assert_eq!(service::add_missing(&cx).await.unwrap(), 1);
        assert_eq!(named(&cx, ReadyMade::Importer).await.name, "Importador 2", "its name was taken");
        assert_eq!(service::add_missing(&cx).await.unwrap(), 0, "each is made once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_checked_at_their_limits_in_any_script() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        for name in ["مشرف النظام", "管理者", "Ωμέγα", "a", &"é".repeat(100), "<b>bold</b>", "' OR 1=1 --"]
        {
            let made = role(&cx, name, &[P::UsersList]).await;
            let found = service::list_roles(&cx, Some(name.to_owned()), None, 10).await.unwrap();
            assert!(found.roles.iter().any(|role| role.id == made.id), "{name} is found");
        }
        for (name, code) in [
            ("", "role.required"),
            (" \u{0}\t ", "role.required"),
            (&"é".repeat(101), "role.too-long"),
            ("  ΩΜΈΓΑ ", "role.name-taken"),
        ] {
            assert_eq!(codes(service::create_role(&cx, values(name, &[])).await), [code], "{name:?}");
        }
        let mut long = values("Long", &[]);
        long.description = "x".repeat(2001);
        assert_eq!(codes(service::create_role(&cx, long).await), ["role.too-long"]);

        let kept = role(&cx, "Kept", &[P::UsersList]).await;
        let changed =
            service::change_role(&cx, kept.id, Some(1), values("Kept", &[P::UsersAdd])).await.unwrap();
        assert_eq!(changed.version, 2);
        let stale = service::change_role(&cx, kept.id, Some(1), values("Late", &[])).await;
        assert!(matches!(stale, Err(AppError::Conflict)), "{stale:?}");
        assert_eq!(service::find_role(&cx, kept.id).await.unwrap(), changed, "the late one changed nothing");
        let same = service::change_role(&cx, kept.id, Some(2), values("Kept", &[P::UsersAdd])).await.unwrap();
        assert_eq!(same.version, 2, "what changes nothing is no change");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_roles_and_of_people_are_all_of_them() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        for number in 0..12 {
            role(&cx, &format!("Team_{number:02}"), &[P::UsersList]).await;
        }
        let (mut seen, mut anchor) = (Vec::new(), None);
        loop {
            let page = service::list_roles(&cx, Some("team_".to_owned()), anchor, 5).await.unwrap();
            seen.extend(page.roles.iter().map(|role| role.name.clone()));
            anchor = page.next;
            if anchor.is_none() {
                break;
            }
        }
        assert_eq!(seen, (0..12).map(|number| format!("Team_{number:02}")).collect::<Vec<_>>());

        let held = role(&cx, "Held", &[P::UsersList]).await;
        let mut people = Vec::new();
        for number in 0..7 {
            people.push(site.person(&home.tenant, &home.project, &format!("p{number}")).await.id);
        }
        assert_eq!(service::give_to_people(&cx, held.id, people.clone()).await.unwrap(), 7);
        assert_eq!(service::give_to_people(&cx, held.id, people.clone()).await.unwrap(), 0);
        let (mut seen, mut anchor) = (Vec::new(), None);
        let last = loop {
            let page = service::list_people(&cx, held.id, None, anchor, 3).await.unwrap();
            seen.extend(page.items.iter().map(|person| person.id));
            anchor = page.next.clone();
            if anchor.is_none() {
                break page;
            }
        };
        seen.sort_unstable();
        people.sort_unstable();
        assert_eq!(seen, people);
        let back = service::list_people(&cx, held.id, None, last.previous, 3).await.unwrap();
        assert_eq!(back.items.len(), 3);
        let found = service::list_people(&cx, held.id, Some("p3".to_owned()), None, 3).await.unwrap();
        assert_eq!(found.items.len(), 1);
        let nowhere = UserId::from_uuid(site.app.ids.uuid());
        let wrong = service::give_to_people(&cx, held.id, vec![nowhere]).await;
        assert_eq!(codes(wrong), ["role.person-unknown"]);
        let trail = audit(&cx, people[0]).await;
        let told =
            trail.iter().find(|(action, _)| action == "associate").map(|(_, changes)| changes.as_str());
        assert_eq!(told, Some(r#"{"roles":{"new":["Held"],"old":null}}"#));
    })
    .await;
}
