//! Pages of companies and suppliers: HTTP in and out. Both have the same pages at two addresses.
mod clients;
mod import;
mod page;
mod services;

use axum::extract::{FromRequestParts, MatchedPath, Multipart, Path, Query};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::CompanyId;
use maud::Markup;

use super::form::CompanyForm;
use super::model::{Company, CompanyKind, CompanySummary, CompanyTab};
use super::service;
use super::views;
use crate::app::App;
use crate::audit;
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::feedback;
use crate::feedback::model::Subject;
use crate::paths::company_category;
use crate::users::model::Problem;

use page::{Detail, ListQuery, detail, fields_of, page, with_dialog};

pub use clients::{associate_clients, choose_clients, dissociate_clients};
pub use import::{ask_import, empty_sheet, export, import};
pub use services::{associate_services, choose_services, dissociate_services};

/// The kind that the address of a page names: `/companies/…` or `/suppliers/…`.
#[derive(Debug, Clone, Copy)]
pub struct At(pub CompanyKind);

impl FromRequestParts<App> for At {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, AppError> {
        let path = parts.extensions.get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
        let word = path.split('/').nth(3).unwrap_or_default();
        let kind = CompanyKind::ALL.into_iter().find(|kind| company_category(*kind) == word);
        kind.map(Self).ok_or(AppError::NotFound)
    }
}

/// The company of an address, which is of the kind that the address says.
async fn company(cx: &RequestContext, kind: CompanyKind, id: CompanyId) -> Result<Company, AppError> {
    let company = service::find_company(&cx.service, id).await?;
    if company.kind == kind { Ok(company) } else { Err(AppError::NotFound) }
}

/// `GET /companies`: the list.
///
/// # Errors
/// [`AppError`].
pub async fn list(
    cx: RequestContext,
    At(kind): At,
    Query(query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let may_add = cx.service.permissions.allow(Permission::CompaniesAdd);
    let nothing = views::none_chosen(cx.texts, &cx.paths, kind, may_add);
    page(&cx, kind, &query, None, nothing).await
}

/// `GET /companies/new`: an empty form.
///
/// # Errors
/// [`AppError`].
pub async fn new(
    cx: RequestContext,
    At(kind): At,
    Query(mut query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let form = CompanyForm::blank();
    let tab = Some(query.tab()).filter(|tab| tab.is_form()).unwrap_or(CompanyTab::Details);
    query.tab = Some(tab.key().to_owned());
    let pane = detail(&cx, kind, Detail { tab, ..Detail::form(None, &form) }).await?;
    page(&cx, kind, &query, None, pane).await
}

/// What a refused try says: problems by field, one sentence, and the one that has the name or the id already.
struct Refusal {
    problems: Vec<Problem>,
    sentence: String,
    owner: Option<CompanySummary>,
}

/// Why values were refused. Of a form that is older than what is stored it says what stands there now, and the next try
/// counts.
async fn refusal(
    cx: &RequestContext,
    kind: CompanyKind,
    company: Option<&Company>,
    form: &mut CompanyForm,
    error: AppError,
) -> Result<Refusal, AppError> {
    let t = cx.texts;
    match error {
        AppError::Invalid(problems) => {
            let taken = |field: &str| {
                let is_taken = |p: &Problem| p.field == field && p.code.ends_with("-taken");
                problems.iter().any(is_taken).then(|| form.get(field).to_owned())
            };
            let (name, external_id) = (taken("name"), taken("external_id"));
            let owner = match (&name, &external_id) {
                (None, None) => None,
                _ if !cx.service.permissions.allow(Permission::CompaniesList) => None,
                _ => service::owner_of(&cx.service, kind, name, external_id).await?,
            };
            let sentence = t.ta("companies-refused", &[("count", problems.len().into())]);
            Ok(Refusal { problems, sentence, owner })
        }
        AppError::Conflict => {
            let mut problems = Vec::new();
            if let Some(company) = company {
                let stored = service::find_company(&cx.service, company.id).await?;
                let stored = CompanyForm::of_company(&stored, cx.texts.culture());
                let code = "company.changed".to_owned();
                for (field, value) in form.catch_up(&stored) {
                    let value = if value.is_empty() { "—" } else { &value };
                    let message = t.ta("companies-changed-to", &[("value", value.into())]);
                    problems.push(Problem { field, code: code.clone(), message });
                }
            }
            Ok(Refusal { problems, sentence: t.t("companies-conflict").into_owned(), owner: None })
        }
        AppError::Extension(error) => {
            tracing::error!(%error, "saving a company");
            let sentence = t.ta("users-plugin-failed", &[("code", error.code().into())]);
            Ok(Refusal { problems: Vec::new(), sentence, owner: None })
        }
        other => Err(other),
    }
}

/// The form again, with what was refused at its place and everything that was typed.
async fn refused(
    cx: &RequestContext,
    kind: CompanyKind,
    company: Option<&Company>,
    mut form: CompanyForm,
    error: AppError,
) -> Result<Response, AppError> {
    let refusal = refusal(cx, kind, company, &mut form, error).await?;
    let tab = refusal.problems.first().map_or(CompanyTab::Details, |p| CompanyTab::of_field(&p.field));
    let shown = Detail {
        problems: &refusal.problems,
        owner: refusal.owner.as_ref(),
        refused: Some(refusal.sentence),
        tab,
        ..Detail::form(company, &form)
    };
    let pane = detail(cx, kind, shown).await?;
    let query = ListQuery::at(tab);
    let page = page(cx, kind, &query, company.map(|company| company.id), pane).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn saved(cx: &RequestContext, kind: CompanyKind, id: CompanyId) -> Response {
    Redirect::to(&format!("{}?said=saved", cx.paths.company(kind, id))).into_response()
}

/// `POST /companies`: a new one.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn create(cx: RequestContext, At(kind): At, multipart: Multipart) -> Result<Response, AppError> {
    let form = CompanyForm::read(multipart).await?;
    let fields = fields_of(&cx, kind).await.unwrap_or_default();
    match service::create_company(&cx.service, kind, form.changes(&fields)).await {
        Ok(company) => Ok(saved(&cx, kind, company.id)),
        Err(error) => refused(&cx, kind, None, form, error).await,
    }
}

/// `GET /companies/{id}`: one of them.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    At(kind): At,
    Path((_, id)): Path<(String, CompanyId)>,
    Query(query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let company = company(&cx, kind, id).await?;
    let form = CompanyForm::of_company(&company, cx.texts.culture());
    let may = |permission| cx.service.permissions.allow(permission);
    let panel = match query.tab() {
        tab if !may(tab.permission()) => None,
        CompanyTab::Clients => Some(clients::panel(&cx, &company, &query).await?),
        CompanyTab::Services => Some(services::panel(&cx, &company, &query).await?),
        CompanyTab::Feedback => Some(feedback::handlers::panel(&cx, Subject::Company(id)).await?),
        CompanyTab::History => {
            let tab = format!("{}?tab=history", cx.paths.company(kind, id));
            Some(audit::handlers::panel(&cx, ("company", id.as_uuid()), tab).await?)
        }
        CompanyTab::Details | CompanyTab::Address | CompanyTab::Additional => None,
    };
    let tab = if !query.tab().is_form() && panel.is_none() { CompanyTab::Details } else { query.tab() };
    let pane = detail(&cx, kind, Detail { tab, panel, ..Detail::form(Some(&company), &form) }).await?;
    page(&cx, kind, &query, Some(id), pane).await
}

/// `POST /companies/{id}`: changes to one of them.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn update(
    cx: RequestContext,
    At(kind): At,
    Path((_, id)): Path<(String, CompanyId)>,
    multipart: Multipart,
) -> Result<Response, AppError> {
    let form = CompanyForm::read(multipart).await?;
    let company = company(&cx, kind, id).await?;
    let fields = fields_of(&cx, kind).await.unwrap_or_default();
    match service::change_company(&cx.service, id, form.version(), form.changes(&fields)).await {
        Ok(_) => Ok(saved(&cx, kind, id)),
        Err(error) => refused(&cx, kind, Some(&company), form, error).await,
    }
}

/// `GET /companies/{id}/delete`: asks, and says where it is in use.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_delete(
    cx: RequestContext,
    At(kind): At,
    Path((_, id)): Path<(String, CompanyId)>,
) -> Result<Markup, AppError> {
    let company = company(&cx, kind, id).await?;
    let usage = service::usage(&cx.service, id).await?;
    let form = CompanyForm::of_company(&company, cx.texts.culture());
    let pane = detail(&cx, kind, Detail::form(Some(&company), &form)).await?;
    let dialog = views::delete_dialog(cx.texts, &cx.paths, &company, usage, cx.csrf());
    with_dialog(&cx, kind, &ListQuery::default(), Some(id), pane, dialog).await
}

/// `POST /companies/{id}/delete`.
///
/// # Errors
/// [`AppError`].
pub async fn delete(
    cx: RequestContext,
    At(kind): At,
    Path((_, id)): Path<(String, CompanyId)>,
) -> Result<Redirect, AppError> {
    company(&cx, kind, id).await?;
    service::delete_company(&cx.service, id).await?;
    Ok(Redirect::to(&format!("{}?said=deleted", cx.paths.companies_of(kind))))
}
