//! Names in cells: what they name, and what was probably meant.
use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use crate::auth::permission::Permission;
use crate::companies::model::{CompanyChanges, CompanyKind};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::groups::model::GroupValues;
use crate::imports::model::Missing;
use crate::imports::queries::{self, Named};
use crate::services::model::ServiceChanges;
use crate::users::columns::ties::Thing;
use crate::users::model::UserKind;
use crate::{companies, groups, projects, services};

/// Names of one sort that are kept; further companies are looked up when a row names them.
const MOST: i64 = 20_000;
/// How alike a name must be to be meant, from 0 to 1.
const ALIKE: f64 = 0.7;
/// How much longer or shorter a name may be that was meant, in bytes.
const LENGTHS: usize = 4;
/// Between a group and the one above it, as the pages write it and as people do.
const WAYS: [&str; 3] = [" › ", " > ", " / "];

/// What is to become of names of companies, groups and services that are not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Makes {
    /// They are made.
    Really,
    /// Rows are judged as if they were made.
    Supposedly,
}

/// What a name names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// This.
    One(Uuid, String),
    /// Any of these.
    Several(Vec<String>),
    /// It would be made first.
    ToBeMade,
    /// Nothing; something is named nearly so.
    Nothing(Option<String>),
}

#[derive(Default)]
struct Book {
    by_key: HashMap<String, Vec<usize>>,
    things: Vec<(Uuid, String)>,
    complete: bool,
}

impl Book {
    fn add(&mut self, id: Uuid, shown: &str, keys: impl IntoIterator<Item = String>) {
        let at = self.things.len();
        self.things.push((id, shown.to_owned()));
        for key in keys {
            let places = self.by_key.entry(key).or_default();
            if !places.contains(&at) {
                places.push(at);
            }
        }
    }
}

/// The way to a group through those above it.
fn way(all: &HashMap<Uuid, &Named>, named: &Named) -> String {
    let mut names = vec![named.name.as_str()];
    let mut above = named.above;
    // A tree deeper than this is a circle.
    for _ in 0..32 {
        let Some(next) = above.and_then(|id| all.get(&id)) else { break };
        names.push(&next.name);
        above = next.above;
    }
    names.reverse();
    names.join(WAYS[0])
}

/// A way as it is compared, however its steps are set apart.
fn way_key(text: &str) -> String {
    WAYS.iter().fold(fold(text), |key, between| key.replace(between.trim(), "\u{1}")).replace(' ', "")
}

/// The names that rows of an import use.
pub struct Names {
    kind: UserKind,
    missing: Missing,
    makes: Makes,
    books: HashMap<Thing, Book>,
}

impl Names {
    /// Nothing known yet.
    pub fn new(kind: UserKind, missing: Missing) -> Self {
        Self { kind, missing, makes: Makes::Supposedly, books: HashMap::new() }
    }

    /// From now on what is missing is made.
    pub fn make(&mut self) {
        self.makes = Makes::Really;
    }

    /// Looks up what cells name.
    ///
    /// # Errors
    /// The database's.
    pub async fn learn(&mut self, cx: &ServiceContext, cells: &[(Thing, String)]) -> Result<(), AppError> {
        let wanted: BTreeSet<Thing> = cells.iter().map(|(thing, _)| *thing).collect();
        for thing in wanted {
            if !self.books.contains_key(&thing) {
                let book = self.read(cx, thing).await?;
                self.books.insert(thing, book);
            }
        }
        self.look_up_companies(cx, cells).await?;
        if self.missing == Missing::Create && self.makes == Makes::Really {
            self.make_missing(cx, cells).await?;
        }
        Ok(())
    }

    async fn read(&self, cx: &ServiceContext, thing: Thing) -> Result<Book, AppError> {
        let (scope, kind) = (cx.scope, self.kind);
        let (user, permissions) = (cx.actor.user(), cx.permissions.clone());
        let found = cx.app.db.read(move |conn| {
            let mut all = queries::things(conn, &scope, thing, kind, MOST)?;
            if let (Thing::Project, Some(user)) = (thing, user) {
                // A project that somebody may not see is not there for that person.
                let seen = projects::service::visible_to(conn, &scope, user, &permissions)?;
                all.retain(|one| seen.iter().any(|project| project.id.as_uuid() == one.id));
            }
            Ok::<_, elenco_db::DbError>(all)
        });
        let all = found.await.map_err(AppError::Database)?;
        let mut book = Book { complete: (all.len() as i64) < MOST, ..Book::default() };
        let by_id: HashMap<Uuid, &Named> = all.iter().map(|named| (named.id, named)).collect();
        for named in &all {
            if thing == Thing::Group {
                let way = way(&by_id, named);
                book.add(named.id, &way, [named.key.clone(), way_key(&way)]);
            } else {
                book.add(named.id, &named.name, [named.key.clone()]);
            }
        }
        Ok(book)
    }

    /// Of very many companies only the first ones are known by then.
    async fn look_up_companies(
        &mut self,
        cx: &ServiceContext,
        cells: &[(Thing, String)],
    ) -> Result<(), AppError> {
        let Some(book) = self.books.get_mut(&Thing::Company).filter(|book| !book.complete) else {
            return Ok(());
        };
        let cells = cells.iter().filter(|(thing, _)| *thing == Thing::Company);
        let mut keys: Vec<String> = cells
            .flat_map(|(_, text)| super::cells::candidates(text))
            .map(|name| fold(&name))
            .filter(|key| !key.is_empty() && !book.by_key.contains_key(key))
            .collect();
        keys.sort();
        keys.dedup();
        if keys.is_empty() {
            return Ok(());
        }
        let scope = cx.scope;
        let read = cx.app.db.read(move |conn| queries::companies_called(conn, &scope, &keys));
        for named in read.await.map_err(AppError::Database)? {
            book.add(named.id, &named.name, [named.key]);
        }
        Ok(())
    }

    async fn make_missing(&mut self, cx: &ServiceContext, cells: &[(Thing, String)]) -> Result<(), AppError> {
        for (thing, text) in cells {
            for (_, name) in super::cells::names_in(text, |name| self.knows(*thing, name)) {
                if name.is_empty() || self.knows(*thing, &name) {
                    continue;
                }
                // What cannot be made stays missing, and the row that names it says so.
                if let Some(id) = self.made(cx, *thing, &name).await? {
                    self.books.entry(*thing).or_default().add(id, &name, [fold(&name), way_key(&name)]);
                }
            }
        }
        Ok(())
    }

    async fn made(&self, cx: &ServiceContext, thing: Thing, name: &str) -> Result<Option<Uuid>, AppError> {
        let name = name.to_owned();
        let made = match thing {
            Thing::Company => {
                let changes = CompanyChanges { name: Some(name), ..CompanyChanges::default() };
                let made = companies::service::create_company(cx, CompanyKind::Company, changes).await;
                made.map(|company| company.id.as_uuid())
            }
            Thing::Group => {
                let values = GroupValues { parent: None, name, description: String::new(), active: true };
                groups::service::create_group(cx, self.kind, values).await.map(|group| group.id.as_uuid())
            }
            Thing::Service => {
                let changes = ServiceChanges { name: Some(name), ..ServiceChanges::default() };
                services::service::create_service(cx, changes).await.map(|service| service.id.as_uuid())
            }
            Thing::Project | Thing::Role | Thing::Calendar => return Ok(None),
        };
        match made {
            Ok(id) => Ok(Some(id)),
            Err(AppError::Invalid(_) | AppError::Forbidden(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn may_make(&self, cx: &ServiceContext, thing: Thing) -> bool {
        let wanted = match thing {
            Thing::Company => Permission::CompaniesAdd,
            Thing::Group => Permission::GroupsAdd,
            Thing::Service => Permission::ServicesAdd,
            Thing::Project | Thing::Role | Thing::Calendar => return false,
        };
        self.missing == Missing::Create && self.makes == Makes::Supposedly && cx.permissions.allow(wanted)
    }

    fn places(&self, thing: Thing, name: &str) -> Vec<&(Uuid, String)> {
        let Some(book) = self.books.get(&thing) else { return Vec::new() };
        let found = book.by_key.get(&fold(name.trim()));
        let found =
            found.or_else(|| book.by_key.get(&way_key(name.trim())).filter(|_| thing == Thing::Group));
        found.into_iter().flatten().filter_map(|at| book.things.get(*at)).collect()
    }

    /// Whether something has this name.
    pub fn knows(&self, thing: Thing, name: &str) -> bool {
        !self.places(thing, name).is_empty()
    }

    /// What a name names, once it was learnt.
    pub fn find(&self, cx: &ServiceContext, thing: Thing, name: &str) -> Found {
        match self.places(thing, name).as_slice() {
            [(id, shown)] => Found::One(*id, shown.clone()),
            [] if self.may_make(cx, thing) => Found::ToBeMade,
            [] => Found::Nothing(self.nearest(thing, name)),
            several => Found::Several(several.iter().map(|(_, shown)| shown.clone()).collect()),
        }
    }

    /// The only thing of a sort, when there is just one.
    pub fn only(&self, thing: Thing) -> Option<Uuid> {
        match self.books.get(&thing)?.things.as_slice() {
            [(id, _)] => Some(*id),
            _ => None,
        }
    }

    fn nearest(&self, thing: Thing, name: &str) -> Option<String> {
        let wanted = fold(name.trim());
        let book = self.books.get(&thing)?;
        let near = |key: &str| {
            let lengths = key.len().abs_diff(wanted.len()) <= LENGTHS;
            // Of many names only those are compared that may be like it at all.
            let ends = key.chars().next() == wanted.chars().next()
                || key.chars().next_back() == wanted.chars().next_back();
            (lengths && ends).then(|| strsim::normalized_damerau_levenshtein(key, &wanted))
        };
        let alike = book.by_key.iter().filter_map(|(key, places)| Some((near(key)?, key, places)));
        let best = alike.filter(|(alike, ..)| *alike >= ALIKE);
        let best = best.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(one.1)))?;
        book.things.get(*best.2.first()?).map(|(_, shown)| shown.clone())
    }
}
