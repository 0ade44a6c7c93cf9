//! Texts that many people have: the index that finds a text anywhere names all of them before it gives the first, and
//! that takes longer than a page may. Whoever walks a list in its order finds some of so many soon.
use diesel::prelude::*;

use crate::dialect::contains;
use crate::schema::users;
use crate::{Conn, DbError, TenantScope, UserId};

/// People who are asked, the first of the tenant.
const SAMPLE: i64 = 500;
/// When so many of them have the text, thousands of a large tenant do.
const COMMON: usize = 8;

/// Whether many people of a large tenant have the folded text. No in a tenant in which one can ask everybody.
///
/// # Errors
/// The engine's.
pub fn is_common(conn: &mut Conn, scope: &TenantScope, text: &str) -> Result<bool, DbError> {
    let of_tenant = users::table.filter(users::tenant_id.eq(scope.tenant()));
    let sample: Vec<UserId> = of_tenant.select(users::id).order(users::id).limit(SAMPLE).load(conn)?;
    if (sample.len() as i64) < SAMPLE {
        return Ok(false);
    }
    let having: Vec<UserId> =
        of_tenant.filter(users::id.eq_any(sample)).filter(contains(text)).select(users::id).load(conn)?;
    Ok(having.len() >= COMMON)
}
