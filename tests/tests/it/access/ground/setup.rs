//! What people are tied to, one of each; what doors to it take, and what they could change.
use std::collections::BTreeMap;

use diesel::prelude::*;
use elenco::context::ServiceContext;
use elenco::feedback::model::Subject;
use elenco_db::schema::{
    bulk_changes, calendars, companies, company_clients, company_services, deleted_users, feedback,
    group_roles, list_preferences, locations, projects, roles, saved_views, service_clients, services,
    shifts, tokens, user_roles,
};
use elenco_db::{Conn, DbError, UserId};

use super::Home;
use crate::site::{Organisation, form};

/// Makes them. The keys are the words before `{id}` in addresses, or the names of other placeholders.
pub(super) async fn lay(
    cx: &ServiceContext,
    of: &Organisation,
    client: UserId,
    _specialist: UserId,
) -> BTreeMap<&'static str, String> {
    let mut things = BTreeMap::new();
    let mut acting = cx.clone();
    acting.actor = elenco::audit::model::Actor::User(of.admin.id);
    let comment = elenco::feedback::service::add_comment(&acting, Subject::User(client), "Calls back.").await;
    things.insert("feedback", comment.expect("a comment").id.to_string());
    things
}

/// A body that one of these doors would take; nothing for other doors.
pub(super) fn body_of(path: &str, home: &Home) -> Option<(String, Vec<u8>)> {
    let json = |text: &str| Some(("application/json".to_owned(), text.as_bytes().to_vec()));
    match path {
        "/t/{tenant}/feedback" => Some(form(&[("user", &home.client.to_string()), ("body", "Spoke.")])),
        "/t/{tenant}/feedback/{id}" => Some(form(&[("version", "1"), ("body", "Spoke again.")])),
        "/api/v1/users/{id}/feedback" => json(r#"{ "body": "Spoke." }"#),
        _ => None,
    }
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
