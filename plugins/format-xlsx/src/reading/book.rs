//! The workbook: which parts are its sheets, strings and styles.

use super::package::Package;
use super::xml::{Event, attribute};
use crate::refusal::Refusal;

/// Sheets of a workbook.
const MAX_SHEETS: usize = 256;

/// A sheet.
pub struct SheetPart {
    /// Its name on the tab.
    pub name: String,
    /// The part with its rows.
    pub part: String,
    /// Whether it is hidden, so that people do not see its tab.
    pub hidden: bool,
}

/// A workbook.
pub struct Book {
    /// Its sheets, in the order of the tabs.
    pub sheets: Vec<SheetPart>,
    /// The part with shared strings.
    pub strings: Option<String>,
    /// The part with styles.
    pub styles: Option<String>,
    /// Whether it counts days from 1904 instead of 1900.
    pub since_1904: bool,
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Book {
    /// Reads the workbook part and its relations.
    pub fn read(package: &Package) -> Result<Self, Refusal> {
        if !package.has("[Content_Types].xml") {
            return Err(Refusal::NotWorkbook);
        }
        let root = relations(package, "")?;
        let main = root
            .into_iter()
            .find(|relation| relation.kind.ends_with("/officeDocument"))
            .map_or_else(|| "xl/workbook.xml".into(), |relation| relation.target);
        // A part in the binary format, or one of a text document.
        if !main.to_lowercase().ends_with(".xml") || !package.has(&main) {
            return Err(Refusal::NotWorkbook);
        }
        let relations = relations(package, &main)?;
        let target = |kind: &str| {
            let found = relations.iter().find(|relation| relation.kind.ends_with(kind));
            found.map(|relation| relation.target.clone()).filter(|part| package.has(part))
        };
        let (strings, styles) = (target("/sharedStrings"), target("/styles"));
        let mut book = Self { sheets: Vec::new(), strings, styles, since_1904: false };
        book.read_sheets(package, &main, &relations)?;
        Ok(book)
    }

    fn read_sheets(&mut self, package: &Package, main: &str, relations: &[Relation]) -> Result<(), Refusal> {
        let mut xml = package.xml(main)?;
        let mut is_workbook = false;
        loop {
            match xml.next()? {
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    "workbook" => is_workbook = true,
                    "workbookPr" => {
                        let flag = attribute(&element, "date1904");
                        self.since_1904 = matches!(flag.as_deref(), Some("1" | "true"));
                    }
                    "sheet" => {
                        let text = |name| attribute(&element, name).map(|text| text.into_owned());
                        let id = text("id").unwrap_or_default();
                        let relation = relations.iter().find(|relation| relation.id == id);
                        let relation = relation.ok_or_else(|| Refusal::Malformed(main.into()))?;
                        // Charts and dialogues have tabs, too, but no rows.
                        if relation.kind.ends_with("/worksheet") {
                            self.sheets.push(SheetPart {
                                name: text("name").unwrap_or_default(),
                                part: relation.target.clone(),
                                // Programs that do not know "very hidden" save such sheets as hidden ones.
                                hidden: matches!(text("state").as_deref(), Some("hidden" | "veryHidden")),
                            });
                        }
                        if self.sheets.len() > MAX_SHEETS {
                            return Err(Refusal::TooManySheets);
                        }
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        if !is_workbook || self.sheets.is_empty() {
            return Err(Refusal::NotWorkbook);
        }
        match self.sheets.iter().find(|sheet| !package.has(&sheet.part)) {
            Some(sheet) => Err(Refusal::Malformed(sheet.part.clone())),
            None => Ok(()),
        }
    }
}

/// The relations of a part; of the package itself when it is empty.
fn relations(package: &Package, part: &str) -> Result<Vec<Relation>, Refusal> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path =
        if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let mut relations = Vec::new();
    if !package.has(&path) {
        return Ok(relations);
    }
    let mut xml = package.xml(&path)?;
    loop {
        match xml.next()? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "Relationship" =>
            {
                let text = |name| attribute(&element, name).map(|text| text.into_owned()).unwrap_or_default();
                if text("TargetMode") != "External" {
                    let target = resolve(folder, &text("Target"));
                    relations.push(Relation { id: text("Id"), kind: text("Type"), target });
                }
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
        if relations.len() > 4 * MAX_SHEETS {
            return Err(Refusal::TooManySheets);
        }
    }
}

/// A target as the name of a part; it is relative to the folder unless it begins with a slash.
fn resolve(folder: &str, target: &str) -> String {
    let absolute = target.strip_prefix('/');
    let mut steps: Vec<&str> = if absolute.is_some() {
        Vec::new()
    } else {
        folder.split('/').filter(|step| !step.is_empty()).collect()
    };
    for step in absolute.unwrap_or(target).split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
