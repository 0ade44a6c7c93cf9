//! One transaction, done again when another one was in its way.
use crate::{Conn, DbError};
use diesel::connection::{Connection, TransactionManager};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How often a transaction is begun before its caller is told.
const ATTEMPTS: u32 = 8;
const FIRST_PAUSE: Duration = Duration::from_millis(4);
/// The longest pause, so that all attempts together take about a second at most.
const LAST_PAUSE: Duration = Duration::from_millis(250);

type Transactions = <Conn as Connection>::TransactionManager;

enum Attempt<T, E> {
    Committed(T),
    Failed(E),
    /// Failed because of another transaction.
    InTheWay(E),
}

/// Runs `work` in a transaction: committed if it answers `Ok`, undone if it answers `Err`. When another transaction
/// was in the way it is undone and `work` runs again, after a pause that grows. Blocks.
pub(crate) fn write<T, E: From<DbError>>(
    conn: &mut Conn,
    work: &impl Fn(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    let mut attempt = 1;
    loop {
        match once(conn, work) {
            Attempt::Committed(value) => return Ok(value),
            Attempt::InTheWay(_) if attempt < ATTEMPTS => pause(attempt),
            Attempt::Failed(error) | Attempt::InTheWay(error) => return Err(error),
        }
        attempt += 1;
    }
}

fn once<T, E: From<DbError>>(conn: &mut Conn, work: &impl Fn(&mut Conn) -> Result<T, E>) -> Attempt<T, E> {
    if let Err(error) = conn.begin() {
        return Attempt::of(error);
    }
    match work(conn) {
        Ok(value) => match Transactions::commit_transaction(conn) {
            Ok(()) => Attempt::Committed(value),
            Err(error) => Attempt::of(DbError::from(error)),
        },
        Err(error) => {
            // If this fails too, the connection is lost, the server has undone the transaction, and the pool throws
            // the connection away. The first error tells more.
            let _lost = Transactions::rollback_transaction(conn);
            // What `work` made of the database's error is its own affair, so the connection is asked instead.
            if conn.met_conflict() { Attempt::InTheWay(error) } else { Attempt::Failed(error) }
        }
    }
}

impl<T, E: From<DbError>> Attempt<T, E> {
    fn of(error: DbError) -> Self {
        match error {
            DbError::Serialization => Self::InTheWay(E::from(error)),
            _ => Self::Failed(E::from(error)),
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "nobody tells when the other transactions are done")]
fn pause(attempt: u32) {
    std::thread::sleep(pause_after(attempt));
}

/// Doubles each time, and differs between transactions so that two that met do not meet again. Which of them waits
/// longer is of no importance, so a count serves as well as a random number.
fn pause_after(attempt: u32) -> Duration {
    static PAUSES: AtomicU64 = AtomicU64::new(0);
    let longest = FIRST_PAUSE.saturating_mul(1 << attempt.min(16)).min(LAST_PAUSE);
    let share = PAUSES.fetch_add(1, Ordering::Relaxed).wrapping_mul(5) % 8;
    longest / 2 + longest / 16 * u32::try_from(share).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_bounded() {
        for attempt in 1..ATTEMPTS {
            let pause = pause_after(attempt);
            assert!(pause >= FIRST_PAUSE && pause <= LAST_PAUSE, "{attempt}: {pause:?}");
        }
        assert!(pause_after(1) < pause_after(6));
    }
}
