//! Patterns of hosts: `api.example.com`, `*.example.com`, each with a port behind it or not.

use crate::limits::HOST_BYTES;

/// What is wrong with a pattern.
pub(super) fn check(pattern: &str) -> Result<(), &'static str> {
    let (name, port) = split(pattern);
    if port.is_some_and(|port| port.parse::<u16>().map_or(true, |port| port == 0)) {
        return Err("the port must be a number from 1 to 65535");
    }
    if let Some(address) = name.strip_prefix('[') {
        let inside = address.strip_suffix(']').unwrap_or_default();
        return inside.parse::<std::net::Ipv6Addr>().map(drop).map_err(|_| "it is no IPv6 address");
    }
    let plain = name.strip_prefix("*.").unwrap_or(name);
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if name.len() > HOST_BYTES || !plain.split('.').all(label) {
        return Err("write a host in small letters, such as `api.example.com` or `*.example.com`");
    }
    if plain != name && !plain.contains('.') {
        return Err("`*` stands for too many hosts; write at least two names behind it");
    }
    Ok(())
}

/// Whether every host of the one pattern is among those of the other.
pub(super) fn covers(wide: &str, narrow: &str) -> bool {
    let (wide, narrow) = (split(wide), split(narrow));
    wide.1 == narrow.1
        && match wide.0.strip_prefix('*') {
            // Of `*.example.com` the point is left, which keeps `badexample.com` out.
            Some(parent) => narrow.0.len() > parent.len() && narrow.0.ends_with(parent),
            None => wide.0 == narrow.0,
        }
}

fn split(pattern: &str) -> (&str, Option<&str>) {
    match pattern.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (pattern, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_names_of_hosts() {
        for good in [
            "api.example.com",
            "*.example.com",
            "*.a.example.com:8443",
            "localhost:80",
            "127.0.0.1:9",
            "[::1]:80",
            "[::1]",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        let long = format!("{}.com", "a.".repeat(200));
        for bad in [
            "",
            "*",
            "*.com",
            "*.*.com",
            "a.*.com",
            "https://a.example",
            "a/b",
            "A.example",
            "a..b",
            "-a.b",
            "a b",
            "a.example:0",
            "a.example:x",
            "a.example:70000",
            "<b>",
            "ñ.example",
            "[::1",
            "[g]",
            "user@a.example",
            &long,
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_pattern_covers_itself_and_what_is_narrower() {
        for (wide, narrow) in [
            ("a.example.com", "a.example.com"),
            ("*.example.com", "a.example.com"),
            ("*.example.com", "*.a.example.com"),
            ("*.example.com:81", "a.example.com:81"),
        ] {
            assert!(covers(wide, narrow), "{wide} {narrow}");
            assert!(wide == narrow || !covers(narrow, wide), "{narrow} {wide}");
        }
        for (wide, narrow) in [
            ("*.example.com", "example.com"),
            ("*.example.com", "badexample.com"),
            ("*.example.com", "a.example.com:81"),
            ("example.com", "a.example.com"),
        ] {
            assert!(!covers(wide, narrow), "{wide} {narrow}");
        }
    }
}
