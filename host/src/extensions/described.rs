//! What a component says of itself, in words that pages and the database keep.
use elenco_runtime::{Grants, Kind, LoadFailure};

use super::{ExtensionError, Extensions, Installed};
use crate::plugins::model::{Described, Powers, Refusal};

impl From<&LoadFailure> for Refusal {
    fn from(failure: &LoadFailure) -> Self {
        Self { code: failure.code().to_owned(), detail: failure.to_string() }
    }
}

/// The kinds with these names; a name that no kind has is left out.
fn kinds(names: &[String]) -> Vec<Kind> {
    Kind::ALL.into_iter().filter(|kind| names.iter().any(|name| name == kind.as_str())).collect()
}

impl Installed {
    /// A version with what was granted to it.
    pub fn of(described: &Described, revision: i64, granted: &Powers) -> Self {
        let grants = Grants::new(&granted.capabilities, granted.http_hosts.iter().cloned());
        Self {
            plugin: described.name.clone(),
            digest: described.digest.clone(),
            revision,
            grants,
            kinds: kinds(&described.kinds),
        }
    }
}

impl Extensions {
    /// Reads a component without running it.
    ///
    /// # Errors
    /// [`Refusal`] for what the engine would never take.
    pub fn inspect(bytes: &[u8]) -> Result<Described, Refusal> {
        let found = elenco_runtime::inspect(bytes).map_err(|failure| Refusal::from(&failure))?;
        let asked = Powers {
            capabilities: found.asked.iter().map(|capability| capability.as_str().to_owned()).collect(),
            http_hosts: found.manifest.http_hosts.iter().cloned().collect(),
        };
        Ok(Described {
            name: found.manifest.name,
            version: found.manifest.version,
            publisher: found.manifest.publisher,
            description: found.manifest.description,
            contract: found.manifest.contract,
            kinds: found.kinds.iter().map(|kind| kind.as_str().to_owned()).collect(),
            asked,
            settings_schema: found.manifest.settings_schema,
            digest: found.digest,
            size: found.size,
        })
    }

    /// Compiles a component, so that making it active takes milliseconds. Blocks a thread of its own for seconds.
    ///
    /// # Errors
    /// [`ExtensionError::Stopping`]; within it, why the component is refused.
    pub async fn prepare(&self, bytes: Vec<u8>) -> Result<Result<(), Refusal>, ExtensionError> {
        let runtime = self.runtime.clone();
        Self::blocking(move || Ok(runtime.prepare(&bytes).map_err(|failure| Refusal::from(&failure)))).await
    }
}
