//! `sdk/LIMITS.md` says what the code does: it is written from it. Run this test with `WRITE_LIMITS=1` to write it anew.

use std::fmt::Write as _;
use std::path::Path;

use super::*;

/// What a number of bytes is called.
fn bytes(count: u64) -> String {
    match count {
        0 => "0".to_owned(),
        count if count.is_multiple_of(1 << 20) => format!("{} MiB", count >> 20),
        count if count.is_multiple_of(1 << 10) => format!("{} KiB", count >> 10),
        count => format!("{count} bytes"),
    }
}

/// Thousands kept apart.
fn number(count: u64) -> String {
    let digits = count.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    groups.join(",")
}

fn time(time: Duration) -> String {
    if time.subsec_millis() == 0 {
        format!("{} s", time.as_secs())
    } else {
        format!("{} ms", time.as_millis())
    }
}

/// Each constant of the module: its name, its value, and what it bounds.
fn constants() -> Vec<(&'static str, String, &'static str)> {
    vec![
        ("TICK", time(TICK), "Step in which wall times are counted; a cancelled call ends within it"),
        (
            "SLICE",
            time(SLICE),
            "Time that a call runs before it lets the calls of others go first, each time",
        ),
        ("MAX_COMPONENT_BYTES", bytes(MAX_COMPONENT_BYTES), "Size of the component, the `.wasm` file"),
        ("MAX_MANIFEST_BYTES", bytes(MAX_MANIFEST_BYTES as u64), "Size of the manifest"),
        ("ARTEFACTS_KEPT", number(ARTEFACTS_KEPT as u64), "Compiled plugins that are kept on disk"),
        ("ARTEFACT_BYTES_KEPT", bytes(ARTEFACT_BYTES_KEPT), "Compiled plugins on disk together"),
        ("MAX_STACK_BYTES", bytes(MAX_STACK_BYTES as u64), "Stack"),
        ("MAX_READ_BYTES", bytes(MAX_READ_BYTES), "One read of a file"),
        ("MAX_RANDOM_BYTES", bytes(MAX_RANDOM_BYTES), "Random bytes that are asked for at one time"),
        ("HTTP_BODY_BYTES", bytes(HTTP_BODY_BYTES), "One answer to a request"),
        ("HTTP_PIECE_BYTES", bytes(u64::from(HTTP_PIECE_BYTES)), "One read of such an answer"),
        ("HTTP_REQUEST_BYTES", bytes(HTTP_REQUEST_BYTES as u64), "Body of a request"),
        ("HTTP_HEAD_BYTES", bytes(HTTP_HEAD_BYTES as u64), "Address and headers of a request together"),
        ("HTTP_REQUESTS", number(u64::from(HTTP_REQUESTS)), "Requests of one call"),
        ("HTTP_OPEN", number(u64::from(HTTP_OPEN)), "Answers that are open at one time"),
        ("KEY_VALUE_KEYS", number(KEY_VALUE_KEYS), "Keys of a plugin for a tenant"),
        ("KEY_VALUE_BYTES", bytes(KEY_VALUE_BYTES), "Keys and values of a plugin for a tenant together"),
        ("KEY_VALUE_KEY_BYTES", bytes(KEY_VALUE_KEY_BYTES as u64), "One key"),
        ("KEY_VALUE_VALUE_BYTES", bytes(KEY_VALUE_VALUE_BYTES as u64), "One value"),
        ("LOG_LINES_KEPT", number(LOG_LINES_KEPT as u64), "Log lines that are kept of a plugin"),
        ("LOG_LINE_BYTES", bytes(LOG_LINE_BYTES as u64), "One log line; the rest of a longer one is cut"),
        ("MINUTES_KEPT", number(MINUTES_KEPT as u64), "Minutes of figures that are at hand for each tenant"),
        ("TENANTS_KEPT", number(TENANTS_KEPT as u64), "Tenants of which the figures of a plugin are at hand"),
        ("UNTAKEN_MINUTES", number(UNTAKEN_MINUTES as u64), "Minutes of figures that wait to be stored"),
        ("FORMER_PLUGINS", number(FORMER_PLUGINS as u64), "Replaced plugins whose figures wait to be stored"),
        ("FAILURES_OF_TENANT", number(FAILURES_OF_TENANT as u64), "Failing calls that are kept for a tenant"),
        ("FAILURES_KEPT", number(FAILURES_KEPT as u64), "Failing calls that are kept of a plugin"),
        ("FAILED_INPUT_BYTES", bytes(FAILED_INPUT_BYTES as u64), "Input that is kept of a failing call"),
        ("JSON_ROWS", number(JSON_ROWS), "Rows that `import-format.read-all` answers"),
        ("JSON_FILE_BYTES", bytes(JSON_FILE_BYTES as u64), "File that `export-format.write-all` answers"),
    ]
}

fn kinds(text: &mut String) {
    text.push_str(
        "| Kind | Fuel | Wall time | Memory | Crossing | Output |\n|---|---:|---:|---:|---:|---:|\n",
    );
    for kind in Kind::ALL {
        let limits = KindLimits::of(kind);
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} | {} | {} |",
            kind.as_str(),
            number(limits.fuel),
            time(limits.wall),
            bytes(limits.memory as u64),
            bytes(limits.crossing as u64),
            bytes(limits.output)
        );
    }
}

fn written() -> String {
    let (plugin, flight, compile) = (Limits::default(), InFlightLimits::default(), CompileLimits::default());
    let mut text = String::from(
        "# Limits on plugins\n\n\
         Written by a test of the host from the values that it enforces.\n\n\
         ## One call\n\n\
         Each guest call starts with a full budget; a step of a stream, such as a batch of rows that is read, is one \
         guest call. Fuel is the budget: a unit is about one WebAssembly instruction, on a busy machine as on an idle \
         one. Wall time is only the backstop; time in which the plugin waits for its turn or for the host does not \
         count. *Crossing* is what may leave the plugin in one answer, *output* what it may write to files.\n\n",
    );
    kinds(&mut text);
    text.push_str(
        "\nA manifest (`limits`) and the operator (`limits` in `plugins.toml`) can narrow `fuel`, `wall_ms`, `memory`, \
         `handles`, `output` and `log_lines`; nobody can widen them. The pages of a plugin show what its calls and \
         rows cost in fuel.\n\n\
         ## One plugin\n\n| Limit | Most |\n|---|---:|\n",
    );
    for (what, most) in [
        ("Linear memories of an instance", number(plugin.memories as u64)),
        ("Core instances of an instance", number(plugin.instances as u64)),
        ("Tables of an instance", number(plugin.tables as u64)),
        ("Elements of a table", number(plugin.table_elements as u64)),
        ("Handles of resources at one time", number(plugin.handles as u64)),
        ("Log lines of a call", number(plugin.log_lines as u64)),
        ("Log of a call", bytes(plugin.log_bytes as u64)),
    ] {
        let _ = writeln!(text, "| {what} | {most} |");
    }
    for (_, most, what) in constants() {
        let _ = writeln!(text, "| {what} | {most} |");
    }
    text.push_str(
        "\n## What a plugin says\n\nIn its manifest and in each answer. More of it breaks the contract.\n\n| Limit | Most |\n|---|---:|\n",
    );
    for (what, most) in BOUNDS {
        let _ = writeln!(text, "| {what} | {} |", number(*most as u64));
    }
    let _ = write!(
        text,
        "\n## All plugins together\n\n| Limit | Most |\n|---|---:|\n\
         | Calls at one time | {} |\n\
         | Calls of one tenant at one time | {} |\n\
         | Wait for a place among them before a call is refused as busy | {} |\n\
         | Calls that run at one time | one for each core |\n\
         | The same of one tenant, and of all long calls, while other tenants make calls | one core is left free |\n\n\
         ## Compiling\n\n\
         A component is compiled once, in a process of its own.\n\n| Limit | Most |\n|---|---:|\n\
         | Processor time | {} s, and {} s for each MiB of component |\n\
         | Wall time | {} times as much |\n\
         | Memory | {}, and {} bytes for each byte of component |\n\
         | Components at one time | {} |\n",
        flight.total,
        flight.per_tenant,
        time(flight.patience),
        compile.cpu_base,
        compile.cpu_per_mib,
        compile.patience,
        bytes(compile.memory_base),
        compile.memory_per_byte,
        compile.children,
    );
    text
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a wish of whoever runs the test is no configuration")]
fn the_document_says_what_the_code_does() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sdk/LIMITS.md");
    if std::env::var_os("WRITE_LIMITS").is_some() {
        std::fs::write(&path, written()).unwrap();
    }
    let stands = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stands == written(),
        "sdk/LIMITS.md is out of date: run this test with WRITE_LIMITS=1\n{}",
        written()
    );
}

#[test]
fn no_limit_is_left_out_of_the_document() {
    let told: Vec<&str> = constants().into_iter().map(|(name, ..)| name).collect();
    for line in include_str!("../limits.rs").lines() {
        if let Some((name, _)) = line.strip_prefix("pub const ").and_then(|rest| rest.split_once(':')) {
            assert!(told.contains(&name), "{name} is not in the list of this test");
        }
    }
}
