//! Locations from a file: what is asked for, and what is wrong with it.
use maud::Markup;

use crate::locale::Texts;
use crate::paths::Paths;
use crate::sheets::model::ImportReport;
use crate::sheets::views::{self, ImportDialog};

/// The dialog.
pub fn import_dialog(
    t: Texts,
    paths: &Paths,
    csrf: &str,
    problem: Option<String>,
    report: Option<&ImportReport>,
) -> Markup {
    let taken = report.map_or(0, |report| report.created + report.updated);
    views::import_dialog(ImportDialog {
        t,
        title: t.t("locations-import").into_owned(),
        text: t.t("locations-import-text").into_owned(),
        imported: t.ta("locations-imported", &[("count", taken.into())]),
        empty_format: None,
        close: paths.locations(),
        action: paths.import_locations(),
        csrf,
        problem,
        report,
    })
}
