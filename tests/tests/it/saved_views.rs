//! Kept views: whose they are, who sees and changes them, how a list begins, and what becomes of old ones.
use diesel::prelude::*;
use elenco::audit::model::Actor;
use elenco::auth::permission::{Permission, Permissions};
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::saved_views::model::{SavedView, ViewValues};
use elenco::saved_views::service::{begin_with, change_view, create_view, delete_view, find_view, open_list};
use elenco_db::schema::saved_views;
use elenco_db::{DbError, Json};
use serde_json::json;

use crate::site::{Organisation, Site, on_each_engine};

/// Somebody who may see lists, and this besides.
async fn reader(site: &Site, home: &Organisation, name: &str, more: &[Permission]) -> ServiceContext {
    let user = site.person(&home.tenant, &home.project, name).await;
    let mut cx = site.system(&home.tenant).await;
    cx.actor = Actor::User(user.id);
    let permissions = [Permission::UsersList].iter().chain(more).copied();
    cx.permissions = std::sync::Arc::new(permissions.collect::<Permissions>());
    cx
}

fn named(name: &str, shared: bool) -> ViewValues {
    let words = vec![("active".to_owned(), "true".to_owned()), ("sort".to_owned(), "-email".to_owned())];
    ViewValues { name: name.to_owned(), shared, words: Some(words) }
}

fn codes(error: AppError) -> Vec<String> {
    match error {
        AppError::Invalid(problems) => problems.into_iter().map(|problem| problem.code).collect(),
        other => panic!("{other:?}"),
    }
}

async fn names(cx: &ServiceContext) -> Vec<String> {
    let (views, _) = open_list(cx, "clients").await.unwrap();
    views.into_iter().map(|view: SavedView| view.name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_whose_a_view_is_changes_it_and_only_shared_ones_are_seen() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let ana = reader(&site, &home, "ana", &[Permission::UsersUpdate]).await;
        let bea = reader(&site, &home, "bea", &[]).await;
        let own = create_view(&ana, "clients", named("  Mine\u{7} ", false)).await.unwrap();
        assert_eq!(own.name, "Mine");
        let shared = create_view(&ana, "clients", named("Ours", true)).await.unwrap();
        assert_eq!(names(&ana).await, ["Mine", "Ours"]);
        assert_eq!(names(&bea).await, ["Ours"]);
        assert!(matches!(find_view(&bea, "clients", own.id).await, Err(AppError::NotFound)));
        assert!(find_view(&bea, "clients", shared.id).await.is_ok());
        assert!(matches!(find_view(&bea, "specialists", shared.id).await, Err(AppError::NotFound)));
        // A name is one person's own: somebody else may use it again.
        create_view(&bea, "clients", named("mine", false)).await.unwrap();
        for other in [own.id, shared.id] {
            let changed = change_view(&bea, "clients", (other, 1), named("Theirs", false)).await;
            assert!(matches!(changed, Err(AppError::NotFound)));
            assert!(matches!(delete_view(&bea, "clients", other).await, Err(AppError::NotFound)));
        }
        let refused = create_view(&bea, "clients", named("For all", true)).await;
        assert!(matches!(refused, Err(AppError::Forbidden(Permission::UsersUpdate))));
        assert!(begin_with(&bea, "clients", Some(shared.id)).await.is_ok());
        assert!(matches!(begin_with(&bea, "clients", Some(own.id)).await, Err(AppError::NotFound)));
        let (_, preference) = open_list(&bea, "clients").await.unwrap();
        assert_eq!(preference.default_view, Some(shared.id));
        // When it is gone nobody's list begins with it, and it is told to nobody.
        delete_view(&ana, "clients", shared.id).await.unwrap();
        let (_, preference) = open_list(&bea, "clients").await.unwrap();
        assert_eq!(preference.default_view, None);
        // Another organisation has no part in it.
        let away = site.organisation("away").await;
        let cid = reader(&site, &away, "cid", &[Permission::UsersUpdate]).await;
        assert!(matches!(find_view(&cid, "clients", own.id).await, Err(AppError::NotFound)));
        assert_eq!(names(&cid).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_keep_their_limits_and_a_stale_change_is_refused() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let ana = reader(&site, &home, "ana", &[]).await;
        for (name, code) in
            [("", "view.required"), (" \u{1} ", "view.required"), (&"ñ".repeat(61), "view.too-long")]
        {
            let refused = create_view(&ana, "clients", named(name, false)).await.unwrap_err();
            assert_eq!(codes(refused), [code], "{name:?}");
        }
        for name in ["ñ".repeat(60), "李小龙".to_owned(), "عرض <b>".to_owned()] {
            assert_eq!(create_view(&ana, "clients", named(&name, false)).await.unwrap().name, name);
        }
        let view = create_view(&ana, "clients", named("Búsqueda", false)).await.unwrap();
        let taken = create_view(&ana, "clients", named("BUSQUEDA", false)).await.unwrap_err();
        assert_eq!(codes(taken), ["view.name-taken"]);
        assert!(create_view(&ana, "specialists", named("busqueda", false)).await.is_ok(), "another list");
        let large = ViewValues {
            words: Some(vec![("search".to_owned(), "x".repeat(3000))]),
            ..named("Large", false)
        };
        assert!(matches!(create_view(&ana, "clients", large).await, Err(AppError::BadRequest { .. })));
        let renamed = ViewValues { words: None, ..named("Renamed", false) };
        let after = change_view(&ana, "clients", (view.id, 1), renamed).await.unwrap();
        assert_eq!((after.version, after.words.clone()), (2, view.words.clone()), "it shows what it showed");
        let stale = change_view(&ana, "clients", (view.id, 1), named("Again", false)).await;
        assert!(matches!(stale, Err(AppError::Conflict)));
        assert_eq!(find_view(&ana, "clients", view.id).await.unwrap().name, "Renamed");
        while names(&ana).await.len() < 50 {
            let number = names(&ana).await.len();
            create_view(&ana, "clients", named(&format!("View {number}"), false)).await.unwrap();
        }
        let many = create_view(&ana, "clients", named("One more", false)).await.unwrap_err();
        assert_eq!(codes(many), ["view.too-many"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_view_shows_what_is_still_known_and_says_the_rest() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let kept = visitor
            .form(
                "/users/specialists/views",
                &[
                    ("name", "Old"),
                    ("list.active", "true"),
                    ("list.columns", "email,fields.cpf"),
                    ("begin", "true"),
                ],
            )
            .await;
        assert_eq!(kept.status, 303, "{}", kept.text());
        assert!(kept.header("location").contains("active=true"), "{}", kept.header("location"));
        // A newer or older program, or a hand, wrote something else.
        let tenant = home.tenant.id;
        let write = move |conn: &mut elenco_db::Conn| {
            let words = json!([
                ["active", "true"],
                ["valid", "someday"],
                ["favourite", "yes"],
                ["fields.gone", "1"],
                ["columns", "email,shoe-size,fields.gone"],
                ["sort", "by-magic"]
            ]);
            diesel::update(saved_views::table.filter(saved_views::tenant_id.eq(tenant)))
                .set(saved_views::state.eq(Json(words)))
                .execute(conn)?;
            Ok::<_, DbError>(())
        };
        site.app.db.write(write).await.unwrap();
        // The list begins with it.
        let bare = visitor.get("/users/specialists").await;
        assert_eq!(bare.status, 303);
        let view = bare.header("location").trim_start_matches("/t/home").to_owned();
        let opened = visitor.get(&view).await;
        assert_eq!(opened.status, 303);
        let list = visitor.get(opened.header("location").trim_start_matches("/t/home")).await;
        let page = list.text();
        assert_eq!(list.status, 200);
        assert!(page.contains("Not applied"), "{page}");
        for unknown in ["favourite", "shoe-size", "Validity", "Sort", "gone"] {
            assert!(page.contains(unknown), "{unknown}: {page}");
        }
        assert!(page.contains("Valentina Ríos"), "what is still known applies");
        assert!(!page.contains("fields.gone=1"), "what is gone is not carried on");
        // One can still look at everybody.
        assert_eq!(visitor.get("/users/specialists?view=none").await.status, 200);
        // Something that is no list of words at all shows everybody.
        let write = move |conn: &mut elenco_db::Conn| {
            diesel::update(saved_views::table.filter(saved_views::tenant_id.eq(tenant)))
                .set(saved_views::state.eq(Json(json!({ "a": [1] }))))
                .execute(conn)?;
            Ok::<_, DbError>(())
        };
        site.app.db.write(write).await.unwrap();
        assert_eq!(visitor.get(&view).await.status, 303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_tell_nothing_that_the_reader_may_not_see() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let list = format!("/api/v1/projects/{}/users?kind=specialist", home.project.id);
        assert_eq!(api.get(&format!("{list}&active=true&sort=-changed&email=none")).await.status, 200);
        for bad in
            ["&valid=perhaps", "&sort=password_hash", "&password_hash=x", "&fields.secret=1", "&limit=many"]
        {
            let answer = api.get(&format!("{list}{bad}")).await;
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "request.filter"), "{bad}");
        }
        let clients = format!("/api/v1/projects/{}/users?kind=client", home.project.id);
        assert_eq!(api.get(&format!("{clients}&fields.segment=retail")).await.status, 200);
        assert_eq!(
            api.get(&format!("{clients}&fields.birth_date=x")).await.status,
            400,
            "a date is no choice"
        );
        // Ties are for those who may see them.
        let narrow = reader(&site, &home, "narrow", &[]).await;
        let group = elenco_db::GroupId::from_uuid(site.app.ids.uuid());
        let filter = elenco::users::model::UserFilter { group: Some(group), ..Default::default() };
        let refused = elenco::users::service::list_users(
            &narrow,
            home.project.id,
            elenco::users::model::UserKind::Client,
            filter,
            None,
            5,
        )
        .await;
        assert!(matches!(refused, Err(AppError::Forbidden(Permission::GroupsList))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_are_each_readers_own_choice() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let head = |page: &str, name: &str| {
            page.contains(&format!("{name}</a>")) || page.contains(&format!("scope=\"col\">{name}"))
        };
        let usual = visitor.get("/users/specialists").await.text();
        assert!(head(&usual, "Phone") && !head(&usual, "External ID"), "{usual}");
        let chosen = [("column", "external-id"), ("column", "shoe-size"), ("list.active", "true")];
        let kept = visitor.form("/users/specialists/columns", &chosen).await;
        assert_eq!(
            (kept.status.as_u16(), kept.header("location")),
            (303, "/t/home/users/specialists?active=true&said=columns")
        );
        let page = visitor.get("/users/specialists").await.text();
        assert!(head(&page, "External ID") && !head(&page, "Phone"), "{page}");
        // An address can ask for others, and whoever takes the usual ones has them back.
        let asked = visitor.get("/users/specialists?columns=phone").await.text();
        assert!(head(&asked, "Phone") && !head(&asked, "External ID"));
        visitor.form("/users/specialists/columns", &[("usual", "true")]).await;
        assert!(head(&visitor.get("/users/specialists").await.text(), "Phone"));
    })
    .await;
}
