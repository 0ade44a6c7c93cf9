//! What SQLite's planner makes of the indices.
#![allow(clippy::disallowed_methods, reason = "the tables are SQLite's own")]
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use elenco_db::testing::on_each_engine;
use elenco_db::{Conn, DbError, Engine};

#[derive(QueryableByName)]
struct Index {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = BigInt)]
    is_unique: i64,
    #[diesel(sql_type = Text)]
    columns: String,
}

#[derive(QueryableByName)]
struct Plan {
    #[diesel(sql_type = Text)]
    detail: String,
}

fn indices(conn: &mut Conn) -> Vec<Index> {
    diesel::sql_query(
        "SELECT t.name AS \"table\", l.name AS name, l.\"unique\" AS is_unique, (SELECT group_concat(name, ',') FROM \
         (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno)) AS columns \
         FROM sqlite_schema t JOIN pragma_index_list(t.name) l \
         WHERE t.type = 'table' AND t.name NOT LIKE '%\\_fts%' ESCAPE '\\' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\' \
         AND t.name NOT LIKE 'sqlite%' AND l.partial = 0 \
         AND NOT EXISTS (SELECT 1 FROM pragma_index_info(l.name) WHERE name IS NULL) ORDER BY 1, 2",
    )
    .load(conn)
    .unwrap()
}

#[tokio::test]
async fn whoever_gives_the_columns_of_an_index_gets_no_more_rows_read_than_it_names() {
    on_each_engine(async |db| {
        if db.engine() != Engine::Sqlite {
            return;
        }
        let mut wrong = Vec::new();
        db.read(move |conn| {
            let all = indices(conn);
            assert!(all.len() > 50, "{}", all.len());
            for index in &all {
                let columns: Vec<&str> = index.columns.split(',').collect();
                for given in 2..=columns.len() {
                    let conditions: Vec<String> =
                        columns[..given].iter().map(|column| format!("\"{column}\" = x'00'")).collect();
                    // Every column is read, so that no index holds all that is asked for.
                    let query = format!(
                        "EXPLAIN QUERY PLAN SELECT * FROM {} WHERE {}",
                        index.table,
                        conditions.join(" AND ")
                    );
                    let plan: Vec<Plan> = diesel::sql_query(query).load(conn).unwrap();
                    let detail = &plan[0].detail;
                    // Another index serves as well when it uses as many of the columns, or finds one row at most.
                    let used = detail.matches("=?").count();
                    let is_key = all.iter().any(|other| {
                        let own = other.columns.split(',').count();
                        let is_named = detail.contains(&format!(" {} (", other.name))
                            || (detail.contains("PRIMARY KEY") && other.name.starts_with("sqlite_autoindex"));
                        other.table == index.table && other.is_unique != 0 && is_named && used == own
                    });
                    if used < given && !is_key {
                        wrong.push(format!("{} ({}): {detail}", index.name, columns[..given].join(", ")));
                    }
                }
            }
            assert!(wrong.is_empty(), "{wrong:#?}");
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
    })
    .await;
}
