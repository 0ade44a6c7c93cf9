//! The cases of a plugin, run under the host's limits.
use std::path::{Path, PathBuf};

use elenco_authoring::cases::{Case, CaseFile};

use super::sandbox::{Asked, Question, Sandbox, find_file, log_lines};
use super::{CommandError, check, grouped, read, refused, say, size, told};

pub(super) fn run(path: &Path, accept: bool) -> Result<(), CommandError> {
    let file = find_file(path)?;
    let folder = folder_of(path);
    let mut files = CaseFile::read_all(&folder).map_err(told)?;
    if files.iter().all(|file| file.cases.is_empty()) {
        let cases = folder.join("cases");
        return Err(CommandError(format!("there is no case in {}; write one", cases.display())));
    }
    let bytes = read(&file)?;
    let sandbox = Sandbox::start(true)?;
    let plugin = sandbox.load(&bytes).map_err(|failure| check::refusal(&file, &failure))?;
    let (mut passed, mut failed, mut accepted) = (0, 0, 0);
    for (number, file) in files.iter_mut().enumerate() {
        let mut changed = false;
        say(&format!("{}", file.path.display()))?;
        for at in 0..file.cases.len() {
            let case = file.cases[at].clone();
            let input = file.input(&case).map_err(told)?;
            let settings = case.settings_text();
            let question =
                Question { function: &case.function, settings: &settings, input: &input, http: &case.http };
            // A tenant of its own: figures, log and stored values of one case are not those of another.
            let asked = sandbox.ask(&plugin, &format!("case-{number}-{at}"), &question);
            let mut wrong = asked.requests.clone();
            wrong.extend(file.compare(&case, &asked.outcome).map_err(told)?);
            if wrong.is_empty() {
                passed += 1;
                tell(&case, "ok", &asked)?;
            } else if accept && asked.requests.is_empty() {
                accepted += 1;
                changed = true;
                tell(&case, "accepted", &asked)?;
                file.accept(at, asked.outcome).map_err(told)?;
            } else {
                failed += 1;
                tell(&case, "FAILED", &asked)?;
                for line in wrong.iter().chain(&log_lines(&asked.log)) {
                    say(&format!("      {line}"))?;
                }
            }
        }
        if changed {
            file.write().map_err(told)?;
        }
    }
    say(&summary(passed, accepted, failed))?;
    for kind in plugin.kinds() {
        let limits = plugin.limits().kind(*kind);
        say(&format!(
            "a call of {} may take {} fuel and {} of memory",
            kind.as_str(),
            grouped(limits.fuel),
            size(limits.memory as u64)
        ))?;
    }
    if failed == 0 { Ok(()) } else { Err(refused()) }
}

fn tell(case: &Case, verdict: &str, asked: &Asked) -> Result<(), CommandError> {
    let cost = format!("{} fuel, {}", grouped(asked.fuel), size(asked.memory));
    say(&format!("  {verdict:<8} {}: {} ({cost})", case.function, case.about))
}

fn summary(passed: usize, accepted: usize, failed: usize) -> String {
    let mut parts = vec![format!("{passed} passed")];
    if accepted > 0 {
        parts.push(format!(
            "{accepted} accepted: look at them with your version control before you keep them"
        ));
    }
    if failed > 0 {
        parts.push(format!("{failed} failed"));
    }
    parts.join(", ")
}

/// The plugin's folder: of a file in `dist/` the one above, of another file its own.
fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() {
        return path.to_owned();
    }
    let own = path.parent().unwrap_or(Path::new(""));
    let above = own.parent().filter(|_| own.file_name().is_some_and(|name| name == "dist"));
    above.unwrap_or(own).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_lie_beside_dist() {
        for (file, folder) in [("a/dist/b.wasm", "a"), ("dist/b.wasm", ""), ("a/b.wasm", "a"), ("b.wasm", "")]
        {
            assert_eq!(folder_of(Path::new(file)), Path::new(folder), "{file}");
        }
    }
}
