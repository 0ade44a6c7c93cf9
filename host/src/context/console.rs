//! The frame of every page of the console: what stands in the bar and in the main menu for this reader.
use maud::Markup;

use super::RequestContext;
use crate::auth::permission::Permission;
use crate::error::AppError;
use crate::notifications;
use crate::ui::{
    self, Account, Bell, GlobalSearch, MapSource, NavGroup, NavItem, ProjectChooser, Shell, Tile, Toast,
};
use crate::users;
use crate::users::model::UserKind;
use crate::users::service::Counts;

/// Which entry of the main menu is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Clients or specialists.
    Users(UserKind),
    /// Groups of people.
    Groups,
    /// Companies.
    Companies,
    /// Suppliers.
    Suppliers,
    /// Services.
    Services,
    /// Calendars.
    Calendars,
    /// Roles.
    Roles,
    /// Integration tokens of everybody.
    Tokens,
    /// Projects.
    Projects,
    /// Additional fields.
    Fields,
    /// Places.
    Locations,
    /// Imports.
    Imports,
    /// Exports.
    Exports,
    /// Notifications, which have no entry.
    Notifications,
    /// Plugins.
    Plugins,
}

/// The tile of a person: the photo, or the initials.
pub fn tile(
    cx: &RequestContext,
    name: &str,
    id: elenco_db::UserId,
    photo: Option<elenco_db::PhotoId>,
) -> Tile {
    match photo {
        Some(photo) => Tile::photo(cx.paths.photo(photo)),
        None => Tile::initials(name, ui::hue_of(id.as_uuid().as_bytes())),
    }
}

struct Entry {
    label: String,
    href: String,
    icon: &'static str,
    permission: Permission,
    count: Option<String>,
    current: bool,
}

fn item(cx: &RequestContext, entry: Entry) -> NavItem {
    let allowed = cx.service.permissions.allow(entry.permission);
    let lock = (!allowed)
        .then(|| cx.texts.ta("shell-nav-locked", &[("permission", entry.permission.as_str().into())]));
    NavItem {
        label: entry.label,
        href: entry.href,
        icon: entry.icon,
        count: entry.count.filter(|_| allowed),
        current: entry.current,
        lock,
        ..NavItem::default()
    }
}

fn navigation(cx: &RequestContext, section: Section, clients: Counts, specialists: Counts) -> Vec<NavGroup> {
    let (t, paths) = (cx.texts, &cx.paths);
    let number = |counts: Counts| Some(t.number(counts.total()));
    let people = |kind: UserKind, label: String, icon: &'static str, counts: Counts| {
        item(
            cx,
            Entry {
                label,
                href: paths.users(kind),
                icon,
                permission: Permission::UsersList,
                count: number(counts),
                current: section == Section::Users(kind),
            },
        )
    };
    let plain = |label: String, href: String, icon: &'static str, permission: Permission, own: Section| {
        item(cx, Entry { label, href, icon, permission, count: None, current: section == own })
    };
    let mut users = plain(
        t.t("shell-nav-users").into_owned(),
        paths.users(UserKind::Client),
        "users",
        Permission::UsersList,
        Section::Users(UserKind::Client),
    );
    users.current = false;
    users.children = vec![
        people(UserKind::Client, t.t("shell-nav-clients").into_owned(), "user", clients),
        people(UserKind::Specialist, t.t("shell-nav-specialists").into_owned(), "headset", specialists),
    ];
    let groups = plain(
        t.t("shell-nav-groups").into_owned(),
        paths.groups(UserKind::Client),
        "users-group",
        Permission::GroupsList,
        Section::Groups,
    );
    let locations = plain(
        t.t("shell-nav-locations").into_owned(),
        paths.locations(),
        "map-pin",
        Permission::LocationsList,
        Section::Locations,
    );
    let companies = plain(
        t.t("shell-nav-companies").into_owned(),
        paths.companies(),
        "building",
        Permission::CompaniesList,
        Section::Companies,
    );
    let suppliers = plain(
        t.t("shell-nav-suppliers").into_owned(),
        paths.suppliers(),
        "truck-delivery",
        Permission::CompaniesList,
        Section::Suppliers,
    );
    let services = plain(
        t.t("shell-nav-services").into_owned(),
        paths.services(),
        "tool",
        Permission::ServicesList,
        Section::Services,
    );
    let calendars = plain(
        t.t("shell-nav-calendars").into_owned(),
        paths.calendars(),
        "calendar",
        Permission::CalendarsList,
        Section::Calendars,
    );
    let roles = plain(
        t.t("shell-nav-roles").into_owned(),
        paths.roles(),
        "shield-check",
        Permission::RolesList,
        Section::Roles,
    );
    let tokens = plain(
        t.t("tokens-title").into_owned(),
        paths.tokens(),
        "key",
        Permission::TokensList,
        Section::Tokens,
    );
    let projects = plain(
        t.t("shell-nav-projects").into_owned(),
        paths.projects(),
        "folder",
        Permission::ProjectsList,
        Section::Projects,
    );
    let fields = plain(
        t.t("shell-nav-fields").into_owned(),
        paths.fields(),
        "forms",
        Permission::FieldsList,
        Section::Fields,
    );
    let imports = plain(
        t.t("shell-nav-imports").into_owned(),
        paths.imports(),
        "table-import",
        Permission::UsersImport,
        Section::Imports,
    );
    let exports = plain(
        t.t("shell-nav-exports").into_owned(),
        paths.exports(),
        "table-export",
        Permission::UsersExport,
        Section::Exports,
    );
    let plugins = plain(
        t.t("shell-nav-plugins").into_owned(),
        paths.plugins(),
        "puzzle",
        Permission::PluginsList,
        Section::Plugins,
    );
    let group = |title: Option<String>, items: Vec<NavItem>| NavGroup { title, items };
    vec![
        group(
            Some(t.t("shell-nav-setup").into_owned()),
            vec![
                users, groups, companies, suppliers, services, locations, calendars, roles, tokens, projects,
                fields,
            ],
        ),
        group(Some(t.t("shell-nav-data").into_owned()), vec![imports, exports]),
        group(Some(t.t("shell-nav-extensions").into_owned()), vec![plugins]),
    ]
}

async fn counts(cx: &RequestContext, kind: UserKind) -> Result<Counts, AppError> {
    match &cx.project {
        Some(project) if cx.service.permissions.allow(Permission::UsersList) => {
            users::service::count_users(&cx.service, project.id, kind).await
        }
        _ => Ok(Counts::default()),
    }
}

/// What maps of this installation are drawn from.
pub fn map_source(cx: &RequestContext) -> MapSource {
    let config = &cx.service.app.config.map;
    let (tiles, attribution) = (config.tiles.clone(), config.attribution.clone());
    MapSource { places: cx.paths.places(), tiles, attribution }
}

/// The frame for this reader and this page.
///
/// # Errors
/// The database's.
pub async fn shell(
    cx: &RequestContext,
    title: &str,
    section: Section,
    toasts: Vec<Toast>,
) -> Result<Shell, AppError> {
    let clients = counts(cx, UserKind::Client).await?;
    let specialists = counts(cx, UserKind::Specialist).await?;
    let unread = notifications::service::count_unread(&cx.service).await?;
    let name = cx.user.full_name();
    let searched = if let Section::Users(kind) = section { kind } else { UserKind::Client };
    Ok(Shell {
        t: cx.texts,
        title: title.to_owned(),
        theme: cx.theme,
        csrf: cx.csrf().to_owned(),
        home: cx.paths.home(),
        search: Some(GlobalSearch { action: cx.paths.users(searched), value: String::new() }),
        projects: cx.project.as_ref().map(|project| ProjectChooser {
            action: cx.paths.choose_project(),
            current: project.id.to_string(),
            projects: cx
                .projects
                .iter()
                .map(|project| (project.id.to_string(), project.name.clone()))
                .collect(),
        }),
        bell: Bell {
            unread: u64::try_from(unread).unwrap_or(0),
            panel: cx.paths.notifications(),
            stream: cx.paths.notification_stream(),
        },
        help: None,
        account: Account {
            tile: tile(cx, &name, cx.user.id, cx.user.photo_id),
            name,
            detail: cx.user.username.clone(),
            sign_out: cx.paths.sign_out(),
            choose_culture: cx.paths.choose_culture(),
        },
        nav: navigation(cx, section, clients, specialists),
        version: env!("CARGO_PKG_VERSION"),
        toasts,
    })
}

/// A whole page.
///
/// # Errors
/// The database's.
pub async fn page(
    cx: &RequestContext,
    title: &str,
    section: Section,
    main: Markup,
) -> Result<Markup, AppError> {
    Ok(shell(cx, title, section, Vec::new()).await?.page(main))
}
