//! Serving until somebody says stop.
use std::net::SocketAddr;

use tokio::task::JoinHandle;

use super::{CommandError, say};
use crate::app::App;
use crate::jobs::runner;
use crate::router;
use crate::{bulk_changes, exports, imports, plugins};

/// Serves pages and runs jobs until the process is told to stop; then both finish what they are at.
pub(super) async fn serve(app: App) -> Result<(), CommandError> {
    let listen = app.config.server.listen;
    let listener = tokio::net::TcpListener::bind(listen).await.map_err(|error| {
        CommandError(format!("cannot listen on {listen}: {error}. Choose another with --listen"))
    })?;
    let local = listener.local_addr().map_err(|error| CommandError(error.to_string()))?;
    let jobs = runner::start(app.clone());
    let sweeping = start_sweeping(&app);
    let bell = app.bell.clone();
    say(&format!("Elenco listens on http://{local}/"))?;
    let service = router::build(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let stop = async move {
        told_to_stop().await;
        // Open pages listen for notifications for as long as they are open; they must not hold the server back.
        bell.close();
    };
    let served = axum::serve(listener, service).with_graceful_shutdown(stop).await;
    sweeping.iter().for_each(JoinHandle::abort);
    jobs.stop().await;
    keep_figures(&app).await;
    served.map_err(|error| CommandError(error.to_string()))
}

/// Takes away what imports and exports left behind, and keeps how plugins fare.
fn start_sweeping(app: &App) -> [JoinHandle<()>; 4] {
    [
        imports::service::start_sweeping(app.clone()),
        exports::service::start_sweeping(app.clone()),
        plugins::service::figures::start_keeping(app.clone()),
        bulk_changes::service::start_sweeping(app.clone()),
    ]
}

/// Runs jobs only.
pub(super) async fn work(app: App) -> Result<(), CommandError> {
    let sweeping = start_sweeping(&app);
    let jobs = runner::start(app.clone());
    told_to_stop().await;
    sweeping.iter().for_each(JoinHandle::abort);
    jobs.stop().await;
    keep_figures(&app).await;
    Ok(())
}

/// The last minute's figures of plugins, which would be lost with the process.
async fn keep_figures(app: &App) {
    if let Err(error) = plugins::service::figures::keep(app).await {
        tracing::warn!(%error, "the last figures of plugins are not kept");
    }
}

async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let mut terminated = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(signal) => signal,
            Err(error) => {
                tracing::warn!(%error, "only Ctrl-C stops the server");
                let _stopped = interrupted.await;
                return;
            }
        };
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _stopped = interrupted.await;
}
