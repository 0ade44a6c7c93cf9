//! Answers that are kept for some days: a service is asked once for a postal code, not once for each person. Keeping
//! is a convenience, so whatever goes wrong with it stops nothing.

use crate::Outside;
use crate::answers::Found;
use crate::settings::Checked;
use elenco_sdk::Error;
use serde::{Deserialize, Serialize};

const DAY: u64 = 24 * 60 * 60 * 1000;

/// A kept answer.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// What was asked: keys are short, and two questions may share one.
    asked: String,
    /// When, in milliseconds since 1970.
    at: u64,
    /// What was found.
    found: Found,
}

fn asked(settings: &Checked, url: &str) -> String {
    format!("{url}\n{}", settings.wanted)
}

/// FNV-1a; a question that shares its key with another one only takes its place.
fn key(asked: &str) -> String {
    let hash = asked.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// The answer to a question, if it was kept and is not too old.
pub fn find(outside: &impl Outside, settings: &Checked, url: &str) -> Option<Found> {
    let asked = asked(settings, url);
    let kept: Kept = serde_json::from_str(&outside.kept(&key(&asked)).ok()??).ok()?;
    let age = outside.now().checked_sub(kept.at)?;
    (kept.asked == asked && age < u64::from(settings.cache_days) * DAY).then_some(kept.found)
}

/// Keeps an answer. When there is no more room, all others go.
pub fn keep(outside: &impl Outside, settings: &Checked, url: &str, found: &Found) {
    let asked = asked(settings, url);
    let key = key(&asked);
    let Ok(text) = serde_json::to_string(&Kept { asked, at: outside.now(), found: found.clone() }) else {
        return;
    };
    if let Err(Error::Limit(_)) = outside.keep(&key, &text)
        && outside.forget().is_ok()
    {
        // What does not fit into an empty store is not kept.
        let _ = outside.keep(&key, &text);
    }
}
