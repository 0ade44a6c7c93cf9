//! What people are tied to, one of each; what doors to it take, and what they could change.
use std::collections::BTreeMap;

use diesel::prelude::*;
use elenco::bulk_changes::model::{Action, Selection, Target};
use elenco::bulk_changes::service::Request;
use elenco::calendars::model::{CalendarValues, Week};
use elenco::context::ServiceContext;
use elenco::feedback::model::Subject;
use elenco::shifts::model::ShiftValues;
use elenco::users;
use elenco::users::model::{UserChanges, UserKind};
use elenco_db::schema::{
    bulk_changes, calendars, companies, company_clients, company_services, deleted_users, feedback,
    group_roles, list_preferences, locations, projects, roles, saved_views, service_clients, services,
    shifts, tokens, user_roles,
};
use elenco_db::{Conn, DbError, UserId};

use super::Home;
use crate::site::{Organisation, Part, form, multipart};

/// Makes them. The keys are the words before `{id}` in addresses, or the names of other placeholders.
pub(super) async fn lay(
    cx: &ServiceContext,
    of: &Organisation,
    client: UserId,
    specialist: UserId,
) -> BTreeMap<&'static str, String> {
    let mut things = BTreeMap::new();
    let mut acting = cx.clone();
    acting.actor = elenco::audit::model::Actor::User(of.admin.id);
    let comment = elenco::feedback::service::add_comment(&acting, Subject::User(client), "Calls back.").await;
    things.insert("feedback", comment.expect("a comment").id.to_string());
    let values = CalendarValues {
        name: "Office hours".to_owned(),
        time_zone: "UTC".to_owned(),
        week: Week::usual(),
        active: true,
        ..CalendarValues::default()
    };
    let calendar = elenco::calendars::service::create_calendar(cx, values).await.expect("a calendar").id;
    things.insert("calendars", calendar.to_string());
    let day = |text: &str| text.parse().ok();
    let values = ShiftValues { since: day("2026-03-01"), until: day("2026-03-31"), calendar: Some(calendar) };
    let shift = elenco::shifts::service::create_shift(cx, specialist, values).await.expect("a shift");
    things.insert("shifts", shift.shift.id.to_string());
    lay_changes(&acting, of, specialist, &mut things).await;
    things
}

/// A second project, a change that can be taken back, and somebody who was deleted.
async fn lay_changes(
    cx: &ServiceContext,
    of: &Organisation,
    specialist: UserId,
    things: &mut BTreeMap<&'static str, String>,
) {
    let second = elenco::projects::service::create_project(cx, "Second", "").await.expect("a project");
    things.insert("projects", second.id.to_string());
    let request = Request {
        project: of.project.id,
        kind: UserKind::Specialist,
        action: Action::Associate,
        target: Some(Target::Project { id: second.id, name: second.name }),
        selection: Selection::People { ids: vec![specialist] },
    };
    let change = elenco::bulk_changes::service::start(cx, request).await.expect("a change");
    things.insert("changes", change.expect("somebody").id.to_string());
    let changes = UserChanges {
        username: Some("deleted".to_owned()),
        first_names: Some("Iara".to_owned()),
        last_names: Some("Gone".to_owned()),
        ..UserChanges::default()
    };
    let gone = users::service::create_user(cx, UserKind::Client, of.project.id, changes).await.expect("one");
    users::service::delete_user(cx, gone.id).await.expect("deleted");
    things.insert("deleted", gone.id.to_string());
}

/// A body that one of these doors would take; nothing for other doors.
pub(super) fn body_of(path: &str, home: &Home) -> Option<(String, Vec<u8>)> {
    let json = |text: &str| Some(("application/json".to_owned(), text.as_bytes().to_vec()));
    match path {
        "/t/{tenant}/feedback" => Some(form(&[("user", &home.client.to_string()), ("body", "Spoke.")])),
        "/t/{tenant}/feedback/{id}" => Some(form(&[("version", "1"), ("body", "Spoke again.")])),
        "/api/v1/users/{id}/feedback" => json(r#"{ "body": "Spoke." }"#),
        "/t/{tenant}/calendars" => {
            Some(form(&[("name", "Nights"), ("time_zone", "UTC"), ("week.monday", "0-6")]))
        }
        "/t/{tenant}/calendars/{id}" => {
            Some(form(&[("name", "Office"), ("time_zone", "UTC"), ("version", "1"), ("active", "true")]))
        }
        "/t/{tenant}/users/{category}/{id}/shifts" => Some(shift(home, "2026-04")),
        "/t/{tenant}/shifts/{id}" => Some(shift(home, "2026-05")),
        "/api/v1/calendars" => json(r#"{ "name": "Sundays", "time_zone": "Europe/Lisbon" }"#),
        "/api/v1/users/{id}/shifts" => {
            let calendar = &home.things["calendars"];
            json(&format!(r#"{{ "since": "2026-06-01", "until": "2026-06-30", "calendar": "{calendar}" }}"#))
        }
        "/t/{tenant}/users/{category}/changes" => Some(form(&[
            ("action", "deactivate"),
            ("selected", &home.client.to_string()),
            ("confirmed", "true"),
        ])),
        "/t/{tenant}/users/{category}/deleted/restore" => {
            Some(form(&[("selected", &home.things["deleted"])]))
        }
        "/t/{tenant}/projects" => Some(multipart(&[Part::text("name", "Third")])),
        "/t/{tenant}/projects/{id}" => Some(multipart(&[Part::text("name", "Renamed")])),
        "/t/{tenant}/projects/{id}/delete" => Some(form(&[("typed", "Renamed")])),
        _ => None,
    }
}

fn shift(home: &Home, month: &str) -> (String, Vec<u8>) {
    let (since, until) = (format!("{month}-01"), format!("{month}-28"));
    form(&[("since", &since), ("until", &until), ("calendar", &home.things["calendars"]), ("version", "1")])
}

/// What requests could change of them, as text.
pub(super) fn state(conn: &mut Conn) -> Result<String, DbError> {
    let mut text = String::new();
    macro_rules! versions {
        ($($table:ident),+) => {$(
            let mut all: Vec<i64> = $table::table.select($table::version).load(conn)?;
            all.sort_unstable();
            text += &format!("{} {all:?}\n", stringify!($table));
        )+};
    }
    macro_rules! counts {
        ($($table:ident),+) => {$(
            let all: i64 = $table::table.count().get_result(conn)?;
            text += &format!("{} {all}\n", stringify!($table));
        )+};
    }
    versions!(calendars, companies, feedback, locations, projects, roles, saved_views, services, shifts);
    counts!(
        bulk_changes,
        company_clients,
        company_services,
        deleted_users,
        group_roles,
        list_preferences,
        service_clients,
        tokens,
        user_roles
    );
    Ok(text)
}
