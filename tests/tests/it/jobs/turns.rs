//! One tenant's many jobs do not keep another tenant waiting.
use std::sync::Arc;

use elenco::jobs::model::{Ending, JobContext, JobKind, NewJob, Stop};
use elenco::jobs::runner::{self, Work};
use elenco::locale::Culture;
use elenco::{jobs, tenants};
use elenco_db::{DbError, JobId, TenantId, TenantScope};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use serde_json::json;
use tokio::sync::{Semaphore, mpsc};

use crate::host::{Host, on_each_engine};
use crate::site::PATIENCE;

/// Says whose job has begun, and holds it until it may end.
struct Held {
    begun: mpsc::UnboundedSender<TenantId>,
    may_end: Semaphore,
}

impl Work for Held {
    fn run<'a>(&'a self, cx: &'a JobContext) -> BoxFuture<'a, Result<(), Stop>> {
        async move {
            self.begun.send(cx.tenant).expect("the test listens");
            self.may_end.acquire().await.expect("open").forget();
            Ok(())
        }
        .boxed()
    }

    fn end<'a>(&'a self, _: &'a JobContext, _: &'a Ending) -> BoxFuture<'a, Result<(), Stop>> {
        async { Ok(()) }.boxed()
    }
}

async fn enqueue(host: &Host, tenant: TenantId, count: usize) {
    let (scope, now) = (TenantScope::of(tenant), host.app.clock.now());
    let ids: Vec<JobId> = (0..count).map(|_| JobId::from_uuid(host.app.ids.uuid())).collect();
    let written = host.app.db.write(move |conn| {
        for id in &ids {
            let job = NewJob { kind: JobKind::ExportUsers, payload: json!({}), priority: 100 };
            jobs::service::enqueue(conn, &scope, *id, &job, now)?;
        }
        Ok(())
    });
    written.await.map_err(|error: DbError| error).expect("enqueued");
    host.app.queue.wake();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_with_one_job_does_not_wait_for_one_with_many() {
    on_each_engine(&[], async |host| {
        let many = host.tenant.id;
        let one =
            tenants::service::create_tenant(&host.app, "uno", "Uno", Culture::En).await.expect("one").id;
        enqueue(&host, many, 30).await;
        host.clock.forward(1);
        enqueue(&host, one, 1).await;
        let (begun, mut begins) = mpsc::unbounded_channel();
        let work = Arc::new(Held { begun, may_end: Semaphore::new(0) });
        let runner = runner::start_with(host.app.clone(), Arc::<Held>::clone(&work));
        let mut next = async || {
            tokio::time::timeout(PATIENCE, begins.recv()).await.expect("a job begins").expect("it runs")
        };
        let at_once = host.app.config.limits.jobs_at_once;
        let mut first = Vec::new();
        for _ in 0..at_once {
            first.push(next().await);
        }
        assert_eq!(first[..2], [many, one], "the oldest first, then whoever has nothing running");
        assert!(first[2..].iter().all(|tenant| *tenant == many), "nobody idles while somebody waits");
        // All places are taken again by the many; one who comes later has the very next free place all the same.
        for _ in 0..2 {
            work.may_end.add_permits(at_once);
            for _ in 0..at_once {
                assert_eq!(next().await, many);
            }
            enqueue(&host, one, 1).await;
            work.may_end.add_permits(1);
            assert_eq!(next().await, one);
        }
        work.may_end.add_permits(1_000);
        runner.stop().await;
    })
    .await;
}
