//! What hung on people, written again when they come back, as far as it is still there.
use std::collections::HashSet;

use diesel::prelude::*;
use elenco_db::schema::{
    calendars, companies, company_clients, feedback, group_members, groups, list_preferences, locations,
    memberships, projects, roles, saved_views, service_clients, services, shifts, user_roles,
};
use elenco_db::{
    CalendarId, CompanyId, Conn, DbError, GroupId, Instant, Json, LocationId, ProjectId, RoleId, ServiceId,
    TenantId, TenantScope, each,
};

use super::Kept;
use crate::fold::fold;

/// Takes out of documents what is not there any more. Answers for each the names of what is gone; a calendar or place
/// has none, so the word of its kind stands for it in nobody's list.
///
/// # Errors
/// The engine's.
pub fn remaining(
    conn: &mut Conn,
    scope: &TenantScope,
    people: &mut [Kept],
) -> Result<Vec<Vec<String>>, DbError> {
    let mut gone: Vec<Vec<String>> = people.iter().map(|_| Vec::new()).collect();
    macro_rules! still_there {
        ($field:ident: $id:ty => $things:ident) => {{
            let wanted: Vec<$id> =
                people.iter().flat_map(|kept| &kept.document.$field).map(|tie| tie.id).collect();
            if !wanted.is_empty() {
                let there: HashSet<$id> = $things::table
                    .filter($things::tenant_id.eq(scope.tenant()))
                    .filter($things::id.eq_any(wanted))
                    .select($things::id)
                    .load::<$id>(conn)?
                    .into_iter()
                    .collect();
                for (kept, gone) in people.iter_mut().zip(&mut gone) {
                    kept.document.$field.retain(|tie| {
                        let stays = there.contains(&tie.id);
                        if !stays {
                            gone.push(tie.name.clone());
                        }
                        stays
                    });
                }
            }
        }};
    }
    still_there!(projects: ProjectId => projects);
    still_there!(groups: GroupId => groups);
    still_there!(companies: CompanyId => companies);
    still_there!(services: ServiceId => services);
    still_there!(roles: RoleId => roles);
    let wanted: Vec<CalendarId> =
        people.iter().flat_map(|kept| &kept.document.shifts).map(|shift| shift.calendar).collect();
    let there: Vec<CalendarId> = calendars::table
        .filter(calendars::tenant_id.eq(scope.tenant()))
        .filter(calendars::id.eq_any(wanted))
        .select(calendars::id)
        .load(conn)?;
    let places: Vec<LocationId> = locations::table
        .filter(locations::tenant_id.eq(scope.tenant()))
        .filter(
            locations::id
                .eq_any(people.iter().filter_map(|kept| kept.document.user.location_id).collect::<Vec<_>>()),
        )
        .select(locations::id)
        .load(conn)?;
    for (kept, gone) in people.iter_mut().zip(&mut gone) {
        kept.document.shifts.retain(|shift| {
            let stays = there.contains(&shift.calendar);
            if !stays {
                gone.push(format!("{} – {}", shift.since, shift.until));
            }
            stays
        });
        if kept.document.user.location_id.is_some_and(|place| !places.contains(&place)) {
            kept.document.user.location_id = None;
        }
    }
    Ok(gone)
}

/// Inserts rows in pieces that one statement takes.
macro_rules! insert_all {
    ($conn:expr, $table:ident, $rows:expr) => {
        for chunk in $rows.chunks(250) {
            each!($conn, c => diesel::insert_into($table::table).values(chunk).execute(c))?;
        }
    };
}

/// Writes again what hung on people who are there again; all of it must be there, as [`remaining`] leaves it.
///
/// # Errors
/// The engine's.
pub fn put_back(conn: &mut Conn, scope: &TenantScope, people: &[Kept], now: Instant) -> Result<(), DbError> {
    let tenant: TenantId = scope.tenant();
    let key = |kept: &Kept| fold(&kept.document.user.full_name());
    macro_rules! tie_back {
        ($table:ident . $column:ident, $field:ident) => {{
            let rows: Vec<_> = people
                .iter()
                .flat_map(|kept| kept.document.$field.iter().map(move |tie| (kept, tie)))
                .map(|(kept, tie)| {
                    (
                        $table::tenant_id.eq(tenant),
                        $table::$column.eq(tie.id),
                        $table::user_id.eq(kept.document.user.id),
                        $table::sort_key.eq(key(kept)),
                    )
                })
                .collect();
            insert_all!(conn, $table, rows);
        }};
    }
    let members: Vec<_> = people
        .iter()
        .flat_map(|kept| kept.document.projects.iter().map(move |tie| (kept, tie)))
        .map(|(kept, tie)| {
            let user = &kept.document.user;
            (
                memberships::tenant_id.eq(tenant),
                memberships::project_id.eq(tie.id),
                memberships::user_id.eq(user.id),
                memberships::kind.eq(user.kind.as_str()),
                memberships::sort_key.eq(key(kept)),
                memberships::active.eq(user.active),
                memberships::created_at.eq(tie.at.unwrap_or(now)),
            )
        })
        .collect();
    insert_all!(conn, memberships, members);
    tie_back!(group_members.group_id, groups);
    tie_back!(company_clients.company_id, companies);
    tie_back!(service_clients.service_id, services);
    tie_back!(user_roles.role_id, roles);
    put_back_own(conn, tenant, people)
}

/// Shifts, comments and views, which are the person's own.
fn put_back_own(conn: &mut Conn, tenant: TenantId, people: &[Kept]) -> Result<(), DbError> {
    let all = people.iter().map(|kept| (kept.document.user.id, &kept.document));
    let rows: Vec<_> = all
        .clone()
        .flat_map(|(user, document)| document.shifts.iter().map(move |shift| (user, shift)))
        .map(|(user, shift)| {
            (
                shifts::tenant_id.eq(tenant),
                shifts::id.eq(shift.id),
                shifts::user_id.eq(user),
                shifts::since.eq(shift.since),
                shifts::until.eq(shift.until),
                shifts::calendar_id.eq(shift.calendar),
                shifts::version.eq(shift.version),
                shifts::created_at.eq(shift.created_at),
                shifts::updated_at.eq(shift.updated_at),
            )
        })
        .collect();
    insert_all!(conn, shifts, rows);
    // One by one: a column that may be empty cannot stand in a batch of tuples on both engines.
    for (user, document) in all.clone() {
        for comment in &document.comments {
            let row = (
                feedback::tenant_id.eq(tenant),
                feedback::id.eq(comment.id),
                feedback::user_id.eq(Some(user)),
                feedback::author_id.eq(comment.author),
                feedback::author_name.eq(&comment.author_name),
                feedback::body.eq(&comment.body),
                feedback::version.eq(comment.version),
                feedback::created_at.eq(comment.created_at),
                feedback::updated_at.eq(comment.updated_at),
            );
            each!(conn, c => diesel::insert_into(feedback::table).values(&row).execute(c))?;
        }
        for view in &document.views {
            let row = (
                saved_views::tenant_id.eq(tenant),
                saved_views::id.eq(view.id),
                saved_views::user_id.eq(user),
                saved_views::page.eq(&view.page),
                saved_views::name.eq(&view.name),
                saved_views::name_key.eq(&view.name_key),
                saved_views::state.eq(Json(view.state.clone())),
                saved_views::shared.eq(view.shared),
                saved_views::version.eq(view.version),
                saved_views::created_at.eq(view.created_at),
                saved_views::updated_at.eq(view.updated_at),
            );
            each!(conn, c => diesel::insert_into(saved_views::table).values(&row).execute(c))?;
        }
        for (page, shown) in &document.columns {
            let row = (
                list_preferences::tenant_id.eq(tenant),
                list_preferences::user_id.eq(user),
                list_preferences::page.eq(page),
                list_preferences::columns_shown.eq(Json(shown.clone())),
            );
            each!(conn, c => diesel::insert_into(list_preferences::table).values(&row).execute(c))?;
        }
    }
    Ok(())
}
