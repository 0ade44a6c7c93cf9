//! How far a job is, as a stream of events. Each event carries the whole state, so whoever missed some has missed
//! nothing; the stream ends with the job.
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use elenco_db::JobId;
use tokio::sync::mpsc;
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};
use tokio_stream::wrappers::ReceiverStream;

use super::{JobDocument, document, find};
use crate::context::ApiContext;
use crate::error::AppError;
use crate::notifications::Listener;

/// How often the database is asked what another process did.
const POLL: Duration = Duration::from_secs(2);
/// How often the token is looked at. A stream outlives it by at most this.
const TOKEN_CHECK: Duration = Duration::from_secs(20);
/// The shortest time between two events.
const PAUSE: Duration = Duration::from_millis(200);
/// Events that may wait for a slow reader.
const WAITING: usize = 16;
/// Id of the last event. A browser connects again after the end of a stream; told that this was the last one, it stops.
const OVER: &str = "over";

type Events = mpsc::Sender<Result<Event, Infallible>>;

fn ticks(period: Duration) -> Interval {
    let mut ticks = interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// `GET /api/v1/jobs/{id}/events`: events `job`, each with the document of the job, until it is over.
///
/// # Errors
/// As [`super::show`].
pub async fn events(cx: ApiContext, Path(id): Path<JobId>, headers: HeaderMap) -> Result<Response, AppError> {
    let service = &cx.0.service;
    let (job, subject) = find(service, id).await?;
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    if last == Some(OVER) && job.state.is_over() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let (events, stream) = mpsc::channel(WAITING);
    // The rings are for the one who started the job; other readers see it with the next look.
    let whom = subject.owner().unwrap_or(cx.0.user.id);
    let listener = service.app.bell.listen(service.scope.tenant(), whom);
    let watch = Watch { cx, id, events, shown: None, number: 0 };
    tokio::spawn(watch.go_on(listener));
    let keep_alive = KeepAlive::default();
    Ok(Sse::new(ReceiverStream::new(stream)).keep_alive(keep_alive).into_response())
}

struct Watch {
    cx: ApiContext,
    id: JobId,
    events: Events,
    shown: Option<JobDocument>,
    number: u64,
}

impl Watch {
    async fn go_on(mut self, mut listener: Listener) {
        let (mut polls, mut checks) = (ticks(POLL), ticks(TOKEN_CHECK));
        checks.tick().await;
        let events = self.events.clone();
        loop {
            tokio::select! {
                () = events.closed() => return,
                heard = listener.heard() => if !heard { return },
                _ = polls.tick() => {}
                _ = checks.tick() => match self.cx.renew().await {
                    Ok(cx) => self.cx = cx,
                    Err(AppError::Database(_)) => {}
                    Err(_) => return,
                },
            }
            listener.forget_missed();
            if !self.look().await || timeout(PAUSE, events.closed()).await.is_ok() {
                return;
            }
        }
    }

    /// Sends the state when it is another one; whether there is more to come.
    async fn look(&mut self) -> bool {
        let service = &self.cx.0.service;
        let (job, subject) = match find(service, self.id).await {
            Ok(found) => found,
            // A job may wait for this very database; who listens waits with it.
            Err(AppError::Database(_)) => return true,
            Err(_) => return false,
        };
        let over = job.state.is_over();
        let now = document(service, job, &subject);
        if self.shown.as_ref() == Some(&now) {
            return !over;
        }
        self.number += 1;
        let number = if over { OVER.to_owned() } else { self.number.to_string() };
        let Ok(event) = Event::default().event("job").id(number).json_data(&now) else { return false };
        self.shown = Some(now);
        self.events.send(Ok(event)).await.is_ok() && !over
    }
}
