//! Made-up people with believable names. The same number always makes the same person.
use elenco_db::{ProjectId, UserId};

use crate::context::ServiceContext;
use crate::fold::fold;
use crate::locale::Culture;
use crate::locations::model::Location;
use crate::users::model::{
    AddressPart, AddressValue, Intent, LocationChoice, Submission, User, UserChanges, UserKind,
};
use crate::users::service::BATCH;
use elenco_runtime::contract::Value;

/// A small sheet that the demo imports: most of it goes in, two rows show what a refusal looks like.
pub(super) const SAMPLE_SHEET: &[u8] = "\u{feff}Usuário;Nome;Sobrenome;E-mail;Telefone;Situação;Cidade;UF\n\
    iara.teixeira;Iara;Teixeira;iara.teixeira@example.com;+55 11 5555-0201;Ativo;São Paulo;SP\n\
    otavio.pacheco;Otávio;Pacheco;otavio.pacheco@example.com;+55 21 5555-0202;Ativo;Niterói;RJ\n\
    ligia.bastos;Lígia;Bastos;ligia.bastos at example.com;+55 31 5555-0203;Ativo;Contagem;MG\n\
    davi.queiroz;Davi;Queiroz;davi.queiroz@example.com;+55 81 5555-0204;Inativo;Olinda;PE\n\
    sem.nome;;Barreto;sem.nome@example.com;+55 41 5555-0205;talvez;Curitiba;PR\n"
    .as_bytes();

struct Region {
    culture: Culture,
    countries: &'static [&'static str],
    first: &'static [&'static str],
    last: &'static [&'static str],
    dial: &'static str,
}

const REGIONS: [Region; 3] = [
    Region {
        culture: Culture::Es,
        countries: &["CO", "MX", "PE", "CL", "AR", "UY", "BO", "EC", "PA", "CR"],
        first: &[
            "Adriana", "Beatriz", "Carolina", "Daniel", "Emiliano", "Fernanda", "Gonzalo", "Itzel",
            "Joaquín", "Lucía", "Marisol", "Noelia", "Óscar", "Paola", "Rodrigo", "Sofía", "Tomás", "Ximena",
            "Yolanda", "Mateo",
        ],
        last: &[
            "Lozano",
            "Vergara",
            "Chávez",
            "Restrepo",
            "Iturriaga",
            "Hernández",
            "Etcheverry",
            "Quispe",
            "Sosa",
            "Paredes",
            "Ospina",
            "Luján",
            "Núñez",
            "Salcedo",
            "Arango",
            "Mamani",
            "Ugarte",
            "Pineda",
            "Cárdenas",
        ],
        dial: "+57 601 555",
    },
    Region {
        culture: Culture::Pt,
        countries: &["BR"],
        first: &[
            "Luana",
            "Thiago",
            "Fernanda",
            "Bruno",
            "Camila",
            "Diego",
            "Elis",
            "Felipe",
            "Gabriela",
            "Heitor",
            "Inês",
            "João",
            "Karina",
            "Lucas",
            "Marina",
            "Otávio",
            "Priscila",
            "Rafael",
            "Tainá",
            "Vinícius",
        ],
        last: &[
            "Alcântara",
            "Nogueira",
            "Figueiredo",
            "Albuquerque",
            "Conceição",
            "Teixeira",
            "Moraes",
            "Peixoto",
            "Sá",
            "Gonçalves",
            "Araújo",
            "Brandão",
            "Cavalcanti",
            "Duarte",
            "Esteves",
            "Falcão",
            "Guimarães",
        ],
        dial: "+55 11 5555",
    },
    Region {
        culture: Culture::En,
        countries: &["US"],
        first: &[
            "Avery", "Brooke", "Carter", "Dana", "Ethan", "Faith", "Grace", "Hudson", "Ivy", "Jordan",
            "Kayla", "Logan", "Morgan", "Nora", "Owen", "Parker", "Quinn", "Riley",
        ],
        last: &[
            "Anderson", "Bennett", "Coleman", "Dawson", "Ellis", "Foster", "Griffin", "Hayes", "Ingram",
            "Jennings", "Keller", "Lawson", "Mercer", "Nolan", "Osborne", "Prescott", "Ramsey",
        ],
        dial: "+1 305 555",
    },
];

const POSITIONS: [&str; 6] = [
    "Service desk analyst",
    "Network engineer",
    "Field technician",
    "Team lead",
    "Systems administrator",
    "Trainer",
];

struct Person {
    region: &'static Region,
    first: String,
    last: String,
    username: String,
}

/// Spreads numbers so that neighbours do not look alike.
fn spread(number: u64, salt: u64) -> usize {
    let mixed = (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17)
        ^ salt.wrapping_mul(0xD1B5_4A32_D192_ED03);
    usize::try_from((mixed ^ (mixed >> 29)) % 1_000_003).unwrap_or(0)
}

fn person(number: u64) -> Person {
    // Of ten people, six read Spanish, three Portuguese, one English.
    let region = &REGIONS[match number % 10 {
        0..=5 => 0,
        6..=8 => 1,
        _ => 2,
    }];
    let pick = |list: &[&str], salt: u64| list[spread(number, salt) % list.len()].to_owned();
    let first = pick(region.first, 1);
    let last = format!("{} {}", pick(region.last, 2), pick(region.last, 3));
    let username =
        fold(&format!("{first}.{}", last.split(' ').next().unwrap_or_default())) + &format!(".{number}");
    Person { region, first, last, username }
}

fn changes(number: u64, kind: UserKind, places: &[Location]) -> UserChanges {
    let person = person(number);
    let here: Vec<&Location> = places
        .iter()
        .filter(|p| {
            p.address
                .get(&AddressPart::Country)
                .is_some_and(|c| person.region.countries.contains(&c.value.as_str()))
        })
        .collect();
    let place = (!here.is_empty() && !number.is_multiple_of(7)).then(|| here[spread(number, 4) % here.len()]);
    let day = 1 + spread(number, 5) % 28;
    let date = |from: usize, years: usize| {
        let year = from + spread(number, 6) % years;
        Value::Date(format!("{year}-{:02}-{day:02}", 1 + spread(number, 7) % 12))
    };
    let fields = match kind {
        UserKind::Client => vec![
            ("birth_date", date(1950, 55)),
            ("member_since", date(2012, 14)),
            ("segment", Value::Text(["retail", "industry", "public"][spread(number, 8) % 3].to_owned())),
            ("newsletter", Value::Boolean(number.is_multiple_of(3))),
        ],
        UserKind::Specialist => vec![
            ("hire_date", date(2014, 12)),
            ("seniority", Value::Text(["junior", "senior", "lead"][spread(number, 8) % 3].to_owned())),
        ],
    };
    let email =
        if number.is_multiple_of(19) { String::new() } else { format!("{}@example.com", person.username) };
    let position =
        (kind == UserKind::Specialist).then(|| POSITIONS[spread(number, 9) % POSITIONS.len()].to_owned());
    UserChanges {
        username: Some(person.username),
        first_names: Some(person.first),
        last_names: Some(person.last),
        email: Some(email),
        phone: Some(format!("{} {:04}", person.region.dial, spread(number, 10) % 10_000)),
        position,
        active: Some(!number.is_multiple_of(11)),
        culture: Some(person.region.culture),
        location: place.map(|place| LocationChoice::Id(place.id)),
        address: place.map(|place| place.address.clone()).unwrap_or_default(),
        fields: fields.into_iter().map(|(field, value)| (field.to_owned(), value)).collect(),
        ..UserChanges::default()
    }
}

/// So many people of the demo, in batches as saving takes them: one in eight is a specialist.
pub(super) fn submissions(count: u64, project: ProjectId, places: &[Location]) -> Vec<Vec<Submission>> {
    let all: Vec<Submission> = (0..count)
        .map(|number| {
            let kind = if number % 8 == 0 { UserKind::Specialist } else { UserKind::Client };
            Submission { intent: Intent::Create, kind, project, changes: changes(number, kind, places) }
        })
        .collect();
    all.chunks(BATCH).map(<[Submission]>::to_vec).collect()
}

/// One made-up client as stored.
pub(super) fn generated(cx: &ServiceContext, number: u64) -> User {
    let person = person(number);
    let now = cx.app.clock.now();
    let address =
        [(AddressPart::City, "Bogotá"), (AddressPart::Street, "Calle 93"), (AddressPart::Country, "CO")]
            .into_iter()
            .map(|(part, value)| (part, AddressValue { value: value.to_owned(), source: None }))
            .collect();
    User {
        tenant_id: cx.scope.tenant(),
        id: UserId::from_uuid(cx.app.ids.uuid()),
        kind: UserKind::Client,
        email: format!("seed.{}@example.com", person.username),
        username: format!("seed.{}", person.username),
        first_names: person.first,
        last_names: person.last,
        phone: format!("{} {:04}", person.region.dial, spread(number, 10) % 10_000),
        mobile: String::new(),
        position: String::new(),
        external_id: None,
        active: !number.is_multiple_of(11),
        culture: person.region.culture,
        photo_id: None,
        location_id: None,
        address,
        fields: Default::default(),
        latitude: None,
        longitude: None,
        has_password: false,
        must_change_password: false,
        valid_since: None,
        valid_until: None,
        last_sign_in_at: None,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn user_names_are_unique_and_plain() {
        let names: HashSet<String> = (0..5_000).map(|number| person(number).username).collect();
        assert_eq!(names.len(), 5_000);
        assert!(names.iter().all(|name| name.is_ascii() && !name.contains(' ')));
    }

    #[test]
    fn the_names_are_not_all_the_same() {
        let names: HashSet<String> =
            (0..200).map(|n| format!("{} {}", person(n).first, person(n).last)).collect();
        assert!(names.len() > 180, "{}", names.len());
    }
}
