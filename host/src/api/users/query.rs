//! What is asked of a list of people in the API.
use crate::error::AppError;
use crate::users::model::{Read, Sort, UserFilter, UserKind};

/// What the address of a list may say.
#[derive(Debug, Default)]
pub(super) struct ListQuery {
    pub kind: Option<UserKind>,
    pub filter: UserFilter,
    pub sort: Sort,
    pub cursor: Option<String>,
    pub limit: Option<usize>,
}

impl ListQuery {
    /// Reads it, and refuses what it does not know: a misspelt filter would show everybody.
    pub fn read(pairs: &[(String, String)]) -> Result<Self, AppError> {
        let mut query = Self::default();
        for (name, value) in pairs {
            let known = match name.as_str() {
                "kind" => {
                    query.kind = UserKind::parse(value);
                    query.kind.is_some()
                }
                "cursor" => {
                    query.cursor = Some(value.clone());
                    true
                }
                "limit" => {
                    query.limit = value.parse().ok();
                    query.limit.is_some()
                }
                "sort" => {
                    let sort = Sort::parse(value);
                    query.sort = sort.unwrap_or_default();
                    sort.is_some()
                }
                name => query.filter.take(name, value) == Read::Known,
            };
            if !known {
                let detail = format!("`{name}` is no filter of people, or cannot be `{value}`");
                return Err(AppError::BadRequest { code: "request.filter", detail });
            }
        }
        Ok(query)
    }
}
