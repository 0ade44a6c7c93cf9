//! Lists of people, their own pages, and what is done to many.
use elenco::users::model::{SortBy, UserKind, UserTab};

use super::{Page, Placed, Sample, Thing, of, word};

fn category(kind: UserKind) -> &'static str {
    match kind {
        UserKind::Client => "clients",
        UserKind::Specialist => "specialists",
    }
}

/// Where a page begins behind these people.
fn behind(places: &[Placed], part: &str) -> Vec<String> {
    places.iter().map(|at| format!("after={}&key={part}{}", at.id, word(&at.key))).collect()
}

fn searching(list: &str, rest: &str, texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| format!("{list}?{rest}search={}", word(text))).collect()
}

/// What is searched for: what it is called, and words.
const SEARCHES: [(&str, &[&str]); 8] = [
    ("beginning of a name", &["adr", "lucia", "thiago", "avery", "joao", "ximena"]),
    ("common last name", &["hernandez", "quispe", "goncalves", "bennett", "moraes", "lozano"]),
    ("first and last name", &["lucia her", "thiago alb", "avery ben", "joao mor", "camila figueiredo"]),
    ("piece of a user name", &["hernandez.77", "seed.lucia", ".4711", "ndez", "uim", "777"]),
    ("e-mail", &["seed.avery.bennett", "@example.com", "4711@example", "lucia.nunez"]),
    ("rare", &["12345", "99887", "gonzalo quispe mamani", "lucia hernandez sosa"]),
    ("nobody", &["zzqx", "5550001", "no such person", "qqqq"]),
    ("one or two letters", &["a", "lu", "ze", "zx", "q"]),
];

/// Filters by column: name and value.
const FILTERS: [(&str, &[(&str, &str)]); 20] = [
    ("inactive", &[("active", "false")]),
    ("language", &[("culture", "en")]),
    ("language, inactive, name", &[("culture", "en"), ("active", "false"), ("search", "ave")]),
    ("no e-mail", &[("email", "none")]),
    ("with an e-mail", &[("email", "any")]),
    ("in the e-mail", &[("email_contains", "lucia.n")]),
    ("rare in the e-mail", &[("email_contains", "77.")]),
    ("position", &[("position", "technician")]),
    ("position that nobody has", &[("position", "astronaut")]),
    ("may sign in", &[("valid", "now"), ("has_password", "false")]),
    ("may sign in no more", &[("valid", "over")]),
    ("may not sign in yet", &[("valid", "later")]),
    ("with a password", &[("has_password", "true")]),
    ("must choose a password", &[("must_change_password", "true")]),
    ("never signed in", &[("signed_in", "never"), ("search", "ndez")]),
    ("signed in since", &[("signed_in_since", "2026-01-01")]),
    ("added before", &[("created_until", "2020-01-01")]),
    ("changed since", &[("changed_since", "2020-01-01"), ("culture", "pt")]),
    ("nowhere", &[("location", "none"), ("culture", "pt")]),
    ("additional field", &[("fields.segment", "retail")]),
];

/// Lists.
pub(super) fn lists(clients: &Sample, specialists: &Sample) -> Vec<Page> {
    let mut all = Vec::new();
    for (kind, sample, family) in
        [(UserKind::Client, clients, "clients"), (UserKind::Specialist, specialists, "specialists")]
    {
        let list = format!("/users/{}", category(kind));
        let (lists, searches, filters, orders) = match kind {
            UserKind::Client => ("list of clients", "clients: search", "clients: filters", "clients: orders"),
            UserKind::Specialist => {
                ("list of specialists", "specialists: search", "specialists: filters", "specialists: orders")
            }
        };
        let deep = behind(&sample.middle, "0");
        all.push(Page::one(lists, "first page", &list));
        let after = |rest: &str| deep.iter().map(|at| format!("{list}?{rest}{at}")).collect::<Vec<_>>();
        all.push(Page::new(lists, "deep page", after("")));
        let before: Vec<String> = after("").iter().map(|at| at.replace("after=", "before=")).collect();
        all.push(Page::new(lists, "deep page, backwards", before));
        all.push(Page::new(lists, "deep page, only active", after("active=true&")));
        let views = (1..=5).map(|number| format!("{list}?view={}", of(Thing::View, number))).collect();
        if kind == UserKind::Client {
            all.push(Page::new(lists, "kept view", views));
        }
        for (what, texts) in SEARCHES {
            all.push(Page::new(searches, what, searching(&list, "", texts)));
        }
        for (what, words) in FILTERS {
            let words: Vec<String> =
                words.iter().map(|(name, value)| format!("{name}={}", word(value))).collect();
            let words = words.join("&");
            all.push(Page::new(
                filters,
                what,
                vec![format!("{list}?{words}"), format!("{list}?{words}&sort=-email")],
            ));
        }
        let other = if kind == UserKind::Client { 1 } else { 2 };
        let things = [
            ("large group", format!("group={}", of(Thing::Group, other))),
            ("small group", format!("group={}", of(Thing::Group, other + 100))),
            ("large company", format!("company={}", of(Thing::Company, 1))),
            ("large location", format!("location={}", of(Thing::Location, 1))),
            ("small location", format!("location={}", of(Thing::Location, 77))),
        ];
        for (what, words) in things {
            all.push(Page::one(filters, what, format!("{list}?{words}")));
        }
        for by in SortBy::ALL {
            for way in ["", "-"] {
                let sort = format!("sort={way}{}", by.as_str());
                let name = format!("by {}{}", by.as_str(), if way.is_empty() { "" } else { ", down" });
                let sorted = vec![format!("{list}?{sort}"), format!("{list}?{sort}&search=lucia")];
                all.push(Page::new(orders, name, sorted));
            }
        }
        for dialog in ["filter", "columns", "views/new", "new", "import", "export", "look-up?search=lucia"] {
            all.push(Page::one(
                "dialogs over a list",
                format!("{family}: {dialog}"),
                format!("{list}/{dialog}"),
            ));
        }
    }
    let view = format!("/users/clients/views/{}", of(Thing::View, 2));
    all.push(Page::one("dialogs over a list", "a kept view", format!("{view}/edit")));
    all
}

/// A person's pages: each tab, of somebody who has much of everything, and of others.
pub(super) fn persons(clients: &Sample, specialists: &Sample) -> Vec<Page> {
    let mut all = Vec::new();
    for (kind, sample, first, others) in [
        (UserKind::Client, clients, "tabs of a client who has much", "tabs of a client"),
        (UserKind::Specialist, specialists, "tabs of a specialist who has much", "tabs of a specialist"),
    ] {
        let list = format!("/users/{}", category(kind));
        for tab in UserTab::of(kind) {
            let of_some = sample.some.iter().map(|id| format!("{list}/{id}?tab={}", tab.key())).collect();
            all.push(Page::one(first, tab.key(), format!("{list}/{}?tab={}", sample.first, tab.key())));
            all.push(Page::new(others, tab.key(), of_some));
        }
        let person = format!("{list}/{}", sample.first);
        all.push(Page::one(first, "history of one way", format!("{person}?tab=history&way=api")));
        let deep = of(Thing::Comment, 900_000_000 * if kind == UserKind::Client { 1 } else { 2 } + 1_000);
        all.push(Page::one(first, "older comments", format!("{person}?tab=feedback&older={deep}")));
        let in_list =
            sample.middle.iter().map(|at| format!("{list}/{}?after={}&key=0{}", at.id, at.id, word(&at.key)));
        all.push(Page::new(others, "beside a deep page", in_list.collect()));
        let dialogs = "dialogs over a person";
        all.push(Page::one(dialogs, "groups", format!("{person}/groups")));
        all.push(Page::one(dialogs, "groups, search", format!("{person}/groups?search=andina")));
        all.push(Page::one(dialogs, "roles", format!("{person}/roles")));
        match kind {
            UserKind::Client => {
                all.push(Page::one(dialogs, "companies", format!("{person}/companies")));
                for text in ["andina", "comercial andina", "4711", "zzqx", "a"] {
                    let address = format!("{person}/companies?search={}", word(text));
                    all.push(Page::one(dialogs, format!("companies, search {text}"), address));
                }
                all.push(Page::one(dialogs, "services", format!("{person}/services")));
                all.push(Page::one(dialogs, "services, search", format!("{person}/services?search=hotel")));
            }
            UserKind::Specialist => {
                all.push(Page::one(dialogs, "new shift", format!("{person}/shifts/new")));
                let shift = of(Thing::Shift, 900_000_250);
                all.push(Page::one(dialogs, "shift", format!("/shifts/{shift}")));
                all.push(Page::one(dialogs, "shift to delete", format!("/shifts/{shift}/delete")));
                all.push(Page::one(dialogs, "new token", format!("{person}/tokens/new")));
                let month = format!("{person}?tab=shifts&month=2024-05");
                all.push(Page::one(first, "shifts of a month", month));
                let past = format!("{person}?tab=shifts&past=2024-05-01");
                all.push(Page::one(first, "older shifts", past));
            }
        }
    }
    all
}

/// The associate mode, deleted people, changes to many.
pub(super) fn many(clients: &Sample, specialists: &Sample) -> Vec<Page> {
    let mut all = Vec::new();
    for (kind, sample) in [(UserKind::Client, clients), (UserKind::Specialist, specialists)] {
        let list = format!("/users/{}", category(kind));
        let family = match kind {
            UserKind::Client => "associate mode, clients",
            UserKind::Specialist => "associate mode, specialists",
        };
        for show in ["everybody", "others", "members"] {
            let mode = format!("{list}/associate?show={show}");
            all.push(Page::one(family, show, &mode));
            let deep = behind(&sample.middle, "").into_iter().map(|at| format!("{mode}&{at}"));
            all.push(Page::new(family, format!("{show}, deep page"), deep.collect()));
            for (what, texts) in SEARCHES {
                let addresses = texts.iter().map(|text| format!("{mode}&search={}", word(text)));
                all.push(Page::new(family, format!("{show}, {what}"), addresses.collect()));
            }
        }
        let deleted = format!("{list}/deleted");
        let family = "deleted people";
        all.push(Page::one(family, format!("{}, first page", category(kind)), &deleted));
        // 2026-03-01 12:00 less so many minutes, in microseconds.
        let deep = (1..20_u64).map(|n| {
            let at = 1_772_366_400_000_000 - n * 9 * 60_000_000;
            format!("{deleted}?at={at}&after={}", of(Thing::Deleted, n * 4_500 + 250))
        });
        all.push(Page::new(family, format!("{}, deep page", category(kind)), deep.collect()));
        let ask = format!("{list}/changes/new");
        let family = "changes to many";
        let matching = |filter: &str| format!("all=true&filter={filter}");
        for (what, action, words) in [
            ("activate everybody", "activate", matching("%7B%7D")),
            ("deactivate who matches a search", "deactivate", matching("%7B%22search%22:%22hernandez%22%7D")),
            ("delete who matches a filter", "delete", matching("%7B%22culture%22:%22en%22%7D")),
            ("associate one", "associate", format!("selected={}", sample.first)),
            ("add one to a group", "add-to-group", format!("selected={}", sample.first)),
            ("associate all others", "associate", "all=true&from=associate".to_owned()),
            (
                "associate others who match",
                "associate",
                "all=true&from=associate&search=hernandez".to_owned(),
            ),
            (
                "disassociate who matches",
                "disassociate",
                "all=true&from=associate&search=hernandez".to_owned(),
            ),
        ] {
            let name = format!("{}: {what}", category(kind));
            all.push(Page::one(family, name, format!("{ask}?action={action}&{words}")));
        }
    }
    all.push(Page::one("changes to many", "a change", format!("/changes/{}", of(Thing::Change, 1))));
    all
}
