//! The columns of the list: their heads, and what stands in them.
use maud::{Markup, html};
use serde_json::Value;

use super::ListView;
use crate::locale::Texts;
use crate::ui::{self, State, TableHead};
use crate::users::model::{ListColumn, ListField, Offered, Sort, SortBy, UserSummary, Viewed};

/// The name of a column.
pub(super) fn label(t: Texts, fields: &[ListField], column: &ListColumn) -> String {
    let key = match column {
        ListColumn::Email => "column-email",
        ListColumn::Username => "column-username",
        ListColumn::Phone => "column-phone",
        ListColumn::Mobile => "column-mobile",
        ListColumn::Position => "column-position",
        ListColumn::ExternalId => "column-external-id",
        ListColumn::Location => "column-location",
        ListColumn::Culture => "column-culture",
        ListColumn::Status => "column-status",
        ListColumn::ValidSince => "column-valid-since",
        ListColumn::ValidUntil => "column-valid-until",
        ListColumn::Password => "column-password",
        ListColumn::LastSignIn => "users-last-sign-in",
        ListColumn::Created => "users-created",
        ListColumn::Changed => "users-last-change",
        ListColumn::Field(id) => {
            return fields
                .iter()
                .find(|field| field.id == *id)
                .map_or_else(|| id.clone(), |f| f.label.clone());
        }
    };
    t.t(key).into_owned()
}

/// By what the list is sorted when the head of a column is pressed.
fn sort_of(column: &ListColumn) -> Option<SortBy> {
    match column {
        ListColumn::Email => Some(SortBy::Email),
        ListColumn::Username => Some(SortBy::Username),
        ListColumn::LastSignIn => Some(SortBy::SignedIn),
        ListColumn::Created => Some(SortBy::Created),
        ListColumn::Changed => Some(SortBy::Changed),
        _ => None,
    }
}

fn is_number(column: &ListColumn) -> bool {
    matches!(
        column,
        ListColumn::LastSignIn
            | ListColumn::Created
            | ListColumn::Changed
            | ListColumn::ValidSince
            | ListColumn::ValidUntil
    )
}

/// The list sorted by this. Pressed again it turns round; times begin with the latest.
pub(super) fn sorted(view: &ListView<'_>, by: SortBy) -> String {
    let latest_first = matches!(by, SortBy::Changed | SortBy::Created | SortBy::SignedIn);
    let now = view.state.sort;
    let descending = if now.by == by { !now.descending } else { latest_first };
    view.address(&view.with(|state| {
        state.sort = Sort { by, descending };
        if state.view == Viewed::Unsaid {
            state.view = Viewed::Nothing;
        }
    }))
}

/// The heads: the name's, and those of the chosen columns.
pub(super) fn heads(view: &ListView<'_>) -> Vec<TableHead> {
    let now = |by: SortBy| (view.state.sort.by == by).then_some(view.state.sort.descending);
    let by_name = if view.state.sort.by == SortBy::LastName { SortBy::LastName } else { SortBy::Name };
    let name = TableHead {
        label: view.t.t("users-column-name").into_owned(),
        sort: Some((sorted(view, by_name), now(by_name))),
        number: false,
    };
    let others = view.columns.iter().map(|column| TableHead {
        label: label(view.t, view.fields, column),
        sort: sort_of(column).map(|by| (sorted(view, by), now(by))),
        number: is_number(column),
    });
    std::iter::once(name).chain(others).collect()
}

/// Tagged decimals, dates and the like are shown without their tag; choices by their labels.
fn field_text(t: Texts, field: Option<&ListField>, value: &Value) -> String {
    let choice = |id: &str| match field.map(|field| &field.offered) {
        Some(Offered::Choices(choices)) => choices
            .iter()
            .find(|(known, _)| known == id)
            .map_or_else(|| id.to_owned(), |(_, label)| label.clone()),
        _ => id.to_owned(),
    };
    match value {
        Value::String(text) => choice(text),
        Value::Bool(true) => t.t("users-yes").into_owned(),
        Value::Bool(false) => t.t("users-no").into_owned(),
        Value::Number(number) => {
            number.as_i64().map_or_else(|| number.to_string(), |number| t.number(number))
        }
        Value::Array(items) => {
            items.iter().filter_map(Value::as_str).map(choice).collect::<Vec<_>>().join(", ")
        }
        Value::Object(tagged) => {
            let Some((tag, Value::String(text))) = tagged.iter().next() else { return String::new() };
            let day = (tag == "date").then(|| text.parse().ok()).flatten();
            day.map_or_else(|| text.clone(), |day| t.date(day))
        }
        Value::Null => String::new(),
    }
}

fn text(text: &str) -> Markup {
    html! { @if text.is_empty() { span.list-none { "—" } } @else { (text) } }
}

/// What stands in a column of a person's line.
pub(super) fn cell(view: &ListView<'_>, person: &UserSummary, column: &ListColumn) -> Markup {
    let t = view.t;
    let at = |at: Option<elenco_db::Instant>| match at {
        Some(at) => html! { span title=(t.date_time(at.to_chrono())) { (t.ago(at.to_chrono(), view.now)) } },
        None => text(""),
    };
    let day = |at: Option<elenco_db::Instant>, back: i64| match at {
        Some(at) => ui::day(t, at.plus_seconds(-back).to_chrono().date_naive()),
        None => text(""),
    };
    match column {
        ListColumn::Email => text(&person.email),
        ListColumn::Username => text(&person.username),
        ListColumn::Phone => text(&person.phone),
        ListColumn::Mobile => text(&person.mobile),
        ListColumn::Position => text(&person.position),
        ListColumn::ExternalId => text(person.external_id.as_deref().unwrap_or_default()),
        ListColumn::Location => text(person.location.as_deref().unwrap_or_default()),
        ListColumn::Culture => text(person.culture.native_name()),
        ListColumn::Status if person.active => ui::status(State::Completed, &t.t("users-active")),
        ListColumn::Status => ui::status(State::Quiet, &t.t("users-inactive")),
        ListColumn::ValidSince => day(person.valid_since, 0),
        // The last day counts, so the end is the beginning of the next one.
        ListColumn::ValidUntil => day(person.valid_until, 1),
        ListColumn::Password => text(&t.t(match (person.has_password, person.must_change_password) {
            (true, true) => "users-password-to-change",
            (true, false) => "users-password-set",
            (false, _) => "users-password-none",
        })),
        ListColumn::LastSignIn => at(person.last_sign_in_at),
        ListColumn::Created => at(Some(person.created_at)),
        ListColumn::Changed => at(Some(person.updated_at)),
        ListColumn::Field(id) => {
            let field = view.fields.iter().find(|field| field.id == *id);
            text(&person.fields.get(id).map(|value| field_text(t, field, value)).unwrap_or_default())
        }
    }
}
