//! What people are tied to goes out with them and comes in again: companies, groups, services, roles, projects, shifts.
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use elenco::auth::permission::Permission;
use elenco::calendars::model::{CalendarValues, Week};
use elenco::companies::model::{CompanyChanges, CompanyKind};
use elenco::context::ServiceContext;
use elenco::exports::model::{ExportMode, ExportRequest, ExportState};
use elenco::groups::model::GroupValues;
use elenco::imports::form::parse_options;
use elenco::imports::model::{Import, ImportState};
use elenco::imports::service;
use elenco::jobs::runner;
use elenco::locale::Culture;
use elenco::roles::model::{Grants, RoleValues};
use elenco::services::model::ServiceChanges;
use elenco::users::model::{UserFilter, UserKind};
use elenco::{calendars, companies, exports, groups, projects, roles, services, shifts, tenants, users};
use elenco_db::{GroupId, ProjectId, UserId};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rust_xlsxwriter::Workbook;

use super::{acting, counts, upload};
use crate::host::{Host, on_each_engine};

const PLUGINS: &[&str] = &["format-xlsx", "format-csv"];
const COMPANIES: [&str; 5] = ["Poole, Hall and Barker", "A; B", "-Minus", "=SOMA(1;1)", "Ñandú ﷽ 👩‍🔧"];
const SERVICES: [&str; 3] = ["Gold", "Silver | Bronze", "Suporte, 24 h"];

/// A tenant and who acts in it.
struct Ground {
    cx: ServiceContext,
    project: ProjectId,
    user: UserId,
}

impl Ground {
    async fn first(host: &Host) -> Self {
        Self { cx: acting(host).await, project: host.project.id, user: host.admin.id }
    }

    /// Another tenant in the same server.
    async fn elsewhere(host: &Host) -> Self {
        let tenant = tenants::service::create_tenant(&host.app, "otra", "Otra", Culture::Pt).await.unwrap();
        let cx = ServiceContext::for_system(&host.app, tenant.id).await.unwrap();
        let project = projects::service::create_project(&cx, "Principal", "").await.unwrap();
        let changes = users::model::UserChanges {
            username: Some("outra".to_owned()),
            first_names: Some("Ana".to_owned()),
            last_names: Some("Lima".to_owned()),
            ..users::model::UserChanges::default()
        };
        let user =
            users::service::create_user(&cx, UserKind::Specialist, project.id, changes).await.unwrap().id;
        roles::service::make_administrator(&cx, user).await.unwrap();
        let way = elenco::audit::model::Way::Form;
        let cx = ServiceContext::for_job(&host.app, tenant.id, user, way, Culture::Pt).await.unwrap();
        Self { cx, project: project.id, user }
    }

    /// Everything that can be named, with two groups of one name.
    async fn lay(&self) {
        let cx = &self.cx;
        for name in COMPANIES {
            let changes = CompanyChanges { name: Some(name.to_owned()), ..CompanyChanges::default() };
            companies::service::create_company(cx, CompanyKind::Company, changes).await.unwrap();
        }
        for name in SERVICES {
            let changes = ServiceChanges { name: Some(name.to_owned()), ..ServiceChanges::default() };
            services::service::create_service(cx, changes).await.unwrap();
        }
        for (kind, names) in [
            (UserKind::Client, ["Norte", "Sur", "Soporte, Sur"]),
            (UserKind::Specialist, ["Norte E", "Sur E", "Soporte E"]),
        ] {
            self.group(kind, names[0], None).await;
            let parent = self.group(kind, names[1], None).await;
            self.group(kind, names[2], Some(parent)).await;
        }
        for name in ["Oficina", "Noche"] {
            calendar(cx, name).await;
        }
        let grants = Grants::of([Permission::UsersList]);
        let values = RoleValues { name: "Lector".to_owned(), description: String::new(), grants };
        roles::service::create_role(cx, values).await.unwrap();
        projects::service::create_project(cx, "Segundo", "").await.unwrap();
    }

    async fn group(&self, kind: UserKind, name: &str, parent: Option<GroupId>) -> GroupId {
        let values = GroupValues { parent, name: name.to_owned(), description: String::new(), active: true };
        groups::service::create_group(&self.cx, kind, values).await.unwrap().id
    }

    async fn import(&self, kind: UserKind, name: &str, bytes: &[u8], options: &str) -> Import {
        let (cx, options) = (&self.cx, parse_options(options).unwrap());
        let id = service::start_import(cx, self.project, kind, upload(bytes), name, options).await.unwrap();
        self.work(id).await
    }

    async fn work(&self, id: elenco_db::ImportId) -> Import {
        let mut bell = self.cx.app.bell.listen(self.cx.scope.tenant(), self.user);
        let runner = runner::start(self.cx.app.clone());
        let done = loop {
            let import = service::find_import(&self.cx, id).await.unwrap();
            if import.state.is_over() || import.state == ImportState::Review {
                break import;
            }
            assert!(bell.heard().await);
        };
        runner.stop().await;
        done
    }

    /// The only file of an export.
    async fn export(&self, kind: UserKind, format: &str) -> Vec<u8> {
        let request = ExportRequest::of_all(kind, ExportMode::WithData, format);
        let id = exports::service::start_export(&self.cx, self.project, request).await.unwrap().id;
        let mut bell = self.cx.app.bell.listen(self.cx.scope.tenant(), self.user);
        let runner = runner::start(self.cx.app.clone());
        let key = loop {
            let export = exports::service::find_export(&self.cx, id).await.unwrap();
            if export.state.is_over() {
                assert_eq!(export.state, ExportState::Completed, "{export:?}");
                break export.file_key.unwrap();
            }
            assert!(bell.heard().await);
        };
        runner.stop().await;
        let archive = self.cx.app.files.get(&key).await.unwrap().to_vec();
        let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
        assert_eq!(archive.len(), 1);
        let mut bytes = Vec::new();
        archive.by_index(0).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    async fn person(&self, kind: UserKind, name: &str) -> UserId {
        let filter = UserFilter::searching(Some(name.to_owned()));
        let found = users::service::list_users(&self.cx, self.project, kind, filter, None, 50).await.unwrap();
        found.items.iter().find(|person| person.username == name).unwrap_or_else(|| panic!("no {name}")).id
    }

    /// Rows that were not taken: by row of its sheet, codes and messages.
    async fn told(&self, import: &Import) -> BTreeMap<(String, u64), Vec<(String, String)>> {
        let failures = service::list_failures(&self.cx, import.id, 0, 1000).await.unwrap().items;
        let problems = |failure: &elenco::imports::model::Failure| {
            failure.problems.iter().map(|told| (told.code.clone(), told.message.clone())).collect()
        };
        failures
            .iter()
            .map(|failure| ((failure.sheet_name.clone(), failure.row), problems(failure)))
            .collect()
    }
}

async fn calendar(cx: &ServiceContext, name: &str) {
    let values = CalendarValues {
        name: name.to_owned(),
        time_zone: "UTC".to_owned(),
        week: Week::usual(),
        active: true,
        ..CalendarValues::default()
    };
    calendars::service::create_calendar(cx, values).await.unwrap();
}

type Sheets = Vec<(String, Vec<Vec<String>>)>;

/// The visible sheets with their rows in a fixed order; without the explanations, which are another language's.
fn sheets(workbook: &[u8]) -> Sheets {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook.to_vec())).unwrap();
    let visible: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == calamine::SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let read = |name: String| {
        let range = book.worksheet_range(&name).unwrap();
        let mut rows: Vec<Vec<String>> =
            range.rows().skip(1).map(|row| row.iter().map(Data::to_string).collect()).collect();
        rows.sort();
        (name, rows)
    };
    visible.into_iter().map(read).filter(|(name, _)| !name.starts_with("Info")).collect()
}

/// A workbook with these sheets.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (at, row) in (0_u32..).zip(*rows) {
            for (column, cell) in (0_u16..).zip(*row) {
                sheet.write_string(at, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// The same drawing for both engines.
fn drawn<T: std::fmt::Debug>(strategy: impl Strategy<Value = T>) -> T {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    strategy.new_tree(&mut TestRunner::new_with_rng(Config::default(), rng)).unwrap().current()
}

fn some_of(names: &'static [&'static str]) -> impl Strategy<Value = Vec<&'static str>> {
    proptest::sample::subsequence(names, 0..=names.len())
}

/// A few hundred clients with every tie that a client can have.
fn clients() -> Vec<u8> {
    let ways: &'static [&'static str] = &["Norte", "Sur", "Sur > soporte, sur"];
    let one = (some_of(&COMPANIES), some_of(ways), some_of(&SERVICES), any::<bool>());
    let all = drawn(proptest::collection::vec(one, 300));
    let mut people = vec![vec!["Usuario".to_owned(), "Nombres".to_owned(), "Apellidos".to_owned()]];
    let mut ties: [Vec<Vec<String>>; 4] = std::array::from_fn(|_| Vec::new());
    for (table, header) in ties.iter_mut().zip(["Empresa", "Grupo", "Servicio", "Proyecto"]) {
        table.push(vec!["Usuario".to_owned(), header.to_owned()]);
    }
    for (at, (companies, groups, services, second)) in all.into_iter().enumerate() {
        let name = format!("cliente{at:03}");
        people.push(vec![name.clone(), format!("Ana {at}"), "Rojas".to_owned()]);
        let projects = if second { vec!["Segundo"] } else { Vec::new() };
        for (table, names) in ties.iter_mut().zip([companies, groups, services, projects]) {
            table.extend(names.into_iter().map(|tied| vec![name.clone(), tied.to_owned()]));
        }
    }
    // The sheets of ties stand before the people: the order in a file means nothing.
    let [companies, groups, services, projects] = ties;
    written(&[
        ("Empresas", companies),
        ("Grupos", groups),
        ("Clientes", people),
        ("Servicios", services),
        ("Proyectos", projects),
    ])
}

/// Specialists with roles and shifts that do not overlap.
fn specialists() -> Vec<u8> {
    let roles: &'static [&'static str] = &["Lector", "Administrador"];
    let one = (some_of(roles), proptest::collection::vec((1_u8..6, 0_u8..6, any::<bool>()), 0..5));
    let all = drawn(proptest::collection::vec(one, 120));
    let mut people = vec![vec!["Usuario".to_owned(), "Nombres".to_owned(), "Apellidos".to_owned()]];
    let mut held = vec![vec!["Usuario".to_owned(), "Rol".to_owned()]];
    let header = ["Usuario", "Desde", "Hasta", "Calendario"];
    let mut planned = vec![header.map(str::to_owned).to_vec()];
    for (at, (roles, plan)) in all.into_iter().enumerate() {
        let name = format!("especialista{at:03}");
        people.push(vec![name.clone(), format!("Bea {at}"), "Lima".to_owned()]);
        held.extend(roles.into_iter().map(|role| vec![name.clone(), role.to_owned()]));
        let mut day = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        for (pause, length, night) in plan {
            let since = day + chrono::Days::new(u64::from(pause));
            let until = since + chrono::Days::new(u64::from(length));
            day = until;
            let calendar = if night { "Noche" } else { "Oficina" };
            planned.push(vec![name.clone(), since.to_string(), until.to_string(), calendar.to_owned()]);
        }
    }
    written(&[("Especialistas", people), ("Roles", held), ("Turnos", planned)])
}

fn written(sheets: &[(&str, Vec<Vec<String>>)]) -> Vec<u8> {
    let rows: Vec<Vec<Vec<&str>>> = sheets
        .iter()
        .map(|(_, rows)| rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect())
        .collect();
    let slices: Vec<Vec<&[&str]>> =
        rows.iter().map(|rows| rows.iter().map(Vec::as_slice).collect()).collect();
    let all: Vec<(&str, &[&[&str]])> =
        sheets.iter().zip(&slices).map(|((name, _), rows)| (*name, rows.as_slice())).collect();
    workbook(&all)
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_with_every_tie_goes_out_and_comes_in_elsewhere_and_goes_out_the_same() {
    on_each_engine(PLUGINS, async |host| {
        let (first, second) = (Ground::first(&host).await, Ground::elsewhere(&host).await);
        for ground in [&first, &second] {
            ground.lay().await;
        }
        for (kind, file) in [(UserKind::Client, clients()), (UserKind::Specialist, specialists())] {
            let done = first.import(kind, "all.xlsx", &file, "{}").await;
            assert_eq!(done.state, ImportState::Completed, "{:?}", done.error);
            assert_eq!(done.rows.failed, 0, "{:?}", first.told(&done).await);
            assert!(done.rows.updated > 200, "{:?}", done.rows);
            let again = first.import(kind, "again.xlsx", &file, "{}").await;
            assert_eq!(
                again.rows.unchanged, again.rows.read,
                "the same again changes nothing: {:?}",
                again.rows
            );

            let out = first.export(kind, "xlsx").await;
            let came = second.import(kind, "out.xlsx", &out, "{}").await;
            assert_eq!(came.rows.failed, 0, "{:?}", second.told(&came).await);
            let mut expected = sheets(&out);
            let mut found = sheets(&second.export(kind, "xlsx").await);
            let own = |sheets: &mut Sheets| {
                for (_, rows) in sheets.iter_mut() {
                    // Each tenant has an administrator of its own, and states are told in the reader's language.
                    rows.retain(|row| !["admin", "outra"].contains(&row[0].as_str()));
                    for cell in rows.iter_mut().flatten() {
                        *cell = cell.replace("Activo", "Ativo");
                    }
                }
                sheets.iter().map(|(_, rows)| rows.clone()).collect::<Vec<_>>()
            };
            assert_eq!(expected.len(), 5);
            let (expected, found) = (own(&mut expected), own(&mut found));
            assert!(expected.iter().map(Vec::len).sum::<usize>() > 400);
            assert_eq!(expected, found);
        }
        // One sheet: several names in a cell.
        let csv = first.export(UserKind::Client, "csv").await;
        let back = first.import(UserKind::Client, "all.csv", &csv, "{}").await;
        assert_eq!(back.rows.unchanged + back.rows.failed, back.rows.read, "{:?}", first.told(&back).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_are_not_there_are_refused_with_the_nearest_made_or_left() {
    on_each_engine(PLUGINS, async |host| {
        let ground = Ground::first(&host).await;
        ground.lay().await;
        let file = "Usuario;Nombres;Apellidos;Empresa;Grupo;Servicio\n\
            ana;Ana;Rojas;Poole, Hal and Barker;Norte;Gold\n\
            bea;Bea;Rojas;-Minus;Norte E;\n\
            caio;Caio;Rojas;Nueva;Nuevo;Nuevo\n\
            dora;Dora;Rojas;Ñandú ﷽ 👩‍🔧;\"norte; Sur › Soporte, Sur\";\"Gold; Silver | Bronze\"\n";
        let refuse = r#"{"locale":"en","missing":"refuse"}"#;
        let done = ground.import(UserKind::Client, "p.csv", file.as_bytes(), refuse).await;
        assert_eq!(done.rows, counts(4, 1, 0, 0, 3), "{:?}", ground.told(&done).await);
        let told: Vec<Vec<(String, String)>> = ground.told(&done).await.into_values().collect();
        assert_eq!(told[0].len(), 1);
        assert_eq!(told[0][0].0, "tie.unknown");
        assert!(told[0][0].1.contains("Did you mean “Poole, Hall and Barker”?"), "{:?}", told[0]);
        assert_eq!(told[1][0].0, "tie.unknown", "a group of specialists is none of clients");
        assert_eq!(told[2].iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["tie.unknown"; 3]);

        let left = ground.import(UserKind::Client, "p.csv", file.as_bytes(), "{}").await;
        assert_eq!(left.rows, counts(4, 3, 0, 1, 0), "{:?}", ground.told(&left).await);
        assert_eq!(left.notices.iter().map(|notice| notice.rows).sum::<u64>(), 5, "{:?}", left.notices);

        let made = ground.import(UserKind::Client, "p.csv", file.as_bytes(), r#"{"missing":"create"}"#).await;
        assert_eq!(made.rows, counts(4, 0, 3, 1, 0), "{:?}", ground.told(&made).await);
        let again = ground.import(UserKind::Client, "p.csv", file.as_bytes(), "{}").await;
        assert_eq!(again.rows, counts(4, 0, 0, 4, 0), "{:?}", ground.told(&again).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ties_go_by_a_sign_and_shifts_never_overlap() {
    on_each_engine(PLUGINS, async |host| {
        let ground = Ground::first(&host).await;
        ground.lay().await;
        let people: &[&[&str]] = &[
            &["Login", "First name", "Last name", "Group", "Role"],
            &["ana", "Ana", "Rojas", "Norte E; Sur E", "Lector"],
            &["bea", "Bea", "Rojas", "", ""],
        ];
        let plan: &[&[&str]] = &[
            &["Login", "Since", "Until", "Calendar", "Change"],
            &["ana", "2026-01-01", "2026-01-31", "Oficina", ""],
            &["ana", "2026-01-31", "2026-02-15", "Oficina", ""],
            &["ana", "2026-03-01", "2026-02-01", "Oficina", ""],
            &["bea", "2026-01-01", "", "Oficina", ""],
            &["bea", "2026-01-01", "2026-01-02", "Oficin", ""],
            &["bea", "2026-01-01", "2026-01-02", "Oficina", "remove"],
            &["bea", "2026-01-01", "2026-01-02", "Oficina", "perhaps"],
            &["nobody", "2026-01-01", "2026-01-02", "Oficina", ""],
            &["bea", "2026-05-01", "2026-05-02", "Noche", "add"],
        ];
        let book = workbook(&[("People", people), ("Shifts", plan)]);
        for review in [true, false] {
            let options = match review {
                true => r#"{"locale":"en","missing":"refuse","on_problem":"review"}"#,
                false => r#"{"locale":"en","missing":"refuse"}"#,
            };
            let done = ground.import(UserKind::Specialist, "plan.xlsx", &book, options).await;
            let told = ground.told(&done).await;
            let codes: Vec<(u64, &str)> =
                told.iter().map(|((_, row), told)| (*row, told[0].0.as_str())).collect();
            let expected = [
                (3, "shift.overlap"),
                (4, "shift.reversed"),
                (5, "shift.required"),
                (6, "tie.unknown"),
                (7, "tie.no-shift"),
                (8, "tie.change"),
                (9, "import.nobody"),
            ];
            if review {
                // People who are not there yet have no shifts that could be missed.
                let known: Vec<(u64, &str)> =
                    expected.iter().copied().filter(|(row, _)| ![4, 5, 7].contains(row)).collect();
                assert_eq!(
                    codes.iter().copied().filter(|(row, _)| ![4, 5, 7].contains(row)).collect::<Vec<_>>(),
                    known
                );
                assert_eq!(done.state, ImportState::Review);
                service::cancel_import(&ground.cx, done.id).await.unwrap();
            } else {
                assert_eq!(codes, expected, "{told:?}");
                assert!(
                    told.values().any(|told| told[0].1.contains("Oficina")),
                    "the clashing shift is named"
                );
                assert_eq!(done.rows, counts(11, 2, 2, 0, 7));
            }
        }
        let ana = ground.person(UserKind::Specialist, "ana").await;
        assert_eq!(groups::service::groups_of_person(&ground.cx, ana).await.unwrap().len(), 2);
        assert_eq!(roles::service::held_by(&ground.cx, ana).await.unwrap().len(), 1);
        assert_eq!(shifts::service::count_shifts(&ground.cx, ana).await.unwrap(), 1);

        let gone = "Login;Group;Role;Shift since;Shift until;Calendar;Change\n\
            ana;-Norte E; - Lector;;;;\n\
            ana;;;2026-01-01;2026-01-31;Oficina;Quitar\n";
        let done =
            ground.import(UserKind::Specialist, "gone.csv", gone.as_bytes(), r#"{"locale":"en"}"#).await;
        assert_eq!(done.rows, counts(2, 0, 2, 0, 0), "{:?}", ground.told(&done).await);
        let left = groups::service::groups_of_person(&ground.cx, ana).await.unwrap();
        assert_eq!(left.iter().map(|placed| placed.path()).collect::<Vec<_>>(), ["Sur E"]);
        assert!(roles::service::held_by(&ground.cx, ana).await.unwrap().is_empty());
        assert_eq!(shifts::service::count_shifts(&ground.cx, ana).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_by_a_file_what_one_does_not_have() {
    on_each_engine(PLUGINS, async |host| {
        let ground = Ground::first(&host).await;
        ground.lay().await;
        let may = [
            Permission::UsersImport,
            Permission::UsersList,
            Permission::UsersGetObject,
            Permission::RolesUpdate,
            Permission::RolesList,
        ];
        let values =
            RoleValues { name: "Importa".to_owned(), description: String::new(), grants: Grants::of(may) };
        let role = roles::service::create_role(&ground.cx, values).await.unwrap().id;
        let clerk = host.person(UserKind::Specialist, "clerk");
        let id = clerk.id;
        host.add(vec![clerk]).await;
        roles::service::give_to_people(&ground.cx, role, vec![id]).await.unwrap();
        let own = Ground { cx: host.acting(id, Culture::En).await, project: host.project.id, user: id };
        let file = "Login;First name;Last name;Role;Group\n\
            ana;Ana;Rojas;Administrador;\n\
            bea;Bea;Rojas;Lector;\n\
            caio;Caio;Rojas;;Norte E\n";
        let done = own.import(UserKind::Specialist, "p.csv", file.as_bytes(), "{}").await;
        let told = ground.told(&done).await;
        let codes: Vec<&str> = told.values().map(|told| told[0].0.as_str()).collect();
        assert_eq!(codes, ["role.beyond-own", "tie.forbidden"], "{told:?}");
        assert_eq!(done.rows, counts(3, 1, 0, 0, 2));
        let bea = ground.person(UserKind::Specialist, "bea").await;
        assert_eq!(roles::service::held_by(&ground.cx, bea).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_brings_its_projects_where_the_row_or_the_import_says_so() {
    on_each_engine(PLUGINS, async |host| {
        let ground = Ground::first(&host).await;
        let cx = &ground.cx;
        let group = ground.group(UserKind::Client, "Norte", None).await;
        let second = projects::service::create_project(cx, "Segundo", "").await.unwrap().id;
        groups::service::set_projects(cx, group, vec![second], vec![second]).await.unwrap();
        let people: &[&[&str]] = &[
            &["Login", "First name", "Last name"],
            &["ana", "Ana", "Rojas"],
            &["bea", "Bea", "Rojas"],
            &["caio", "Caio", "Rojas"],
        ];
        let ties: &[&[&str]] = &[
            &["Login", "Group", "Projects of the group"],
            &["ana", "Norte", "Entra"],
            &["bea", "Norte", ""],
            &["caio", "Norte", "Only the group"],
        ];
        let book = workbook(&[("People", people), ("Groups", ties)]);
        let done = ground.import(UserKind::Client, "p.xlsx", &book, "{}").await;
        assert_eq!(done.rows, counts(6, 3, 3, 0, 0), "{:?}", ground.told(&done).await);
        let joined = async || {
            let filter = UserFilter::default();
            let found =
                users::service::list_users(cx, second, UserKind::Client, filter, None, 50).await.unwrap();
            found.items.into_iter().map(|person| person.username).collect::<Vec<_>>()
        };
        assert_eq!(joined().await, ["ana"]);
        let gone = "Login;Group\nbea;-Norte\ncaio;-Norte\n";
        ground.import(UserKind::Client, "p.csv", gone.as_bytes(), "{}").await;
        let options = r#"{"group_projects":"join"}"#;
        let done = ground.import(UserKind::Client, "p.xlsx", &book, options).await;
        assert_eq!(done.rows.failed, 0);
        assert_eq!(joined().await, ["ana", "bea"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_refused_ties_comes_in_again_once_it_is_put_right() {
    on_each_engine(PLUGINS, async |host| {
        let ground = Ground::first(&host).await;
        let people: &[&[&str]] =
            &[&["Login", "First name", "Last name"], &["ana", "Ana", "Rojas"], &["bea", "", "Rojas"]];
        let ties: &[&[&str]] = &[&["Login", "Group"], &["ana", "Norte"], &["bea", "Norte"]];
        let book = workbook(&[("People", people), ("Groups", ties)]);
        let done = ground.import(UserKind::Client, "p.xlsx", &book, r#"{"missing":"refuse"}"#).await;
        assert_eq!(done.rows, counts(4, 1, 0, 0, 3), "{:?}", ground.told(&done).await);
        let made = service::error_workbook(&ground.cx, done.id, Culture::En).await.unwrap();
        let bytes = ground.cx.app.files.get(&made.key).await.unwrap();
        let found = sheets(&bytes);
        assert_eq!(
            found.iter().map(|(name, rows)| (name.as_str(), rows.len())).collect::<Vec<_>>(),
            [("People", 1), ("Groups", 2)]
        );
        ground.group(UserKind::Client, "Norte", None).await;
        let again = ground.import(UserKind::Client, "again.xlsx", &bytes, "{}").await;
        assert_eq!(again.rows, counts(3, 0, 1, 0, 2), "{:?}", ground.told(&again).await);
    })
    .await;
}
