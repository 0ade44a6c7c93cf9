use crate::sql_types::JsonSql;
use diesel::dsl::AsExprOf;
use diesel::expression::{AsExpression, Expression};
use diesel::sql_types::{Nullable, Text};

diesel::infix_operator!(JsonText, " ->> ", Nullable<Text>);

/// The text at the top-level key of a document column, NULL if it is not there.
///
/// Texts come back alike on both engines. A boolean is `true` on PostgreSQL and `1` on SQLite: compare texts and
/// whole numbers only.
pub fn json_text<E: Expression<SqlType = JsonSql>>(
    document: E,
    key: &str,
) -> JsonText<E, AsExprOf<String, Text>> {
    JsonText::new(document, AsExpression::<Text>::as_expression(key.to_owned()))
}
