//! What stands around the lines of the list: kept views, order, filters that are on.
use maud::{Markup, html};

use super::list_cells::{label, sorted};
use super::{ListView, ViewEntry};
use crate::locale::{Culture, Texts};
use crate::ui::{self, FilterChip};
use crate::users::model::{
    Days, ListColumn, ListState, Mailed, Offered, Placed, SortBy, UserFilter, Validity, Viewed,
};

/// The name of an order.
pub(super) fn sort_name(t: Texts, by: SortBy) -> String {
    let key = match by {
        SortBy::Name => "users-sort-name",
        SortBy::LastName => "users-sort-last-name",
        SortBy::Username => "column-username",
        SortBy::Email => "column-email",
        SortBy::Changed => "users-last-change",
        SortBy::Created => "users-created",
        SortBy::SignedIn => "users-last-sign-in",
    };
    t.t(key).into_owned()
}

/// The name of a validity.
pub(super) fn validity_name(t: Texts, validity: Validity) -> String {
    let key = match validity {
        Validity::Now => "users-valid-now",
        Validity::Later => "users-valid-later",
        Validity::Over => "users-valid-over",
    };
    t.t(key).into_owned()
}

/// What a word of an address is called on the page.
pub(super) fn word_of(view: &ListView<'_>, name: &str) -> String {
    let t = view.t;
    let key = match name {
        "active" => "column-status",
        "location" => "column-location",
        "culture" => "column-culture",
        "position" => "column-position",
        "email" | "email_contains" => "column-email",
        "valid" => "users-filter-valid",
        "must_change_password" => "column-must-change",
        "has_password" => "column-password",
        "signed_in" | "signed_in_since" | "signed_in_until" => "users-last-sign-in",
        "created_since" | "created_until" => "users-created",
        "changed_since" | "changed_until" => "users-last-change",
        "group" => "users-filter-group",
        "company" => "users-filter-company",
        "sort" => "users-sort",
        other => {
            let column = ListColumn::parse(other);
            return column.map_or_else(|| other.to_owned(), |column| label(t, view.fields, &column));
        }
    };
    t.t(key).into_owned()
}

fn days(t: Texts, days: &Days) -> String {
    let date = |day: elenco_db::Day| t.date(day.0);
    match (days.since, days.until) {
        (Some(since), Some(until)) if since == until => date(since),
        (Some(since), Some(until)) => format!("{} – {}", date(since), date(until)),
        (Some(since), None) => t.ta("users-filter-since", &[("date", date(since).into())]),
        (None, Some(until)) => t.ta("users-filter-until", &[("date", date(until).into())]),
        (None, None) => String::new(),
    }
}

/// The filters that are on, each with the list without it. Search and status have their own places.
pub(super) fn filters(view: &ListView<'_>) -> Vec<FilterChip> {
    let (t, filter) = (view.t, &view.state.filter);
    let mut chips = Vec::new();
    let yes = |yes: bool| t.t(if yes { "users-yes" } else { "users-no" }).into_owned();
    let gone = || t.t("users-filter-gone").into_owned();
    let mut chip = |name: String, value: String, change: &dyn Fn(&mut UserFilter)| {
        let without = view.address(&view.with(|state: &mut ListState| {
            change(&mut state.filter);
            if state.view == Viewed::Unsaid {
                state.view = Viewed::Nothing;
            }
        }));
        chips.push(FilterChip { name, value, without });
    };
    let word = |name: &str| word_of(view, name);
    if let Some(place) = filter.location {
        let value = match place {
            Placed::Nowhere => t.t("users-no-location").into_owned(),
            Placed::At(_) => view.names.location.clone().unwrap_or_else(gone),
        };
        chip(word("location"), value, &|filter| filter.location = None);
    }
    if let Some(culture) = filter.culture {
        chip(word("culture"), Culture::native_name(culture).to_owned(), &|filter| filter.culture = None);
    }
    if let Some(position) = &filter.position {
        chip(word("position"), position.clone(), &|filter| filter.position = None);
    }
    if let Some(mailed) = &filter.email {
        let value = match mailed {
            Mailed::Any => t.t("users-filter-email-any").into_owned(),
            Mailed::None => t.t("users-filter-email-none").into_owned(),
            Mailed::Holding(text) => text.clone(),
        };
        chip(word("email"), value, &|filter| filter.email = None);
    }
    if let Some(validity) = filter.validity {
        chip(word("valid"), validity_name(t, validity), &|filter| filter.validity = None);
    }
    if let Some(must) = filter.must_change_password {
        chip(word("must_change_password"), yes(must), &|filter| filter.must_change_password = None);
    }
    if let Some(has) = filter.has_password {
        let value = t.t(if has { "users-password-set" } else { "users-password-none" }).into_owned();
        chip(word("has_password"), value, &|filter| filter.has_password = None);
    }
    if filter.never_signed_in {
        let never = t.t("users-filter-never").into_owned();
        chip(word("signed_in"), never, &|filter| filter.never_signed_in = false);
    }
    if !filter.signed_in.is_empty() {
        chip(word("signed_in"), days(t, &filter.signed_in), &|filter| filter.signed_in = Days::default());
    }
    if !filter.created.is_empty() {
        chip(word("created_since"), days(t, &filter.created), &|filter| filter.created = Days::default());
    }
    if !filter.changed.is_empty() {
        chip(word("changed_since"), days(t, &filter.changed), &|filter| filter.changed = Days::default());
    }
    if filter.group.is_some() {
        let name = view.names.group.clone().unwrap_or_else(gone);
        chip(word("group"), name, &|filter| filter.group = None);
    }
    if filter.company.is_some() {
        let name = view.names.company.clone().unwrap_or_else(gone);
        chip(word("company"), name, &|filter| filter.company = None);
    }
    for (id, value) in &filter.fields {
        let field = view.fields.iter().find(|field| field.id == *id);
        let shown = match field.map(|field| &field.offered) {
            Some(Offered::Choices(choices)) => {
                choices.iter().find(|(choice, _)| choice == value).map_or(value, |(_, label)| label)
            }
            _ => value,
        };
        let name = field.map_or(id, |field| &field.label);
        chip(name.clone(), shown.clone(), &|filter| {
            filter.fields.remove(id);
        });
    }
    chips
}

fn with_state(address: String, view: &ListView<'_>) -> String {
    super::list_address(&address, view.state, None)
}

/// Buttons beside the kept views: filters, order, columns.
pub(super) fn tools(view: &ListView<'_>) -> Markup {
    let (t, paths) = (view.t, view.paths);
    let filters = filters(view).len();
    let filter_label = t.t("users-filter");
    let sort_label = t.ta("users-sorted-by", &[("name", sort_name(t, view.state.sort.by).into())]);
    let columns_label = t.t("users-columns");
    html! {
        span data-filter { (ui::dialog_link(&with_state(paths.filter_users(view.kind), view), "btn btn-s", &filter_label, html! {
            (ui::icon_small("filter")) span.list-tool { (filter_label) }
            @if filters > 0 { span.list-n-on { (t.number(i64::try_from(filters).unwrap_or(0))) } }
        })) }
        details.menu.menu-end data-menu {
            summary.btn.btn-s title=(sort_label) aria-label=(sort_label) {
                (ui::icon_small("arrows-sort")) span.list-tool { (t.t("users-sort")) }
            }
            div.menu-b {
                p.menu-k { (t.t("users-sort")) }
                @for by in SortBy::ALL {
                    @let is_now = view.state.sort.by == by;
                    @let way = if view.state.sort.descending { "arrow-down" } else { "arrow-up" };
                    (ui::list_link(&sorted(view, by), if is_now { "menu-i menu-on" } else { "menu-i" }, html! {
                        (ui::icon(if is_now { way } else { "selector" })) span { (sort_name(t, by)) }
                    }))
                }
            }
        }
        @if view.open.is_none() {
            (ui::dialog_link(&with_state(paths.list_columns(view.kind), view), "btn btn-s list-columns", &columns_label, html! {
                (ui::icon_small("columns")) span.list-tool { (columns_label) }
            }))
        }
    }
}

fn view_line(view: &ListView<'_>, entry: &ViewEntry) -> Markup {
    let t = view.t;
    let is_on = view.state.view == Viewed::By(entry.id);
    let icon = if is_on {
        "check"
    } else if entry.is_default {
        "pin"
    } else {
        "bookmark"
    };
    let remark = match (entry.is_default, entry.shared) {
        (true, true) => t.t("users-view-default-shared"),
        (true, false) => t.t("users-view-default"),
        (false, true) => t.t("users-view-shared"),
        (false, false) => "".into(),
    };
    let edit = with_state(view.paths.edit_view(view.kind, entry.id), view);
    let edit_label = t.ta("users-view-edit", &[("name", entry.name.as_str().into())]);
    html! {
        div.list-view {
            a.menu-i.menu-on[is_on] href=(view.paths.view(view.kind, entry.id)) {
                (ui::icon(icon)) span { (entry.name) @if !remark.is_empty() { small { (remark) } } }
            }
            (ui::dialog_link(&edit, "btn btn-i btn-quiet btn-s", &edit_label, ui::icon_small("pencil")))
        }
    }
}

/// Kept views in a menu whose button names the one that is open.
pub(super) fn views_menu(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let open = view.views.iter().find(|entry| view.state.view == Viewed::By(entry.id));
    let everybody = super::list_address(
        &view.paths.users(view.kind),
        &ListState { view: Viewed::Nothing, ..ListState::default() },
        None,
    );
    let keep = with_state(view.paths.new_view(view.kind), view);
    let is_usual = view.state.kept_words().is_empty();
    html! {
        details.menu.list-views data-menu {
            summary.btn.btn-s {
                (ui::icon_small("bookmark"))
                span.list-view-t { @match open { Some(entry) => (entry.name), None => (t.t("users-views")) } }
                @if open.is_some() && view.is_changed { span.sub-t { (t.t("users-view-changed")) } }
                (ui::icon_small("chevron-down"))
            }
            div.menu-b {
                a.menu-i.menu-on[open.is_none() && is_usual] href=(everybody) { (ui::icon("users")) span { (t.t("users-view-everybody")) } }
                @for entry in view.views { (view_line(view, entry)) }
                div.menu-last {
                    @if let (Some(entry), true) = (open.filter(|entry| entry.own), view.is_changed) {
                        (ui::dialog_link(&with_state(view.paths.edit_view(view.kind, entry.id), view), "menu-i", &t.t("users-view-replace"), html! {
                            (ui::icon("device-floppy")) span { (t.t("users-view-replace")) }
                        }))
                    }
                    (ui::dialog_link(&keep, "menu-i", &t.t("users-view-keep"), html! { (ui::icon("plus")) span { (t.t("users-view-keep")) } }))
                }
            }
        }
    }
}
