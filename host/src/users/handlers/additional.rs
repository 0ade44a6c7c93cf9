//! Additional fields of a person: HTTP in and out.
use axum::extract::Path;
use axum::response::Response;
use elenco_db::UserId;
use elenco_runtime::contract::Rights;

use super::{kind_of, person};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::users::field_values;
use crate::users::form::UserForm;
use crate::users::model::{User, UserChanges, UserKind, UserTab};
use crate::users::service;
use crate::{fields, photos};

/// The form of a person as one is now, additional fields as their plugins read them.
pub(super) async fn form_of(cx: &RequestContext, user: &User, tab: UserTab) -> Result<UserForm, AppError> {
    if !tab.is_form() {
        return Ok(UserForm::of_user(user));
    }
    let additional = service::additional_fields(&cx.service, user.kind, Some(user)).await?;
    let user = User { fields: additional.values, ..user.clone() };
    Ok(UserForm::as_read(&user, cx.texts.culture()))
}

/// What to save of a form, with its photo and its files stored.
pub(super) async fn changes_of(
    cx: &RequestContext,
    kind: UserKind,
    user: Option<&User>,
    form: &mut UserForm,
) -> Result<UserChanges, AppError> {
    if let Some(photo) = form.photo.take() {
        let crop = photos::service::Crop::parse(form.get("photo_crop"));
        form.keep_photo(photos::service::store_photo(&cx.service, photo, crop).await?);
    } else if let Some(kept) = form.kept_photo() {
        photos::service::read_photo(&cx.service, kept).await?;
    }
    let additional = service::additional_fields(&cx.service, kind, user).await?;
    let definitions = additional.fields.clone();
    let mut refused = Vec::new();
    for (id, sent) in form.take_files() {
        let Some(field) = definitions.iter().find(|field| field.id == id) else { continue };
        match fields::service::store_file(&cx.service, field, &sent.name, sent.content).await {
            Ok(file) => form.keep_file(&id, file.to_string()),
            Err(AppError::Invalid(problems)) => refused.extend(problems),
            Err(error) => return Err(error),
        }
    }
    if !refused.is_empty() {
        return Err(AppError::Invalid(refused));
    }
    let sight = additional.sight();
    let before = user.map(|user| {
        let user = User { fields: additional.values, ..user.clone() };
        UserForm::as_read(&user, cx.texts.culture())
    });
    Ok(form.changes(&definitions, before.as_ref(), sight))
}

/// `GET /users/{category}/{id}/files/{field}`: the file of a field, for whoever may see the field of this person.
///
/// # Errors
/// [`AppError::NotFound`] when there is none, or none for this reader.
pub async fn file(
    cx: RequestContext,
    Path((_, category, id, field)): Path<(String, String, UserId, String)>,
) -> Result<Response, AppError> {
    let kind = kind_of(&category)?;
    let user = person(&cx, kind, id).await?;
    let additional = service::additional_fields(&cx.service, kind, Some(&user)).await?;
    let sight = additional.sight();
    let is_seen = additional.fields.iter().any(|own| {
        let rights = field_values::rights(own, sight, user.active);
        own.id == field && rights.contains(Rights::VISIBLE)
    });
    let kept = user.fields.get(&field).and_then(serde_json::Value::as_str).filter(|_| is_seen);
    let file = kept.and_then(|text| text.parse().ok()).ok_or(AppError::NotFound)?;
    fields::handlers::download(&cx.service, file, &field).await
}
