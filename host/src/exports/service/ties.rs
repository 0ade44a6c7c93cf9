//! Sheets of what people are tied to.
use std::collections::{BTreeMap, HashMap};

use elenco_db::{GroupId, ProjectId, UserId};
use elenco_runtime::contract::{CellType, Column, ColumnSpec, Rows, SheetSpec};

use super::cells::{some_text, texts};
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::exports::queries;
use crate::locale::Texts;
use crate::users::columns::ties::{ADD, BETWEEN, JOIN, REMOVE, Relation, STAY, TieCell, TieColumn};
use crate::users::model::UserKind;
use crate::{groups, projects};

/// Choices of a drop-down list; of more nobody chooses in a list.
const CHOICES: i64 = 500;

/// Rows that go to the format plugin at a time.
const ROWS: usize = 1000;

/// A tie of a person: what it is called, and the days of a shift.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tied {
    /// First and last day of a shift.
    pub days: Option<(String, String)>,
    /// What the person is tied to.
    pub name: String,
}

/// The ties of some people, each person's in order.
pub type TiesOf = HashMap<UserId, Vec<Tied>>;

/// What an export tells of ties.
#[derive(Debug, Clone, Default)]
pub struct Ties {
    /// The relations that the reader may see, in the order of the sheets.
    pub relations: Vec<Relation>,
    projects: BTreeMap<ProjectId, String>,
    choices: HashMap<&'static str, Vec<String>>,
}

fn may_see(cx: &ServiceContext, relation: Relation) -> bool {
    let permission = match relation {
        // One's own projects everybody sees.
        Relation::Projects => return true,
        Relation::Companies => Permission::CompaniesList,
        Relation::Groups => Permission::GroupsList,
        Relation::Services => Permission::ServicesList,
        Relation::Roles => Permission::RolesList,
        Relation::Shifts => Permission::ShiftsList,
    };
    cx.permissions.allow(permission)
}

impl Ties {
    /// What whoever exports may see of the ties of a kind of people.
    ///
    /// # Errors
    /// The database's.
    pub async fn settle(cx: &ServiceContext, kind: UserKind) -> Result<Self, AppError> {
        let relations: Vec<Relation> =
            Relation::of(kind).iter().copied().filter(|relation| may_see(cx, *relation)).collect();
        let (scope, user, permissions) = (cx.scope, cx.actor.user(), cx.permissions.clone());
        let found = cx.app.db.read(move |conn| {
            let projects = match user {
                Some(user) => projects::service::visible_to(conn, &scope, user, &permissions)?,
                None => Vec::new(),
            };
            let services = queries::service_names(conn, &scope, CHOICES + 1)?;
            let roles = queries::role_names(conn, &scope, CHOICES + 1)?;
            let calendars = queries::calendar_names(conn, &scope, CHOICES + 1)?;
            Ok::<_, elenco_db::DbError>((projects, services, roles, calendars))
        });
        let (projects, services, roles, calendars) = found.await.map_err(AppError::Database)?;
        let projects: BTreeMap<ProjectId, String> =
            projects.into_iter().map(|project| (project.id, project.name)).collect();
        let mut names: Vec<String> = projects.values().cloned().collect();
        names.sort_by_cached_key(|name| crate::fold::fold(name));
        let lists =
            [("projects", names), ("services", services), ("roles", roles), ("shift.calendar", calendars)];
        let few = |list: &Vec<String>| list.len() as i64 <= CHOICES;
        let choices = lists.into_iter().filter(|(_, list)| few(list)).collect();
        Ok(Self { relations, projects, choices })
    }

    fn column(&self, t: Texts, column: &TieColumn, beside: bool) -> ColumnSpec {
        let words = |keys: [&str; 2]| keys.map(|key| word(t, key)).to_vec();
        let choices = match column.cell {
            TieCell::Change => words([ADD, REMOVE]),
            TieCell::Joins => words([JOIN, STAY]),
            // Several of them may stand beside a person.
            _ if beside => Vec::new(),
            _ => self.choices.get(column.id).cloned().unwrap_or_default(),
        };
        let kind = match column.cell {
            TieCell::Since | TieCell::Until => CellType::Date,
            _ => CellType::Text,
        };
        let optional = matches!(column.cell, TieCell::Change | TieCell::Joins);
        ColumnSpec {
            id: column.id.to_owned(),
            label: t.t(column.label_key).into_owned(),
            kind,
            required: !optional && !beside,
            help: t.t(column.help_key).into_owned(),
            example: column.example.map(str::to_owned),
            choices,
        }
    }

    /// The sheets, one a relation.
    pub fn sheets(&self, t: Texts) -> Vec<SheetSpec> {
        let sheet = |relation: &Relation| {
            let username = ColumnSpec {
                id: "username".to_owned(),
                label: t.t("column-username").into_owned(),
                kind: CellType::Text,
                required: true,
                help: t.t("ties-username-help").into_owned(),
                example: None,
                choices: Vec::new(),
            };
            let columns = relation.columns().map(|column| self.column(t, column, false));
            SheetSpec {
                id: relation.id().to_owned(),
                label: t.t(relation.sheet_key()).into_owned(),
                columns: std::iter::once(username).chain(columns).collect(),
            }
        };
        self.relations.iter().map(sheet).collect()
    }

    /// The relations that stand beside people where a format has one sheet. A shift takes several cells, and a person
    /// has many, so shifts do not.
    pub fn beside(&self) -> impl Iterator<Item = Relation> + '_ {
        self.relations.iter().copied().filter(|relation| *relation != Relation::Shifts)
    }

    /// The columns of those.
    pub fn columns_beside(&self, t: Texts) -> Vec<ColumnSpec> {
        self.beside().flat_map(Relation::beside).map(|column| self.column(t, column, true)).collect()
    }

    /// What people are tied to.
    ///
    /// # Errors
    /// The database's.
    pub async fn read(
        &self,
        cx: &ServiceContext,
        relation: Relation,
        people: &[UserId],
    ) -> Result<TiesOf, AppError> {
        let (scope, people, projects) = (cx.scope, people.to_vec(), self.projects.clone());
        let found = cx.app.db.read(move |conn| {
            let named = |pairs: Vec<(UserId, String)>| {
                pairs.into_iter().map(|(person, name)| (person, Tied { days: None, name })).collect()
            };
            Ok::<Vec<(UserId, Tied)>, elenco_db::DbError>(match relation {
                Relation::Companies => named(queries::companies_of(conn, &scope, &people)?),
                Relation::Services => named(queries::services_of(conn, &scope, &people)?),
                Relation::Roles => named(queries::roles_of(conn, &scope, &people)?),
                Relation::Projects => {
                    let ids: Vec<ProjectId> = projects.keys().copied().collect();
                    let pairs = queries::memberships_of(conn, &scope, &ids, &people)?;
                    let name = |(person, project)| Some((person, projects.get(&project)?.clone()));
                    named(pairs.into_iter().filter_map(name).collect())
                }
                Relation::Groups => {
                    let pairs = queries::groups_of(conn, &scope, &people)?;
                    let mut ids: Vec<GroupId> = pairs.iter().map(|(_, group)| *group).collect();
                    ids.sort_unstable();
                    ids.dedup();
                    let mut ways = HashMap::new();
                    for chunk in ids.chunks(500) {
                        let placed = groups::service::placed(conn, &scope, chunk)?;
                        ways.extend(placed.into_iter().map(|placed| (placed.group.id, placed.path())));
                    }
                    let name = |(person, group)| Some((person, ways.get(&group)?.clone()));
                    named(pairs.into_iter().filter_map(name).collect())
                }
                Relation::Shifts => {
                    let tied = |(person, since, until, name): queries::ShiftRow| {
                        (person, Tied { days: Some((since.0.to_string(), until.0.to_string())), name })
                    };
                    queries::shifts_of(conn, &scope, &people)?.into_iter().map(tied).collect()
                }
            })
        });
        let mut ties = TiesOf::new();
        for (person, tied) in found.await.map_err(AppError::Database)? {
            ties.entry(person).or_default().push(tied);
        }
        ties.values_mut().for_each(|tied| tied.sort());
        Ok(ties)
    }
}

fn word(t: Texts, key: &str) -> String {
    match key {
        ADD => t.t(ADD),
        REMOVE => t.t(REMOVE),
        JOIN => t.t(JOIN),
        _ => t.t(STAY),
    }
    .into_owned()
}

/// The rows of a sheet in batches: the people in their order, each person's ties in theirs.
pub fn tie_rows(relation: Relation, people: &[(UserId, String)], ties: &TiesOf, first: u32) -> Vec<Rows> {
    let none = Vec::new();
    let all: Vec<(&str, &Tied)> = people
        .iter()
        .flat_map(|(person, name)| {
            ties.get(person).unwrap_or(&none).iter().map(move |tied| (name.as_str(), tied))
        })
        .collect();
    let mut next = first;
    all.chunks(ROWS)
        .map(|some| {
            let count = u32::try_from(some.len()).unwrap_or(0);
            let rows = Rows { first: next, count, columns: columns(relation, some) };
            next += count;
            rows
        })
        .collect()
}

fn columns(relation: Relation, all: &[(&str, &Tied)]) -> Vec<Column> {
    let mut columns = vec![texts(all.iter().map(|(name, _)| some_text((*name).to_owned())))];
    for column in relation.columns() {
        let day = |of: fn(&(String, String)) -> &String| {
            Column::Date(all.iter().map(|(_, tied)| tied.days.as_ref().map(of).cloned()).collect())
        };
        columns.push(match column.cell {
            TieCell::Name(_) => texts(all.iter().map(|(_, tied)| some_text(tied.name.clone()))),
            TieCell::Since => day(|days| &days.0),
            TieCell::Until => day(|days| &days.1),
            TieCell::Change | TieCell::Joins => Column::Empty,
        });
    }
    columns
}

/// The cells of a relation beside people, several names in each.
pub fn cells_beside(people: &[UserId], ties: &TiesOf) -> Column {
    texts(people.iter().map(|person| {
        let names: Vec<&str> = ties.get(person)?.iter().map(|tied| tied.name.as_str()).collect();
        some_text(names.join(BETWEEN))
    }))
}
