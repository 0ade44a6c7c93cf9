//! File formats of directories, address books and payroll, through the API and with the real plugins: the host knows
//! none of them.
use std::io::{Cursor, Read as _};

use axum::http::{Method, StatusCode};
use elenco::paths::Paths;
use elenco::plugins;
use elenco::users::model::UserKind;
use serde_json::{Value, json};
use zip::ZipArchive;

use crate::site::{Api, ImportFile, Organisation, Site, on_each_engine};

const DIRECTORY: &str = "\
version: 1

dn: ou=People,dc=example,dc=com
objectClass: organizationalUnit
ou: People

dn: uid=ana,ou=People,dc=example,dc=com
objectClass: inetOrgPerson
uid: ana
givenName:: QW5hIE1hcsOtYQ==
sn: Souza
cn: Ana María Souza
mail: ana@example.com
telephoneNumber: +55 11 5555-0100
title: T\u{e9}cnica
street: Carrera 43A
l: Medell\u{ed}n
c: CO
employeeNumber: HR-1
cpf: 529.982.247-25
userPassword:: e1NTSEF9YWJj

dn: cn=Luis Gil,ou=People,dc=example,dc=com
objectClass: person
cn: Luis Gil
mail: luis@example.com
preferredLanguage: pt-BR
userAccountControl: 514

dn: uid=bad,ou=People,dc=example,dc=com
objectClass: inetOrgPerson
uid: bad
givenName: Bad
sn: Address
mail: nowhere
";

const ADDRESS_BOOK: &str = "\
BEGIN:VCARD\r
VERSION:3.0\r
N:P\u{e9}rez Gil;Jos\u{e9};;;\r
EMAIL;TYPE=WORK:jose@example.com\r
TEL;TYPE=CELL:+57 300 555 0100\r
ADR;TYPE=WORK:;Of. 602;Carrera 43A;Medell\u{ed}n;Antioquia;050021;Colombia\r
BDAY:19900421\r
GEO:6.2088;-75.5656\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:4.0\r
FN:Nobody Known\r
END:VCARD\r
";

/// A person of the project by user name, as the API shows them.
async fn person(api: &Api<'_>, home: &Organisation, username: &str) -> Value {
    let path = format!("/api/v1/projects/{}/users?kind=client", home.project.id);
    let people = api.get(&path).await.json();
    let found = people["items"].as_array().expect("a list").iter().find(|user| user["username"] == username);
    let found = found.unwrap_or_else(|| panic!("{username} is not among {people}"));
    api.get(&format!("/api/v1/users/{}", found["id"].as_str().expect("an id"))).await.json()
}

async fn import(site: &Site, api: &Api<'_>, home: &Organisation, name: &str, text: &str) -> Value {
    let file = ImportFile { kind: UserKind::Client, name, bytes: text.as_bytes(), options: None };
    site.import(api, home, file).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_and_an_address_book_become_people() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let api = site.api(&home.tenant, home.admin.id).await;

        let done = import(&site, &api, &home, "people.ldif", DIRECTORY).await;
        assert_eq!(
            done["rows"],
            json!({ "read": 3, "created": 2, "updated": 0, "unchanged": 0, "failed": 1 }),
            "{done}"
        );
        let ana = person(&api, &home, "ana").await;
        for (name, expected) in [
            ("first_names", "Ana María"),
            ("last_names", "Souza"),
            ("email", "ana@example.com"),
            ("phone", "+55 11 5555-0100"),
            ("position", "Técnica"),
            ("external_id", "HR-1"),
        ] {
            assert_eq!(ana[name], expected, "{ana}");
        }
        assert!(ana.to_string().contains("52998224725"), "the document as it is stored: {ana}");
        let luis = person(&api, &home, "luis@example.com").await;
        assert_eq!((&luis["first_names"], &luis["last_names"]), (&json!("Luis"), &json!("Gil")), "{luis}");
        assert_eq!(luis["culture"], "pt", "{luis}");
        assert_eq!(luis["active"], false, "whom the directory keeps out stays out: {luis}");
        let errors =
            api.get(&format!("/api/v1/imports/{}/errors", done["id"].as_str().expect("an id"))).await.json();
        let line = DIRECTORY.lines().position(|line| line.starts_with("dn: uid=bad")).expect("an entry") + 1;
        assert_eq!(errors["items"][0]["row"], line, "the line of the entry: {errors}");

        let done = import(&site, &api, &home, "contacts.vcf", ADDRESS_BOOK).await;
        assert_eq!((&done["rows"]["created"], &done["rows"]["failed"]), (&json!(1), &json!(1)), "{done}");
        let jose = person(&api, &home, "jose@example.com").await;
        assert_eq!(
            (&jose["last_names"], &jose["mobile"]),
            (&json!("Pérez Gil"), &json!("+57 300 555 0100")),
            "{jose}"
        );
        assert!(jose.to_string().contains("1990-04-21"), "a birthday finds its field: {jose}");

        let again = import(&site, &api, &home, "people.ldif", DIRECTORY).await;
        assert_eq!(again["rows"]["unchanged"], 2, "{again}");
        let changes = "dn: uid=ana\nchangetype: delete\n";
        let refused = import(&site, &api, &home, "changes.ldif", changes).await;
        assert_eq!(refused["error"]["code"], "file.change-records", "{refused}");
        assert!(refused["error"]["detail"].as_str().is_some_and(|text| text.contains("Line 2")), "{refused}");
    })
    .await;
}

/// Runs an export and answers what the API says of it, with its file when there is one.
async fn export(site: &Site, api: &Api<'_>, home: &Organisation) -> (Value, Vec<u8>) {
    let path = format!("/api/v1/projects/{}/exports", home.project.id);
    let wanted = json!({ "kind": "client", "mode": "with_data", "format": "fixed-width" });
    let accepted = api.json(Method::POST, &path, &wanted).await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED, "{}", accepted.text());
    let id = accepted.json()["id"].as_str().expect("an id").to_owned();
    let done = site.finished(api, home, &format!("/api/v1/exports/{id}")).await;
    let mut bytes = Vec::new();
    if done["state"] == "completed" {
        let file = api.get(&format!("/api/v1/exports/{id}/file")).await;
        let mut archive = ZipArchive::new(Cursor::new(file.body.to_vec())).expect("an archive");
        archive.by_index(0).expect("an entry").read_to_end(&mut bytes).expect("read");
    }
    (done, bytes)
}

#[tokio::test(flavor = "multi_thread")]
async fn payroll_gets_its_columns_and_is_told_what_does_not_fit() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        import(&site, &api, &home, "people.ldif", DIRECTORY).await;
        let formats = async || {
            let visitor = site.signed_in(&home.tenant, "admin").await;
            let path = Paths::of(&home.tenant.slug).new_export(UserKind::Client);
            let path = path.strip_prefix(&format!("/t/{}", home.tenant.slug)).expect("a page of the tenant");
            let answer = visitor.get(path).await;
            assert_eq!(answer.status, StatusCode::OK);
            answer.text()
        };
        assert!(!formats().await.contains("fixed-width"), "without columns there is nothing to choose");

        let configure = async |width: usize| {
            let settings = json!({
                "encoding": "ascii",
                "line-ending": "lf",
                "columns": [
                    { "text": "P", "width": 2 },
                    { "column": "username", "width": width },
                    { "column": "First names", "width": 10, "align": "right" },
                    { "column": "fields.cpf", "width": 14, "align": "right", "fill": "0" },
                    { "column": "status", "width": 8 },
                ],
            });
            let cx = site.system(&home.tenant).await;
            plugins::service::save_settings(&cx, "format-fixed-width", settings).await.expect("saved");
        };
        configure(18).await;
        let page = formats().await;
        assert!(page.contains("fixed-width"), "{page}");
        let (done, bytes) = export(&site, &api, &home).await;
        assert_eq!(done["state"], "completed", "{done}");
        let text = String::from_utf8(bytes).expect("ASCII");
        let mut lines: Vec<&str> = text.lines().collect();
        // People who came in the same millisecond stand in any order.
        lines.sort_unstable();
        assert_eq!(
            lines,
            [
                "P ana                Ana Maria00052998224725Active  ",
                "P luis@example.com        Luis00000000000000Inactive",
            ]
        );

        configure(8).await;
        let (done, _) = export(&site, &api, &home).await;
        assert_eq!(
            (&done["state"], &done["error_code"]),
            (&json!("failed"), &json!("export.value-too-long")),
            "{done}"
        );
        let said = done["error_detail"].as_str().unwrap_or_default();
        let names_the_line = said.contains("line 1,") || said.contains("line 2,");
        assert!(names_the_line && said.contains("luis@example.com"), "{done}");
    })
    .await;
}
