//! The pages of companies, suppliers and services, and the tabs of a client.
use axum::http::StatusCode;
use elenco::companies::model::{CompanyChanges, CompanyKind};
use elenco::companies::service;
use elenco::services::model::ServiceChanges;
use elenco::{projects, services, users};

use super::{a_service, clients, company, named};
use crate::site::{Answer, Part, Site, multipart, on_each_engine};

fn of(location: &str) -> String {
    location.split(['?', '/']).filter(|part| part.len() == 36).map(str::to_owned).next().unwrap_or_default()
}

fn form(pairs: &[(&str, &str)]) -> (String, Vec<u8>) {
    multipart(&pairs.iter().map(|(name, value)| Part::text(name, value)).collect::<Vec<_>>())
}

fn refused(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    answer.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_keep_what_was_typed() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let new = admin.get("/companies/new").await.text();
        assert!(
            new.matches("aria-disabled=\"true\"").count() >= 4,
            "clients, services, … wait for the first save"
        );
        let typed = [
            ("name", "Ceibo <b>"),
            ("tax_id", "30-1"),
            ("email", "no mail"),
            ("address.city", "Ñuñoa"),
            ("active", "true"),
        ];
        let page = refused(&admin.post("/companies", form(&typed)).await);
        for kept in ["Ceibo &lt;b&gt;", "30-1", "no mail", "Ñuñoa"] {
            assert!(page.contains(kept), "{kept} is kept");
        }
        let mut right = typed;
        right[2] = ("email", "hello@ceibo.example");
        let made = admin.post("/companies", form(&right)).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let id = of(made.header("location"));
        let address = format!("/companies/{id}");
        assert_eq!(admin.get(&format!("/suppliers/{id}")).await.status, StatusCode::NOT_FOUND);
        let page = admin.get(&address).await.text();
        assert!(page.contains("hello@ceibo.example") && page.contains("name=\"version\" value=\"1\""));

        // A name that is taken leads to the one that has it.
        let page = refused(&admin.post("/companies", form(&[("name", "CEIBO <B>"), ("phone", "112")])).await);
        assert!(
            page.contains(&format!("{address}\"")) && page.contains("112"),
            "the other one, and what was typed"
        );

        // Somebody else was faster: what stands there now is told, and the second try counts.
        let other = CompanyChanges { phone: Some("0800 555".to_owned()), ..CompanyChanges::default() };
        service::change_company(&cx, id.parse().unwrap(), None, other).await.unwrap();
        let stale =
            [("name", "Ceibo Norte"), ("email", "hello@ceibo.example"), ("version", "1"), ("active", "true")];
        let page = refused(&admin.post(&address, form(&stale)).await);
        assert!(page.contains("Ceibo Norte") && page.contains("0800 555"), "mine, and the other one's");
        assert!(page.contains("name=\"version\" value=\"2\""));
        let mut again = stale.to_vec();
        again[2] = ("version", "2");
        assert_eq!(admin.post(&address, form(&again)).await.status, StatusCode::SEE_OTHER);
        let saved = service::find_company(&cx, id.parse().unwrap()).await.unwrap();
        assert_eq!((saved.name.as_str(), saved.version), ("Ceibo Norte", 3));
        for tab in ["clients", "services", "feedback", "history", "address", "additional"] {
            let page = admin.get(&format!("{address}?tab={tab}")).await;
            assert_eq!(page.status, StatusCode::OK, "{tab}");
        }
        assert!(admin.get(&format!("{address}?tab=history")).await.text().contains("Ceibo Norte"));
        let list = admin.get("/companies?search=NORTE&active=true").await.text();
        assert!(list.contains(&address), "found");
        assert!(!admin.get("/companies?active=false").await.text().contains(&address));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_lead_through_associations() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let people = clients(&site, &home, 60).await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let ceibo = company(&cx, "Ceibo").await.id;
        let tucano = service::create_company(&cx, CompanyKind::Supplier, named("Tucano")).await.unwrap().id;
        let repair = a_service(&cx, "Repair").await;
        for page in [format!("/companies/{ceibo}"), format!("/services/{repair}")] {
            let tab = admin.get(&format!("{page}?tab=clients")).await.text();
            assert!(tab.contains("/clients/new"), "{page}");
            let choice = admin.get(&format!("{page}/clients/new?search=ana")).await.text();
            assert!(
                choice.contains(&people[0].id.to_string()) && !choice.contains(&people[1].id.to_string())
            );
            let all = [("all", "true"), ("search", "ana")];
            let came = admin.form(&format!("{page}/clients"), &all).await;
            assert!(came.header("location").ends_with("said=came&count=20"), "{}", came.header("location"));
            let nobody = admin.form(&format!("{page}/clients/remove"), &[]).await;
            assert!(nobody.header("location").contains("said=nobody"));
            let ana = people[0].id.to_string();
            let went = admin.form(&format!("{page}/clients/remove"), &[("selected", &ana)]).await;
            assert!(went.header("location").ends_with("said=went&count=1"));
        }
        // Clients of another project are not offered here, nor taken.
        let other = projects::service::create_project(&cx, "Zeta", "").await.unwrap();
        let chosen = admin.form("/project", &[("project", &other.id.to_string())]).await;
        assert_eq!(chosen.status, StatusCode::SEE_OTHER);
        let beto = people[1].id.to_string();
        let strange = admin.form(&format!("/companies/{ceibo}/clients"), &[("selected", &beto)]).await;
        assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
        admin.form("/project", &[("project", &home.project.id.to_string())]).await;

        // A client's tabs.
        let person = format!("/users/clients/{beto}");
        for (things, id, name) in [
            ("companies", ceibo.to_string(), "Ceibo"),
            ("companies", tucano.to_string(), "Tucano"),
            ("services", repair.to_string(), "Repair"),
        ] {
            let dialog = admin.get(&format!("{person}/{things}?search={name}")).await.text();
            assert!(dialog.contains(&format!("value=\"{id}\"")), "{name} is offered");
            let came = admin.form(&format!("{person}/{things}"), &[("selected", &id)]).await;
            assert!(came.header("location").ends_with(&format!("tab={things}&said=came")));
            let tab = admin.get(&format!("{person}?tab={things}")).await.text();
            assert!(tab.contains(&format!("value=\"{id}\"")), "{name} is listed");
        }
        let history = admin.get(&format!("{person}?tab=history")).await.text();
        assert!(history.contains("Tucano") && history.contains("Repair"), "the history tells it by name");
        let went =
            admin.form(&format!("{person}/companies/remove"), &[("selected", &tucano.to_string())]).await;
        assert_eq!(went.status, StatusCode::SEE_OTHER);
        let tab = admin.get(&format!("{person}?tab=companies")).await.text();
        assert!(!tab.contains(&format!("value=\"{tucano}\"")));

        // Services of companies, from both sides; deleting says where it is used.
        let page = format!("/suppliers/{tucano}");
        let dialog = admin.get(&format!("{page}/services?search=rep")).await.text();
        assert!(dialog.contains(&format!("value=\"{repair}\"")));
        let came = admin.form(&format!("{page}/services"), &[("selected", &repair.to_string())]).await;
        assert!(came.header("location").ends_with("tab=services&said=came&count=1"));
        let page = format!("/services/{repair}");
        let dialog = admin.get(&format!("{page}/companies")).await.text();
        assert!(dialog.contains(&format!("value=\"{ceibo}\"")));
        admin.form(&format!("{page}/companies"), &[("selected", &ceibo.to_string())]).await;
        let tab = admin.get(&format!("{page}?tab=companies")).await.text();
        assert!(tab.contains("Ceibo") && tab.contains("Tucano"));
        let asked = admin.get(&format!("{page}/delete")).await.text();
        for link in ["?tab=clients", "?tab=companies"] {
            assert!(asked.contains(&format!("{page}{link}")), "{link}");
        }
        let gone = admin.form(&format!("{page}/companies/remove"), &[("selected", &ceibo.to_string())]).await;
        assert!(gone.header("location").contains("count=1"));
        let asked = admin.get(&format!("/companies/{ceibo}/delete")).await.text();
        assert!(asked.contains(&format!("/companies/{ceibo}?tab=clients")));
        for (page, list) in [(page, "/services"), (format!("/companies/{ceibo}"), "/companies")] {
            let deleted = admin.form(&format!("{page}/delete"), &[]).await;
            assert!(deleted.header("location").ends_with(&format!("{list}?said=deleted")));
            assert_eq!(admin.get(&page).await.status, StatusCode::NOT_FOUND);
        }
        assert!(users::service::find_user(&cx, people[1].id).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn services_are_kept_like_everything_else() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let made = admin.post("/services", form(&[("name", " Répair "), ("active", "true")])).await;
        let id = of(made.header("location"));
        let address = format!("/services/{id}");
        let long = "x".repeat(201);
        for (name, kept) in
            [("REPAIR", format!("{address}\"")), (long.as_str(), long.clone()), ("", String::new())]
        {
            let page =
                refused(&admin.post("/services", form(&[("name", name), ("description", "typed")])).await);
            assert!(page.contains("typed") && page.contains(&kept), "{name}");
        }
        let nowhere = uuid::Uuid::from_u128(7).to_string();
        let page = [("name", "Other"), ("calendar", nowhere.as_str())];
        refused(&admin.post("/services", form(&page)).await);
        let changes = ServiceChanges { description: Some("Now".to_owned()), ..ServiceChanges::default() };
        services::service::change_service(&cx, id.parse().unwrap(), Some(1), changes).await.unwrap();
        let stale = [("name", "Mine"), ("version", "1"), ("active", "true")];
        let page = refused(&admin.post(&address, form(&stale)).await);
        assert!(page.contains("Mine") && page.contains("Now") && page.contains("value=\"2\""));
        let again = [("name", "Mine"), ("version", "2")];
        assert_eq!(admin.post(&address, form(&again)).await.status, StatusCode::SEE_OTHER);
        let saved = services::service::find_service(&cx, id.parse().unwrap()).await.unwrap();
        assert_eq!((saved.name.as_str(), saved.active, saved.version), ("Mine", false, 3));
        assert!(admin.get(&format!("{address}?tab=history")).await.text().contains("Mine"));
        let list = admin.get("/services?active=false&search=min").await.text();
        assert!(list.contains(&address));
        assert!(!admin.get("/services?active=true").await.text().contains(&address));
    })
    .await;
}
