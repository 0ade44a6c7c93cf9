//! Routes as a table that can be read: axum's own router cannot be asked what it holds.
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on, post};
use axum::{Extension, Router};

use crate::app::App;
use crate::auth::permission::Permission;
use crate::context::{OwnAccount, RoutePermission};

/// Who may come through a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Open,
    /// Whoever is signed in and has the permission.
    Session(Permission),
    /// Whoever is signed in: one's own account needs no role.
    Account,
    /// Whoever shows a token of somebody with the permission.
    Token(Permission),
}

/// One door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// `GET` …
    pub method: Method,
    /// With its base: `/t/{tenant}/users/{category}`.
    pub path: String,
    /// Who may come through.
    pub access: Access,
}

/// Doors below one address.
pub struct Routes {
    base: &'static str,
    table: Vec<Route>,
    router: Router<App>,
}

impl Routes {
    /// No doors yet.
    pub fn below(base: &'static str) -> Self {
        Self { base, table: Vec::new(), router: Router::new() }
    }

    /// A door for anybody.
    pub fn open<T: 'static>(&mut self, method: Method, path: &str, handler: impl Handler<T, App>) {
        self.add(method.clone(), path, Access::Open, on(filter(&method), handler));
    }

    /// A door of the console.
    pub fn ask<T: 'static>(
        &mut self,
        method: Method,
        path: &str,
        permission: Permission,
        handler: impl Handler<T, App>,
    ) {
        let door = on(filter(&method), handler).layer(Extension(RoutePermission(permission)));
        self.add(method, path, Access::Session(permission), door);
    }

    /// A door to one's own account, for everybody who is signed in: without a role, and while another password is to
    /// be chosen before anything else, too.
    pub fn own<T: 'static>(&mut self, method: Method, path: &str, handler: impl Handler<T, App>) {
        let door = on(filter(&method), handler.layer(Extension(OwnAccount)));
        self.add(method, path, Access::Account, door);
    }

    /// A door of the API.
    pub fn token<T: 'static>(
        &mut self,
        method: Method,
        path: &str,
        permission: Permission,
        handler: impl Handler<T, App>,
    ) {
        let door = on(filter(&method), handler).layer(Extension(RoutePermission(permission)));
        self.add(method, path, Access::Token(permission), door);
    }

    /// A door of the console that takes files: its handler bounds them itself, while they stream in.
    pub fn ask_files<T: 'static>(
        &mut self,
        path: &str,
        permission: Permission,
        handler: impl Handler<T, App>,
    ) {
        let door: MethodRouter<App> = post(handler)
            .layer::<_, std::convert::Infallible>(DefaultBodyLimit::disable())
            .layer(Extension(RoutePermission(permission)));
        self.add(Method::POST, path, Access::Session(permission), door);
    }

    /// A door of the API that takes files.
    pub fn token_files<T: 'static>(
        &mut self,
        path: &str,
        permission: Permission,
        handler: impl Handler<T, App>,
    ) {
        let door: MethodRouter<App> = post(handler)
            .layer::<_, std::convert::Infallible>(DefaultBodyLimit::disable())
            .layer(Extension(RoutePermission(permission)));
        self.add(Method::POST, path, Access::Token(permission), door);
    }

    fn add(&mut self, method: Method, path: &str, access: Access, door: MethodRouter<App>) {
        let path = format!("{}{path}", self.base);
        self.router = std::mem::take(&mut self.router).route(&path, door);
        self.table.push(Route { method, path, access });
    }

    /// The doors as a list.
    pub fn table(&self) -> &[Route] {
        &self.table
    }

    /// The doors as axum's router.
    pub fn into_router(self) -> Router<App> {
        self.router
    }
}

fn filter(method: &Method) -> MethodFilter {
    // The table only names these; whatever else it named would answer to GET alone and fail its test.
    match *method {
        Method::POST => MethodFilter::POST,
        Method::PATCH => MethodFilter::PATCH,
        Method::DELETE => MethodFilter::DELETE,
        Method::PUT => MethodFilter::PUT,
        _ => MethodFilter::GET,
    }
}
