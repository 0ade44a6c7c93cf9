//! Puts our few ES modules into one file, so that a page needs one request and not a dozen.
//!
//! It knows just the subset that `host/assets/js` is written in: imports stand first, each on one line, name what
//! they want and come from `./name.js`; exports are `export function` and `export const`. Each module keeps its own
//! scope. Anything else is an error that names the line.
use std::collections::BTreeMap;

/// Joins the modules (name without `.js`, source) that `entry` needs, those needed first.
///
/// # Errors
/// A sentence that names the module and the line: an import that cannot be read, is unknown, or goes round in a
/// circle.
pub(super) fn bundle(modules: &[(String, String)], entry: &str) -> Result<String, String> {
    let sources: BTreeMap<&str, &str> =
        modules.iter().map(|(name, source)| (name.as_str(), source.as_str())).collect();
    let mut output = String::from("\"use strict\";\n");
    let mut done = Vec::new();
    visit(entry, &sources, &mut Vec::new(), &mut done, &mut output)?;
    if let Some((unused, _)) = modules.iter().find(|(name, _)| !done.iter().any(|known| known == name)) {
        return Err(format!("js/{unused}.js is imported by nobody."));
    }
    Ok(output)
}

fn visit(
    name: &str,
    sources: &BTreeMap<&str, &str>,
    open: &mut Vec<String>,
    done: &mut Vec<String>,
    output: &mut String,
) -> Result<(), String> {
    if done.iter().any(|known| known == name) {
        return Ok(());
    }
    if open.iter().any(|known| known == name) {
        return Err(format!("js/{name}.js imports itself through {}.", open.join(", ")));
    }
    let source = sources.get(name).ok_or_else(|| format!("js/{name}.js is imported but missing."))?;
    open.push(name.to_owned());
    let mut body = String::new();
    let mut exports = Vec::new();
    for (at, line) in source.lines().enumerate() {
        let place = || format!("js/{name}.js line {}", at + 1);
        if line.starts_with("import") {
            let (names, from) =
                parse_import(line).ok_or_else(|| format!("{}: import not understood: {line}", place()))?;
            visit(from, sources, open, done, output)?;
            body.push_str(&format!("const {{ {names} }} = {};\n", variable(from)));
        } else if let Some(rest) = line.strip_prefix("export ") {
            let exported = rest
                .strip_prefix("function ")
                .or_else(|| rest.strip_prefix("async function "))
                .or_else(|| rest.strip_prefix("const "))
                .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default())
                .filter(|exported| !exported.is_empty())
                .ok_or_else(|| format!("{}: export not understood: {line}", place()))?;
            exports.push(exported.to_owned());
            body.push_str(rest);
            body.push('\n');
        } else {
            body.push_str(line);
            body.push('\n');
        }
    }
    open.pop();
    done.push(name.to_owned());
    output.push_str(&format!(
        "const {} = (() => {{\n{body}return {{ {} }};\n}})();\n",
        variable(name),
        exports.join(", ")
    ));
    Ok(())
}

/// `import { a, b } from "./x.js";` is (`a, b`, `x`).
fn parse_import(line: &str) -> Option<(&str, &str)> {
    let (names, from) = line.strip_prefix("import {")?.split_once("} from \"./")?;
    Some((names.trim(), from.strip_suffix(".js\";")?))
}

fn variable(module: &str) -> String {
    format!("module_{}", module.replace('-', "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(modules: &[(&str, &str)]) -> Result<String, String> {
        let modules: Vec<_> = modules.iter().map(|(n, s)| ((*n).to_owned(), (*s).to_owned())).collect();
        bundle(&modules, "main")
    }

    #[test]
    fn needed_modules_come_first_and_once() {
        let output = join(&[
            ("main", "import { a } from \"./one.js\";\nimport { b } from \"./two.js\";\na(b);\n"),
            ("one", "import { b } from \"./two.js\";\nexport function a() { return b; }\n"),
            ("two", "export const b = 1;\n"),
        ])
        .unwrap();
        let at = |text: &str| output.find(text).unwrap();
        assert!(at("const module_two") < at("const module_one"));
        assert!(at("const module_one") < at("const module_main"));
        assert_eq!(output.matches("const b = 1;").count(), 1);
        assert!(!output.contains("import") && !output.contains("export"));
        assert!(output.contains("return { a };"));
    }

    #[test]
    fn what_it_does_not_know_is_an_error_with_its_line() {
        for (source, part) in [
            ("import x from \"./one.js\";", "line 1"),
            ("\nexport default 3;", "line 2"),
            ("import { x } from \"./none.js\";", "none.js"),
            ("import { x } from \"./main.js\";", "itself"),
        ] {
            let message = join(&[("main", source)]).unwrap_err();
            assert!(message.contains(part), "{message}");
        }
        assert!(join(&[("main", ""), ("lost", "")]).unwrap_err().contains("lost"));
    }
}
