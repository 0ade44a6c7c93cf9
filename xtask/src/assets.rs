//! Collects what the browser gets into `host/assets/dist`: libraries from npm, our styles and scripts, icons, fonts.
mod bundle;
mod gazetteer;
mod world;

use std::fs;
use std::path::{Path, PathBuf};

use crate::npm;

/// The styles in the order in which they are read; the cascade itself is ordered by layers, named in the first.
const STYLES: &[&str] = &[
    "tokens",
    "base",
    "shell",
    "controls",
    "list",
    "lists",
    "bulk",
    "detail",
    "photo",
    "review",
    "mapping",
    "transfer",
    "form",
    "fields",
    "feedback",
    "table",
    "charts",
    "calendar",
    "pages",
    "plugins",
    "map",
    "roles",
    "sign-in",
    "utilities",
    "print",
];

/// Files of libraries, and their names in the product.
const LIBRARIES: [(&str, &str); 6] = [
    ("leaflet/dist/leaflet.js", "leaflet.js"),
    ("htmx.org/dist/htmx.min.js", "htmx.min.js"),
    ("@fontsource-variable/archivo/files/archivo-latin-wdth-normal.woff2", "archivo-latin.woff2"),
    ("@fontsource-variable/archivo/files/archivo-latin-ext-wdth-normal.woff2", "archivo-latin-ext.woff2"),
    ("@fontsource-variable/chivo-mono/files/chivo-mono-latin-wght-normal.woff2", "chivo-mono-latin.woff2"),
    (
        "@fontsource-variable/chivo-mono/files/chivo-mono-latin-ext-wght-normal.woff2",
        "chivo-mono-latin-ext.woff2",
    ),
];

/// Installs the front-end libraries when the lock file changed, and writes `host/assets/dist`. `root` is the
/// workspace. A file whose content is the same is left alone, so cargo does not build the host anew.
///
/// # Errors
/// One sentence that says which file or command failed, and what to do.
pub fn build_assets(root: &Path) -> Result<(), String> {
    let assets = root.join("host/assets");
    npm::install(&assets).map_err(|failure| failure.to_string())?;
    let dist = assets.join("dist");
    fs::create_dir_all(&dist).map_err(|error| failed("create", &dist, &error))?;

    let mut kept = Vec::new();
    let mut put = |name: &str, content: &[u8]| -> Result<(), String> {
        kept.push(name.to_owned());
        write_if_changed(&dist.join(name), content)
    };
    let mut styles = String::new();
    for name in STYLES {
        styles.push_str(&read(&assets.join(format!("css/{name}.css")))?);
    }
    styles.push_str(&leaflet_styles(&assets)?);
    put("elenco.css", styles.as_bytes())?;
    put("elenco.js", bundle::bundle(&read_modules(&assets.join("js"))?, "elenco")?.as_bytes())?;
    put("icons.svg", sprite(&assets)?.as_bytes())?;
    put("mark.svg", read(&assets.join("mark.svg"))?.as_bytes())?;
    for (from, name) in LIBRARIES {
        let path = assets.join("node_modules").join(from);
        put(name, &fs::read(&path).map_err(|error| failed("read", &path, &error))?)?;
    }
    put("world.json", &world::world(&assets.join("node_modules"))?)?;
    put("places.bin", &gazetteer::gazetteer(&assets)?)?;
    remove_others(&dist, &kept)
}

/// The styles of the map library below our own, without its pictures, none of which we show.
fn leaflet_styles(assets: &Path) -> Result<String, String> {
    let styles = read(&assets.join("node_modules/leaflet/dist/leaflet.css"))?;
    let own = styles.lines().filter(|line| !line.contains("url("));
    Ok(format!("@layer reset {{\n{}\n}}\n", own.collect::<Vec<_>>().join("\n")))
}

fn read_json(path: &Path) -> Result<serde_json::Value, String> {
    serde_json::from_str(&read(path)?).map_err(|error| format!("{} is not JSON: {error}.", path.display()))
}

/// One file of all icons that `icons.txt` names, each a symbol.
fn sprite(assets: &Path) -> Result<String, String> {
    let list = assets.join("icons.txt");
    let mut sprite = String::from(r#"<svg xmlns="http://www.w3.org/2000/svg">"#);
    for name in read(&list)?.lines().map(str::trim).filter(|name| !name.is_empty()) {
        let path = assets.join(format!("node_modules/@tabler/icons/icons/outline/{name}.svg"));
        let source = fs::read_to_string(&path).map_err(|_| {
            format!("{} names the icon `{name}`, which @tabler/icons has not.", list.display())
        })?;
        let shapes = source
            .find("<svg")
            .and_then(|start| source[start..].find('>').map(|end| start + end + 1))
            .and_then(|start| source.rfind("</svg>").map(|end| &source[start..end]))
            .ok_or_else(|| format!("{} is not an svg file.", path.display()))?;
        let shapes = shapes.split_whitespace().collect::<Vec<_>>().join(" ");
        sprite.push_str(&format!(r#"<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>"#));
    }
    sprite.push_str("</svg>");
    Ok(sprite)
}

fn read_modules(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let mut modules = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| failed("read", folder, &error))? {
        let path = entry.map_err(|error| failed("read", folder, &error))?.path();
        if let (Some("js"), Some(stem)) =
            (path.extension().and_then(|end| end.to_str()), path.file_stem().and_then(|stem| stem.to_str()))
        {
            modules.push((stem.to_owned(), read(&path)?));
        }
    }
    modules.sort();
    Ok(modules)
}

fn remove_others(dist: &Path, kept: &[String]) -> Result<(), String> {
    for entry in fs::read_dir(dist).map_err(|error| failed("read", dist, &error))? {
        let entry = entry.map_err(|error| failed("read", dist, &error))?;
        if !kept.iter().any(|name| entry.file_name() == name.as_str()) {
            fs::remove_file(entry.path()).map_err(|error| failed("remove", &entry.path(), &error))?;
        }
    }
    Ok(())
}

fn write_if_changed(path: &PathBuf, content: &[u8]) -> Result<(), String> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    fs::write(path, content).map_err(|error| failed("write", path, &error))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| failed("read", path, &error))
}

fn failed(what: &str, path: &Path, error: &std::io::Error) -> String {
    format!("Could not {what} {}: {error}.", path.display())
}
