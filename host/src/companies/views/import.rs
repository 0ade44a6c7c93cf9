//! Companies from a file: what is asked for, and what is wrong with it.
use maud::Markup;

use super::kind_words;
use crate::companies::model::CompanyKind;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::sheets::model::ImportReport;
use crate::sheets::views::{self, ImportDialog};

/// The dialog.
pub fn import_dialog(
    t: Texts,
    paths: &Paths,
    kind: CompanyKind,
    csrf: &str,
    problem: Option<String>,
    report: Option<&ImportReport>,
) -> Markup {
    let taken = report.map_or(0, |report| report.created + report.updated);
    views::import_dialog(ImportDialog {
        t,
        title: kind_words(t, kind).import,
        text: t.t("companies-import-text").into_owned(),
        imported: t.ta("companies-imported", &[("count", taken.into())]),
        empty_format: Some(paths.empty_companies(kind)),
        close: paths.companies_of(kind),
        action: paths.import_companies(kind),
        csrf,
        problem,
        report,
    })
}
