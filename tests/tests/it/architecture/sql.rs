//! SQL as text stands in `host/db` and `migrations`; everywhere else diesel's types are spoken.

use proc_macro2::{TokenStream, TokenTree};

use super::references::{attributes, is_test};
use super::sources::{Source, assert_none, rust_sources};

/// What a statement begins with, and what else must be in it to be one.
const STATEMENTS: &[(&str, &str)] = &[
    ("select ", " from "),
    ("insert into ", ""),
    ("update ", " set "),
    ("delete from ", ""),
    ("create table ", ""),
    ("create index ", ""),
    ("alter table ", ""),
    ("drop table ", ""),
    ("pragma ", ""),
];

fn looks_like_sql(text: &str) -> bool {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    STATEMENTS.iter().any(|(start, rest)| text.starts_with(start) && text.contains(rest))
}

fn violations(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| source.path.starts_with("host/") && !source.is_test()) {
        if source.path.starts_with("host/db/") {
            continue;
        }
        let file = syn::parse_file(&source.text).expect("a source file that compiles is parsed");
        for item in file.items.iter().filter(|item| !is_test(attributes(item))) {
            literals(quote::ToTokens::to_token_stream(item), &mut |line, text| {
                if looks_like_sql(text) {
                    found.push(format!("{}:{line}: {text:?}", source.path));
                }
            });
        }
    }
    found
}

fn literals(tokens: TokenStream, each: &mut dyn FnMut(usize, &str)) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => literals(group.stream(), each),
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    each(literal.span().start().line, &text.value());
                }
            }
            _ => {}
        }
    }
}

#[test]
fn sql_text_stands_in_one_crate() {
    assert_none(&violations(&rust_sources()));
}

#[test]
fn sql_text_elsewhere_is_caught() {
    let text = "fn f() { run(\"SELECT id\\n FROM users\"); run(r#\"pragma journal_mode\"#); show(\"Select a file\"); }";
    let found = violations(&[Source::snippet("host/src/users/service.rs", text)]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(violations(&[Source::snippet("host/db/src/lib.rs", text)]).is_empty());
}
