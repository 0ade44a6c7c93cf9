//! Substring search over `users.search_text`, in two bounded steps.
//!
//! First ask for at most `cap + 1` [`candidates`]. If there are no more than `cap`, the text is rare: filter by
//! their ids and sort. Otherwise it is common: walk the sort index with [`contains`], which soon has a page full.
use crate::schema::{companies, users};
use crate::sql_types::UuidSql;
use crate::{MultiBackend, TenantId, TenantScope};
use diesel::QueryResult;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Bool, Text};

/// Letters of a term of the index.
const TRIGRAM: usize = 3;
/// How far apart the trigrams are that the index is asked for.
const SPARSE: usize = 6;

/// See [`candidates`].
#[derive(Debug, Clone)]
pub struct Candidates {
    tenant: TenantId,
    text: String,
    like: String,
    pieces: String,
    terms: Option<String>,
    cap: i64,
}

/// See [`company_candidates`].
#[derive(Debug, Clone)]
pub struct CompanyCandidates(Candidates);

/// See [`contains`].
#[derive(Debug, Clone)]
pub struct Contains(String);

/// Up to `cap` users of the tenant whose `search_text` contains the text, by the trigram index, in no order.
///
/// `text` must be folded exactly as `search_text` is. With fewer than three characters no trigram index helps and
/// the engine reads rows until it has `cap` of them.
pub fn candidates(scope: &TenantScope, text: &str, cap: i64) -> Candidates {
    Candidates {
        tenant: scope.tenant(),
        text: text.to_owned(),
        // A wildcard in the text becomes "any character", which needs no ESCAPE; that would keep SQLite from using
        // its trigram index. What it finds too much is sorted out by the text itself.
        like: format!("%{}%", text.replace(['%', '\\'], "_")),
        pieces: pieces(text),
        terms: terms(text),
        cap,
    }
}

/// The same for companies: up to `cap` of the tenant's whose `search_text` contains the text.
pub fn company_candidates(scope: &TenantScope, text: &str, cap: i64) -> CompanyCandidates {
    CompanyCandidates(candidates(scope, text, cap))
}

/// What to ask of SQLite's index: one trigram in [`SPARSE`], and the last. All of them would find little less and take
/// several times as long, because each has a list that names a good part of all users. Nothing when the text is too
/// short, or holds the character that ends a query.
fn terms(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let last = letters.len().checked_sub(TRIGRAM)?;
    if letters.contains(&'\0') {
        return None;
    }
    let term = |at: usize| {
        let term: String = letters[at..at + TRIGRAM].iter().collect();
        format!("\"{}\"", term.replace('"', "\"\""))
    };
    Some((0..last).step_by(SPARSE).chain([last]).map(term).collect::<Vec<_>>().join(" AND "))
}

/// What to ask of PostgreSQL's index, as a pattern: a few pieces of the text in their order, where its words begin and
/// how it ends. Each trigram of a pattern is one more list to read, and many name a good part of all users; a longer
/// number finds few by itself.
fn pieces(text: &str) -> String {
    const NUMBER: usize = 4;
    const END: usize = 4;
    const WORDS: usize = 3;
    let letters: Vec<char> = text.chars().collect();
    let word = |begin: usize| letters[begin..].iter().take_while(|letter| letter.is_alphanumeric()).count();
    let is_begin = |at: usize| at == 0 || !letters[at - 1].is_alphanumeric();
    let words: Vec<(usize, usize)> =
        (0..letters.len()).filter(|at| is_begin(*at)).map(|at| (at, word(at))).collect();
    let piece = |from: usize, to: usize| -> String {
        letters[from..to]
            .iter()
            .map(|letter| if matches!(letter, '%' | '\\') { '_' } else { *letter })
            .collect()
    };
    let number = words.iter().find(|(at, length)| {
        *length >= NUMBER && letters[*at..at + length].iter().all(|letter| letter.is_numeric())
    });
    if let Some((at, length)) = number {
        return format!("%{}%", piece(*at, at + length));
    }
    let (mut found, mut end) = (Vec::new(), 0);
    for (at, _) in words.iter().filter(|(_, length)| *length >= TRIGRAM).take(WORDS) {
        found.push(piece(*at, at + TRIGRAM));
        end = at + TRIGRAM;
    }
    let rest = letters.len().saturating_sub(END).max(end);
    if rest < letters.len() {
        found.push(piece(rest, letters.len()));
    }
    format!("%{}%", found.join("%"))
}

/// Whether `search_text` contains the text, tested row by row: never through the trigram index, so that the
/// planner may walk the sort index and stop early. `text` must be folded exactly as `search_text` is.
pub fn contains(text: &str) -> Contains {
    Contains(text.to_owned())
}

impl Candidates {
    /// Writes the condition: how it begins on PostgreSQL, on SQLite with terms, and on SQLite without.
    fn write<'b>(
        &'b self,
        [postgres, terms, like]: [&'static str; 3],
        mut out: AstPass<'_, 'b, MultiBackend>,
    ) -> QueryResult<()> {
        let (find, pattern, holds) = match (out.backend(), &self.terms) {
            (MultiBackend::Postgres(_), _) => (postgres, &self.pieces, " AND strpos(t.search_text, "),
            (MultiBackend::Sqlite(_), Some(words)) => (terms, words, " AND instr(t.search_text, "),
            (MultiBackend::Sqlite(_), None) => (like, &self.like, " AND instr(t.search_text, "),
        };
        out.push_sql(find);
        out.push_bind_param::<Text, String>(pattern)?;
        out.push_sql(holds);
        out.push_bind_param::<Text, String>(&self.text)?;
        out.push_sql(") > 0 AND t.tenant_id = ");
        out.push_bind_param::<UuidSql, TenantId>(&self.tenant)?;
        out.push_sql(" LIMIT ");
        out.push_bind_param::<BigInt, i64>(&self.cap)?;
        out.push_sql(")");
        Ok(())
    }
}

// CROSS JOIN is SQLite's way to fix the order: first the trigram index, then the rows that it names.
impl QueryFragment<MultiBackend> for Candidates {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        let ways = [
            "users.ctid IN (SELECT t.ctid FROM users t WHERE t.search_text LIKE ",
            "users.seq IN (SELECT t.seq FROM users_fts f CROSS JOIN users t ON t.seq = f.rowid WHERE f.users_fts MATCH ",
            "users.seq IN (SELECT t.seq FROM users_fts f CROSS JOIN users t ON t.seq = f.rowid WHERE f.search_text LIKE ",
        ];
        self.write(ways, out)
    }
}

impl QueryFragment<MultiBackend> for CompanyCandidates {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        let ways = [
            "companies.ctid IN (SELECT t.ctid FROM companies t WHERE t.search_text LIKE ",
            "companies.rowid IN (SELECT t.rowid FROM companies_fts f CROSS JOIN company_texts n ON n.seq = f.rowid \
             CROSS JOIN companies t ON t.tenant_id = n.tenant_id AND t.id = n.company_id WHERE f.companies_fts MATCH ",
            // Texts without terms are read from the companies: what has no text of its own cannot be asked for it.
            "companies.rowid IN (SELECT t.rowid FROM companies t WHERE t.search_text LIKE ",
        ];
        self.0.write(ways, out)
    }
}

impl QueryFragment<MultiBackend> for Contains {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.push_sql(match out.backend() {
            MultiBackend::Postgres(_) => "strpos(users.search_text, ",
            MultiBackend::Sqlite(_) => "instr(users.search_text, ",
        });
        out.push_bind_param::<Text, String>(&self.0)?;
        out.push_sql(") > 0");
        Ok(())
    }
}

macro_rules! predicate {
    ($($predicate:ty, of $table:ident, same text always: $same:literal);*) => {$(
        impl QueryId for $predicate {
            type QueryId = $predicate;
            const HAS_STATIC_QUERY_ID: bool = $same;
        }
        impl Expression for $predicate {
            type SqlType = Bool;
        }
        impl<QS> AppearsOnTable<QS> for $predicate where $table::search_text: AppearsOnTable<QS> {}
        impl<QS> SelectableExpression<QS> for $predicate where $table::search_text: SelectableExpression<QS> {}
        impl<GB> ValidGrouping<GB> for $predicate {
            type IsAggregate = is_aggregate::No;
        }
    )*};
}
predicate!(
    Candidates, of users, same text always: false;
    CompanyCandidates, of companies, same text always: false;
    Contains, of users, same text always: true
);

/// See [`holds`].
#[derive(Debug, Clone, QueryId)]
pub struct Holds<E>(E, String);

/// Whether a text column contains the text as it is, tested row by row: for folded columns and folded texts.
pub fn holds<E: Expression<SqlType = Text>>(column: E, text: &str) -> Holds<E> {
    Holds(column, text.to_owned())
}

impl<E: Expression> Expression for Holds<E> {
    type SqlType = Bool;
}

impl<E: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Holds<E> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.push_sql(match out.backend() {
            MultiBackend::Postgres(_) => "strpos(",
            MultiBackend::Sqlite(_) => "instr(",
        });
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(", ");
        out.push_bind_param::<Text, String>(&self.1)?;
        out.push_sql(") > 0");
        Ok(())
    }
}

impl<E: AppearsOnTable<QS>, QS> AppearsOnTable<QS> for Holds<E> {}
impl<E: SelectableExpression<QS>, QS> SelectableExpression<QS> for Holds<E> {}
impl<E: ValidGrouping<GB>, GB> ValidGrouping<GB> for Holds<E> {
    type IsAggregate = E::IsAggregate;
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn long_numbers_are_asked_for_alone_and_words_by_their_beginnings() {
        for (text, pattern) in [
            ("4711@example", "%4711%"),
            ("lucia.nunez", "%luc%nun%ez%"),
            ("lucia.n", "%luc%ia.n%"),
            ("lucia hernandez sosa", "%luc%her%sos%a%"),
            ("hernandez.77", "%her%z.77%"),
            ("hernandez", "%her%ndez%"),
            ("777", "%777%"),
            ("a 123", "%123%"),
            ("ab%_", "%ab__%"),
        ] {
            assert_eq!(pieces(text), pattern, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_holds_the_text_holds_its_pieces_in_order(text in "[a-z0-9 .@-]{0,40}") {
            let pattern = pieces(&text);
            let mut rest = text.as_str();
            for piece in pattern.split(['%', '_']).filter(|piece| !piece.is_empty()) {
                let at = rest.find(piece);
                proptest::prop_assert!(at.is_some(), "{pattern} {text}");
                rest = &rest[at.unwrap_or(0) + piece.len()..];
            }
        }
    }
}
