use crate::MultiBackend;
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sqlite::Sqlite;
use diesel::{QueryResult, RunQueryDsl};

/// A statement that is valid on both engines but has a clause that diesel does not know for both at once, above
/// all `ON CONFLICT`: `OnBoth(insert_into(t).values(row).on_conflict(..).do_update().set(..)).execute(conn)`.
///
/// One row (or a tuple) at a time; batches go through [`each!`](crate::each).
#[derive(Debug, Clone, Copy, QueryId)]
pub struct OnBoth<T>(pub T);

impl<T: QueryFragment<Pg> + QueryFragment<Sqlite>> QueryFragment<MultiBackend> for OnBoth<T> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(&self.0, out)
    }
}

impl<T: Query> Query for OnBoth<T> {
    type SqlType = T::SqlType;
}

impl<T, C> RunQueryDsl<C> for OnBoth<T> {}
