//! Typed identifiers: the id of a user cannot be passed where the id of a project is asked for.

/// Declares an identifier type over a UUID: copied freely, sorted by age if the UUIDs are of version 7
/// (RFC 9562, 5.7), written as the usual 36 characters in texts and documents.
///
/// There is no constructor that makes up a value: who creates a row hands in a UUID from its id source.
#[macro_export]
macro_rules! typed_id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[derive($crate::diesel::expression::AsExpression, $crate::diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = $crate::sql_types::UuidSql)]
        pub struct $name($crate::macros::Uuid);

        impl $name {
            /// The identifier with this UUID.
            pub const fn from_uuid(uuid: $crate::macros::Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID of this identifier.
            pub const fn as_uuid(self) -> $crate::macros::Uuid {
                self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::macros::UuidError;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl $crate::macros::Serialize for $name {
            fn serialize<S: $crate::macros::Serializer>(&self, out: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::macros::Serialize::serialize(&self.0, out)
            }
        }

        impl<'de> $crate::macros::Deserialize<'de> for $name {
            fn deserialize<D: $crate::macros::Deserializer<'de>>(source: D) -> ::std::result::Result<Self, D::Error> {
                $crate::macros::Deserialize::deserialize(source).map(Self)
            }
        }

        impl $crate::macros::ToSql<$crate::sql_types::UuidSql, $crate::macros::Sqlite> for $name {
            fn to_sql<'b>(&'b self, out: &mut $crate::macros::Output<'b, '_, $crate::macros::Sqlite>)
                -> $crate::macros::ToSqlResult
            {
                out.set_value(&self.0.as_bytes()[..]);
                Ok($crate::macros::IsNull::No)
            }
        }

        impl $crate::macros::FromSql<$crate::sql_types::UuidSql, $crate::macros::Sqlite> for $name {
            fn from_sql(value: $crate::macros::SqliteValue<'_, '_, '_>) -> $crate::macros::FromSqlResult<Self> {
                let bytes = <::std::vec::Vec<u8> as $crate::macros::FromSql<
                    $crate::macros::Binary, $crate::macros::Sqlite,
                >>::from_sql(value)?;
                Ok(Self($crate::macros::Uuid::from_slice(&bytes)?))
            }
        }

        impl $crate::macros::ToSql<$crate::sql_types::UuidSql, $crate::macros::Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut $crate::macros::Output<'b, '_, $crate::macros::Pg>)
                -> $crate::macros::ToSqlResult
            {
                $crate::macros::ToSql::<$crate::macros::UuidOfPostgres, $crate::macros::Pg>::to_sql(&self.0, out)
            }
        }

        impl $crate::macros::FromSql<$crate::sql_types::UuidSql, $crate::macros::Pg> for $name {
            fn from_sql(value: $crate::macros::PgValue<'_>) -> $crate::macros::FromSqlResult<Self> {
                <$crate::macros::Uuid as $crate::macros::FromSql<
                    $crate::macros::UuidOfPostgres, $crate::macros::Pg,
                >>::from_sql(value).map(Self)
            }
        }

        impl $crate::macros::ToSql<$crate::sql_types::UuidSql, $crate::MultiBackend> for $name {
            fn to_sql<'b>(&'b self, out: &mut $crate::macros::Output<'b, '_, $crate::MultiBackend>)
                -> $crate::macros::ToSqlResult
            {
                out.set_value(($crate::sql_types::UuidSql, self));
                Ok($crate::macros::IsNull::No)
            }
        }

        impl $crate::macros::FromSql<$crate::sql_types::UuidSql, $crate::MultiBackend> for $name {
            fn from_sql(value: <$crate::MultiBackend as $crate::macros::Backend>::RawValue<'_>)
                -> $crate::macros::FromSqlResult<Self>
            {
                value.from_sql::<Self, $crate::sql_types::UuidSql>()
            }
        }
    )+};
}

typed_id!(
    /// Identifies a tenant: one organisation's separate directory.
    TenantId,
    /// Identifies a user: a client or a specialist.
    UserId,
    /// Identifies a project of a tenant.
    ProjectId,
    /// Identifies a location of a tenant.
    LocationId,
    /// Identifies a durable job.
    JobId,
    /// Identifies an import of people.
    ImportId,
    /// Identifies a kept mapping of columns.
    ImportMappingId,
    /// Identifies an export of people.
    ExportId,
    /// Identifies a notification.
    NotificationId,
    /// Identifies a sign-in.
    SessionId,
    /// Identifies an API token.
    TokenId,
    /// Identifies a role.
    RoleId,
    /// Identifies a photo in the object store.
    PhotoId,
    /// Identifies an audit entry.
    AuditId,
    /// Identifies an uploaded version of a plugin.
    PluginVersionId,
    /// Identifies a publisher whose signatures a tenant trusts.
    PublisherId,
    /// Identifies a kept failing call of a plugin.
    PluginFailureId,
    /// Identifies a kept difference between two versions of a plugin.
    PluginDifferenceId,
    /// Identifies a group of people.
    GroupId,
    /// Identifies a company or a supplier.
    CompanyId,
    /// Identifies a service.
    ServiceId,
    /// Identifies a calendar.
    CalendarId,
    /// Identifies a shift of a specialist.
    ShiftId,
    /// Identifies a comment.
    FeedbackId,
    /// Identifies a kept view of a list.
    SavedViewId,
    /// Identifies a change to many people.
    BulkChangeId,
    /// Identifies an e-mail.
    MailId,
    /// Identifies a file that stands in an additional field.
    FieldFileId,
    /// Identifies any object, where a column may hold ids of several kinds (`audit_entries.object_id`,
    /// `idempotency_keys.token_or_user`).
    ObjectId,
);

macro_rules! is_an_object {
    ($($name:ident),+) => {$(
        impl From<$name> for ObjectId {
            fn from(id: $name) -> Self {
                Self::from_uuid(id.as_uuid())
            }
        }
    )+};
}
is_an_object!(
    TenantId,
    UserId,
    ProjectId,
    LocationId,
    JobId,
    ImportId,
    ExportId,
    NotificationId,
    SessionId,
    TokenId,
    RoleId,
    PhotoId,
    PluginVersionId,
    PublisherId,
    GroupId,
    CompanyId,
    ServiceId,
    CalendarId,
    ShiftId,
    FeedbackId,
    SavedViewId,
    BulkChangeId,
    FieldFileId
);
