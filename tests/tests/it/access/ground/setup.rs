//! What people are tied to, one of each; what doors to it take, and what they could change.
mod additional;

use std::collections::BTreeMap;

use axum::body::Bytes;
use diesel::prelude::*;
use elenco::auth::permission::Permission;
use elenco::bulk_changes::model::{Action, Selection, Target};
use elenco::bulk_changes::service::Request;
use elenco::calendars::model::{CalendarValues, Week};
use elenco::companies::model::{CompanyChanges, CompanyKind};
use elenco::context::ServiceContext;
use elenco::feedback::model::Subject;
use elenco::groups::model::Chosen;
use elenco::roles::model::{Grants, RoleValues};
use elenco::services::model::ServiceChanges;
use elenco::shifts::model::ShiftValues;
use elenco::tokens::model::NewToken;
use elenco::users::model::{UserChanges, UserKind};
use elenco::{companies, services, users};
use elenco_db::schema::{
    bulk_changes, calendars, companies as companies_table, company_clients, company_services, deleted_users,
    feedback, field_files, group_roles, list_preferences, locations, mail_wishes, mails, password_links,
    plugin_settings, projects, roles, saved_views, service_clients, services as services_table, shifts,
    tokens, user_roles,
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
    let elsewhere = elenco::locations::model::LocationValues {
        code: "SITE-2".to_owned(),
        name: "Norte".to_owned(),
        active: true,
        ..Default::default()
    };
    let elsewhere = elenco::locations::service::create_location(&acting, elsewhere).await;
    things.insert("elsewhere", elsewhere.expect("a location").id.to_string());
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
    let view = elenco::saved_views::model::ViewValues { name: "Mine".to_owned(), ..Default::default() };
    let view = elenco::saved_views::service::create_view(&acting, "clients", view).await;
    things.insert("views", view.expect("a view").id.to_string());
    things.insert("import-mappings", mapping(&acting, of).await);
    let values = RoleValues {
        name: "Night watch".to_owned(),
        description: String::new(),
        grants: Grants::of([Permission::ConsoleUse, Permission::UsersList]),
    };
    let role = elenco::roles::service::create_role(cx, values).await.expect("a role").id;
    elenco::roles::service::give_to_people(cx, role, vec![specialist]).await.expect("given");
    things.insert("roles", role.to_string());
    things.insert("role", role.to_string());
    for (word, user) in [("tokens", of.admin.id), ("token", specialist)] {
        let new = NewToken {
            description: "CRM".to_owned(),
            until: "2026-12-31".parse().ok(),
            scopes: Some(vec![Permission::UsersList]),
        };
        let made = elenco::tokens::service::make_token(cx, user, new).await.expect("a token");
        things.insert(word, made.token.id.to_string());
    }
    lay_companies(cx, of, client, &mut things).await;
    lay_changes(&acting, of, specialist, &mut things).await;
    additional::lay(cx, of, client, &mut things).await;
    things
}

/// A company, a supplier and a service, which have the client; and which of them addresses below a client name.
async fn lay_companies(
    cx: &ServiceContext,
    of: &Organisation,
    client: UserId,
    things: &mut BTreeMap<&'static str, String>,
) {
    let named = |name: &str| CompanyChanges { name: Some(name.to_owned()), ..CompanyChanges::default() };
    let company = companies::service::create_company(cx, CompanyKind::Company, named("Ceibo"));
    let company = company.await.expect("a company").id;
    let supplier = companies::service::create_company(cx, CompanyKind::Supplier, named("Tucano"));
    let supplier = supplier.await.expect("a supplier").id;
    let changes = ServiceChanges { name: Some("Repair".to_owned()), ..ServiceChanges::default() };
    let service = services::service::create_service(cx, changes).await.expect("a service").id;
    let one = Chosen::People(vec![client]);
    users::service::associate_clients(cx, company, of.project.id, one.clone()).await.expect("a client");
    users::service::associate_clients(cx, service, of.project.id, one).await.expect("a client");
    let both = vec![company, supplier];
    companies::service::associate_services(cx, both, vec![service]).await.expect("associated");
    things.insert("companies", company.to_string());
    things.insert("company", company.to_string());
    things.insert("suppliers", supplier.to_string());
    things.insert("services", service.to_string());
    things.insert("service", service.to_string());
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

/// A kept mapping of columns.
async fn mapping(acting: &ServiceContext, of: &Organisation) -> String {
    use elenco::imports::{model::ImportOptions, service};
    let file = futures_util::stream::iter([Ok::<_, DbError>(Bytes::from_static(b"Login;Name\nana;Ana\n"))]);
    let options = ImportOptions { map: true, ..ImportOptions::default() };
    let import = service::start_import(acting, of.project.id, UserKind::Client, file, "m.csv", options).await;
    let import = import.expect("an import");
    let kept = service::save_mapping(acting, import, "Weekly").await.expect("kept");
    service::cancel_import(acting, import).await.expect("cancelled");
    kept.id.to_string()
}

/// A body that one of these doors would take; nothing for other doors.
pub(super) fn body_of(path: &str, home: &Home) -> Option<(String, Vec<u8>)> {
    let json = |text: &str| Some(("application/json".to_owned(), text.as_bytes().to_vec()));
    match path {
        "/t/{tenant}/locations" => Some(form(&[("code", "SITE-3"), ("name", "Sul"), ("active", "true")])),
        "/t/{tenant}/locations/{id}" => {
            Some(form(&[("code", "SITE-1"), ("name", "Sur"), ("active", "true")]))
        }
        "/t/{tenant}/locations/{id}/move" => Some(form(&[("to", &home.things["elsewhere"])])),
        "/t/{tenant}/locations/import" => {
            Some(multipart(&[Part::file("file", "l.csv", b"code,name\nSITE-9,Nine\n")]))
        }
        "/api/v1/locations" => json(r#"{ "code": "SITE-4", "name": "Four" }"#),
        "/t/{tenant}/notifications/mail" => Some(form(&[("finished", "always")])),
        "/t/{tenant}/feedback" => Some(form(&[("user", &home.client.to_string()), ("body", "Spoke.")])),
        "/t/{tenant}/feedback/{id}" => Some(form(&[("version", "1"), ("body", "Spoke again.")])),
        "/t/{tenant}/users/{category}/columns" => Some(form(&[("column", "email")])),
        "/t/{tenant}/users/{category}/views" => Some(form(&[("name", "Another"), ("list.active", "true")])),
        "/t/{tenant}/users/{category}/views/{id}" => Some(form(&[("version", "1"), ("name", "Renamed")])),
        "/t/{tenant}/users/{category}/views/{id}/delete"
        | "/t/{tenant}/users/{category}/views/{id}/begin" => Some(form(&[])),
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
        "/t/{tenant}/roles" => Some(form(&[("name", "Day watch"), ("permission", "Users.List")])),
        "/t/{tenant}/roles/{id}" => Some(form(&[("name", "Watch"), ("permission", "Console.Use")])),
        "/t/{tenant}/roles/{id}/people" | "/t/{tenant}/roles/{id}/people/remove" => {
            Some(form(&[("selected", &home.specialist.to_string())]))
        }
        "/t/{tenant}/roles/{id}/groups" | "/t/{tenant}/roles/{id}/groups/remove" => {
            Some(form(&[("selected", &home.group.to_string())]))
        }
        "/t/{tenant}/groups/{id}/roles"
        | "/t/{tenant}/users/{category}/{id}/roles"
        | "/t/{tenant}/users/{category}/{id}/roles/remove" => {
            Some(form(&[("selected", &home.things["roles"])]))
        }
        "/t/{tenant}/users/{category}/{id}/tokens" => {
            Some(form(&[("description", "ERP"), ("until", "2026-12-31"), ("scope", "all")]))
        }
        "/api/v1/roles" => json(r#"{ "name": "Bot", "permissions": ["Users.List"] }"#),
        "/api/v1/roles/{id}" => json(r#"{ "description": "At night." }"#),
        "/api/v1/users/{id}/roles" => json(&format!(r#"{{ "roles": ["{}"] }}"#, home.things["roles"])),
        "/api/v1/users/{id}/tokens" => json(r#"{ "description": "ERP", "until": "2026-12-31" }"#),
        "/t/{tenant}/users/{category}/changes" => Some(form(&[
            ("action", "deactivate"),
            ("selected", &home.client.to_string()),
            ("confirmed", "true"),
        ])),
        "/t/{tenant}/users/{category}/deleted/restore" => {
            Some(form(&[("selected", &home.things["deleted"])]))
        }
        "/t/{tenant}/imports/{id}/mapping" => Some(form(&[("mode", "update")])),
        "/t/{tenant}/import-mappings/{id}" => Some(form(&[("version", "1"), ("name", "Monthly")])),
        "/api/v1/imports/{id}/mapping" => json(r#"{ "mode": "update" }"#),
        "/t/{tenant}/projects" => Some(multipart(&[Part::text("name", "Third")])),
        "/t/{tenant}/projects/{id}" => Some(multipart(&[Part::text("name", "Renamed")])),
        "/t/{tenant}/projects/{id}/delete" => Some(form(&[("typed", "Renamed")])),
        _ => body_of_companies(path, home),
    }
}

fn body_of_companies(path: &str, home: &Home) -> Option<(String, Vec<u8>)> {
    let json = |text: &str| Some(("application/json".to_owned(), text.as_bytes().to_vec()));
    let selected = |id: &str| Some(form(&[("selected", id)]));
    let tail = path.trim_end_matches("/remove");
    match tail.strip_prefix("/t/{tenant}").unwrap_or(tail) {
        "/api/v1/companies" | "/api/v1/services" => json(r#"{ "name": "Another one" }"#),
        "/api/v1/companies/{id}" | "/api/v1/services/{id}" => json(r#"{ "name": "Changed" }"#),
        "/companies" | "/suppliers" | "/services" => {
            Some(multipart(&[Part::text("name", "Another"), Part::text("active", "true")]))
        }
        "/companies/import" | "/suppliers/import" => {
            Some(multipart(&[Part::file("file", "c.csv", b"name,city\nAnother,Bogota\n")]))
        }
        "/companies/{id}" | "/suppliers/{id}" | "/services/{id}" => {
            Some(multipart(&[Part::text("name", "Changed"), Part::text("active", "true")]))
        }
        "/companies/{id}/clients" | "/suppliers/{id}/clients" | "/services/{id}/clients" => {
            selected(&home.client.to_string())
        }
        "/companies/{id}/services" | "/suppliers/{id}/services" | "/users/{category}/{id}/services" => {
            selected(&home.things["services"])
        }
        "/services/{id}/companies" | "/users/{category}/{id}/companies" => {
            selected(&home.things["companies"])
        }
        _ => additional::body_of(path, home),
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
    versions!(
        calendars,
        companies_table,
        feedback,
        locations,
        plugin_settings,
        projects,
        roles,
        saved_views,
        services_table,
        shifts
    );
    counts!(
        bulk_changes,
        company_clients,
        company_services,
        deleted_users,
        field_files,
        group_roles,
        list_preferences,
        mail_wishes,
        mails,
        password_links,
        service_clients,
        tokens,
        user_roles
    );
    Ok(text)
}
