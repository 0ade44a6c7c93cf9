//! The console's stylesheet, scripts, icons and fonts, embedded in the binary.
//!
//! Their addresses carry a digest of all of them, `/assets/<version>/elenco.css`, so browsers may keep them for
//! ever, and what one of them names relatively (a font, an icon) is as fresh as itself.
use std::borrow::Cow;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets/dist"]
struct Files;

/// The route that [`serve`] answers.
pub const ROUTE: &str = "/assets/{version}/{*name}";

/// Where a browser finds an asset: `url("elenco.css")`.
pub fn url(name: &str) -> String {
    format!("/assets/{}/{name}", version())
}

/// The digest of all assets together, 16 hexadecimal digits.
pub fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let mut names: Vec<Cow<'static, str>> = Files::iter().collect();
        names.sort_unstable();
        let mut hasher = blake3::Hasher::new();
        for name in names {
            if let Some(file) = Files::get(&name) {
                hasher.update(name.as_bytes());
                hasher.update(&file.metadata.sha256_hash());
            }
        }
        hasher.finalize().to_hex().chars().take(16).collect()
    });
    &VERSION
}

/// Packed places of the world, see [`crate::gazetteer`]: for the server alone.
const PLACES: &str = "places.bin";

/// The packed places.
pub fn places() -> Option<Cow<'static, [u8]>> {
    Files::get(PLACES).map(|file| file.data)
}

/// Answers with an asset. Under another version's address (a page that was open while the server was replaced) it is
/// given all the same, but not to be kept.
pub async fn serve(Path((asked, name)): Path<(String, String)>) -> Response {
    let Some(file) = Files::get(&name).filter(|_| name != PLACES) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // A development build reads the files from the disk, where they change under the same version.
    let keep = asked == version() && !cfg!(debug_assertions);
    let caching = if keep { "public, max-age=31536000, immutable" } else { "no-cache" };
    (
        [
            (header::CONTENT_TYPE, HeaderValue::from_static(content_type(&name))),
            (header::CACHE_CONTROL, HeaderValue::from_static(caching)),
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        ],
        file.data,
    )
        .into_response()
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_current_version_is_found_with_its_type() {
        for (name, kind) in [
            ("elenco.css", "text/css; charset=utf-8"),
            ("elenco.js", "text/javascript; charset=utf-8"),
            ("htmx.min.js", "text/javascript; charset=utf-8"),
            ("icons.svg", "image/svg+xml"),
            ("archivo-latin.woff2", "font/woff2"),
        ] {
            let answer = serve(Path((version().to_owned(), name.to_owned()))).await;
            assert_eq!(answer.status(), StatusCode::OK, "{name}");
            assert_eq!(answer.headers()[header::CONTENT_TYPE], kind, "{name}");
        }
    }

    #[tokio::test]
    async fn an_old_version_is_not_kept_and_a_stranger_is_not_found() {
        let answer = serve(Path(("0000".to_owned(), "elenco.css".to_owned()))).await;
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-cache");
        let answer = serve(Path((version().to_owned(), "../../Cargo.toml".to_owned()))).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert!(places().is_some());
        let answer = serve(Path((version().to_owned(), PLACES.to_owned()))).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "two megabytes that no page asks for");
    }
}
