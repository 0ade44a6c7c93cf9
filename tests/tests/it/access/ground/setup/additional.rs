//! Additional fields: a shared list, a field, and a file that stands in another field of a client.
use std::collections::BTreeMap;

use elenco::context::ServiceContext;
use elenco::fields::model::{Catalog, ChoiceEntry, Definition, FieldConcept, FieldKind, Wording};
use elenco::plugins::model::settings::SettingsScope;
use elenco::users::model::{UserChanges, UserKind};
use elenco::{fields, users};
use elenco_db::UserId;
use elenco_runtime::contract::Value;

use crate::access::ground::Home;
use crate::site::{Organisation, Part, form, multipart};

/// Makes them.
pub(super) async fn lay(
    cx: &ServiceContext,
    of: &Organisation,
    client: UserId,
    things: &mut BTreeMap<&'static str, String>,
) {
    let label = Wording { en: Some("Papers".to_owned()), ..Wording::default() };
    let choice = ChoiceEntry { id: "one".to_owned(), label: label.clone(), parent: None };
    let catalog = Catalog { label: label.clone(), choices: vec![choice], ..Catalog::default() };
    let tenant = SettingsScope::Tenant;
    let id = fields::service::save_catalog(cx, tenant, None, catalog.clone()).await.expect("a list");
    things.insert("catalog-digest", Catalog { id: id.clone(), ..catalog }.digest());
    let blank = Definition { label, ..Definition::blank(FieldConcept::Client) };
    let field = Definition { id: "papers".to_owned(), ..blank.clone() };
    things.extend([("concept", "client".to_owned()), ("key", field.id.clone()), ("digest", field.digest())]);
    things.extend([("catalog", id), ("field", "contract".to_owned())]);
    let file = Definition { id: "contract".to_owned(), kind: FieldKind::File, ..blank };
    for definition in [field, file] {
        let made = fields::service::create_field(cx, tenant, FieldConcept::Client, definition).await;
        made.expect("a field");
    }
    let fresh = ServiceContext::for_system(&cx.app, of.tenant.id).await.expect("a context");
    let known =
        users::service::additional_fields(&fresh, UserKind::Client, None).await.expect("fields").fields;
    let field = known.iter().find(|field| field.id == "contract").expect("it is there");
    let stored = fields::service::store_file(&fresh, field, "a.pdf", b"%PDF-".to_vec().into()).await;
    let value = Value::Text(stored.expect("a file").to_string());
    let changes = UserChanges { fields: [("contract".to_owned(), value)].into(), ..UserChanges::default() };
    users::service::change_user(&fresh, client, of.project.id, None, changes).await.expect("a value");
}

/// A body that one of their doors would take.
pub(super) fn body_of(path: &str, home: &Home) -> Option<(String, Vec<u8>)> {
    match path {
        "/t/{tenant}/additional-fields/{concept}" => {
            Some(form(&[("id", "made"), ("label.en", "Made"), ("concepts", "client")]))
        }
        "/t/{tenant}/additional-fields/{concept}/{key}" => {
            Some(form(&[("digest", &home.things["digest"]), ("label.en", "Sheets"), ("concepts", "client")]))
        }
        "/t/{tenant}/additional-fields/{concept}/-order" => Some(form(&[("id", "papers"), ("do", "down")])),
        "/t/{tenant}/additional-fields/-/scope" => Some(form(&[("own", "true"), ("version", "0")])),
        "/t/{tenant}/additional-fields/-/import" => {
            Some(multipart(&[Part::file("file", "a.json", br#"{ "fields": [] }"#)]))
        }
        "/t/{tenant}/additional-fields/-/import/apply" => {
            Some(form(&[("version", "4"), ("text", r#"{ "fields": [] }"#)]))
        }
        "/t/{tenant}/additional-fields/-/catalogs" => Some(form(&[("label.en", "Sizes"), ("lines", "S")])),
        "/t/{tenant}/additional-fields/-/catalogs/{catalog}" => Some(form(&[
            ("digest", &home.things["catalog-digest"]),
            ("label.en", "Papers"),
            ("lines", "Two"),
        ])),
        _ => None,
    }
}
