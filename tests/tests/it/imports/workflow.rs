//! What an administrator does with imports: options, failed rows as a workbook, cancelling, passwords.
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use elenco::error::AppError;
use elenco::imports::form::parse_options;
use elenco::imports::model::{ImportState, Mode};
use elenco::imports::service;
use elenco::locale::Culture;
use elenco::notifications;
use elenco::notifications::model::NotificationState;
use elenco::users;
use elenco::users::model::{UserFilter, UserKind};

use super::{PLUGINS, acting, configure, counts, failed_rows, import, people, start, upload, work};
use crate::host::{Host, on_each_engine};

const PEOPLE: &str = "Login;First name;Last name;Mail;Status;Birth date;Latitude\n\
    ana;Ana;Rojas;ana@example.com;active;31/12/1990;\n\
    bea;;Lima;bea at example.com;maybe;31/02/1990;6.2\n\
    caio;Caio;Souza;caio@example.com;Não;01/02/1990;\n";

async fn with_options(host: &Host, options: &str, text: &str) -> elenco::imports::model::Import {
    let cx = acting(host).await;
    let options = parse_options(options).expect("options");
    let id = service::start_import(
        &cx,
        host.project.id,
        UserKind::Client,
        upload(text.as_bytes()),
        "people.csv",
        options,
    );
    let id = id.await.expect("taken in");
    work(host, &cx, id).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_row_is_told_all_that_is_wrong_with_it_and_the_file_of_failed_rows_shows_where() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        let done = import(&host, &cx, UserKind::Client, "people.csv", PEOPLE.as_bytes()).await;
        assert_eq!(done.rows, counts(3, 2, 0, 0, 1), "{:?}", done.error);
        let mut fields = failed_rows(&host, done.id).await.remove(&3).expect("the third row");
        fields.sort();
        assert_eq!(fields, ["email", "fields.birth_date", "first_names", "latitude", "status"]);

        let book = service::error_workbook(&cx, done.id, Culture::Pt).await.expect("made");
        assert_eq!(book.file_name, "people-com-falha.xlsx");
        let bytes = host.app.files.get(&book.key).await.expect("stored");
        assert_eq!(bytes.len() as u64, book.size);
        let mut sheets: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
        let visible: Vec<_> = sheets
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.visible == calamine::SheetVisible::Visible)
            .map(|sheet| sheet.name.clone())
            .collect();
        assert_eq!(visible.len(), 1);
        let range = sheets.worksheet_range(&visible[0]).expect("a sheet");
        let rows: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
        assert_eq!(rows.len(), 2, "the header and the failed row");
        let text: Vec<String> = rows[1].iter().map(ToString::to_string).collect();
        assert!(text.contains(&"bea at example.com".to_owned()), "{text:?}");
        assert!(text.contains(&"3".to_owned()), "the original row: {text:?}");

        // Put nothing right: the same row fails again, and our own columns are no strangers.
        let again = import(&host, &cx, UserKind::Client, "again.xlsx", &bytes).await;
        assert_eq!(again.rows, counts(1, 0, 0, 0, 1), "{:?}", again.error);
        let strangers: Vec<_> = again
            .sheets
            .iter()
            .flat_map(|sheet| &sheet.columns)
            .filter(|column| column.field.is_none())
            .collect();
        assert!(
            strangers.iter().all(|column| column.how == elenco::imports::headers::How::Ours),
            "{strangers:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_cell_changes_nothing_and_modes_hold() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        import(&host, &cx, UserKind::Client, "people.csv", PEOPLE.as_bytes()).await;
        let change = "Login;First name;Last name;Mail\nANA;;Rojas Díaz;\nnew;Nova;Pessoa;\n";
        let done = with_options(&host, r#"{"mode":"update"}"#, change).await;
        assert_eq!(done.options.mode, Mode::Update);
        assert_eq!(done.rows, counts(2, 0, 1, 0, 1));
        assert_eq!(failed_rows(&host, done.id).await[&3], ["username"]);
        let filter = UserFilter::searching(Some("rojas diaz".to_owned()));
        let found = users::service::list_users(&cx, host.project.id, UserKind::Client, filter, None, 5)
            .await
            .expect("listed");
        assert_eq!(
            (found.items[0].first_names.as_str(), found.items[0].email.as_str()),
            ("Ana", "ana@example.com")
        );
        let done = with_options(&host, r#"{"mode":"create"}"#, change).await;
        assert_eq!(done.rows, counts(2, 1, 0, 0, 1));
        assert_eq!(failed_rows(&host, done.id).await.keys().collect::<Vec<_>>(), [&2]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chosen_mapping_counts_and_one_that_cannot_be_kept_is_refused() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let text = "Who;Given;Family;Junk\nana;Ana;Rojas;1\n";
        let mapping =
            r#"{"mapping":{"Who":"username","Given":"first_names","family":"last_names","Junk":null}}"#;
        let done = with_options(&host, mapping, text).await;
        assert_eq!(done.rows, counts(1, 1, 0, 0, 0), "{:?}", done.error);
        let missing = with_options(
            &host,
            r#"{"mapping":{"Who":"username","Given":"first_names","Nobody":"email"}}"#,
            text,
        )
        .await;
        assert_eq!(missing.error.expect("refused").code, "import.mapping-missing");
        let unknown =
            with_options(&host, r#"{"mapping":{"Who":"username","Given":"fields.nothing"}}"#, text).await;
        assert_eq!(unknown.error.expect("refused").code, "import.mapping-unknown");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_cancelled_at_once_and_told_so() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        let id = start(&host, &cx, UserKind::Client, "people.csv", PEOPLE.as_bytes()).await;
        let cancelled = service::cancel_import(&cx, id).await.expect("cancelled");
        assert_eq!(cancelled.state, ImportState::Cancelled);
        let (items, _) = notifications::service::list_items(&cx, None, 5).await.expect("listed");
        assert_eq!(items[0].notification.state, NotificationState::Failed);
        assert!(super::left_behind(&host.app, &host).await.is_empty());
        let again = service::cancel_import(&cx, id).await.expect("stays as it is");
        assert_eq!(again.state, ImportState::Cancelled);
        assert!(matches!(service::error_workbook(&cx, id, Culture::En).await, Err(AppError::NotFound)));
        assert_eq!(people(&host, &cx, UserKind::Client).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn passwords_obey_the_policy_and_are_never_kept_or_told() {
    const SECRET: &str = "Jacaranda-42-violeta!";
    let text =
        format!("Login;First name;Last name;Password\nana;Ana;Rojas;{SECRET}\nbea;Bea;Lima;short-9x\n");
    on_each_engine(&["format-csv", "format-xlsx", "password-policy"], async |host| {
        let cx = acting(&host).await;
        let id = start(&host, &cx, UserKind::Client, "people.csv", text.as_bytes()).await;
        // What was uploaded cannot be read in the store.
        let folder = host
            .app
            .config
            .data_dir
            .join("files")
            .join(host.tenant.id.to_string())
            .join("imports")
            .join(id.to_string());
        let stored = std::fs::read(folder.join("upload")).expect("stored");
        assert!(!String::from_utf8_lossy(&stored).contains("violeta"));
        let done = work(&host, &cx, id).await;
        assert_eq!(done.rows, counts(2, 1, 0, 0, 1), "{:?}", done.error);
        let problems = service::list_failures(&cx, id, 0, 10).await.expect("listed");
        let told = format!("{problems:?}");
        assert!(
            problems.items[0]
                .problems
                .iter()
                .all(|problem| problem.field == "password" && problem.value.is_none())
        );
        assert!(!told.contains("short-9x"), "{told}");
        let book = service::error_workbook(&cx, id, Culture::En).await.expect("made");
        let bytes = host.app.files.get(&book.key).await.expect("stored");
        let mut sheets: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
        for name in sheets.sheet_names() {
            let range = sheets.worksheet_range(&name).expect("a sheet");
            assert!(range.used_cells().all(|(_, _, cell)| !cell.to_string().contains("short-9x")));
        }
        let again = import(&host, &cx, UserKind::Client, "again.csv", text.as_bytes()).await;
        assert_eq!(again.rows, counts(2, 0, 0, 1, 1), "the same password is no change");
    })
    .await;
}
