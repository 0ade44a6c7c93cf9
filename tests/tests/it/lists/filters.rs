//! Filtered and sorted lists, page by page, against a list that filters and sorts in memory.
use std::collections::{BTreeMap, HashSet};

use elenco::context::ServiceContext;
use elenco::fold::fold;
use elenco::locale::Culture;
use elenco::users::model::{
    Days, FieldValues, Mailed, PageAnchor, Placed, Sort, SortBy, User, UserFilter, UserKind, Validity,
};
use elenco::users::queries::{Ask, Bounds, list, matching};
use elenco::users::service::add_generated;
use elenco_db::{CompanyId, Day, DbError, GroupId, Instant, LocationId, UserId};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::json;

use crate::site::{Organisation, Site, on_each_engine};

const PEOPLE: usize = 260;
const CASES: u32 = 120;

/// What the people of a test hang on.
#[derive(Debug, Clone)]
struct Ground {
    places: Vec<LocationId>,
    group: GroupId,
    company: CompanyId,
    now: Instant,
}

/// Noon of a day of 2026, the year of the test's clock.
fn noon(number: u32) -> Instant {
    const FIRST: i64 = 1_767_268_800;
    Instant::from_micros((FIRST + i64::from(number) * 86_400) * 1_000_000).unwrap()
}

fn day(number: u32) -> Day {
    Day(noon(number).to_chrono().date_naive())
}

/// Letters of which many names begin and hold the same, in more than one script.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[ab]{1,3}",
        2 => "(Ána|Zoe|Ñuño|ana b|李小龙|Σοφία|علي)",
        1 => "[ab]{1,2} [ab]{1,2}",
    ]
}

fn person(template: &User, places: Vec<LocationId>) -> impl Strategy<Value = User> {
    let template = template.clone();
    let names = (word(), word(), prop_oneof![Just(String::new()), word()]);
    let place = prop::option::of(prop::sample::select(places));
    let dates = (0_u32..12, 0_u32..12, prop::option::of(0_u32..12));
    let validity = (prop::option::of(40_u32..80), prop::option::of(40_u32..80));
    let rest =
        (any::<bool>(), any::<bool>(), 0_usize..3, prop::option::of(0_u8..3), "(|Técnico|Team lead|tec)");
    (names, place, dates, validity, rest).prop_map(
        move |((first, last, email), place, (created, changed, signed_in), (since, until), rest)| {
            let (active, must_change, culture, segment, position) = rest;
            let mut user = template.clone();
            user.email = if email.is_empty() {
                email
            } else {
                format!("{}@example.com", fold(&email).replace(' ', "."))
            };
            user.first_names = first;
            user.last_names = last;
            user.location_id = place;
            user.active = active;
            user.must_change_password = must_change;
            user.culture = Culture::ALL[culture];
            user.position = position;
            user.created_at = noon(created * 30);
            user.updated_at = noon(changed * 30);
            user.last_sign_in_at = signed_in.map(|at| noon(at * 30));
            user.valid_since = since.map(noon);
            user.valid_until = until.map(noon);
            user.fields = segment
                .map(|segment| FieldValues::from([("segment".to_owned(), json!(format!("s{segment}")))]))
                .unwrap_or_default();
            user
        },
    )
}

fn days() -> impl Strategy<Value = Days> {
    let bound = prop_oneof![2 => Just(None), 1 => (0_u32..12).prop_map(|at| Some(day(at * 30)))];
    (bound.clone(), bound).prop_map(|(since, until)| Days { since, until })
}

fn rarely<T: std::fmt::Debug + Clone>(what: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    prop_oneof![4 => Just(None), 1 => what.prop_map(Some)]
}

fn filter(ground: &Ground) -> impl Strategy<Value = UserFilter> {
    let search = prop_oneof![1 => Just(None), 2 => "[ab]{1,4}".prop_map(Some), 1 => word().prop_map(Some), 1 => "(exam|u1|u2|u12|tec| )".prop_map(Some)];
    let mut places: Vec<Placed> = ground.places.iter().copied().map(Placed::At).collect();
    places.push(Placed::Nowhere);
    let mailed = prop_oneof![Just(Mailed::Any), Just(Mailed::None), "[ab@.]{1,3}".prop_map(Mailed::Holding)];
    let (group, company) = (ground.group, ground.company);
    let first = (
        search,
        rarely(any::<bool>()),
        rarely(prop::sample::select(places)),
        rarely(prop::sample::select(Culture::ALL.to_vec())),
        rarely("(tec|TÉC|e|lead|nobody)"),
        rarely(mailed),
    );
    let second = (
        rarely(prop::sample::select(Validity::ALL.to_vec())),
        rarely(any::<bool>()),
        rarely(any::<bool>()),
        rarely(Just(true)),
        (days(), days(), days()),
        (rarely(Just(group)), rarely(Just(company)), rarely(0_u8..4)),
    );
    (first, second).prop_map(
        |(
            (search, active, location, culture, position, email),
            (validity, must, has, never, spans, ties),
        )| {
            UserFilter {
                search,
                active,
                location,
                culture,
                position,
                email,
                validity,
                must_change_password: must,
                has_password: has.filter(|has| !has),
                never_signed_in: never.is_some(),
                signed_in: spans.0,
                created: spans.1,
                changed: spans.2,
                group: ties.0,
                company: ties.1,
                fields: ties
                    .2
                    .map(|segment| BTreeMap::from([("segment".to_owned(), format!("s{segment}"))]))
                    .unwrap_or_default(),
            }
        },
    )
}

/// Everybody there is, and who is tied to what.
struct World {
    people: Vec<User>,
    grouped: HashSet<UserId>,
    served: HashSet<UserId>,
    now: Instant,
}

fn names(user: &User) -> [String; 3] {
    [
        fold(&user.full_name()),
        fold(&format!("{} {}", user.last_names, user.first_names)),
        fold(&user.username),
    ]
}

impl World {
    fn keeps(&self, user: &User, filter: &UserFilter) -> bool {
        let within = |days: &Days, at: Option<Instant>| match at {
            None => days.is_empty(),
            Some(at) => {
                let on = Day(at.to_chrono().date_naive());
                days.since.is_none_or(|since| since <= on) && days.until.is_none_or(|until| on <= until)
            }
        };
        filter.active.is_none_or(|active| user.active == active)
            && filter.location.is_none_or(|place| match place {
                Placed::Nowhere => user.location_id.is_none(),
                Placed::At(id) => user.location_id == Some(id),
            })
            && filter.culture.is_none_or(|culture| user.culture == culture)
            && filter.position.as_ref().is_none_or(|text| fold(&user.position).contains(&fold(text)))
            && filter.email.as_ref().is_none_or(|mailed| match mailed {
                Mailed::Any => !user.email.is_empty(),
                Mailed::None => user.email.is_empty(),
                Mailed::Holding(text) => fold(&user.email).contains(&fold(text)),
            })
            && filter.validity.is_none_or(|validity| {
                let later = user.valid_since.is_some_and(|since| since > self.now);
                let over = user.valid_until.is_some_and(|until| until <= self.now);
                match validity {
                    Validity::Now => !later && !over,
                    Validity::Later => later,
                    Validity::Over => over,
                }
            })
            && filter.must_change_password.is_none_or(|must| user.must_change_password == must)
            && filter.has_password.is_none_or(|has| user.has_password == has)
            && (!filter.never_signed_in || user.last_sign_in_at.is_none())
            && within(&filter.signed_in, user.last_sign_in_at)
            && within(&filter.created, Some(user.created_at))
            && within(&filter.changed, Some(user.updated_at))
            && filter.group.is_none_or(|_| self.grouped.contains(&user.id))
            && filter.company.is_none_or(|_| self.served.contains(&user.id))
            && filter.fields.iter().all(|(field, value)| user.fields.get(field) == Some(&json!(value)))
    }

    /// The part of a search's matches to which somebody belongs.
    fn part(user: &User, search: Option<&str>) -> Option<usize> {
        let text = search.map(fold).filter(|text| !text.is_empty());
        let Some(text) = text else { return Some(0) };
        let begins = names(user).iter().position(|name| name.starts_with(&text));
        let everything = format!(
            "{} {} {} {} {}",
            user.full_name(),
            user.username,
            user.email,
            user.external_id.clone().unwrap_or_default(),
            user.position
        );
        begins.or_else(|| (text.chars().count() > 2 && fold(&everything).contains(&text)).then_some(3))
    }

    /// Who is to be shown, in order.
    fn shown(&self, filter: &UserFilter, sort: Sort) -> Vec<UserId> {
        let usual = sort == Sort::default();
        let at = |at: Instant| format!("{:020}", at.timestamp_micros());
        let mut found: Vec<(usize, String, UserId)> = self
            .people
            .iter()
            .filter(|user| self.keeps(user, filter))
            .filter_map(|user| {
                let part = Self::part(user, filter.search.as_deref())?;
                let [name, last, username] = names(user);
                let key = match sort.by {
                    SortBy::Name if usual => [&name, &last, &username, &name][part].clone(),
                    SortBy::Name => name,
                    SortBy::LastName => last,
                    SortBy::Username => username,
                    SortBy::Email => fold(&user.email),
                    SortBy::Changed => at(user.updated_at),
                    SortBy::Created => at(user.created_at),
                    SortBy::SignedIn => user.last_sign_in_at.map(at).unwrap_or_default(),
                };
                Some((if usual { part } else { 0 }, key, user.id))
            })
            .collect();
        found.sort();
        if sort.descending {
            found.reverse();
        }
        found.into_iter().map(|(.., id)| id).collect()
    }
}

async fn lay(site: &Site, home: &Organisation, runner: &mut TestRunner) -> (World, Ground) {
    let cx = site.system(&home.tenant).await;
    let now = site.app.clock.now();
    let mut ground = Ground {
        places: Vec::new(),
        group: GroupId::from_uuid(site.app.ids.uuid()),
        company: CompanyId::from_uuid(site.app.ids.uuid()),
        now,
    };
    for number in 0..2 {
        let name = format!("Place {number}");
        ground.places.push(place(site, &cx, &name).await);
    }
    let mut template = site.person(&home.tenant, &home.project, "template").await;
    template.kind = UserKind::Client;
    template.has_password = false;
    let one = person(&template, ground.places.clone());
    let mut people: Vec<User> = Vec::new();
    for number in 0..PEOPLE {
        let mut user = one.new_tree(runner).unwrap().current();
        user.id = UserId::from_uuid(site.app.ids.uuid());
        user.username = format!("u{number}");
        people.push(user);
    }
    add_generated(&cx, home.project.id, people.clone()).await.unwrap();
    let some = |step: usize| people.iter().step_by(step).map(|user| user.id).collect::<HashSet<_>>();
    let world = World { grouped: some(7), served: some(5), people, now };
    tie(site, &cx, &ground, &world).await;
    (world, ground)
}

async fn place(site: &Site, cx: &ServiceContext, name: &str) -> LocationId {
    use diesel::prelude::*;
    use elenco_db::Json;
    use elenco_db::schema::locations;
    let id = LocationId::from_uuid(site.app.ids.uuid());
    let (tenant, now, name) = (cx.scope.tenant(), site.app.clock.now(), name.to_owned());
    let insert = move |conn: &mut elenco_db::Conn| {
        let row = (
            locations::tenant_id.eq(tenant),
            locations::id.eq(id),
            locations::code.eq(&name),
            locations::code_key.eq(fold(&name)),
            locations::name.eq(&name),
            locations::name_key.eq(fold(&name)),
            locations::address.eq(Json(json!({}))),
            locations::created_at.eq(now),
            locations::updated_at.eq(now),
        );
        diesel::insert_into(locations::table).values(row).execute(conn)?;
        Ok::<_, DbError>(())
    };
    site.app.db.write(insert).await.unwrap();
    id
}

/// Puts people into the group and under the company.
async fn tie(site: &Site, cx: &ServiceContext, ground: &Ground, world: &World) {
    use diesel::prelude::*;
    use elenco_db::Json;
    use elenco_db::schema::{companies, company_clients, group_members, groups};
    let (tenant, group, company, now) = (cx.scope.tenant(), ground.group, ground.company, ground.now);
    let (grouped, served) = (world.grouped.clone(), world.served.clone());
    let insert = move |conn: &mut elenco_db::Conn| {
        diesel::insert_into(groups::table)
            .values((
                groups::tenant_id.eq(tenant),
                groups::id.eq(group),
                groups::kind.eq("client"),
                groups::name.eq("Group"),
                groups::name_key.eq("group"),
                groups::description.eq(""),
                groups::active.eq(true),
                groups::version.eq(1),
                groups::created_at.eq(now),
                groups::updated_at.eq(now),
            ))
            .execute(conn)?;
        diesel::insert_into(companies::table)
            .values((
                (
                    companies::tenant_id.eq(tenant),
                    companies::id.eq(company),
                    companies::kind.eq("company"),
                    companies::name.eq("Company"),
                    companies::name_key.eq("company"),
                    companies::tax_id.eq(""),
                    companies::email.eq(""),
                    companies::phone.eq(""),
                    companies::website.eq(""),
                ),
                (
                    companies::description.eq(""),
                    companies::active.eq(true),
                    companies::address.eq(Json(json!({}))),
                    companies::fields.eq(Json(json!({}))),
                    companies::version.eq(1),
                    companies::created_at.eq(now),
                    companies::updated_at.eq(now),
                ),
            ))
            .execute(conn)?;
        for user in &grouped {
            diesel::insert_into(group_members::table)
                .values((
                    group_members::tenant_id.eq(tenant),
                    group_members::group_id.eq(group),
                    group_members::user_id.eq(*user),
                    group_members::sort_key.eq(""),
                ))
                .execute(conn)?;
        }
        for user in &served {
            diesel::insert_into(company_clients::table)
                .values((
                    company_clients::tenant_id.eq(tenant),
                    company_clients::company_id.eq(company),
                    company_clients::user_id.eq(*user),
                    company_clients::sort_key.eq(""),
                ))
                .execute(conn)?;
        }
        Ok::<_, DbError>(())
    };
    site.app.db.write(insert).await.unwrap();
}

/// Every page of a list on the way in one direction, with how often it stopped to be asked to keep looking.
fn walk(
    conn: &mut elenco_db::Conn,
    cx: &ServiceContext,
    ask: &Ask,
    start: Option<PageAnchor>,
    rows: usize,
) -> Result<(Vec<UserId>, Option<PageAnchor>, usize), DbError> {
    let (mut seen, mut anchor, mut stops) = (Vec::new(), start, 0);
    for _ in 0..4 * PEOPLE {
        let back = anchor.as_ref().is_some_and(|anchor| anchor.backwards);
        let found = list(conn, &cx.scope, ask, anchor.as_ref(), rows)?;
        let ids = found.page.items.iter().map(|person| person.id);
        if back {
            seen.extend(ids.rev());
        } else {
            seen.extend(ids);
        }
        assert!(found.page.items.len() <= rows);
        if let Some(looked) = found.looked_through {
            assert!(looked >= ask.bounds.budget, "{looked}");
            stops += 1;
        } else {
            let full = found.page.items.len() == rows;
            let on = if back { found.page.previous.is_some() } else { found.page.next.is_some() };
            assert!(full || !on, "a page is short only at the end, or when it says so");
        }
        let (on, behind) = if back {
            (found.page.previous, found.page.next)
        } else {
            (found.page.next, found.page.previous)
        };
        match on {
            Some(next) => anchor = Some(next),
            None => return Ok((seen, behind, stops)),
        }
    }
    panic!("the list never ends: {ask:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_every_filter_in_every_order_is_what_memory_says() {
    on_each_engine(async |site: Site| {
        let mut runner = TestRunner::deterministic();
        let home = site.organisation("home").await;
        let (world, ground) = lay(&site, &home, &mut runner).await;
        let cx = site.system(&home.tenant).await;
        let sort = (prop::sample::select(SortBy::ALL.to_vec()), any::<bool>())
            .prop_map(|(by, descending)| Sort { by, descending });
        let sort = prop_oneof![2 => Just(Sort::default()), 3 => sort];
        // Small bounds, so that every way to a page is gone, and is given up and taken up again.
        let bounds = prop_oneof![
            Just(Bounds::default()),
            (0_usize..30, 10_usize..60).prop_map(|(few, budget)| Bounds { few, budget }),
        ];
        let case = (filter(&ground), sort, bounds, 1_usize..40);
        let (mut hits, mut stopped) = (0, 0);
        for _ in 0..CASES {
            let (filter, sort, bounds, rows) = case.new_tree(&mut runner).unwrap().current();
            let ask = Ask {
                project: home.project.id,
                kind: UserKind::Client,
                filter: filter.clone(),
                sort,
                now: ground.now,
                bounds,
            };
            let expected = world.shown(&filter, sort);
            hits += usize::from(!expected.is_empty());
            let (cx, asked, known) = (cx.clone(), ask.clone(), expected.len());
            let (there, back, stops, all) = site
                .app
                .db
                .read::<_, DbError>(move |conn| {
                    let (there, behind, stops) = walk(conn, &cx, &asked, None, rows)?;
                    let mut back = Vec::new();
                    if let Some(behind) = behind {
                        back = walk(conn, &cx, &asked, Some(behind), rows)?.0;
                        back.reverse();
                    }
                    let first = list(conn, &cx.scope, &asked, None, rows)?;
                    assert!(first.total.is_none_or(|total| total == known), "{:?} {known}", first.total);
                    // What is done to everybody is done to the same people, by name.
                    let (mut all, mut anchor) = (Vec::new(), None);
                    loop {
                        let step = matching(conn, &cx.scope, &asked, anchor.as_ref(), 17)?;
                        let Some((sort_key, id)) = step.last().cloned() else { break };
                        anchor = Some(PageAnchor { sort_key, id, backwards: false });
                        all.extend(step);
                    }
                    Ok((there, back, stops, all))
                })
                .await
                .unwrap();
            stopped += stops;
            assert_eq!(there, expected, "{ask:?}");
            // Whoever turns round on the last page meets everybody before it.
            assert!(expected.starts_with(&back), "back, {ask:?}");
            let on_last = expected.len() - back.len();
            assert!(back.is_empty() || on_last <= rows, "back, {ask:?}");
            let mut by_name: Vec<(String, UserId)> = world
                .people
                .iter()
                .filter(|user| expected.contains(&user.id))
                .map(|user| (fold(&user.full_name()), user.id))
                .collect();
            by_name.sort();
            assert_eq!(all, by_name, "everybody, {ask:?}");
        }
        assert!(hits > CASES as usize / 3 && stopped > 20, "the cases are dull: {hits} {stopped}");
    })
    .await;
}
