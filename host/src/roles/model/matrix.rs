//! Permissions as a table: a line for each thing, a column for each verb that many things share.
use crate::auth::permission::Permission;

/// The verbs that have columns of their own.
pub const COMMON: [&str; 5] = ["List", "GetObject", "Add", "Update", "Delete"];

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// The thing: `Users`.
    pub subject: &'static str,
    /// The permission of each common verb, where there is one.
    pub common: [Option<Permission>; COMMON.len()],
    /// What else may be done with the thing.
    pub further: Vec<Permission>,
}

/// Every permission, each once.
pub fn matrix() -> Vec<MatrixRow> {
    let mut rows: Vec<MatrixRow> = Vec::new();
    for &permission in Permission::ALL {
        let (subject, verb) = permission.parts();
        let at = rows.iter().position(|row| row.subject == subject).unwrap_or_else(|| {
            rows.push(MatrixRow { subject, common: [None; COMMON.len()], further: Vec::new() });
            rows.len() - 1
        });
        match COMMON.iter().position(|common| *common == verb) {
            Some(column) => rows[at].common[column] = Some(permission),
            None => rows[at].further.push(permission),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_stands_in_the_table_once() {
        let mut all: Vec<Permission> = matrix()
            .into_iter()
            .flat_map(|row| row.common.into_iter().flatten().chain(row.further).collect::<Vec<_>>())
            .collect();
        all.sort_unstable();
        let mut expected = Permission::ALL.to_vec();
        expected.sort_unstable();
        assert_eq!(all, expected);
    }
}
