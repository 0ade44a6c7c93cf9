//! What forms about plugins say.
pub mod settings;

use super::model::{Described, Powers};

/// The consent of the dialog: every capability that the version asks for, and the hosts that were left on. Nothing when
/// the form is not the dialog's.
pub fn consent(fields: &[(String, String)], described: &Described) -> Option<Powers> {
    fields.iter().any(|(name, _)| name == "consent").then(|| Powers {
        capabilities: described.asked.capabilities.clone(),
        http_hosts: fields
            .iter()
            .filter(|(name, host)| name == "host" && described.asked.http_hosts.contains(host))
            .map(|(_, host)| host.clone())
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_asked_for_can_be_granted() {
        let described = Described {
            asked: Powers {
                capabilities: ["http".to_owned()].into(),
                http_hosts: ["a.example".to_owned(), "b.example".to_owned()].into(),
            },
            ..Described::default()
        };
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(consent(&[field("host", "a.example")], &described), None);
        let granted = consent(
            &[field("consent", "true"), field("host", "a.example"), field("host", "evil.example")],
            &described,
        );
        let granted = granted.expect("consent was given");
        assert_eq!(granted.http_hosts, ["a.example".to_owned()].into());
        assert_eq!(granted.capabilities, described.asked.capabilities);
    }
}
