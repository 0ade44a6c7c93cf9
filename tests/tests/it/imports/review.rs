//! Imports that wait for somebody: what is tried is what happens, cells are repaired, and nothing goes in unasked.
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::imports::form::parse_options;
use elenco::imports::model::{Failure, Import, ImportState, RowCounts};
use elenco::imports::queries;
use elenco::imports::service::{self, Repair};
use elenco::users::model::{UserFilter, UserKind};
use elenco::{jobs, users};
use elenco_db::ImportId;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};

use super::{PLUGINS, acting, configure, counts, left_behind, people, upload, work};
use crate::host::{Host, on_each_engine};

const HEADER: &str = "Login;First name;Last name;Mail;Status;External id;Birth date\n";

/// Takes a file in, has it tried, and answers the import that waits.
async fn tried(host: &Host, cx: &ServiceContext, text: &str) -> Import {
    let options = parse_options(r#"{"on_problem":"review","locale":"en"}"#).unwrap();
    let bytes = text.as_bytes();
    let id =
        service::start_import(cx, host.project.id, UserKind::Client, upload(bytes), "people.csv", options)
            .await
            .unwrap();
    let mut bell = host.app.bell.listen(host.tenant.id, host.admin.id);
    let runner = jobs::runner::start(host.app.clone());
    let import = loop {
        let import = service::find_import(cx, id).await.unwrap();
        if import.state == ImportState::Review || import.state.is_over() {
            break import;
        }
        assert!(bell.heard().await);
    };
    runner.stop().await;
    import
}

async fn failures(cx: &ServiceContext, id: ImportId) -> Vec<Failure> {
    service::list_failures(cx, id, 0, 1000).await.unwrap().items
}

/// Row and codes of whatever is wrong.
fn told(failures: &[Failure]) -> Vec<(u64, Vec<String>)> {
    let codes = |failure: &Failure| failure.problems.iter().map(|problem| problem.code.clone()).collect();
    failures.iter().map(|failure| (failure.row, codes(failure))).collect()
}

async fn committed(host: &Host, cx: &ServiceContext, id: ImportId) -> Import {
    service::commit_import(cx, id).await.unwrap();
    work(host, cx, id).await
}

fn cell(failure: &Failure, field: &str) -> usize {
    failure.problems.iter().find(|problem| problem.field == field).and_then(|problem| problem.column).unwrap()
}

fn row() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["ana", "bea", "caio", "dora", "eva", ""]);
    let first = prop::sample::select(vec!["Ana", "", "Íñigo", "=1+1"]);
    let mail = prop::sample::select(vec!["", "a@example.com", "a at example"]);
    let status = prop::sample::select(vec!["active", "Inactivo", "maybe", ""]);
    let external = prop::sample::select(vec!["", "X1", "X2", "X3"]);
    let birth = prop::sample::select(vec!["", "31/12/1990", "31/02/1990"]);
    (name, first, mail, status, external, birth).prop_map(|(name, first, mail, status, external, birth)| {
        format!("{name};{first};Rojas;{mail};{status};{external};{birth}\n")
    })
}

/// Files that were drawn once: the engines see the same.
fn files() -> Vec<String> {
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let file = prop::collection::vec(row(), 1..12).prop_map(|rows| HEADER.to_owned() + &rows.concat());
    (0..12).map(|_| file.new_tree(&mut runner).unwrap().current()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_tried_is_what_happens() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        for text in files() {
            let before = people(&host, &cx, UserKind::Client).await;
            let waits = tried(&host, &cx, &text).await;
            assert_eq!(waits.state, ImportState::Review, "{:?} {text}", waits.error);
            assert_eq!(people(&host, &cx, UserKind::Client).await, before, "nothing goes in unasked");
            let expected = failures(&cx, waits.id).await;
            let done = committed(&host, &cx, waits.id).await;
            assert_eq!(done.state, ImportState::Completed);
            assert_eq!(done.rows, waits.rows, "{text}");
            assert_eq!(told(&failures(&cx, waits.id).await), told(&expected), "{text}");
            let now = people(&host, &cx, UserKind::Client).await;
            assert_eq!(now - before, i64::try_from(done.rows.created).unwrap());
            assert_eq!(left_behind(&host.app, &host).await, Vec::<String>::new());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cells_are_repaired_rows_are_left_out_and_the_rest_goes_in() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        let text = format!(
            "{HEADER}ana;Ana;Rojas;a at example;active;;\nbea;Bea;Lima;;maybe;;\n\
             caio;Caio;Souza;;maybe;;\ndora;Dora;Paz;;;;\ndora;Dora;Luz;;;;\neva;;Sol;;;;\nfabio;Fabio;Mar;;;;\n"
        );
        let waits = tried(&host, &cx, &text).await;
        let id = waits.id;
        assert_eq!(waits.rows, counts(7, 1, 0, 0, 6));
        let all = failures(&cx, id).await;
        let of = |row: u64| all.iter().find(|failure| failure.row == row).unwrap();

        // A repair that is none is told; one that is makes the row good.
        let mail = cell(of(2), "email");
        let again = Repair { line: of(2).line, column: mail, text: "still wrong".to_owned() };
        let judged = service::repair(&cx, id, vec![again.clone()]).await.unwrap();
        assert_eq!(judged.bad[0].problems[0].code, "user.email-form");
        assert_eq!(judged.bad[0].cells[mail], "still wrong");
        let good = Repair { text: "ana@example.com".to_owned(), ..again };
        assert_eq!(service::repair(&cx, id, vec![good.clone()]).await.unwrap().good, [of(2).line]);
        let gone = service::repair(&cx, id, vec![good]).await;
        assert!(matches!(gone, Err(AppError::NotFound)), "a row without problems is not typed over: {gone:?}");

        // All that are alike at once.
        let alike = Repair { line: of(3).line, column: cell(of(3), "status"), text: "inactive".to_owned() };
        assert_eq!(service::repair_alike(&cx, id, alike).await.unwrap().good, [of(3).line, of(4).line]);

        // One of two who share a name gets another, not one that a third row has; then both are good.
        let name = cell(of(5), "username");
        let rename = |text: &str| vec![Repair { line: of(6).line, column: name, text: text.to_owned() }];
        let taken = service::repair(&cx, id, rename("Fabio")).await;
        assert!(matches!(taken, Err(AppError::Invalid(_))), "{taken:?}");
        let both = service::repair(&cx, id, rename("dora.luz")).await.unwrap();
        assert_eq!(both.good, [of(5).line, of(6).line]);

        // Left out, taken back, left out.
        for out in [true, false, true] {
            let judged = service::leave_out(&cx, id, of(7).line, out).await.unwrap();
            assert_eq!(judged.bad[0].problems[0].code == "import.left-out", out);
        }
        assert_eq!(service::find_import(&cx, id).await.unwrap().rows, counts(7, 6, 0, 0, 1));

        let done = committed(&host, &cx, id).await;
        assert_eq!(done.rows, counts(7, 6, 0, 0, 1));
        assert_eq!(told(&failures(&cx, id).await), [(7, vec!["import.left-out".to_owned()])]);
        let found = users::service::find_named(&cx, "ana").await.unwrap();
        assert_eq!(found.email, "ana@example.com");
        assert_eq!(users::service::find_named(&cx, "dora.luz").await.unwrap().last_names, "Luz");
        assert!(matches!(service::commit_import(&cx, id).await, Err(AppError::Conflict)), "only once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_is_typed_in_review_is_sealed_and_counts() {
    on_each_engine(&["format-csv", "password-policy"], async |host| {
        let cx = acting(&host).await;
        // Nobody's name may be one's password (first-party policy).
        let secret = "Un-Ceibo-Rojo-9274!";
        let waits = tried(&host, &cx, "Login;First name;Last name;Password\nana;Ana;Rojas;ana\n").await;
        let bad = failures(&cx, waits.id).await;
        assert!(bad[0].cells[3].is_null(), "passwords are not kept: {bad:?}");
        let repair = Repair { line: bad[0].line, column: 3, text: secret.to_owned() };
        assert_eq!(service::repair(&cx, waits.id, vec![repair]).await.unwrap().good, [bad[0].line]);
        let (scope, id) = (host.scope(), waits.id);
        let kept: Vec<queries::SealedEdit> = host
            .app
            .db
            .read(move |conn| queries::list_edits(conn, &scope, id))
            .await
            .map_err(|error: elenco_db::DbError| error)
            .unwrap();
        let bytes = kept[0].cells.clone().unwrap();
        assert!(!bytes.windows(9).any(|window| window == &secret.as_bytes()[..9]), "sealed");
        assert_eq!(committed(&host, &cx, waits.id).await.rows, counts(1, 1, 0, 0, 0));
        assert!(users::service::find_named(&cx, "ana").await.unwrap().has_password);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_thrown_away_or_forgotten_leaves_nothing() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        let text = format!("{HEADER}ana;;Rojas;;;;\nbea;Bea;Lima;;;;\n");
        let waits = tried(&host, &cx, &text).await;
        let thrown = service::cancel_import(&cx, waits.id).await.unwrap();
        assert_eq!(thrown.state, ImportState::Cancelled);
        assert_eq!(left_behind(&host.app, &host).await, Vec::<String>::new());
        let repair = Repair { line: 1, column: 1, text: "Ana".to_owned() };
        let late = service::repair(&cx, waits.id, vec![repair]).await;
        assert!(matches!(late, Err(AppError::Conflict)), "{late:?}");

        let waits = tried(&host, &cx, &text).await;
        assert_eq!(waits.rows, RowCounts { read: 2, created: 1, failed: 1, ..RowCounts::default() });
        host.clock.forward(40 * 86_400);
        service::sweep_leftovers(&host.app).await.unwrap();
        assert_eq!(service::find_import(&cx, waits.id).await.unwrap().state, ImportState::Cancelled);
        service::sweep_leftovers(&host.app).await.unwrap();
        assert_eq!(left_behind(&host.app, &host).await, Vec::<String>::new());
        let nobody = UserFilter { search: Some("Lima".to_owned()), ..UserFilter::default() };
        let found = users::service::list_users(&cx, host.project.id, UserKind::Client, nobody, None, 10);
        assert!(found.await.unwrap().items.is_empty());
    })
    .await;
}
