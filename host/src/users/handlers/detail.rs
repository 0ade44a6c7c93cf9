//! The detail pane: gathers what it shows.
use elenco_db::FieldFileId;
use elenco_runtime::contract::FieldType;
use maud::Markup;

use super::{invite, panels};
use crate::auth::permission::Permission;
use crate::context::{RequestContext, console};
use crate::error::AppError;
use crate::fields::model::FieldFile;
use crate::locations::model::Location;
use crate::position::Position;
use crate::users::form::UserForm;
use crate::users::model::{AdditionalFields, Problem, User, UserKind, UserTab};
use crate::users::views::{DetailView, Elsewhere, TabEntry, Taken};
use crate::{fields, locations, places, users};

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

/// The files that the form names, so that it can say what they are called.
async fn files_of(
    cx: &RequestContext,
    additional: &AdditionalFields,
    form: &UserForm,
) -> Result<Vec<FieldFile>, AppError> {
    let of_files = additional.fields.iter().filter(|field| matches!(field.kind, FieldType::File(_)));
    let ids: Vec<FieldFileId> =
        of_files.filter_map(|field| form.get(&format!("fields.{}", field.id)).parse().ok()).collect();
    if ids.is_empty() { Ok(Vec::new()) } else { fields::service::find_files(&cx.service, ids).await }
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
    let additional = match &panel {
        Some(_) => AdditionalFields::default(),
        None => users::service::additional_fields(&cx.service, shown.kind, shown.user).await?,
    };
    let files = files_of(cx, &additional, shown.form).await?;
    let tab = if !shown.tab.is_form() && panel.is_none() { UserTab::Details } else { shown.tab };
    let may_save = may(if shown.user.is_some() { Permission::UsersUpdate } else { Permission::UsersAdd });
    Ok(DetailView {
        t: cx.texts,
        paths: &cx.paths,
        kind: shown.kind,
        user: shown.user,
        form: shown.form,
        additional: &additional,
        files: &files,
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
