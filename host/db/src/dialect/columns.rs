use crate::MultiBackend;
use diesel::Selectable;

/// The columns of a row struct, for RETURNING over [`crate::Conn`]: `.returning(cols::<User>())`.
///
/// diesel's own `as_returning()` is tied to one backend's RETURNING clause.
pub fn cols<T: Selectable<MultiBackend>>() -> T::SelectExpression {
    T::construct_selection()
}
