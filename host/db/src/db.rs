use crate::config::Target;
use crate::conn::Access;
use crate::{Conn, DbConfig, DbError, Engine, OpenError, migrations, transaction};
use deadpool::Runtime;
use deadpool::managed::{self, Metrics, PoolError, RecycleError, RecycleResult};
use std::sync::Arc;
use std::time::Duration;

/// How long a caller waits for a connection when all are taken.
const WAIT: Duration = Duration::from_secs(30);

/// The open database: pools of connections. Cloning it is cheap and gives the same pools.
#[derive(Clone)]
pub struct Db {
    engine: Engine,
    readers: Pool,
    writers: Pool,
}

type Pool = managed::Pool<Connections>;

/// Opens connections for a pool, and throws away those that are broken.
struct Connections {
    target: Arc<Target>,
    access: Access,
}

impl managed::Manager for Connections {
    type Type = Conn;
    type Error = DbError;

    async fn create(&self) -> Result<Conn, DbError> {
        let (target, access) = (Arc::clone(&self.target), self.access);
        Ok(blocking(move || Conn::open(&target, access)).await??)
    }

    async fn recycle(&self, conn: &mut Conn, _: &Metrics) -> RecycleResult<DbError> {
        if conn.is_broken() { Err(RecycleError::message("the connection is broken")) } else { Ok(()) }
    }
}

impl Db {
    /// Opens the database and brings its schema up to date. Processes that open it at the same time wait for each
    /// other.
    ///
    /// # Errors
    /// [`OpenError`] if the address is wrong, the database cannot be reached, a migration fails, or a later version
    /// of the program has migrated it.
    pub async fn open(config: &DbConfig) -> Result<Self, OpenError> {
        let target = Arc::new(Target::parse(&config.url)?);
        let migrated = Arc::clone(&target);
        blocking(move || migrations::run(&migrated))
            .await
            .map_err(|e| OpenError::Connect(e.to_string()))??;
        let engine = target.engine();
        Ok(match engine {
            Engine::Sqlite => Self {
                engine,
                readers: pool(&target, Access::Read, config.readers.max(1))?,
                writers: pool(&target, Access::Write, 1)?,
            },
            Engine::Postgres => {
                let all = pool(&target, Access::Write, config.readers.max(2))?;
                Self { engine, readers: all.clone(), writers: all }
            }
        })
    }

    /// Which kind of database this is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Runs queries that only read, on a thread that may block. Each statement sees what was committed before it.
    /// If the caller is dropped the queries still end, and the connection comes back.
    ///
    /// # Errors
    /// Those of `work`, and [`DbError::Unavailable`] if no connection can be had within 30 seconds.
    pub async fn read<T, E>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        on(&self.readers, work).await
    }

    /// Runs `work` in one transaction, on a thread that may block: committed if it answers `Ok`, undone if it
    /// answers `Err`.
    ///
    /// When another transaction was in the way (a serialisation failure, a deadlock, a locked file) it is undone and
    /// `work` runs again, eight times at most: it must have no effect but on the database. On SQLite there is one
    /// writer, so `work` should be short (about 25 ms).
    ///
    /// # Errors
    /// Those of `work`; [`DbError::Serialization`] when all attempts were in vain; [`DbError::Unavailable`] if no
    /// connection can be had within 30 seconds.
    pub async fn write<T, E>(&self, work: impl Fn(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        on(&self.writers, move |conn| transaction::write(conn, &work)).await
    }

    /// Whether the database answers, for a readiness check.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] if it does not.
    pub async fn ping(&self) -> Result<(), DbError> {
        use diesel::connection::SimpleConnection;
        self.read(|conn| Ok(conn.batch_execute("SELECT 1")?)).await
    }

    /// Closes the connections as they fall idle; whoever asks for one from now on gets [`DbError::Unavailable`].
    pub fn close(&self) {
        self.readers.close();
        self.writers.close();
    }
}

fn pool(target: &Arc<Target>, access: Access, size: usize) -> Result<Pool, OpenError> {
    Pool::builder(Connections { target: Arc::clone(target), access })
        .max_size(size)
        .wait_timeout(Some(WAIT))
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|error| OpenError::Connect(error.to_string()))
}

async fn on<T, E>(pool: &Pool, work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    let mut conn = pool.get().await.map_err(no_connection)?;
    // The connection travels with the work: when the caller is dropped, the work ends and the connection comes back.
    blocking(move || work(&mut conn)).await?
}

fn no_connection(error: PoolError<DbError>) -> DbError {
    match error {
        PoolError::Backend(error) => error,
        PoolError::Timeout(_) => DbError::Unavailable("all connections are busy".to_owned()),
        other => DbError::Unavailable(other.to_string()),
    }
}

/// Runs `work` on a thread that may block. A panic in it goes on in the caller.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, DbError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(value) => Ok(value),
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(DbError::Unavailable("the program is stopping".to_owned())),
        },
    }
}
