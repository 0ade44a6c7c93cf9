//! Who may do what in the demo: roles given to people and by a group, and tokens of programs.
use chrono::{Days, NaiveDate};
use elenco_db::{ProjectId, RoleId, UserId};

use crate::auth::permission::Permission as P;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::roles::model::{Grants, ReadyMade, RoleValues};
use crate::tokens::model::{NewToken, end_of};
use crate::users::model::{User, UserFilter, UserKind};
use crate::{groups, roles, tokens, users};

/// A program, how many days its token is still good, and what it may do.
const PROGRAMS: [(&str, u64, Option<&[P]>); 3] = [
    ("Nightly people sync with the CRM", 290, Some(&[P::UsersList, P::UsersGetObject, P::UsersUpdate])),
    ("Dashboard of the service desk", 9, Some(&[P::UsersList, P::GroupsList])),
    ("Hand-over to payroll", 120, None),
];

async fn ready_made(cx: &ServiceContext, wanted: ReadyMade) -> Result<RoleId, AppError> {
    let all = roles::service::list_roles(cx, None, None, 100).await?;
    let found = all.roles.iter().find(|role| role.template == Some(wanted));
    found.map(|role| role.id).ok_or(AppError::NotFound)
}

/// Makes them. The programs are the administrator's.
pub(super) async fn make(cx: &ServiceContext, project: ProjectId, admin: &User) -> Result<(), AppError> {
    let filter = UserFilter::default();
    let specialists = users::service::list_users(cx, project, UserKind::Specialist, filter, None, 40).await?;
    let people: Vec<UserId> =
        specialists.items.iter().map(|person| person.id).filter(|id| *id != admin.id).collect();
    let given =
        [(ReadyMade::DirectoryManager, 2, 3), (ReadyMade::Importer, 5, 4), (ReadyMade::Auditor, 11, 1)];
    for (role, from, count) in given {
        let some = people.iter().skip(from).take(count).copied().collect();
        roles::service::give_to_people(cx, ready_made(cx, role).await?, some).await?;
    }
    let lookup = RoleValues {
        name: "Service desk lookup".to_owned(),
        description: "Finds people and notes what they said.".to_owned(),
        grants: Grants::of([
            P::ConsoleUse,
            P::UsersList,
            P::UsersGetObject,
            P::GroupsList,
            P::CompaniesList,
            P::FeedbackList,
            P::FeedbackAdd,
        ]),
    };
    let lookup = roles::service::create_role(cx, lookup).await?.id;
    let found =
        groups::service::list_groups(cx, UserKind::Specialist, Some("service desk".to_owned()), None, 1);
    if let Some(desk) = found.await?.groups.first() {
        roles::service::give_to_groups(cx, lookup, vec![desk.group.id]).await?;
    }
    let today = cx.app.clock.now().to_chrono().date_naive();
    let day = |days: u64| -> Option<NaiveDate> { today.checked_add_days(Days::new(days)) };
    for (description, days, scopes) in PROGRAMS {
        let new = NewToken {
            description: description.to_owned(),
            until: day(days),
            scopes: scopes.map(<[P]>::to_vec),
        };
        // Nobody is told the secret, so that nobody can use it.
        tokens::service::make_token(cx, admin.id, new).await?;
    }
    let past = today.checked_sub_days(Days::new(3)).and_then(end_of);
    tokens::service::create_token(&cx.app, &cx.scope, admin.id, "Import from the old console", past).await?;
    Ok(())
}
