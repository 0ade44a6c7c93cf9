//! The clients of companies.
use std::collections::HashSet;

use elenco_db::{CompanyId, Conn, DbError, UserId};
use uuid::Uuid;

use crate::auth::permission::Permission;
use crate::companies::queries::{self, clients};
use crate::context::ServiceContext;
use crate::users::model::PageAnchor;
use crate::users::service::{HasClients, Keys};

impl HasClients for CompanyId {
    const OBJECT: &'static str = "company";
    const CHANGE: &'static str = "companies";
    const SHOW: Permission = Permission::CompaniesGetObject;
    const UPDATE: Permission = Permission::CompaniesUpdate;

    fn uuid(self) -> Uuid {
        self.as_uuid()
    }

    fn name(self, conn: &mut Conn, cx: &ServiceContext) -> Result<Option<String>, DbError> {
        Ok(queries::names(conn, &cx.scope, &[self])?.remove(&self))
    }

    fn among(self, conn: &mut Conn, cx: &ServiceContext, ids: &[UserId]) -> Result<HashSet<UserId>, DbError> {
        clients::among(conn, &cx.scope, self, ids)
    }

    fn matching(
        self,
        conn: &mut Conn,
        cx: &ServiceContext,
        text: Option<&str>,
        anchor: Option<&PageAnchor>,
        wanted: i64,
    ) -> Result<Keys, DbError> {
        let anchor = anchor.map(|anchor| (anchor.sort_key.as_str(), anchor.id, anchor.backwards));
        clients::matching(conn, &cx.scope, self, text, anchor, wanted)
    }

    fn page(
        self,
        conn: &mut Conn,
        cx: &ServiceContext,
        text: Option<&str>,
        anchor: Option<&PageAnchor>,
        wanted: i64,
    ) -> Result<(Keys, Option<(String, UserId)>), DbError> {
        let anchor = anchor.map(|anchor| (anchor.sort_key.as_str(), anchor.id, anchor.backwards));
        clients::page(conn, &cx.scope, self, text, anchor, wanted)
    }

    fn add(self, conn: &mut Conn, cx: &ServiceContext, people: &[(String, UserId)]) -> Result<(), DbError> {
        clients::add(conn, &cx.scope, self, people)
    }

    fn remove(self, conn: &mut Conn, cx: &ServiceContext, people: &[UserId]) -> Result<(), DbError> {
        clients::remove(conn, &cx.scope, self, people)
    }
}
