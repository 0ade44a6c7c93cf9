//! Two administrators at once: what one typed, what the other saved meanwhile, and what both began with.
use std::collections::{BTreeMap, BTreeSet};

use super::UserForm;

/// Hidden control that carries what the form held when it was opened.
pub const BASE: &str = "base";
/// Controls that are not values of a person, or that nobody may read back.
const NO_VALUES: &[&str] = &[
    "version",
    "csrf",
    "person",
    "edited",
    BASE,
    super::HAS,
    "password",
    super::KEPT_PHOTO,
    "photo",
    "photo_crop",
];

/// What became of a form when it was laid over what is stored now. Names are those of controls.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Only the other one changed these: the form now has the stored values.
    pub taken: Vec<String>,
    /// Both changed these: the form keeps what was typed; the stored values stand beside the names.
    pub both: BTreeMap<String, Vec<String>>,
}

type Values = BTreeMap<String, Vec<String>>;

impl UserForm {
    fn comparable(&self) -> Values {
        self.values
            .iter()
            .filter(|(name, _)| !NO_VALUES.contains(&name.as_str()) && !name.starts_with("source."))
            .map(|(name, values)| (name.clone(), filled(values)))
            .filter(|(_, values)| !values.is_empty())
            .collect()
    }

    /// The person's values as one text, to be sent along unseen as [`BASE`].
    pub fn snapshot(&self) -> String {
        serde_json::to_string(&self.comparable()).unwrap_or_default()
    }

    /// Takes over what only the other one changed, and tells what both changed. Without a readable [`BASE`] everything
    /// that differs counts as changed by both.
    pub fn merge(&mut self, stored: &Self) -> Merged {
        let base: Option<Values> = serde_json::from_str(self.get(BASE)).ok();
        let (mine, theirs) = (self.comparable(), stored.comparable());
        let names: BTreeSet<&String> = mine.keys().chain(theirs.keys()).collect();
        let of = |values: &Values, name: &String| values.get(name).cloned().unwrap_or_default();
        let mut merged = Merged::default();
        for name in names {
            let (own, other) = (of(&mine, name), of(&theirs, name));
            if own == other {
                continue;
            }
            match base.as_ref().map(|base| of(base, name)) {
                Some(begun) if begun == own => merged.taken.push(name.clone()),
                Some(begun) if begun == other => {}
                _ => {
                    merged.both.insert(name.clone(), other);
                }
            }
        }
        for name in &merged.taken {
            let source = name.replacen("address.", "source.", 1);
            for name in [name, &source] {
                match stored.values.get(name) {
                    Some(values) => self.values.insert(name.clone(), values.clone()),
                    None => self.values.remove(name),
                };
            }
        }
        self.set(BASE, stored.snapshot());
        merged
    }
}

fn filled(values: &[String]) -> Vec<String> {
    values.iter().filter(|value| !value.is_empty()).cloned().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn form(values: &[(&str, &str)]) -> UserForm {
        UserForm::of_pairs(values.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()).unwrap()
    }

    #[test]
    fn what_one_changed_is_taken_and_what_both_changed_is_told() {
        let base = form(&[("first_names", "Ana"), ("phone", "1"), ("email", "a@x.org"), ("active", "true")]);
        let stored = form(&[("first_names", "Anna"), ("phone", "2"), ("email", "a@x.org")]);
        let mut mine =
            form(&[("first_names", "Ana"), ("phone", "3"), ("email", "b@x.org"), ("active", "true")]);
        mine.set(BASE, base.snapshot());
        let merged = mine.merge(&stored);
        assert_eq!(merged.taken, ["active", "first_names"]);
        assert_eq!(merged.both, BTreeMap::from([("phone".to_owned(), vec!["2".to_owned()])]));
        assert_eq!((mine.get("first_names"), mine.get("phone"), mine.get("email")), ("Anna", "3", "b@x.org"));
        assert!(!mine.is_on("active"));
        assert_eq!(mine.merge(&stored), Merged::default(), "what was told once is known");
    }

    #[test]
    fn a_base_that_cannot_be_read_loses_nothing() {
        let mut mine = form(&[("phone", "3"), (BASE, "}{")]);
        let merged = mine.merge(&form(&[("phone", "2"), ("mobile", "7")]));
        assert_eq!(merged.both.keys().collect::<Vec<_>>(), ["mobile", "phone"]);
        assert_eq!(mine.get("phone"), "3");
    }

    fn values() -> impl Strategy<Value = Vec<(String, String)>> {
        let name = prop::sample::select(vec!["first_names", "phone", "address.city", "fields.a", "active"]);
        prop::collection::vec((name.prop_map(str::to_owned), "[ab]{0,1}"), 0..6)
            .prop_map(|pairs| pairs.into_iter().collect::<BTreeMap<_, _>>().into_iter().collect())
    }

    proptest! {
        #[test]
        fn nothing_typed_is_lost_and_nothing_saved_is_overlooked(b in values(), s in values(), m in values()) {
            let (base, stored) = (UserForm::of_pairs(b).unwrap(), UserForm::of_pairs(s).unwrap());
            let mut mine = UserForm::of_pairs(m).unwrap();
            let typed = mine.comparable();
            mine.set(BASE, base.snapshot());
            let merged = mine.merge(&stored);
            for name in ["first_names", "phone", "address.city", "fields.a", "active"] {
                let of = |values: &Values| values.get(name).cloned().unwrap_or_default();
                let (was, typed, now) = (of(&base.comparable()), of(&typed), of(&stored.comparable()));
                let shown = of(&mine.comparable());
                if typed != was { prop_assert_eq!(&shown, &typed); } else { prop_assert_eq!(&shown, &now); }
                prop_assert_eq!(merged.both.contains_key(name), typed != was && now != was && typed != now);
            }
        }
    }
}
