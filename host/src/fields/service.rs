//! What one can do with additional fields.
mod catalogs;
mod definitions;
mod files;
mod open;
mod removal;
mod transfer;

pub use catalogs::{delete_catalog, save_catalog};
pub use definitions::{create_field, delete_field, move_field, update_field};
pub use files::{find_files, read_file, store_file};
pub use open::{OpenFields, open_fields, set_own, strange_fields};
pub use removal::{RemovalPayload, count_values};
pub use transfer::{Preview, apply_import, export_definitions, preview_import};
