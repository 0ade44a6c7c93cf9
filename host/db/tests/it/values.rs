//! What is written is what is read.
use chrono::NaiveDate;
use diesel::prelude::*;
use elenco_db::sql_types::{DaySql, InstantSql, JsonSql, UuidSql};
use elenco_db::testing::{TestDatabase, on_each_engine};
use elenco_db::{Day, DbError, Engine, Instant, Json, UserId};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Years 1 to 9999: what both engines and every date field can show.
fn instants() -> impl Strategy<Value = Instant> {
    (-62_135_596_800_000_000_i64..253_402_300_800_000_000)
        .prop_map(|micros| Instant::from_micros(micros).unwrap())
}

fn days() -> impl Strategy<Value = Day> {
    (-719_162_i32..2_932_896).prop_map(|day| Day(NaiveDate::from_epoch_days(day).unwrap()))
}

/// Texts without U+0000, which PostgreSQL refuses.
fn documents() -> impl Strategy<Value = BTreeMap<String, Option<(i64, Vec<String>)>>> {
    let text = "[^\u{0}]{0,12}";
    prop::collection::btree_map(
        text,
        prop::option::of((any::<i64>(), prop::collection::vec(text, 0..3))),
        0..4,
    )
}

#[test]
fn every_value_comes_back_equal() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(database) = runtime.block_on(TestDatabase::create(engine)) else { continue };
        let db = runtime.block_on(database.open());
        let values = (any::<u128>(), instants(), days(), documents());
        TestRunner::new(ProptestConfig::with_cases(200))
            .run(&values, |(number, instant, day, document)| {
                let written = (UserId::from_uuid(Uuid::from_u128(number)), instant, day, Json(document));
                let sent = written.clone();
                let read: (UserId, Instant, Day, Json<_>) = runtime
                    .block_on(db.read(move |conn| {
                        let (id, instant, day, document) = sent.clone();
                        Ok::<_, DbError>(
                            diesel::select((
                                id.into_sql::<UuidSql>(),
                                instant.into_sql::<InstantSql>(),
                                day.into_sql::<DaySql>(),
                                document.into_sql::<JsonSql>(),
                            ))
                            .get_result(conn)?,
                        )
                    }))
                    .unwrap();
                prop_assert_eq!(read, written);
                Ok(())
            })
            .unwrap();
    }
}

#[tokio::test]
async fn ids_sort_alike_on_both_engines() {
    on_each_engine(async |db| {
        use elenco_db::schema::tenants;
        let numbers = [0_u128, 1, 0x7fff << 112, 0x8000 << 112, u128::MAX];
        let stored: Vec<elenco_db::TenantId> = db
            .write(move |conn| {
                for number in numbers.iter().rev() {
                    crate::directory::insert_tenant(conn, &crate::directory::scope(*number))?;
                }
                Ok::<_, DbError>(tenants::table.select(tenants::id).order(tenants::id).load(conn)?)
            })
            .await
            .unwrap();
        assert_eq!(stored.iter().map(|id| id.as_uuid().as_u128()).collect::<Vec<_>>(), numbers);
        assert!(stored.is_sorted());
    })
    .await;
}

#[test]
fn instants_are_cut_to_microseconds_and_stay_in_the_calendar() {
    let fine = chrono::DateTime::from_timestamp(1, 123_456_789).unwrap();
    let instant = Instant::from(fine);
    assert_eq!(instant.timestamp_micros(), 1_123_456);
    assert_eq!(instant.to_string(), "1970-01-01T00:00:01.123456Z");
    assert!(instant.plus_seconds(i64::MAX) > instant && instant.plus_seconds(i64::MIN) < instant);
    let text = serde_json::to_string(&instant).unwrap();
    assert_eq!(serde_json::from_str::<Instant>(&text).unwrap(), instant);
}
