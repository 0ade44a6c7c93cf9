//! Takes jobs up and looks after them: one loop a process, however many tenants.
mod giving_back;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use elenco_db::{DbError, Engine, Instant};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use serde_json::Value;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{MissedTickBehavior, interval};

use super::model::{Ending, JobContext, JobKind, Lease, Pause, Signal, Stop};
use super::owner::{self, Owner};
use super::{queries, service};
use crate::app::App;
use crate::{bulk_changes, exports, fields, imports, mail, sessions};

/// How long a worker may be silent before another one takes its job, in seconds.
const LEASE: i64 = 30;
/// How often a worker looks whether it is to stop; every tenth look renews the lease.
const LOOK: Duration = Duration::from_secs(1);
const LOOKS_A_RENEWAL: u32 = 10;
/// How often a runner with nothing to do looks for work that another process enqueued.
const IDLE: Duration = Duration::from_secs(2);
/// How long jobs may take to reach a good place to stop at when the server stops.
const GRACE: Duration = Duration::from_secs(20);
/// How many workers may die of a job, without its going forward, before it is given up.
const MOST_ATTEMPTS: i32 = 5;

/// What jobs do. The server has [`Domains`]; tests have their own.
pub trait Work: Send + Sync + 'static {
    /// Does the job, or goes on with it.
    fn run<'a>(&'a self, cx: &'a JobContext) -> BoxFuture<'a, Result<(), Stop>>;
    /// Writes down that the job ends without being completed.
    fn end<'a>(&'a self, cx: &'a JobContext, ending: &'a Ending) -> BoxFuture<'a, Result<(), Stop>>;
}

/// The domains' jobs.
#[derive(Debug, Clone, Copy)]
pub struct Domains;

impl Work for Domains {
    fn run<'a>(&'a self, cx: &'a JobContext) -> BoxFuture<'a, Result<(), Stop>> {
        match cx.job.kind {
            JobKind::ImportUsers => Box::pin(imports::job::run(cx)),
            JobKind::ExportUsers => Box::pin(exports::job::run(cx)),
            JobKind::SendMail => Box::pin(mail::job::run(cx)),
            JobKind::ForgottenPassword => Box::pin(sessions::job::run(cx)),
            JobKind::ChangeUsers => Box::pin(bulk_changes::job::run(cx)),
            JobKind::RemoveFieldValues => Box::pin(fields::job::run(cx)),
        }
    }

    fn end<'a>(&'a self, cx: &'a JobContext, ending: &'a Ending) -> BoxFuture<'a, Result<(), Stop>> {
        match cx.job.kind {
            JobKind::ImportUsers => Box::pin(imports::job::end(cx, ending)),
            JobKind::ExportUsers => Box::pin(exports::job::end(cx, ending)),
            JobKind::SendMail => Box::pin(mail::job::give_up(cx, ending)),
            JobKind::ForgottenPassword => Box::pin(sessions::job::give_up(cx, ending)),
            JobKind::ChangeUsers => Box::pin(bulk_changes::job::end(cx, ending)),
            JobKind::RemoveFieldValues => Box::pin(fields::job::end(cx, ending)),
        }
    }
}

/// A running runner.
#[derive(Debug)]
pub struct RunnerHandle {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl RunnerHandle {
    /// Has every job stop at its next good place, gives them back, and waits until that is done.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the job runner ended badly");
        }
    }
}

/// Starts taking up jobs.
pub fn start(app: App) -> RunnerHandle {
    start_with(app, Arc::new(Domains))
}

/// Starts taking up jobs that do `work`.
pub fn start_with(app: App, work: Arc<dyn Work>) -> RunnerHandle {
    let (stop, stopped) = watch::channel(false);
    let owner = Arc::new(Owner::announce(&app.config.data_dir, app.ids.uuid()));
    let task = tokio::spawn(Runner { app, work, owner }.serve(stopped));
    RunnerHandle { stop, task }
}

#[derive(Clone)]
struct Runner {
    app: App,
    work: Arc<dyn Work>,
    owner: Arc<Owner>,
}

impl Runner {
    async fn serve(self, mut stopped: watch::Receiver<bool>) {
        if self.app.db.engine() == Engine::Sqlite
            && let Err(error) = self.take_over_from_the_dead().await
        {
            tracing::warn!(?error, "leases of earlier processes run out by time");
        }
        let mut running = JoinSet::new();
        let mut signals: Vec<Signal> = Vec::new();
        let mut idle = interval(IDLE);
        idle.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while !*stopped.borrow() {
            while running.len() < self.app.config.limits.jobs_at_once.max(1) {
                match self.claim().await {
                    Ok(Some(cx)) => {
                        signals.retain(Signal::is_watched);
                        signals.push(cx.signal.clone());
                        let runner = self.clone();
                        running.spawn(async move { runner.look_after(cx).await });
                    }
                    Ok(None) => break,
                    Err(error) => {
                        tracing::warn!(?error, "no job can be taken up");
                        break;
                    }
                }
            }
            tokio::select! {
                changed = stopped.changed() => if changed.is_err() { break },
                () = self.app.queue.woken() => {}
                _ = idle.tick() => {}
                Some(_) = running.join_next() => {}
            }
        }
        for signal in &signals {
            signal.stop();
        }
        let all_stopped = async { while running.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, all_stopped).await.is_err() {
            tracing::warn!("jobs are cut off; the next process goes on where their cursors stand");
        }
    }

    async fn take_over_from_the_dead(&self) -> Result<(), DbError> {
        let owners = self.app.db.read(queries::lease_owners).await?;
        let data_dir = self.app.config.data_dir.clone();
        let dead: Vec<String> = owners.into_iter().filter(|owner| owner::is_dead(&data_dir, owner)).collect();
        if dead.is_empty() {
            return Ok(());
        }
        let past = self.app.clock.now().plus_seconds(-1);
        let taken = self.app.db.write(move |conn| queries::expire_leases(conn, &dead, past)).await?;
        tracing::info!(jobs = taken, "jobs of a process that died are taken up again");
        Ok(())
    }

    async fn claim(&self) -> Result<Option<JobContext>, DbError> {
        let now = self.app.clock.now();
        let waiting = self.app.db.read(move |conn| queries::waiting_tenants(conn, now)).await?;
        for tenant in waiting {
            let lease_owner = self.owner.lease(self.app.ids.uuid());
            let owner = lease_owner.clone();
            let claimed = self
                .app
                .db
                .write(move |conn| queries::claim(conn, tenant, &owner, now, now.plus_seconds(LEASE)))
                .await?;
            if let Some(job) = claimed {
                let lease = Lease { tenant, job: job.id, owner: lease_owner };
                return Ok(Some(JobContext {
                    app: self.app.clone(),
                    tenant,
                    job,
                    lease,
                    signal: Signal::default(),
                }));
            }
        }
        Ok(None)
    }

    /// Runs one job and holds its lease meanwhile.
    async fn look_after(&self, cx: JobContext) {
        let stop = if cx.job.cancel_requested {
            Err(Stop::Cancelled)
        } else if cx.job.attempts > MOST_ATTEMPTS {
            Err(Stop::Failed { code: "job.crashed".to_owned(), detail: Value::Null })
        } else {
            tracing::info!(job = %cx.job.id, kind = cx.job.kind.as_str(), attempt = cx.job.attempts, "job taken up");
            self.run_watched(&cx).await
        };
        let settled = match stop {
            Ok(()) => self.settle(&cx).await,
            Err(Stop::LeaseLost) => {
                tracing::warn!(job = %cx.job.id, "another worker has the job");
                Ok(())
            }
            Err(Stop::Cancelled) => self.work.end(&cx, &Ending::Cancelled).await,
            Err(Stop::Failed { code, detail }) => {
                tracing::warn!(job = %cx.job.id, code, %detail, "job failed");
                self.work.end(&cx, &Ending::Failed { code, detail }).await
            }
            Err(other) => Err(other),
        };
        match settled {
            Ok(()) | Err(Stop::LeaseLost) => {}
            Err(Stop::ServerStopping) => self.give_back(&cx, None, true).await,
            Err(Stop::Delay { pause, detail }) => self.give_back(&cx, Some((pause, detail)), true).await,
            // Whatever else it is, it counts as a crash, so that it comes to an end some time.
            Err(other) => self.give_back(&cx, Some((Pause::Busy, format!("{other:?}"))), false).await,
        }
    }

    async fn run_watched(&self, cx: &JobContext) -> Result<(), Stop> {
        let work = AssertUnwindSafe(self.work.run(cx)).catch_unwind();
        // Both go on side by side. Were the work left alone while the lease is renewed, it could hold the only
        // connection that writes, and each would wait for the other until the pool gives up.
        let watching = async {
            let mut look = interval(LOOK);
            look.set_missed_tick_behavior(MissedTickBehavior::Delay);
            let mut looks = 0;
            let mut held_until = self.app.clock.now().plus_seconds(LEASE);
            loop {
                look.tick().await;
                looks += 1;
                self.watch(cx, looks % LOOKS_A_RENEWAL == 0, &mut held_until).await;
            }
        };
        let caught = tokio::select! {
            done = work => done,
            never = watching => never,
        };
        caught.unwrap_or_else(|panic| {
            let said = panic.downcast_ref::<&str>().map(ToString::to_string);
            let said = said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
            tracing::error!(job = %cx.job.id, said, "job crashed");
            if cx.job.attempts >= MOST_ATTEMPTS {
                Err(Stop::Failed { code: "job.crashed".to_owned(), detail: Value::Null })
            } else {
                Err(Stop::Crashed)
            }
        })
    }

    async fn watch(&self, cx: &JobContext, renew: bool, held_until: &mut Instant) {
        let lease = cx.lease.clone();
        match self.app.db.read(move |conn| queries::cancel_asked(conn, &lease)).await {
            Ok(Some(true)) => cx.signal.cancel(),
            // Nothing: the job is not ours, or the work has just ended it itself; then the signal harms nobody.
            Ok(None) => cx.signal.lose(),
            Ok(Some(false)) | Err(_) => {}
        }
        let now = self.app.clock.now();
        if renew {
            let (lease, until) = (cx.lease.clone(), now.plus_seconds(LEASE));
            match self.app.db.write(move |conn| queries::renew(conn, &lease, until)).await {
                Ok(()) => *held_until = until,
                Err(DbError::NotFound) => cx.signal.lose(),
                Err(error) => tracing::warn!(job = %cx.job.id, ?error, "the lease could not be renewed"),
            }
        }
        if now > *held_until {
            cx.signal.lose();
        }
    }

    /// After work that went well: ends the job if its domain has not.
    async fn settle(&self, cx: &JobContext) -> Result<(), Stop> {
        let (lease, now) = (cx.lease.clone(), self.app.clock.now());
        match self.app.db.write(move |conn| service::complete(conn, &lease, now)).await {
            Ok(()) | Err(DbError::NotFound) => Ok(()),
            Err(error) => Err(Stop::from(error)),
        }
    }
}
