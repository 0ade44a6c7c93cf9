//! The pieces of SQL in which the engines differ, for use inside ordinary diesel queries over [`crate::Conn`].
mod columns;
mod documents;
mod locking;
mod search;
mod upsert;

pub use columns::cols;
pub use documents::{JsonText, json_text};
pub use locking::{Locked, NoIndex, SkipLocked};
pub use search::{
    Candidates, CompanyCandidates, Contains, Holds, candidates, company_candidates, contains, holds,
};
pub use upsert::OnBoth;
