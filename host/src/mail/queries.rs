//! Queries about e-mails.
use diesel::prelude::*;
use elenco_db::schema::{mail_wishes, mails};
use elenco_db::{Conn, DbError, Instant, Json, MailId, TenantId, TenantScope, UserId, each};

use super::model::{Letter, Mail, MailState, Standing, Wish};

#[derive(Debug, Insertable)]
#[diesel(table_name = mails, treat_none_as_default_value = false)]
pub(super) struct NewRow {
    pub tenant_id: TenantId,
    pub id: MailId,
    pub user_id: UserId,
    pub kind: &'static str,
    pub address: String,
    pub letter: Json<Letter>,
    pub secret: Option<Vec<u8>>,
    pub state: &'static str,
    pub attempts: i32,
    pub created_at: Instant,
}

type Columns = (MailId, UserId, String, Json, Option<Vec<u8>>, String, i32, Instant);

pub(super) fn insert(conn: &mut Conn, row: &NewRow) -> Result<(), DbError> {
    each!(conn, c => diesel::insert_into(mails::table).values(row).execute(c))?;
    Ok(())
}

/// One e-mail; nothing when a newer version wrote words that this one does not know.
pub(super) fn find(conn: &mut Conn, scope: &TenantScope, id: MailId) -> Result<Option<Mail>, DbError> {
    let row: Option<Columns> = mails::table
        .filter(mails::tenant_id.eq(scope.tenant()))
        .filter(mails::id.eq(id))
        .select((
            mails::id,
            mails::user_id,
            mails::address,
            mails::letter,
            mails::secret,
            mails::state,
            mails::attempts,
            mails::created_at,
        ))
        .first(conn)
        .optional()?;
    Ok(row.and_then(|(id, user, address, letter, secret, state, attempts, created_at)| {
        Some(Mail {
            id,
            user,
            address,
            letter: serde_json::from_value(letter.0).ok()?,
            secret,
            state: MailState::parse(&state)?,
            attempts,
            created_at,
        })
    }))
}

/// Notes that it is tried once more.
pub(super) fn note_attempt(conn: &mut Conn, scope: &TenantScope, id: MailId) -> Result<(), DbError> {
    diesel::update(mails::table.filter(mails::tenant_id.eq(scope.tenant())).filter(mails::id.eq(id)))
        .set(mails::attempts.eq(mails::attempts + 1))
        .execute(conn)?;
    Ok(())
}

/// Notes why it waits.
pub(super) fn note_reason(
    conn: &mut Conn,
    scope: &TenantScope,
    id: MailId,
    reason: &str,
) -> Result<(), DbError> {
    diesel::update(mails::table.filter(mails::tenant_id.eq(scope.tenant())).filter(mails::id.eq(id)))
        .set(mails::reason.eq(Some(reason)))
        .execute(conn)?;
    Ok(())
}

/// Ends it, once, and forgets what its link carried.
pub(super) fn end(
    conn: &mut Conn,
    scope: &TenantScope,
    id: MailId,
    state: MailState,
    reason: Option<&str>,
    now: Instant,
) -> Result<(), DbError> {
    let own = mails::table.filter(mails::tenant_id.eq(scope.tenant())).filter(mails::id.eq(id));
    diesel::update(own.filter(mails::state.eq(MailState::Waiting.as_str())))
        .set((
            mails::state.eq(state.as_str()),
            mails::secret.eq(None::<Vec<u8>>),
            mails::reason.eq(reason.map(str::to_owned)),
            mails::ended_at.eq(Some(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets what was sent or given up before a time. The last word about invitations stays with the person.
pub(super) fn forget(conn: &mut Conn, scope: &TenantScope, before: Instant) -> Result<(), DbError> {
    diesel::delete(
        mails::table
            .filter(mails::tenant_id.eq(scope.tenant()))
            .filter(mails::created_at.lt(before))
            .filter(mails::state.ne(MailState::Waiting.as_str()))
            .filter(mails::kind.ne(Letter::Invitation.kind())),
    )
    .execute(conn)?;
    Ok(())
}

/// What a person's page tells.
pub(super) fn standing(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    address: &str,
) -> Result<Standing, DbError> {
    let invitation: Option<(String, Instant, Option<Instant>)> = mails::table
        .filter(mails::tenant_id.eq(scope.tenant()))
        .filter(mails::user_id.eq(user))
        .filter(mails::kind.eq(Letter::Invitation.kind()))
        .order((mails::created_at.desc(), mails::id.desc()))
        .select((mails::state, mails::created_at, mails::ended_at))
        .first(conn)
        .optional()?;
    let last: Option<(String, Option<String>)> = mails::table
        .filter(mails::tenant_id.eq(scope.tenant()))
        .filter(mails::user_id.eq(user))
        .filter(mails::address.eq(address))
        .filter(mails::state.ne(MailState::Waiting.as_str()))
        .order((mails::created_at.desc(), mails::id.desc()))
        .select((mails::state, mails::reason))
        .first(conn)
        .optional()?;
    Ok(Standing {
        invitation: invitation
            .and_then(|(state, asked, ended)| Some((MailState::parse(&state)?, ended.unwrap_or(asked)))),
        undeliverable: last
            .filter(|(state, _)| state == MailState::Failed.as_str())
            .map(|(_, reason)| reason.unwrap_or_default()),
    })
}

pub(super) fn wish(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<Wish, DbError> {
    let word: Option<String> = mail_wishes::table
        .filter(mail_wishes::tenant_id.eq(scope.tenant()))
        .filter(mail_wishes::user_id.eq(user))
        .select(mail_wishes::finished)
        .first(conn)
        .optional()?;
    Ok(word.as_deref().and_then(Wish::parse).unwrap_or_default())
}

pub(super) fn set_wish(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    wish: Wish,
) -> Result<(), DbError> {
    let row = (
        mail_wishes::tenant_id.eq(scope.tenant()),
        mail_wishes::user_id.eq(user),
        mail_wishes::finished.eq(wish.as_str()),
    );
    let key = (mail_wishes::tenant_id, mail_wishes::user_id);
    let changed = mail_wishes::finished.eq(wish.as_str());
    each!(conn, c => diesel::insert_into(mail_wishes::table)
        .values(&row)
        .on_conflict(key)
        .do_update()
        .set(changed)
        .execute(c))?;
    Ok(())
}
