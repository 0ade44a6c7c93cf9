//! The definitions that count somewhere, to be looked at or changed.
use elenco_runtime::contract::Field;
use serde_json::Value;

use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::Caller;
use crate::fields::model::{Document, FieldConcept, PLUGIN};
use crate::plugins::model::settings::SettingsScope;
use crate::plugins::service::settings::{self, OpenSettings};
use crate::users::model::Problem;

/// The definitions of the whole organisation, or of a project.
#[derive(Debug, Clone)]
pub struct OpenFields {
    /// The settings that keep them.
    pub settings: OpenSettings,
    /// The definitions that count there.
    pub document: Document,
    /// Why they cannot be edited here: the settings were written in a way that this console does not know.
    pub unreadable: Option<String>,
    /// Whether there are definitions of its own: a project without uses those of the whole organisation.
    pub own: bool,
}

impl OpenFields {
    /// For whom they count.
    pub fn of(&self) -> SettingsScope {
        self.settings.of
    }

    /// The version that a change is made from.
    pub fn version(&self) -> i64 {
        self.settings.newest
    }
}

/// Opens the definitions of a scope.
///
/// # Errors
/// [`AppError::NotFound`] for a scope or a plugin that is not there; [`AppError::Extension`] while the plugin cannot be
/// loaded.
pub async fn open_fields(cx: &ServiceContext, of: SettingsScope) -> Result<OpenFields, AppError> {
    let opened = settings::open_under(cx, Permission::FieldsList, PLUGIN, of).await?;
    let own = of == SettingsScope::Tenant || opened.saved.is_some();
    let document = if own {
        opened.document.clone()
    } else {
        let wide = settings::open_under(cx, Permission::FieldsList, PLUGIN, SettingsScope::Tenant).await?;
        wide.document
    };
    let (document, unreadable) = match Document::read(&document) {
        Ok(document) => (document, None),
        Err(reason) => (Document::default(), Some(reason)),
    };
    Ok(OpenFields { settings: opened, document, unreadable, own })
}

/// For whom plugins are asked about the fields of a scope.
fn caller_of(cx: &ServiceContext, of: SettingsScope) -> Caller {
    match of {
        SettingsScope::Project(id) => cx.caller.in_project(id),
        SettingsScope::Tenant | SettingsScope::Group(_) => cx.caller.in_no_project(),
    }
}

/// Fields of a concept that other plugins define, each with its plugin; and one sentence for each plugin that fails.
///
/// # Errors
/// While the server stops.
pub async fn strange_fields(
    cx: &ServiceContext,
    of: SettingsScope,
    concept: FieldConcept,
) -> Result<(Vec<(String, Field)>, Vec<String>), AppError> {
    let found = cx
        .app
        .extensions
        .field_set(&caller_of(cx, of), concept.contract(), cx.culture)
        .await
        .map_err(AppError::Extension)?;
    let failures = found.failures.iter().chain(&found.absent);
    let said = failures.map(|failure| {
        let words =
            [("plugin", failure.plugin().unwrap_or_default().into()), ("code", failure.code().into())];
        cx.texts().ta("users-field-away", &words)
    });
    let said = said.collect();
    let strange = found.fields.into_iter().filter(|owned| owned.plugin != PLUGIN);
    Ok((strange.map(|owned| (owned.plugin, owned.field)).collect(), said))
}

pub(super) fn problem(field: &str, code: &str, message: impl Into<String>) -> Problem {
    Problem { field: field.to_owned(), code: code.to_owned(), message: message.into() }
}

/// Has the plugin itself say whether definitions make sense.
pub(super) async fn judge(
    cx: &ServiceContext,
    of: SettingsScope,
    document: &Value,
    concept: FieldConcept,
) -> Result<(), AppError> {
    let asked = cx
        .app
        .extensions
        .fields_under(&caller_of(cx, of), PLUGIN, document, concept.contract(), cx.culture)
        .await;
    match asked {
        Ok(_) => Ok(()),
        Err(error) => match error.refusal() {
            Some((field, message)) => {
                Err(AppError::Invalid(vec![problem(&field, "field.definition", message)]))
            }
            None => Err(AppError::Extension(error)),
        },
    }
}

/// Saves definitions over the version that they were made from. Says whether anything changed.
///
/// # Errors
/// [`AppError::Invalid`] with the place of each problem in the document; [`AppError::Conflict`].
pub(super) async fn save(
    cx: &ServiceContext,
    open: &OpenFields,
    document: &Document,
    concept: FieldConcept,
    expected: i64,
) -> Result<bool, AppError> {
    cx.require(Permission::FieldsUpdate)?;
    if !open.own || open.unreadable.is_some() || expected != open.version() {
        return Err(AppError::Conflict);
    }
    let settings = document.write();
    settings::check(cx, &open.settings, &settings).await?;
    judge(cx, open.of(), &settings, concept).await?;
    settings::save_under(cx, Permission::FieldsUpdate, &open.settings, Some(settings), expected).await
}

/// Gives a project definitions of its own, which begin as those of the whole organisation; or takes them away, so that
/// it uses those of the whole organisation again.
///
/// # Errors
/// [`AppError::NotFound`] for another scope than a project; [`AppError::Conflict`].
pub async fn set_own(
    cx: &ServiceContext,
    of: SettingsScope,
    own: bool,
    expected: i64,
) -> Result<(), AppError> {
    if !matches!(of, SettingsScope::Project(_)) {
        return Err(AppError::NotFound);
    }
    let open = open_fields(cx, of).await?;
    let document = own.then(|| open.document.write());
    settings::save_under(cx, Permission::FieldsUpdate, &open.settings, document, expected).await.map(|_| ())
}
