//! The migrations, diesel's tables and the table of constraints say the same.
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use elenco_db::testing::on_each_engine;
use elenco_db::{Conn, DbError, Engine, FOREIGN_KEYS, UNIQUE, schema};
use std::collections::BTreeSet;

#[derive(QueryableByName, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Text)]
    column: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct UniqueIndex {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Text)]
    columns: String,
}

/// The same question in each engine's catalogue.
fn ask<T: QueryableByNameOnBoth>(conn: &mut Conn, sqlite: &str, postgres: &str) -> Result<Vec<T>, DbError> {
    let sql = if conn.engine() == Engine::Sqlite { sqlite } else { postgres };
    T::rows(conn, sql)
}

trait QueryableByNameOnBoth: Sized {
    fn rows(conn: &mut Conn, sql: &str) -> Result<Vec<Self>, DbError>;
}

macro_rules! on_both {
    ($($row:ty),*) => {$(
        impl QueryableByNameOnBoth for $row {
            #[allow(clippy::disallowed_methods, reason = "the engines' catalogues are not among our tables")]
            fn rows(conn: &mut Conn, sql: &str) -> Result<Vec<Self>, DbError> {
                Ok(elenco_db::each!(conn, c => diesel::sql_query(sql).load(c))?)
            }
        }
    )*};
}
on_both!(Column, Name, UniqueIndex);

const SQLITE_TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL \
    AND name NOT LIKE 'users_fts%' AND name NOT LIKE 'companies_fts%' AND name <> 'company_texts' AND name NOT LIKE 'sqlite_%' AND name <> '__diesel_schema_migrations'";

/// Tables and columns as the live database has them.
fn live_columns(conn: &mut Conn) -> Result<BTreeSet<Column>, DbError> {
    let sqlite = format!(
        "SELECT t.name AS \"table\", c.name AS \"column\", c.\"notnull\" = 0 AS nullable \
         FROM ({SQLITE_TABLES}) t, pragma_table_info(t.name) c WHERE c.name <> 'seq'"
    );
    let postgres = "SELECT table_name::text AS \"table\", column_name::text AS \"column\", is_nullable = 'YES' AS nullable \
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations'";
    Ok(ask(conn, &sqlite, postgres)?.into_iter().collect())
}

/// Selects every column of every table of `schema`, so that a missing one is an error of the engine.
macro_rules! select_all {
    ($conn:ident: $($table:ident),* $(,)?) => {{
        let mut tables = BTreeSet::new();
        $(
            let query = schema::$table::table.select(schema::$table::all_columns).limit(0);
            query.execute($conn)?;
            tables.insert(stringify!($table).to_owned());
        )*
        tables
    }};
}

#[tokio::test]
async fn diesel_knows_every_column_of_both_engines() {
    on_each_engine(async |db| {
        db.read(|conn| {
            let tables = select_all!(conn:
                tenants, projects, locations, users, memberships, membership_counts, roles, user_roles, sessions,
                sign_in_failures, tokens, jobs, notifications, imports, import_failures, exports, export_parts,
                audit_entries, idempotency_keys, plugin_versions, plugin_installs, plugin_settings,
                plugin_settings_history, plugin_secrets, plugin_key_values, plugin_publishers, plugin_figures,
                plugin_failures, plugin_differences, plugin_comparisons, groups, group_members, group_projects,
                password_bases,
            );
            let live = live_columns(conn)?;
            let live_tables: BTreeSet<String> = live.iter().map(|column| column.table.clone()).collect();
            assert_eq!(live_tables, tables);
            let schema = concat!(
                include_str!("../../src/schema.rs"),
                include_str!("../../src/schema/plugin_tables.rs"),
                include_str!("../../src/schema/group_tables.rs"),
                include_str!("../../src/schema/transfer_tables.rs"),
            );
            for table in tables {
                let body = schema.split(&format!(" {table} (")).nth(1).unwrap().split("\n    }").next().unwrap();
                let declared: BTreeSet<Column> = body
                    .lines()
                    .filter_map(|line| line.trim().split_once(" -> "))
                    .map(|(column, sql_type)| Column {
                        table: table.clone(),
                        column: column.to_owned(),
                        nullable: sql_type.starts_with("Nullable"),
                    })
                    .collect();
                let live: BTreeSet<&Column> = live.iter().filter(|column| column.table == table).collect();
                assert_eq!(declared.iter().collect::<BTreeSet<_>>(), live);
            }
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_table_of_constraints_is_that_of_both_engines() {
    on_each_engine(async |db| {
        let engine = db.engine();
        db.read(move |conn| {
            let sqlite = format!(
                "SELECT i.name AS name, t.name AS \"table\", (SELECT group_concat(c.name, ',') FROM \
                 (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) c) AS columns \
                 FROM ({SQLITE_TABLES}) t, pragma_index_list(t.name) i WHERE i.\"unique\""
            );
            let postgres = "SELECT c.relname::text AS name, t.relname::text AS \"table\", \
                (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(i.indkey::int[]) WITH ORDINALITY k (att, n) \
                 JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.att) AS columns \
                FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid \
                JOIN pg_namespace n ON n.oid = t.relnamespace \
                WHERE i.indisunique AND n.nspname = 'public' AND t.relname <> '__diesel_schema_migrations'";
            let live: BTreeSet<(String, String, String)> = ask::<UniqueIndex>(conn, &sqlite, postgres)?
                .into_iter()
                // SQLite names the index of a primary key itself.
                .map(|i| match i.name.starts_with("sqlite_autoindex_") {
                    true => (format!("{}_pkey", i.table), i.table, i.columns),
                    false => (i.name, i.table, i.columns),
                })
                .collect();
            let listed: BTreeSet<(String, String, String)> =
                UNIQUE.iter().map(|c| (c.name.to_owned(), c.table.to_owned(), c.columns.join(","))).collect();
            assert_eq!(live, listed);
            if engine == Engine::Postgres {
                let sql = "SELECT conname::text AS name FROM pg_constraint WHERE contype = 'f' ORDER BY conname";
                let names: BTreeSet<String> = Name::rows(conn, sql)?.into_iter().map(|row| row.name).collect();
                assert_eq!(names, FOREIGN_KEYS.iter().map(ToString::to_string).collect());
            }
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
    })
    .await;
}
