//! Doors of the pages on which a company sets up what people are tied to.
use super::Routes;

/// Locations: their administration.
pub(super) fn location_pages(_routes: &mut Routes) {}

/// Companies and suppliers.
pub(super) fn company_pages(_routes: &mut Routes) {}

/// Services.
pub(super) fn service_pages(_routes: &mut Routes) {}

/// Calendars.
pub(super) fn calendar_pages(_routes: &mut Routes) {}

/// Roles.
pub(super) fn role_pages(_routes: &mut Routes) {}

/// Projects and their people.
pub(super) fn project_pages(_routes: &mut Routes) {}

/// Additional fields.
pub(super) fn field_pages(_routes: &mut Routes) {}

/// Kept views of lists.
pub(super) fn list_pages(_routes: &mut Routes) {}

/// Changes to many people.
pub(super) fn bulk_pages(_routes: &mut Routes) {}
