//! Who may see, change and must fill a field, while the record is active or not.
use elenco_runtime::contract::Audience;
use serde::{Deserialize, Serialize};

/// One right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Right {
    /// Sees it.
    Visible,
    /// Changes it.
    Editable,
    /// Must fill it.
    Required,
}

impl Right {
    /// All, each needing those before it.
    pub const ALL: [Self; 3] = [Self::Visible, Self::Editable, Self::Required];

    /// The word in settings and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Visible => "visible",
            Self::Editable => "editable",
            Self::Required => "required",
        }
    }
}

/// Rights of one audience by state of the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ByState {
    /// While it is active.
    pub active: Vec<Right>,
    /// While it is not.
    pub inactive: Vec<Right>,
}

/// Rights of every audience.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Matrix {
    /// Of administrators.
    pub administrator: ByState,
    /// Of specialists.
    pub specialist: ByState,
    /// Of clients.
    pub client: ByState,
}

/// The audiences in order of display, with their words in settings and in forms.
pub const AUDIENCES: [(Audience, &str); 3] = [
    (Audience::Specialist, "specialist"),
    (Audience::Client, "client"),
    (Audience::Administrator, "administrator"),
];

impl Matrix {
    /// What counts without a matrix: whoever works here changes it, clients see it.
    pub fn usual(required: bool) -> Self {
        let mut full = vec![Right::Visible, Right::Editable];
        if required {
            full.push(Right::Required);
        }
        let both = |rights: &[Right]| ByState { active: rights.to_vec(), inactive: rights.to_vec() };
        Self { administrator: both(&full), specialist: both(&full), client: both(&[Right::Visible]) }
    }

    fn by_state(&self, audience: Audience) -> &ByState {
        match audience {
            Audience::Administrator => &self.administrator,
            Audience::Specialist => &self.specialist,
            Audience::Client => &self.client,
        }
    }

    fn by_state_mut(&mut self, audience: Audience) -> &mut ByState {
        match audience {
            Audience::Administrator => &mut self.administrator,
            Audience::Specialist => &mut self.specialist,
            Audience::Client => &mut self.client,
        }
    }

    /// Whether an audience has a right.
    pub fn has(&self, audience: Audience, active: bool, right: Right) -> bool {
        let of = self.by_state(audience);
        let rights = if active { &of.active } else { &of.inactive };
        rights.contains(&right)
    }

    /// Gives a right with those that it needs: nobody changes what one does not see.
    pub fn give(&mut self, audience: Audience, active: bool, right: Right) {
        let of = self.by_state_mut(audience);
        let rights = if active { &mut of.active } else { &mut of.inactive };
        for needed in Right::ALL.into_iter().filter(|needed| *needed <= right) {
            if !rights.contains(&needed) {
                rights.push(needed);
            }
        }
        rights.sort_unstable();
    }

    /// The name of a box of the matrix in forms.
    pub fn box_name(audience: &str, active: bool, right: Right) -> String {
        let state = if active { "active" } else { "inactive" };
        format!("states.{audience}.{state}.{}", right.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_brings_those_that_it_needs() {
        let mut matrix = Matrix::default();
        matrix.give(Audience::Client, true, Right::Required);
        assert_eq!(matrix.client.active, Right::ALL);
        assert!(matrix.client.inactive.is_empty() && !matrix.has(Audience::Client, false, Right::Visible));
        assert_eq!(Matrix::usual(true).administrator.inactive, Right::ALL);
        assert_eq!(Matrix::usual(true).client.active, [Right::Visible]);
    }
}
