//! From the attributes of an entry to the columns of a person.

use crate::entries::{Attribute, Content};
use elenco_sdk::named_records::{Cell, Record, joined, split_name};
use elenco_sdk::{Language, Value};

/// Columns of people and the attributes that directories use for them (RFC 2798, RFC 4519, Active Directory, Mozilla),
/// in lower case; the first one that has a value counts.
const COLUMNS: &[(&str, &[&str])] = &[
    ("username", &["uid", "userid", "samaccountname", "userprincipalname"]),
    ("first_names", &["givenname", "gn"]),
    ("last_names", &["sn", "surname"]),
    ("email", &["mail", "rfc822mailbox", "email", "emailaddress"]),
    ("phone", &["telephonenumber", "homephone"]),
    ("mobile", &["mobile", "mobiletelephonenumber", "cellphone"]),
    ("position", &["title"]),
    ("external_id", &["employeenumber", "employeeid", "entryuuid", "nsuniqueid"]),
    ("culture", &["preferredlanguage"]),
    ("address.country", &["c", "countryname"]),
    ("address.region", &["st", "stateorprovincename"]),
    ("address.city", &["l", "localityname"]),
    (
        "address.street",
        &["street", "streetaddress", "postaladdress", "registeredaddress", "homepostaladdress"],
    ),
    ("address.postal-code", &["postalcode"]),
];

/// Lines of an address with `$` between them (RFC 4517, 3.3.28).
const POSTAL: &[&str] = &["postaladdress", "registeredaddress", "homepostaladdress"];

/// Passwords and keys: hashes that nobody here can check, and secrets that must not spread.
const SECRETS: &[&str] = &[
    "userpassword",
    "unicodepwd",
    "ntpwdhistory",
    "lmpwdhistory",
    "dbcspwd",
    "supplementalcredentials",
    "sambantpassword",
    "sambalmpassword",
    "sambapasswordhistory",
    "krbprincipalkey",
    "krbextradata",
    "userpkcs12",
    "authpassword",
    "pwdhistory",
    "passwordhistory",
    "ms-mcs-admpwd",
];

/// Pictures and the like, which would fill a file and mean nothing in a cell.
const BULKY: &[&str] = &[
    "jpegphoto",
    "thumbnailphoto",
    "thumbnaillogo",
    "photo",
    "audio",
    "usercertificate",
    "usersmimecertificate",
];

/// Attributes that sound like a column of people and are something else: a unit, a whole name, a number.
const FALSE_FRIENDS: &[&str] = &["department", "name", "countrycode"];

/// Classes of entries that are people (RFC 4519, RFC 2798, RFC 2307, RFC 4524, Active Directory, Mozilla).
const PEOPLE: &[&str] = &[
    "person",
    "organizationalperson",
    "inetorgperson",
    "residentialperson",
    "pilotperson",
    "newpilotperson",
    "posixaccount",
    "shadowaccount",
    "account",
    "user",
    "contact",
    "mozillaabpersonalpha",
];

fn base(name: &str) -> &str {
    name.split(';').next().unwrap_or(name)
}

/// Whether the values of an attribute are not read at all.
pub fn is_left_out(name: &str) -> bool {
    let base = base(name).to_lowercase();
    SECRETS.contains(&base.as_str()) || BULKY.contains(&base.as_str())
}

/// The row of an entry.
pub fn record(line: u32, attributes: Vec<Attribute>, language: Language) -> Record {
    let entry = Entry { attributes, language };
    Record { row: line, is_person: entry.is_person(), cells: entry.cells() }
}

struct Entry {
    attributes: Vec<Attribute>,
    language: Language,
}

impl Entry {
    /// Values of an attribute without options, by its name in lower case, with their places in the entry.
    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
        self.attributes.iter().enumerate().filter_map(move |(place, (attribute, content))| match content {
            Content::Text(text) if !text.is_empty() && attribute.eq_ignore_ascii_case(name) => {
                Some((place, text.as_str()))
            }
            _ => None,
        })
    }

    fn value<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.values(name).next().map(|(_, text)| text)
    }

    fn is_person(&self) -> bool {
        let mut classes = self.values("objectclass").map(|(_, class)| class.to_lowercase()).peekable();
        let unclassified = classes.peek().is_none();
        let classes: Vec<String> = classes.collect();
        // Active Directory takes a computer for a kind of user.
        let is_computer = classes.iter().any(|class| class == "computer");
        unclassified || (!is_computer && classes.iter().any(|class| PEOPLE.contains(&class.as_str())))
    }

    fn cells(&self) -> Vec<Cell> {
        let mut cells = Vec::new();
        // Places of values that have a cell of their own.
        let mut used = Vec::new();
        for (id, names) in COLUMNS {
            let taken = names.iter().find_map(|name| {
                let (place, value) = self.values(name).next()?;
                if *id == "culture" && !is_language(value) {
                    return None;
                }
                Some((place, written(name, value)))
            });
            if let Some((place, value)) = taken {
                used.push(place);
                cells.push(self.cell(Some(id), &self.attributes[place].0, value));
            } else {
                cells.extend(self.derived(id));
            }
        }
        if cells.first().is_none_or(|cell| cell.id != Some("username")) {
            // The column has to be there, so that whoever imports is shown what to fill in.
            cells.insert(0, Cell { id: Some("username"), name: "uid".into(), value: Value::None });
        }
        if let Some((name, active)) = self.status() {
            let name = format!("{name} ({})", self.language.pick("status", "estado", "situação"));
            cells.push(self.cell(Some("status"), &name, if active { "active" } else { "inactive" }.into()));
        }
        cells.extend(self.others(&used));
        cells
    }

    fn cell(&self, id: Option<&'static str>, name: &str, value: String) -> Cell {
        Cell { id, name: name.to_owned(), value: Value::Text(value) }
    }

    /// What follows from other attributes when there is none for a column.
    fn derived(&self, id: &'static str) -> Option<Cell> {
        let language = self.language;
        let whole = || self.value("cn").or_else(|| self.value("displayname"));
        let (name, value) = match id {
            "username" => {
                let what = language.pick("user name", "nombre de usuario", "nome de usuário");
                (format!("mail ({what})"), self.value("mail")?.to_owned())
            }
            "first_names" => {
                let what = language.pick("first names", "nombres", "nomes");
                (format!("cn ({what})"), split_name(whole()?, None, self.value("sn")).0)
            }
            "last_names" => {
                let what = language.pick("last names", "apellidos", "sobrenomes");
                let first = self.value("givenname").or_else(|| self.value("gn"));
                (format!("cn ({what})"), split_name(whole()?, first, None).1)
            }
            _ => return None,
        };
        (!value.is_empty()).then(|| self.cell(Some(id), &name, value))
    }

    /// Whether the account is open, where the directory says so: nobody gets back in by way of an import.
    fn status(&self) -> Option<(&'static str, bool)> {
        let flag = |name| self.value(name).map(|value| value.eq_ignore_ascii_case("true"));
        if let Some(control) = self.value("useraccountcontrol").and_then(|value| value.parse::<i64>().ok()) {
            // ACCOUNTDISABLE of Active Directory.
            return Some(("userAccountControl", control & 2 == 0));
        }
        let locks = [("nsAccountLock", flag("nsaccountlock")), ("loginDisabled", flag("logindisabled"))];
        locks.into_iter().find_map(|(name, locked)| Some((name, !locked?)))
    }

    /// All that is no column of people: a cell for each attribute.
    fn others(&self, used: &[usize]) -> Vec<Cell> {
        let mut cells: Vec<(String, Vec<String>)> = Vec::new();
        for (place, (name, content)) in self.attributes.iter().enumerate() {
            if used.contains(&place) {
                continue;
            }
            let (header, value) = self.other(name, content);
            match cells.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&header)) {
                Some((_, values)) => values.push(value),
                None => cells.push((header, vec![value])),
            }
        }
        cells.into_iter().map(|(name, values)| self.cell(None, &name, joined(&values))).collect()
    }

    fn other(&self, name: &str, content: &Content) -> (String, String) {
        let language = self.language;
        let lower = name.to_lowercase();
        if is_left_out(name) {
            let not_read = language.pick("not read", "no se lee", "não é lido");
            return (format!("{name} ({not_read})"), String::new());
        }
        let value = match content {
            Content::Text(text) => written(&lower, text),
            Content::Binary(bytes) => language.pick(
                format!("binary, {bytes} bytes"),
                format!("binario, {bytes} bytes"),
                format!("binário, {bytes} bytes"),
            ),
        };
        let header = if COLUMNS.iter().any(|(_, names)| names.contains(&lower.as_str())) {
            format!("{name} ({})", language.pick("more", "más", "mais"))
        } else if FALSE_FRIENDS.contains(&lower.as_str()) {
            format!("{name} (LDAP)")
        } else {
            name.to_owned()
        };
        (header, value)
    }
}

/// A language that people can be given here; others stay in their own column.
fn is_language(value: &str) -> bool {
    matches!(value.split(['-', '_']).next(), Some("en" | "es" | "pt"))
        && value.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_'))
}

/// A value as people read it.
fn written(name: &str, value: &str) -> String {
    if !POSTAL.contains(&name) {
        return value.to_owned();
    }
    let lines = value
        .split('$')
        .map(|line| line.trim().replace("\\24", "$").replace("\\5C", "\\").replace("\\5c", "\\"));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}
