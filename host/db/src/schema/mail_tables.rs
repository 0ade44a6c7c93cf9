//! Tables about e-mails.
#![allow(
    missing_docs,
    reason = "diesel's macro writes the items; the columns are described in the migrations"
)]

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    mails (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        user_id -> UuidSql,
        kind -> Text,
        address -> Text,
        letter -> JsonSql,
        secret -> Nullable<Binary>,
        state -> Text,
        attempts -> Integer,
        reason -> Nullable<Text>,
        created_at -> InstantSql,
        ended_at -> Nullable<InstantSql>,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    password_links (tenant_id, secret_hash) {
        tenant_id -> UuidSql,
        secret_hash -> Binary,
        user_id -> UuidSql,
        address -> Text,
        created_at -> InstantSql,
        expires_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::UuidSql;
    use diesel::sql_types::*;
    mail_wishes (tenant_id, user_id) {
        tenant_id -> UuidSql,
        user_id -> UuidSql,
        finished -> Text,
    }
}
