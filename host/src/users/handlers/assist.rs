//! What helps while somebody types: rules of passwords, addresses from locations; and the reader's own language.
use axum::Form;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::UserId;
use elenco_runtime::contract::Subject;
use maud::{Markup, html};
use secrecy::SecretString;
use serde::Deserialize;

use super::{detail, kind_of, person};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::extensions::password_policies::PasswordVerdict;
use crate::locale::{Culture, Texts};
use crate::locations;
use crate::ui::{self, MapField, RuleLine, RuleState};
use crate::users::form::UserForm;
use crate::users::model::UserChanges;
use crate::users::service::Whose;
use crate::users::views::FilledNote;
use crate::users::{service, views};

/// `POST /password-rules`: what the policies say about what is typed so far. The candidate goes to the plugin in a
/// sealed call and nowhere else.
///
/// # Errors
/// [`AppError`].
pub async fn password_rules(
    cx: RequestContext,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Markup, AppError> {
    let form = UserForm::of_pairs(pairs)?;
    let candidate = form.get("password");
    let subject = Subject {
        username: form.get("username").to_owned(),
        email: form.get("email").to_owned(),
        names: vec![form.get("first_names").to_owned(), form.get("last_names").to_owned()],
        context: vec![cx.tenant.name.clone()],
    };
    let typed = !candidate.is_empty();
    let whose = Whose {
        user: form.get("person").parse().ok(),
        project: cx.project.as_ref().map(|project| project.id),
    };
    let candidate = SecretString::from(candidate);
    let verdict = service::judge_candidate(&cx.service, whose, subject, candidate).await;
    rules_shown(cx.texts, verdict, typed)
}

/// The lines of the tooltip for what the policies said.
///
/// # Errors
/// The database's; a policy that fails is told in the tooltip.
pub fn rules_shown(
    t: Texts,
    verdict: Result<PasswordVerdict, AppError>,
    typed: bool,
) -> Result<Markup, AppError> {
    let verdict = match verdict {
        Ok(verdict) => verdict,
        Err(AppError::Extension(error)) => {
            tracing::error!(%error, "password rules");
            let sentence = t.ta("users-plugin-failed", &[("code", error.code().into())]);
            let line = RuleLine { label: sentence, state: RuleState::Broken };
            return Ok(ui::password_rules(t, &[line], None, typed));
        }
        Err(error) => return Err(error),
    };
    // What more typing cannot mend is broken; the rest waits.
    let state = |met: bool, id: &str| match (met && typed, id) {
        (true, _) => RuleState::Met,
        (false, "context" | "blocklist" | "username" | "repetition" | "sequence") if typed => {
            RuleState::Broken
        }
        (false, _) => RuleState::Waiting,
    };
    let lines: Vec<RuleLine> = verdict
        .rules
        .into_iter()
        .map(|rule| RuleLine { state: state(rule.met, &rule.id), label: rule.label })
        .collect();
    Ok(ui::password_rules(t, &lines, Some(&verdict.plugins.join(", ")), typed))
}

/// `POST /users/{category}/fill-address`: the address as the chosen location suggests it, for the parts that nobody
/// edited.
///
/// # Errors
/// [`AppError`].
pub async fn fill_address(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Markup, AppError> {
    kind_of(&category)?;
    let mut form = UserForm::of_pairs(pairs)?;
    let mut note = FilledNote::empty(cx.texts);
    let mut position = None;
    match form.location() {
        // What the location filled stays until somebody says otherwise: that is offered.
        None => note.cleared = form.filled(),
        Some(id) => {
            let place = locations::service::find_location(&cx.service, id).await?;
            form.unfill();
            let typed = form.address().into_iter().filter(|(_, entry)| !entry.value.is_empty()).collect();
            let suggested = locations::service::suggest_address(&cx.service, &place, &typed).await?;
            note.filled = form.fill(&suggested.parts);
            note.offered = form.offered.len();
            note.silent = suggested.silent;
            position = detail::position_offer(&form, &place);
        }
    }
    Ok(html! {
        (views::address_section(cx.texts, &form, &|_| None))
        (note.render(true))
        // Only whoever was saved once has a map.
        @if !form.get("person").is_empty() { (MapField::offer(cx.texts, position.as_ref(), true)) }
    })
}

/// What the language menu sends.
#[derive(Debug, Deserialize)]
pub struct CultureChoice {
    culture: String,
}

/// `POST /culture`: the reader's own language, kept with the person.
///
/// # Errors
/// [`AppError`].
pub async fn choose_culture(
    cx: RequestContext,
    headers: HeaderMap,
    Form(choice): Form<CultureChoice>,
) -> Result<Redirect, AppError> {
    if let Some(culture) = Culture::from_tag(&choice.culture) {
        service::choose_culture(&cx.service, cx.user.id, culture).await?;
    }
    Ok(Redirect::to(&back(&cx, &headers)))
}

/// Leads somewhere with a whole new page, because counts of the menu and lines of the list change, too.
pub fn lead_to(headers: &HeaderMap, target: &str) -> Response {
    if headers.contains_key("hx-request")
        && let Ok(value) = HeaderValue::from_str(target)
    {
        return [(HeaderName::from_static("hx-redirect"), value)].into_response();
    }
    Redirect::to(target).into_response()
}

/// The page that a form was sent from, when it is one of this tenant's; the first page otherwise.
pub fn back(cx: &RequestContext, headers: &HeaderMap) -> String {
    let home = cx.paths.home();
    let referer = headers.get(axum::http::header::REFERER).and_then(|value| value.to_str().ok());
    let path = referer
        .and_then(|url| url.split_once("://"))
        .and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
    path.filter(|path| path.starts_with(&home)).map_or(home, str::to_owned)
}

/// `POST /users/{category}/{id}/photo/delete`: the initials again.
///
/// # Errors
/// [`AppError`].
pub async fn delete_photo(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
) -> Result<Redirect, AppError> {
    let kind = kind_of(&category)?;
    person(&cx, kind, id).await?;
    let changes = UserChanges { photo_id: Some(None), ..UserChanges::default() };
    let project = service::home_project(&cx.service, id).await?;
    service::change_user(&cx.service, id, project, None, changes).await?;
    Ok(Redirect::to(&format!("{}?said=saved", cx.paths.user(kind, id))))
}
