//! A field: head, tabs, form.
use maud::{Markup, html};

use super::choices::Choices;
use super::{Around, depends, matrix, words};
use crate::fields::form::FieldForm;
use crate::fields::model::{Definition, FieldConcept, FieldKind, LANGUAGES};
use crate::ui::{self, Choice, DetailHead, Field, Form, MenuItem, ShownWhen, Tab, Tabs, Tile, Width};
use crate::users::model::Problem;

/// What the detail pane shows.
pub struct DetailView<'a> {
    /// What every part needs.
    pub around: &'a Around<'a>,
    /// Whose field.
    pub concept: FieldConcept,
    /// The field as it is; nothing for a new one.
    pub definition: Option<&'a Definition>,
    /// What the controls hold.
    pub form: &'a FieldForm,
    /// What was refused.
    pub problems: &'a [Problem],
    /// One sentence when the last try was refused.
    pub refused: Option<String>,
    /// The form holds what is not saved, though nobody changed it on this page.
    pub unsaved: bool,
    /// The open tab.
    pub tab: &'static str,
}

/// The tab in which a control stands.
pub fn tab_of(field: &str) -> &'static str {
    if field.starts_with("states") {
        "states"
    } else if field.starts_with("choice") || field == "lines" || field == "catalog" {
        "values"
    } else {
        "details"
    }
}

fn of_kinds(kinds: &[FieldKind], now: FieldKind) -> Option<ShownWhen> {
    let any_of = kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
    Some(ShownWhen { name: "type".to_owned(), any_of, now: kinds.contains(&now) })
}

impl DetailView<'_> {
    fn problem(&self, name: &str) -> Option<String> {
        let found = self.problems.iter().filter(|problem| problem.field == name);
        let all: Vec<&str> = found.map(|problem| problem.message.as_str()).collect();
        (!all.is_empty()).then(|| all.join(" · "))
    }

    fn lock(&self) -> Option<String> {
        (!self.around.can_change()).then(|| self.why_locked())
    }

    fn why_locked(&self) -> String {
        let t = self.around.t;
        if self.around.may_save { t.t("fields-shared-locked") } else { t.t("fields-not-allowed") }
            .into_owned()
    }

    fn text(&self, name: &str, label: String) -> Field {
        Field::text(self.around.t, name, label)
            .value(self.form.get(name))
            .problem(self.problem(name))
            .locked(self.lock())
    }

    /// One line for each language.
    fn wording(&self, name: &str, label: &str, most: u32) -> Markup {
        html! {
            @for culture in LANGUAGES {
                @let control = format!("{name}.{}", culture.tag());
                (self.text(&control, format!("{label} ({})", words::language(culture))).max_length(most).width(Width::Third))
            }
        }
    }

    fn identity(&self) -> Markup {
        let t = self.around.t;
        let kinds =
            FieldKind::ALL.iter().map(|kind| Choice::new(kind.as_str(), words::kind(t, *kind))).collect();
        let concepts =
            FieldConcept::ALL.iter().map(|one| Choice::new(one.as_str(), words::concept(t, *one))).collect();
        let fixed = self.definition.map(|_| t.t("fields-id-fixed").into_owned());
        let id = self.text("id", t.t("fields-id").into_owned()).mono().max_length(64).required(true);
        html! {
            (ui::section(&t.t("fields-identity"), &t.t("fields-identity-text"), html! {
                (self.wording("label", &t.t("fields-name"), 500))
                @if fixed.is_some() { (id.locked(fixed)) }
                @else { (id.placeholder("birth_date").help(t.t("fields-id-help"))) }
                (Field::select(t, "type", t.t("fields-type"), kinds, None).value(self.form.kind().as_str())
                    .problem(self.problem("type")).locked(self.lock())
                    .help(if self.definition.is_some() { t.t("fields-type-help") } else { t.t("fields-type-help-new") }))
                (Field::several(t, "concepts", t.t("fields-concepts"), concepts).values(self.form.all("concepts").to_vec())
                    .problem(self.problem("concepts")).locked(self.lock()))
            }))
        }
    }

    fn limits(&self) -> Markup {
        use FieldKind::{Currency, Decimal, File, Integer, Link, Paragraph, ShortText};
        let t = self.around.t;
        let now = self.form.kind();
        let number = |name: &'static str, label: String, kinds: &[FieldKind]| {
            Field::decimal(t, name, label)
                .value(self.form.get(name))
                .problem(self.problem(name))
                .locked(self.lock())
                .width(Width::Third)
                .shown_when(of_kinds(kinds, now))
        };
        let lines = |name: &'static str, label: String| {
            Field::long_text(t, name, label)
                .value(self.form.get(name))
                .problem(self.problem(name))
                .locked(self.lock())
        };
        html! {
            (ui::section(&t.t("fields-limits"), &t.t("fields-limits-text"), html! {
                (number("max-length", t.t("fields-max-length").into_owned(), &[ShortText, Paragraph, Link]))
                (self.text("currency", t.t("fields-currency").into_owned()).mono().max_length(3).placeholder("BRL")
                    .width(Width::Third).shown_when(of_kinds(&[Currency], now)))
                (number("min", t.t("fields-min").into_owned(), &[Integer, Decimal, Currency]))
                (number("max", t.t("fields-max").into_owned(), &[Integer, Decimal, Currency]))
                (number("decimals", t.t("fields-decimals").into_owned(), &[Decimal, Currency]).placeholder("2"))
                (number("max-megabytes", t.t("fields-max-size").into_owned(), &[File]).placeholder("10").unit("MB"))
                (lines("media-types", t.t("fields-media-types").into_owned()).help(t.t("fields-media-types-help"))
                    .shown_when(of_kinds(&[File], now)))
                (self.text("example", t.t("fields-example").into_owned()).max_length(200).help(t.t("fields-example-help")))
                (lines("synonyms", t.t("fields-synonyms").into_owned()).help(t.t("fields-synonyms-help")))
            }))
        }
    }

    fn presentation(&self) -> Markup {
        let t = self.around.t;
        html! {
            (ui::section(&t.t("fields-presentation"), &t.t("fields-presentation-text"), html! {
                (self.wording("group", &t.t("fields-group"), 200))
                (self.wording("help", &t.t("fields-help"), 500))
            }))
        }
    }

    fn values(&self) -> Markup {
        use FieldKind::{CatalogList, CatalogTree};
        let (around, t) = (self.around, self.around.t);
        let now = self.form.kind();
        let catalogs = around.document.catalogs.iter();
        let catalogs = catalogs.map(|own| Choice::new(own.id.as_str(), own.name(t.culture()))).collect();
        let choices = Choices { t, form: self.form, problems: self.problems, locked: !around.can_change() };
        let shown = |kinds: &[&str], now: bool| {
            let kinds = serde_json::to_string(kinds).unwrap_or_default();
            (kinds, now)
        };
        let own = shown(&["list", "tree", "multiple-choice"], now.has_choices());
        let shared = shown(&["catalog-list", "catalog-tree"], now.has_catalog());
        let other: Vec<&str> = FieldKind::ALL
            .iter()
            .filter(|kind| !kind.has_choices() && !kind.has_catalog())
            .map(|kind| kind.as_str())
            .collect();
        let other = shown(&other, !now.has_choices() && !now.has_catalog());
        html! {
            div data-shown-when="type" data-any-of=(own.0) hidden[!own.1] {
                (ui::section(&t.t("fields-values"), &t.t("fields-values-text"), choices.render()))
            }
            div data-shown-when="type" data-any-of=(shared.0) hidden[!shared.1] {
                (ui::section(&t.t("fields-catalog"), &t.t("fields-catalog-text"), html! {
                    (Field::select(t, "catalog", t.t("fields-catalog"), catalogs, Some(t.t("ui-choose").into_owned()))
                        .value(self.form.get("catalog")).problem(self.problem("catalog")).locked(self.lock())
                        .shown_when(of_kinds(&[CatalogList, CatalogTree], now)))
                    p.f-12 { a.link href=(around.paths.catalogs(around.of_project)) { (ui::icon_small("list-tree")) (t.t("fields-catalogs-edit")) } }
                }))
            }
            div data-shown-when="type" data-any-of=(other.0) hidden[!other.1] {
                p.hint.field-note { (ui::icon_small("info-circle")) span { (t.t("fields-values-none")) } }
            }
        }
    }

    fn tabs(&self) -> Tabs {
        let (around, t) = (self.around, self.around.t);
        let concept = self.concept.as_str();
        let base = match self.definition {
            Some(field) => around.paths.field(concept, &field.id, around.of_project),
            None => around.paths.new_field(concept, around.of_project),
        };
        let mark = if around.of_project { '&' } else { '?' };
        let tab = |key: &'static str, label: String| Tab {
            key,
            label,
            href: format!("{base}{mark}tab={key}"),
            problems: self
                .problems
                .iter()
                .filter(|problem| !problem.field.is_empty() && tab_of(&problem.field) == key)
                .count(),
            ..Tab::default()
        };
        Tabs {
            t,
            label: self.title(),
            tabs: vec![
                tab("details", t.t("fields-tab-details").into_owned()),
                tab("states", t.t("fields-tab-states").into_owned()),
                tab("values", t.t("fields-tab-values").into_owned()),
            ],
            current: self.tab,
            why: None,
        }
    }

    fn title(&self) -> String {
        let t = self.around.t;
        self.definition.map_or_else(
            || t.t("fields-new-field").into_owned(),
            |field| field.label.pick(t.culture()).to_owned(),
        )
    }

    fn meta(&self) -> Markup {
        let t = self.around.t;
        let Some(field) = self.definition else { return html! { span { (t.t("fields-new-text")) } } };
        html! {
            span { (words::kind(t, field.kind)) }
            span.mono { (field.id) }
            span { @for (at, concept) in field.concepts.iter().enumerate() { @if at > 0 { ", " } (words::concept(t, *concept)) } }
        }
    }

    fn actions(&self) -> Markup {
        let (around, t) = (self.around, self.around.t);
        let Some(field) = self.definition.filter(|_| around.can_change()) else { return html! {} };
        let delete = MenuItem {
            label: t.t("fields-delete").into_owned(),
            href: around.paths.delete_field(self.concept.as_str(), &field.id, around.of_project),
            icon: Some("trash"),
            dialog: true,
            danger: true,
            ..MenuItem::default()
        };
        ui::action_menu(&t.t("fields-more"), &[delete])
    }

    /// The pane.
    pub fn render(&self) -> Markup {
        let (around, t) = (self.around, self.around.t);
        let concept = self.concept.as_str();
        let tabs = self.tabs();
        let title = self.title();
        let back = around.list(self.concept);
        let (action, discard) = match self.definition {
            Some(field) => {
                let own = around.paths.field(concept, &field.id, around.of_project);
                (own.clone(), own)
            }
            None => (around.paths.create_field(concept, around.of_project), back.clone()),
        };
        // What the form was made from stays the same while it comes back with problems.
        let digest = match (self.form.digest(), self.definition) {
            ("", Some(field)) => field.digest(),
            (kept, _) => kept.to_owned(),
        };
        let own = self.definition.map(|field| field.id.as_str());
        let form = Form {
            t,
            action,
            csrf: around.csrf.to_owned(),
            hidden: vec![("digest", digest)],
            is_new: self.definition.is_none(),
            new_label: t.ta("fields-not-saved", &[("what", title.as_str().into())]),
            save_label: t.t("fields-save").into_owned(),
            discard,
            refused: self.refused.clone(),
            read_only: self.lock(),
        };
        let head = DetailHead {
            t,
            tile: Tile::icon(words::icon(self.form.kind())).large(),
            photo_field: None,
            title,
            meta: self.meta(),
            actions: self.actions(),
            back,
        };
        let problem = self.problem("shown-when").or_else(|| self.problem("shown-when.any-of"));
        ui::detail_pane(
            &head,
            html! {
                (tabs.bar())
                (form.render_plain(self.unsaved, html! {
                    // Enter in a line saves; without this it would press the first button that moves a row.
                    button.sr type="submit" tabindex="-1" aria-hidden="true" {}
                    (tabs.panel("details", html! {
                        (self.identity()) (self.presentation()) (self.limits())
                        (ui::section(&t.t("fields-depends"), &t.t("fields-depends-text"),
                            depends::depends(around, self.concept, own, self.form, problem, self.lock())))
                    }))
                    (tabs.panel("states", ui::section(&t.t("fields-states"), &t.t("fields-states-text"), html! {
                        div.f.f-12 { (matrix::matrix(t, self.form, !around.can_change())) }
                    })))
                    (tabs.panel("values", self.values()))
                }))
            },
        )
    }
}
