//! Whoever is deleted comes back with all that hung on one, except tokens and sessions.
use diesel::prelude::*;
use elenco::bulk_changes::model::{Action, ChangeState, Reason};
use elenco::bulk_changes::service;
use elenco::context::ServiceContext;
use elenco::groups::model::{Chosen, GroupValues};
use elenco::users::model::{RestoreConflict, Restored, User, UserChanges, UserKind};
use elenco::{groups, projects, roles, users};
use elenco_db::schema::{
    calendars, companies, company_clients, deleted_users, feedback, group_members, list_preferences,
    memberships, saved_views, service_clients, services, sessions, shifts, tokens, user_roles,
};
use elenco_db::{
    CalendarId, CompanyId, Conn, Day, DbError, FeedbackId, Instant, Json, SavedViewId, ServiceId, ShiftId,
    TenantScope, UserId, each,
};

use super::{acting, ask, chosen, crowd, request};
use crate::site::{Organisation, Site, on_each_engine};

/// One row of everything that may hang on somebody.
async fn tie(site: &Site, cx: &ServiceContext, home: &Organisation, user: &User) {
    let other = projects::service::create_project(cx, "Other", "").await.unwrap();
    let values = GroupValues { name: "Gold".to_owned(), active: true, ..GroupValues::default() };
    let group = groups::service::create_group(cx, user.kind, values).await.unwrap();
    groups::service::add_members(cx, group.id, Chosen::People(vec![user.id]), Vec::new()).await.unwrap();
    roles::service::make_administrator(cx, user.id).await.unwrap();
    let new = || site.app.ids.uuid();
    let (company, of_service, calendar) =
        (CompanyId::from_uuid(new()), ServiceId::from_uuid(new()), CalendarId::from_uuid(new()));
    let (shift, comment, view) =
        (ShiftId::from_uuid(new()), FeedbackId::from_uuid(new()), SavedViewId::from_uuid(new()));
    let (scope, now, id) = (cx.scope, site.app.clock.now(), user.id);
    let author = home.admin.id;
    cx.app
        .db
        .write(move |conn| {
            users::service::join_project(conn, &scope, other.id, &[id], now)?;
            lay(conn, &scope, id, author, (company, of_service, calendar), (shift, comment, view), now)
        })
        .await
        .unwrap();
}

type Things = (CompanyId, ServiceId, CalendarId);
type Own = (ShiftId, FeedbackId, SavedViewId);

fn lay(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    author: UserId,
    (company, service, calendar): Things,
    (shift, comment, view): Own,
    now: Instant,
) -> Result<(), DbError> {
    let tenant = scope.tenant();
    let empty = || Json(serde_json::json!({}));
    let row = (
        (
            companies::tenant_id.eq(tenant),
            companies::id.eq(company),
            companies::kind.eq("company"),
            companies::name.eq("Acme"),
            companies::name_key.eq("acme"),
            companies::tax_id.eq(""),
            companies::email.eq(""),
            companies::phone.eq(""),
            companies::website.eq(""),
        ),
        (
            companies::description.eq(""),
            companies::active.eq(true),
            companies::address.eq(empty()),
            companies::fields.eq(empty()),
            companies::version.eq(1_i64),
            companies::created_at.eq(now),
            companies::updated_at.eq(now),
        ),
    );
    each!(conn, c => diesel::insert_into(companies::table).values(&row).execute(c))?;
    let row = (
        calendars::tenant_id.eq(tenant),
        calendars::id.eq(calendar),
        calendars::name.eq("Week"),
        calendars::name_key.eq("week"),
        calendars::description.eq(""),
        calendars::time_zone.eq("America/Bogota"),
        calendars::week.eq(empty()),
        calendars::holidays.eq(Json(serde_json::json!([]))),
        calendars::active.eq(true),
        calendars::version.eq(1_i64),
        calendars::created_at.eq(now),
        calendars::updated_at.eq(now),
    );
    each!(conn, c => diesel::insert_into(calendars::table).values(&row).execute(c))?;
    let row = (
        services::tenant_id.eq(tenant),
        services::id.eq(service),
        services::name.eq("Repair"),
        services::name_key.eq("repair"),
        services::description.eq(""),
        services::active.eq(true),
        services::version.eq(1_i64),
        services::created_at.eq(now),
        services::updated_at.eq(now),
    );
    each!(conn, c => diesel::insert_into(services::table).values(&row).execute(c))?;
    let key = "valentina rios";
    let row = (
        company_clients::tenant_id.eq(tenant),
        company_clients::company_id.eq(company),
        company_clients::user_id.eq(user),
        company_clients::sort_key.eq(key),
    );
    each!(conn, c => diesel::insert_into(company_clients::table).values(&row).execute(c))?;
    let row = (
        service_clients::tenant_id.eq(tenant),
        service_clients::service_id.eq(service),
        service_clients::user_id.eq(user),
        service_clients::sort_key.eq(key),
    );
    each!(conn, c => diesel::insert_into(service_clients::table).values(&row).execute(c))?;
    let day = |text: &str| Day(text.parse().expect("a day"));
    let row = (
        shifts::tenant_id.eq(tenant),
        shifts::id.eq(shift),
        shifts::user_id.eq(user),
        shifts::since.eq(day("2026-12-01")),
        shifts::until.eq(day("2026-12-24")),
        shifts::calendar_id.eq(calendar),
        shifts::version.eq(3_i64),
        shifts::created_at.eq(now),
        shifts::updated_at.eq(now),
    );
    each!(conn, c => diesel::insert_into(shifts::table).values(&row).execute(c))?;
    let row = (
        feedback::tenant_id.eq(tenant),
        feedback::id.eq(comment),
        feedback::user_id.eq(Some(user)),
        feedback::author_id.eq(Some(author)),
        feedback::author_name.eq("Somebody"),
        feedback::body.eq("Very kind. مرحبا"),
        feedback::version.eq(2_i64),
        feedback::created_at.eq(now),
        feedback::updated_at.eq(now),
    );
    each!(conn, c => diesel::insert_into(feedback::table).values(&row).execute(c))?;
    let row = (
        saved_views::tenant_id.eq(tenant),
        saved_views::id.eq(view),
        saved_views::user_id.eq(user),
        saved_views::page.eq("clients"),
        saved_views::name.eq("Mine"),
        saved_views::name_key.eq("mine"),
        saved_views::state.eq(empty()),
        saved_views::shared.eq(false),
        saved_views::version.eq(1_i64),
        saved_views::created_at.eq(now),
        saved_views::updated_at.eq(now),
    );
    each!(conn, c => diesel::insert_into(saved_views::table).values(&row).execute(c))?;
    let row = (
        list_preferences::tenant_id.eq(tenant),
        list_preferences::user_id.eq(user),
        list_preferences::page.eq("clients"),
        list_preferences::columns_shown.eq(Json(serde_json::json!(["name"]))),
    );
    each!(conn, c => diesel::insert_into(list_preferences::table).values(&row).execute(c))?;
    Ok(())
}

/// Everything that hangs on somebody, as text.
fn hanging(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<Vec<String>, DbError> {
    let mut all = Vec::new();
    macro_rules! rows {
        ($table:ident: $($column:ident => $kind:ty),+) => {{
            let rows: Vec<($($kind,)+)> = $table::table
                .filter($table::tenant_id.eq(scope.tenant()))
                .filter($table::user_id.eq(user))
                .select(($($table::$column,)+))
                .load(conn)?;
            all.extend(rows.into_iter().map(|row| format!("{} {row:?}", stringify!($table))));
        }};
    }
    rows!(memberships: project_id => elenco_db::ProjectId, kind => String, sort_key => String, active => bool, created_at => Instant);
    rows!(group_members: group_id => elenco_db::GroupId, sort_key => String);
    rows!(company_clients: company_id => CompanyId);
    rows!(service_clients: service_id => ServiceId);
    rows!(user_roles: role_id => elenco_db::RoleId);
    rows!(shifts: id => ShiftId, since => Day, until => Day, calendar_id => CalendarId, version => i64, created_at => Instant);
    rows!(saved_views: id => SavedViewId, page => String, name => String, state => Json, version => i64);
    rows!(list_preferences: page => String, columns_shown => Json);
    let comments: Vec<(FeedbackId, String, String, i64)> = feedback::table
        .filter(feedback::tenant_id.eq(scope.tenant()))
        .filter(feedback::user_id.eq(Some(user)))
        .select((feedback::id, feedback::author_name, feedback::body, feedback::version))
        .load(conn)?;
    all.extend(comments.into_iter().map(|row| format!("feedback {row:?}")));
    all.sort();
    Ok(all)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_person_comes_back_with_everything_but_tokens_and_sessions() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = acting(&site, &home).await;
        let user = site.person(&home.tenant, &home.project, "valentina").await;
        tie(&site, &cx, &home, &user).await;
        let api = site.api(&home.tenant, user.id).await;
        let visitor = site.signed_in(&home.tenant, "valentina").await;
        let id = user.id;
        let before = ask(&cx, move |conn, scope| hanging(conn, scope, id)).await;
        assert_eq!(before.len(), 10, "{before:#?}");
        let person = users::service::find_user(&cx, id).await.unwrap();

        users::service::delete_user(&cx, id).await.unwrap();
        assert!(!visitor.is_in().await);
        assert_eq!(api.get("/api/v1/projects").await.status, 401);
        let gone = ask(&cx, move |conn, scope| hanging(conn, scope, id)).await;
        assert!(gone.is_empty(), "{gone:?}");
        let (listed, more) = users::service::list_deleted(&cx, UserKind::Specialist, None, 10).await.unwrap();
        assert_eq!((listed.len(), more), (1, false));
        assert_eq!(listed[0].deleted_by.as_deref(), Some("Valentina Ríos"));

        let restored = users::service::restore_users(&cx, vec![id], None).await.unwrap();
        assert!(
            matches!(&restored[..], [Restored::Back { without, .. }] if without.is_empty()),
            "{restored:?}"
        );
        let after = ask(&cx, move |conn, scope| hanging(conn, scope, id)).await;
        assert_eq!(after, before);
        let back = users::service::find_user(&cx, id).await.unwrap();
        let expected = User { version: person.version + 1, updated_at: back.updated_at, ..person };
        assert_eq!(back, expected, "and the person oneself, whose version tells old forms apart");
        assert!(!visitor.is_in().await, "sessions are over");
        assert_eq!(api.get("/api/v1/projects").await.status, 401, "tokens never come back");
        let left: (i64, i64, i64) = ask(&cx, move |conn, _| {
            let tokens: i64 = tokens::table.filter(tokens::user_id.eq(id)).count().get_result(conn)?;
            let sessions: i64 = sessions::table.filter(sessions::user_id.eq(id)).count().get_result(conn)?;
            Ok((tokens, sessions, deleted_users::table.count().get_result(conn)?))
        })
        .await;
        assert_eq!(left, (0, 0, 0));
        site.signed_in(&home.tenant, "valentina").await;

        let again = users::service::restore_users(&cx, vec![id], None).await.unwrap();
        let gone = |one: &Restored| matches!(one, Restored::Refused { conflict: RestoreConflict::Gone, .. });
        assert!(again.iter().all(gone), "{again:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_or_deleted_meanwhile_is_named() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = acting(&site, &home).await;
        let crowd = crowd(&site, &home, home.project.id, UserKind::Client, 4).await;
        let values = GroupValues { name: "Gold".to_owned(), active: true, ..GroupValues::default() };
        let group = groups::service::create_group(&cx, UserKind::Client, values).await.unwrap();
        let one = Chosen::People(vec![crowd[1].id]);
        groups::service::add_members(&cx, group.id, one, Vec::new()).await.unwrap();
        let external = UserChanges { external_id: Some("E-7".to_owned()), ..UserChanges::default() };
        let give = |id, changes| users::service::change_user(&cx, id, home.project.id, None, changes);
        give(crowd[2].id, external.clone()).await.unwrap();

        let all = request(&home, UserKind::Client, Action::Delete, chosen(&crowd));
        let change = service::start(&cx, all).await.unwrap().unwrap();
        assert_eq!(change.changed, 4);
        groups::service::delete_group(&cx, group.id).await.unwrap();
        let new = UserChanges {
            username: Some(crowd[0].username.to_uppercase()),
            first_names: Some("Other".to_owned()),
            last_names: Some("Person".to_owned()),
            ..UserChanges::default()
        };
        let other = users::service::create_user(&cx, UserKind::Client, home.project.id, new).await.unwrap();
        give(other.id, external).await.unwrap();

        let undone = service::undo(&cx, change.id).await.unwrap();
        let undo = undone.outcome.undo.unwrap();
        assert_eq!((undone.state, undo.restored, undo.total), (ChangeState::Undone, 2, 3));
        let why = |id: UserId| undo.conflicts.iter().find(|one| one.id == id).map(|one| one.reason.clone());
        let username = crowd[0].username.clone();
        assert_eq!(why(crowd[0].id), Some(Reason::Username { username, by: other.id }));
        assert_eq!(why(crowd[1].id), Some(Reason::Without { names: vec!["Gold".to_owned()] }));
        let external_id = "E-7".to_owned();
        assert_eq!(why(crowd[2].id), Some(Reason::ExternalId { external_id, by: other.id }));
        assert_eq!(why(crowd[3].id), None);

        // Whose name is taken comes back under another one.
        let blank = users::service::restore_users(&cx, vec![crowd[0].id], Some("two words".to_owned())).await;
        assert!(matches!(blank, Err(elenco::error::AppError::Invalid(_))), "{blank:?}");
        let named = users::service::restore_users(&cx, vec![crowd[0].id], Some("c0.again".to_owned())).await;
        assert!(matches!(&named.unwrap()[..], [Restored::Back { .. }]));
        assert_eq!(users::service::find_user(&cx, crowd[0].id).await.unwrap().username, "c0.again");

        // Who is left is swept when the time is over, and not a day before.
        site.clock.forward(29 * 24 * 3_600);
        assert_eq!(users::service::sweep_deleted(&site.app).await.unwrap(), 0);
        site.clock.forward(2 * 24 * 3_600);
        assert_eq!(users::service::sweep_deleted(&site.app).await.unwrap(), 1);
        let swept = users::service::restore_users(&cx, vec![crowd[2].id], None).await.unwrap();
        assert!(matches!(&swept[..], [Restored::Refused { conflict: RestoreConflict::Gone, .. }]));
    })
    .await;
}
