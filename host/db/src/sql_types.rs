//! SQL types that exist on both engines, declared once for [`crate::schema`].
use crate::MultiBackend;
use diesel::query_builder::QueryId;
use diesel::sql_types::{HasSqlType, SqlOrd, SqlType};

/// An identifier: PostgreSQL `uuid`, SQLite 16-byte `BLOB`. Both sort alike.
#[derive(Debug, Clone, Copy, Default, QueryId, SqlType)]
#[diesel(postgres_type(oid = 2950, array_oid = 2951), sqlite_type(name = "Binary"))]
pub struct UuidSql;

/// A point in time: PostgreSQL `timestamptz`, SQLite `INTEGER` microseconds since 1970 UTC.
#[derive(Debug, Clone, Copy, Default, QueryId, SqlType)]
#[diesel(postgres_type(oid = 1184, array_oid = 1185), sqlite_type(name = "Long"))]
pub struct InstantSql;

/// A calendar day: PostgreSQL `date`, SQLite `TEXT` in the form `2026-01-31`.
#[derive(Debug, Clone, Copy, Default, QueryId, SqlType)]
#[diesel(postgres_type(oid = 1082, array_oid = 1182), sqlite_type(name = "Text"))]
pub struct DaySql;

/// A JSON document: PostgreSQL `jsonb`, SQLite `TEXT`.
#[derive(Debug, Clone, Copy, Default, QueryId, SqlType)]
#[diesel(postgres_type(oid = 3802, array_oid = 3807), sqlite_type(name = "Text"))]
pub struct JsonSql;

// So that `max` and `min` of these columns compile.
impl SqlOrd for InstantSql {}
impl SqlOrd for DaySql {}

macro_rules! known_to_both {
    ($($sql_type:ty),*) => {$(
        impl HasSqlType<$sql_type> for MultiBackend {
            fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
                MultiBackend::lookup_sql_type::<$sql_type>(lookup)
            }
        }
    )*};
}
known_to_both!(UuidSql, InstantSql, DaySql, JsonSql);
