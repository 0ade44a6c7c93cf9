//! File formats: who reads a file, who writes one.
use elenco_runtime::contract::{ExportFormat, ImportFormat, Workbook};
use elenco_runtime::{ByteSink, ByteSource, CallError, Kind, Reader, Writer};

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

/// A plugin that cannot say what it reads or writes leaves the others their formats; only a busy host is worth
/// another try.
fn left_out(plugin: &str, error: &CallError) -> Result<(), ExtensionError> {
    if *error == CallError::Busy {
        return Err(failed(plugin)(error.clone()));
    }
    tracing::warn!(plugin, code = error.code(), %error, "a plugin did not name its formats");
    Ok(())
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
            for (name, plugin) in this.ready(Kind::ImportFormat) {
                let mut call = Self::open(&plugin, this.scope(&caller, &name, false))?;
                match call.import_formats(culture.tag()) {
                    Ok(formats) => all.extend(formats),
                    Err(error) => left_out(&name, &error)?,
                }
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
            for (name, plugin) in this.ready(Kind::ExportFormat) {
                let mut call = Self::open(&plugin, this.scope(&caller, &name, false))?;
                match call.export_formats(culture.tag()) {
                    Ok(formats) => all.extend(
                        formats.into_iter().map(|format| OwnedExportFormat { plugin: name.clone(), format }),
                    ),
                    Err(error) => left_out(&name, &error)?,
                }
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
            for (plugin_name, plugin) in this.ready(Kind::ImportFormat) {
                let mut call = Self::open(&plugin, this.scope(&caller, &plugin_name, false))?;
                // A plugin that stumbles over the first bytes does not know the file; another one may.
                let Ok(sure) = call.recognise(&name, &head) else { continue };
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
        let ready = self.named(plugin)?;
        let call = Self::open(&ready, self.scope(caller, plugin, false))?;
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
        let ready = self.named(&format.plugin)?;
        let call = Self::open(&ready, self.scope(caller, &format.plugin, false))?;
        call.open_writer(&format.format.id, book, sink).map_err(failed(&format.plugin))
    }
}
