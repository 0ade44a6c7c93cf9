//! What hangs on the people of a large tenant: projects, companies, groups, services, roles, locations, shifts,
//! comments, history and deleted people, spread over a million of them as an organisation of that size would have it.
//!
//! It is written by statements over all people at once, the same on both engines: through the services it would take
//! hours, and what is measured is reading.
mod lives;

use elenco_db::diesel::connection::SimpleConnection as _;
use elenco_db::{DbError, Engine};
use uuid::Uuid;

use super::super::ground::Ground;

/// What something is, in its id: so that addresses can be made without looking anything up.
#[derive(Debug, Clone, Copy)]
pub enum Thing {
    Project = 1,
    Company = 2,
    Group = 3,
    Service = 4,
    Role = 5,
    Calendar = 6,
    Location = 7,
    Shift = 8,
    Comment = 9,
    Token = 10,
    Entry = 11,
    Deleted = 12,
    Import = 13,
    Export = 14,
    Notification = 15,
    View = 16,
    Change = 17,
}

/// Everything but the number and the thing.
const ID: u128 = 0x0193_a000_0000_7000_8000_0000_0000_0000;

/// The id of the thing with a number.
pub fn id(thing: Thing, number: u64) -> Uuid {
    Uuid::from_u128(ID | (thing as u128) << 48 | u128::from(number))
}

/// Words of which names of companies are made.
const FIRST: [&str; 24] = [
    "Comercial",
    "Distribuidora",
    "Transportes",
    "Ingeniería",
    "Servicios",
    "Construções",
    "Clínica",
    "Agropecuaria",
    "Inversiones",
    "Logística",
    "Consultores",
    "Laboratorios",
    "Panificadora",
    "Metalúrgica",
    "Farmacia",
    "Hotel",
    "Editorial",
    "Textiles",
    "Alimentos",
    "Plásticos",
    "Northern",
    "Pacific",
    "Harbor",
    "Atlantic",
];
const SECOND: [&str; 20] = [
    "Andina",
    "del Sur",
    "Paulista",
    "del Caribe",
    "Mineira",
    "La Esperanza",
    "São Jorge",
    "Bolívar",
    "Horizonte",
    "Tres Ríos",
    "Santa Clara",
    "del Norte",
    "Ipanema",
    "Cordillera",
    "Amazônia",
    "San Martín",
    "Partners",
    "Holdings",
    "Supply",
    "Group",
];

/// How much of everything there is for so many people.
struct Amounts {
    people: usize,
    companies: usize,
}

/// The words in which the engines differ.
struct Words {
    engine: Engine,
    tenant: String,
    project: String,
    admin: String,
}

impl Words {
    fn uuid(engine: Engine, uuid: Uuid) -> String {
        match engine {
            Engine::Sqlite => format!("x'{}'", uuid.simple()),
            Engine::Postgres => format!("'{uuid}'::uuid"),
        }
    }

    /// The id of the thing whose number an expression gives.
    fn id(&self, thing: Thing, number: &str) -> String {
        let head = format!("{:020x}", id(thing, 0).as_u128() >> 48);
        match self.engine {
            Engine::Sqlite => format!("unhex('{head}' || printf('%012x', {number}))"),
            Engine::Postgres => format!("('{head}' || lpad(to_hex({number}), 12, '0'))::uuid"),
        }
    }

    /// So many minutes before a morning.
    fn ago(&self, minutes: &str) -> String {
        match self.engine {
            Engine::Sqlite => format!("(1772366400000000 - ({minutes}) * 60000000)"),
            Engine::Postgres => {
                format!("(timestamptz '2026-03-01 12:00:00+00' - ({minutes}) * interval '1 minute')")
            }
        }
    }

    /// So many days after a day.
    fn day(&self, days: &str) -> String {
        match self.engine {
            Engine::Sqlite => format!("date('2020-01-01', ({days}) || ' days')"),
            Engine::Postgres => format!("(date '2020-01-01' + ({days})::int)"),
        }
    }

    /// Different bytes for every number.
    fn digest(&self, number: &str) -> String {
        match self.engine {
            Engine::Sqlite => format!("unhex(printf('%064x', {number}))"),
            Engine::Postgres => format!("decode(lpad(to_hex({number}), 64, '0'), 'hex')"),
        }
    }
}

/// Numbers from one on.
fn numbers(count: usize) -> String {
    format!("WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < {count})")
}

/// Everybody with a number, and the words of names.
fn ground(w: &Words) -> Vec<String> {
    let mut words = Vec::new();
    for (list, all) in [(1, FIRST.as_slice()), (2, SECOND.as_slice())] {
        for (at, word) in all.iter().enumerate() {
            words.push(format!("({list}, {at}, '{word}', '{}')", elenco::fold::fold(word)));
        }
    }
    let (tenant, admin) = (&w.tenant, &w.admin);
    vec![
        format!(
            "CREATE TABLE spread_people AS SELECT row_number() OVER (ORDER BY id) AS n, id, sort_key FROM users \
             WHERE tenant_id = {tenant} AND id <> {admin}"
        ),
        "CREATE UNIQUE INDEX spread_people_n ON spread_people (n)".to_owned(),
        "CREATE UNIQUE INDEX spread_people_id ON spread_people (id)".to_owned(),
        "CREATE TABLE spread_words (list integer, k integer, word text, folded text)".to_owned(),
        format!("INSERT INTO spread_words VALUES {}", words.join(", ")),
    ]
}

fn places(w: &Words) -> Vec<String> {
    let (tenant, project) = (&w.tenant, &w.project);
    let location = w.id(Thing::Location, "n");
    // One location in which many are, and thousands with some dozens each.
    let of_person = w.id(Thing::Location, "CASE WHEN p.n % 7 = 0 THEN 1 ELSE 2 + p.n % 4999 END");
    vec![
        format!(
            "INSERT INTO locations (tenant_id, id, code, code_key, name, name_key, address, phone, active, version, \
             created_at, updated_at) {} SELECT {tenant}, {location}, 'L' || n, 'l' || n, w.word || ' ' || n, \
             w.folded || ' ' || n, '{{}}', '', (n % 20) <> 0, 1, {now}, {now} FROM g JOIN spread_words w \
             ON w.list = 2 AND w.k = n % 20",
            numbers(5_000),
            now = w.ago("n"),
        ),
        // Every tenth is a specialist; some are somewhere, some may sign in for a time only. Both columns of the key are
        // asked for together: SQLite would rather read everybody of the tenant for each.
        format!(
            "UPDATE users SET (kind, location_id, position, must_change_password, valid_until, last_sign_in_at) = (SELECT \
             CASE WHEN p.n % 10 = 0 THEN 'specialist' ELSE 'client' END, \
             CASE WHEN p.n % 10 < 2 THEN {of_person} END, \
             CASE WHEN p.n % 10 = 0 THEN 'Field technician' ELSE '' END, \
             (p.n % 100 = 1), CASE WHEN p.n % 50 = 1 THEN {over} END, CASE WHEN p.n % 100 < 2 THEN {signed_in} END \
             FROM spread_people p WHERE p.id = users.id) \
             WHERE (tenant_id, id) IN (SELECT {tenant}, id FROM spread_people WHERE n % 10 < 2)",
            over = w.ago("p.n % 100000"),
            signed_in = w.ago("p.n % 500000"),
        ),
        format!(
            "UPDATE memberships SET kind = 'specialist' WHERE project_id = {project} AND (tenant_id, user_id) IN \
             (SELECT {tenant}, id FROM spread_people WHERE n % 10 = 0)"
        ),
    ]
}

/// Sixty projects besides the first: one with a tenth of all people, the others with a few thousand each.
fn projects(w: &Words) -> Vec<String> {
    let (tenant, project) = (&w.tenant, &w.project);
    let other = w.id(Thing::Project, "CASE WHEN p.n % 10 < 2 THEN 1 ELSE 2 + p.n / 10 % 59 END");
    vec![
        format!(
            "INSERT INTO projects (tenant_id, id, name, name_key, description, created_at, version) {} \
             SELECT {tenant}, {}, 'Project ' || n, 'project ' || n, '', {}, 1 FROM g",
            numbers(60),
            w.id(Thing::Project, "n"),
            w.ago("n"),
        ),
        format!(
            "INSERT INTO memberships (tenant_id, project_id, user_id, kind, sort_key, active, created_at, last_key, \
             username_key, email_key, user_created_at, user_updated_at, user_signed_in_at) SELECT m.tenant_id, {other}, \
             m.user_id, m.kind, m.sort_key, m.active, m.created_at, m.last_key, m.username_key, m.email_key, \
             m.user_created_at, m.user_updated_at, m.user_signed_in_at FROM memberships m JOIN spread_people p \
             ON p.id = m.user_id WHERE m.tenant_id = {tenant} AND m.project_id = {project} AND p.n % 10 < 4"
        ),
    ]
}

/// Companies and suppliers; the first has a twentieth of the clients, the others have few.
fn companies(w: &Words, amounts: &Amounts) -> Vec<String> {
    let tenant = &w.tenant;
    let company = w.id(
        Thing::Company,
        &format!("CASE WHEN p.n % 20 = 1 THEN 1 ELSE 2 + p.n * 7 % {} END", amounts.companies - 1),
    );
    let now = w.ago("n");
    vec![
        format!(
            "INSERT INTO companies (tenant_id, id, kind, name, name_key, tax_id, external_id, email, phone, website, \
             description, active, address, fields, version, created_at, updated_at, clients, search_text) {} \
             SELECT {tenant}, {}, CASE WHEN n % 10 = 0 THEN 'supplier' ELSE 'company' END, \
             a.word || ' ' || b.word || ' ' || n, a.folded || ' ' || b.folded || ' ' || n, '900' || (n * 37 % 999983), \
             'ERP-' || n, 'contact.' || n || '@example.com', '', '', '', (n % 15) <> 0, '{{}}', '{{}}', 1, {now}, {now}, 0, \
             a.folded || ' ' || b.folded || ' ' || n || ' 900' || (n * 37 % 999983) || ' erp-' || n || ' contact.' || n || \
             '@example.com' FROM g JOIN spread_words a ON a.list = 1 AND a.k = n * 7 % 24 \
             JOIN spread_words b ON b.list = 2 AND b.k = n / 24 % 20",
            numbers(amounts.companies),
            w.id(Thing::Company, "n"),
        ),
        format!(
            "INSERT INTO company_clients (tenant_id, company_id, user_id, sort_key) SELECT {tenant}, {company}, p.id, \
             p.sort_key FROM spread_people p WHERE p.n % 10 <> 0 AND (p.n % 20 = 1 OR p.n % 5 = 2)"
        ),
        format!(
            "INSERT INTO services (tenant_id, id, name, name_key, description, active, version, created_at, updated_at, \
             clients) {} SELECT {tenant}, {}, w.word || ' service ' || n, w.folded || ' service ' || n, '', TRUE, 1, {now}, \
             {now}, 0 FROM g JOIN spread_words w ON w.list = 1 AND w.k = n % 24",
            numbers(500),
            w.id(Thing::Service, "n"),
        ),
        format!(
            "INSERT INTO service_clients (tenant_id, service_id, user_id, sort_key) SELECT {tenant}, {}, p.id, p.sort_key \
             FROM spread_people p WHERE p.n % 10 IN (1, 2, 3)",
            w.id(Thing::Service, "CASE WHEN p.n % 10 = 1 THEN 1 ELSE 2 + p.n / 10 % 499 END"),
        ),
        format!(
            "INSERT INTO company_services (tenant_id, company_id, service_id) {} SELECT {tenant}, {}, {} FROM g \
             WHERE n % 2 = 0",
            numbers(amounts.companies),
            w.id(Thing::Company, "n"),
            w.id(Thing::Service, "CASE WHEN n % 10 = 0 THEN 1 ELSE 2 + n / 10 % 499 END"),
        ),
        format!(
            "INSERT INTO company_services (tenant_id, company_id, service_id) {} SELECT {tenant}, {}, {} FROM g",
            numbers(300),
            w.id(Thing::Company, "1"),
            w.id(Thing::Service, "n + 100"),
        ),
    ]
}

/// A tree of groups of each kind; the first of each has a tenth of the people.
fn groups(w: &Words) -> Vec<String> {
    let tenant = &w.tenant;
    let now = w.ago("n");
    let group = |number: &str| w.id(Thing::Group, number);
    let of_person = group(
        "CASE WHEN p.n % 10 = 0 THEN CASE WHEN p.n % 20 = 0 THEN 2 ELSE 2 + p.n / 10 % 999 * 2 END \
               ELSE CASE WHEN p.n % 10 = 1 THEN 1 ELSE 3 + p.n / 10 % 999 * 2 END END",
    );
    vec![
        format!(
            "INSERT INTO groups (tenant_id, id, kind, parent_id, name, name_key, description, active, version, created_at, \
             updated_at, members) {} SELECT {tenant}, {}, CASE WHEN n % 2 = 0 THEN 'specialist' ELSE 'client' END, \
             CASE WHEN n > 40 THEN {} END, w.word || ' team ' || n, w.folded || ' team ' || n, '', TRUE, 1, {now}, {now}, 0 \
             FROM g JOIN spread_words w ON w.list = 2 AND w.k = n % 20 ORDER BY n",
            numbers(2_000),
            group("n"),
            group("1 + (n - 1) % 40"),
        ),
        format!(
            "INSERT INTO group_members (tenant_id, group_id, user_id, sort_key) SELECT {tenant}, {of_person}, p.id, p.sort_key \
             FROM spread_people p WHERE p.n % 10 IN (0, 1, 2, 3)"
        ),
        format!(
            "INSERT INTO group_projects (tenant_id, group_id, project_id) {} SELECT {tenant}, {}, {} FROM g",
            numbers(2_000),
            group("n"),
            w.id(Thing::Project, "1 + n % 60"),
        ),
        format!(
            "INSERT INTO roles (tenant_id, id, name, name_key, permissions, created_at, description, version) {} \
             SELECT {tenant}, {}, 'Role ' || n, 'role ' || n, '[\"Console.Use\", \"Users.List\"]', {now}, '', 1 FROM g",
            numbers(40),
            w.id(Thing::Role, "n"),
        ),
        format!(
            "INSERT INTO user_roles (tenant_id, user_id, role_id, sort_key) SELECT {tenant}, p.id, {}, p.sort_key \
             FROM spread_people p WHERE p.n % 10 = 0",
            w.id(Thing::Role, "CASE WHEN p.n % 20 = 0 THEN 1 ELSE 2 + p.n / 20 % 39 END"),
        ),
        format!(
            "INSERT INTO group_roles (tenant_id, group_id, role_id) {} SELECT {tenant}, {}, {} FROM g WHERE n % 4 = 0",
            numbers(2_000),
            group("n"),
            w.id(Thing::Role, "CASE WHEN n % 8 = 0 THEN 1 ELSE 2 + n / 8 % 39 END"),
        ),
    ]
}

fn statements(w: &Words, amounts: &Amounts) -> Vec<String> {
    let mut all = ground(w);
    for part in
        [places(w), projects(w), companies(w, amounts), groups(w), lives::lives(w, amounts), lives::work(w)]
    {
        all.extend(part);
    }
    all.push("DROP TABLE spread_people".to_owned());
    all.push("DROP TABLE spread_words".to_owned());
    if w.engine == Engine::Postgres {
        // What autovacuum would have done by the time that somebody has so many people.
        all.push("ANALYZE".to_owned());
    }
    all
}

/// Spreads everything over the people of the tenant.
pub async fn spread(ground: &Ground, people: usize) {
    let engine = ground.app.db.engine();
    let of = |id: Uuid| Words::uuid(engine, id);
    let w = Words {
        engine,
        tenant: of(ground.cx.scope.tenant().as_uuid()),
        project: of(ground.project.as_uuid()),
        admin: of(ground.admin.id.as_uuid()),
    };
    for statement in statements(&w, &Amounts { people, companies: people / 10 }) {
        let began = std::time::Instant::now();
        let beginning: String = statement.chars().take(60).collect();
        let run = move |conn: &mut elenco_db::Conn| Ok::<_, DbError>(conn.batch_execute(&statement)?);
        if let Err(error) = ground.app.db.write(run).await {
            panic!("{beginning}: {error:?}");
        }
        eprintln!("  {beginning} … {:.1} s", began.elapsed().as_secs_f64());
    }
}
