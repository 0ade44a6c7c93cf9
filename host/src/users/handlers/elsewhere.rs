//! What somebody else saved while a form was being filled, and who has what must be unique.
use elenco_db::UserId;
use elenco_runtime::contract::{Field, FieldType};

use crate::context::RequestContext;
use crate::error::AppError;
use crate::locale::Culture;
use crate::locations;
use crate::users::columns;
use crate::users::form::UserForm;
use crate::users::model::{Problem, User, UserKind};
use crate::users::service;
use crate::users::views::{ChangedByBoth, Elsewhere, Taken};

fn label(cx: &RequestContext, fields: &[Field], control: &str) -> String {
    if let Some(id) = control.strip_prefix("fields.") {
        return fields.iter().find(|field| field.id == id).map_or(id, |field| &field.label).to_owned();
    }
    let column = columns::column(if control == "active" { "status" } else { control });
    column.map_or_else(|| control.to_owned(), |column| cx.texts.t(column.label_key).into_owned())
}

/// A control's values as one reads them.
async fn words(cx: &RequestContext, fields: &[Field], control: &str, values: &[String]) -> String {
    let t = cx.texts;
    let first = values.first().map_or("", String::as_str);
    match control {
        "active" if first == "true" => t.t(columns::ACTIVE).into_owned(),
        "active" => t.t(columns::INACTIVE).into_owned(),
        "must_change_password" if first == "true" => t.t("users-yes").into_owned(),
        "must_change_password" => t.t("users-no").into_owned(),
        "culture" => match Culture::from_tag(first) {
            Some(culture) => culture.native_name().to_owned(),
            None => first.to_owned(),
        },
        "location" => match first.parse() {
            Ok(id) => locations::service::find_location(&cx.service, id)
                .await
                .map_or_else(|_| first.to_owned(), |place| place.name),
            Err(_) => String::new(),
        },
        _ => {
            let field = control.strip_prefix("fields.").and_then(|id| fields.iter().find(|f| f.id == id));
            let word = |value: &String| match field.map(|field| &field.kind) {
                Some(
                    FieldType::ChoiceList(all) | FieldType::ChoiceTree(all) | FieldType::MultipleChoice(all),
                ) => all
                    .iter()
                    .find(|choice| choice.id == *value)
                    .map_or_else(|| value.clone(), |choice| choice.label.clone()),
                _ => value.clone(),
            };
            values.iter().map(word).collect::<Vec<_>>().join(", ")
        }
    }
}

/// Lays a form over the person as stored now, and says what came of it.
pub(super) async fn merge(
    cx: &RequestContext,
    kind: UserKind,
    stored: &User,
    form: &mut UserForm,
) -> Result<Elsewhere, AppError> {
    let additional = service::additional_fields(&cx.service, kind, Some(stored)).await?;
    let fields = additional.fields;
    let read = User { fields: additional.values, ..stored.clone() };
    let merged = form.merge(&UserForm::as_read(&read, cx.texts.culture()));
    let last = service::last_change(&cx.service, stored.id).await?;
    let mut both = Vec::new();
    for (control, values) in merged.both {
        both.push(ChangedByBoth {
            label: label(cx, &fields, &control),
            typed: words(cx, &fields, &control, form.all(&control)).await,
            stored: words(cx, &fields, &control, &values).await,
            control,
            values,
        });
    }
    Ok(Elsewhere {
        who: last.as_ref().and_then(|(_, who)| who.clone()),
        at: last.map_or(stored.updated_at, |(at, _)| at).to_chrono(),
        taken: merged.taken.iter().map(|control| label(cx, &fields, control)).collect(),
        both,
    })
}

/// Who already has what was refused because it must be unique.
pub(super) async fn owners(
    cx: &RequestContext,
    form: &UserForm,
    problems: &[Problem],
) -> Result<Vec<Taken>, AppError> {
    let mut taken = Vec::new();
    for problem in problems {
        let owner: Option<UserId> = match problem.code.as_str() {
            "user.username-taken" => {
                service::find_owner(&cx.service, "username", form.get("username")).await?
            }
            "user.external-id-taken" => {
                service::find_owner(&cx.service, "external_id", form.get("external_id")).await?
            }
            "user.email-taken" => service::find_owner(&cx.service, "email", form.get("email")).await?,
            _ => None,
        };
        if let Some(id) = owner {
            let user = service::find_user(&cx.service, id).await?;
            taken.push(Taken {
                control: problem.field.clone(),
                name: user.full_name(),
                href: cx.paths.user(user.kind, user.id),
            });
        }
    }
    Ok(taken)
}
