//! The mappings that a tenant keeps.
use maud::{Markup, html};

use crate::imports::model::SavedMapping;
use crate::imports::views::upload_title;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Illustration};
use crate::users::columns;
use crate::users::model::UserKind;

/// Columns that are named of one mapping.
const NAMED: usize = 12;

/// What the page shows.
pub struct KeptView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Whom they are for.
    pub kind: UserKind,
    /// The mappings.
    pub mappings: &'a [SavedMapping],
    /// What is wrong with a name: of which mapping, what was typed, and why.
    pub problem: Option<(String, String, String)>,
    /// Token for its forms.
    pub csrf: &'a str,
}

impl KeptView<'_> {
    /// The page's main part.
    pub fn render(&self) -> Markup {
        let t = self.t;
        html! {
            section.sheet.person.mapping #detail aria-label=(t.t("mapping-kept")) {
                div.head {
                    div {
                        p.sub-t { a.link href=(self.paths.imports()) { (t.t("imports-title")) } " / " (upload_title(t, self.kind)) }
                        h1 { (t.t("mapping-kept")) }
                    }
                }
                div.scroll {
                    @if self.mappings.is_empty() {
                        (ui::empty_state(Illustration::Sheet, &t.t("mapping-kept-none"), html! { (t.t("mapping-kept-none-text")) },
                            ui::link_button(ui::ButtonStyle::Plain, &self.paths.new_import(self.kind), Some("table-import"), &upload_title(t, self.kind), "")))
                    } @else {
                        ul.mapping-kept { @for mapping in self.mappings { (self.mapping(mapping)) } }
                    }
                }
            }
        }
    }

    fn mapping(&self, mapping: &SavedMapping) -> Markup {
        let t = self.t;
        let id = format!("name-{}", mapping.id);
        let problem = self.problem.as_ref().filter(|(of, ..)| *of == mapping.id.to_string());
        let name = problem.map_or(mapping.name.as_str(), |(_, typed, _)| typed);
        let columns =
            mapping.choices.sheets.iter().filter(|sheet| sheet.read).flat_map(|sheet| &sheet.columns);
        let filled: Vec<_> =
            columns.filter_map(|column| Some((&column.header, column.field.as_deref()?))).collect();
        let label = |field: &str| match columns::column(field) {
            Some(column) => t.t(column.label_key).into_owned(),
            None => field.trim_start_matches("fields.").to_owned(),
        };
        html! {
            li.mapping-part {
                div.mapping-save {
                    form.mapping-rename method="post" action=(self.paths.import_mapping(mapping.id)) {
                        input type="hidden" name="csrf" value=(self.csrf);
                        input type="hidden" name="version" value=(mapping.version);
                        label.sr for=(id) { (t.t("mapping-name")) }
                        input.in.in-bad[problem.is_some()] id=(id) name="name" value=(name) maxlength="80" required autocomplete="off"
                            aria-invalid=[problem.map(|_| "true")] aria-describedby=[problem.map(|_| format!("{id}-why"))];
                        button.btn type="submit" { (t.t("mapping-rename")) }
                    }
                    (ui::post_button(ui::ButtonStyle::Danger, &self.paths.delete_import_mapping(mapping.id), self.csrf, Some("trash"),
                        &t.t("mapping-delete"), Some(&t.ta("mapping-delete-question", &[("name", mapping.name.as_str().into())]))))
                }
                @if let Some((.., why)) = problem { p.hint.hint-bad id={ (id) "-why" } { (ui::icon_small("alert-triangle")) (why) } }
                p.sub-t { (t.ta("mapping-kept-columns", &[("count", filled.len().into())])) " · " (ui::time(t, mapping.updated_at.to_chrono())) }
                p.mapping-pairs {
                    @for (header, field) in filled.iter().take(NAMED) {
                        span.mapping-pair { bdi { (header) } (ui::icon_small("arrow-right")) (label(field)) }
                    }
                    @if filled.len() > NAMED { span.sub-t { "+ " (filled.len() - NAMED) } }
                }
            }
        }
    }
}
