//! Which network addresses a plugin's request may reach: public ones, and those that the operator excepted.
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

/// Networks of IPv4 that are not public (IANA's special-purpose registry, RFC 6890 and its updates): address and
/// length of the prefix.
const NOT_PUBLIC_V4: &[(Ipv4Addr, u8)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// The part of IPv6 in which addresses of the public internet are given out (RFC 4291). Everything outside is
/// refused by not being in it: loopback, link-local, unique-local, multicast, IPv4-mapped, NAT64.
const GLOBAL_V6: (Ipv6Addr, u8) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Networks inside [`GLOBAL_V6`] that are not public all the same: protocol assignments with Teredo and benchmarks,
/// documentation, 6to4 (which holds an IPv4 address), documentation again (RFC 9637).
const NOT_PUBLIC_V6: &[(Ipv6Addr, u8)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

fn in_v4(address: Ipv4Addr, network: Ipv4Addr, length: u8) -> bool {
    let mask = u32::MAX.checked_shl(32 - u32::from(length)).unwrap_or(0);
    address.to_bits() & mask == network.to_bits() & mask
}

fn in_v6(address: Ipv6Addr, network: Ipv6Addr, length: u8) -> bool {
    let mask = u128::MAX.checked_shl(128 - u32::from(length)).unwrap_or(0);
    address.to_bits() & mask == network.to_bits() & mask
}

/// Whether an address belongs to the public internet.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            !NOT_PUBLIC_V4.iter().any(|(network, length)| in_v4(address, *network, *length))
        }
        IpAddr::V6(address) => {
            in_v6(address, GLOBAL_V6.0, GLOBAL_V6.1)
                && !NOT_PUBLIC_V6.iter().any(|(network, length)| in_v6(address, *network, *length))
        }
    }
}

/// Addresses that are not public and that the operator lets plugins reach: `127.0.0.1:9000`, `10.1.2.3`,
/// `10.0.0.0/8`, `[fd00::1]:8443`, `fd00::/8`. Without a port every port is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exception {
    network: IpAddr,
    length: u8,
    port: Option<u16>,
}

impl Exception {
    /// Whether this address is excepted.
    pub(super) fn covers(&self, address: SocketAddr) -> bool {
        let inside = match (address.ip(), self.network) {
            (IpAddr::V4(address), IpAddr::V4(network)) => in_v4(address, network, self.length),
            (IpAddr::V6(address), IpAddr::V6(network)) => in_v6(address, network, self.length),
            _ => false,
        };
        inside && self.port.is_none_or(|port| port == address.port())
    }
}

impl FromStr for Exception {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not an address, a network or an address with a port");
        if let Ok(address) = text.parse::<SocketAddr>() {
            return Ok(Self::of(address.ip(), None, Some(address.port())));
        }
        let (address, length) = match text.split_once('/') {
            None => (text, None),
            Some((address, length)) => (address, Some(length.parse::<u8>().map_err(|_| wrong())?)),
        };
        let network = address.parse::<IpAddr>().map_err(|_| wrong())?;
        let exception = Self::of(network, length, None);
        if exception.length > Self::of(network, None, None).length { Err(wrong()) } else { Ok(exception) }
    }
}

impl Exception {
    fn of(network: IpAddr, length: Option<u8>, port: Option<u16>) -> Self {
        let whole = if network.is_ipv4() { 32 } else { 128 };
        Self { network, length: length.unwrap_or(whole), port }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn special_networks_are_not_public_from_their_first_to_their_last_address() {
        for text in [
            "0.0.0.0",
            "0.255.255.255",
            "10.0.0.0",
            "10.255.255.255",
            "100.64.0.0",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.0.1",
            "169.254.169.254",
            "172.16.0.0",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.9",
            "192.88.99.1",
            "192.168.0.0",
            "192.168.255.255",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:8.8.8.8",
            "::ffff:127.0.0.1",
            "::8.8.8.8",
            "64:ff9b::808:808",
            "64:ff9b:1::1",
            "100::1",
            "fe80::1",
            "fec0::1",
            "fc00::1",
            "fdff:ffff::1",
            "ff02::1",
            "2001::1",
            "2001:2::1",
            "2001:10::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff::1",
            "5f00::1",
        ] {
            assert!(!is_public(text.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn neighbours_of_special_networks_are_public() {
        for text in [
            "1.0.0.0",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.1",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.1",
            "192.0.3.1",
            "192.167.1.1",
            "192.169.0.0",
            "198.17.1.1",
            "198.20.0.0",
            "223.255.255.255",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2003::1",
            "2606:4700::1111",
            "3ffe::1",
        ] {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_the_standard_library_calls_special_is_never_public(bits: u32) {
            let address = Ipv4Addr::from_bits(bits);
            let special = address.is_private() || address.is_loopback() || address.is_link_local()
                || address.is_broadcast() || address.is_documentation() || address.is_multicast() || address.is_unspecified();
            prop_assert!(!(special && is_public(IpAddr::V4(address))));
        }

        #[test]
        fn no_special_address_of_version_6_is_public(bits: u128) {
            let address = Ipv6Addr::from_bits(bits);
            let special = address.is_unique_local() || address.is_loopback() || address.is_unicast_link_local()
                || address.is_multicast() || address.is_unspecified() || address.to_ipv4().is_some();
            prop_assert!(!(special && is_public(IpAddr::V6(address))));
        }
    }

    #[test]
    fn exceptions_cover_what_they_say_and_no_more() {
        for (text, inside, outside) in [
            ("127.0.0.1:9000", "127.0.0.1:9000", "127.0.0.1:9001"),
            ("127.0.0.1:9000", "127.0.0.1:9000", "127.0.0.2:9000"),
            ("10.0.0.0/8", "10.255.0.1:1", "11.0.0.1:1"),
            ("10.1.2.3", "10.1.2.3:80", "10.1.2.4:80"),
            ("[fd00::1]:443", "[fd00::1]:443", "[fd00::1]:444"),
            ("fd00::/8", "[fd12::9]:80", "[fe80::1]:80"),
            ("0.0.0.0/0", "127.0.0.1:80", "[::1]:80"),
        ] {
            let exception: Exception = text.parse().unwrap();
            assert!(exception.covers(inside.parse().unwrap()), "{text} covers {inside}");
            assert!(!exception.covers(outside.parse().unwrap()), "{text} does not cover {outside}");
        }
        for wrong in ["", "localhost", "10.0.0.0/33", "10.0.0.0/x", "fd00::/129", "10.0.0.1:99999", "[::1]"] {
            assert!(wrong.parse::<Exception>().is_err(), "{wrong}");
        }
    }
}
