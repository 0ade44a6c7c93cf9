//! What is different between two JSON documents, said path by path.

use serde_json::Value as Json;

/// Lines that are said; the rest is counted.
const MOST: usize = 20;

/// Lines such as `answer[0].met: expected true, came false`; none when both are the same. Numbers are the same when
/// their values are.
pub fn differences(path: &str, expected: &Json, came: &Json) -> Vec<String> {
    let mut found = Vec::new();
    compare(path, expected, came, &mut found);
    if found.len() > MOST {
        let more = found.len() - MOST;
        found.truncate(MOST);
        found.push(format!("… and {more} more"));
    }
    found
}

fn compare(path: &str, expected: &Json, came: &Json, found: &mut Vec<String>) {
    match (expected, came) {
        (Json::Object(wanted), Json::Object(have)) => {
            for (name, wanted) in wanted {
                match have.get(name) {
                    Some(have) => compare(&format!("{path}.{name}"), wanted, have, found),
                    None => found.push(format!("{path}.{name}: expected {wanted}, came nothing")),
                }
            }
            let more = have.iter().filter(|(name, _)| !wanted.contains_key(*name));
            found.extend(more.map(|(name, have)| format!("{path}.{name}: expected nothing, came {have}")));
        }
        (Json::Array(wanted), Json::Array(have)) => {
            for (at, (wanted, have)) in wanted.iter().zip(have).enumerate() {
                compare(&format!("{path}[{at}]"), wanted, have, found);
            }
            let missing = wanted.iter().enumerate().skip(have.len());
            found.extend(missing.map(|(at, item)| format!("{path}[{at}]: expected {item}, came nothing")));
            let more = have.iter().enumerate().skip(wanted.len());
            found.extend(more.map(|(at, item)| format!("{path}[{at}]: expected nothing, came {item}")));
        }
        (Json::String(wanted), Json::String(have)) if wanted != have => texts(path, wanted, have, found),
        _ if same(expected, came) => {}
        _ => found.push(format!("{path}: expected {expected}, came {came}")),
    }
}

fn same(expected: &Json, came: &Json) -> bool {
    match (expected.as_f64(), came.as_f64()) {
        (Some(expected), Some(came)) => expected == came,
        _ => expected == came,
    }
}

/// Long texts line by line.
fn texts(path: &str, expected: &str, came: &str, found: &mut Vec<String>) {
    if !expected.trim_end().contains('\n') && !came.trim_end().contains('\n') {
        found.push(format!("{path}: expected {expected:?}, came {came:?}"));
        return;
    }
    let (wanted, have): (Vec<&str>, Vec<&str>) = (expected.split('\n').collect(), came.split('\n').collect());
    for at in 0..wanted.len().max(have.len()) {
        let (wanted, have) = (wanted.get(at), have.get(at));
        if wanted != have {
            let said = |line: Option<&&str>| line.map_or("nothing".to_owned(), |line| format!("{line:?}"));
            let line = at + 1;
            found.push(format!("{path}, line {line}: expected {}, came {}", said(wanted), said(have)));
        }
    }
}
