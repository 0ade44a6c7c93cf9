//! The lists and trees that fields share.
use maud::{Markup, html};

use super::choices::Choices;
use super::delete::in_use;
use super::{Around, words};
use crate::fields::form::FieldForm;
use crate::fields::model::{Catalog, LANGUAGES, Use};
use crate::ui::{
    self, ButtonStyle, Chip, DetailHead, Dialog, Field, Form, Illustration, ListPane, MenuItem, Pager, Row,
    Tile, Width,
};
use crate::users::model::Problem;

/// The list pane.
pub fn catalog_list(around: &Around<'_>, current: Option<&str>) -> Markup {
    let t = around.t;
    let rows = around.document.catalogs.iter().map(|catalog| {
        let tree = catalog.choices.iter().any(|choice| choice.parent.is_some());
        let uses = around.document.taking_from(&catalog.id, t.culture()).len();
        Row {
            id: catalog.id.clone(),
            href: around.paths.catalog(&catalog.id, around.of_project),
            tile: Tile::icon(if tree { "list-tree" } else { "list-details" }),
            name: catalog.name(t.culture()).to_owned(),
            note: t.ta("fields-choices-count", &[("count", catalog.choices.len().into())]),
            place: Some(t.ta("fields-catalog-uses", &[("count", uses.into())])),
            marks: Vec::new(),
            current: current == Some(catalog.id.as_str()),
        }
    });
    let new = around.paths.new_catalog(around.of_project);
    ListPane {
        t,
        title: t.t("fields-catalogs").into_owned(),
        count: Some(t.number(i64::try_from(around.document.catalogs.len()).unwrap_or(0))),
        actions: html! {
            @if around.can_change() { a.btn.btn-go href=(new) data-new { (ui::icon("plus")) (t.t("fields-new")) } }
        },
        search: None,
        chips: vec![Chip {
            label: t.t("fields-back").into_owned(),
            href: around.list(crate::fields::model::FieldConcept::Client),
            count: None,
            current: false,
        }],
        rows: rows.collect(),
        selectable: false,
        empty: ui::empty_state(
            Illustration::Sheet,
            &t.t("fields-catalogs-none"),
            html! { (t.t("fields-catalogs-none-text")) },
            html! { @if around.can_change() { (ui::link_button(ButtonStyle::Primary, &new, Some("plus"), &t.t("fields-catalog-new"), "")) } },
        ),
        pager: Pager::default(),
    }
    .render()
}

/// The detail's place while none is chosen.
pub fn no_catalog_chosen(around: &Around<'_>) -> Markup {
    let t = around.t;
    ui::empty_detail(&t.t("fields-catalog-choose"), html! { (t.t("fields-catalog-choose-text")) }, html! {})
}

/// A shared list.
pub struct CatalogView<'a> {
    /// What every part needs.
    pub around: &'a Around<'a>,
    /// The list as it is; nothing for a new one.
    pub catalog: Option<&'a Catalog>,
    /// What the controls hold.
    pub form: &'a FieldForm,
    /// What was refused.
    pub problems: &'a [Problem],
    /// One sentence when the last try was refused.
    pub refused: Option<String>,
    /// The form holds what is not saved, though nobody changed it on this page.
    pub unsaved: bool,
}

impl CatalogView<'_> {
    fn problem(&self, name: &str) -> Option<String> {
        self.problems.iter().find(|problem| problem.field == name).map(|problem| problem.message.clone())
    }

    fn fields(&self) -> Markup {
        let (around, t) = (self.around, self.around.t);
        let locked = !around.can_change();
        let lock = locked.then(|| t.t("fields-not-allowed").into_owned());
        let choices = Choices { t, form: self.form, problems: self.problems, locked };
        html! {
            (ui::section(&t.t("fields-catalog"), &t.t("fields-catalog-about"), html! {
                @for culture in LANGUAGES {
                    @let name = format!("label.{}", culture.tag());
                    (Field::text(t, name.clone(), format!("{} ({})", t.t("fields-name"), words::language(culture)))
                        .value(self.form.get(&name)).problem(self.problem(&name)).max_length(500)
                        .width(Width::Third).locked(lock.clone()))
                }
                (Field::switch(t, "tree", t.t("fields-type-tree"), t.t("fields-catalog-tree")).checked(self.form.is_tree())
                    .locked(lock))
            }))
            (ui::section(&t.t("fields-values"), &t.t("fields-values-text"), choices.render()))
        }
    }

    fn actions(&self) -> Markup {
        let (around, t) = (self.around, self.around.t);
        let Some(catalog) = self.catalog.filter(|_| around.can_change()) else { return html! {} };
        let delete = MenuItem {
            label: t.t("fields-catalog-delete").into_owned(),
            href: around.paths.delete_catalog(&catalog.id, around.of_project),
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
        let list = around.paths.catalogs(around.of_project);
        let title = match self.catalog {
            Some(catalog) => catalog.name(t.culture()).to_owned(),
            None => t.t("fields-catalog-new").into_owned(),
        };
        let (action, discard) = match self.catalog {
            Some(catalog) => {
                let own = around.paths.catalog(&catalog.id, around.of_project);
                (own.clone(), own)
            }
            None => (list.clone(), list.clone()),
        };
        let digest = match (self.form.digest(), self.catalog) {
            ("", Some(catalog)) => catalog.digest(),
            (kept, _) => kept.to_owned(),
        };
        let form = Form {
            t,
            action,
            csrf: around.csrf.to_owned(),
            hidden: vec![("digest", digest)],
            is_new: self.catalog.is_none(),
            new_label: t.ta("fields-not-saved", &[("what", title.as_str().into())]),
            save_label: t.t("fields-catalog-save").into_owned(),
            discard,
            refused: self.refused.clone(),
            read_only: (!around.can_change()).then(|| t.t("fields-not-allowed").into_owned()),
        };
        let head = DetailHead {
            t,
            tile: Tile::icon("list-tree").large(),
            photo_field: None,
            title,
            meta: html! {
                @if let Some(catalog) = self.catalog { span.mono { (catalog.id) } }
            },
            actions: self.actions(),
            back: list,
        };
        ui::detail_pane(
            &head,
            form.render_plain(
                self.unsaved,
                html! {
                    button.sr type="submit" tabindex="-1" aria-hidden="true" {}
                    div.form { (self.fields()) }
                },
            ),
        )
    }
}

/// Before a shared list is deleted: which fields use it.
pub fn delete_catalog_dialog(around: &Around<'_>, catalog: &Catalog, uses: &[Use]) -> Markup {
    let t = around.t;
    let needed = !uses.is_empty();
    let action = around.paths.delete_catalog(&catalog.id, around.of_project);
    ui::dialog(&Dialog {
        t,
        title: t.ta("fields-delete-title", &[("name", catalog.name(t.culture()).into())]),
        wide: false,
        close: around.paths.catalog(&catalog.id, around.of_project),
        form: (!needed).then(|| (action, around.csrf.to_owned())),
        multipart: false,
        body: html! {
            @if needed { (in_use(around, uses)) } @else { p { (t.t("fields-catalog-unused")) } }
        },
        remark: String::new(),
        buttons: html! {
            @if !needed { button.btn.btn-danger type="submit" data-submit { (ui::icon("trash")) (t.t("fields-catalog-delete")) } }
        },
    })
}
