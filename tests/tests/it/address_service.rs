//! Addresses from a service on the web: the plugin as an operator would set it up, a service on the loopback, and
//! everything between them as it is.
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use elenco::config::Config;
use elenco::error::AppError;
use elenco::locations::model::{Location, SuggestedAddress};
use elenco::users::model::{Address, AddressPart, AddressValue};
use elenco::{locations, plugins};
use elenco_db::LocationId;
use elenco_tests::server::workspace;
use serde_json::json;
use tempfile::TempDir;

use crate::site::{Organisation, Site, on_each_engine_with};

/// Answers each request with the address of Avenida Paulista, and remembers what it was asked. It runs until the
/// program ends.
struct Service {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Service {
    fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("the loopback has a free port");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let mut lines = BufReader::new(stream.try_clone().expect("a second handle")).lines();
                let first = lines.next().and_then(Result::ok).unwrap_or_default();
                let headers: Vec<String> =
                    lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
                let greeting = headers.iter().find(|line| line.to_lowercase().starts_with("x-greeting:"));
                let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                let answer = if path.contains("/broken/") {
                    "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                        .to_owned()
                } else {
                    let body =
                        json!({ "logradouro": "Avenida Paulista", "localidade": "São Paulo" }).to_string();
                    format!(
                        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                        body.len()
                    )
                };
                let note = format!("{path} {}", greeting.cloned().unwrap_or_default());
                heard.lock().expect("nobody panicked").push(note);
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("nobody panicked").clone()
    }
}

/// The installation's plugins and this one, with these hosts.
fn plugins_file(folder: &TempDir, hosts: &[String]) -> PathBuf {
    let root = workspace();
    let all = std::fs::read_to_string(root.join("plugins.toml")).expect("the operator's file");
    let built = root.join("target/plugins").display().to_string();
    let all = all.replace("path = \"target/plugins", &format!("path = \"{built}"));
    let own = format!(
        "\n[[plugin]]\nname = \"location-autofill-http\"\npath = \"{built}/location-autofill-http.wasm\"\n\
         grants = [\"clock\", \"http\", \"key-value\"]\nhttp-hosts = {hosts:?}\n"
    );
    let file = folder.path().join("plugins.toml");
    std::fs::write(&file, all + &own).expect("the folder can be written");
    file
}

fn place(site: &Site, postal_code: &str) -> Location {
    let value = |value: &str| AddressValue { value: value.to_owned(), source: None };
    Location {
        id: LocationId::from_uuid(site.app.ids.uuid()),
        code: "SITE-1".to_owned(),
        name: "Centro".to_owned(),
        address: Address::from([(AddressPart::PostalCode, value(postal_code))]),
        latitude: None,
        longitude: None,
        phone: String::new(),
        active: true,
        version: 1,
        created_at: site.app.clock.now(),
        updated_at: site.app.clock.now(),
    }
}

async fn suggest(site: &Site, home: &Organisation, postal_code: &str) -> Result<SuggestedAddress, AppError> {
    let cx = site.system(&home.tenant).await;
    locations::service::suggest_address(&cx, &place(site, postal_code), &Address::new()).await
}

async fn configure(site: &Site, home: &Organisation, host: &str, page: &str) {
    let settings = json!({
        "url": format!("http://{host}/{page}/{{postal-code:digits}}/json"),
        "headers": [{ "name": "X-Greeting", "value": "hello" }],
        "answers": [{ "path": "logradouro", "part": "street" }, { "path": "$.localidade", "part": "city" }],
        "source": "Correios",
    });
    let cx = site.system(&home.tenant).await;
    plugins::service::save_settings(&cx, "location-autofill-http", settings).await.expect("saved");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_is_asked_once_and_fills_the_address() {
    let service = Service::start();
    let folder = tempfile::tempdir().expect("a folder");
    let host = service.address.to_string();
    let plugins = plugins_file(&folder, std::slice::from_ref(&host));
    let adjust = |config: &mut Config| {
        config.plugins.clone_from(&plugins);
        config.plugin_http.allow_private = vec![host.clone()];
        config.plugin_http.plain_hosts = vec![host.clone()];
    };
    on_each_engine_with(adjust, async |site: Site| {
        let before = service.asked().len();
        let (home, away) = (site.organisation("home").await, site.organisation("away").await);
        configure(&site, &home, &host, "ws").await;
        for _ in 0..2 {
            let found = suggest(&site, &home, "01310-100").await.expect("an answer");
            let of = |part| {
                let entry: &AddressValue = found.parts.get(&part).expect("a value");
                (entry.value.as_str(), entry.source.as_deref())
            };
            assert_eq!(of(AddressPart::Street), ("Avenida Paulista", Some("Correios")));
            assert_eq!(of(AddressPart::City), ("São Paulo", Some("Correios")));
        }
        let asked = service.asked()[before..].to_vec();
        assert_eq!(asked.len(), 1, "the second answer was kept: {asked:?}");
        assert!(asked[0].starts_with("/ws/01310100/json ") && asked[0].ends_with("hello"), "{asked:?}");

        let elsewhere = suggest(&site, &away, "01310-100").await.expect("nothing is set up there");
        assert!(!elsewhere.parts.contains_key(&AddressPart::Street));

        configure(&site, &home, &host, "broken").await;
        let broken = suggest(&site, &home, "01310-100").await.expect("the other plugin answers");
        let kept = broken.parts.get(&AddressPart::PostalCode).map(|entry| entry.value.as_str());
        assert_eq!(kept, Some("01310-100"), "one plugin's failure takes nothing from the others");
        assert_eq!(broken.silent.len(), 1, "and is told: {:?}", broken.silent);
        assert_eq!(broken.silent[0].0, "location-autofill-http");
        let other = format!("localhost:{}", service.address.port());
        configure(&site, &home, &other, "ws").await;
        let refused = suggest(&site, &home, "04000-000").await.expect("the other plugin answers");
        assert_eq!(refused.silent.len(), 1, "a host that was not granted");
        assert_eq!(service.asked().len(), before + 2, "is not asked");
    })
    .await;
}
