//! People or things to choose by check box, and what becomes of the chosen ones.
use maud::{Markup, html};

use super::icon::{icon, icon_small};
use super::list::{Mark, Pager, Search};
use super::tile::Tile;
use crate::locale::Texts;

/// One line to choose.
#[derive(Debug, Clone)]
pub struct ChooseRow {
    /// What its check box sends as `selected`.
    pub value: String,
    /// Its tile.
    pub tile: Tile,
    /// Its name.
    pub name: String,
    /// What tells two of the same name apart.
    pub note: String,
    /// Where it is looked at on its own.
    pub href: Option<String>,
    /// Remarks.
    pub marks: Vec<Mark>,
    /// It is chosen from the beginning.
    pub checked: bool,
    /// Why it cannot be chosen: it is in already.
    pub taken: Option<String>,
}

/// Lines with check boxes in one form. A search and another page replace `#choose-body` alone; in a dialog, which may
/// stand over such lines, it is `#pick-body`, and the form `#pick-form`.
#[derive(Debug, Clone)]
pub struct Choose {
    /// The reader's texts.
    pub t: Texts,
    /// What is chosen, for a screen reader.
    pub label: String,
    /// The search box.
    pub search: Option<Search>,
    /// It stands in a dialog: its search has no address of its own, and its form is an ordinary one.
    pub in_dialog: bool,
    /// Where the form is posted.
    pub action: String,
    /// The session's form token.
    pub csrf: String,
    /// What the form asks before it is sent.
    pub confirm: Option<String>,
    /// The lines of this page.
    pub rows: Vec<ChooseRow>,
    /// What to show when there are none.
    pub empty: Markup,
    /// Words of the box that chooses everybody who matches, on other pages too, sent as `all`.
    pub matching: Option<String>,
    /// Where one is, and the ways on.
    pub pager: Pager,
    /// What else the form asks, below the lines.
    pub further: Markup,
    /// The sentence of the bar.
    pub remark: String,
    /// The buttons of the bar; without any there is nothing to choose, only to look at.
    pub buttons: Markup,
}

impl Choose {
    /// The search box, the lines and the bar.
    pub fn render(&self) -> Markup {
        let in_place = !self.in_dialog;
        let target = in_place.then_some("#detail");
        html! {
            div.choose.choose-d[self.in_dialog] #(self.prefix()) {
                @if let Some(search) = &self.search { (self.search_box(search)) }
                form.choose-f #{ (self.prefix()) "-form" } method="post" action=(self.action) aria-label=(self.label) data-choose
                    data-confirm=[self.confirm.as_deref()] data-busy[self.in_dialog]
                    hx-post=[in_place.then_some(self.action.as_str())] hx-target=[target] hx-select=[target]
                    hx-swap=[in_place.then_some("outerHTML show:none")] hx-push-url=[in_place.then_some("true")]
                    hx-select-oob=[in_place.then_some("#toasts")] {
                    input type="hidden" name="csrf" value=(self.csrf);
                    (self.body())
                    (self.further)
                    @if in_place && !self.buttons.0.is_empty() {
                        div.save role="group" aria-label=(self.label) {
                            div.save-t { span { small { (self.remark) } } }
                            div.end { (self.buttons) }
                        }
                    }
                }
            }
        }
    }

    /// The beginning of its ids.
    fn prefix(&self) -> &'static str {
        if self.in_dialog { "pick" } else { "choose" }
    }

    fn body_id(&self) -> String {
        format!("#{}-body", self.prefix())
    }

    fn may_choose(&self) -> bool {
        !self.buttons.0.is_empty() || self.in_dialog
    }

    fn search_box(&self, search: &Search) -> Markup {
        html! {
            form.choose-tools role="search" aria-label=(search.label) action=(search.action) method="get"
                hx-get=(search.action) hx-trigger="submit, input changed delay:180ms from:find input[type=search]"
                hx-target=(self.body_id()) hx-select=(self.body_id()) hx-swap="outerHTML" hx-sync="this:replace"
                hx-push-url=[(!self.in_dialog).then_some("true")] {
                @for (name, value) in &search.kept { input type="hidden" name=(name) value=(value); }
                div.seek {
                    (icon("search"))
                    label.sr for={ (self.prefix()) "-query" } { (search.label) }
                    input #{ (self.prefix()) "-query" } type="search" name="search" value=(search.value)
                        placeholder=(search.placeholder) autocomplete="off";
                }
            }
        }
    }

    fn body(&self) -> Markup {
        let t = self.t;
        html! {
            div.choose-b #{ (self.prefix()) "-body" } {
                @if let Some(search) = &self.search { input type="hidden" name="search" value=(search.value); }
                @if self.rows.is_empty() {
                    div.scroll { (self.empty) }
                } @else {
                    div.scroll tabindex="0" role="group" aria-label=(self.label) {
                        ul { @for row in &self.rows { (self.row(row)) } }
                    }
                    div.roster-foot {
                        @if self.may_choose() {
                            span.check { input type="checkbox" data-select-all aria-label=(t.t("ui-select-all")); }
                        }
                        span data-summary { (self.pager.summary) }
                        span.chosen data-chosen data-one=(t.t("ui-chosen-one")) data-other=(t.t("ui-chosen-other"))
                            aria-live="polite" hidden {}
                        @if let Some(words) = self.matching.as_ref().filter(|_| self.may_choose()) {
                            label.choose-all {
                                span.check { input type="checkbox" name="all" value="true" data-select-matching; }
                                (words)
                            }
                        }
                        span.end {
                            (self.turn(&t.t("ui-previous"), "chevron-left", self.pager.previous.as_deref()))
                            (self.turn(&t.t("ui-next"), "chevron-right", self.pager.next.as_deref()))
                        }
                    }
                }
            }
        }
    }

    fn row(&self, row: &ChooseRow) -> Markup {
        html! {
            li.choose-row.is-taken[row.taken.is_some()].no-check[!self.may_choose()] {
                label.choose-pick {
                    @if self.may_choose() {
                        span.check {
                            input type="checkbox" name="selected" value=(row.value) checked[row.checked || row.taken.is_some()]
                                disabled[row.taken.is_some()] data-select[row.taken.is_none()];
                        }
                    }
                    (row.tile)
                    span.who {
                        span.choose-name { (row.name) }
                        span.roster-sub { @if row.note.is_empty() { "—" } @else { (row.note) } }
                    }
                }
                span.roster-side {
                    @for mark in &row.marks {
                        span class={ "st st-bare st-" (mark.state.class()) } { (icon_small(mark.icon)) (mark.word) }
                    }
                    @if let Some(taken) = &row.taken {
                        span class="st st-bare st-done" { (icon_small("check")) (taken) }
                    }
                }
                @if let Some(href) = &row.href {
                    a.btn.btn-s.btn-i.btn-quiet href=(href) aria-label=(self.t.ta("ui-open", &[("name", row.name.as_str().into())])) {
                        (icon("chevron-right"))
                    }
                }
            }
        }
    }

    fn turn(&self, label: &str, icon_name: &str, href: Option<&str>) -> Markup {
        html! {
            @if let Some(href) = href {
                a.btn.btn-s.btn-i href=(href) title=(label) aria-label=(label) hx-get=(href) hx-target=(self.body_id())
                    hx-select=(self.body_id()) hx-swap="outerHTML" hx-push-url=[(!self.in_dialog).then_some("true")] {
                    (icon(icon_name))
                }
            } @else if self.pager.next.is_some() || self.pager.previous.is_some() {
                span.btn.btn-s.btn-i aria-disabled="true" role="link" aria-label=(label) { (icon(icon_name)) }
            }
        }
    }
}
