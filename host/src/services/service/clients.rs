//! The clients of services.
use std::collections::HashSet;

use elenco_db::{Conn, DbError, ServiceId, UserId};
use uuid::Uuid;

use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::services::queries::{self, clients};
use crate::users::model::PageAnchor;
use crate::users::service::{HasClients, Keys};

impl HasClients for ServiceId {
    const OBJECT: &'static str = "service";
    const CHANGE: &'static str = "services";
    const SHOW: Permission = Permission::ServicesGetObject;
    const UPDATE: Permission = Permission::ServicesUpdate;

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
