use elenco_db::Instant;
use uuid::Uuid;

use super::*;

fn group(id: u128, parent: Option<u128>, name: &str) -> Group {
    let at = Instant::from_micros(0).expect("the epoch");
    Group {
        id: GroupId::from_uuid(Uuid::from_u128(id)),
        kind: UserKind::Client,
        parent: parent.map(|id| GroupId::from_uuid(Uuid::from_u128(id))),
        name: name.to_owned(),
        description: String::new(),
        active: true,
        members: 0,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

fn forest() -> Vec<PlacedGroup> {
    in_tree_order(vec![
        group(5, Some(1), "Accounts"),
        group(1, None, "Banks"),
        group(3, Some(2), "Cards"),
        group(2, Some(1), "Desks"),
        group(4, None, "Zoo"),
    ])
}

fn names(page: &GroupPage) -> Vec<&str> {
    page.groups.iter().map(|placed| placed.group.name.as_str()).collect()
}

#[test]
fn each_group_stands_behind_the_one_it_belongs_to() {
    let paths: Vec<String> = forest().iter().map(PlacedGroup::path).collect();
    assert_eq!(paths, ["Banks", "Banks › Accounts", "Banks › Desks", "Banks › Desks › Cards", "Zoo"]);
}

#[test]
fn pieces_of_a_tree_are_all_of_it_in_either_direction() {
    for limit in 1..=6 {
        let (mut forward, mut anchor) = (Vec::new(), None);
        let last = loop {
            let page = piece(forest(), anchor, limit);
            forward.push(names(&page).join(","));
            anchor = page.next;
            if anchor.is_none() {
                break page;
            }
        };
        assert_eq!(forward.join(","), "Banks,Accounts,Desks,Cards,Zoo", "{limit}");
        let mut backward = vec![names(&last).join(",")];
        let mut anchor = last.previous;
        while let Some(here) = anchor {
            let page = piece(forest(), Some(here), limit);
            backward.push(names(&page).join(","));
            anchor = page.previous;
        }
        backward.reverse();
        assert_eq!(backward.join(","), forward.join(","), "{limit}");
    }
}

#[test]
fn an_anchor_that_is_gone_begins_anew() {
    let gone = GroupId::from_uuid(Uuid::from_u128(99));
    assert_eq!(names(&piece(forest(), Some(GroupAnchor::After(gone)), 2)), ["Banks", "Accounts"]);
    assert_eq!(names(&piece(forest(), Some(GroupAnchor::Before(gone)), 2)), ["Cards", "Zoo"]);
}
