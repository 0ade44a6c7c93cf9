//! What one types into or chooses from, for each kind of field.
use maud::{Markup, html};

use super::{Choice, Field, Kind, Source, special};
use crate::ui::icon::{icon, icon_small};

/// The attributes that most controls share.
pub(super) struct Shared<'a> {
    pub id: String,
    pub class: &'static str,
    pub described_by: Option<String>,
    pub invalid: Option<&'static str>,
    pub required: Option<&'static str>,
    autocomplete: &'a str,
    pub locked: bool,
}

impl<'a> Shared<'a> {
    fn of(field: &'a Field) -> Self {
        let class = if field.problem.is_some() {
            "in in-bad"
        } else {
            match field.source {
                Some(Source::Filled(_)) => "in in-filled",
                Some(Source::Changed { .. }) => "in in-changed",
                _ => "in",
            }
        };
        Self {
            id: field.id(),
            class,
            described_by: field.has_note().then(|| format!("{}-note", field.id())),
            invalid: field.problem.is_some().then_some("true"),
            required: field.required.then_some("true"),
            autocomplete: field.autocomplete.unwrap_or("off"),
            locked: field.lock.is_some(),
        }
    }
}

pub(super) fn render(field: &Field) -> Markup {
    let shared = Shared::of(field);
    match &field.kind {
        Kind::Photo { accept } => photo(field, &shared, accept),
        Kind::Switch { label } => toggle(field, &shared, label, true),
        Kind::CheckBox { label } => toggle(field, &shared, label, false),
        Kind::Several { choices } => several(field, &shared, choices),
        Kind::Position => special::position(field, &shared),
        Kind::File { accept, limit, kept } => special::file(field, &shared, accept, *limit, kept.as_ref()),
        _ => html! {
            div class=(field.width.class()) data-field=(field.name)
                data-shown-when=[field.shown_when.as_ref().map(|condition| condition.name.as_str())]
                data-any-of=[field.any_of()] data-states=[field.states()] hidden[field.is_hidden()] {
                label.lab for=(shared.id) { span { (field.label) } (field.tag()) }
                (control(field, &shared))
                (field.notes())
            }
        },
    }
}

fn control(field: &Field, shared: &Shared<'_>) -> Markup {
    match &field.kind {
        Kind::Line { kind, mode, .. } if field.unit.is_some() || field.opens.is_some() => {
            special::with_end(field, line(field, shared, kind, *mode))
        }
        Kind::Line { kind, mode, .. } => line(field, shared, kind, *mode),
        Kind::Password { rules } => password(field, shared, rules.as_deref()),
        Kind::LongText => html! {
            textarea class=(shared.class) id=(shared.id) name=(field.name) rows="3"
                placeholder=[field.placeholder.as_deref()] maxlength=[field.max_length]
                aria-describedby=[shared.described_by.as_deref()] aria-invalid=[shared.invalid]
                aria-required=[shared.required] readonly[shared.locked] { (field.first()) }
        },
        Kind::Select { choices, nothing } => select(field, shared, choices, nothing.as_deref()),
        Kind::Tree { choices, nothing } => special::tree(field, shared, choices, nothing),
        Kind::Several { .. }
        | Kind::Switch { .. }
        | Kind::CheckBox { .. }
        | Kind::Photo { .. }
        | Kind::Position
        | Kind::File { .. } => html! {},
    }
}

fn line(field: &Field, shared: &Shared<'_>, kind: &str, mode: Option<&str>) -> Markup {
    html! {
        input.(shared.class).mono[field.mono] id=(shared.id) name=(field.name) type=(kind) value=(field.first())
            inputmode=[mode] list=[field.suggestions] placeholder=[field.placeholder.as_deref()] maxlength=[field.max_length]
            min=[field.range.0.as_deref()] max=[field.range.1.as_deref()] autocomplete=(shared.autocomplete)
            aria-describedby=[shared.described_by.as_deref()] aria-invalid=[shared.invalid]
            aria-required=[shared.required] readonly[shared.locked];
    }
}

/// Typed passwords are not repeated into markup: a refused form comes back with an empty box.
fn password(field: &Field, shared: &Shared<'_>, rules: Option<&str>) -> Markup {
    let t = field.t;
    let described_by = match (&shared.described_by, rules) {
        (Some(note), Some(_)) => Some(format!("{}-rules {note}", shared.id)),
        (None, Some(_)) => Some(format!("{}-rules", shared.id)),
        (note, None) => note.clone(),
    };
    html! {
        div.with-btn {
            input.(shared.class).mono[rules.is_some()] id=(shared.id) name=(field.name) type="password" value=""
                autocomplete=(shared.autocomplete) autocapitalize="none" spellcheck="false"
                aria-describedby=[described_by] aria-invalid=[shared.invalid] aria-required=[shared.required]
                data-password[rules.is_some()]
                hx-post=[rules] hx-trigger=[rules.map(|_| "input changed delay:150ms, ask-rules")]
                hx-target=[rules.map(|_| format!("#{}-rules", shared.id))] hx-swap=[rules.map(|_| "innerHTML")]
                hx-sync=[rules.map(|_| "this:replace")]
                readonly[shared.locked];
            button.btn type="button" data-reveal data-show=(t.t("ui-password-show")) data-hide=(t.t("ui-password-hide"))
                aria-controls=(shared.id) aria-pressed="false" aria-label=(t.t("ui-password-show")) {
                (icon("eye")) (icon("eye-off"))
            }
        }
        @if rules.is_some() {
            div.pop.rules id={ (shared.id) "-rules" } data-rules role="group" aria-label=(t.t("ui-rules-title")) hidden {}
        }
    }
}

fn select(field: &Field, shared: &Shared<'_>, choices: &[Choice], nothing: Option<&str>) -> Markup {
    let fills = field.fills.as_deref();
    let chosen = field.first();
    html! {
        div.pick data-pick=[field.searched.as_deref()] data-searching=(field.t.t("ui-searching")) data-failed=(field.t.t("ui-request-failed")) {
            select class=(shared.class) id=(shared.id) name=(field.name) autocomplete=(shared.autocomplete)
                aria-describedby=[shared.described_by.as_deref()] aria-invalid=[shared.invalid]
                aria-required=[shared.required] disabled[shared.locked]
                data-fills[fills.is_some()] hx-post=[fills] hx-trigger=[fills.map(|_| "change")]
                hx-target=[fills.map(|_| "#filled")] hx-select=[fills.map(|_| "#filled")]
                hx-swap=[fills.map(|_| "outerHTML")] hx-sync=[fills.map(|_| "this:replace")] {
                @if let Some(text) = nothing { option value="" selected[chosen.is_empty()] { (text) } }
                @else if !choices.iter().any(|choice| choice.value == chosen) {
                    option value="" selected disabled hidden { (field.t.t("ui-choose")) }
                }
                @for choice in choices {
                    option value=(choice.value) selected[choice.value == chosen] { (choice.label) }
                }
            }
            (icon_small("chevron-down"))
        }
        // A locked list is not sent by the browser, so its value goes along beside it.
        @if shared.locked { input type="hidden" name=(field.name) value=(chosen); }
    }
}

fn toggle(field: &Field, shared: &Shared<'_>, word: &str, switch: bool) -> Markup {
    let on = field.first() == "true";
    html! {
        div class=(field.width.class()) data-field=(field.name) role="group" aria-labelledby={ (shared.id) "-l" }
            data-shown-when=[field.shown_when.as_ref().map(|condition| condition.name.as_str())]
            data-any-of=[field.any_of()] data-states=[field.states()] hidden[field.is_hidden()] {
            span.lab id={ (shared.id) "-l" } { span { (field.label) } (field.tag()) }
            label.switch[switch].tick-l[!switch] {
                input id=(shared.id) type="checkbox" name=(field.name) value="true" checked[on] .tick[!switch]
                    role=[switch.then_some("switch")] aria-describedby=[shared.described_by.as_deref()]
                    aria-invalid=[shared.invalid] disabled[shared.locked];
                span { (word) }
            }
            @if shared.locked && on { input type="hidden" name=(field.name) value="true"; }
            (field.notes())
        }
    }
}

fn several(field: &Field, shared: &Shared<'_>, choices: &[Choice]) -> Markup {
    html! {
        fieldset class=(field.width.class()) data-field=(field.name) id=(shared.id)
            data-shown-when=[field.shown_when.as_ref().map(|condition| condition.name.as_str())]
            data-any-of=[field.any_of()] data-states=[field.states()] hidden[field.is_hidden()]
            aria-describedby=[shared.described_by.as_deref()] aria-invalid=[shared.invalid] {
            legend.lab { span { (field.label) } (field.tag()) }
            // What is ticked in a locked list is not sent by the browser, so it goes along beside it.
            @if shared.locked {
                @for value in &field.values { input type="hidden" name=(field.name) value=(value); }
            }
            div.ticks.ticks-bad[shared.invalid.is_some()].ticks-many[choices.len() > 12] {
                @for choice in choices {
                    label.tick-l {
                        input.tick type="checkbox" name=(field.name) value=(choice.value) disabled[shared.locked]
                            checked[field.values.contains(&choice.value)];
                        span { (choice.label) }
                    }
                }
            }
            (field.notes())
        }
    }
}

fn photo(field: &Field, shared: &Shared<'_>, accept: &str) -> Markup {
    let t = field.t;
    html! {
        div.photo-f data-field=(field.name) {
            input.sr id=(shared.id) type="file" name=(field.name) accept=(accept) data-photo aria-label=(field.label)
                aria-describedby=[shared.described_by.as_deref()] disabled[shared.locked];
            input type="hidden" name={ (field.name) "_crop" } data-crop-value;
            dialog.dialog.crop data-dialog data-crop aria-labelledby="crop-t" {
                div.head { h2 #crop-t { (t.t("ui-crop-title")) } }
                div.dialog-b {
                    p #crop-d { (t.t("ui-crop-text")) }
                    canvas.crop-c width="320" height="320" tabindex="0" role="img" aria-labelledby="crop-t" aria-describedby="crop-d" {}
                    label.crop-z { (icon("zoom-out")) span.sr { (t.t("ui-crop-zoom")) }
                        input type="range" min="0" max="100" value="0" data-crop-zoom; (icon("zoom-in")) }
                }
                div.dialog-f {
                    button.btn type="button" data-crop-cancel { (t.t("ui-cancel")) }
                    button.btn.btn-go type="button" data-crop-use { (t.t("ui-crop-use")) }
                }
            }
            (field.notes())
        }
    }
}
