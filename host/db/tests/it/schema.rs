//! The migrations, diesel's tables and the table of constraints say the same.
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use elenco_db::testing::on_each_engine;
use elenco_db::{Conn, DbError, Engine, FOREIGN_KEYS, UNIQUE};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

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
    AND name NOT LIKE 'users_fts%' AND name NOT LIKE 'sqlite_%' AND name <> '__diesel_schema_migrations'";

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

/// Tables and columns as diesel has them. The files are read as text, so that no table can be forgotten here.
fn declared_columns() -> BTreeSet<Column> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<_> =
        fs::read_dir(folder.join("schema")).unwrap().map(|file| file.unwrap().path()).collect();
    files.push(folder.join("schema.rs"));
    let mut columns = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        for body in text.split("diesel::table! {").skip(1) {
            let body = body.split("\n}").next().unwrap();
            let mut table = None;
            for line in body.lines().map(str::trim) {
                if let Some((name, _)) = line.strip_suffix(") {").and_then(|head| head.split_once(" (")) {
                    table = Some(name.to_owned());
                } else if let (Some(table), Some((column, sql_type))) = (&table, line.split_once(" -> ")) {
                    columns.insert(Column {
                        table: table.clone(),
                        column: column.to_owned(),
                        nullable: sql_type.starts_with("Nullable"),
                    });
                }
            }
        }
    }
    columns
}

#[tokio::test]
async fn diesel_knows_every_column_of_both_engines() {
    on_each_engine(async |db| {
        let live = db.read(live_columns).await.unwrap();
        assert_eq!(declared_columns(), live);
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
