//! Orders and filters that are asked for.
use elenco::users::model::{Read, Sort, SortBy, UserFilter};

use super::Asked;

/// The first page in every order.
pub(super) fn sorted() -> Vec<Asked> {
    let ways = SortBy::ALL.into_iter().flat_map(|by| [false, true].map(|descending| Sort { by, descending }));
    ways.map(|sort| Asked { sort, ..Asked::default() }).collect()
}

/// Filters of every kind, alone and together with others, in the usual order and in another one.
pub(super) fn filtered() -> Vec<Asked> {
    let words: &[&[(&str, &str)]] = &[
        &[("active", "false")],
        &[("culture", "en")],
        &[("culture", "en"), ("active", "false"), ("search", "ave")],
        &[("email", "none")],
        &[("email_contains", "lucia.n")],
        &[("email_contains", "77.")],
        &[("position", "technician")],
        &[("valid", "now"), ("has_password", "false")],
        &[("valid", "over")],
        &[("has_password", "true")],
        &[("must_change_password", "true")],
        &[("signed_in", "never"), ("search", "ndez")],
        &[("signed_in_since", "2026-01-01")],
        &[("created_until", "2020-01-01")],
        &[("changed_since", "2020-01-01"), ("culture", "pt")],
        &[("location", "none"), ("culture", "pt")],
    ];
    let orders = [Sort::default(), Sort { by: SortBy::Email, descending: true }];
    let filter = |words: &&[(&str, &str)]| {
        let mut filter = UserFilter::default();
        for (name, value) in *words {
            assert_eq!(filter.take(name, value), Read::Known, "{name}");
        }
        filter
    };
    let filters = words.iter().map(filter);
    filters
        .flat_map(|filter| orders.map(|sort| Asked { filter: filter.clone(), sort, anchor: None }))
        .collect()
}
