//! Looks at every row once: recognises headers, gathers what columns tell about dates and numbers, finds user names
//! that occur more than once, and cuts the rows into pieces.
use std::collections::{BTreeMap, HashMap};

use elenco_runtime::contract::Value;
use serde_json::{Value as Document, json};

use super::chosen::Rules;
use super::refused;
use crate::imports::cells::display;
use crate::imports::headers::{self, HeaderProblem, How, Recognised, letters};
use crate::imports::job::catalogue::Catalogue;
use crate::imports::job::evidence::Evidence;
use crate::imports::job::staging::{PIECE, Place, Plan, StagedRow};
use crate::imports::model::{ColumnPlan, SheetPlan};
use crate::jobs::model::Stop;
use crate::locale::Culture;

/// Most columns of a sheet.
const MOST_COLUMNS: usize = 1024;
/// How many of its columns have to be known before a sheet's rows are people: a list of who belongs to which project
/// has user names too.
const KNOWN_COLUMNS: usize = 2;
/// Headers that a message names at most.
const NAMED: usize = 12;

/// A piece that is full.
pub struct Piece {
    /// Its number, from 0.
    pub number: u64,
    /// Its rows.
    pub rows: Vec<StagedRow>,
}

enum Header {
    Awaited,
    People { key: usize },
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
            first_met: HashMap::new(),
            groups: BTreeMap::new(),
        }
    }

    /// Rows of people so far.
    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// Whether the rest of the present sheet is of no use.
    pub fn skips_sheet(&self) -> bool {
        matches!(self.header, Header::Skipped)
    }

    /// Goes on to a sheet; `skipped` when the file itself says that it holds something else.
    pub fn begin_sheet(&mut self, name: &str, ids: Vec<Option<String>>, skipped: bool) {
        self.sheets.push(SheetPlan { name: name.to_owned(), used: false, columns: Vec::new() });
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
            self.header = Header::People { key };
            if let Some(evidence) = self.evidence.last_mut() {
                *evidence = sheet.columns.iter().map(|column| Evidence::of(self.catalogue, column)).collect();
            }
        }
        Ok(())
    }

    /// Guesses what headers mean; nothing for those of a sheet that cannot be of people.
    fn guess(&mut self, names: &[String]) -> Result<Option<Vec<Recognised>>, Stop> {
        let (targets, mapping) = (&self.catalogue.targets, &self.rules.options.mapping);
        let problem = match headers::recognise(names, &self.ids, targets, mapping, self.rules.memory) {
            Ok(recognised) => return Ok(Some(recognised)),
            Err(problem) => problem,
        };
        let stop = self.explain(&problem, names);
        let key = self.rules.options.matching.field();
        let names_people = names.iter().any(|name| {
            let alone = std::slice::from_ref(name);
            headers::recognise(alone, &[], targets, mapping, self.rules.memory)
                .is_ok_and(|found| found.iter().any(|one| one.field.as_deref() == Some(key)))
        });
        // In a sheet of people it must be put right; in any other it only explains why that is none.
        if names_people {
            return Err(stop);
        }
        self.problem.get_or_insert(stop);
        Ok(None)
    }

    fn explain(&self, problem: &HeaderProblem, names: &[String]) -> Stop {
        let sheet = self.sheets.last().map(|sheet| sheet.name.clone()).unwrap_or_default();
        let places =
            |columns: &[usize]| columns.iter().map(|column| letters(*column)).collect::<Vec<_>>().join(", ");
        match problem {
            HeaderProblem::Repeated { header, columns } => refused(
                "import.repeated-header",
                json!({ "sheet": sheet, "header": header, "columns": places(columns), "count": columns.len() }),
            ),
            HeaderProblem::Competing { field, columns } => {
                let named: Vec<&str> =
                    columns.iter().filter_map(|column| names.get(*column)).map(String::as_str).collect();
                let label = self.catalogue.label(field).unwrap_or(field);
                let detail = json!({
                    "sheet": sheet, "field": label, "headers": named.join(", "), "columns": places(columns),
                });
                refused("import.competing-headers", detail)
            }
        }
    }

    fn take_row(&mut self, row: u64, cells: Vec<Value>, key: usize) -> Option<Piece> {
        let sheet = self.sheets.len() - 1;
        if let Some(evidence) = self.evidence.last_mut() {
            evidence.iter_mut().zip(&cells).for_each(|(evidence, cell)| evidence.observe(cell));
        }
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
        Piece { number: (self.lines - 1) / PIECE, rows }
    }

    /// The plan, and the last piece.
    ///
    /// # Errors
    /// [`Stop::Failed`] when no sheet holds people.
    pub fn finish(mut self) -> Result<(Plan, Option<Piece>), Stop> {
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
        if self.lines == 0 {
            return Err(refused("import.no-rows", Document::Null));
        }
        for (sheet, evidence) in self.sheets.iter_mut().zip(&self.evidence) {
            for (column, evidence) in sheet.columns.iter_mut().zip(evidence) {
                (column.dates, column.numbers) = evidence.tell(options, self.culture);
            }
        }
        let last = (!self.rows.is_empty()).then(|| self.cut());
        let mut shared_names: Vec<Vec<Place>> = self.groups.into_values().collect();
        shared_names.sort();
        let matching = options.matching;
        Ok((Plan { rows: self.lines, sheets: self.sheets, shared_names, matching }, last))
    }
}

fn column(catalogue: &Catalogue, header: String, one: Recognised) -> ColumnPlan {
    let label = one.field.as_deref().and_then(|field| catalogue.label(field)).map(str::to_owned);
    ColumnPlan {
        header,
        field: one.field,
        label,
        how: one.how,
        dates: None,
        numbers: None,
        values: BTreeMap::new(),
    }
}

fn no_people(sheets: &[SheetPlan]) -> Stop {
    let headers: Vec<&str> = sheets
        .iter()
        .flat_map(|sheet| &sheet.columns)
        .map(|column| column.header.as_str())
        .filter(|header| !header.is_empty())
        .take(NAMED)
        .collect();
    if headers.is_empty() {
        return refused("file.empty", Document::Null);
    }
    refused("import.no-username", json!({ "headers": headers.join(", ") }))
}
