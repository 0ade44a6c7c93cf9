//! What happens to people: shifts, comments, history, tokens, deletions; and the work that is done on them.
use super::{Amounts, Thing, Words, numbers};

/// The first client and the first specialist have much of everything.
const FIRST_CLIENT: &str = "(SELECT id FROM spread_people WHERE n = 1)";
const FIRST_SPECIALIST: &str = "(SELECT id FROM spread_people WHERE n = 10)";

/// Shifts, comments, history, tokens.
pub(super) fn lives(w: &Words, amounts: &Amounts) -> Vec<String> {
    let (tenant, admin) = (&w.tenant, &w.admin);
    let now = w.ago("n");
    let week = r#"{"monday": [{"from": "08:00", "until": "12:00"}, {"from": "13:00", "until": "17:00"}]}"#;
    let shift = |number: &str, person: &str, day: &str, length: usize, from: &str| {
        format!(
            "SELECT {tenant}, {}, {person}, {}, {}, {}, 1, {}, {} FROM {from}",
            w.id(Thing::Shift, number),
            w.day(day),
            w.day(&format!("{day} + {length}")),
            w.id(Thing::Calendar, "1"),
            w.ago("1"),
            w.ago("1"),
        )
    };
    let shifts = "INSERT INTO shifts (tenant_id, id, user_id, since, until, calendar_id, version, created_at, updated_at)";
    let comments = "INSERT INTO feedback (tenant_id, id, user_id, author_id, author_name, body, version, created_at, updated_at)";
    let entries = "INSERT INTO audit_entries (tenant_id, id, \"at\", actor_kind, actor_id, way, object_kind, object_id, action, changes)";
    let many = |table: &str, column: &str, thing: Thing, from: usize, person: &str| {
        format!(
            "INSERT INTO {table} (tenant_id, {column}, user_id, sort_key) {} SELECT {tenant}, {}, p.id, p.sort_key FROM g \
             JOIN spread_people p ON p.id = {person}",
            numbers(60),
            w.id(thing, &format!("{from} + g.n * 2")),
        )
    };
    let body = "'Prefers e-mail. Calls back after 18:00, not on Fridays. Contract renewed for two years.'";
    let change = r#"'{"phone": {"old": "+57 601 555 0101", "new": "+57 601 555 0102"}, "position": {"old": "", "new": "Analyst"}}'"#;
    let tokens = "INSERT INTO tokens (tenant_id, id, user_id, description, secret_hash, prefix, expires_at, created_at, search_text)";
    let mut all = vec![
        format!(
            "INSERT INTO calendars (tenant_id, id, name, name_key, description, time_zone, week, holidays, active, version, \
             created_at, updated_at) {} SELECT {tenant}, {}, 'Calendar ' || n, 'calendar ' || n, '', 'America/Bogota', \
             '{week}', '[]', TRUE, 1, {now}, {now} FROM g",
            numbers(60),
            w.id(Thing::Calendar, "n"),
        ),
        // Five shifts for each specialist, five hundred for the first.
        format!("{shifts} {}", {
            let mut of = Vec::new();
            for at in 0..5 {
                let day = format!("({at} * 500 + p.n / 10 % 100)");
                let from = "spread_people p WHERE p.n % 10 = 0 AND p.n > 10";
                of.push(shift(&format!("p.n * 5 + {at}"), "p.id", &day, 300, from));
            }
            of.join(" UNION ALL ")
        }),
        format!("{shifts} {} {}", numbers(500), shift("900000000 + n", FIRST_SPECIALIST, "(n * 6)", 4, "g"),),
    ];
    all.extend([
        many("company_clients", "company_id", Thing::Company, 1_001, FIRST_CLIENT),
        many("service_clients", "service_id", Thing::Service, 101, FIRST_CLIENT),
        many("group_members", "group_id", Thing::Group, 101, FIRST_CLIENT),
        many("group_members", "group_id", Thing::Group, 100, FIRST_SPECIALIST),
    ]);
    for (first, from) in [(FIRST_CLIENT, 1_u64), (FIRST_SPECIALIST, 2)] {
        let begins = from * 900_000_000;
        all.push(format!(
            "{comments} {} SELECT {tenant}, {}, {first}, {admin}, 'Valentina Ríos', {body}, 1, {now}, {now} FROM g",
            numbers(2_000),
            w.id(Thing::Comment, &format!("n + {begins}")),
        ));
        all.push(format!(
            "{entries} {} SELECT {tenant}, {}, {now}, 'user', {admin}, CASE WHEN n % 3 = 0 THEN 'api' ELSE 'form' END, \
             'user', {first}, 'update', {change} FROM g",
            numbers(5_000),
            w.id(Thing::Entry, &format!("n + {begins}")),
        ));
        all.push(format!(
            "{tokens} {} SELECT {tenant}, {}, {first}, 'Machine ' || n, {}, 'el_', {}, {now}, 'machine ' || n FROM g",
            numbers(300),
            w.id(Thing::Token, &format!("n + {begins}")),
            w.digest(&format!("n + {begins}")),
            w.ago("n - 900000"),
        ));
    }
    all.extend([
        format!(
            "{comments} SELECT {tenant}, {}, p.id, {admin}, 'Valentina Ríos', {body}, 1, {at}, {at} FROM spread_people p \
             WHERE p.n % 4 = 3",
            w.id(Thing::Comment, "p.n"),
            at = w.ago("p.n % 500000"),
        ),
        format!(
            "{entries} SELECT {tenant}, {}, {}, 'user', {admin}, 'form', 'user', p.id, 'update', {change} \
             FROM spread_people p WHERE p.n % 2 = 1",
            w.id(Thing::Entry, "p.n"),
            w.ago("p.n % 500000"),
        ),
        format!(
            "{entries} {} SELECT {tenant}, {}, {now}, 'user', {admin}, 'form', 'company', {}, 'update', \
             '{{\"phone\": {{\"old\": \"1\", \"new\": \"2\"}}}}' FROM g",
            numbers(5_000),
            w.id(Thing::Entry, "n + 2100000000"),
            w.id(Thing::Company, "1"),
        ),
        format!(
            "{tokens} SELECT {tenant}, {}, p.id, 'Integration ' || p.n, {}, 'el_', {}, {at}, 'integration ' || p.n \
             FROM spread_people p WHERE p.n % 50 = 0",
            w.id(Thing::Token, "p.n"),
            w.digest("p.n"),
            w.ago("p.n % 500000 - 900000"),
            at = w.ago("p.n % 500000"),
        ),
        // A tenth as many as there are people were deleted.
        format!(
            "INSERT INTO deleted_users (tenant_id, id, kind, username, name, sort_key, document, deleted_by, deleted_at) {} \
             SELECT {tenant}, {}, CASE WHEN n % 10 = 0 THEN 'specialist' ELSE 'client' END, 'gone.' || n, 'Gone Person ' || n, \
             'gone person ' || n, '{{}}', {admin}, {} FROM g",
            numbers(amounts.people / 10),
            w.id(Thing::Deleted, "n"),
            w.ago("n / 500"),
        ),
    ]);
    all
}

/// Imports, exports, notifications, kept views, changes to many.
pub(super) fn work(w: &Words) -> Vec<String> {
    let (tenant, project, admin) = (&w.tenant, &w.project, &w.admin);
    let now = w.ago("n");
    vec![
        format!(
            "INSERT INTO imports (tenant_id, id, project_id, created_by, job_id, kind, file_name, file_size, upload_key, format, \
             locale, options, state, phase, column_map, notices, rows_read, rows_created, rows_updated, rows_unchanged, \
             rows_failed, created_at, finished_at) {} SELECT {tenant}, {}, {project}, {admin}, {}, 'client', \
             'people-' || n || '.xlsx', 123456, 'none', 'xlsx', 'en', '{{}}', 'completed', '', '[]', '[]', 7000, 6000, 500, 400, \
             100, {now}, {now} FROM g",
            numbers(500),
            w.id(Thing::Import, "n"),
            w.id(Thing::Import, "n"),
        ),
        format!(
            "INSERT INTO import_failures (tenant_id, import_id, line, sheet, sheet_name, \"row\", cells, problems) {} \
             SELECT {tenant}, {}, n, 0, 'users', n + 1, '[]', '[]' FROM g",
            numbers(5_000),
            w.id(Thing::Import, "1"),
        ),
        format!(
            "INSERT INTO exports (tenant_id, id, project_id, created_by, kind, mode, format, locale, options, state, records, \
             records_total, parts, file_name, created_at, finished_at) {} SELECT {tenant}, {}, {project}, {admin}, 'client', \
             'with-data', 'xlsx', 'en', '{{}}', 'completed', 7000, 7000, 1, 'people-' || n || '.zip', {now}, {now} FROM g",
            numbers(500),
            w.id(Thing::Export, "n"),
        ),
        format!(
            "INSERT INTO notifications (tenant_id, id, user_id, kind, state, subject, created_at, updated_at) {} \
             SELECT {tenant}, {}, {admin}, 'message', 'completed', '{{\"title\": \"Saved\", \"text\": \"All of it.\"}}', {now}, \
             {now} FROM g",
            numbers(20_000),
            w.id(Thing::Notification, "n"),
        ),
        format!(
            "INSERT INTO saved_views (tenant_id, id, user_id, page, name, name_key, state, shared, version, created_at, \
             updated_at) {} SELECT {tenant}, {}, {admin}, 'clients', 'View ' || n, 'view ' || n, \
             '[[\"culture\", \"pt\"], [\"active\", \"false\"], [\"sort\", \"-email\"]]', n % 2 = 0, 1, {now}, {now} FROM g",
            numbers(30),
            w.id(Thing::View, "n"),
        ),
        format!(
            "INSERT INTO bulk_changes (tenant_id, id, project_id, kind, action, parameters, selection, state, done, changed, \
             total, created_by, created_at, finished_at) {} SELECT {tenant}, {}, {project}, 'client', 'deactivate', '{{\"culture\": \"en\"}}', \
             '{{\"who\": \"people\", \"ids\": []}}', 'completed', 1000, 1000, 1000, {admin}, {now}, {now} FROM g",
            numbers(50),
            w.id(Thing::Change, "n"),
        ),
    ]
}
