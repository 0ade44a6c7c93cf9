//! The groups of a person.
use elenco_db::GroupId;
use maud::{Markup, html};

use crate::groups::model::{GroupAnchor, GroupPage, PlacedGroup, Undecided};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{
    self, ButtonStyle, Choose, ChooseRow, Dialog, Illustration, Mark, Pager, Search, State, Tile,
};
use crate::users::model::User;

fn row(t: Texts, paths: &Paths, placed: &PlacedGroup) -> ChooseRow {
    let group = &placed.group;
    let mut marks = Vec::new();
    if !group.active {
        let word = t.t("groups-inactive").into_owned();
        marks.push(Mark { state: State::Quiet, icon: "circle-minus", word });
    }
    let people = t.ta("groups-people", &[("count", group.members.into())]);
    ChooseRow {
        value: group.id.to_string(),
        tile: Tile::icon("users-group"),
        name: group.name.clone(),
        note: if placed.above.is_empty() { people } else { placed.above.join(" › ") },
        href: Some(paths.group(group.id)),
        marks,
        checked: false,
        taken: None,
    }
}

/// A link that opens the dialog in place.
fn associate_link(t: Texts, href: &str) -> Markup {
    html! {
        a.btn.btn-go href=(href) hx-get=(href) hx-target="#modal" hx-select="dialog[data-open]" hx-swap="innerHTML" {
            (ui::icon("plus")) (t.t("users-associate-groups"))
        }
    }
}

/// The tab.
pub fn groups_panel(
    t: Texts,
    paths: &Paths,
    user: &User,
    own: &[PlacedGroup],
    csrf: &str,
    may_change: bool,
) -> Markup {
    let associate = paths.user_groups(user.kind, user.id);
    Choose {
        t,
        label: t.t("users-tab-groups").into_owned(),
        search: None,
        in_dialog: false,
        action: paths.leave_groups(user.kind, user.id),
        csrf: csrf.to_owned(),
        confirm: Some(t.ta("users-leave-groups-confirm", &[("name", user.full_name().as_str().into())])),
        rows: own.iter().map(|placed| row(t, paths, placed)).collect(),
        empty: ui::empty_state(
            Illustration::Roster,
            &t.t("users-no-groups"),
            html! { (t.t("users-no-groups-text")) },
            html! { @if may_change { (associate_link(t, &associate)) } },
        ),
        matching: None,
        pager: Pager { summary: t.ta("groups-count", &[("count", own.len().into())]), ..Pager::default() },
        further: html! {},
        remark: t.t("users-groups-remark").into_owned(),
        buttons: html! {
            @if may_change && !own.is_empty() {
                button.btn.btn-danger type="submit" { (ui::icon("minus")) (t.t("users-leave-groups")) }
                (associate_link(t, &associate))
            }
        },
    }
    .render()
}

/// What the dialog shows.
pub struct ChooseGroupsView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The person.
    pub user: &'a User,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// Groups of the person's kind.
    pub offered: &'a GroupPage,
    /// The groups that the person is in.
    pub own: &'a [PlacedGroup],
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may add groups.
    pub may_add: bool,
}

/// The dialog in which groups are chosen.
pub fn choose_groups(view: &ChooseGroupsView<'_>) -> Markup {
    let (t, user) = (view.t, view.user);
    let base = view.paths.user_groups(user.kind, user.id);
    let turned = |anchor: Option<GroupAnchor>| {
        let search = view.search.map(|search| {
            percent_encoding::utf8_percent_encode(search, percent_encoding::NON_ALPHANUMERIC).to_string()
        });
        let search = search.map(|search| format!("&search={search}")).unwrap_or_default();
        anchor.map(|anchor| match anchor {
            GroupAnchor::After(id) => format!("{base}?after={id}{search}"),
            GroupAnchor::Before(id) => format!("{base}?before={id}{search}"),
        })
    };
    let rows = view.offered.groups.iter().map(|placed| {
        let is_in = view.own.iter().any(|own| own.group.id == placed.group.id);
        let taken = is_in.then(|| t.t("groups-in-already").into_owned());
        ChooseRow { taken, href: None, ..row(t, view.paths, placed) }
    });
    let empty = if view.search.is_some() {
        ui::empty_state(
            Illustration::Search,
            &t.t("groups-none-found"),
            html! { (t.t("groups-none-found-text")) },
            html! {},
        )
    } else {
        let new = view.paths.new_group(user.kind);
        ui::empty_state(
            Illustration::Roster,
            &t.t("groups-none"),
            html! { (t.t("groups-none-text")) },
            html! { @if view.may_add { (ui::link_button(ButtonStyle::Plain, &new, Some("plus"), &t.t("groups-new"), "")) } },
        )
    };
    let choose = Choose {
        t,
        label: t.t("users-associate-groups").into_owned(),
        search: Some(Search {
            action: base.clone(),
            value: view.search.unwrap_or_default().to_owned(),
            label: t.t("groups-search-hint").into_owned(),
            placeholder: t.t("groups-search-hint").into_owned(),
            kept: Vec::new(),
        }),
        in_dialog: true,
        action: base.clone(),
        csrf: view.csrf.to_owned(),
        confirm: None,
        rows: rows.collect(),
        empty,
        matching: None,
        pager: Pager {
            summary: t.ta("groups-count", &[("count", view.offered.groups.len().into())]),
            previous: turned(view.offered.previous),
            next: turned(view.offered.next),
        },
        further: html! {},
        remark: String::new(),
        buttons: html! {},
    };
    let name = user.full_name();
    ui::dialog(&Dialog {
        t,
        title: t.ta("users-associate-groups-with", &[("name", name.as_str().into())]),
        wide: false,
        close: format!("{}?tab=groups", view.paths.user(user.kind, user.id)),
        form: None,
        multipart: false,
        body: choose.render(),
        remark: String::new(),
        buttons: html! {
            button.btn.btn-go type="submit" form="pick-form" data-submit { (t.t("users-associate")) }
        },
    })
}

/// The dialog that asks, for each project of the groups that the person does not belong to, whether the person joins
/// it.
pub fn decide_projects(
    t: Texts,
    paths: &Paths,
    user: &User,
    chosen: &[GroupId],
    projects: &[Undecided],
    csrf: &str,
) -> Markup {
    let name = user.full_name();
    let several = projects.len() > 1;
    let way = |project: &Undecided, value: &'static str, word: String, text: String| {
        html! {
            label {
                input.radio type="radio" name={ "project." (project.id) } value=(value) checked[value == "join"];
                span { b { (word) } br; small { (text) } }
            }
        }
    };
    let body = html! {
        p { (t.ta("users-decide-text", &[("name", name.as_str().into())])) }
        @for group in chosen { input type="hidden" name="selected" value=(group); }
        @for project in projects {
            fieldset.decide {
                legend { (project.name) }
                p.hint { (t.ta("users-decide-groups", &[("groups", project.groups.join(", ").into())])) }
                (way(project, "join", t.t("users-decide-join").into_owned(), t.t("users-decide-join-text").into_owned()))
                (way(project, "group", t.t("users-decide-group").into_owned(), t.t("users-decide-group-text").into_owned()))
            }
        }
    };
    ui::dialog(&Dialog {
        t,
        title: t.t("users-decide-title").into_owned(),
        wide: false,
        close: format!("{}?tab=groups", paths.user(user.kind, user.id)),
        form: Some((paths.user_groups(user.kind, user.id), csrf.to_owned())),
        multipart: false,
        body,
        remark: String::new(),
        buttons: html! {
            @if several {
                button.btn name="of_all" value="group" { (t.t("users-decide-none")) }
                button.btn name="of_all" value="join" { (t.t("users-decide-all")) }
            }
            button.btn.btn-go type="submit" data-submit { (t.t("users-decide-go")) }
        },
    })
}
