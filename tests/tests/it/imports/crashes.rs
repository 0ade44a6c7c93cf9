//! An import whose worker dies at any point, again and again, and is taken up by another one.
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use elenco::imports::model::ImportState;
use elenco::imports::{job, service};
use elenco::jobs;
use elenco::jobs::model::{JobContext, Lease, Signal, Stop};
use elenco::users::model::UserKind;
use elenco_db::{DbError, Engine};

use super::{PLUGINS, acting, configure, counts, failed_rows, left_behind, over, people, start};
use crate::host::{Host, on_each_engine};

/// Drops a future once it was polled so many times: between any two of its steps.
struct Dies<F> {
    future: Pin<Box<F>>,
    polls: usize,
}

impl<F: Future> Future for Dies<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls == 0 {
            return Poll::Ready(None);
        }
        self.polls -= 1;
        self.future.as_mut().poll(cx).map(Some)
    }
}

fn file(rows: u64) -> String {
    let mut text = String::from("Login;First name;Last name;Mail;Status\r\n");
    for number in 1..=rows {
        let status = if number % 17 == 0 { "perhaps" } else { "active" };
        let name = if number % 101 == 0 { "twin".to_owned() } else { format!("person{number}") };
        text.push_str(&format!("{name};Ana;Rojas {number};p{number}@example.com;{status}\r\n"));
    }
    text
}

/// Takes the job up as a new worker would after the lease of a dead one ran out.
async fn take_up(host: &Host, worker: usize) -> Option<JobContext> {
    host.clock.forward(31);
    let now = host.app.clock.now();
    let (tenant, owner) = (host.tenant.id, format!("worker-{worker}"));
    let lease_owner = owner.clone();
    let claim = move |conn: &mut elenco_db::Conn| {
        jobs::queries::claim(conn, tenant, &lease_owner, now, now.plus_seconds(30))
    };
    let job = host.app.db.write::<_, DbError>(claim).await.expect("the database answers")?;
    let lease = Lease { tenant, job: job.id, owner };
    Some(JobContext { app: host.app.clone(), tenant, job, lease, signal: Signal::default() })
}

#[tokio::test(flavor = "multi_thread")]
async fn however_often_the_worker_dies_each_row_counts_once() {
    const ROWS: u64 = 1_500;
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        let id = start(&host, &cx, UserKind::Client, "people.csv", file(ROWS).as_bytes()).await;
        let mut deaths = 0;
        // Odd steps meet different places of each run.
        for worker in 0_usize.. {
            assert!(worker < 400, "the import does not come to an end");
            let Some(job) = take_up(&host, worker).await else { break };
            let polls = 1 + (worker * 7) % 23 + worker / 40;
            match (Dies { future: Box::pin(job::run(&job)), polls }).await {
                None => deaths += 1,
                Some(done) => done.expect("nothing is wrong with the file"),
            }
        }
        assert!(deaths > 12, "the worker died only {deaths} times");
        let done = over(&host, &cx, id).await;
        assert_eq!(done.state, ImportState::Completed, "{:?}", done.error);
        let twins = ROWS / 101;
        let perhaps = ROWS / 17;
        // 17 and 101 have no common multiple below 1,717.
        let failed = twins + perhaps;
        assert_eq!(done.rows, counts(ROWS, ROWS - failed, 0, 0, failed));
        assert_eq!(failed_rows(&host, id).await.len() as u64, failed);
        assert_eq!(people(&host, &cx, UserKind::Client).await as u64, ROWS - failed);
        // The worker may have died between the end and the clearing; then the sweeper does it.
        host.clock.forward(61);
        service::sweep_leftovers(&host.app).await.expect("swept");
        assert_eq!(left_behind(&host.app, &host).await, Vec::<String>::new());
    })
    .await;
}

async fn jobs_cursor(host: &Host, job: &JobContext) -> serde_json::Value {
    let (scope, id) = (host.scope(), job.job.id);
    let found = host.app.db.read::<_, DbError>(move |conn| jobs::service::find(conn, &scope, id)).await;
    found.expect("the database answers").expect("a job").cursor
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_lost_its_job_writes_nothing_more() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        let id = start(&host, &cx, UserKind::Client, "people.csv", file(300).as_bytes()).await;
        // The file is read before, so that writing people is all that the late worker could do.
        let late = loop {
            let job = take_up(&host, 1).await.expect("a job");
            if !job.job.cursor.is_null() {
                break job;
            }
            let read = async {
                while jobs_cursor(&host, &job).await.is_null() {
                    tokio::task::yield_now().await;
                }
            };
            tokio::select! { _ = job::run(&job) => {}, () = read => {} }
        };
        let taker = take_up(&host, 2).await.expect("the lease has run out");
        let before = people(&host, &cx, UserKind::Client).await;
        assert!(matches!(job::run(&late).await, Err(Stop::LeaseLost)));
        assert_eq!(people(&host, &cx, UserKind::Client).await, before);
        job::run(&taker).await.expect("the job is its own");
        let done = over(&host, &cx, id).await;
        assert_eq!(done.rows.settled(), 300);
        assert_eq!(done.rows.failed, 300 / 17 + 300 / 101);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_process_takes_up_what_a_dead_one_left_at_once() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        let id = start(&host, &cx, UserKind::Client, "people.csv", file(120).as_bytes()).await;
        // A lease of a process whose lock nobody holds.
        let owner = format!("{}.{}", "0".repeat(32), "1".repeat(32));
        let (tenant, now, dead) = (host.tenant.id, host.app.clock.now(), owner.clone());
        let claim = move |conn: &mut elenco_db::Conn| {
            jobs::queries::claim(conn, tenant, &dead, now, now.plus_seconds(30))
        };
        assert!(host.app.db.write::<_, DbError>(claim).await.expect("claimed").is_some());
        if host.app.db.engine() != Engine::Sqlite {
            // Elsewhere the machine may be another, so the lease has to run out.
            host.clock.forward(31);
        }
        let done = super::work(&host, &cx, id).await;
        assert_eq!(done.state, ImportState::Completed);
        assert_eq!(done.rows.settled(), 120);
    })
    .await;
}
