//! Databases of tests on a PostgreSQL server.
use crate::config::{PostgresTarget, Target};
use crate::migrations;
use std::time::Duration;
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

/// Two test processes must not make the template at once.
const TEMPLATE_LOCK: i64 = 0x65_6c_74_65_73_74;
const PREFIX: &str = "elenco_test_";
/// A test that was killed leaves its database behind; none runs for so long.
const STALE: Duration = Duration::from_secs(3600);

/// The server, by the address of an administrator's database in it.
#[derive(Clone)]
pub(super) struct TestServer {
    admin: String,
}

impl TestServer {
    pub(super) fn at(admin: &str) -> Self {
        Self { admin: admin.to_owned() }
    }

    /// The same address with another database.
    pub(super) fn url_of(&self, database: &str) -> String {
        let (address, query) =
            self.admin.split_once('?').map_or((self.admin.as_str(), None), |(a, q)| (a, Some(q)));
        let start = address.find("://").map_or(0, |at| at + 3);
        let end = address[start..].find('/').map_or(address.len(), |at| start + at);
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        format!("{}/{database}{query}", &address[..end])
    }

    /// Makes a copy of the migrated template and answers its name.
    pub(super) async fn create(&self) -> String {
        let admin = self.connect().await;
        let template = self.template(&admin).await;
        let name = format!("{PREFIX}{}", Uuid::now_v7().simple());
        let create = format!("CREATE DATABASE {name} TEMPLATE {template}");
        admin.batch_execute(&create).await.expect("a copy of the template database");
        name
    }

    /// Removes the database, whoever is still connected. Blocks, since it is called when a test is dropped.
    pub(super) fn drop_database(&self, name: &str) {
        let (server, name) = (self.clone(), name.to_owned());
        // A thread of its own: the present one may be a worker of a runtime, where blocking on another panics.
        let done = std::thread::spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
                return;
            };
            runtime.block_on(async {
                let admin = server.connect().await;
                // If this fails the database is removed later, as a stale one.
                drop(admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await);
            });
        });
        drop(done.join());
    }

    /// Lets connections to a database in, or cuts those that are there and lets none in.
    pub(super) async fn admit(&self, name: &str, admitted: bool) {
        let admin = self.connect().await;
        let alter = format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {admitted}");
        admin.batch_execute(&alter).await.expect("the database is altered");
        if !admitted {
            let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
            admin.query(cut, &[&name]).await.expect("the connections are cut");
        }
    }

    /// The name of a template with today's schema. Its making is done once; the flag `datistemplate` tells that it
    /// was done to the end.
    async fn template(&self, admin: &Client) -> String {
        let name = format!("elenco_template_{}", env!("ELENCO_MIGRATIONS_DIGEST"));
        if !is_finished(admin, &name).await {
            admin
                .batch_execute(&format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})"))
                .await
                .expect("the lock");
            if !is_finished(admin, &name).await {
                sweep(admin).await;
                self.make_template(admin, &name).await;
            }
            admin
                .batch_execute(&format!("SELECT pg_advisory_unlock({TEMPLATE_LOCK})"))
                .await
                .expect("the lock");
        }
        name
    }

    async fn make_template(&self, admin: &Client, name: &str) {
        for sql in [format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"), format!("CREATE DATABASE {name}")]
        {
            admin.batch_execute(&sql).await.expect("an empty template database");
        }
        let target = PostgresTarget::parse(&self.url_of(name)).expect("the server's address");
        tokio::task::spawn_blocking(move || migrations::run(&Target::Postgres(Box::new(target))))
            .await
            .expect("the migrations do not panic")
            .expect("the template database is migrated");
        let finish = format!("ALTER DATABASE {name} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false");
        admin.batch_execute(&finish).await.expect("the finished template database");
    }

    async fn connect(&self) -> Client {
        let (client, connection) =
            tokio_postgres::connect(&self.admin, NoTls).await.unwrap_or_else(|error| {
                panic!("the PostgreSQL server of the tests cannot be reached: {error:?}")
            });
        tokio::spawn(connection);
        client
    }
}

async fn is_finished(admin: &Client, name: &str) -> bool {
    let rows = admin.query("SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate", &[&name]).await;
    !rows.expect("the server's databases").is_empty()
}

/// Removes databases that killed tests left behind. Their names hold the time of their making (UUIDv7).
async fn sweep(admin: &Client) {
    let unused = "SELECT datname FROM pg_database d WHERE NOT EXISTS \
        (SELECT 1 FROM pg_stat_activity a WHERE a.datid = d.oid)";
    let now = seconds(Uuid::now_v7());
    for row in admin.query(unused, &[]).await.expect("the server's databases") {
        let name: &str = row.get(0);
        let made = name.strip_prefix(PREFIX).and_then(|id| Uuid::parse_str(id).ok()).map_or(now, seconds);
        if now.saturating_sub(made) > STALE.as_secs() {
            // Another process may be faster.
            drop(admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name}")).await);
        }
    }
}

fn seconds(id: Uuid) -> u64 {
    id.get_timestamp().map_or(0, |time| time.to_unix().0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_database_of_the_same_server() {
        for (admin, expected) in [
            ("postgres://u:p@127.0.0.1:5432/postgres", "postgres://u:p@127.0.0.1:5432/t"),
            ("postgres://u@h", "postgres://u@h/t"),
            ("postgres:///postgres?host=/run/pg&user=u", "postgres:///t?host=/run/pg&user=u"),
        ] {
            assert_eq!(TestServer::at(admin).url_of("t"), expected);
        }
    }
}
