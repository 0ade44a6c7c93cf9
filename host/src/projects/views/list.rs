//! The list of projects.
use elenco_db::ProjectId;
use maud::{Markup, html};

use crate::locale::Texts;
use crate::paths::Paths;
use crate::projects::model::{Project, ProjectAnchor, ProjectPage, ProjectPeople};
use crate::ui::{self, ButtonStyle, Illustration, ListPane, Mark, Pager, Row, Search, State, Tile};

/// What the list pane shows.
pub struct ListView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// The rows.
    pub page: &'a ProjectPage,
    /// The one whose detail is open.
    pub open: Option<ProjectId>,
    /// The one that is chosen in the header.
    pub chosen: Option<ProjectId>,
    /// Whether the reader may add projects.
    pub may_add: bool,
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn with_query(base: String, pairs: &[String]) -> String {
    if pairs.is_empty() { base } else { format!("{base}?{}", pairs.join("&")) }
}

fn row(view: &ListView<'_>, (project, people): &(Project, ProjectPeople)) -> Row {
    let t = view.t;
    let search: Vec<String> = view.search.iter().map(|text| format!("search={}", encoded(text))).collect();
    let mut marks = Vec::new();
    if view.chosen == Some(project.id) {
        let word = t.t("projects-chosen").into_owned();
        marks.push(Mark { state: State::Completed, icon: "check", word });
    }
    Row {
        id: project.id.to_string(),
        href: with_query(view.paths.project(project.id), &search),
        tile: Tile::icon("folder"),
        name: project.name.clone(),
        note: if project.description.is_empty() {
            t.ta("bulk-amount", &[("count", people.total().into())])
        } else {
            project.description.lines().next().unwrap_or_default().to_owned()
        },
        place: (!project.description.is_empty())
            .then(|| t.ta("bulk-amount", &[("count", people.total().into())])),
        marks,
        current: view.open == Some(project.id),
    }
}

fn empty(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let (title, text) = match view.search {
        Some(_) => (t.t("projects-none-found"), t.t("projects-none-found-text")),
        None => (t.t("projects-none"), t.t("projects-none-text")),
    };
    ui::empty_state(
        if view.search.is_some() { Illustration::Search } else { Illustration::Roster },
        &title,
        html! { (text) },
        html! {
            @if view.search.is_some() {
                (ui::link_button(ButtonStyle::Plain, &view.paths.projects(), None, &t.t("projects-show-all"), ""))
            } @else if view.may_add {
                (ui::link_button(ButtonStyle::Primary, &view.paths.new_project(), Some("plus"), &t.t("projects-new-title"), ""))
            }
        },
    )
}

/// The list pane.
pub fn list_pane(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let turned = |anchor: Option<ProjectAnchor>| {
        let way = match anchor? {
            ProjectAnchor::After(id) => format!("after={id}"),
            ProjectAnchor::Before(id) => format!("before={id}"),
        };
        let search = view.search.map(|text| format!("search={}", encoded(text)));
        Some(with_query(view.paths.projects(), &search.into_iter().chain([way]).collect::<Vec<_>>()))
    };
    let shown = view.page.projects.len();
    ListPane {
        t,
        title: t.t("projects-title").into_owned(),
        count: Some(t.number(view.page.total)),
        actions: html! {
            @if view.may_add {
                a.btn.btn-go href=(view.paths.new_project()) data-new { (ui::icon("plus")) (t.t("projects-new")) }
            }
        },
        search: Some(Search {
            action: view.paths.projects(),
            value: view.search.unwrap_or_default().to_owned(),
            label: t.t("projects-search").into_owned(),
            placeholder: t.t("projects-search-hint").into_owned(),
            kept: Vec::new(),
        }),
        chips: Vec::new(),
        rows: view.page.projects.iter().map(|project| row(view, project)).collect(),
        selectable: false,
        empty: empty(view),
        pager: Pager {
            summary: t.ta("projects-shown", &[("shown", shown.into()), ("total", view.page.total.into())]),
            previous: turned(view.page.previous),
            next: turned(view.page.next),
        },
    }
    .render()
}

/// The detail's place while no project is chosen.
pub fn none_chosen(t: Texts, paths: &Paths, may_add: bool) -> Markup {
    ui::empty_detail(
        &t.t("projects-choose"),
        html! { (t.t("projects-choose-text")) },
        html! {
            @if may_add {
                (ui::link_button(ButtonStyle::Plain, &paths.new_project(), Some("plus"), &t.t("projects-new-title"), ""))
            }
        },
    )
}
