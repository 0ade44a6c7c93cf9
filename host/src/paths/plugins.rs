//! Addresses of the pages of plugins. Pages that belong to none stand below `-`, which no plugin is called.
use elenco_db::{PluginVersionId, PublisherId};

use super::Paths;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn plugins(&self) -> String {
        format!("{}/plugins", self.base)
    }
    pub fn new_plugin(&self) -> String {
        format!("{}/plugins/-/new", self.base)
    }
    pub fn plugin_publishers(&self) -> String {
        format!("{}/plugins/-/publishers", self.base)
    }
    pub fn distrust_publisher(&self, id: PublisherId) -> String {
        format!("{}/{id}/delete", self.plugin_publishers())
    }
    pub fn plugin(&self, name: &str) -> String {
        format!("{}/{}", self.plugins(), percent_encoding::utf8_percent_encode(name, super::SEGMENT))
    }
    pub fn plugin_settings(&self, name: &str) -> String {
        format!("{}/settings", self.plugin(name))
    }
    pub fn plugin_settings_versions(&self, name: &str) -> String {
        format!("{}/versions", self.plugin_settings(name))
    }
    pub fn remove_plugin_settings(&self, name: &str) -> String {
        format!("{}/delete", self.plugin_settings(name))
    }
    pub fn ask_for_passwords(&self, name: &str) -> String {
        format!("{}/ask", self.plugin_settings(name))
    }
    pub fn plugin_version(&self, name: &str, id: PluginVersionId) -> String {
        format!("{}/versions/{id}", self.plugin(name))
    }
    pub fn activate_plugin(&self, name: &str, id: PluginVersionId) -> String {
        format!("{}/activate", self.plugin_version(name, id))
    }
    pub fn remove_plugin_version(&self, name: &str, id: PluginVersionId) -> String {
        format!("{}/delete", self.plugin_version(name, id))
    }
    pub fn roll_back_plugin(&self, name: &str) -> String {
        format!("{}/roll-back", self.plugin(name))
    }
    pub fn switch_plugin(&self, name: &str, on: bool) -> String {
        format!("{}/{}", self.plugin(name), if on { "switch-on" } else { "switch-off" })
    }
    pub fn remove_plugin(&self, name: &str) -> String {
        format!("{}/delete", self.plugin(name))
    }
    pub fn canary(&self, name: &str) -> String {
        format!("{}?tab=canary", self.plugin(name))
    }
    pub fn start_canary(&self, name: &str) -> String {
        format!("{}/canary/start", self.plugin(name))
    }
    pub fn stop_canary(&self, name: &str) -> String {
        format!("{}/canary/stop", self.plugin(name))
    }
    pub fn promote_canary(&self, name: &str) -> String {
        format!("{}/canary/promote", self.plugin(name))
    }
    pub fn canary_on_imports(&self, name: &str) -> String {
        format!("{}/canary/imports", self.plugin(name))
    }
    pub fn try_plugin(&self, name: &str) -> String {
        format!("{}/try", self.plugin(name))
    }
}
