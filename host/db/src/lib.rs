//! The database of Elenco: one schema and one set of queries over SQLite and PostgreSQL.
//!
//! The queries themselves stand in the domains of the host, written with [`diesel`] over [`Conn`]. This crate
//! gives them the connection pool ([`Db`]), the tables ([`schema`]), column types that mean the same on both
//! engines, the few pieces of SQL in which the engines differ ([`dialect`]), and errors that name the same
//! constraint whatever the engine ([`DbError`]).
#![recursion_limit = "256"]

mod common_texts;
mod config;
mod conn;
mod constraints;
mod db;
pub mod dialect;
mod error;
mod ids;
mod migrations;
mod people_of;
mod postgres;
pub mod schema;
mod scope;
pub mod sql_types;
mod sqlite;
#[cfg(feature = "testing")]
pub mod testing;
mod tls;
mod transaction;
mod values;

pub use common_texts::is_common;
pub use config::{DbConfig, Engine};
pub use conn::{Conn, MultiBackend};
pub use constraints::{FOREIGN_KEYS, UNIQUE, UNKNOWN, UniqueConstraint};
pub use db::Db;
pub use diesel;
pub use error::{DbError, OpenError};
pub use ids::{
    AuditId, BulkChangeId, CalendarId, CompanyId, ExportId, FeedbackId, FieldFileId, GroupId, ImportId,
    ImportMappingId, JobId, LocationId, MailId, NotificationId, ObjectId, PhotoId, PluginDifferenceId,
    PluginFailureId, PluginVersionId, ProjectId, PublisherId, RoleId, SavedViewId, ServiceId, SessionId,
    ShiftId, TenantId, TokenId, UserId,
};
pub use scope::TenantScope;
pub use values::{Day, Instant, Json};

/// What the macros of this crate name in the crates that use them.
#[doc(hidden)]
pub mod macros {
    pub use diesel::backend::Backend;
    pub use diesel::deserialize::{FromSql, Result as FromSqlResult};
    pub use diesel::pg::{Pg, PgValue};
    pub use diesel::serialize::{IsNull, Output, Result as ToSqlResult, ToSql};
    pub use diesel::sql_types::{Binary, Uuid as UuidOfPostgres};
    pub use diesel::sqlite::{Sqlite, SqliteValue};
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
    pub use uuid::{Error as UuidError, Uuid};
}
