//! Companies to a sheet that comes in again as it went out.
use elenco_runtime::contract::Column;

use super::columns::Target;
use super::save::blank;
use super::validate::searched;
use crate::auth::permission::Permission;
use crate::companies::model::{Company, CompanyFilter, CompanyKind};
use crate::companies::queries;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::locale::Texts;
use crate::sheets::model::{MOST_ROWS, SmallFile};
use crate::sheets::service::{whole, write_sheet};
use crate::users::columns::EXAMPLE;

/// Rows that the format plugin is handed at a time.
const BATCH: usize = 500;

fn rows(t: Texts, companies: &[Company]) -> Vec<Vec<Column>> {
    let batch = |batch: &[Company]| Target::all().into_iter().map(|target| target.cells(t, batch)).collect();
    companies.chunks(BATCH).map(batch).collect()
}

async fn write(cx: &ServiceContext, kind: CompanyKind, companies: &[Company]) -> Result<SmallFile, AppError> {
    let t = cx.texts();
    let label = match kind {
        CompanyKind::Company => t.t("companies-title"),
        CompanyKind::Supplier => t.t("companies-suppliers"),
    };
    let columns = Target::all().into_iter().map(|target| target.spec(t)).collect();
    write_sheet(cx, &label, columns, rows(t, companies)).await
}

/// What a list shows, as a workbook in the reader's language.
///
/// # Errors
/// [`AppError::Invalid`] with `sheet.rows` when there are more of them than an import takes.
pub async fn export_companies(
    cx: &ServiceContext,
    kind: CompanyKind,
    filter: CompanyFilter,
) -> Result<SmallFile, AppError> {
    cx.require(Permission::CompaniesList)?;
    cx.require(Permission::CompaniesGetObject)?;
    let scope = cx.scope;
    let filter = CompanyFilter { kind: Some(kind), search: searched(filter.search), ..filter };
    let found = cx.app.db.read(move |conn| queries::whole(conn, &scope, &filter, MOST_ROWS)).await;
    match found.map_err(AppError::Database)? {
        Some(companies) => write(cx, kind, &companies).await,
        None => {
            let limit = [("limit", MOST_ROWS.into())];
            Err(whole("sheet.rows", cx.texts().ta("companies-export-too-many", &limit)))
        }
    }
}

/// A workbook with two rows that show how rows are filled in. An import passes over them, by the sign before their names.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::Extension`] when a plugin fails.
pub async fn empty_sheet(cx: &ServiceContext, kind: CompanyKind) -> Result<SmallFile, AppError> {
    cx.require(Permission::CompaniesAdd)?;
    let example = |name: &str, number: &str, host: &str| Company {
        name: format!("{EXAMPLE}{name}"),
        tax_id: format!("900.555.{number}-1"),
        external_id: Some(format!("ERP-{number}")),
        email: format!("hello@{host}.example"),
        phone: format!("+57 601 555 0{number}"),
        website: format!("https://{host}.example"),
        ..blank(cx, kind)
    };
    write(cx, kind, &[example("Ceibo S.A.", "101", "ceibo"), example("Tucano Ltda.", "102", "tucano")]).await
}
