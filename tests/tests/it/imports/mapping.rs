//! Somebody says what the columns of a file mean: what is proposed, kept, remembered and refused.
use std::io::Write as _;

use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::imports::form::mapping::parse;
use elenco::imports::form::parse_options;
use elenco::imports::headers::How;
use elenco::imports::model::{
    AS_IT_STANDS, Import, ImportOptions, ImportState, MappingNote, MappingProblem, Match, Mode, Outlook,
    ProblemKind, Proposal,
};
use elenco::imports::service::{self, Proposed, Start};
use elenco::users;
use elenco::users::model::{UserFilter, UserKind};
use elenco_db::ImportId;
use serde_json::json;

use super::{PLUGINS, acting, configure, counts, failed_rows, left_behind, people, upload, work};
use crate::host::{Host, on_each_engine};

const STRANGE: &str = "Kunde;Vorname;Nachname;Mail;Zustand;Kunde seit
ana;Ana;Rojas;ana@example.com;laeuft;01/02/2020
bea;Bea;Rojas;bea@example.com;Activ;13/02/2020
caio;Caio;Rojas;caio@example.com;aus;03/04/2021
dora;Dora;Rojas;dora@example.com;laeuft;05/06/2021
";

async fn take(host: &Host, cx: &ServiceContext, name: &str, bytes: &[u8], options: &str) -> ImportId {
    let options = parse_options(options).unwrap();
    service::start_import(cx, host.project.id, UserKind::Client, upload(bytes), name, options).await.unwrap()
}

async fn waits(host: &Host, cx: &ServiceContext, text: &str) -> ImportId {
    take(host, cx, "kunden.csv", text.as_bytes(), r#"{"map":true,"locale":"en"}"#).await
}

async fn proposed(cx: &ServiceContext, id: ImportId) -> Proposed {
    service::propose(cx, id).await.unwrap()
}

fn fields(proposal: &Proposal) -> Vec<Option<&str>> {
    proposal.sheets[0].columns.iter().map(|column| column.field.as_deref()).collect()
}

/// The proposal's options with other fields for the columns of the first sheet.
fn choose(proposal: &Proposal, columns: &[(usize, Option<&str>)]) -> ImportOptions {
    let mut options = proposal.options.clone();
    for (at, field) in columns {
        options.sheets[0].columns[*at].field = field.map(str::to_owned);
        options.sheets[0].columns[*at].values.clear();
    }
    options
}

async fn started(host: &Host, cx: &ServiceContext, id: ImportId) -> Import {
    match service::start_mapped(cx, id).await.unwrap() {
        Start::Started(import) => assert_eq!(import.state, ImportState::Pending),
        Start::Refused(proposed) => panic!("{:?}", proposed.proposal.problems),
    }
    work(host, cx, id).await
}

/// Who is active, by user name.
async fn standing(host: &Host, cx: &ServiceContext) -> Vec<(String, bool)> {
    let filter = UserFilter::default();
    let page = users::service::list_users(cx, host.project.id, UserKind::Client, filter, None, 100).await;
    let mut all: Vec<(String, bool)> =
        page.unwrap().items.into_iter().map(|user| (user.username, user.active)).collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_and_values_are_said_once_and_known_afterwards() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        let id = waits(&host, &cx, STRANGE).await;
        assert_eq!(service::find_import(&cx, id).await.unwrap().state, ImportState::Mapping);
        let first = proposed(&cx, id).await;
        assert_eq!(people(&host, &cx, UserKind::Client).await, 0, "nothing is read before it is said");
        let sheet = &first.proposal.sheets[0];
        assert!(sheet.read, "there is no other sheet");
        assert!(
            matches!(&first.proposal.problems[..], [MappingProblem::NoKey { .. }]),
            "whom the rows are about"
        );
        assert_eq!(sheet.columns[3].field.as_deref(), Some("email"));
        assert_eq!(sheet.columns[0].samples, ["ana", "bea", "caio"]);
        assert_eq!(sheet.columns[4].how, How::Unknown);

        let columns = [
            (0, Some("username")),
            (1, Some("first_names")),
            (2, Some("last_names")),
            (4, Some("status")),
            (5, Some("fields.member_since")),
        ];
        let mut options = choose(&first.proposal, &columns);
        options.sheets[0].read = true;
        service::keep_mapping(&cx, id, options).await.unwrap();
        let second = proposed(&cx, id).await;
        assert_eq!(second.proposal.problems, []);
        let values = &second.proposal.sheets[0].columns[4].values;
        let told: Vec<_> =
            values.iter().map(|v| (v.text.as_str(), v.rows, v.meaning.as_deref(), v.sure)).collect();
        assert_eq!(
            told,
            [("laeuft", 2, None, false), ("Activ", 1, Some("active"), false), ("aus", 1, None, false)],
            "a near word is proposed and not sure, a strange one is nobody's guess"
        );
        assert_eq!(second.preview[0].outlook, Outlook::Failed);
        assert_eq!(second.preview[1].outlook, Outlook::Created, "{:?}", second.preview[1]);
        assert!(
            second.preview[1].cells.iter().any(|cell| cell.text == "Activo"),
            "as the reader would call it"
        );

        let mut options = second.proposal.options.clone();
        let values = &mut options.sheets[0].columns[4].values;
        values.insert("laeuft".to_owned(), "active".to_owned());
        values.insert("aus".to_owned(), "inactive".to_owned());
        service::keep_mapping(&cx, id, options).await.unwrap();
        let done = started(&host, &cx, id).await;
        assert_eq!(done.rows, counts(4, 4, 0, 0, 0), "{:?}", failed_rows(&host, id).await);
        let expected = [("ana", true), ("bea", true), ("caio", false), ("dora", true)];
        let expected = expected.map(|(name, active)| (name.to_owned(), active));
        assert_eq!(standing(&host, &cx).await, expected);
        assert_eq!(left_behind(&host.app, &host).await, Vec::<String>::new());

        // Another order of columns, other rows: the next file is understood by itself, even without being asked about.
        let next = "Zustand;Mail;Kunde;Nachname;Vorname\nAUS;eva@example.com;eva;Rojas;Eva\n";
        let id = waits(&host, &cx, next).await;
        let third = proposed(&cx, id).await.proposal;
        assert_eq!(third.problems, []);
        let wanted = ["status", "email", "username", "last_names", "first_names"].map(Some);
        assert_eq!(fields(&third), wanted);
        assert_eq!(third.sheets[0].columns[2].how, How::Remembered);
        assert_eq!(third.sheets[0].columns[0].values[0].meaning.as_deref(), Some("inactive"));
        service::cancel_import(&cx, id).await.unwrap();
        let id = take(&host, &cx, "next.csv", next.as_bytes(), "{}").await;
        assert_eq!(work(&host, &cx, id).await.rows, counts(1, 1, 0, 0, 0));
        assert!(standing(&host, &cx).await.contains(&("eva".to_owned(), false)));
        assert_eq!(left_behind(&host.app, &host).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_start_says_why_and_nothing_typed_is_lost() {
    on_each_engine(PLUGINS, async |host| {
        let cx = acting(&host).await;
        let text = "Login;Alias 2;First name;Last name\nana;x;Ana;Rojas\n";
        let id = waits(&host, &cx, text).await;
        let shown = proposed(&cx, id).await.proposal;
        let pairs: Vec<(String, String)> = [
            ("signature", shown.signature.as_str()),
            ("match", "username"),
            ("mode", "create"),
            ("s0", "true"),
            ("c0.0", "username"),
            ("c0.1", "username"),
            ("c0.2", "first_names"),
            ("c0.3", ""),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec();
        service::keep_typed(&cx, id, &parse(&pairs).0).await.unwrap();
        let Start::Refused(refused) = service::start_mapped(&cx, id).await.unwrap() else { panic!("it started") };
        assert!(matches!(&refused.proposal.problems[..], [MappingProblem::Doubled { headers, .. }] if headers == &["Login", "Alias 2"]));
        assert_eq!(fields(&refused.proposal), [Some("username"), Some("username"), Some("first_names"), None]);
        assert_eq!(refused.proposal.options.mode, Mode::Create);
        assert!(refused.proposal.notes.iter().any(|note| matches!(note, MappingNote::Missing { .. })));
        assert_eq!(service::find_import(&cx, id).await.unwrap().state, ImportState::Mapping);

        let key_gone = choose(&refused.proposal, &[(0, None), (1, None)]);
        service::keep_mapping(&cx, id, key_gone).await.unwrap();
        let Start::Refused(refused) = service::start_mapped(&cx, id).await.unwrap() else { panic!("it started") };
        assert!(matches!(&refused.proposal.problems[..], [MappingProblem::NoKey { .. }]));

        let mut unknown = refused.proposal.options.clone();
        unknown.sheets[0].columns[0].field = Some("nothing".to_owned());
        assert!(matches!(service::keep_mapping(&cx, id, unknown).await, Err(AppError::BadRequest { .. })));
        // A page that was opened before the file was read in another way changes no columns.
        let mut stale = parse(&pairs).0;
        stale.signature = "another".to_owned();
        service::keep_typed(&cx, id, &stale).await.unwrap();
        assert_eq!(fields(&proposed(&cx, id).await.proposal)[0], None);
        service::cancel_import(&cx, id).await.unwrap();
        assert!(matches!(service::propose(&cx, id).await, Err(AppError::Conflict)));
        assert_eq!(left_behind(&host.app, &host).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mapping_is_kept_chosen_by_itself_and_says_what_does_not_fit() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        let text = "Code;Given;Family;Since;Rest\nana;Ana;Rojas;2020-01-01;x\n";
        let id = waits(&host, &cx, text).await;
        let shown = proposed(&cx, id).await.proposal;
        let columns = [
            (0, Some("external_id")),
            (1, Some("first_names")),
            (2, Some("last_names")),
            (3, Some("fields.member_since")),
        ];
        let mut options = choose(&shown, &columns);
        options.sheets[0].read = true;
        options.matching = Match::ExternalId;
        service::keep_mapping(&cx, id, options).await.unwrap();
        for bad in ["", " \t ", &"x".repeat(81), "a\0b"] {
            assert!(
                matches!(service::save_mapping(&cx, id, bad).await, Err(AppError::Invalid(_))),
                "{bad:?}"
            );
        }
        let kept = service::save_mapping(&cx, id, "  Payroll  de  ").await.unwrap();
        assert_eq!((kept.name.as_str(), kept.version), ("Payroll de", 1));
        let again = service::save_mapping(&cx, id, "PAYROLL DE").await.unwrap();
        assert_eq!((again.id, again.version), (kept.id, 2), "a name that is there is replaced");

        // The same headers in another order, under another file name: chosen by itself.
        let other = "Rest;Family;Given;Code;Since\ny;Rojas;Bea;bea;2020-01-01\n";
        let id = take(&host, &cx, "x.csv", other.as_bytes(), r#"{"map":true}"#).await;
        let found = proposed(&cx, id).await.proposal;
        assert_eq!(found.options.saved, Some(kept.id));
        assert_eq!(found.options.matching, Match::ExternalId);
        let wanted =
            [None, Some("last_names"), Some("first_names"), Some("external_id"), Some("fields.member_since")];
        assert_eq!(fields(&found), wanted);
        // One that is not wanted is not forced on anybody.
        let pairs = vec![("was".to_owned(), kept.id.to_string()), ("saved".to_owned(), String::new())];
        service::keep_typed(&cx, id, &parse(&pairs).0).await.unwrap();
        assert_eq!(fields(&proposed(&cx, id).await.proposal)[3], None);

        // A field that is gone, a column that is missing, a file that has nothing in common.
        host.configure("additional-fields", json!({ "fields": [] })).await;
        let cx = acting(&host).await;
        let chosen = format!(r#"{{"map":true,"saved":"{}"}}"#, kept.id);
        let fewer = "Code;Given;Since\nana;Ana;2020-01-01\n";
        let id = take(&host, &cx, "y.csv", fewer.as_bytes(), &chosen).await;
        let found = proposed(&cx, id).await.proposal;
        assert_eq!(fields(&found), [Some("external_id"), Some("first_names"), None]);
        assert!(
            found.notes.contains(&MappingNote::Gone { headers: vec!["Since".to_owned()] }),
            "{:?}",
            found.notes
        );
        assert!(found.notes.contains(&MappingNote::Absent { headers: vec!["Family".to_owned()] }));
        assert_eq!(found.sheets[0].columns[2].gone.as_deref(), Some("fields.member_since"));
        let id = take(&host, &cx, "z.csv", b"Login;Nome\nana;Ana\n", &chosen).await;
        let found = proposed(&cx, id).await.proposal;
        assert_eq!(found.notes.first(), Some(&MappingNote::Other));
        assert_eq!(fields(&found), [Some("username"), Some("first_names")]);

        let id = waits(&host, &cx, "A;B\n1;2\n").await;
        service::save_mapping(&cx, id, "Other").await.unwrap();
        let taken = service::rename_mapping(&cx, kept.id, 2, "other").await;
        assert!(
            matches!(taken, Err(AppError::Invalid(problems)) if problems[0].code == "mapping.name-taken")
        );
        assert!(matches!(service::rename_mapping(&cx, kept.id, 1, "New").await, Err(AppError::Conflict)));
        service::rename_mapping(&cx, kept.id, 2, "New").await.unwrap();
        service::delete_mapping(&cx, kept.id).await.unwrap();
        assert!(matches!(service::delete_mapping(&cx, kept.id).await, Err(AppError::NotFound)));
        let names: Vec<String> = service::list_mappings(&cx, UserKind::Client)
            .await
            .unwrap()
            .into_iter()
            .map(|one| one.name)
            .collect();
        assert_eq!(names, ["Other"]);
        assert_eq!(service::list_mappings(&cx, UserKind::Specialist).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_what_was_chosen_and_rows_do_what_they_may() {
    on_each_engine(PLUGINS, async |host| {
        let cx = acting(&host).await;
        let first = "Login;First name;Last name;Mail;External id
ana;Ana;Rojas;ana@example.com;X1
bea;Bea;Rojas;twins@example.com;X2
cea;Cea;Rojas;twins@example.com;X3
";
        let id = take(&host, &cx, "a.csv", first.as_bytes(), "{}").await;
        assert_eq!(work(&host, &cx, id).await.rows, counts(3, 3, 0, 0, 0));

        let by_mail = "Mail;First name;Login;Last name
ANA@example.com;Anita;;
twins@example.com;Who;;
new@example.com;Nova;nova;Lima
,;;;
dup@example.com;D;d1;Lima
DUP@example.com;D;d2;Lima
";
        let options = r#"{"match":"email","locale":"en"}"#;
        let id = take(&host, &cx, "b.csv", by_mail.as_bytes(), options).await;
        let done = work(&host, &cx, id).await;
        assert_eq!(done.rows, counts(6, 1, 1, 0, 4), "{:?}", failed_rows(&host, id).await);
        let codes = |rows: Vec<elenco::imports::model::Failure>| -> Vec<(u64, String)> {
            rows.into_iter().map(|row| (row.row, row.problems[0].code.clone())).collect()
        };
        let failures = service::list_failures(&cx, id, 0, 100).await.unwrap().items;
        let told = codes(failures);
        assert_eq!(told[0], (3, "import.several".to_owned()));
        assert_eq!(told[2..], [(6, "import.shared-name".to_owned()), (7, "import.shared-name".to_owned())]);

        // Only changes: whoever is not there is told so; the same again changes nothing.
        let by_id = "External id;Position\nX1;Boss\nX2;Boss\nX9;Boss\n";
        let options = r#"{"match":"external_id","mode":"update","locale":"en"}"#;
        let id = take(&host, &cx, "c.csv", by_id.as_bytes(), options).await;
        assert_eq!(work(&host, &cx, id).await.rows, counts(3, 0, 2, 0, 1));
        let id = take(&host, &cx, "c.csv", by_id.as_bytes(), options).await;
        assert_eq!(work(&host, &cx, id).await.rows, counts(3, 0, 0, 2, 1));
        let told = codes(service::list_failures(&cx, id, 0, 100).await.unwrap().items);
        assert_eq!(told, [(4, "import.nobody".to_owned())]);

        // Only new people: a known one is told so, and stays as he is.
        let options = r#"{"match":"external_id","mode":"create","locale":"en"}"#;
        let new = "External id;Login;First name;Last name\nX1;ana2;A;B\nX7;gil;Gil;Lima\n";
        let id = take(&host, &cx, "d.csv", new.as_bytes(), options).await;
        assert_eq!(work(&host, &cx, id).await.rows, counts(2, 1, 0, 0, 1));
        let told = codes(service::list_failures(&cx, id, 0, 100).await.unwrap().items);
        assert_eq!(told, [(2, "import.known".to_owned())]);
    })
    .await;
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_of_files_is_one_import_and_hostile_ones_are_named() {
    on_each_engine(PLUGINS, async |host| {
        let cx = acting(&host).await;
        let (one, two) =
            ("Login;Nome;Sobrenome\nana;Ana;Lima\n", "Alias,Name,Surname\nbea,Bea,Lima\nana,Ana,Lima\n");
        let both = zip(&[
            ("2026/um.csv", one.as_bytes()),
            ("__MACOSX/._um.csv", b"\0\x05\x16\x07"),
            ("two.csv", two.as_bytes()),
        ]);
        let id = take(&host, &cx, "both.zip", &both, r#"{"map":true,"locale":"en"}"#).await;
        let shown = proposed(&cx, id).await.proposal;
        let names: Vec<&str> = shown.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, ["um.csv › um", "two.csv › two"]);
        let done = started(&host, &cx, id).await;
        // The same name in both files: which row is meant nobody can tell.
        assert_eq!(done.rows, counts(3, 1, 0, 0, 2), "{:?}", done.error);
        assert_eq!(done.sheets.iter().filter(|sheet| sheet.used).count(), 2);
        assert_eq!(left_behind(&host.app, &host).await, Vec::<String>::new());

        let inner = zip(&[("a.csv", one.as_bytes())]);
        let zeros = vec![b'0'; 4 << 20];
        for (content, code) in [
            (zip(&[("a.csv", one.as_bytes()), ("deep.ZIP", &inner)]), "import.archive-nested"),
            (zip(&[("a.csv", &zeros)]), "import.archive-bomb"),
            (zip(&[(".DS_Store", b"x")]), "import.archive-empty"),
            (both[..both.len() - 5].to_vec(), "import.archive-broken"),
            (zip(&[("a.csv", one.as_bytes()), ("b.pdf", b"%PDF-1.7")]), "import.no-format"),
        ] {
            let id = take(&host, &cx, "bad.zip", &content, "{}").await;
            let done = work(&host, &cx, id).await;
            let error = done.error.expect("refused");
            assert_eq!(error.code, code);
            if code == "import.no-format" {
                assert_eq!(error.detail["in"], "b.pdf");
            }
            assert_eq!(left_behind(&host.app, &host).await, Vec::<String>::new());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn how_a_text_file_is_read_is_found_shown_and_changed() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        // Written in windows-1251, which nothing in it proves, with colons that look like part of the values.
        let mut text = b"Login:First name:Last name\nana:".to_vec();
        text.extend_from_slice(b"\xcc\xe8\xf0:Lima\n");
        let id = take(&host, &cx, "a.csv", &text, r#"{"map":true,"locale":"en"}"#).await;
        let shown = proposed(&cx, id).await.proposal;
        assert_eq!(shown.sheets[0].columns.len(), 1);
        assert_eq!(shown.lines[0], "Login:First name:Last name");
        let names: Vec<&str> = shown.reading.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["read_delimiter", "read_quote", "read_encoding"]);
        assert_eq!(shown.reading[0].found.as_deref(), Some(","));
        let pairs: Vec<(String, String)> = [
            ("signature", shown.signature.as_str()),
            ("r.read_delimiter", "=:"),
            ("r.read_encoding", "=windows-1251"),
            ("r.nonsense", "=x"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec();
        service::keep_typed(&cx, id, &parse(&pairs).0).await.unwrap();
        let shown = proposed(&cx, id).await;
        assert_eq!(fields(&shown.proposal), ["username", "first_names", "last_names"].map(Some));
        assert_eq!(shown.preview[0].cells[1].text, "Мир");
        assert_eq!(started(&host, &cx, id).await.rows, counts(1, 1, 0, 0, 0));
        // A file that is refused as it stands says why, and can be read in another way.
        let id = take(&host, &cx, "b.csv", b"Login;Nome\nana;\"Ana\n", r#"{"map":true}"#).await;
        let shown = proposed(&cx, id).await.proposal;
        assert!(matches!(&shown.problems[..], [MappingProblem::Unreadable { .. }]));
        let mut options = shown.options.clone();
        options.reading = [("read_quote".to_owned(), String::new())].into();
        service::keep_mapping(&cx, id, options).await.unwrap();
        assert_eq!(proposed(&cx, id).await.proposal.problems, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn any_headers_can_be_mapped_and_values_are_bounded() {
    on_each_engine(PLUGINS, async |host| {
        let cx = acting(&host).await;
        // The same header twice, an empty one, one from right to left, a very long one: by place each is itself.
        let long = "x".repeat(5_000);
        let text = format!("Nome;Nome;;اسم;{long}\nana;Ana;Lima;ليما;1\n");
        let id = waits(&host, &cx, &text).await;
        let shown = proposed(&cx, id).await.proposal;
        assert_eq!(shown.sheets[0].columns[1].how, How::Beaten);
        let columns =
            [(0, Some("username")), (1, Some("first_names")), (2, Some("last_names")), (3, Some("position"))];
        let mut options = choose(&shown, &columns);
        options.sheets[0].read = true;
        service::keep_mapping(&cx, id, options).await.unwrap();
        assert_eq!(started(&host, &cx, id).await.rows, counts(1, 1, 0, 0, 0));

        // A thousand columns and more different values than are kept.
        let headers: Vec<String> = (0..1_000).map(|at| format!("H{at}")).collect();
        let mut text = headers.join(";") + "\n";
        for row in 0..80 {
            text += &(0..1_000).map(|at| format!("v{at}.{row}")).collect::<Vec<_>>().join(";");
            text += "\n";
        }
        let id = waits(&host, &cx, &text).await;
        let shown = proposed(&cx, id).await.proposal;
        assert_eq!(shown.sheets[0].columns.len(), 1_000);
        let mut options = choose(&shown, &[(0, Some("username")), (999, Some("status"))]);
        options.sheets[0].read = true;
        options.sheets[0].columns[999].values = [("v999.3".to_owned(), AS_IT_STANDS.to_owned())].into();
        service::keep_mapping(&cx, id, options).await.unwrap();
        let shown = proposed(&cx, id).await.proposal;
        let last = &shown.sheets[0].columns[999];
        assert_eq!((last.values.len(), last.more_values), (50, true));
        assert!(last.values[3].meaning.is_none() && last.values[3].sure, "it was said to stand as it is");
        // Passwords are shown to nobody.
        let id = waits(&host, &cx, "Login;Senha\nana;hunter2hunter2\n").await;
        let shown = proposed(&cx, id).await;
        assert_eq!(shown.proposal.sheets[0].columns[1].field.as_deref(), Some("password"));
        assert!(!format!("{shown:?}").contains("hunter2"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn problems_are_counted_by_reason_and_filter_the_rows() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        let text = "Login;First name;Last name;Mail;Status
a;A;R;nobody;active
b;B;R;b@example.com;perhaps
c;C;R;nowhere;maybe
d;D;R;d@example.com;active
";
        let id = take(&host, &cx, "a.csv", text.as_bytes(), r#"{"locale":"en"}"#).await;
        let done = work(&host, &cx, id).await;
        assert_eq!(done.rows.failed, 3);
        let groups = service::list_problem_groups(&cx, id).await.unwrap();
        let told: Vec<_> =
            groups.iter().map(|group| (group.kind.field.as_str(), group.rows, group.first)).collect();
        assert_eq!(told.len(), 2);
        assert!(told.contains(&("email", 2, 1)) && told.contains(&("status", 2, 2)), "{told:?}");
        assert!(groups.iter().all(|group| !group.message.is_empty()));
        let kind = groups.iter().find(|group| group.kind.field == "status").unwrap().kind.clone();
        let page = service::list_failures_with(&cx, id, kind.clone(), 0, 1).await.unwrap();
        assert_eq!((page.items[0].line, page.next), (2, Some(2)));
        let page = service::list_failures_with(&cx, id, kind, 2, 1).await.unwrap();
        assert_eq!((page.items[0].line, page.next), (3, None));
        let none = ProblemKind { code: "none".to_owned(), field: "email".to_owned() };
        assert_eq!(service::list_failures_with(&cx, id, none, 0, 9).await.unwrap().items, []);
    })
    .await;
}
