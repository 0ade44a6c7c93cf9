//! What SQLite's planner is told about the tables.
//!
//! Every key and every index begins with the tenant, and one tenant may own a million rows. Of an index that it knows
//! nothing about SQLite assumes that its first column leaves ten rows, and the second nine: it then reads a whole tenant
//! by the primary key where two columns of another index would have found one row. So it is told what a large tenant
//! looks like, in its own table of statistics, the same for every file: plans do not change with what was imported last,
//! and they are those that the benchmark measures.
#![allow(clippy::disallowed_methods, reason = "the tables are SQLite's own")]
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::sqlite::SqliteConnection;

/// Rows of a large table.
const ROWS: u64 = 1_000_000;
/// Values of a column about which nothing else is known.
const VALUES: u64 = 10_000;
/// Columns of few values, and how many.
const FEW: [(&str, u64); 8] = [
    ("tenant_id", 1),
    ("kind", 2),
    ("active", 2),
    ("must_change_password", 2),
    ("culture", 3),
    ("state", 4),
    ("object_kind", 10),
    ("project_id", 10),
];

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Text)]
    index: String,
    #[diesel(sql_type = BigInt)]
    is_unique: i64,
    /// None for an expression.
    #[diesel(sql_type = Nullable<Text>)]
    name: Option<String>,
}

/// A row of SQLite's table: the average number of rows that each column and those before it leave.
#[derive(QueryableByName, Debug, PartialEq, Eq)]
struct Statistic {
    #[diesel(sql_type = Nullable<Text>)]
    tbl: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    idx: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    stat: Option<String>,
}

fn statistic(columns: &[Column]) -> Option<Statistic> {
    let first = columns.first()?;
    let (mut left, mut numbers) = (ROWS, vec![ROWS]);
    for (at, column) in columns.iter().enumerate() {
        let name = column.name.as_deref().unwrap_or_default();
        let values = FEW.iter().find(|(few, _)| *few == name).map_or(VALUES, |(_, values)| *values);
        let is_whole_key = first.is_unique != 0 && at + 1 == columns.len();
        left = if is_whole_key { 1 } else { (left / values).max(1) };
        numbers.push(left);
    }
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    Some(Statistic {
        tbl: Some(first.table.clone()),
        idx: Some(first.index.clone()),
        // A skip-scan tries every value of the first columns: every tenant's every project.
        stat: Some(format!("{} noskipscan", numbers.join(" "))),
    })
}

/// Tells the planner, unless it was told the same before. Connections that are open already do not hear of it.
pub(crate) fn teach(conn: &mut SqliteConnection) -> QueryResult<()> {
    let columns: Vec<Column> = diesel::sql_query(
        "SELECT t.name AS \"table\", l.name AS \"index\", l.\"unique\" AS is_unique, c.name AS name \
         FROM sqlite_schema t JOIN pragma_index_list(t.name) l JOIN pragma_index_info(l.name) c \
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\' \
         AND t.name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY t.name, l.name, c.seqno",
    )
    .load(conn)?;
    let of_index = columns.chunk_by(|one, next| one.index == next.index && one.table == next.table);
    let wanted: Vec<Statistic> = of_index.filter_map(statistic).collect();
    conn.exclusive_transaction(|conn| {
        // This makes the table when there is none, and looks at no other one.
        conn.batch_execute("ANALYZE sqlite_schema")?;
        let present: Vec<Statistic> =
            diesel::sql_query("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx").load(conn)?;
        if present == wanted {
            return Ok(());
        }
        conn.batch_execute("DELETE FROM sqlite_stat1")?;
        for row in &wanted {
            diesel::sql_query("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)")
                .bind::<Nullable<Text>, _>(&row.tbl)
                .bind::<Nullable<Text>, _>(&row.idx)
                .bind::<Nullable<Text>, _>(&row.stat)
                .execute(conn)?;
        }
        conn.batch_execute("ANALYZE sqlite_schema")
    })
}
