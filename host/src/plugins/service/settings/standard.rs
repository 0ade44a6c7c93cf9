//! Whose password new rules would put below standard.
//!
//! A hash cannot be judged again, so only this can be said: under which rules a password was taken, and whether those
//! asked less than the new ones. Where that is not known, it is told as not known.
use serde_json::Value;

use super::OpenSettings;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::settings::{Standing, combine, compare};
use crate::plugins::model::settings::{Below, SettingsScope};
use crate::users;
use crate::users::service::Circle;

fn of_people(of: SettingsScope) -> Circle {
    match of {
        SettingsScope::Tenant => Circle::Everybody,
        SettingsScope::Project(id) => Circle::Project(id),
        SettingsScope::Group(id) => Circle::Group(id),
    }
}

/// How people would stand if this document counted for the scope that is open. Whoever is to choose another password
/// anyway is not counted.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn below_standard(
    cx: &ServiceContext,
    open: &OpenSettings,
    document: &Value,
) -> Result<Below, AppError> {
    cx.require(Permission::PluginsUpdate)?;
    let schema = open.configurable.schema.clone().unwrap_or_default();
    let saved = cx.caller.settings.get(&open.plugin).and_then(|text| serde_json::from_str(text).ok());
    let wide: Value = saved.unwrap_or_else(|| open.configurable.default.clone());
    let asked_with = |own: &Value| match open.of {
        SettingsScope::Tenant => combine(&schema, std::slice::from_ref(own)),
        _ => combine(&schema, &[wide.clone(), own.clone()]),
    };
    let (present, asked) = (asked_with(&open.document), asked_with(document));
    let tally = users::service::count_by_basis(cx, of_people(open.of)).await?;
    let asks_more = compare(&schema, &present, &asked) != Standing::AtLeast;
    let mut found = Below { more: tally.more, asks_more, ..Below::default() };
    for (basis, rules, people) in tally.counts {
        let taken = rules.as_ref().and_then(|rules| rules.get(&open.plugin));
        match taken.map_or(Standing::Unknown, |taken| compare(&schema, taken, &asked)) {
            Standing::AtLeast => found.fine += people,
            Standing::Unknown => found.unknown += people,
            Standing::Below => {
                found.below += people;
                found.bases.extend(basis);
            }
        }
    }
    Ok(found)
}

/// Asks everybody whose password was taken under weaker rules than those that count now to choose another one at the
/// next sign-in. Answers how many were asked.
///
/// # Errors
/// [`AppError::Forbidden`]: it takes the permission to change people, too; the database's.
pub async fn ask_people(cx: &ServiceContext, open: &OpenSettings) -> Result<u64, AppError> {
    cx.require(Permission::PluginsUpdate)?;
    let weaker = below_standard(cx, open, &open.document).await?;
    users::service::ask_to_change(cx, of_people(open.of), weaker.bases).await
}
