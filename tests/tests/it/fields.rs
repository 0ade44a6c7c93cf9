//! Additional fields: definitions in the console, every type in form, file and API, rights by audience and state, files,
//! and a plugin that fails.
mod definitions;
mod states;
mod types;

use elenco::context::ServiceContext;
use elenco::fields::model::PLUGIN;
use elenco::plugins;
use serde_json::{Value, json};

use crate::site::{Api, Organisation, Site};

/// Saves these fields for the whole organisation, as its administrator would.
async fn define(site: &Site, home: &Organisation, fields: Value, catalogs: Value) {
    let cx = site.system(&home.tenant).await;
    let settings = json!({ "fields": fields, "catalogs": catalogs });
    plugins::service::save_settings(&cx, PLUGIN, settings).await.unwrap();
}

/// What the server acts with, reading the settings anew.
async fn system(site: &Site, home: &Organisation) -> ServiceContext {
    site.system(&home.tenant).await.in_project(home.project.id)
}

/// A client with these fields, made by the API; its id.
async fn client(api: &Api<'_>, home: &Organisation, username: &str, fields: &Value) -> String {
    let person = json!({ "username": username, "first_names": "Lía", "last_names": "Paz", "fields": fields });
    let path = format!("/api/v1/projects/{}/users?kind=client", home.project.id);
    let answer = api.json(axum::http::Method::POST, &path, &person).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// The fields of a person as the API shows them.
async fn kept(api: &Api<'_>, id: &str) -> Value {
    api.get(&format!("/api/v1/users/{id}")).await.json()["fields"].clone()
}
