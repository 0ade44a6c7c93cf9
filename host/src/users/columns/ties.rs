//! What people are tied to, as sheets and columns of a workbook: one definition for export and import.
//!
//! Each relation has a sheet of its own, a row for each tie, and the import also takes the same columns beside the
//! people, several names in a cell.
use crate::users::model::UserKind;

/// What people can be tied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each name says what it is")]
pub enum Relation {
    Projects,
    Companies,
    Groups,
    Services,
    Roles,
    Shifts,
}

/// What a name in a cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each name says what it is")]
pub enum Thing {
    Project,
    Company,
    Group,
    Service,
    Role,
    Calendar,
}

/// What the cells of a column of ties hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TieCell {
    /// Names of what the person is tied to; of a shift its calendar.
    Name(Thing),
    /// First day of a shift.
    Since,
    /// Last day of a shift.
    Until,
    /// Whether the tie comes or goes.
    Change,
    /// Whether the person joins the projects of a group.
    Joins,
}

/// A column that tells of ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TieColumn {
    /// Stable across languages.
    pub id: &'static str,
    /// Key of the header's text.
    pub label_key: &'static str,
    /// Key of the explanation.
    pub help_key: &'static str,
    /// A value as people write it.
    pub example: Option<&'static str>,
    /// What stands in it.
    pub cell: TieCell,
    /// Which relation it is about; nothing for those that every sheet of ties has.
    pub of: Option<Relation>,
    /// Other headers under which workbooks bring it.
    pub synonyms: &'static [&'static str],
    /// Headers that mean it only in a sheet of its own, because beside people they mean something else.
    pub own: &'static [&'static str],
}

const fn column(id: &'static str, keys: (&'static str, &'static str), cell: TieCell) -> TieColumn {
    TieColumn {
        id,
        label_key: keys.0,
        help_key: keys.1,
        example: None,
        cell,
        of: None,
        synonyms: &[],
        own: &[],
    }
}

impl TieColumn {
    const fn of(self, of: Relation) -> Self {
        Self { of: Some(of), ..self }
    }

    const fn called(self, synonyms: &'static [&'static str]) -> Self {
        Self { synonyms, ..self }
    }

    const fn own(self, own: &'static [&'static str]) -> Self {
        Self { own, ..self }
    }

    const fn example(self, example: &'static str) -> Self {
        Self { example: Some(example), ..self }
    }
}

/// Every column of ties, in the order of their sheets.
pub const COLUMNS: &[TieColumn] = &[
    column("projects", ("ties-project", "ties-project-help"), TieCell::Name(Thing::Project))
        .of(Relation::Projects)
        .called(&["projects", "proyectos", "projetos"]),
    column("companies", ("ties-company", "ties-company-help"), TieCell::Name(Thing::Company))
        .of(Relation::Companies)
        .called(&[
            "companies",
            "company name",
            "empresas",
            "nombre de la empresa",
            "nome da empresa",
            "compania",
            "razon social",
            "razao social",
        ]),
    column("groups", ("ties-group", "ties-group-help"), TieCell::Name(Thing::Group))
        .of(Relation::Groups)
        .called(&["groups", "grupos", "user group", "grupo de usuarios"]),
    column("services", ("ties-service", "ties-service-help"), TieCell::Name(Thing::Service))
        .of(Relation::Services)
        .called(&["services", "servicios", "servicos"]),
    column("roles", ("ties-role", "ties-role-help"), TieCell::Name(Thing::Role))
        .of(Relation::Roles)
        .called(&["roles", "papeis", "perfil", "perfiles", "perfis", "profile"]),
    column("shift.since", ("ties-since", "ties-since-help"), TieCell::Since)
        .of(Relation::Shifts)
        .example("2026-01-01")
        .called(&["shift since", "shift start", "turno inicio", "inicio del turno", "inicio do turno"])
        .own(&["since", "from", "start", "desde", "inicio", "de"]),
    column("shift.until", ("ties-until", "ties-until-help"), TieCell::Until)
        .of(Relation::Shifts)
        .example("2026-12-31")
        .called(&["shift until", "shift end", "turno fin", "fin del turno", "turno fim", "fim do turno"])
        .own(&["until", "to", "end", "hasta", "fin", "ate", "fim"]),
    column("shift.calendar", ("ties-calendar", "ties-calendar-help"), TieCell::Name(Thing::Calendar))
        .of(Relation::Shifts)
        .called(&["shift calendar", "calendario laboral", "calendario do turno", "calendario del turno"]),
    column("change", ("ties-change", "ties-change-help"), TieCell::Change).own(&["action", "accion", "acao"]),
    column("joins", ("ties-joins", "ties-joins-help"), TieCell::Joins),
];

/// Word of a tie that comes.
pub const ADD: &str = "ties-change-add";
/// Word of a tie that goes.
pub const REMOVE: &str = "ties-change-remove";
/// Word for joining the projects of a group.
pub const JOIN: &str = "ties-joins-yes";
/// Word for only being in the group.
pub const STAY: &str = "ties-joins-no";
/// Before a name it says that the tie goes.
pub const GOES: [char; 3] = ['-', '−', '–'];
/// Between several names of a cell.
pub const BETWEEN: &str = "; ";

impl Relation {
    /// Those of one kind of people, in the order of a workbook's sheets.
    pub fn of(kind: UserKind) -> &'static [Self] {
        match kind {
            UserKind::Client => &[Self::Projects, Self::Companies, Self::Groups, Self::Services],
            UserKind::Specialist => &[Self::Projects, Self::Groups, Self::Roles, Self::Shifts],
        }
    }

    /// Stable id of the sheet.
    pub fn id(self) -> &'static str {
        match self {
            Self::Projects => "projects",
            Self::Companies => "companies",
            Self::Groups => "groups",
            Self::Services => "services",
            Self::Roles => "roles",
            Self::Shifts => "shifts",
        }
    }

    /// The relation of a sheet's id.
    pub fn parse(id: &str) -> Option<Self> {
        [Self::Projects, Self::Companies, Self::Groups, Self::Services, Self::Roles, Self::Shifts]
            .into_iter()
            .find(|relation| relation.id() == id)
    }

    /// Key of the sheet's name.
    pub fn sheet_key(self) -> &'static str {
        match self {
            Self::Projects => "ties-sheet-projects",
            Self::Companies => "ties-sheet-companies",
            Self::Groups => "ties-sheet-groups",
            Self::Services => "ties-sheet-services",
            Self::Roles => "ties-sheet-roles",
            Self::Shifts => "ties-sheet-shifts",
        }
    }

    /// The columns of its sheet, besides the one that names the person.
    pub fn columns(self) -> impl Iterator<Item = &'static TieColumn> {
        COLUMNS.iter().filter(move |column| {
            column.of == Some(self)
                || column.cell == TieCell::Change
                || (column.cell == TieCell::Joins && self == Self::Groups)
        })
    }

    /// Those of its columns that may also stand beside people.
    pub fn beside(self) -> impl Iterator<Item = &'static TieColumn> {
        COLUMNS.iter().filter(move |column| column.of == Some(self))
    }
}

/// The column with this id.
pub fn tie_column(id: &str) -> Option<&'static TieColumn> {
    COLUMNS.iter().find(|column| column.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_relations_and_columns_read_back_and_are_no_columns_of_people() {
        for kind in [UserKind::Client, UserKind::Specialist] {
            for relation in Relation::of(kind) {
                assert_eq!(Relation::parse(relation.id()), Some(*relation));
                assert!(relation.beside().count() >= 1);
            }
        }
        assert_eq!(Relation::parse("users"), None);
        for column in COLUMNS {
            assert_eq!(tie_column(column.id).map(|found| found.cell), Some(column.cell));
            assert!(super::super::column(column.id).is_none(), "{}", column.id);
        }
    }
}
