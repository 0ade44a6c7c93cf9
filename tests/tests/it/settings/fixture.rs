//! A plugin whose settings hold secrets: a first-party component under another manifest.
use std::fs;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use elenco::config::Config;
use elenco_db::DbError;
use elenco_db::schema::audit_entries;
use elenco_tests::server::workspace;
use serde_json::{Value, json};

use crate::site::{Organisation, Site};

/// Number in LEB128 at the beginning of some bytes, and what follows it.
fn number(bytes: &[u8]) -> (usize, &[u8]) {
    let (mut value, mut shift) = (0, 0);
    for (at, byte) in bytes.iter().enumerate() {
        value |= usize::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            return (value, &bytes[at + 1..]);
        }
    }
    panic!("a number comes to its end");
}

fn written(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = u8::try_from(value & 0x7f).expect("seven bits");
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

/// A component with its manifest changed.
fn with_manifest(component: &[u8], change: impl Fn(&mut Value)) -> Vec<u8> {
    const NAME: &[u8] = b"elenco:manifest";
    let (head, mut rest) = component.split_at(8);
    let mut bytes = head.to_vec();
    while let [id, after @ ..] = rest {
        let (size, after) = number(after);
        let (content, next) = after.split_at(size);
        let (length, named) = if *id == 0 { number(content) } else { (0, content) };
        if *id == 0 && &named[..length] == NAME {
            let mut manifest: Value = serde_json::from_slice(&named[length..]).expect("a manifest");
            change(&mut manifest);
            let content = [&written(NAME.len())[..], NAME, manifest.to_string().as_bytes()].concat();
            bytes.push(0);
            bytes.extend(written(content.len()));
            bytes.extend(content);
        } else {
            bytes.extend(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    bytes
}

/// The schema of the plugin `vault`.
pub fn schema() -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": {
        "key": { "type": "string", "format": "secret", "title": "Key", "maxLength": 64 },
        "limit": { "type": "integer", "minimum": 1, "maximum": 9, "title": "Limit" },
        "servers": { "type": "array", "title": "Servers", "items": { "type": "object", "required": ["name"], "properties": {
            "name": { "type": "string", "minLength": 1, "title": "Name" },
            "token": { "type": "string", "format": "secret", "title": "Token" },
            "paths": { "type": "array", "title": "Paths", "items": { "type": "object", "properties": { "path": { "type": "string", "title": "Path" } } } },
        } } },
    } })
}

/// Adds the plugin `vault` to those of the operator.
pub fn with_vault(folder: &Path) -> impl Fn(&mut Config) + use<> {
    let folder: PathBuf = folder.to_owned();
    move |config| {
        let root = workspace();
        let component = fs::read(root.join("target/plugins/format-csv.wasm")).expect("the plugins are built");
        let vault = with_manifest(&component, |manifest| {
            manifest["name"] = json!("vault");
            manifest["settings-schema"] = schema();
        });
        fs::write(folder.join("vault.wasm"), vault).expect("a plugin");
        let plugins = fs::read_to_string(root.join("plugins.toml")).expect("the operator's file");
        let plugins = plugins.replace("\"target/plugins/", &format!("\"{}/target/plugins/", root.display()));
        let own = format!("\n[[plugin]]\nname = \"vault\"\npath = \"{}/vault.wasm\"\n", folder.display());
        config.plugins = folder.join("plugins.toml");
        fs::write(&config.plugins, plugins + &own).expect("the operator's file");
    }
}

/// What the audit says of an action.
pub async fn audited(site: &Site, of: &Organisation, action: &'static str) -> Vec<Value> {
    let tenant = of.tenant.id;
    let rows: Vec<elenco_db::Json> = site
        .app
        .db
        .read(move |conn| {
            Ok::<_, DbError>(
                audit_entries::table
                    .filter(audit_entries::tenant_id.eq(tenant))
                    .filter(audit_entries::action.eq(action))
                    .order(audit_entries::id)
                    .select(audit_entries::changes)
                    .load(conn)?,
            )
        })
        .await
        .expect("the audit");
    rows.into_iter().map(|row| row.0).collect()
}
