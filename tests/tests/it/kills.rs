//! The real server, killed in the middle of an import and of an export, again and again, and started anew.
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use calamine::{Reader as _, Xlsx};
use elenco_tests::server::{Server, program, workspace};
use serde_json::{Value, json};

use crate::site::{PATIENCE, Part, multipart, share_compiled_plugins};

/// People of the demo, who are there besides those of the tests.
const DEMO_SEARCH: &str = "victim";

/// What the program says to the one who typed a command.
fn command(data: &Path, arguments: &[&str]) -> String {
    let output = Command::new(program())
        .args(arguments)
        .arg("--data-dir")
        .arg(data)
        .current_dir(workspace())
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}

/// A program that talks to a server over the network.
struct Remote<'a> {
    server: &'a Server,
    token: &'a str,
}

impl Remote<'_> {
    fn ask(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Vec<u8> {
        let url = self.server.base_url();
        let address = url.strip_prefix("http://").expect("an address");
        let mut stream = TcpStream::connect(address).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("patience");
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\
             Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            self.token,
            body.len()
        );
        stream.write_all(head.as_bytes()).expect("sent");
        stream.write_all(body).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
        assert!(head.starts_with("http/1.1 20"), "{method} {path}: {}", String::from_utf8_lossy(&answer));
        let body = answer.split_off(end + 4);
        if head.contains("transfer-encoding: chunked") { unchunked(&body) } else { body }
    }

    fn get(&self, path: &str) -> Value {
        serde_json::from_slice(&self.ask("GET", path, "text/plain", b"")).expect("a document")
    }

    /// Everybody whose name the search finds, with how often.
    fn people(&self, project: &str) -> BTreeMap<String, usize> {
        let mut all = BTreeMap::new();
        let mut cursor = String::new();
        loop {
            let path = format!(
                "/api/v1/projects/{project}/users?kind=client&search={DEMO_SEARCH}&limit=500{cursor}"
            );
            let page = self.get(&path);
            for person in page["items"].as_array().expect("a list") {
                *all.entry(person["username"].as_str().expect("a name").to_owned()).or_default() += 1;
            }
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return all,
            }
        }
    }
}

/// The pieces of a chunked body (RFC 9112, 7.1) as one.
fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        let line = body.windows(2).position(|window| window == b"\r\n").expect("a size");
        let size =
            usize::from_str_radix(std::str::from_utf8(&body[..line]).expect("digits"), 16).expect("a size");
        if size == 0 {
            return whole;
        }
        whole.extend_from_slice(&body[line + 2..][..size]);
        body = &body[line + 2 + size + 2..];
    }
}

/// Looks again and again until something holds.
#[allow(clippy::disallowed_methods, reason = "the pause between two looks; the deadline decides")]
fn poll<T>(what: &str, server: &Server, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "{what} does not happen:\n{}", server.log());
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn count(document: &Value, names: &[&str]) -> u64 {
    names.iter().map(|name| document[*name].as_u64().expect("a count")).sum()
}

/// Kills the server once `is_at` holds for the first, the second … time, starts it anew each time, and answers how the
/// job ended and how often it was killed on its way.
fn through_kills(
    data: &Path,
    server: Server,
    token: &str,
    path: &str,
    points: &[&dyn Fn(&Value) -> bool],
) -> (Server, Value, usize) {
    let mut server = server;
    let mut kills = 0;
    for is_at in points {
        let remote = Remote { server: &server, token };
        let on_its_way = poll("the point to kill at", &server, || {
            let now = remote.get(path);
            let over = !matches!(now["state"].as_str(), Some("pending" | "running"));
            (over || is_at(&now)).then_some(!over)
        });
        if !on_its_way {
            break;
        }
        server.kill();
        kills += 1;
        server = Server::start(data);
    }
    let done = poll("the end of the job", &server, || {
        let now = Remote { server: &server, token }.get(path);
        (!matches!(now["state"].as_str(), Some("pending" | "running"))).then_some(now)
    });
    (server, done, kills)
}

fn begin() -> (tempfile::TempDir, Server, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    share_compiled_plugins(&data);
    let server = Server::start(&data);
    let token = command(&data, &["token", "create", "--tenant", "demo", "--user", "admin"]);
    (folder, server, token)
}

fn project(server: &Server, token: &str) -> String {
    let projects = Remote { server, token }.get("/api/v1/projects");
    projects["items"][0]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn an_import_whose_server_is_killed_again_and_again_loses_and_doubles_nobody() {
    const ROWS: u64 = 12_000;
    // Each thirty-seventh row has no e-mail address.
    let mut file = String::from("Login;Name;Surname;Mail\n");
    for number in 1..=ROWS {
        let mail = if number % 37 == 0 { "nowhere".to_owned() } else { format!("v{number}@example.com") };
        file.push_str(&format!("{DEMO_SEARCH}{number};Ana;Rojas;{mail}\n"));
    }
    let bad = ROWS / 37;
    let (folder, server, token) = begin();
    let data = folder.path().join("data");
    let project = project(&server, &token);
    let (kind, body) = multipart(&[Part::file("file", "victims.csv", file.as_bytes())]);
    let path = format!("/api/v1/projects/{project}/imports?kind=client");
    let accepted = Remote { server: &server, token: &token }.ask("POST", &path, &kind, &body);
    let accepted: Value = serde_json::from_slice(&accepted).expect("a document");
    let path = format!("/api/v1/imports/{}", accepted["id"].as_str().expect("an id"));

    let settled = |now: &Value| count(&now["rows"], &["created", "updated", "unchanged", "failed"]);
    let (server, done, kills) = through_kills(
        &data,
        server,
        &token,
        &path,
        &[
            &|now| now["state"] == "running",
            &|now| settled(now) > 0,
            &|now| settled(now) > ROWS / 8,
            &|now| settled(now) > ROWS / 4,
            &|now| settled(now) > ROWS / 2,
        ],
    );
    assert!(kills >= 3, "the import was too fast to be killed more than {kills} times");
    assert_eq!(done["state"], "completed", "{done}");
    let rows = json!({ "read": ROWS, "created": ROWS - bad, "updated": 0, "unchanged": 0, "failed": bad });
    assert_eq!(done["rows"], rows);
    let people = Remote { server: &server, token: &token }.people(&project);
    let expected: BTreeMap<String, usize> = (1..=ROWS)
        .filter(|number| number % 37 != 0)
        .map(|number| (format!("{DEMO_SEARCH}{number}"), 1))
        .collect();
    assert_eq!(people.len(), expected.len());
    assert!(people == expected, "somebody is missing or there twice");
}

/// How often each user name stands in the first sheet of the workbooks of an archive.
fn usernames(archive: Vec<u8>) -> BTreeMap<String, usize> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let mut all = BTreeMap::new();
    for at in 0..archive.len() {
        let mut bytes = Vec::new();
        archive.by_index(at).expect("an entry").read_to_end(&mut bytes).expect("read");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let visible =
            book.sheets_metadata().iter().find(|sheet| sheet.visible == calamine::SheetVisible::Visible);
        let sheet = visible.expect("a sheet").name.clone();
        let range = book.worksheet_range(&sheet).expect("a sheet");
        for row in range.rows().skip(1) {
            *all.entry(row[0].to_string()).or_default() += 1;
        }
    }
    all
}

#[test]
fn an_export_whose_server_is_killed_again_and_again_has_everybody_once() {
    const SEEDED: u64 = 15_000;
    let (folder, server, token) = begin();
    let data = folder.path().join("data");
    command(&data, &["seed", "--tenant", "demo", "--users", &SEEDED.to_string()]);
    let project = project(&server, &token);
    let path = format!("/api/v1/projects/{project}/exports");
    let remote = Remote { server: &server, token: &token };
    let asked =
        remote.ask("POST", &path, "application/json", br#"{ "kind": "client", "mode": "with_data" }"#);
    let asked: Value = serde_json::from_slice(&asked).expect("a document");
    let path = format!("/api/v1/exports/{}", asked["id"].as_str().expect("an id"));
    let written = |now: &Value| now["records"]["done"].as_u64().unwrap_or_default();
    let (server, done, kills) = through_kills(
        &data,
        server,
        &token,
        &path,
        &[&|now| now["state"] == "running", &|now| written(now) > 0, &|now| written(now) >= 7_000],
    );
    assert!(kills >= 2, "the export was too fast to be killed more than {kills} times");
    assert_eq!(done["state"], "completed", "{done}");
    let remote = Remote { server: &server, token: &token };
    let names = usernames(remote.ask("GET", &format!("{path}/file"), "text/plain", b""));
    assert!(names.values().all(|times| *times == 1), "somebody is there twice");
    assert_eq!(names.keys().filter(|name| name.starts_with("seed.")).count() as u64, SEEDED);
    let total = done["records"]["total"].as_u64().expect("a count");
    assert_eq!((done["records"]["done"].as_u64(), names.len() as u64), (Some(total), total));
}
