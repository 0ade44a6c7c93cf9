//! Errors have the same name on both engines.
use crate::directory::{User, id, insert_project, insert_tenant, insert_users, now, scope, user};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use elenco_db::schema::{locations, memberships, projects, sessions, tenants, users};
use elenco_db::testing::on_each_engine;
use elenco_db::{Conn, Db, DbError, Engine, Json, LocationId, ProjectId, TenantScope, UserId};

async fn directory(db: &Db) -> TenantScope {
    let scope = scope(1);
    db.write(move |conn| {
        insert_tenant(conn, &scope)?;
        insert_project(conn, &scope, ProjectId::from_uuid(id(1)))?;
        insert_users(conn, &[user(&scope, 1), user(&scope, 2)])
    })
    .await
    .unwrap();
    scope
}

#[tokio::test]
async fn a_violated_constraint_has_one_name() {
    on_each_engine(async |db| {
        let scope = directory(&db).await;
        let third = user(&scope, 3);
        for (row, expected) in [
            (User { username_key: "ana 1".into(), ..third.clone() }, "users_username"),
            (User { external_id: Some("x2".into()), ..third.clone() }, "users_external_id"),
            (User { id: UserId::from_uuid(id(1)), ..third.clone() }, "users_pkey"),
        ] {
            let result = db.write(move |conn| insert_users(conn, std::slice::from_ref(&row))).await;
            assert!(
                matches!(result, Err(DbError::Unique { constraint }) if constraint == expected),
                "{result:?}"
            );
        }
        let elsewhere = LocationId::from_uuid(id(77));
        let row = User { location_id: Some(elsewhere), ..third };
        let result = db.write(move |conn| insert_users(conn, std::slice::from_ref(&row))).await;
        let expected = match db.engine() {
            Engine::Sqlite => elenco_db::UNKNOWN,
            Engine::Postgres => "users_tenant_id_location_id_fkey",
        };
        assert!(
            matches!(result, Err(DbError::ForeignKey { constraint }) if constraint == expected),
            "{result:?}"
        );
        let missing: Result<String, DbError> = db
            .read(|conn| {
                Ok(users::table.filter(users::username_key.eq("?")).select(users::kind).first(conn)?)
            })
            .await;
        assert!(matches!(missing, Err(DbError::NotFound)), "{missing:?}");
    })
    .await;
}

#[tokio::test]
async fn nothing_can_point_into_another_tenant() {
    on_each_engine(async |db| {
        let scope = directory(&db).await;
        let other = crate::directory::scope(2);
        let place = LocationId::from_uuid(id(5));
        let result = db
            .write(move |conn| {
                insert_tenant(conn, &other)?;
                diesel::insert_into(locations::table)
                    .values((
                        locations::tenant_id.eq(other.tenant()),
                        locations::id.eq(place),
                        locations::code.eq("A"),
                        locations::code_key.eq("a"),
                        locations::name.eq("A"),
                        locations::name_key.eq("a"),
                        locations::address.eq(Json(serde_json::Value::Null)),
                        locations::created_at.eq(now()),
                        locations::updated_at.eq(now()),
                    ))
                    .execute(conn)?;
                insert_users(conn, &[User { location_id: Some(place), ..user(&scope, 3) }])
            })
            .await;
        assert!(matches!(result, Err(DbError::ForeignKey { .. })), "{result:?}");
    })
    .await;
}

#[tokio::test]
async fn a_session_outlives_its_project_and_a_tenant_leaves_nothing() {
    on_each_engine(async |db| {
        let scope = directory(&db).await;
        let project = ProjectId::from_uuid(id(1));
        let left = db
            .write(move |conn| {
                diesel::insert_into(memberships::table)
                    .values((
                        memberships::tenant_id.eq(scope.tenant()),
                        memberships::project_id.eq(project),
                        memberships::user_id.eq(UserId::from_uuid(id(1))),
                        memberships::kind.eq("client"),
                        memberships::active.eq(true),
                        memberships::created_at.eq(now()),
                    ))
                    .execute(conn)?;
                diesel::insert_into(sessions::table)
                    .values((
                        sessions::id_hash.eq(vec![1_u8; 32]),
                        sessions::tenant_id.eq(scope.tenant()),
                        sessions::user_id.eq(UserId::from_uuid(id(1))),
                        sessions::project_id.eq(project),
                        sessions::csrf_token.eq("t"),
                        sessions::created_at.eq(now()),
                        sessions::last_seen_at.eq(now()),
                        sessions::expires_at.eq(now()),
                    ))
                    .execute(conn)?;
                diesel::delete(projects::table.find((scope.tenant(), project))).execute(conn)?;
                assert_eq!(
                    sessions::table.select(sessions::project_id).load::<Option<ProjectId>>(conn)?,
                    [None]
                );
                assert_eq!(memberships::table.count().get_result::<i64>(conn)?, 0);
                insert_project(conn, &scope, project)?;
                diesel::update(sessions::table).set(sessions::project_id.eq(project)).execute(conn)?;
                diesel::delete(tenants::table.find(scope.tenant())).execute(conn)?;
                Ok::<i64, DbError>(
                    users::table.count().get_result::<i64>(conn)?
                        + sessions::table.count().get_result::<i64>(conn)?,
                )
            })
            .await
            .unwrap();
        assert_eq!(left, 0);
    })
    .await;
}

/// Makes the engine say what it says when the disk is full.
fn fill_the_disk(conn: &mut Conn, scope: &TenantScope) -> Result<(), DbError> {
    match conn.engine() {
        Engine::Sqlite => {
            conn.batch_execute("PRAGMA max_page_count = 1")?;
            let rows: Vec<User> = (10..600).map(|number| user(scope, number)).collect();
            insert_users(conn, &rows).map(|_| ())
        }
        Engine::Postgres => Ok(conn.batch_execute(
            "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', \
             MESSAGE = 'could not extend file \"base/1/2\": No space left on device'; END $$",
        )?),
    }
}

#[tokio::test]
async fn a_full_disk_is_told_and_changes_nothing() {
    on_each_engine(async |db| {
        let scope = directory(&db).await;
        let result = db.write(move |conn| fill_the_disk(conn, &scope)).await;
        assert!(matches!(result, Err(DbError::Full(_))), "{result:?}");
        let count = db.read(|conn| Ok::<i64, DbError>(users::table.count().get_result(conn)?)).await.unwrap();
        assert_eq!(count, 2);
    })
    .await;
}

#[tokio::test]
async fn a_lost_connection_is_told_and_replaced() {
    on_each_engine(async |db| {
        if db.engine() == Engine::Sqlite {
            return;
        }
        let end = "SELECT pg_terminate_backend(pg_backend_pid())";
        let result = db.write(move |conn| Ok::<_, DbError>(conn.batch_execute(end)?)).await;
        assert!(matches!(result, Err(DbError::Unavailable(_))), "{result:?}");
        db.ping().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_reader_cannot_write_on_sqlite() {
    on_each_engine(async |db| {
        if db.engine() == Engine::Postgres {
            return;
        }
        let result = db.read(|conn| insert_tenant(conn, &scope(9))).await;
        assert!(matches!(result, Err(DbError::Other(_))), "{result:?}");
    })
    .await;
}
