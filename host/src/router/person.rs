//! Doors of a person's tabs.
use super::Routes;

/// Companies of a person.
pub(super) fn person_companies(_routes: &mut Routes) {}

/// Services of a person.
pub(super) fn person_services(_routes: &mut Routes) {}

/// Roles of a person.
pub(super) fn person_roles(_routes: &mut Routes) {}

/// Shifts of a specialist.
pub(super) fn person_shifts(_routes: &mut Routes) {}

/// Integration tokens of a specialist.
pub(super) fn person_tokens(_routes: &mut Routes) {}

/// Comments on a person.
pub(super) fn person_feedback(_routes: &mut Routes) {}

/// The place of a person on the map.
pub(super) fn person_position(_routes: &mut Routes) {}
