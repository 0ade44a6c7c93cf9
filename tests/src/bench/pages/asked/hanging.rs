//! What people are tied to, and the work that is done on them.
use elenco::companies::model::CompanyTab;
use elenco::fold::fold;

use super::{Page, Placed, Sample, Thing, of, word};

/// What is searched for among companies.
const COMPANIES: [(&str, &[&str]); 7] = [
    ("common word", &["andina", "comercial", "sao jorge", "northern"]),
    ("two words", &["comercial andina", "hotel cordillera", "clinica del sur"]),
    ("number of taxes", &["900174", "9000371"]),
    ("rare", &["4711", "erp-77012", "contact.5012@"]),
    ("everybody's", &["example.com", "contact.", "900"]),
    ("nobody", &["zzqx", "no such company"]),
    ("one or two letters", &["a", "ho", "zx"]),
];

fn places(people: &[Placed]) -> Vec<String> {
    people.iter().map(|at| format!("after={}&key={}", at.id, word(&at.key))).collect()
}

/// The people that a thing has: pages of them, and a search.
fn people_of(
    (family, name): (&'static str, &str),
    tab: &str,
    choose: Option<&str>,
    people: &[Placed],
) -> Vec<Page> {
    let searches = ["hernandez", "lucia", "uim", "zzqx", "a", "12345"];
    let mut all = vec![
        Page::one(family, format!("{name}: people"), tab),
        Page::new(
            family,
            format!("{name}: people, deep page"),
            places(people).into_iter().map(|at| format!("{tab}&{at}")).collect(),
        ),
        Page::new(
            family,
            format!("{name}: people, search"),
            searches.iter().map(|text| format!("{tab}&search={text}")).collect(),
        ),
    ];
    if let Some(choose) = choose {
        all.push(Page::one(family, format!("{name}: more people"), choose));
        let addresses = searches.iter().map(|text| format!("{choose}?search={text}")).collect();
        all.push(Page::new(family, format!("{name}: more people, search"), addresses));
        let deep = places(people).into_iter().map(|at| format!("{choose}?{at}")).collect();
        all.push(Page::new(family, format!("{name}: more people, deep page"), deep));
    }
    all
}

fn companies(people: &[Placed]) -> Vec<Page> {
    let mut all = Vec::new();
    for (category, family, first) in
        [("companies", "list of companies", 1_u64), ("suppliers", "list of suppliers", 10)]
    {
        let list = format!("/{category}");
        all.push(Page::one(family, "first page", &list));
        let deep =
            (1..20_u64).map(|n| format!("{list}?after={}", of(Thing::Company, n * 4_830 + first % 10)));
        all.push(Page::new(family, "deep page", deep.collect()));
        let back =
            (1..20_u64).map(|n| format!("{list}?before={}", of(Thing::Company, n * 4_830 + first % 10)));
        all.push(Page::new(family, "deep page, backwards", back.collect()));
        all.push(Page::one(family, "only inactive", format!("{list}?active=false")));
        for (what, texts) in COMPANIES {
            let addresses = texts.iter().map(|text| format!("{list}?search={}", word(text)));
            all.push(Page::new(family, format!("search, {what}"), addresses.collect()));
        }
        let family = "a company";
        all.push(Page::one(family, format!("{category}: new"), format!("{list}/new")));
        let company = format!("{list}/{}", of(Thing::Company, first));
        for tab in CompanyTab::ALL {
            all.push(Page::one(
                family,
                format!("{category}: {}", tab.key()),
                format!("{company}?tab={}", tab.key()),
            ));
        }
        let tab = format!("{company}?tab=clients");
        all.extend(people_of((family, category), &tab, Some(&format!("{company}/clients/new")), people));
        all.push(Page::one(family, format!("{category}: more services"), format!("{company}/services")));
        all.push(Page::one(family, format!("{category}: to delete"), format!("{company}/delete")));
    }
    all
}

fn services(people: &[Placed]) -> Vec<Page> {
    let family = "services";
    let service = format!("/services/{}", of(Thing::Service, 1));
    let mut all = vec![
        Page::one(family, "list", "/services"),
        Page::new(family, "list, search", searches("/services?search=", &["hotel", "service 4", "zzqx"])),
        Page::one(family, "new", "/services/new"),
        Page::one(family, "details", &service),
        Page::one(family, "companies", format!("{service}?tab=companies")),
        Page::one(family, "suppliers", format!("{service}?tab=suppliers")),
        Page::one(family, "history", format!("{service}?tab=history")),
        Page::one(family, "more companies", format!("{service}/companies")),
        Page::new(
            family,
            "more companies, search",
            searches(&format!("{service}/companies?search="), &["andina", "4711", "zzqx", "a"]),
        ),
        Page::one(family, "to delete", format!("{service}/delete")),
    ];
    let tab = format!("{service}?tab=clients");
    all.extend(people_of((family, "a service"), &tab, Some(&format!("{service}/clients/new")), people));
    all
}

fn searches(begins: &str, texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| format!("{begins}{}", word(text))).collect()
}

fn groups(people: &[Placed]) -> Vec<Page> {
    let family = "groups";
    let group = format!("/groups/{}", of(Thing::Group, 1));
    let mut all = vec![
        Page::one(family, "clients", "/groups?kind=client"),
        Page::one(family, "specialists", "/groups?kind=specialist"),
        Page::new(family, "search", searches("/groups?kind=client&search=", &["andina", "team 4", "zzqx"])),
        Page::new(
            family,
            "deep page",
            (1..20_u64)
                .map(|n| format!("/groups?kind=client&after={}", of(Thing::Group, n * 50 + 1)))
                .collect(),
        ),
        Page::one(family, "new", "/groups/new?kind=client"),
        Page::one(family, "details", &group),
        Page::one(family, "projects", format!("{group}?tab=projects")),
        Page::one(family, "roles", format!("{group}?tab=roles")),
        Page::one(family, "to delete", format!("{group}/delete")),
    ];
    let tab = format!("{group}?tab=members");
    all.extend(people_of((family, "a group"), &tab, Some(&format!("{group}/members/new")), people));
    all
}

fn roles(people: &[Placed]) -> Vec<Page> {
    let family = "roles and tokens";
    let role = format!("/roles/{}", of(Thing::Role, 1));
    let mut all = vec![
        Page::one(family, "roles", "/roles"),
        Page::one(family, "roles, search", "/roles?search=role%203"),
        Page::one(family, "new role", "/roles/new"),
        Page::one(family, "role", &role),
        Page::one(family, "role: groups", format!("{role}?tab=groups")),
        Page::one(family, "role: more groups", format!("{role}/groups")),
        Page::one(family, "role: more groups, search", format!("{role}/groups?search=andina")),
        Page::one(family, "role to delete", format!("{role}/delete")),
        Page::one(family, "tokens", "/tokens"),
        Page::new(
            family,
            "tokens, search",
            searches("/tokens?search=", &["machine", "integration 77", "zzqx", "lucia"]),
        ),
        Page::one(family, "tokens of some days", "/tokens?created_from=2025-11-01&created_to=2025-12-01"),
        Page::one(family, "tokens that expire", "/tokens?expires_from=2026-11-01&expires_to=2027-12-01"),
        Page::new(
            family,
            "tokens, deep page",
            (1..20_u64).map(|n| format!("/tokens?older={}", of(Thing::Token, n * 50_000))).collect(),
        ),
    ];
    let tab = format!("{role}?tab=people");
    all.extend(people_of((family, "a role"), &tab, Some(&format!("{role}/people/new")), people));
    all
}

fn set_up(people: &[Placed]) -> Vec<Page> {
    let (places, fields) = ("locations", "additional fields");
    let location = format!("/locations/{}", of(Thing::Location, 1));
    let deep = (1..20_u64).map(|n| {
        let key = fold(&format!("del sur {}", n * 240 + 1));
        format!("/locations?after={}&key={}", of(Thing::Location, n * 240 + 1), word(&key))
    });
    let (calendar, project) = (of(Thing::Calendar, 1), of(Thing::Project, 1));
    let mut all = vec![
        Page::one(places, "list", "/locations"),
        Page::new(places, "list, search", searches("/locations?search=", &["andina", "l47", "zzqx", "a"])),
        Page::new(places, "list, deep page", deep.collect()),
        Page::one(places, "only inactive", "/locations?active=false"),
        Page::new(places, "choices", searches("/locations/choices?search=", &["andina", "l47", ""])).panel(),
        Page::one(places, "new", "/locations/new"),
        Page::one(places, "import", "/locations/import"),
        Page::one(places, "details", &location),
        Page::one(places, "history", format!("{location}?tab=history")),
        Page::one(places, "to delete", format!("{location}/delete")),
        Page::new("map", "search", searches("/places?search=", &["bogota", "sao paulo", "san", "zzqx"]))
            .panel(),
        Page::one("map", "name of a position", "/places/at?latitude=4.6&longitude=-74.0").panel(),
        Page::one("map", "names on the map", "/places/labels?west=-80&south=-10&east=-60&north=10").panel(),
        Page::one("calendars", "list", "/calendars"),
        Page::one("calendars", "new", "/calendars/new"),
        Page::one("calendars", "a calendar", format!("/calendars/{calendar}")),
        Page::one("calendars", "to delete", format!("/calendars/{calendar}/delete")),
        Page::one("projects", "list", "/projects"),
        Page::one("projects", "list, search", "/projects?search=project%203"),
        Page::one("projects", "new", "/projects/new"),
        Page::one("projects", "a project", format!("/projects/{project}")),
        Page::one("projects", "its people", format!("/projects/{project}?tab=people")),
        Page::one("projects", "to delete", format!("/projects/{project}/delete")),
        Page::one(fields, "of clients", "/additional-fields"),
        Page::one(fields, "of companies", "/additional-fields?concept=company"),
        Page::one(fields, "new", "/additional-fields/client/-new"),
        Page::one(fields, "a field", "/additional-fields/client/segment"),
        Page::one(fields, "to delete", "/additional-fields/client/segment/delete"),
        Page::one(fields, "file of definitions", "/additional-fields/-/definitions"),
        Page::one(fields, "import", "/additional-fields/-/import"),
        Page::one(fields, "catalogues", "/additional-fields/-/catalogs"),
        Page::one(fields, "new catalogue", "/additional-fields/-/catalogs/-new"),
    ];
    all.extend(people_of((places, "a location"), &format!("{location}?tab=people"), None, people));
    all
}

fn work() -> Vec<Page> {
    let family = "overview, imports, exports, bell";
    vec![
        Page::one(family, "overview", "/"),
        Page::one(family, "imports", "/imports"),
        Page::one(family, "kept mappings", "/users/clients/import-mappings"),
        Page::one(family, "companies to import", "/companies/import"),
        Page::one(family, "suppliers to import", "/suppliers/import"),
        Page::one(family, "imports, older", format!("/imports?before={}", of(Thing::Import, 250))),
        Page::one(family, "an import with problems", format!("/imports/{}", of(Thing::Import, 1))),
        Page::one(family, "more problems", format!("/imports/{}?after=2500", of(Thing::Import, 1))),
        Page::one(family, "exports", "/exports"),
        Page::one(family, "exports, older", format!("/exports?before={}", of(Thing::Export, 250))),
        Page::one(family, "bell", "/notifications").panel(),
        Page::one(family, "notifications", "/notifications"),
    ]
}

/// All of them.
pub(super) fn pages(clients: &Sample) -> Vec<Page> {
    let people = &clients.middle;
    let all = [companies(people), services(people), groups(people), roles(people), set_up(people), work()];
    all.into_iter().flatten().collect()
}
