//! People in systems outside.

/// Somebody in a system outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The plugin that knows them.
    pub plugin: String,
    /// Their identifier there.
    pub id: String,
    /// Their name.
    pub label: String,
    /// What tells them from others.
    pub detail: String,
}

/// What the plugins answered to a query. One that fails takes nothing away from the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LookedUp {
    /// People, by plugin in order, the best first.
    pub people: Vec<Found>,
    /// Plugins that did not answer, each with its code.
    pub silent: Vec<(String, String)>,
}
