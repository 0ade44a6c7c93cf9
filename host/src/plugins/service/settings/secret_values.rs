//! Secrets on their way from the form into the vault.
use secrecy::SecretString;
use serde_json::Value;

use super::OpenSettings;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::plugins::model::schema::{Control, Node};
use crate::plugins::model::settings::{referenced_secret, secret_reference};
use crate::plugins::service::secrets;

/// Takes every secret that was typed out of a document, seals it, and leaves a reference in its place. Nothing else may
/// look at what a form brought before this did.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::TooLarge`]; the database's.
pub async fn take_secrets(
    cx: &ServiceContext,
    open: &OpenSettings,
    document: &mut Value,
) -> Result<(), AppError> {
    cx.require(Permission::PluginsUpdate)?;
    let Some(schema) = &open.configurable.schema else { return Ok(()) };
    let mut typed = Vec::new();
    find(&Node::of_schema(schema), document, "", &mut typed);
    for (place, stem) in typed {
        let text = std::mem::take(place);
        let name = secrets::keep(cx, &open.plugin, &stem, SecretString::from(text)).await?;
        *place = secret_reference(&name);
    }
    Ok(())
}

#[allow(clippy::collapsible_match, reason = "a guard cannot look at a text that is taken to be changed")]
fn find<'a>(node: &Node, value: &'a mut Value, name: &str, typed: &mut Vec<(&'a mut String, String)>) {
    match (&node.control, value) {
        (Control::Secret, Value::String(text)) => {
            if !text.is_empty() && referenced_secret(text).is_none() {
                typed.push((text, name.to_owned()));
            }
        }
        (Control::Group(properties), Value::Object(entries)) => {
            for (key, entry) in entries.iter_mut() {
                if let Some(property) = properties.iter().find(|property| property.name == *key) {
                    find(&property.node, entry, key, typed);
                }
            }
        }
        (Control::Records { item, .. }, Value::Array(items)) => {
            for entry in items.iter_mut() {
                find(item, entry, name, typed);
            }
        }
        _ => {}
    }
}
