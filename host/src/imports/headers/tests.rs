use proptest::prelude::*;

use super::*;
use crate::imports::job::catalogue::core_targets;

fn strings(headers: &[&str]) -> Vec<String> {
    headers.iter().map(|header| (*header).to_owned()).collect()
}

fn recognised(headers: &[&str]) -> Result<Vec<Recognised>, HeaderProblem> {
    recognise(&strings(headers), &[], &core_targets(), &BTreeMap::new(), &Memory::new())
}

fn fields(headers: &[&str]) -> Vec<Option<String>> {
    recognised(headers).expect("headers are good").into_iter().map(|one| one.field).collect()
}

#[test]
fn real_sheets_are_recognised_and_the_rest_is_said_to_be_unknown() {
    let headers = [
        "Usuário",
        "Nome",
        "Sobrenome",
        "E-mail",
        "Telefone",
        "Situação",
        "Empresa",
        "Localização",
        "Logradouro",
        "Bairro",
        "Cidade",
        "UF",
        "CEP",
        "Cultura",
    ];
    let expected = [
        "username",
        "first_names",
        "last_names",
        "email",
        "phone",
        "status",
        "",
        "location",
        "address.street",
        "address.district",
        "address.city",
        "address.region",
        "address.postal-code",
        "culture",
    ];
    let found = fields(&headers);
    for ((header, found), expected) in headers.iter().zip(found).zip(expected) {
        assert_eq!(found.unwrap_or_default(), expected, "{header}");
    }
    for stranger in [
        "Empresa",
        "Grupo",
        "Rol",
        "Turno desde",
        "Turno hasta",
        "Calendario",
        "Company",
        "Documento",
        "CPF",
        "Observações",
        "Fecha de ingreso",
        "Member since",
        "Address line 3",
    ] {
        assert_eq!(fields(&[stranger]), [None], "{stranger}");
    }
}

#[test]
fn slips_of_the_pen_are_forgiven_and_said_to_be() {
    for (header, id) in [
        ("Usuaro", "username"),
        ("Sobrenone", "last_names"),
        ("Telefonne", "phone"),
        ("Apelidos", "last_names"),
    ] {
        let found = recognised(&[header]).expect("good");
        assert_eq!((found[0].field.as_deref(), found[0].how), (Some(id), How::Near), "{header}");
    }
}

#[test]
fn twenty_columns_of_one_name_are_refused_whether_known_or_not() {
    for header in ["Nome", "Notas"] {
        let many = vec![header; 20];
        let refused = recognised(&many).expect_err("refused");
        assert_eq!(
            refused,
            HeaderProblem::Repeated { header: header.to_owned(), columns: (0..20).collect() }
        );
    }
    assert!(recognised(&["Nome", " NOME "]).is_err(), "case and blanks do not make a difference");
    assert!(recognised(&["", "", ""]).is_ok(), "no header is no name");
}

#[test]
fn of_two_columns_for_one_thing_the_clearer_wins_and_equals_are_refused() {
    let found = recognised(&["username", "Login"]).expect("good");
    assert_eq!((found[0].how, found[1].how), (How::Id, How::Beaten));
    assert_eq!(found[1].field, None);
    let refused = recognised(&["Login", "Alias"]).expect_err("refused");
    assert_eq!(refused, HeaderProblem::Competing { field: "username".to_owned(), columns: vec![0, 1] });
}

#[test]
fn what_was_chosen_and_what_the_file_says_of_itself_count_first() {
    let mapping =
        BTreeMap::from([("nome".to_owned(), Some("last_names".to_owned())), ("Login".to_owned(), None)]);
    let headers = strings(&["Nome", "Login", "Anything"]);
    let ids = [None, None, Some("email".to_owned())];
    let found = recognise(&headers, &ids, &core_targets(), &mapping, &Memory::new()).expect("good");
    assert_eq!((found[0].field.as_deref(), found[0].how), (Some("last_names"), How::Chosen));
    assert_eq!((found[1].field.as_deref(), found[1].how), (None, How::LeftOut));
    assert_eq!((found[2].field.as_deref(), found[2].how), (Some("email"), How::Id));
    let ours = recognise(
        &strings(&["Why"]),
        &[Some("_reasons".to_owned())],
        &core_targets(),
        &BTreeMap::new(),
        &Memory::new(),
    );
    assert_eq!(ours.expect("good")[0].how, How::Ours);
}

#[test]
fn letters_are_those_of_spreadsheets() {
    for (column, expected) in
        [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
    {
        assert_eq!(letters(column), expected);
    }
}

/// The same header as somebody else might write it.
fn variant() -> impl Strategy<Value = fn(&str) -> String> {
    prop_oneof![
        Just((|name: &str| name.to_uppercase()) as fn(&str) -> String),
        Just((|name: &str| name.replace(' ', "_")) as fn(&str) -> String),
        Just((|name: &str| format!("  {name} *")) as fn(&str) -> String),
        Just((|name: &str| name.replace(' ', "  ")) as fn(&str) -> String),
        Just((|name: &str| format!("{name}:")) as fn(&str) -> String),
    ]
}

proptest! {
    #[test]
    fn every_name_of_every_column_is_found_however_it_is_written(pick in any::<prop::sample::Index>(), write in variant()) {
        let targets = core_targets();
        let names: Vec<(&str, &str)> = targets
            .iter()
            .flat_map(|target| target.labels.iter().chain(&target.synonyms).map(|name| (target.id.as_str(), name.as_str())))
            .collect();
        let (id, name) = names[pick.index(names.len())];
        let found = recognise(&[write(name)], &[], &targets, &BTreeMap::new(), &Memory::new()).expect("good");
        if id.starts_with(OURS) {
            prop_assert_eq!(found[0].how, How::Ours);
        } else {
            prop_assert_eq!(found[0].field.as_deref(), Some(id), "{}", name);
        }
    }

    #[test]
    fn no_header_makes_it_panic_and_no_field_is_filled_twice(headers in proptest::collection::vec("\\PC{0,16}", 0..24)) {
        let headers: Vec<String> = headers;
        if let Ok(found) = recognise(&headers, &[], &core_targets(), &BTreeMap::new(), &Memory::new()) {
            prop_assert_eq!(found.len(), headers.len());
            let mut filled: Vec<_> = found.into_iter().filter_map(|one| one.field).collect();
            filled.sort();
            let before = filled.len();
            filled.dedup();
            prop_assert_eq!(filled.len(), before);
        }
    }
}

#[test]
fn what_was_confirmed_is_known_again_and_what_is_gone_is_guessed() {
    let confirmed = |field: Option<&str>| crate::imports::model::Confirmed {
        field: field.map(str::to_owned),
        ..Default::default()
    };
    let memory: Memory = [
        ("kunde".to_owned(), confirmed(Some("username"))),
        ("login".to_owned(), confirmed(Some("external_id"))),
        ("nome".to_owned(), confirmed(None)),
        ("cargo".to_owned(), confirmed(Some("fields.gone"))),
    ]
    .into();
    let headers = strings(&["KUNDE", "Login", "Nome", "Cargo", "E-mail"]);
    let found = recognise(&headers, &[], &core_targets(), &BTreeMap::new(), &memory).expect("good");
    let told: Vec<(Option<&str>, How)> = found.iter().map(|one| (one.field.as_deref(), one.how)).collect();
    assert_eq!(
        told,
        [
            (Some("username"), How::Remembered),
            (Some("external_id"), How::Remembered),
            (None, How::Remembered),
            (Some("position"), How::Label),
            (Some("email"), How::Label),
        ]
    );
}

#[test]
fn a_proposal_is_made_of_any_headers() {
    let headers = strings(&["Login", "", "Login", "Nome", "First name", "شركة", &"x".repeat(9_000)]);
    let found = propose(&headers, &[], &core_targets(), &Memory::new());
    let told: Vec<Option<&str>> = found.iter().map(|one| one.field.as_deref()).collect();
    assert_eq!(told, [Some("username"), None, None, Some("first_names"), None, None, None]);
    assert_eq!(found[2].how, How::Beaten);
}
