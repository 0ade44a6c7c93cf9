//! The list of plugins, and the dialog that takes a new one in.
use maud::{Markup, html};

use super::words;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::plugins::model::{Origin, PluginProblem, PluginSummary, Standing};
use crate::ui::{
    self, Dialog, FileDrop, Illustration, ListPane, Mark, MenuItem, Pager, Row, Search, State, Tile,
};

/// What the list pane shows.
pub struct ListView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The plugins that match the search.
    pub plugins: &'a [PluginSummary],
    /// How many there are in all.
    pub total: usize,
    /// What was searched for.
    pub search: &'a str,
    /// The one that is open.
    pub open: Option<&'a str>,
    /// Whether the reader may upload.
    pub may_add: bool,
}

fn mark(t: Texts, plugin: &PluginSummary) -> Mark {
    let (state, icon, word) = match &plugin.standing {
        Standing::Active if plugin.update_waits => {
            (State::Pending, "hand-stop", t.t("plugins-standing-update"))
        }
        Standing::Active => (State::Completed, "circle-check", t.t("plugins-standing-active")),
        Standing::Off => (State::Quiet, "circle-minus", t.t("plugins-standing-off")),
        Standing::Waiting => (State::Pending, "hand-stop", t.t("plugins-standing-waiting")),
        Standing::Preparing => (State::Pending, "loader-2", t.t("plugins-standing-preparing")),
        Standing::Failed(_) => (State::Failed, "alert-triangle", t.t("plugins-standing-failed")),
    };
    Mark { state, icon, word: word.into_owned() }
}

impl ListView<'_> {
    fn row(&self, plugin: &PluginSummary) -> Row {
        let t = self.t;
        let from = match plugin.origin {
            Origin::Operator => t.t("plugins-origin-operator"),
            Origin::Tenant => t.t("plugins-origin-tenant"),
        };
        let note = match &plugin.version {
            Some(version) => format!("{version} · {from}"),
            None => from.into_owned(),
        };
        Row {
            id: plugin.name.clone(),
            href: self.paths.plugin(&plugin.name),
            tile: Tile::icon(words::icon(&plugin.kinds)),
            name: plugin.name.clone(),
            note,
            place: None,
            marks: vec![mark(t, plugin)],
            current: self.open == Some(plugin.name.as_str()),
        }
    }

    /// The list pane.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let lock = (!self.may_add).then(|| t.t("plugins-may-not-add").into_owned());
        let menu = [
            MenuItem {
                label: t.t("plugins-upload").into_owned(),
                href: self.paths.new_plugin(),
                icon: Some("upload"),
                dialog: true,
                lock,
                ..MenuItem::default()
            },
            MenuItem {
                label: t.t("plugins-publishers").into_owned(),
                href: self.paths.plugin_publishers(),
                icon: Some("shield-lock"),
                ..MenuItem::default()
            },
        ];
        let empty = if self.search.is_empty() {
            ui::empty_state(
                Illustration::Sheet,
                &t.t("plugins-none"),
                html! { (t.t("plugins-none-text")) },
                html! {},
            )
        } else {
            ui::empty_state(
                Illustration::Search,
                &t.t("plugins-no-match"),
                html! { (t.t("plugins-no-match-text")) },
                html! {},
            )
        };
        ListPane {
            t,
            title: t.t("plugins-title").into_owned(),
            count: Some(t.number(i64::try_from(self.total).unwrap_or(i64::MAX))),
            actions: html! {
                @if self.may_add {
                    (ui::link_button_with_menu(&self.paths.new_plugin(), "upload", &t.t("plugins-upload"), &t.t("plugins-more"), &menu[1..]))
                } @else { (ui::action_menu(&t.t("plugins-more"), &menu)) }
            },
            search: Some(Search {
                action: self.paths.plugins(),
                value: self.search.to_owned(),
                label: t.t("plugins-search").into_owned(),
                placeholder: t.t("plugins-search-placeholder").into_owned(),
                kept: Vec::new(),
            }),
            chips: Vec::new(),
            rows: self.plugins.iter().map(|plugin| self.row(plugin)).collect(),
            selectable: false,
            empty,
            pager: Pager {
                summary: t.ta("plugins-shown", &[("count", self.plugins.len().into())]),
                previous: None,
                next: None,
            },
        }
        .render()
    }
}

/// The dialog that takes a component in.
pub fn upload_dialog(
    t: Texts,
    paths: &Paths,
    csrf: &str,
    limit: u64,
    problem: Option<&PluginProblem>,
    signed_only: bool,
) -> Markup {
    let drop = FileDrop {
        t,
        name: "file",
        accept: ".wasm".to_owned(),
        help: t.ta("plugins-upload-help", &[("limit", t.bytes(limit).into())]),
        limit,
        problem: None,
    };
    let body = html! {
        @if let Some(problem) = problem { (words::problem_notice(t, problem)) }
        (ui::file_drop(&drop))
        p.hint { span { (t.t("plugins-upload-explained")) } }
        @if signed_only { p.hint { span { (t.t("plugins-upload-signed-only")) } } }
    };
    ui::dialog(&Dialog {
        t,
        title: t.t("plugins-upload-title").into_owned(),
        wide: false,
        close: paths.plugins(),
        form: Some((paths.plugins(), csrf.to_owned())),
        multipart: true,
        body,
        remark: t.t("plugins-upload-remark").into_owned(),
        buttons: html! { button.btn.btn-go type="submit" data-submit { (t.t("plugins-upload-go")) } },
    })
}
