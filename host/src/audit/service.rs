//! Use cases about what the audit keeps: the history of an object.
use std::collections::{BTreeMap, BTreeSet};

use elenco_db::{Conn, DbError, ImportId, TokenId, UserId};
use elenco_runtime::contract::{Concept, Field};
use uuid::Uuid;

use super::model::{
    Change, HistoryAnchor, HistoryEntry, HistoryPage, KnownPerson, ToldWay, WAYS, Who, references,
};
use super::queries::{self, StoredEntry};
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::model::UserKind;

/// What a reader must be allowed besides history, to read that of a kind of object.
fn besides(kind: &str) -> Option<Permission> {
    Some(match kind {
        "user" => Permission::UsersGetObject,
        "group" => Permission::GroupsGetObject,
        "company" => Permission::CompaniesGetObject,
        "service" => Permission::ServicesGetObject,
        "calendar" => Permission::CalendarsGetObject,
        "role" => Permission::RolesGetObject,
        "location" => Permission::LocationsList,
        "project" => Permission::ProjectsList,
        "shift" => Permission::ShiftsList,
        "token" => Permission::TokensList,
        "feedback" => Permission::FeedbackList,
        "field" => Permission::FieldsList,
        "plugin" => Permission::PluginsList,
        _ => return None,
    })
}

/// Everybody and everything that made these entries.
struct Makers {
    people: BTreeMap<UserId, KnownPerson>,
    tokens: BTreeMap<TokenId, queries::StoredToken>,
    files: BTreeMap<ImportId, String>,
}

fn import_of(entry: &StoredEntry) -> Option<ImportId> {
    entry.way_ref.as_ref().filter(|_| entry.way == "import").and_then(|id| id.parse().ok())
}

impl Makers {
    fn find(conn: &mut Conn, cx: &ServiceContext, entries: &[StoredEntry]) -> Result<Self, DbError> {
        let of = |kind: &'static str| {
            let own = entries.iter().filter(move |entry| entry.actor_kind == kind);
            own.filter_map(|entry| entry.actor_id.map(|id| id.as_uuid()))
        };
        let tokens: BTreeSet<TokenId> = of("token").map(TokenId::from_uuid).collect();
        let tokens = queries::tokens(conn, &cx.scope, &tokens)?;
        let mut people: BTreeSet<UserId> = of("user").map(UserId::from_uuid).collect();
        people.extend(tokens.values().filter_map(|token| token.person));
        let imports: BTreeSet<ImportId> = entries.iter().filter_map(import_of).collect();
        Ok(Self {
            people: queries::people(conn, &cx.scope, &people)?,
            tokens,
            files: queries::files(conn, &cx.scope, &imports)?,
        })
    }

    fn person(&self, id: UserId) -> KnownPerson {
        self.people.get(&id).cloned().unwrap_or(KnownPerson { id, name: None, kind: None })
    }

    fn who(&self, entry: &StoredEntry) -> Who {
        match (entry.actor_kind.as_str(), entry.actor_id) {
            ("user", Some(id)) => Who::Person(self.person(UserId::from_uuid(id.as_uuid()))),
            ("token", Some(id)) => {
                let id = TokenId::from_uuid(id.as_uuid());
                let token = self.tokens.get(&id);
                Who::Token {
                    id,
                    description: token.map(|token| token.description.clone()),
                    person: token.and_then(|token| token.person).map(|person| self.person(person)),
                }
            }
            _ => Who::System,
        }
    }

    fn way(&self, entry: &StoredEntry) -> ToldWay {
        match entry.way.as_str() {
            "form" => ToldWay::Form,
            "import" => {
                let id = import_of(entry);
                ToldWay::Import { id, file: id.and_then(|id| self.files.get(&id).cloned()) }
            }
            "api" => ToldWay::Api,
            "plugin" => ToldWay::Plugin(entry.way_ref.clone().unwrap_or_default()),
            "system" => ToldWay::System,
            other => ToldWay::Other(other.to_owned()),
        }
    }

    fn tell(&self, entry: StoredEntry) -> HistoryEntry {
        let (who, way) = (self.who(&entry), self.way(&entry));
        // An entry that a newer version wrote in another shape tells that something changed, not what.
        let changes: BTreeMap<String, Change> = serde_json::from_value(entry.changes.0).unwrap_or_default();
        HistoryEntry { id: entry.id, at: entry.at, who, way, action: entry.action, changes }
    }
}

/// Definitions of the additional fields that these entries name. Without them, the fields are called by their ids.
async fn definitions(cx: &ServiceContext, concepts: &[Concept], entries: &[HistoryEntry]) -> Vec<Field> {
    let names_some =
        entries.iter().any(|entry| entry.changes.keys().any(|field| field.starts_with("fields.")));
    if !names_some {
        return Vec::new();
    }
    let mut found = Vec::new();
    for concept in concepts {
        match cx.app.extensions.fields(&cx.caller, *concept, cx.culture).await {
            Ok(fields) => found.extend(fields.into_iter().map(|owned| owned.field)),
            Err(error) => tracing::warn!(%error, "additional fields for a history"),
        }
    }
    found
}

/// What was changed about an object, the newest first: only by one way when that is named.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::NotFound`] for a kind of object that has no history.
pub async fn list_history(
    cx: &ServiceContext,
    (kind, id): (&'static str, Uuid),
    way: Option<&str>,
    older: Option<HistoryAnchor>,
    limit: usize,
) -> Result<HistoryPage, AppError> {
    cx.require(Permission::HistoryList)?;
    cx.require(besides(kind).ok_or(AppError::NotFound)?)?;
    let way = way.and_then(|way| WAYS.into_iter().find(|known| *known == way));
    let owned = cx.clone();
    let most = i64::try_from(limit).unwrap_or(i64::MAX - 1);
    let read = cx.app.db.read(move |conn| {
        let cx = owned;
        let mut stored = queries::list(conn, &cx.scope, (kind, id), way, older, most)?;
        let has_more = stored.len() > limit;
        stored.truncate(limit);
        let makers = Makers::find(conn, &cx, &stored)?;
        let entries: Vec<HistoryEntry> = stored.into_iter().map(|entry| makers.tell(entry)).collect();
        let mentioned = references(entries.iter().flat_map(|entry| entry.changes.values()));
        let names = queries::names(conn, &cx.scope, &mentioned)?;
        let older =
            entries.last().map(|entry| HistoryAnchor { at: entry.at, id: entry.id }).filter(|_| has_more);
        let of =
            if kind == "user" { queries::person_kind(conn, &cx.scope, UserId::from_uuid(id))? } else { None };
        Ok((HistoryPage { entries, older, names, fields: Vec::new() }, of))
    });
    let (mut page, of) = read.await.map_err(AppError::Database)?;
    let concepts: &[Concept] = match (kind, of) {
        ("user", Some(UserKind::Specialist)) => &[Concept::Specialist],
        ("user", _) => &[Concept::Client],
        ("company", _) => &[Concept::Company, Concept::Supplier],
        ("location", _) => &[Concept::Location],
        _ => &[],
    };
    page.fields = definitions(cx, concepts, &page.entries).await;
    Ok(page)
}
