use crate::MultiBackend;
use diesel::QueryResult;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, TypedExpressionType, ValidGrouping, is_aggregate,
};
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};

/// A subquery that claims rows: `FOR UPDATE SKIP LOCKED` on PostgreSQL, nothing on SQLite, where there is one
/// writer. It stands where a value does: `.filter(jobs::id.eq(SkipLocked(next)))`.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct SkipLocked<T>(pub T);

impl<T: Query> Expression for SkipLocked<T>
where
    T::SqlType: TypedExpressionType,
{
    type SqlType = T::SqlType;
}

impl<T: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for SkipLocked<T> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.push_sql("(");
        self.0.walk_ast(out.reborrow())?;
        if matches!(out.backend(), MultiBackend::Postgres(_)) {
            out.push_sql(" FOR UPDATE SKIP LOCKED");
        }
        out.push_sql(")");
        Ok(())
    }
}

impl<T, QS> AppearsOnTable<QS> for SkipLocked<T> where Self: Expression {}
impl<T, QS> SelectableExpression<QS> for SkipLocked<T> where Self: Expression {}
impl<T, GB> ValidGrouping<GB> for SkipLocked<T> {
    type IsAggregate = is_aggregate::Never;
}

/// A subquery that locks rows until the transaction ends: `FOR NO KEY UPDATE` on PostgreSQL, which keeps out others that
/// lock but nobody who refers to the row; nothing on SQLite, where there is one writer. It stands where a value does.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct Locked<T>(pub T);

impl<T: Query> Expression for Locked<T>
where
    T::SqlType: TypedExpressionType,
{
    type SqlType = T::SqlType;
}

impl<T: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Locked<T> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.push_sql("(");
        self.0.walk_ast(out.reborrow())?;
        if matches!(out.backend(), MultiBackend::Postgres(_)) {
            out.push_sql(" FOR NO KEY UPDATE");
        }
        out.push_sql(")");
        Ok(())
    }
}

impl<T, QS> AppearsOnTable<QS> for Locked<T> where Self: Expression {}
impl<T, QS> SelectableExpression<QS> for Locked<T> where Self: Expression {}
impl<T, GB> ValidGrouping<GB> for Locked<T> {
    type IsAggregate = is_aggregate::Never;
}

/// The same value, but SQLite's planner may not use an index for it (`+expression`). Plain on PostgreSQL.
///
/// For a filter beside a short list of ids, where SQLite would otherwise walk the wider index of the filter.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct NoIndex<E>(pub E);

impl<E: Expression> Expression for NoIndex<E> {
    type SqlType = E::SqlType;
}

impl<E: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for NoIndex<E> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        if matches!(out.backend(), MultiBackend::Sqlite(_)) {
            out.push_sql("+");
        }
        self.0.walk_ast(out)
    }
}

impl<E: AppearsOnTable<QS>, QS> AppearsOnTable<QS> for NoIndex<E> {}
impl<E: SelectableExpression<QS>, QS> SelectableExpression<QS> for NoIndex<E> {}
impl<E: ValidGrouping<GB>, GB> ValidGrouping<GB> for NoIndex<E> {
    type IsAggregate = E::IsAggregate;
}
