//! What the page of plugins tells.

/// How one plugin fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PluginState {
    /// Its name in the operator's file.
    pub name: String,
    /// Its version and kinds when it is ready, the reason with its code when it is not.
    pub state: Result<(String, Vec<&'static str>), (String, String)>,
}
