//! Imports from the upload to the people, on both engines, with the real plugins.
mod bad_files;
mod crashes;
mod mapping;
mod review;
mod sheets;
mod ties;
mod workflow;

use std::collections::BTreeMap;
use std::convert::Infallible;

use axum::body::Bytes;
use elenco::app::App;
use elenco::context::ServiceContext;
use elenco::imports::model::{Import, ImportOptions, RowCounts};
use elenco::imports::{queries, service};
use elenco::jobs::runner;
use elenco::locale::Culture;
use elenco::users;
use elenco::users::model::UserKind;
use elenco_db::ImportId;
use serde_json::{Value, json};

use crate::host::Host;

pub const PLUGINS: &[&str] = &["format-xlsx", "format-csv", "additional-fields", "fields-latam"];

fn label(en: &str, es: &str, pt: &str) -> Value {
    json!({ "en": en, "es": es, "pt": pt })
}

/// The fields of the customer's sheets, as an administrator would define them.
pub async fn configure(host: &Host) {
    let field = |id: &str, concept: &str, kind: &str, label: Value, synonyms: Value| json!({ "id": id, "concepts": [concept], "type": kind, "label": label, "synonyms": synonyms });
    let fields = json!({ "fields": [
        field("birth_date", "client", "date", label("Birth date", "Fecha de nacimiento", "Data de nascimento"), json!([])),
        field("member_since", "client", "date", label("Member since", "Cliente desde", "Cliente desde"), json!([])),
        field("notes", "client", "paragraph", label("Notes", "Observaciones", "Observações"), json!(["Remarks"])),
        field("document", "specialist", "short-text", label("Identity document", "Documento", "Documento"), json!([])),
        field("hire_date", "specialist", "date", label("Hire date", "Fecha de ingreso", "Data de admissão"), json!([])),
    ] });
    host.configure("additional-fields", fields).await;
    let cpf = json!({ "id": "cpf", "concepts": ["client"], "type": "cpf" });
    host.configure("fields-latam", json!({ "fields": [cpf] })).await;
}

/// A stream of one file, in pieces as a network brings them.
pub fn upload(bytes: &[u8]) -> impl futures_util::Stream<Item = Result<Bytes, Infallible>> + use<> {
    let pieces: Vec<_> = bytes.chunks(7_001).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    futures_util::stream::iter(pieces)
}

pub async fn start(host: &Host, cx: &ServiceContext, kind: UserKind, name: &str, bytes: &[u8]) -> ImportId {
    service::start_import(cx, host.project.id, kind, upload(bytes), name, ImportOptions::default())
        .await
        .expect("taken in")
}

/// Waits until an import is over. The bell rings whenever something changed.
pub async fn over(host: &Host, cx: &ServiceContext, id: ImportId) -> Import {
    let mut bell = host.app.bell.listen(host.tenant.id, host.admin.id);
    loop {
        let import = service::find_import(cx, id).await.expect("there");
        if import.state.is_over() {
            return import;
        }
        assert!(bell.heard().await);
    }
}

/// Takes a file in and does its job.
pub async fn import(host: &Host, cx: &ServiceContext, kind: UserKind, name: &str, bytes: &[u8]) -> Import {
    let id = start(host, cx, kind, name, bytes).await;
    work(host, cx, id).await
}

/// Does all waiting jobs and stops.
pub async fn work(host: &Host, cx: &ServiceContext, id: ImportId) -> Import {
    let runner = runner::start(host.app.clone());
    let import = over(host, cx, id).await;
    runner.stop().await;
    import
}

pub fn counts(read: u64, created: u64, updated: u64, unchanged: u64, failed: u64) -> RowCounts {
    RowCounts { read, created, updated, unchanged, failed }
}

/// Rows that were not taken: by row, the fields that are wrong.
pub async fn failed_rows(host: &Host, id: ImportId) -> BTreeMap<u64, Vec<String>> {
    let scope = host.scope();
    let failures = host.app.db.read(move |conn| queries::list_failures(conn, &scope, id, 0, 1_000_000)).await;
    let failures: Vec<_> = failures.map_err(|error: elenco_db::DbError| error).expect("read");
    failures
        .into_iter()
        .map(|failure| {
            assert!(failure.problems.iter().all(|problem| !problem.message.is_empty()), "{failure:?}");
            (failure.row, failure.problems.into_iter().map(|problem| problem.field).collect())
        })
        .collect()
}

pub async fn people(host: &Host, cx: &ServiceContext, kind: UserKind) -> i64 {
    users::service::count_users(cx, host.project.id, kind).await.expect("counted").total()
}

pub async fn acting(host: &Host) -> ServiceContext {
    host.acting(host.admin.id, Culture::Es).await
}

/// Whether anything of uploads is left in the file store.
pub async fn left_behind(app: &App, host: &Host) -> Vec<String> {
    let folder = app.config.data_dir.join("files").join(host.tenant.id.to_string()).join("imports");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries
        .flatten()
        .flat_map(|entry| std::fs::read_dir(entry.path()).into_iter().flatten().flatten())
        .map(|entry| entry.path().display().to_string())
        .collect()
}
