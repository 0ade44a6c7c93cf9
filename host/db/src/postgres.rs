//! A blocking PostgreSQL connection for diesel in pure Rust, without libpq: diesel-async's connection, driven from a
//! blocking thread by the runtime that this thread belongs to.
use crate::OpenError;
use crate::config::{PostgresTarget, Target};
use crate::error::is_conflict;
use crate::tls::TlsMode;
use diesel::connection::{
    CacheSize, Connection, ConnectionSealed, Instrumentation, LoadConnection, MultiConnectionHelper,
    SimpleConnection, TransactionManager, TransactionManagerStatus,
};
use diesel::migration::{CREATE_MIGRATIONS_TABLE, MigrationConnection};
use diesel::pg::{FailedToLookupTypeError, Pg, PgMetadataCacheKey, PgMetadataLookup, PgTypeMetadata};
use diesel::query_builder::{Query, QueryFragment, QueryId};
use diesel::sql_types::TypeMetadata;
use diesel::{ConnectionError, ConnectionResult, QueryResult};
use diesel_async::pooled_connection::PoolableConnection;
use diesel_async::{
    AsyncConnection, AsyncConnectionCore, AsyncPgConnection, SimpleAsyncConnection,
    TransactionManager as AsyncTransactionManager,
};
use futures_util::TryStreamExt;
use std::any::Any;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio_postgres::NoTls;
use tokio_postgres_rustls::MakeRustlsConnect;

/// How long one host of the address may take to answer, unless the address has its own `connect_timeout`.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

type AsyncTransactions = <AsyncPgConnection as AsyncConnection>::TransactionManager;

/// A connection to a PostgreSQL server. Its methods block: call them from `spawn_blocking` only.
pub struct PostgresConnection {
    inner: AsyncPgConnection,
    runtime: Handle,
    /// A statement of the present transaction lost against another transaction.
    conflict: bool,
}

/// How statements are planned: each for its own values, as pages ask for a handful of people or for a thousand and a
/// plan for any number of them reads whole groups; for disks without a moving head; and without compiling, which takes
/// longer than any page may.
const PLANNING: &str =
    "SET plan_cache_mode TO force_custom_plan; SET random_page_cost TO 1.1; SET jit TO off";

impl PostgresConnection {
    pub(crate) fn open(target: &PostgresTarget) -> Result<Self, OpenError> {
        let runtime = Handle::try_current().map_err(|error| OpenError::Connect(error.to_string()))?;
        let inner = runtime.block_on(connect(target))?;
        let mut conn = Self { inner, runtime, conflict: false };
        // Some errors are told apart by their text (see `error.rs`). Only a superuser may choose its language; for
        // others the server's setting stays, and a refusal changes nothing.
        let _refused = conn.batch_execute("SET lc_messages TO 'C'");
        conn.batch_execute(PLANNING).map_err(|error| OpenError::Connect(error.to_string()))?;
        Ok(conn)
    }

    pub(crate) fn is_broken(&mut self) -> bool {
        self.inner.is_broken()
    }

    pub(crate) fn met_conflict(&self) -> bool {
        self.conflict
    }

    pub(crate) fn begin(&mut self) -> QueryResult<()> {
        self.conflict = false;
        Transactions::begin_transaction(self)
    }

    fn note<T>(&mut self, result: QueryResult<T>) -> QueryResult<T> {
        if let Err(error) = &result {
            self.conflict |= is_conflict(error);
        }
        result
    }
}

async fn connect(target: &PostgresTarget) -> Result<AsyncPgConnection, OpenError> {
    let failed = |error: tokio_postgres::Error| OpenError::Connect(with_causes(&error));
    let ready = if target.tls.mode == TlsMode::Disable {
        let (client, connection) = target.config.connect(NoTls).await.map_err(failed)?;
        AsyncPgConnection::try_from_client_and_connection(client, connection).await
    } else {
        let tls = MakeRustlsConnect::new(target.tls.client_config()?);
        let (client, connection) = target.config.connect(tls).await.map_err(failed)?;
        AsyncPgConnection::try_from_client_and_connection(client, connection).await
    };
    ready.map_err(|error| OpenError::Connect(error.to_string()))
}

/// tokio-postgres says "error connecting to server" and keeps the reason in the source.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let reason = cause.to_string();
        if !text.contains(&reason) {
            text = format!("{text}: {reason}");
        }
        source = cause.source();
    }
    text
}

impl SimpleConnection for PostgresConnection {
    fn batch_execute(&mut self, sql: &str) -> QueryResult<()> {
        let result = self.runtime.block_on(self.inner.batch_execute(sql));
        self.note(result)
    }
}

impl ConnectionSealed for PostgresConnection {}

impl Connection for PostgresConnection {
    type Backend = Pg;
    type TransactionManager = Transactions;

    fn establish(url: &str) -> ConnectionResult<Self> {
        match Target::parse(url) {
            Ok(Target::Postgres(target)) => {
                Self::open(&target).map_err(|error| ConnectionError::BadConnection(error.to_string()))
            }
            Ok(Target::Sqlite(_)) => Err(ConnectionError::InvalidConnectionUrl(url.to_owned())),
            Err(error) => Err(ConnectionError::InvalidConnectionUrl(error.to_string())),
        }
    }

    fn execute_returning_count<T>(&mut self, query: &T) -> QueryResult<usize>
    where
        T: QueryFragment<Pg> + QueryId,
    {
        let result = self.runtime.block_on(self.inner.execute_returning_count(query));
        self.note(result)
    }

    fn transaction_state(&mut self) -> &mut <Transactions as TransactionManager<Self>>::TransactionStateData {
        self.inner.transaction_state()
    }

    fn instrumentation(&mut self) -> &mut dyn Instrumentation {
        self.inner.instrumentation()
    }

    fn set_instrumentation(&mut self, instrumentation: impl Instrumentation) {
        self.inner.set_instrumentation(instrumentation);
    }

    fn set_prepared_statement_cache_size(&mut self, size: CacheSize) {
        self.inner.set_prepared_statement_cache_size(size);
    }
}

impl LoadConnection for PostgresConnection {
    type Cursor<'conn, 'query> = std::vec::IntoIter<QueryResult<Self::Row<'conn, 'query>>>;
    type Row<'conn, 'query> = <AsyncPgConnection as AsyncConnectionCore>::Row<'conn, 'query>;

    fn load<'conn, 'query, T>(&'conn mut self, query: T) -> QueryResult<Self::Cursor<'conn, 'query>>
    where
        T: Query + QueryFragment<Pg> + QueryId + 'query,
        Pg: diesel::expression::QueryMetadata<T::SqlType>,
    {
        // The runtime is entered once for a query, not once for a row.
        let rows: QueryResult<Vec<_>> =
            self.runtime.block_on(async { self.inner.load(query).await?.map_ok(Ok).try_collect().await });
        Ok(self.note(rows)?.into_iter())
    }
}

/// Transactions of [`PostgresConnection`]: those of diesel-async, waited for.
pub struct Transactions;

impl TransactionManager<PostgresConnection> for Transactions {
    type TransactionStateData =
        <AsyncTransactions as AsyncTransactionManager<AsyncPgConnection>>::TransactionStateData;

    fn begin_transaction(conn: &mut PostgresConnection) -> QueryResult<()> {
        conn.runtime.block_on(AsyncTransactions::begin_transaction(&mut conn.inner))
    }

    fn rollback_transaction(conn: &mut PostgresConnection) -> QueryResult<()> {
        conn.runtime.block_on(AsyncTransactions::rollback_transaction(&mut conn.inner))
    }

    fn commit_transaction(conn: &mut PostgresConnection) -> QueryResult<()> {
        conn.runtime.block_on(AsyncTransactions::commit_transaction(&mut conn.inner))
    }

    fn transaction_manager_status_mut(conn: &mut PostgresConnection) -> &mut TransactionManagerStatus {
        AsyncTransactions::transaction_manager_status_mut(&mut conn.inner)
    }

    fn is_broken_transaction_manager(conn: &mut PostgresConnection) -> bool {
        AsyncTransactions::is_broken_transaction_manager(&mut conn.inner)
    }
}

impl MigrationConnection for PostgresConnection {
    fn setup(&mut self) -> QueryResult<usize> {
        self.batch_execute(CREATE_MIGRATIONS_TABLE).map(|()| 0)
    }
}

/// All our column types have fixed object identifiers, so none is ever looked up in the server's catalogue.
struct NoLookup;

impl PgMetadataLookup for NoLookup {
    fn lookup_type(&mut self, name: &str, schema: Option<&str>) -> PgTypeMetadata {
        let key =
            PgMetadataCacheKey::new(schema.map(|schema| schema.to_owned().into()), name.to_owned().into());
        PgTypeMetadata::from_result(Err(FailedToLookupTypeError::new(key)))
    }
}

impl MultiConnectionHelper for PostgresConnection {
    fn to_any<'a>(_: &mut <Pg as TypeMetadata>::MetadataLookup) -> &mut (dyn Any + 'a) {
        // The type has no size: nothing is allocated, and so nothing leaks.
        Box::leak(Box::new(NoLookup))
    }

    fn from_any(lookup: &mut dyn Any) -> Option<&mut <Pg as TypeMetadata>::MetadataLookup> {
        lookup.downcast_mut::<NoLookup>().map(|lookup| lookup as _)
    }
}
