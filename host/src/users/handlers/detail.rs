//! The detail pane: gathers what it shows.
use elenco_runtime::contract::{Concept, Field};
use maud::Markup;

use super::{invite, panels};
use crate::auth::permission::Permission;
use crate::context::{RequestContext, console};
use crate::error::AppError;
use crate::locations::model::Location;
use crate::position::Position;
use crate::users::form::UserForm;
use crate::users::model::{Problem, User, UserKind, UserTab};
use crate::users::views::{DetailView, Elsewhere, TabEntry, Taken};
use crate::{locations, places};

fn concept(kind: UserKind) -> Concept {
    match kind {
        UserKind::Client => Concept::Client,
        UserKind::Specialist => Concept::Specialist,
    }
}

/// What the detail pane is to show.
pub(super) struct Shown<'a> {
    pub kind: UserKind,
    pub user: Option<&'a User>,
    pub form: &'a UserForm,
    pub problems: &'a [Problem],
    pub refused: Option<String>,
    pub tab: UserTab,
    pub taken: &'a [Taken],
    pub elsewhere: Option<&'a Elsewhere>,
}

impl<'a> Shown<'a> {
    /// A form that nobody has refused.
    pub fn of(kind: UserKind, user: Option<&'a User>, form: &'a UserForm, tab: UserTab) -> Self {
        Self { kind, user, form, problems: &[], refused: None, tab, taken: &[], elsewhere: None }
    }
}

/// Additional fields of a kind; a plugin that fails is told in their place, and everything else still works.
pub(super) async fn fields_of(cx: &RequestContext, kind: UserKind) -> Result<Vec<Field>, String> {
    let found = cx.service.app.extensions.fields(&cx.service.caller, concept(kind), cx.texts.culture()).await;
    found.map(|fields| fields.into_iter().map(|owned| owned.field).collect()).map_err(|error| {
        tracing::error!(%error, "additional fields");
        cx.texts.ta("users-plugin-failed", &[("code", error.code().into())])
    })
}

/// The position of a location, for a person who has none: its name, latitude and longitude.
pub(super) fn position_offer(form: &UserForm, place: &Location) -> Option<(String, String, String)> {
    let is_free = form.get("latitude").trim().is_empty() && form.get("longitude").trim().is_empty();
    let position = Position::new(place.latitude?, place.longitude?).filter(|_| is_free)?;
    Some((place.name.clone(), position.latitude_text(), position.longitude_text()))
}

/// The pane.
pub(super) async fn detail(cx: &RequestContext, shown: Shown<'_>) -> Result<Markup, AppError> {
    let may = |permission| cx.service.permissions.allow(permission);
    let fields = fields_of(cx, shown.kind).await;
    let choices = if may(Permission::LocationsList) {
        locations::service::choices(&cx.service, None).await?
    } else {
        Vec::new()
    };
    let mut offered: Vec<(String, String)> =
        choices.iter().map(|p| (p.id.to_string(), p.name.clone())).collect();
    let mut offer = None;
    if let Some(id) = shown.form.location()
        && let Ok(place) = locations::service::find_location(&cx.service, id).await
    {
        offer = position_offer(shown.form, &place);
        if choices.iter().all(|choice| choice.id != id) {
            offered.insert(0, (id.to_string(), place.name));
        }
    }
    let mut tabs = Vec::new();
    for &tab in UserTab::of(shown.kind) {
        let is_allowed = may(tab.permission());
        let count = match shown.user.filter(|_| is_allowed) {
            Some(user) => panels::count(cx, user, tab).await?,
            None => None,
        };
        tabs.push(TabEntry { tab, is_allowed, count });
    }
    let panel = match shown.user.filter(|_| may(shown.tab.permission())) {
        Some(user) => panels::panel(cx, user, shown.tab).await?,
        None => None,
    };
    let tab = if !shown.tab.is_form() && panel.is_none() { UserTab::Details } else { shown.tab };
    let may_save = may(if shown.user.is_some() { Permission::UsersUpdate } else { Permission::UsersAdd });
    Ok(DetailView {
        t: cx.texts,
        paths: &cx.paths,
        kind: shown.kind,
        user: shown.user,
        form: shown.form,
        fields: fields.as_deref().map_err(Clone::clone),
        locations: &offered,
        map: console::map_source(cx),
        near: places::service::name_typed(
            &cx.service,
            shown.form.get("latitude"),
            shown.form.get("longitude"),
        ),
        offer,
        problems: shown.problems,
        refused: shown.refused,
        taken: shown.taken,
        elsewhere: shown.elsewhere,
        tab,
        tabs: &tabs,
        panel,
        mail: invite::mail_view(cx, shown.user).await?,
        csrf: cx.csrf(),
        may_save,
        may_delete: may(Permission::UsersDelete) && shown.user.is_some_and(|user| user.id != cx.user.id),
        now: cx.service.app.clock.now().to_chrono(),
    }
    .render())
}
