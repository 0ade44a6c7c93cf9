//! States, said three times: colour, icon, word. And how far something is.
use maud::{Markup, html};

use super::icon::icon_small;

/// What a colour means, everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Orange: under way, or waits for somebody.
    Pending,
    /// Green: done, active, met.
    Completed,
    /// Red: failed, refused.
    Failed,
    /// Grey: switched off, nothing to say.
    Quiet,
    /// Blue: worth knowing.
    Note,
}

impl State {
    /// The suffix of the styles' classes.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Completed => "done",
            Self::Failed => "failed",
            Self::Quiet => "quiet",
            Self::Note => "anil",
        }
    }

    /// The icon that goes with the colour unless a page has a better one.
    pub(super) fn icon(self) -> &'static str {
        match self {
            Self::Pending => "clock",
            Self::Completed => "circle-check",
            Self::Failed => "alert-triangle",
            Self::Quiet => "circle-minus",
            Self::Note => "info-circle",
        }
    }
}

/// A badge: colour, icon and word.
pub fn status(state: State, word: &str) -> Markup {
    status_with_icon(state, word, state.icon())
}

/// A badge with an icon of its own: `hand-stop` for what waits for a decision.
pub fn status_with_icon(state: State, word: &str, icon: &str) -> Markup {
    html! { span class={ "st st-" (state.class()) } { (icon_small(icon)) (word) } }
}

/// The colour of one part of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// A state's colour.
    Of(State),
    /// The second colour of charts.
    Second,
}

/// A bar. `percent` is cut at 100; `label` is what a screen reader says: `63 %`.
pub fn progress(state: State, percent: u8, label: &str) -> Markup {
    progress_of_parts(&[(Fill::Of(state), f32::from(percent))], label)
}

/// A bar of several parts, each in percent of the whole.
pub fn progress_of_parts(parts: &[(Fill, f32)], label: &str) -> Markup {
    let mut start = 0.0_f32;
    html! {
        svg.prog viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label=(label) {
            @for (fill, width) in parts {
                @let width = width.clamp(0.0, 100.0 - start);
                @let class = match fill { Fill::Of(state) => format!("fill-{}", state.class()), Fill::Second => "b2".to_owned() };
                rect class=(class) x=(format!("{start:.2}")) width=(format!("{width:.2}")) height="6" {}
                ({ start += width; "" })
            }
        }
    }
}
