//! The hosts that were granted to a plugin, and the address that it wants to reach.
//!
//! A pattern is a host name (`api.example.com`), or `*.example.com` for every name below `example.com`, however many
//! levels below, but not for `example.com` itself. A pattern for everything or for a whole top-level domain (`*`,
//! `*.com`) covers nothing. Without a port a pattern means the usual one of the scheme: 443, or 80 where plain http is
//! allowed; `api.example.com:8443` means that one only. An address in numbers is covered only by itself.
use url::{Host, Url};

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) url: Url,
    /// As browsers write it: lower case, IDNA, numbers as an IPv4 address in its one usual form.
    pub(super) host: String,
    pub(super) port: u16,
}

/// Why an address cannot be a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadTarget {
    NotAnAddress,
    Scheme,
    Credentials,
}

impl Target {
    /// Reads an address as browsers do, so that what is checked and what is reached are the same.
    pub(super) fn of(url: Url) -> Result<Self, BadTarget> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(BadTarget::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BadTarget::Credentials);
        }
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(BadTarget::NotAnAddress)?.to_owned();
        let port = url.port_or_known_default().filter(|port| *port != 0).ok_or(BadTarget::NotAnAddress)?;
        let mut url = url;
        url.set_fragment(None);
        Ok(Self { url, host, port })
    }

    pub(super) fn parse(text: &str) -> Result<Self, BadTarget> {
        Self::of(Url::parse(text).map_err(|_| BadTarget::NotAnAddress)?)
    }

    pub(super) fn is_plain(&self) -> bool {
        self.url.scheme() == "http"
    }

    /// Host and port, as people write them and as failures are counted.
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Whether headers that were meant for one may be sent to the other.
    pub(super) fn same_origin(&self, other: &Self) -> bool {
        self.url.scheme() == other.url.scheme() && self.host == other.host && self.port == other.port
    }

    /// Whether one of the patterns covers this target.
    pub(super) fn is_covered_by(&self, patterns: &[String]) -> bool {
        patterns.iter().any(|pattern| self.matches(pattern))
    }

    fn matches(&self, pattern: &str) -> bool {
        let pattern = pattern.trim().to_ascii_lowercase();
        let (name, port) = split_port(&pattern);
        let usual = if self.is_plain() { 80 } else { 443 };
        let Some(port) = port.map_or(Some(usual), |port| port.parse::<u16>().ok()) else { return false };
        if port != self.port {
            return false;
        }
        let is_name = matches!(self.url.host(), Some(Host::Domain(_)));
        match name.strip_prefix("*.") {
            Some(parent) => {
                // A wildcard needs a name with at least two parts below it, or it would cover a top-level domain.
                let parent_parts = parent.split('.').filter(|part| !part.is_empty()).count();
                let below = self.host.strip_suffix(parent).and_then(|rest| rest.strip_suffix('.'));
                is_name && parent_parts >= 2 && below.is_some_and(|below| !below.is_empty())
            }
            None => !name.is_empty() && name == self.host,
        }
    }
}

/// The port of a pattern, if it has one; mind that IPv6 has colons of its own.
fn split_port(pattern: &str) -> (&str, Option<&str>) {
    let name_end = pattern.rfind(']').map_or(0, |end| end + 1);
    match pattern[name_end..].rfind(':') {
        Some(colon) => (&pattern[..name_end + colon], Some(&pattern[name_end + colon + 1..])),
        None => (pattern, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(url: &str, pattern: &str) -> bool {
        Target::parse(url).is_ok_and(|target| target.is_covered_by(&[pattern.to_owned()]))
    }

    #[test]
    fn patterns_cover_what_they_say() {
        for (url, pattern) in [
            ("https://api.example.com/v1?q=1", "api.example.com"),
            ("https://API.Example.COM", "api.example.com"),
            ("https://api.example.com", "API.example.com"),
            ("https://api.example.com:443", "api.example.com"),
            ("https://api.example.com:8443", "api.example.com:8443"),
            ("http://intranet.example.com", "intranet.example.com"),
            ("https://a.example.com", "*.example.com"),
            ("https://a.b.example.com", "*.example.com"),
            ("https://a.example.com:8443", "*.example.com:8443"),
            ("https://mañana.example.com", "xn--maana-pta.example.com"),
            ("http://127.0.0.1:9000/x", "127.0.0.1:9000"),
            ("http://2130706433:9000/x", "127.0.0.1:9000"),
            ("http://[::1]:9000/", "[::1]:9000"),
            ("https://[::1]/", "[::1]"),
        ] {
            assert!(covered(url, pattern), "{url} by {pattern}");
        }
    }

    #[test]
    fn patterns_cover_no_more_than_they_say() {
        for (url, pattern) in [
            ("https://example.com", "*.example.com"),
            ("https://evilexample.com", "*.example.com"),
            ("https://example.com.evil.net", "*.example.com"),
            ("https://api.example.com.", "api.example.com"),
            ("https://api.example.com:8443", "api.example.com"),
            ("https://api.example.com", "api.example.com:8443"),
            ("https://api.example.com:80", "api.example.com"),
            ("https://anything.com", "*.com"),
            ("https://anything.com", "*"),
            ("https://anything.com", "*."),
            ("https://anything.com", ""),
            ("https://127.0.0.1", "*.0.0.1"),
            ("https://2130706433", "2130706433"),
            ("https://0x7f.1", "*.example.com"),
            ("https://a.example.com", "a.example.com:nonsense"),
            ("https://a.example.com\\@evil.net", "evil.net"),
        ] {
            assert!(!covered(url, pattern), "{url} by {pattern}");
        }
    }

    #[test]
    fn other_schemes_and_credentials_are_no_targets() {
        for (url, why) in [
            ("ftp://a.example.com", BadTarget::Scheme),
            ("file:///etc/passwd", BadTarget::Scheme),
            ("gopher://a.example.com", BadTarget::Scheme),
            ("https://user@a.example.com", BadTarget::Credentials),
            ("https://:word@a.example.com", BadTarget::Credentials),
            ("https://a.example.com@evil.net", BadTarget::Credentials),
            ("https://", BadTarget::NotAnAddress),
            ("https://a.example.com:0", BadTarget::NotAnAddress),
            ("a.example.com", BadTarget::NotAnAddress),
            ("", BadTarget::NotAnAddress),
        ] {
            assert_eq!(Target::parse(url), Err(why), "{url}");
        }
    }

    #[test]
    fn every_spelling_of_an_address_is_read_as_the_same() {
        for url in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.0.0.1/",
            "http://0177.0.0.1/",
            "http://017700000001/",
            "http://127.0.0.1:80/#x",
            "http://１２７.０.０.１/",
            "http://%31%32%37.0.0.1/",
        ] {
            assert_eq!(Target::parse(url).unwrap().host, "127.0.0.1", "{url}");
        }
    }
}
