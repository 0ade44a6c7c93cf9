//! Files that stand in additional fields: taken in within the limits of their field, kept under ids of ours.
use bytes::Bytes;
use elenco_db::FieldFileId;
use elenco_runtime::contract::{Field, FieldType, FileLimits};

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fields::model::{FieldFile, is_accepted, media_type_of};
use crate::fields::queries;
use crate::files::{self, FilesError};
use crate::users::model::Problem;

/// Longest name that is kept, in characters.
const NAME: usize = 150;

fn key(cx: &ServiceContext, id: FieldFileId) -> String {
    files::key(cx.scope.tenant(), "field-files", &id.to_string())
}

/// The last part of a name, without what no file system or header should see.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !c.is_control()).collect();
    let kept = kept.trim().trim_matches('.').trim();
    let Some((stem, ending)) = kept.rsplit_once('.') else { return kept.chars().take(NAME).collect() };
    let ending: String = ending.chars().take(10).collect();
    format!("{}.{ending}", stem.chars().take(NAME - 11).collect::<String>())
}

fn refusal(cx: &ServiceContext, limits: &FileLimits, name: &str, content: &[u8]) -> Option<String> {
    let t = cx.texts();
    if content.is_empty() || name.is_empty() {
        return Some(t.t("users-problem-file-empty").into_owned());
    }
    if content.len() as u64 > limits.max_bytes {
        return Some(t.ta("users-problem-file-large", &[("limit", t.bytes(limits.max_bytes).into())]));
    }
    if !is_accepted(&limits.media_types, name, content) {
        let kinds = limits.media_types.join(", ");
        return Some(t.ta("users-problem-file-kind", &[("kinds", kinds.into())]));
    }
    None
}

/// Keeps a file for a field and answers its id. It belongs to nobody until it is saved as somebody's value.
///
/// # Errors
/// [`AppError::Invalid`] when the field does not take it.
pub async fn store_file(
    cx: &ServiceContext,
    field: &Field,
    name: &str,
    content: Bytes,
) -> Result<FieldFileId, AppError> {
    let FieldType::File(limits) = &field.kind else { return Err(AppError::NotFound) };
    let name = plain_name(name);
    if let Some(message) = refusal(cx, limits, &name, &content) {
        let field = format!("fields.{}", field.id);
        return Err(AppError::Invalid(vec![Problem { field, code: "field.file".to_owned(), message }]));
    }
    let id = FieldFileId::from_uuid(cx.app.ids.uuid());
    let file = FieldFile {
        id,
        field: field.id.clone(),
        media_type: media_type_of(&name).to_owned(),
        name,
        size: i64::try_from(content.len()).unwrap_or(i64::MAX),
        created_by: cx.actor.user(),
    };
    cx.app.files.put(&key(cx, id), content).await.map_err(AppError::Files)?;
    let (scope, now) = (cx.scope, cx.app.clock.now());
    cx.app
        .db
        .write(move |conn| queries::files::insert(conn, &scope, &file, now))
        .await
        .map_err(AppError::Database)?;
    Ok(id)
}

/// Those of these files that there are, without their content.
///
/// # Errors
/// The database's.
pub async fn find_files(cx: &ServiceContext, ids: Vec<FieldFileId>) -> Result<Vec<FieldFile>, AppError> {
    let scope = cx.scope;
    cx.app.db.read(move |conn| queries::files::find(conn, &scope, &ids)).await.map_err(AppError::Database)
}

/// A file of a field with its content. Whoever calls this has seen that the reader may see the value.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn read_file(
    cx: &ServiceContext,
    id: FieldFileId,
    field: &str,
) -> Result<(FieldFile, Bytes), AppError> {
    let found = find_files(cx, vec![id]).await?.into_iter().find(|file| file.field == field);
    let file = found.ok_or(AppError::NotFound)?;
    let content = cx.app.files.get(&key(cx, id)).await.map_err(|error| match error {
        FilesError::Missing(_) => AppError::NotFound,
        other => AppError::Files(other),
    })?;
    Ok((file, content))
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn names_are_the_last_part_without_what_cannot_be_seen() {
        assert_eq!(plain_name("C:\\temp\\Contrato ñ.pdf"), "Contrato ñ.pdf");
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("a\r\nb\u{0}.txt"), "ab.txt");
        assert_eq!(plain_name("..."), "");
        assert_eq!(plain_name(&format!("{}.pdf", "é".repeat(400))).chars().count(), 143);
    }
}
