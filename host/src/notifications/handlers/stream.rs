//! The stream of one open page. It ends with the session.
use std::collections::HashMap;
use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::Event;
use elenco_db::NotificationId;
use tokio::sync::mpsc;
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};
use tokio_stream::wrappers::ReceiverStream;

use super::PANEL;
use crate::app::App;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::notifications::Listener;
use crate::notifications::model::{Fingerprint, Item, NotificationState};
use crate::notifications::{service, views};
use crate::{sessions, ui, users};

/// How often the database is asked whether another process changed something.
const POLL: Duration = Duration::from_secs(2);
/// How often the session is looked at. A stream outlives a sign-out by at most this.
const SESSION_CHECK: Duration = Duration::from_secs(20);
/// The shortest time between two looks, however often the bell rings.
const PAUSE: Duration = Duration::from_millis(200);
/// Events that may wait for a slow reader.
const WAITING: usize = 64;

/// The reader has gone; nothing is left to do.
struct Gone;

struct Watch {
    cx: RequestContext,
    events: mpsc::Sender<Result<Event, Infallible>>,
    /// What the page shows: the markup of each line, and its state.
    shown: HashMap<NotificationId, (String, NotificationState)>,
    seen: Fingerprint,
    number: u64,
}

fn ticks(period: Duration) -> Interval {
    let mut ticks = interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// Begins to watch for one page. With `everything` all lines are sent at once.
pub(super) async fn open(
    app: App,
    cx: RequestContext,
    everything: bool,
) -> Result<ReceiverStream<Result<Event, Infallible>>, AppError> {
    let (events, stream) = mpsc::channel(WAITING);
    // Listening begins before the first look, so that nothing falls between the two.
    let listener = app.bell.listen(cx.service.scope.tenant(), cx.user.id);
    let seen = service::fingerprint(&cx.service).await?;
    let (items, _) = service::list_items(&cx.service, None, PANEL).await?;
    let mut watch = Watch { cx, events, shown: HashMap::new(), seen, number: 0 };
    if !everything {
        for item in &items {
            let markup = watch.markup(item);
            watch.shown.insert(item.notification.id, (markup, item.notification.state));
        }
    }
    tokio::spawn(async move {
        // An error here is the database's and was logged; the browser connects again after a while.
        let _ = watch.begin(items).await;
        let _ = watch.go_on(listener).await;
    });
    Ok(ReceiverStream::new(stream))
}

impl Watch {
    fn markup(&self, item: &Item) -> String {
        let line = views::line(self.cx.texts, &self.cx.paths, item);
        ui::notification_item(self.cx.texts, &line, self.cx.csrf()).into_string()
    }

    async fn send(&mut self, name: &str, text: String) -> Result<(), Gone> {
        self.number += 1;
        let event = Event::default().event(name).id(self.number.to_string()).data(text);
        self.events.send(Ok(event)).await.map_err(|_| Gone)
    }

    async fn begin(&mut self, items: Vec<Item>) -> Result<(), Gone> {
        self.send("unread", self.seen.unread.to_string()).await?;
        self.show(items).await
    }

    async fn go_on(&mut self, mut listener: Listener) -> Result<(), Gone> {
        let (mut polls, mut checks) = (ticks(POLL), ticks(SESSION_CHECK));
        let events = self.events.clone();
        loop {
            let rang = tokio::select! {
                () = events.closed() => return Err(Gone),
                heard = listener.heard() => if heard { true } else { return Ok(()) },
                _ = polls.tick() => false,
                _ = checks.tick() => {
                    if !self.may_go_on().await { return Ok(()) }
                    continue;
                }
            };
            listener.forget_missed();
            if self.look(rang).await.is_err() {
                return Ok(());
            }
            // Whoever rings a hundred times a second is heard five times.
            if timeout(PAUSE, events.closed()).await.is_ok() {
                return Err(Gone);
            }
        }
    }

    /// Sends what is different from what the page shows.
    async fn look(&mut self, rang: bool) -> Result<(), Gone> {
        let Ok(now) = service::fingerprint(&self.cx.service).await else { return Err(Gone) };
        let pending = self.shown.values().any(|(_, state)| *state == NotificationState::Pending);
        if !rang && !pending && now == self.seen {
            return Ok(());
        }
        let Ok((items, _)) = service::list_items(&self.cx.service, None, PANEL).await else {
            return Err(Gone);
        };
        if now.unread != self.seen.unread {
            self.send("unread", now.unread.to_string()).await?;
        }
        self.seen = now;
        self.show(items).await
    }

    /// Sends the lines that changed, the oldest first, because a new line goes on top.
    async fn show(&mut self, items: Vec<Item>) -> Result<(), Gone> {
        for item in items.iter().rev() {
            let markup = self.markup(item);
            let (id, state) = (item.notification.id, item.notification.state);
            let before = self.shown.insert(id, (markup.clone(), state));
            if before.as_ref().is_some_and(|(shown, _)| *shown == markup) {
                continue;
            }
            self.send("notification", markup).await?;
            let was_pending = before.is_some_and(|(_, before)| before == NotificationState::Pending);
            if was_pending && state != NotificationState::Pending {
                let line = views::line(self.cx.texts, &self.cx.paths, item);
                let toast = views::finished_toast(&line, &self.cx.paths, item);
                self.send("toast", ui::toast(self.cx.texts, &toast).into_string()).await?;
            }
        }
        let kept: Vec<NotificationId> = items.iter().map(|item| item.notification.id).collect();
        self.shown.retain(|id, _| kept.contains(id));
        Ok(())
    }

    /// Whether the session is still alive and its user may still act. When that cannot be found out, the stream ends
    /// and the browser asks again.
    async fn may_go_on(&self) -> bool {
        let cx = &self.cx.service;
        let Some(session) = &self.cx.session else { return false };
        if !matches!(sessions::service::is_live(cx, session.id.clone()).await, Ok(true)) {
            return false;
        }
        let (scope, user, now) = (cx.scope, self.cx.user.id, cx.app.clock.now());
        let found = cx.app.db.read(move |conn| users::service::may_act(conn, &scope, user, now)).await;
        matches!(found, Ok(Some(_)))
    }
}
