//! Groups of the demo, with members, and a second project in which some of them work.
use elenco_db::{GroupId, ProjectId, UserId};

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::groups::model::{Chosen, GroupValues};
use crate::groups::service;
use crate::projects;
use crate::users;
use crate::users::model::{User, UserFilter, UserKind};

/// The project beside the main one, behind which it stands by name: the first one is where a console opens.
const SECOND_PROJECT: &str = "On-site service";
/// Most people of one group.
const MEMBERS: usize = 60;

/// A group: its name, what it is for, the one above it, and every how many-th person is in it.
type Made = (&'static str, &'static str, Option<usize>, usize);

const CLIENTS: [Made; 5] = [
    ("Key accounts", "Clients with an account manager of their own.", None, 9),
    ("Retail", "Shops and chains.", Some(0), 7),
    ("Industry", "Plants and workshops.", Some(0), 11),
    ("Public sector", "Ministries, towns, universities.", None, 13),
    ("Newsletter pilot", "", None, 17),
];

const SPECIALISTS: [Made; 6] = [
    ("Service desk", "First and second level.", None, 5),
    ("Level 1", "Takes every call.", Some(0), 3),
    ("Level 2", "What level 1 cannot solve.", Some(0), 4),
    ("Networks", "", Some(2), 6),
    ("Field technicians", "On site, with a van and a spare part.", None, 4),
    ("Training", "", None, 9),
];

async fn people(cx: &ServiceContext, project: ProjectId, kind: UserKind) -> Result<Vec<UserId>, AppError> {
    let everybody = users::service::list_users(cx, project, kind, UserFilter::default(), None, 1000).await?;
    Ok(everybody.items.into_iter().map(|person| person.id).collect())
}

async fn make_kind(
    cx: &ServiceContext,
    project: ProjectId,
    kind: UserKind,
    groups: &[Made],
) -> Result<Vec<GroupId>, AppError> {
    let everybody = people(cx, project, kind).await?;
    let mut made: Vec<GroupId> = Vec::new();
    for (name, description, above, every) in groups {
        let values = GroupValues {
            parent: above.and_then(|above| made.get(above).copied()),
            name: (*name).to_owned(),
            description: (*description).to_owned(),
            active: *name != "Newsletter pilot",
        };
        let group = service::create_group(cx, kind, values).await?.id;
        let members: Vec<UserId> =
            everybody.iter().skip(made.len()).step_by(*every).take(MEMBERS).copied().collect();
        service::add_members(cx, group, Chosen::People(members), Vec::new()).await?;
        made.push(group);
    }
    Ok(made)
}

/// Makes them. The administrator works at the service desk and leads it.
pub(super) async fn make(cx: &ServiceContext, project: ProjectId, admin: &User) -> Result<(), AppError> {
    let second = projects::service::create_project(cx, SECOND_PROJECT, "").await?.id;
    make_kind(cx, project, UserKind::Client, &CLIENTS).await?;
    let specialists = make_kind(cx, project, UserKind::Specialist, &SPECIALISTS).await?;
    if let (Some(desk), Some(field)) = (specialists.first(), specialists.get(4)) {
        service::set_projects(cx, *field, vec![project, second], vec![project, second]).await?;
        service::set_projects(cx, *desk, vec![project], vec![project]).await?;
        service::add_members(cx, *desk, Chosen::People(vec![admin.id]), Vec::new()).await?;
    }
    Ok(())
}
