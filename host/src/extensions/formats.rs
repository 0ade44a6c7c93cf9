//! File formats: who reads a file, who writes one.
use elenco_runtime::contract::{ExportFormat, ImportFormat, Workbook};
use elenco_runtime::{ByteSink, ByteSource, Kind, Reader, Writer};

use super::trials::answers;
use super::{Caller, ExtensionError, Extensions, failed};
use crate::locale::Culture;

/// A format that can be written, and the plugin that does it.
#[derive(Debug, Clone)]
pub struct OwnedExportFormat {
    /// The plugin.
    pub plugin: String,
    /// What it writes.
    pub format: ExportFormat,
}

/// How sure a plugin has to be, of 100, before it gets a file.
const SURE_ENOUGH: u8 = 1;

/// What one plugin among several answered. One that fails is left out, so that the others' formats can still be chosen;
/// a server that is busy or stopping is nobody's fault and is told.
fn apart<T>(formats: Result<Vec<T>, ExtensionError>) -> Result<Vec<T>, ExtensionError> {
    match formats {
        Err(error @ ExtensionError::Call { .. }) if error.busy_plugin().is_none() => {
            tracing::warn!(%error, "formats of a plugin are left out");
            Ok(Vec::new())
        }
        other => other,
    }
}

impl Extensions {
    /// Formats that can be read, for the file chooser.
    ///
    /// # Errors
    /// When a plugin fails.
    pub async fn import_formats(
        &self,
        caller: &Caller,
        culture: Culture,
    ) -> Result<Vec<ImportFormat>, ExtensionError> {
        let (this, caller) = (self.clone(), caller.clone());
        Self::blocking(move || {
            let mut all = Vec::new();
            for (name, plugin) in this.ready(&caller, Kind::ImportFormat) {
                let formats = Self::open(&name, &plugin, this.scope(&caller, &name, false))
                    .and_then(|mut call| call.import_formats(culture.tag()).map_err(failed(&name)));
                all.extend(apart(formats)?);
            }
            Ok(all)
        })
        .await
    }

    /// Formats that can be written.
    ///
    /// # Errors
    /// When a plugin fails.
    pub async fn export_formats(
        &self,
        caller: &Caller,
        culture: Culture,
    ) -> Result<Vec<OwnedExportFormat>, ExtensionError> {
        let (this, caller) = (self.clone(), caller.clone());
        Self::blocking(move || {
            let mut all = Vec::new();
            for (name, plugin) in this.ready(&caller, Kind::ExportFormat) {
                let formats = Self::open(&name, &plugin, this.scope(&caller, &name, false))
                    .and_then(|mut call| call.export_formats(culture.tag()).map_err(failed(&name)));
                all.extend(
                    apart(formats)?
                        .into_iter()
                        .map(|format| OwnedExportFormat { plugin: name.clone(), format }),
                );
            }
            Ok(all)
        })
        .await
    }

    /// The plugin that is surest to know this file by its name and its first bytes; nothing when none does.
    ///
    /// # Errors
    /// When a plugin fails in a way that is not the file's doing.
    pub async fn recognise(
        &self,
        caller: &Caller,
        name: String,
        head: Vec<u8>,
    ) -> Result<Option<String>, ExtensionError> {
        let (this, caller) = (self.clone(), caller.clone());
        Self::blocking(move || {
            let mut best: Option<(u8, String)> = None;
            for (plugin_name, plugin) in this.ready(&caller, Kind::ImportFormat) {
                let mut call = Self::open(&plugin_name, &plugin, this.scope(&caller, &plugin_name, false))?;
                // A plugin that stumbles over the first bytes does not know the file; another one may.
                let Ok(sure) = call.recognise(&name, &head) else { continue };
                this.compare(&caller, &plugin_name, Kind::ImportFormat, "recognise", || {
                    answers::of_recognise(name.clone(), head.clone(), sure)
                });
                if sure >= SURE_ENOUGH && best.as_ref().is_none_or(|(most, _)| sure > *most) {
                    best = Some((sure, plugin_name));
                }
            }
            Ok(best.map(|(_, plugin)| plugin))
        })
        .await
    }

    /// Opens a file with a plugin. Blocking, as everything on the reader is: call it where blocking is allowed.
    ///
    /// # Errors
    /// When the plugin is not there, or refuses the file.
    pub fn open_reader(
        &self,
        caller: &Caller,
        plugin: &str,
        source: Box<dyn ByteSource>,
        culture: Culture,
    ) -> Result<Reader, ExtensionError> {
        let ready = self.named(caller, plugin)?;
        let call = Self::open(plugin, &ready, self.scope(caller, plugin, false))?;
        call.open_reader(source, culture.tag()).map_err(failed(plugin))
    }

    /// Begins a file with a plugin. Blocking, as everything on the writer is.
    ///
    /// # Errors
    /// When the plugin is not there or does not know the format.
    pub fn open_writer(
        &self,
        caller: &Caller,
        format: &OwnedExportFormat,
        book: &Workbook,
        sink: Box<dyn ByteSink>,
    ) -> Result<Writer, ExtensionError> {
        let ready = self.named(caller, &format.plugin)?;
        let call = Self::open(&format.plugin, &ready, self.scope(caller, &format.plugin, false))?;
        call.open_writer(&format.format.id, book, sink).map_err(failed(&format.plugin))
    }
}
