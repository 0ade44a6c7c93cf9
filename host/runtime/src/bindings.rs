//! One adapter for each version of the contract that plugins may have been made for.
pub mod v0_1;

/// The versions that this host knows, newest last, as manifests write them.
pub const KNOWN_CONTRACTS: &str = v0_1::CONTRACT;

/// Whether a manifest's version of the contract is one of them.
pub fn knows(contract: &str) -> bool {
    contract == v0_1::CONTRACT
}
