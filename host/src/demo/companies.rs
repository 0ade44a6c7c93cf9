//! Companies, suppliers and services of the demo, associated with its clients.
use std::collections::BTreeMap;

use elenco_db::{CompanyId, ProjectId, ServiceId, UserId};

use crate::companies::model::{CompanyChanges, CompanyKind};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::groups::model::Chosen;
use crate::services::model::ServiceChanges;
use crate::users::model::{AddressPart, AddressValue, UserFilter, UserKind};
use crate::{companies, services, users};

/// A company: name, tax id, external id, web site, country, city, street and number.
type Made = [&'static str; 8];

const COMPANIES: [Made; 9] = [
    [
        "Aurora Seguros",
        "NIT 860.034.313-7",
        "C-1001",
        "aurora-seguros.example",
        "CO",
        "Bogotá",
        "Carrera 7",
        "72-41",
    ],
    [
        "Banco Ceibo",
        "30-50001091-2",
        "C-1002",
        "banco-ceibo.example",
        "AR",
        "Buenos Aires",
        "Av. Corrientes",
        "1302",
    ],
    [
        "Cafetal do Sul",
        "12.345.678/0001-95",
        "C-1003",
        "cafetaldosul.example",
        "BR",
        "Varginha",
        "Rua Deputado Ribeiro",
        "210",
    ],
    [
        "Clínica Los Alerces",
        "76.543.210-3",
        "C-1004",
        "losalerces.example",
        "CL",
        "Temuco",
        "Av. Alemania",
        "0945",
    ],
    ["Ferretería Quetzal", "CF 512-8", "C-1005", "", "GT", "Antigua Guatemala", "5a Avenida Norte", "28"],
    [
        "Jacarandá Hotéis",
        "45.723.174/0001-10",
        "C-1006",
        "jacaranda-hoteis.example",
        "BR",
        "Florianópolis",
        "Rua Bocaiúva",
        "1812",
    ],
    [
        "Minera Altiplano",
        "20-100113610",
        "C-1007",
        "minera-altiplano.example",
        "PE",
        "Arequipa",
        "Calle Mercaderes",
        "410",
    ],
    ["Transportes Itapúa", "80012345-6", "C-1008", "", "PY", "Encarnación", "Av. Irrazábal", "755"],
    ["Universidad del Lago", "UDL 910101", "C-1009", "udl.example", "MX", "Chapala", "Paseo Corona", "12"],
];

const SUPPLIERS: [Made; 4] = [
    [
        "Elevadores Andinos",
        "NIT 900.771.220-1",
        "S-201",
        "elevadores-andinos.example",
        "CO",
        "Medellín",
        "Calle 10",
        "43-25",
    ],
    [
        "Frío & Clima Servicios",
        "30-70812345-9",
        "S-202",
        "frioyclima.example",
        "AR",
        "Rosario",
        "Bv. Oroño",
        "1150",
    ],
    [
        "Redes Tucano",
        "09.876.543/0001-21",
        "S-203",
        "redestucano.example",
        "BR",
        "Manaus",
        "Av. Djalma Batista",
        "1661",
    ],
    ["Seguridad Cóndor", "77.120.450-K", "S-204", "", "CL", "Santiago", "Moneda", "920"],
];

/// Where the cities of the companies are, in degrees, and the beginnings of their telephone numbers.
const CITIES: [(&str, f64, f64, &str); 13] = [
    ("Bogotá", 4.6512, -74.0554, "+57 601"),
    ("Buenos Aires", -34.6037, -58.3838, "+54 11"),
    ("Varginha", -21.5514, -45.4303, "+55 35"),
    ("Temuco", -38.7359, -72.6101, "+56 45"),
    ("Antigua Guatemala", 14.5602, -90.7333, "+502"),
    ("Florianópolis", -27.5949, -48.5482, "+55 48"),
    ("Arequipa", -16.3988, -71.5369, "+51 54"),
    ("Encarnación", -27.3306, -55.8667, "+595 71"),
    ("Chapala", 20.2905, -103.1912, "+52 376"),
    ("Medellín", 6.2088, -75.5706, "+57 604"),
    ("Rosario", -32.9442, -60.6505, "+54 341"),
    ("Manaus", -3.1019, -60.025, "+55 92"),
    ("Santiago", -33.4425, -70.6512, "+56 2"),
];

/// A service: its name, what it is, and which suppliers render it.
const SERVICES: [(&str, &str, &[usize]); 6] = [
    ("Help desk", "First and second level, by telephone, chat and e-mail.", &[]),
    ("On-site repair", "A technician with the spare part, the next working day.", &[0, 1]),
    ("Air conditioning upkeep", "Two visits a year, filters and gas included.", &[1]),
    ("Network monitoring", "Watches links and switches around the clock.", &[2]),
    ("Video surveillance", "Cameras, recording for 30 days, alarms.", &[2, 3]),
    ("Fax line", "", &[]),
];

async fn make_company(
    cx: &ServiceContext,
    kind: CompanyKind,
    [name, tax_id, external_id, website, country, city, street, number]: Made,
) -> Result<CompanyId, AppError> {
    let part = |value: &str| AddressValue { value: value.to_owned(), source: None };
    let place = CITIES.iter().find(|(name, ..)| *name == city);
    let mailbox = website.split('.').next().filter(|word| !word.is_empty());
    let changes = CompanyChanges {
        name: Some(name.to_owned()),
        tax_id: Some(tax_id.to_owned()),
        external_id: Some(external_id.to_owned()),
        email: mailbox.map(|word| format!("contact@{word}.example")),
        phone: place.map(|(.., prefix)| format!("{prefix} 555 01{}", &external_id[external_id.len() - 2..])),
        website: Some(website.to_owned()),
        position: Some(place.map(|(_, latitude, longitude, _)| (*latitude, *longitude))),
        active: Some(name != "Ferretería Quetzal"),
        address: BTreeMap::from([
            (AddressPart::Country, part(country)),
            (AddressPart::City, part(city)),
            (AddressPart::Street, part(street)),
            (AddressPart::Number, part(number)),
        ]),
        ..CompanyChanges::default()
    };
    Ok(companies::service::create_company(cx, kind, changes).await?.id)
}

/// Makes them.
pub(super) async fn make(cx: &ServiceContext, project: ProjectId) -> Result<(), AppError> {
    let filter = UserFilter::default();
    let everybody = users::service::list_users(cx, project, UserKind::Client, filter, None, 1000).await?;
    let clients: Vec<UserId> = everybody.items.into_iter().map(|person| person.id).collect();
    // So many steps apart that most clients belong to one company, and some to none.
    let some = |offset: usize, step: usize, most: usize| {
        Chosen::People(clients.iter().skip(offset).step_by(step).take(most).copied().collect())
    };
    let mut made = Vec::new();
    for (at, company) in COMPANIES.into_iter().enumerate() {
        let id = make_company(cx, CompanyKind::Company, company).await?;
        let most = 6 + at * 7 % 23;
        users::service::associate_clients(cx, id, project, some(at, COMPANIES.len() + 2, most)).await?;
        made.push(id);
    }
    let mut suppliers = Vec::new();
    for supplier in SUPPLIERS {
        suppliers.push(make_company(cx, CompanyKind::Supplier, supplier).await?);
    }
    let calendars = services::service::offered_calendars(cx, None).await?;
    for (at, (name, description, by)) in SERVICES.into_iter().enumerate() {
        let changes = ServiceChanges {
            name: Some(name.to_owned()),
            description: Some(description.to_owned()),
            calendar: Some(calendars.get(at % 2).filter(|_| at > 0).map(|calendar| calendar.id)),
            active: Some(name != "Fax line"),
        };
        let id: ServiceId = services::service::create_service(cx, changes).await?.id;
        if name == "Fax line" {
            continue;
        }
        users::service::associate_clients(cx, id, project, some(at, at + 2, 60)).await?;
        let of: Vec<CompanyId> = by.iter().filter_map(|at| suppliers.get(*at).copied()).collect();
        let received = made.iter().skip(at).step_by(3).copied();
        companies::service::associate_services(cx, of.into_iter().chain(received).collect(), vec![id])
            .await?;
    }
    Ok(())
}
