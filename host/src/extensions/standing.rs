//! How plugins stand: those of the operator for everybody, a tenant's own for the tenant.
use elenco_authoring::signature::TrustedPublisher;
use elenco_db::TenantId;
use elenco_runtime::{Kind, Plugin, Slot};

use super::{ExtensionError, Extensions, Installed};
use crate::plugins::model::{CallLimits, Described, Powers, Refusal};

/// A plugin that is loaded.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// What it says of itself.
    pub described: Described,
    /// What it may do.
    pub granted: Powers,
    /// Its limits as they hold.
    pub limits: Vec<CallLimits>,
}

fn limits(plugin: &Plugin) -> Vec<CallLimits> {
    let of = |kind: &Kind| {
        let limits = plugin.limits().kind(*kind);
        CallLimits {
            kind: kind.as_str(),
            fuel: limits.fuel,
            wall_ms: u64::try_from(limits.wall.as_millis()).unwrap_or(u64::MAX),
            memory: limits.memory as u64,
            output: limits.output,
        }
    };
    plugin.kinds().iter().map(of).collect()
}

fn standing(plugin: &Plugin) -> Standing {
    let manifest = plugin.manifest();
    let names = |capabilities: &[elenco_runtime::Capability]| {
        capabilities.iter().map(|capability| capability.as_str().to_owned()).collect()
    };
    Standing {
        described: Described {
            name: manifest.name.clone(),
            version: manifest.version.clone(),
            publisher: manifest.publisher.clone(),
            description: manifest.description.clone(),
            contract: manifest.contract.clone(),
            kinds: plugin.kinds().iter().map(|kind| kind.as_str().to_owned()).collect(),
            asked: Powers {
                capabilities: names(plugin.asked()),
                http_hosts: manifest.http_hosts.iter().cloned().collect(),
            },
            settings_schema: manifest.settings_schema.clone(),
            digest: plugin.digest(),
            size: plugin.size(),
        },
        granted: Powers {
            capabilities: names(plugin.granted()),
            http_hosts: plugin.http_hosts().iter().cloned().collect(),
        },
        limits: limits(plugin),
    }
}

impl Extensions {
    /// Whether the operator offers a plugin of this name.
    pub fn offers(&self, name: &str) -> bool {
        self.order.iter().any(|offered| offered == name)
    }

    /// Whether only components that a trusted publisher signed are taken.
    pub fn requires_signature(&self) -> bool {
        self.signing.required
    }

    /// The publishers that the operator trusts.
    pub fn publishers(&self) -> &[TrustedPublisher] {
        &self.signing.publishers
    }

    /// How the operator's plugins stand, in their order.
    pub fn offered(&self) -> Vec<(String, Result<Standing, Refusal>)> {
        let of = |name: &String| {
            let stands = match self.runtime.plugin(name)? {
                Slot::Ready(plugin) => Ok(standing(&plugin)),
                Slot::Failed(failure) => Err(Refusal::from(failure.as_ref())),
            };
            Some((name.clone(), stands))
        };
        self.order.iter().filter_map(of).collect()
    }

    /// How a tenant's version stands; it is loaded now if it was not.
    ///
    /// # Errors
    /// [`ExtensionError::Stopping`]; within it, why the version cannot answer.
    pub async fn standing(
        &self,
        tenant: TenantId,
        version: Installed,
    ) -> Result<Result<Standing, Refusal>, ExtensionError> {
        let this = self.clone();
        Self::blocking(move || match this.installed(tenant, &version) {
            Ok(plugin) => Ok(Ok(standing(&plugin))),
            Err(ExtensionError::NotLoaded { code, reason, .. }) => {
                Ok(Err(Refusal { code: code.to_owned(), detail: reason }))
            }
            Err(error) => Err(error),
        })
        .await
    }
}
