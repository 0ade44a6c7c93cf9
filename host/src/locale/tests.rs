use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use proptest::prelude::*;

use super::format::percentage;
use super::*;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, extension, found);
        } else if path.extension().is_some_and(|end| end == extension) {
            found.push(path);
        }
    }
}

/// Names of the variables in a text: what follows a `$`.
fn variables(text: &str) -> BTreeSet<String> {
    text.split('$')
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).collect())
        .collect()
}

/// Key to its variables, of one culture. Two texts of the same key are an error, and so is what is not a text.
fn texts_of(culture: Culture) -> BTreeMap<String, BTreeSet<String>> {
    let mut files = Vec::new();
    files_below(&root().join("locales").join(culture.tag()), "ftl", &mut files);
    let mut texts = BTreeMap::new();
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        if let Err((_, errors)) = FluentResource::try_new(source.clone()) {
            panic!("{}: {errors:?}", file.display());
        }
        let mut key = None;
        for line in source.lines() {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let (name, _) =
                    line.split_once('=').unwrap_or_else(|| panic!("{}: {line:?} is no text", file.display()));
                let name = name.trim().to_owned();
                assert!(
                    texts.insert(name.clone(), BTreeSet::new()).is_none(),
                    "{}: {name} is there twice",
                    file.display()
                );
                key = Some(name);
            }
            if let Some(known) = key.as_ref().and_then(|key| texts.get_mut(key))
                && !line.starts_with('#')
            {
                known.extend(variables(line));
            }
        }
    }
    texts
}

/// Every string literal in the host's sources, tests left out.
fn literals() -> (BTreeSet<String>, BTreeSet<String>) {
    let mut files = Vec::new();
    files_below(&root().join("src"), "rs", &mut files);
    let (mut all, mut asked) = (BTreeSet::new(), BTreeSet::new());
    for file in files.iter().filter(|file| !file.ends_with("tests.rs")) {
        let source = fs::read_to_string(file).unwrap();
        let source = source.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
        // Quotes that open nothing: in comments, escaped, and as a character.
        let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
        let source =
            lines.collect::<Vec<_>>().join("\n").replace("\\\\", "").replace("\\\"", "").replace("'\"'", "");
        let mut rest = source.as_str();
        while let Some(start) = rest.find('"') {
            let before = &rest[..start];
            let literal: String = rest[start + 1..].chars().take_while(|c| *c != '"').collect();
            let call = before.trim_end();
            if call.ends_with(".t(") || call.ends_with(".ta(") {
                asked.insert(literal.clone());
            }
            rest = &rest[start + 1 + literal.len()..];
            rest = rest.strip_prefix('"').unwrap_or(rest);
            all.insert(literal);
        }
    }
    (all, asked)
}

#[test]
fn the_three_languages_have_the_same_texts_with_the_same_variables() {
    let english = texts_of(Culture::En);
    assert!(english.len() > 40);
    for culture in [Culture::Es, Culture::Pt] {
        let other = texts_of(culture);
        let missing: Vec<_> = english.keys().filter(|key| !other.contains_key(*key)).collect();
        let extra: Vec<_> = other.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{culture}: missing {missing:?}, extra {extra:?}");
        for (key, variables) in &english {
            assert_eq!(variables, &other[key], "{culture}: variables of {key}");
        }
    }
}

#[test]
fn every_text_is_used_and_every_text_asked_for_exists() {
    let texts = texts_of(Culture::En);
    let (all, asked) = literals();
    let unused: Vec<_> = texts.keys().filter(|key| !all.contains(*key)).collect();
    assert!(unused.is_empty(), "nobody uses {unused:?}");
    let unknown: Vec<_> = asked.iter().filter(|key| !texts.contains_key(*key)).collect();
    assert!(unknown.is_empty(), "no text for {unknown:?}");
}

#[test]
fn every_text_can_be_written_in_every_language() {
    for culture in Culture::ALL {
        for (key, variables) in texts_of(culture) {
            let bundle = bundle(culture);
            let pattern = bundle.get_message(&key).and_then(|message| message.value());
            let mut arguments = FluentArgs::new();
            for variable in variables {
                arguments.set(variable, 2);
            }
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern.unwrap(), Some(&arguments), &mut errors);
            assert!(errors.is_empty() && !text.is_empty(), "{culture} {key}: {errors:?}");
        }
    }
}

#[test]
fn plurals_and_numbers_follow_the_language() {
    let rules = |culture, count: u64| Texts::of(culture).ta("ui-rules-block", &[("count", count.into())]);
    assert!(rules(Culture::En, 1).contains("1 password rule is"));
    assert!(rules(Culture::En, 12_480).contains("12,480 password rules are"));
    assert!(rules(Culture::Es, 12_480).contains("12.480 reglas"));
    assert!(rules(Culture::Pt, 1).contains("1 regra"));
}

#[test]
fn a_missing_text_shows_its_key_and_markup_in_a_variable_stays_text() {
    let t = Texts::of(Culture::En);
    assert_eq!(t.t("no-such-text"), "no-such-text");
    assert_eq!(t.ta("ui-select", &[("name", "<b>{ $x }</b>".into())]), "Select <b>{ $x }</b>");
}

#[test]
fn the_header_chooses_the_wanted_language() {
    for (header, expected) in [
        ("pt-BR,pt;q=0.9,en;q=0.8", Some(Culture::Pt)),
        ("fr-FR, es-419;q=0.7, en;q=0.6", Some(Culture::Es)),
        ("en;q=0.1, es;q=0.9", Some(Culture::Es)),
        ("es;q=0, en", Some(Culture::En)),
        ("fr, de", None),
        ("es;q=abc, *", None),
        ("es;q=NaN", None),
        ("", None),
    ] {
        assert_eq!(Culture::from_accept_language(header), expected, "{header}");
    }
}

#[test]
fn tags_are_read_back() {
    for culture in Culture::ALL {
        assert_eq!(culture.tag().parse(), Ok(culture));
    }
    assert_eq!("PT_br".parse(), Ok(Culture::Pt));
    assert!("espanol".parse::<Culture>().is_err());
    assert_eq!("fr".parse::<Culture>().unwrap_err().to_string(), "\"fr\" is none of en, es, pt");
}

#[test]
fn dates_sizes_and_times_as_each_language_writes_them() {
    let at = DateTime::parse_from_rfc3339("2026-08-03T09:05:59Z").unwrap().with_timezone(&Utc);
    let of = Texts::of;
    assert_eq!(of(Culture::En).date_time(at), "3 Aug 2026, 09:05");
    assert_eq!(of(Culture::Es).date_time(at), "3 ago 2026, 09:05");
    assert_eq!(of(Culture::Pt).date(NaiveDate::from_ymd_opt(2024, 2, 29).unwrap()), "29 fev 2024");
    assert_eq!(of(Culture::En).bytes(999), "999 B");
    assert_eq!(of(Culture::En).bytes(999_999), "1.0 MB");
    assert_eq!(of(Culture::Pt).bytes(1_104_220), "1,1 MB");
    assert_eq!(of(Culture::En).bytes(48_210), "48 kB");
    assert_eq!(of(Culture::En).time_left(2), "2 s left");
    assert_eq!(of(Culture::Es).ago(at, at + Duration::minutes(5)), "hace 5 min");
    assert_eq!(of(Culture::En).ago(at, at - Duration::minutes(5)), "just now");
    assert_eq!(of(Culture::En).ago(at, at + Duration::days(8)), "3 Aug 2026");
}

#[test]
fn a_share_reaches_a_hundred_only_when_all_is_done() {
    assert_eq!((percentage(0, 0), percentage(11_845, 11_846), percentage(7, 7)), (100, 99, 100));
    assert_eq!(percentage(u64::MAX, u64::MAX - 1), 100);
}

proptest! {
    #[test]
    fn numbers_keep_their_digits(number: i64) {
        for culture in Culture::ALL {
            let text = Texts::of(culture).number(number);
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(digits, number.unsigned_abs().to_string());
            prop_assert_eq!(text.starts_with(['-', '−']), number < 0);
            let groups: Vec<_> = text.trim_start_matches(['-', '−']).split(['.', ',']).collect();
            prop_assert!(groups.len() == 1 || groups[1..].iter().all(|group| group.len() == 3));
        }
    }

    #[test]
    fn sizes_are_short(bytes: u64) {
        let text = Texts::of(Culture::En).bytes(bytes);
        let amount: f64 = text.split(' ').next().unwrap().replace(',', "").parse().unwrap();
        prop_assert!(amount < 1000.0 || text.ends_with("TB"), "{} is {}", bytes, text);
    }

    #[test]
    fn any_header_is_survived(header in ".{0,200}") {
        let _ = Culture::from_accept_language(&header);
    }
}
