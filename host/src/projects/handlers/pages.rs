//! The administration of projects: HTTP in and out.
use axum::Form;
use axum::extract::{Multipart, Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::ProjectId;
use maud::{Markup, html};
use serde::Deserialize;

use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::projects::form::{ProjectForm, search_of};
use crate::projects::model::{Project, ProjectAnchor, ProjectPeople};
use crate::projects::service;
use crate::projects::views::{self, DetailView, ListView};
use crate::ui::{self, Pane, Toast};
use crate::users::handlers::lead_to;
use crate::users::model::Problem;

/// Projects on a page of the list.
const PAGE: usize = 100;

/// What an address may say.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ListQuery {
    search: Option<String>,
    after: Option<ProjectId>,
    before: Option<ProjectId>,
    tab: Option<String>,
    said: Option<String>,
}

impl ListQuery {
    fn anchor(&self) -> Option<ProjectAnchor> {
        self.after.map(ProjectAnchor::After).or_else(|| self.before.map(ProjectAnchor::Before))
    }

    fn tab(&self) -> &'static str {
        if self.tab.as_deref() == Some("people") { "people" } else { "details" }
    }

    fn toasts(&self, cx: &RequestContext) -> Vec<Toast> {
        match self.said.as_deref() {
            Some("saved") => vec![Toast::completed(cx.texts.t("projects-saved"))],
            Some("deleted") => vec![Toast::completed(cx.texts.t("projects-deleted"))],
            _ => Vec::new(),
        }
    }
}

/// The list beside a detail, with a dialog over both.
async fn page(
    cx: &RequestContext,
    query: &ListQuery,
    open: Option<ProjectId>,
    detail: Markup,
    dialog: Markup,
) -> Result<Markup, AppError> {
    let search = search_of(query.search.as_deref());
    let projects = service::list_projects(&cx.service, search.clone(), query.anchor(), PAGE).await?;
    let list = views::list_pane(&ListView {
        t: cx.texts,
        paths: &cx.paths,
        search: search.as_deref(),
        page: &projects,
        open,
        chosen: cx.project.as_ref().map(|project| project.id),
        may_add: cx.service.permissions.allow(Permission::ProjectsAdd),
    });
    let show = if open.is_some() || query.tab.is_some() { Pane::Detail } else { Pane::List };
    let title = cx.texts.t("projects-title");
    let shell = console::shell(cx, &title, Section::Projects, query.toasts(cx)).await?;
    Ok(shell.page(html! { (ui::split(show, list, detail)) (dialog) }))
}

/// What the detail pane is to show.
struct Detail<'a> {
    project: Option<&'a (Project, ProjectPeople)>,
    form: &'a ProjectForm,
    problems: &'a [Problem],
    refused: Option<String>,
    tab: &'static str,
}

fn detail(cx: &RequestContext, shown: Detail<'_>) -> Markup {
    let may = |permission| cx.service.permissions.allow(permission);
    DetailView {
        t: cx.texts,
        paths: &cx.paths,
        project: shown.project.map(|(project, _)| project),
        people: shown.project.map(|(_, people)| *people).unwrap_or_default(),
        is_chosen: shown
            .project
            .is_some_and(|(project, _)| cx.project.as_ref().is_some_and(|chosen| chosen.id == project.id)),
        form: shown.form,
        problems: shown.problems,
        refused: shown.refused,
        tab: shown.tab,
        csrf: cx.csrf(),
        may_save: may(if shown.project.is_some() {
            Permission::ProjectsUpdate
        } else {
            Permission::ProjectsAdd
        }),
        may_delete: may(Permission::ProjectsDelete),
        may_associate: may(Permission::ProjectsAddUsers) && may(Permission::UsersList),
    }
    .render()
}

/// `GET /projects`.
///
/// # Errors
/// [`AppError`].
pub async fn list(cx: RequestContext, Query(query): Query<ListQuery>) -> Result<Markup, AppError> {
    let may_add = cx.service.permissions.allow(Permission::ProjectsAdd);
    let nothing = views::none_chosen(cx.texts, &cx.paths, may_add);
    page(&cx, &query, None, nothing, html! {}).await
}

/// `GET /projects/new`: an empty form.
///
/// # Errors
/// [`AppError`].
pub async fn new(cx: RequestContext, Query(mut query): Query<ListQuery>) -> Result<Markup, AppError> {
    // Without the list of projects one may still make one.
    query.tab = Some("details".to_owned());
    let form = ProjectForm::default();
    let pane =
        detail(&cx, Detail { project: None, form: &form, problems: &[], refused: None, tab: "details" });
    page(&cx, &query, None, pane, html! {}).await
}

/// The form again, with what was refused at its place and everything that was typed.
async fn refused(
    cx: &RequestContext,
    project: Option<(Project, ProjectPeople)>,
    form: &ProjectForm,
    error: AppError,
) -> Result<Response, AppError> {
    let (problems, sentence): (Vec<Problem>, String) = match error {
        AppError::Invalid(problems) => {
            let sentence = cx.texts.ta("projects-refused", &[("count", problems.len().into())]);
            (problems, sentence)
        }
        AppError::Conflict => (Vec::new(), cx.texts.t("projects-conflict").into_owned()),
        other => return Err(other),
    };
    let open = project.as_ref().map(|(project, _)| project.id);
    let pane = detail(
        cx,
        Detail {
            project: project.as_ref(),
            form,
            problems: &problems,
            refused: Some(sentence),
            tab: "details",
        },
    );
    let query = ListQuery { tab: Some("details".to_owned()), ..ListQuery::default() };
    let page = page(cx, &query, open, pane, html! {}).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// `POST /projects`: a new project. The header offers it at once.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn create(cx: RequestContext, multipart: Multipart) -> Result<Response, AppError> {
    let form = ProjectForm::read(multipart).await?;
    match service::create_project(&cx.service, &form.name, &form.description).await {
        Ok(project) => {
            Ok(Redirect::to(&format!("{}?said=saved", cx.paths.project(project.id))).into_response())
        }
        Err(error) => refused(&cx, None, &form, error).await,
    }
}

/// `GET /projects/{id}`: a project.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    Path((_, id)): Path<(String, ProjectId)>,
    Query(query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let project = service::find_project(&cx.service, id).await?;
    let form = ProjectForm::of_project(&project.0);
    let tab = query.tab();
    let pane =
        detail(&cx, Detail { project: Some(&project), form: &form, problems: &[], refused: None, tab });
    page(&cx, &query, Some(id), pane, html! {}).await
}

/// `POST /projects/{id}`: changes to a project.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn update(
    cx: RequestContext,
    Path((_, id)): Path<(String, ProjectId)>,
    multipart: Multipart,
) -> Result<Response, AppError> {
    let form = ProjectForm::read(multipart).await?;
    let project = service::find_project(&cx.service, id).await?;
    match service::change_project(&cx.service, id, form.version, form.values()).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?said=saved", cx.paths.project(id))).into_response()),
        Err(error) => refused(&cx, Some(project), &form, error).await,
    }
}

/// The dialog that says where a project is in use, over the project.
async fn delete_page(
    cx: &RequestContext,
    id: ProjectId,
    problem: Option<String>,
) -> Result<Markup, AppError> {
    let project = service::find_project(&cx.service, id).await?;
    let usage = service::usage(&cx.service, id).await?;
    let form = ProjectForm::of_project(&project.0);
    let pane = detail(
        cx,
        Detail { project: Some(&project), form: &form, problems: &[], refused: None, tab: "details" },
    );
    let dialog = views::delete_dialog(cx.texts, &cx.paths, &project.0, &usage, problem, cx.csrf());
    page(cx, &ListQuery::default(), Some(id), pane, dialog).await
}

/// `GET /projects/{id}/delete`: asks for the name, and says where the project is in use.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_delete(
    cx: RequestContext,
    Path((_, id)): Path<(String, ProjectId)>,
) -> Result<Markup, AppError> {
    delete_page(&cx, id, None).await
}

/// What the dialog sends.
#[derive(Debug, Default, Deserialize)]
pub struct DeleteForm {
    #[serde(default)]
    typed: String,
}

/// `POST /projects/{id}/delete`.
///
/// # Errors
/// [`AppError`]; a project that is in use is shown with where.
pub async fn delete(
    cx: RequestContext,
    Path((_, id)): Path<(String, ProjectId)>,
    headers: HeaderMap,
    Form(form): Form<DeleteForm>,
) -> Result<Response, AppError> {
    match service::delete_project(&cx.service, id, &form.typed).await {
        Ok(_) => Ok(lead_to(&headers, &format!("{}?said=deleted", cx.paths.projects()))),
        Err(AppError::Invalid(problems)) => {
            let typed = problems.into_iter().find(|problem| problem.field == "typed");
            let page = delete_page(&cx, id, typed.map(|problem| problem.message)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
