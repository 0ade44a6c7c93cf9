//! Every query about comments.
use diesel::prelude::*;
use elenco_db::schema::{companies, feedback, users};
use elenco_db::{CompanyId, Conn, DbError, FeedbackId, Instant, TenantId, TenantScope, UserId, each};

use super::model::{Comment, NamedSubject, Subject};
use crate::companies::model::CompanyKind;
use crate::users::model::UserKind;

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = feedback, treat_none_as_default_value = false)]
struct FeedbackRow {
    tenant_id: TenantId,
    id: FeedbackId,
    user_id: Option<UserId>,
    company_id: Option<CompanyId>,
    author_id: Option<UserId>,
    author_name: String,
    body: String,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl FeedbackRow {
    /// The comment of a row; nothing for one about a kind of thing that only a newer version knows.
    fn into_comment(self) -> Option<Comment> {
        let subject = match (self.user_id, self.company_id) {
            (Some(id), _) => Subject::User(id),
            (None, Some(id)) => Subject::Company(id),
            (None, None) => return None,
        };
        Some(Comment {
            id: self.id,
            subject,
            author: self.author_id,
            author_name: self.author_name,
            author_photo: None,
            body: self.body,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

/// The newest comments, or those that are older than this one; one more than `limit` when there are more.
pub(super) fn list(
    conn: &mut Conn,
    scope: &TenantScope,
    subject: Subject,
    older: Option<FeedbackId>,
    limit: i64,
) -> Result<Vec<Comment>, DbError> {
    let mut query = feedback::table
        .filter(feedback::tenant_id.eq(scope.tenant()))
        .order(feedback::id.desc())
        .limit(limit + 1)
        .select(FeedbackRow::as_select())
        .into_boxed();
    query = match subject {
        Subject::User(id) => query.filter(feedback::user_id.eq(id)),
        Subject::Company(id) => query.filter(feedback::company_id.eq(id)),
    };
    if let Some(older) = older {
        query = query.filter(feedback::id.lt(older));
    }
    Ok(query.load(conn)?.into_iter().filter_map(FeedbackRow::into_comment).collect())
}

pub(super) fn count(conn: &mut Conn, scope: &TenantScope, subject: Subject) -> Result<i64, DbError> {
    let query = feedback::table.filter(feedback::tenant_id.eq(scope.tenant())).count().into_boxed();
    let query = match subject {
        Subject::User(id) => query.filter(feedback::user_id.eq(id)),
        Subject::Company(id) => query.filter(feedback::company_id.eq(id)),
    };
    Ok(query.get_result(conn)?)
}

pub(super) fn find(conn: &mut Conn, scope: &TenantScope, id: FeedbackId) -> Result<Option<Comment>, DbError> {
    let row: Option<FeedbackRow> = feedback::table
        .filter(feedback::tenant_id.eq(scope.tenant()))
        .filter(feedback::id.eq(id))
        .select(FeedbackRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.and_then(FeedbackRow::into_comment))
}

/// Whom comments are about.
pub(super) fn named(
    conn: &mut Conn,
    scope: &TenantScope,
    subject: Subject,
) -> Result<Option<NamedSubject>, DbError> {
    match subject {
        Subject::User(id) => {
            let found: Option<(String, String, String)> = users::table
                .filter(users::tenant_id.eq(scope.tenant()))
                .filter(users::id.eq(id))
                .select((users::first_names, users::last_names, users::kind))
                .first(conn)
                .optional()?;
            Ok(found.map(|(first, last, kind)| NamedSubject {
                subject,
                name: format!("{first} {last}").trim().to_owned(),
                kind: UserKind::parse(&kind),
                company_kind: None,
            }))
        }
        Subject::Company(id) => {
            let found: Option<(String, String)> = companies::table
                .filter(companies::tenant_id.eq(scope.tenant()))
                .filter(companies::id.eq(id))
                .select((companies::name, companies::kind))
                .first(conn)
                .optional()?;
            Ok(found.map(|(name, kind)| NamedSubject {
                subject,
                name,
                kind: None,
                company_kind: CompanyKind::parse(&kind),
            }))
        }
    }
}

pub(super) fn insert(conn: &mut Conn, scope: &TenantScope, comment: &Comment) -> Result<(), DbError> {
    let (user_id, company_id) = match comment.subject {
        Subject::User(id) => (Some(id), None),
        Subject::Company(id) => (None, Some(id)),
    };
    let row = FeedbackRow {
        tenant_id: scope.tenant(),
        id: comment.id,
        user_id,
        company_id,
        author_id: comment.author,
        author_name: comment.author_name.clone(),
        body: comment.body.clone(),
        version: comment.version,
        created_at: comment.created_at,
        updated_at: comment.updated_at,
    };
    each!(conn, c => diesel::insert_into(feedback::table).values(&row).execute(c))?;
    Ok(())
}

/// Puts another text in the place of the one with `expected_version`.
///
/// # Errors
/// [`DbError::NotFound`] when somebody else was faster.
pub(super) fn update(
    conn: &mut Conn,
    scope: &TenantScope,
    id: FeedbackId,
    expected_version: i64,
    body: &str,
    now: Instant,
) -> Result<(), DbError> {
    let changed = diesel::update(
        feedback::table
            .filter(feedback::tenant_id.eq(scope.tenant()))
            .filter(feedback::id.eq(id))
            .filter(feedback::version.eq(expected_version)),
    )
    .set((feedback::body.eq(body), feedback::version.eq(expected_version + 1), feedback::updated_at.eq(now)))
    .execute(conn)?;
    if changed == 0 { Err(DbError::NotFound) } else { Ok(()) }
}

pub(super) fn delete(conn: &mut Conn, scope: &TenantScope, id: FeedbackId) -> Result<bool, DbError> {
    let gone = diesel::delete(
        feedback::table.filter(feedback::tenant_id.eq(scope.tenant())).filter(feedback::id.eq(id)),
    )
    .execute(conn)?;
    Ok(gone > 0)
}
