//! Controls that are more than one line: trees, positions, files, and what stands at the end of a line.
use maud::{Markup, html};

use super::control::Shared;
use super::{Field, KeptFile, TreeChoice};
use crate::ui::icon::{icon, icon_small};

/// One list for the whole tree, which scripts make into one list for each level.
pub(super) fn tree(field: &Field, shared: &Shared<'_>, choices: &[TreeChoice], nothing: &str) -> Markup {
    let chosen = field.first();
    let t = field.t;
    html! {
        div.pick.tree-pick data-tree data-level-label=(t.t("ui-tree-level")) data-whole=(t.t("ui-tree-whole")) {
            select class=(shared.class) id=(shared.id) name=(field.name) autocomplete="off"
                aria-describedby=[shared.described_by.as_deref()] aria-invalid=[shared.invalid]
                aria-required=[shared.required] disabled[shared.locked] {
                option value="" selected[chosen.is_empty()] { (nothing) }
                @for choice in choices {
                    option value=(choice.value) data-level=(choice.level) data-label=(choice.label)
                        selected[choice.value == chosen] {
                        @for _ in 0..choice.level { "\u{2003}" } (choice.label)
                    }
                }
            }
            (icon_small("chevron-down"))
        }
        // A locked list is not sent by the browser, so its value goes along beside it.
        @if shared.locked { input type="hidden" name=(field.name) value=(chosen); }
    }
}

/// Latitude and longitude, sent under one name in this order.
pub(super) fn position(field: &Field, shared: &Shared<'_>) -> Markup {
    let t = field.t;
    let halves: Vec<&str> = match field.values.as_slice() {
        [one] => one.splitn(2, ',').collect(),
        two => two.iter().map(String::as_str).collect(),
    };
    let half = |at: usize| halves.get(at).copied().unwrap_or_default();
    html! {
        div class=(field.width.class()) data-field=(field.name) role="group" aria-labelledby={ (shared.id) "-l" }
            data-shown-when=[field.shown_when.as_ref().map(|condition| condition.name.as_str())]
            data-any-of=[field.any_of()] data-states=[field.states()] hidden[field.is_hidden()] {
            span.lab id={ (shared.id) "-l" } { span { (field.label) } (field.tag()) }
            div.pair data-position {
                @for (at, word) in [t.t("ui-latitude"), t.t("ui-longitude")].iter().enumerate() {
                    input.(shared.class).mono id=[(at == 0).then_some(shared.id.as_str())] name=(field.name) type="text"
                        inputmode="text" value=(half(at)) placeholder=(word) aria-label={ (field.label) ": " (word) }
                        autocomplete="off" maxlength="24" aria-describedby=[shared.described_by.as_deref()]
                        aria-invalid=[shared.invalid] aria-required=[shared.required] readonly[shared.locked];
                }
            }
            (field.notes())
        }
    }
}

/// A file: the one that stands there, another one in its place, or none.
pub(super) fn file(
    field: &Field,
    shared: &Shared<'_>,
    accept: &str,
    limit: u64,
    kept: Option<&KeptFile>,
) -> Markup {
    let t = field.t;
    html! {
        div class=(field.width.class()) data-field=(field.name)
            data-shown-when=[field.shown_when.as_ref().map(|condition| condition.name.as_str())]
            data-any-of=[field.any_of()] data-states=[field.states()] hidden[field.is_hidden()] {
            label.lab for=(shared.id) { span { (field.label) } (field.tag()) }
            input type="hidden" name=(field.name) value=(field.first());
            @if let Some(kept) = kept {
                div.kept-file {
                    (icon_small("file"))
                    @if let Some(href) = &kept.href { a.link href=(href) download { (kept.name) } }
                    @else { span { (kept.name) } }
                    small { (kept.size) }
                    @if !shared.locked {
                        label.tick-l {
                            input.tick type="checkbox" name={ "drop." (field.name) } value="true";
                            span { (t.t("ui-file-remove")) }
                        }
                    }
                }
            }
            @if !shared.locked {
                input.(shared.class).in-file id=(shared.id) type="file" name={ "file." (field.name) }
                    accept=[(!accept.is_empty()).then_some(accept)] data-file-limit=(limit)
                    data-too-large=(t.ta("ui-drop-too-large", &[("limit", t.bytes(limit).into())]))
                    aria-describedby=[shared.described_by.as_deref()] aria-invalid=[shared.invalid]
                    aria-required=[shared.required];
            } @else if kept.is_none() {
                input.(shared.class) id=(shared.id) type="text" value="" readonly;
            }
            (field.notes())
        }
    }
}

/// A line with a unit, or with the way to where its link leads.
pub(super) fn with_end(field: &Field, line: Markup) -> Markup {
    let t = field.t;
    html! {
        @if let Some(address) = &field.opens {
            div.with-btn.with-link {
                (line)
                a.btn href=(address) target="_blank" rel="noopener noreferrer" title=(t.t("ui-open-link"))
                    aria-label={ (t.t("ui-open-link")) ": " (address) } { (icon("link")) }
            }
        } @else if let Some(unit) = &field.unit {
            div.with-unit { (line) span.unit { (unit) } }
        }
    }
}
