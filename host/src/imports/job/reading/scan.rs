//! Looks at every row once: recognises headers, gathers what columns tell about dates and numbers, finds user names
//! that occur more than once, and cuts the rows into pieces.
mod sheets;

use std::collections::{BTreeMap, HashMap};

use elenco_runtime::contract::Value;
use serde_json::{Value as Document, json};

use super::chosen::Rules;
use super::refused;
use crate::imports::cells::display;
use crate::imports::headers::{self, How, Recognised};
use crate::imports::job::catalogue::Catalogue;
use crate::imports::job::evidence::Evidence;
use crate::imports::job::staging::{PIECE, Place, Plan, StagedRow};
use crate::imports::model::SheetPlan;
use crate::jobs::model::Stop;
use crate::locale::Culture;
use crate::users::columns::ties::Relation;
use sheets::{column, is_example, no_people, ties_of};

/// Most columns of a sheet.
const MOST_COLUMNS: usize = 1024;
/// How many of its columns have to be known before a sheet's rows are people: a list of who belongs to which project
/// has user names too.
const KNOWN_COLUMNS: usize = 2;

/// A piece that is full.
pub struct Piece {
    /// Its number, from 0.
    pub number: u64,
    /// Its rows.
    pub rows: Vec<StagedRow>,
    /// They only tie people, and come after all of these.
    pub ties: bool,
}

/// What the look found.
pub struct Seen {
    /// What the second phase needs to know.
    pub plan: Plan,
    /// Rows that are not in a piece yet: people, and ties.
    pub rest: (Vec<StagedRow>, Vec<StagedRow>),
    /// How many rows only tie people.
    pub ties: u64,
}

enum Header {
    Awaited,
    People { key: usize },
    Ties { key: usize },
    Skipped,
}

/// The state of the look.
pub struct Scan<'a> {
    catalogue: &'a Catalogue,
    rules: Rules<'a>,
    culture: Culture,
    sheets: Vec<SheetPlan>,
    evidence: Vec<Vec<Evidence>>,
    ids: Vec<Option<String>>,
    header: Header,
    problem: Option<Stop>,
    rows: Vec<StagedRow>,
    lines: u64,
    tied: Vec<StagedRow>,
    ties: u64,
    relation: Option<Relation>,
    /// Where a user name was met first, by a digest of its folded form: a file of a million rows must fit.
    first_met: HashMap<u64, Place>,
    groups: BTreeMap<u64, Vec<Place>>,
}

impl<'a> Scan<'a> {
    /// Nothing seen yet. `culture` decides about dates and numbers that do not tell by themselves.
    pub fn new(catalogue: &'a Catalogue, rules: Rules<'a>, culture: Culture) -> Self {
        Self {
            catalogue,
            rules,
            culture,
            sheets: Vec::new(),
            evidence: Vec::new(),
            ids: Vec::new(),
            header: Header::Skipped,
            problem: None,
            rows: Vec::new(),
            lines: 0,
            tied: Vec::new(),
            ties: 0,
            relation: None,
            first_met: HashMap::new(),
            groups: BTreeMap::new(),
        }
    }

    /// Rows so far.
    pub fn lines(&self) -> u64 {
        self.lines + self.ties
    }

    /// Whether the rest of the present sheet is of no use.
    pub fn skips_sheet(&self) -> bool {
        matches!(self.header, Header::Skipped)
    }

    /// Goes on to a sheet; `skipped` when the file itself says that it holds something else, `relation` when it says
    /// that its rows tie people.
    pub fn begin_sheet(
        &mut self,
        name: &str,
        ids: Vec<Option<String>>,
        relation: Option<Relation>,
        skipped: bool,
    ) {
        self.sheets.push(SheetPlan { name: name.to_owned(), used: false, ties: None, columns: Vec::new() });
        let named = || self.catalogue.relation_named(name);
        self.relation = relation.or_else(named).filter(|relation| self.catalogue.has(*relation));
        self.evidence.push(Vec::new());
        self.ids = ids;
        let skipped = skipped || self.rules.leaves_out(name);
        self.header = if skipped { Header::Skipped } else { Header::Awaited };
    }

    /// Takes the next row that is not empty; answers a piece when one is full.
    ///
    /// # Errors
    /// [`Stop::Failed`] when the headers can be read in two ways.
    pub fn row(&mut self, row: u64, cells: Vec<Value>) -> Result<Option<Piece>, Stop> {
        match self.header {
            Header::Skipped => Ok(None),
            Header::Awaited => self.take_headers(&cells).map(|()| None),
            Header::People { key } => Ok(self.take_row(row, cells, key)),
            Header::Ties { key } => Ok(self.take_ties(row, cells, key)),
        }
    }

    fn take_headers(&mut self, cells: &[Value]) -> Result<(), Stop> {
        self.header = Header::Skipped;
        if cells.len() > MOST_COLUMNS {
            return Err(refused("import.too-many-columns", json!({ "limit": MOST_COLUMNS })));
        }
        let names: Vec<String> = cells.iter().map(|cell| display(cell).trim().to_owned()).collect();
        let sheet = self.sheets.last().map(|sheet| sheet.name.as_str()).unwrap_or_default();
        let (recognised, is_chosen) = match self.rules.recognise(sheet, &names, self.catalogue)? {
            Some(recognised) => (recognised, true),
            None => match self.guess(&names)? {
                Some(recognised) => (recognised, false),
                None => return Ok(()),
            },
        };
        let known = recognised.iter().filter(|one| one.field.is_some()).count();
        let key = self.rules.options.matching.field();
        let key = recognised.iter().position(|one| one.field.as_deref() == Some(key));
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        sheet.columns = names
            .into_iter()
            .zip(recognised)
            .map(|(header, one)| column(self.catalogue, header, one))
            .collect();
        self.rules.give_values(sheet);
        if let Some(unknown) = sheet.columns.iter().find(|column| {
            let chosen = column.how == How::Chosen;
            chosen && column.field.as_deref().is_some_and(|field| self.catalogue.kind(field).is_none())
        }) {
            let detail = json!({ "header": unknown.header, "field": unknown.field });
            return Err(refused("import.mapping-unknown", detail));
        }
        if let Some(key) = key.filter(|_| known >= KNOWN_COLUMNS || is_chosen) {
            sheet.used = true;
            sheet.ties = ties_of(self.catalogue, self.relation, &sheet.columns);
            self.header = if sheet.ties.is_some() { Header::Ties { key } } else { Header::People { key } };
            if let Some(evidence) = self.evidence.last_mut() {
                *evidence = sheet.columns.iter().map(|column| Evidence::of(self.catalogue, column)).collect();
            }
        }
        Ok(())
    }

    /// Guesses what headers mean; nothing for those of a sheet that cannot be of people.
    fn guess(&mut self, names: &[String]) -> Result<Option<Vec<Recognised>>, Stop> {
        let mapping = &self.rules.options.mapping;
        let own = self.relation.map(|relation| self.catalogue.targets_of(relation));
        let targets = own.as_ref().unwrap_or(&self.catalogue.targets);
        let problem = match headers::recognise(names, &self.ids, targets, mapping, self.rules.memory) {
            Ok(recognised) => return Ok(Some(self.with_manner(names, recognised))),
            Err(problem) => problem,
        };
        let stop = self.explain(&problem, names);
        let key = self.rules.options.matching.field();
        let names_people = names.iter().any(|name| {
            let alone = std::slice::from_ref(name);
            headers::recognise(alone, &[], &self.catalogue.targets, mapping, self.rules.memory)
                .is_ok_and(|found| found.iter().any(|one| one.field.as_deref() == Some(key)))
        });
        // In a sheet of people it must be put right; in any other it only explains why that is none.
        if names_people {
            return Err(stop);
        }
        self.problem.get_or_insert(stop);
        Ok(None)
    }

    fn observe(&mut self, cells: &[Value]) {
        if let Some(evidence) = self.evidence.last_mut() {
            evidence.iter_mut().zip(cells).for_each(|(evidence, cell)| evidence.observe(cell));
        }
    }

    fn take_ties(&mut self, row: u64, cells: Vec<Value>, key: usize) -> Option<Piece> {
        if is_example(&cells, key) {
            return None;
        }
        self.observe(&cells);
        self.ties += 1;
        self.tied.push(StagedRow { line: self.ties, sheet: self.sheets.len() - 1, row, cells });
        (self.tied.len() as u64 == PIECE).then(|| {
            let rows = std::mem::take(&mut self.tied);
            Piece { number: (self.ties - 1) / PIECE, rows, ties: true }
        })
    }

    fn take_row(&mut self, row: u64, cells: Vec<Value>, key: usize) -> Option<Piece> {
        if is_example(&cells, key) {
            return None;
        }
        self.observe(&cells);
        let sheet = self.sheets.len() - 1;
        let matching = self.rules.options.matching;
        let name = cells.get(key).map(|cell| matching.key(&display(cell))).unwrap_or_default();
        if !name.is_empty() {
            self.meet(&name, Place { sheet, row });
        }
        self.lines += 1;
        self.rows.push(StagedRow { line: self.lines, sheet, row, cells });
        (self.rows.len() as u64 == PIECE).then(|| self.cut())
    }

    fn meet(&mut self, name: &str, place: Place) {
        let digest = blake3::hash(name.as_bytes());
        let mut short = [0; 8];
        short.copy_from_slice(&digest.as_bytes()[..8]);
        let key = u64::from_le_bytes(short);
        match self.first_met.get(&key) {
            Some(first) => self.groups.entry(key).or_insert_with(|| vec![*first]).push(place),
            None => {
                self.first_met.insert(key, place);
            }
        }
    }

    fn has_header(&self, header: &str) -> bool {
        let wanted = headers::plain(header);
        self.sheets
            .iter()
            .flat_map(|sheet| &sheet.columns)
            .any(|column| headers::plain(&column.header) == wanted)
    }

    fn cut(&mut self) -> Piece {
        let rows = std::mem::take(&mut self.rows);
        Piece { number: (self.lines - 1) / PIECE, rows, ties: false }
    }

    /// The plan, and the rows that are left.
    ///
    /// # Errors
    /// [`Stop::Failed`] when no sheet holds people or ties.
    pub fn finish(mut self) -> Result<Seen, Stop> {
        if !self.sheets.iter().any(|sheet| sheet.used) {
            return Err(self.problem.take().unwrap_or_else(|| no_people(&self.sheets)));
        }
        let options = self.rules.options;
        if let Some(header) = options.mapping.keys().find(|header| !self.has_header(header)) {
            return Err(refused("import.mapping-missing", json!({ "header": header })));
        }
        let is_there = |name: &str| self.sheets.iter().any(|sheet| sheet.name == name);
        if let Some(gone) = options.sheets.iter().find(|choice| !is_there(&choice.name)) {
            return Err(refused("import.mapping-sheet", json!({ "sheet": gone.name })));
        }
        if self.lines() == 0 {
            return Err(refused("import.no-rows", Document::Null));
        }
        for (sheet, evidence) in self.sheets.iter_mut().zip(&self.evidence) {
            for (column, evidence) in sheet.columns.iter_mut().zip(evidence) {
                (column.dates, column.numbers) = evidence.tell(options, self.culture);
            }
        }
        let rest = (std::mem::take(&mut self.rows), std::mem::take(&mut self.tied));
        let mut shared_names: Vec<Vec<Place>> = self.groups.into_values().collect();
        shared_names.sort();
        let matching = options.matching;
        let plan = Plan { rows: self.lines + self.ties, sheets: self.sheets, shared_names, matching };
        Ok(Seen { plan, rest, ties: self.ties })
    }
}
