//! What an administrator does, in headless Chromium against the real server.
//!
//! Each test has a server and a data folder of its own; the scripts are in `tests/browser`.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use axum::http::Method;
use elenco::router::{Access, routes};
use elenco_tests::server::{ADMIN_PASSWORD, Server, workspace};

/// Where Debian and others put the browser.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// What is missing to drive a browser; `Err` says what to run.
fn browser() -> Result<PathBuf, &'static str> {
    if !workspace().join("tests/browser/node_modules/playwright-core").exists() {
        return Err("the browser's driver is not installed: run `cargo xtask setup`");
    }
    BROWSERS.iter().find_map(|name| on_path(name)).ok_or("no Chromium is installed: run `cargo xtask setup`")
}

#[allow(clippy::disallowed_methods, reason = "looks for a program of the developer's machine")]
fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
}

#[allow(clippy::disallowed_methods, reason = "`cargo xtask test` says so by a variable")]
fn is_required() -> bool {
    std::env::var_os("ELENCO_TEST_REQUIRE_BROWSER").is_some()
}

/// Every door of the console and outside of it that answers to a reader, so that no page is forgotten.
fn doors() -> String {
    let table = routes();
    let all = table.iter().flat_map(|part| part.table());
    let read = all.filter(|route| route.method == Method::GET && !matches!(route.access, Access::Token(_)));
    let paths: Vec<&str> = read.map(|route| route.path.as_str()).collect();
    serde_json::to_string(&paths).expect("a list of texts")
}

/// Runs a script against a fresh server; a developer without a browser is told, `cargo xtask test` fails.
fn run(script: &str) {
    run_with(script, &[], &[]);
}

/// The same with further arguments, on a server with more settings.
fn run_with(script: &str, arguments: &[&str], settings: &[(&str, &str)]) {
    let browser = match browser() {
        Ok(browser) => browser,
        Err(missing) if is_required() => panic!("{missing}"),
        Err(missing) => return println!("left out: {missing}"),
    };
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut server = Server::start_with(&folder.path().join("data"), settings);
    let output = Command::new("node")
        .arg(Path::new("tests/browser").join(script))
        .arg(server.base_url())
        .args(arguments)
        .current_dir(workspace())
        .env("ELENCO_DEMO_PASSWORD", ADMIN_PASSWORD)
        .env("ELENCO_TEST_BROWSER", browser)
        .env("ELENCO_TEST_DOORS", doors())
        .output()
        .expect("node starts");
    assert!(
        output.status.success(),
        "{script} failed.\n{}{}\nThe server ({}) said:\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
        server.state(),
        server.log(),
    );
}

#[test]
fn an_administrator_signs_in_and_out() {
    run("sign_in.mjs");
}

#[test]
fn who_forgot_the_password_gets_in_with_a_link() {
    let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).expect("a port").port();
    let url = format!("smtp://127.0.0.1:{port}");
    let settings = [
        ("ELENCO__MAIL__URL", url.as_str()),
        ("ELENCO__MAIL__FROM", "Elenco <elenco@example.com>"),
        ("ELENCO__SERVER__PUBLIC_URL", "http://{address}"),
    ];
    run_with("forgot_password.mjs", &[&port.to_string()], &settings);
}

#[test]
fn a_client_is_created_under_the_policys_eyes() {
    run("create_client.mjs");
}

#[test]
fn a_field_of_each_type_is_defined_and_filled() {
    run("fields.mjs");
}

#[test]
fn choosing_a_location_fills_the_address() {
    run("fill_address.mjs");
}

#[test]
fn locations_are_administered_and_fill_addresses_in_three_languages() {
    run("locations.mjs");
}

#[test]
fn a_person_is_placed_on_a_map_without_internet() {
    run("map.mjs");
}

#[test]
fn a_sheet_is_imported_and_its_bad_rows_come_back() {
    run("import_sheet.mjs");
}

#[test]
fn people_are_exported_and_downloaded() {
    run("export_people.mjs");
}

#[test]
fn people_come_into_groups_and_are_asked_about_projects() {
    run("groups.mjs");
}

#[test]
fn roles_are_given_and_a_token_is_shown_once() {
    run("roles.mjs");
}

#[test]
fn companies_and_services_are_associated_with_clients() {
    run("companies.mjs");
}

#[test]
fn specialists_work_by_calendars_and_colleagues_comment() {
    run("calendars.mjs");
}

#[test]
fn many_people_are_changed_and_put_back() {
    run("bulk_changes.mjs");
}

#[test]
fn a_strangers_plugin_is_installed_without_fear() {
    run("plugins.mjs");
}

#[test]
fn the_console_speaks_three_languages() {
    run("languages.mjs");
}

#[test]
fn lists_are_filtered_sorted_kept_and_walked_by_keys() {
    run("lists.mjs");
}

#[test]
fn every_page_about_people_is_accessible() {
    run_with("accessibility.mjs", &["people"], &[]);
}

#[test]
fn every_page_of_the_setup_is_accessible() {
    run_with("accessibility.mjs", &["setup"], &[]);
}

#[test]
fn every_page_of_imports_plugins_and_fields_is_accessible() {
    run_with("accessibility.mjs", &["work"], &[]);
}

#[test]
fn the_manuals_sentences_hold_in_english() {
    run_with("manual.mjs", &["en"], &[]);
}

#[test]
fn the_manuals_sentences_hold_in_spanish() {
    run_with("manual.mjs", &["es"], &[]);
}

#[test]
fn the_manuals_sentences_hold_in_portuguese() {
    run_with("manual.mjs", &["pt"], &[]);
}
