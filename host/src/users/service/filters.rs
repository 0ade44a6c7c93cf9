//! What a list may be filtered by, for this reader, and what the filters are called.
use elenco_db::DbError;

use super::list_fields::list_fields;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::model::{FilterChoices, FilterNames, ListField, Offered, Placed, UserFilter, UserKind};
use crate::users::queries;

/// Takes away what the reader may not filter by, and answers its names: ties that the reader may not see, and fields that
/// nobody defines or shows.
pub fn permitted(cx: &ServiceContext, filter: &mut UserFilter, fields: &[ListField]) -> Vec<String> {
    let may = |permission| cx.permissions.allow(permission);
    let mut taken = Vec::new();
    if filter.group.is_some() && !may(Permission::GroupsList) {
        filter.group = None;
        taken.push("group".to_owned());
    }
    if filter.company.is_some() && !may(Permission::CompaniesList) {
        filter.company = None;
        taken.push("company".to_owned());
    }
    let offered = |id: &str| fields.iter().any(|field| field.id == id && field.offered != Offered::Nothing);
    let gone: Vec<String> = filter.fields.keys().filter(|id| !offered(id)).cloned().collect();
    for id in gone {
        filter.fields.remove(&id);
        taken.push(format!("fields.{id}"));
    }
    taken
}

/// Refuses a filter by what the reader may not see.
///
/// # Errors
/// [`AppError::Forbidden`] for ties; [`AppError::BadRequest`] names a field; [`AppError::Extension`] when a plugin fails.
pub async fn judge_filter(cx: &ServiceContext, kind: UserKind, filter: &UserFilter) -> Result<(), AppError> {
    if filter.group.is_some() {
        cx.require(Permission::GroupsList)?;
    }
    if filter.company.is_some() {
        cx.require(Permission::CompaniesList)?;
    }
    if filter.fields.is_empty() {
        return Ok(());
    }
    let fields = list_fields(cx, kind).await?;
    let taken = permitted(cx, &mut filter.clone(), &fields);
    match taken.first() {
        None => Ok(()),
        Some(field) => Err(AppError::BadRequest {
            code: "request.filter",
            detail: format!("there is no `{field}` that a list can be filtered by"),
        }),
    }
}

/// The names of what a filter names.
///
/// # Errors
/// The database's.
pub async fn filter_names(cx: &ServiceContext, filter: &UserFilter) -> Result<FilterNames, AppError> {
    let is_needed =
        matches!(filter.location, Some(Placed::At(_))) || filter.group.is_some() || filter.company.is_some();
    if !is_needed {
        return Ok(FilterNames::default());
    }
    let (scope, filter) = (cx.scope, filter.clone());
    let read = cx.app.db.read(move |conn| queries::named(conn, &scope, &filter));
    let (location, group, company) = read.await.map_err(AppError::Database)?;
    Ok(FilterNames { location, group, company })
}

/// What the filters by ties can be chosen from, where the reader may see them.
///
/// # Errors
/// The database's.
pub async fn filter_choices(cx: &ServiceContext, kind: UserKind) -> Result<FilterChoices, AppError> {
    cx.require(Permission::UsersList)?;
    let may = |permission| cx.permissions.allow(permission);
    let (places, groups) = (may(Permission::LocationsList), may(Permission::GroupsList));
    let companies = kind == UserKind::Client && may(Permission::CompaniesList);
    let scope = cx.scope;
    let read = move |conn: &mut elenco_db::Conn| {
        let mut choices = FilterChoices::default();
        if places {
            choices.locations = Some(queries::locations_to_choose(conn, &scope)?);
        }
        if groups {
            choices.groups = Some(queries::groups_to_choose(conn, &scope, kind)?);
        }
        if companies {
            choices.companies = Some(queries::companies_to_choose(conn, &scope)?);
        }
        Ok::<_, DbError>(choices)
    };
    cx.app.db.read(read).await.map_err(AppError::Database)
}
