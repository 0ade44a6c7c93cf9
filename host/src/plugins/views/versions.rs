//! The versions of a plugin, and the limits of one call.
use maud::{Markup, html};

use super::words;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::plugins::model::{CallLimits, Origin, PluginDetail, Version, VersionState};
use crate::ui::{self, ButtonStyle, State};

/// What one call may use, kind by kind.
pub(super) fn limits(t: Texts, limits: &[CallLimits]) -> Markup {
    let million = |fuel: u64| t.ta("plugins-limit-million", &[("count", (fuel / 1_000_000).into())]);
    html! {
        section {
            h2.sec-h { (t.t("plugins-limits")) }
            @for limit in limits {
                dl.limits {
                    div.limit { dt { (t.t("plugins-limit-of")) } dd { b { (words::kind(t, limit.kind)) } } }
                    div.limit { dt { (t.t("plugins-limit-fuel")) } dd { b { (million(limit.fuel)) } } }
                    div.limit { dt { (t.t("plugins-limit-time")) } dd { b { (t.ta("plugins-milliseconds", &[("count", limit.wall_ms.into())])) } } }
                    div.limit { dt { (t.t("plugins-limit-memory")) } dd { b { (t.bytes(limit.memory)) } } }
                    @if limit.output > 0 {
                        div.limit { dt { (t.t("plugins-limit-output")) } dd { b { (t.bytes(limit.output)) } } }
                    }
                }
            }
            @if limits.is_empty() { p.hint { span { (t.t("plugins-limits-unknown")) } } }
        }
    }
}

/// The versions of a plugin.
pub(super) struct VersionsView<'a> {
    /// The reader's texts.
    pub(super) t: Texts,
    /// Addresses.
    pub(super) paths: &'a Paths,
    /// The plugin.
    pub(super) plugin: &'a PluginDetail,
    /// Token for its forms.
    pub(super) csrf: &'a str,
    /// Whether the reader may make a version active.
    pub(super) may_change: bool,
    /// Whether the reader may remove one.
    pub(super) may_remove: bool,
}

impl VersionsView<'_> {
    fn version_row(&self, version: &Version) -> Markup {
        let t = self.t;
        let name = self.plugin.summary.name.as_str();
        let install = self.plugin.install.as_ref();
        let active = install.is_some_and(|install| install.active == Some(version.id));
        let on_trial = install.is_some_and(|install| install.canary == Some(version.id));
        let look = self.paths.plugin_version(name, version.id);
        let ask =
            t.ta("plugins-remove-version-confirm", &[("version", version.described.version.as_str().into())]);
        html! {
            tr {
                td.b { (version.described.version) }
                td {
                    @if active { (ui::status(State::Completed, &t.t("plugins-standing-active"))) " " }
                    @else if on_trial { (ui::status_with_icon(State::Note, &t.t("plugins-standing-trial"), "zoom-check")) " " }
                    @else { @match &version.state {
                        VersionState::Preparing => { (ui::status_with_icon(State::Pending, &t.t("plugins-standing-preparing"), "loader-2")) " " },
                        VersionState::Refused(_) => { (ui::status(State::Failed, &t.t("plugins-standing-failed"))) " " },
                        VersionState::Ready => {},
                    } }
                    span.dim.nw { (ui::time(t, version.uploaded_at.to_chrono())) }
                }
                td.num {
                    @if self.may_change && !active {
                        a.link href=(look) hx-get=(look) hx-target="#modal" hx-select="dialog[data-open]" hx-swap="innerHTML" { (t.t("plugins-version-look")) }
                    }
                    @if self.may_remove && !active && !on_trial {
                        (ui::post_button(ButtonStyle::Quiet, &self.paths.remove_plugin_version(name, version.id), self.csrf, None, &t.t("plugins-version-remove"), Some(&ask)))
                    }
                }
            }
        }
    }

    /// The section of the overview.
    pub(super) fn render(&self) -> Markup {
        let t = self.t;
        html! {
            section {
                h2.sec-h { (t.t("plugins-versions")) }
                @if self.plugin.summary.origin == Origin::Operator {
                    p.hint { span { (t.t("plugins-versions-operator")) } }
                } @else {
                    div.boxed { table.tbl {
                        caption.sr { (t.t("plugins-versions")) }
                        thead { tr {
                            th scope="col" { (t.t("plugins-version")) }
                            th scope="col" { (t.t("plugins-since")) }
                            th scope="col" { span.sr { (t.t("plugins-version-action")) } }
                        } }
                        tbody { @for version in &self.plugin.versions { (self.version_row(version)) } }
                    } }
                }
            }
        }
    }
}
