//! What people are tied to, one of each; what doors to it take, and what they could change.
use std::collections::BTreeMap;

use diesel::prelude::*;
use elenco::context::ServiceContext;
use elenco_db::schema::{
    bulk_changes, calendars, companies, company_clients, company_services, deleted_users, feedback,
    group_roles, list_preferences, locations, projects, roles, saved_views, service_clients, services,
    shifts, tokens, user_roles,
};
use elenco_db::{Conn, DbError, UserId};

use super::Home;
use crate::site::Organisation;

/// Makes them. The keys are the words before `{id}` in addresses, or the names of other placeholders.
pub(super) async fn lay(
    _cx: &ServiceContext,
    _of: &Organisation,
    _client: UserId,
    _specialist: UserId,
) -> BTreeMap<&'static str, String> {
    BTreeMap::new()
}

/// A body that one of these doors would take; nothing for other doors.
pub(super) fn body_of(_path: &str, _home: &Home) -> Option<(String, Vec<u8>)> {
    None
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
