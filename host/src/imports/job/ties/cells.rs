//! Cells that tell of ties, read.
use chrono::NaiveDate;
use elenco_db::{CalendarId, CompanyId, GroupId, ProjectId, RoleId, ServiceId};
use elenco_runtime::contract::Value;

use super::names::{Found, Names};
use super::{Link, Tie};
use crate::context::ServiceContext;
use crate::fold::fold;
use crate::imports::cells::display;
use crate::imports::model::{Missing, RowProblem};
use crate::locale::{Culture, Texts};
use crate::shifts::model::ShiftValues;
use crate::users::columns::ties::{ADD, GOES, JOIN, REMOVE, STAY, Thing, TieCell, TieColumn};
use crate::users::columns::yes_no_of;

/// What sets several names of a cell apart.
const BETWEEN: [char; 3] = [';', '\n', '|'];
/// Ways that a message lists at most.
const LISTED: usize = 5;

/// Pieces of which a name may be made when it holds the signs that set names apart.
const PIECES: usize = 8;

fn without_sign(name: &str) -> Option<&str> {
    name.strip_prefix(GOES).map(str::trim_start)
}

/// What stands between these signs, and what stands from one piece to another.
fn runs<'a>(text: &'a str, signs: &[char]) -> Vec<Vec<&'a str>> {
    let mut bounds = Vec::new();
    let mut begin = 0;
    for (at, sign) in text.match_indices(signs) {
        bounds.push((begin, at));
        begin = at + sign.len();
    }
    bounds.push((begin, text.len()));
    let from = |first: usize| {
        let ends = bounds[first..].iter().take(PIECES);
        ends.map(|(_, end)| text[bounds[first].0..*end].trim()).collect()
    };
    (0..bounds.len()).map(from).collect()
}

/// Every name that a cell may hold, however it is read.
pub(super) fn candidates(text: &str) -> Vec<String> {
    let mut all = vec![text.trim()];
    for run in runs(text, &BETWEEN) {
        let piece = run.first().copied().unwrap_or_default();
        all.extend(run);
        all.extend(runs(piece, &[',']).into_iter().flatten());
    }
    let without: Vec<&str> = all.iter().filter_map(|name| without_sign(name)).collect();
    all.extend(without);
    all.into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Takes the longest known names, one after the other; what is not known goes through `otherwise`.
fn taken<'a>(
    text: &'a str,
    signs: &[char],
    knows: &impl Fn(&str) -> bool,
    mut otherwise: impl FnMut(&'a str) -> Option<Vec<&'a str>>,
) -> Option<Vec<&'a str>> {
    let runs = runs(text, signs);
    let (mut names, mut at) = (Vec::new(), 0);
    while let Some(run) = runs.get(at) {
        let known = run.iter().rposition(|name| knows(name));
        match known {
            Some(pieces) => names.push(run[pieces]),
            None => names.extend(otherwise(run.first().copied().unwrap_or_default())?),
        }
        at += known.unwrap_or(0) + 1;
    }
    Some(names)
}

/// The names of a cell, each with whether its tie goes. A name that is known is taken as it stands, whatever signs it
/// holds.
pub(super) fn names_in(text: &str, knows: impl Fn(&str) -> bool) -> Vec<(bool, String)> {
    let either = |name: &str| knows(name) || without_sign(name).is_some_and(&knows);
    // A comma is part of many names, so it only sets apart what is known by itself.
    let by_commas = |piece| Some(taken(piece, &[','], &either, |_| None).unwrap_or_else(|| vec![piece]));
    let whole = text.trim();
    let names = if either(whole) { None } else { taken(whole, &BETWEEN, &either, by_commas) };
    let names = names.unwrap_or_else(|| vec![whole]).into_iter().filter(|name| !name.is_empty());
    names
        .filter_map(|name| match without_sign(name) {
            // A sign alone names nothing; many write it where there is nothing to say.
            Some("") if !knows(name) => None,
            Some(rest) if !knows(name) => Some((true, rest.to_owned())),
            _ => Some((false, name.to_owned())),
        })
        .collect()
}

fn says(text: &str, key: &str, also: &[&str]) -> bool {
    let word = fold(text.trim());
    also.contains(&word.as_str())
        || Culture::ALL.iter().any(|culture| fold(&Texts::of(*culture).t(key)) == word)
}

fn day(cell: &Value) -> Option<NaiveDate> {
    match cell {
        Value::Date(day) => day.parse().ok(),
        Value::Instant(at) | Value::Text(at) => at.trim().get(..10)?.parse().ok(),
        _ => None,
    }
}

/// Reads the cells of one row.
pub struct TieReader<'a> {
    cx: &'a ServiceContext,
    names: &'a Names,
    missing: Missing,
    joins: bool,
    gone: bool,
    shift: Option<(usize, &'static str, String)>,
    values: ShiftValues,
    /// What the row asks for.
    pub links: Vec<Link>,
    /// What is wrong with its cells.
    pub problems: Vec<RowProblem>,
    /// Names that were passed over: id of the column, code, name.
    pub remarks: Vec<(String, &'static str, String)>,
}

impl<'a> TieReader<'a> {
    /// Nothing read yet. `joins` says whether groups bring their projects along where the row does not say.
    pub fn new(cx: &'a ServiceContext, names: &'a Names, missing: Missing, joins: bool) -> Self {
        Self {
            cx,
            names,
            missing,
            joins,
            gone: false,
            shift: None,
            values: ShiftValues::default(),
            links: Vec::new(),
            problems: Vec::new(),
            remarks: Vec::new(),
        }
    }

    fn refuse(&mut self, column: usize, field: &str, code: &str, message: String, cell: &str) {
        let (field, code) = (field.to_owned(), code.to_owned());
        let value = Some(cell.to_owned());
        self.problems.push(RowProblem { column: Some(column), field, code, message, value });
    }

    /// Takes the cells that say how the others are meant; these come first.
    pub fn manner(&mut self, column: usize, tie: &'static TieColumn, cell: &Value) {
        let (t, text) = (self.cx.texts(), display(cell));
        match tie.cell {
            TieCell::Change if says(&text, REMOVE, &["-", "remove", "delete", "eliminar", "excluir"]) => {
                self.gone = true
            }
            TieCell::Change if says(&text, ADD, &["+", "add"]) => {}
            TieCell::Change => {
                let message =
                    t.ta("ties-problem-change", &[("add", t.t(ADD).into()), ("remove", t.t(REMOVE).into())]);
                self.refuse(column, tie.id, "tie.change", message, &text);
            }
            TieCell::Joins if says(&text, JOIN, &[]) => self.joins = true,
            TieCell::Joins if says(&text, STAY, &[]) => self.joins = false,
            TieCell::Joins => match (cell, yes_no_of(&text)) {
                (Value::Boolean(yes), _) => self.joins = *yes,
                (_, Some(yes)) => self.joins = yes,
                _ => {
                    let message =
                        t.ta("ties-problem-joins", &[("join", t.t(JOIN).into()), ("stay", t.t(STAY).into())]);
                    self.refuse(column, tie.id, "tie.joins", message, &text);
                }
            },
            _ => {}
        }
    }

    /// Takes a cell.
    pub fn cell(&mut self, column: usize, tie: &'static TieColumn, cell: &Value) {
        let text = display(cell);
        match tie.cell {
            TieCell::Name(Thing::Calendar) => {
                self.shift.get_or_insert((column, tie.id, text.clone()));
                let (gone, name) = names_in(&text, |name| self.names.knows(Thing::Calendar, name))
                    .into_iter()
                    .next()
                    .unwrap_or_default();
                self.gone |= gone;
                if let Some(Tie::Shift(values)) = self.named(column, tie, Thing::Calendar, &name, &text) {
                    self.values.calendar = values.calendar;
                }
            }
            TieCell::Name(thing) => {
                for (gone, name) in names_in(&text, |name| self.names.knows(thing, name)) {
                    if let Some(made) = self.named(column, tie, thing, &name, &text) {
                        let gone = gone || self.gone;
                        self.links.push(Link { column, field: tie.id, text: text.clone(), tie: made, gone });
                    }
                }
            }
            TieCell::Since | TieCell::Until => {
                self.shift.get_or_insert((column, tie.id, text.clone()));
                let found = day(cell);
                if found.is_none() {
                    let message = self.cx.texts().t("imports-problem-date").into_owned();
                    self.refuse(column, tie.id, "import.date", message, &text);
                }
                let place =
                    if tie.cell == TieCell::Since { &mut self.values.since } else { &mut self.values.until };
                *place = found;
            }
            TieCell::Change | TieCell::Joins => {}
        }
    }

    fn named(
        &mut self,
        column: usize,
        tie: &'static TieColumn,
        thing: Thing,
        name: &str,
        text: &str,
    ) -> Option<Tie> {
        let t = self.cx.texts();
        match self.names.find(self.cx, thing, name) {
            Found::One(id, shown) => {
                return Some(match thing {
                    Thing::Project => Tie::Project(ProjectId::from_uuid(id), shown),
                    Thing::Company => Tie::Company(CompanyId::from_uuid(id)),
                    Thing::Group => Tie::Group(GroupId::from_uuid(id), self.joins),
                    Thing::Service => Tie::Service(ServiceId::from_uuid(id)),
                    Thing::Role => Tie::Role(RoleId::from_uuid(id)),
                    Thing::Calendar => {
                        let calendar = Some(CalendarId::from_uuid(id));
                        Tie::Shift(ShiftValues { calendar, ..ShiftValues::default() })
                    }
                });
            }
            Found::ToBeMade => return Some(Tie::ToBeMade(thing)),
            Found::Nothing(_) if self.missing == Missing::Leave => {
                self.remarks.push((tie.id.to_owned(), "tie-left", name.to_owned()));
            }
            Found::Nothing(None) => {
                let message = t.ta("ties-problem-unknown", &[("name", name.into())]);
                self.refuse(column, tie.id, "tie.unknown", message, text);
            }
            Found::Nothing(Some(near)) => {
                let message = t.ta("ties-problem-near", &[("name", name.into()), ("near", near.into())]);
                self.refuse(column, tie.id, "tie.unknown", message, text);
            }
            Found::Several(ways) => {
                let ways = ways.into_iter().take(LISTED).collect::<Vec<_>>().join("; ");
                let message = t.ta("ties-problem-several", &[("name", name.into()), ("ways", ways.into())]);
                self.refuse(column, tie.id, "tie.several", message, text);
            }
        }
        None
    }

    /// After the last cell: a shift takes several of them.
    pub fn complete(&mut self) {
        let Some((column, field, text)) = self.shift.take() else { return };
        let about_shift = |problem: &RowProblem| problem.field.starts_with("shift.");
        let left = self.remarks.iter().any(|(field, ..)| field == "shift.calendar");
        if self.problems.iter().any(about_shift) || left {
            return;
        }
        if self.values.calendar.is_none() {
            self.values.calendar = self.names.only(Thing::Calendar).map(CalendarId::from_uuid);
        }
        let tie = Tie::Shift(self.values);
        self.links.push(Link { column, field, text, tie, gone: self.gone });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, known: &[&str]) -> Vec<(bool, String)> {
        names_in(text, |name| known.contains(&name))
    }

    fn names(wanted: &[(bool, &str)]) -> Vec<(bool, String)> {
        wanted.iter().map(|(gone, name)| (*gone, (*name).to_owned())).collect()
    }

    #[test]
    fn several_names_stand_in_a_cell_and_known_names_keep_their_signs() {
        assert_eq!(
            read("Ventas; -Soporte\nRedes", &[]),
            names(&[(false, "Ventas"), (true, "Soporte"), (false, "Redes")])
        );
        let known = ["Poole, Hall and Barker", "A; B", "-Minus", "One", "Two"];
        assert_eq!(read("Poole, Hall and Barker", &known), names(&[(false, "Poole, Hall and Barker")]));
        assert_eq!(read("- A; B", &known), names(&[(true, "A; B")]));
        assert_eq!(
            read("One; A; B; -Two; C", &known),
            names(&[(false, "One"), (false, "A; B"), (true, "Two"), (false, "C")])
        );
        assert_eq!(read("-Minus", &known), names(&[(false, "-Minus")]));
        assert_eq!(read("One, Two", &known), names(&[(false, "One"), (false, "Two")]));
        assert_eq!(read("One, Three", &known), names(&[(false, "One, Three")]));
        assert!(read(" ; ;\n", &known).is_empty());
        assert!(read("-", &known).is_empty());
    }

    proptest! {
        #[test]
        fn no_cell_stops_the_reading_and_what_a_name_is_read_as_is_a_candidate(text in "[\\PC;,\\-\n]{0,30}") {
            let candidates = candidates(&text);
            for (_, name) in read(&text, &[]) {
                prop_assert!(candidates.contains(&name), "{:?} of {:?}", name, text);
            }
        }
    }
}
