//! From the bindings of each kind to its trait. Thin, because it runs on WebAssembly only and no native test
//! reaches it.

use crate::bindings::{
    client_lookup as lookup, export_format as exports, field_schema as fields, import_format as imports,
    location_autofill as autofill, password_policy as policy,
};
use crate::export_format::{ExportFormat, Writer};
use crate::import_format::{ImportFormat, Reader};
use crate::{Concept, Entry, Error, Language, Plugin, Rows, Value};
use std::cell::RefCell;

/// What [`export_plugin!`](crate::export_plugin) makes: the way to the one plugin of this instance.
pub trait Exported: 'static {
    /// The author's type.
    type Plugin: Plugin;

    /// Calls the plugin, which is made at the first call.
    fn with<T>(call: impl FnOnce(&Self::Plugin) -> Result<T, Error>) -> Result<T, Error>;
}

impl<E: Exported> policy::exports::elenco::plugin::password_policy::Guest for E
where
    E::Plugin: crate::password_policy::PasswordPolicy,
{
    fn rules(locale: String) -> Result<Vec<crate::password_policy::Rule>, Error> {
        use crate::password_policy::PasswordPolicy;
        E::with(|plugin| plugin.rules(Language::of(&locale)))
    }

    fn evaluate(
        candidate: String,
        subject: crate::password_policy::Subject,
    ) -> Result<Vec<crate::password_policy::Verdict>, Error> {
        use crate::password_policy::PasswordPolicy;
        E::with(|plugin| plugin.evaluate(&candidate, &subject))
    }
}

impl<E: Exported> fields::exports::elenco::plugin::field_schema::Guest for E
where
    E::Plugin: crate::field_schema::FieldSchema,
{
    fn fields(concept: Concept, locale: String) -> Result<Vec<crate::field_schema::Field>, Error> {
        use crate::field_schema::FieldSchema;
        E::with(|plugin| plugin.fields(concept, Language::of(&locale)))
    }

    fn check(
        concept: Concept,
        records: Vec<Vec<Entry>>,
        locale: String,
    ) -> Result<Vec<crate::field_schema::Checked>, Error> {
        use crate::field_schema::FieldSchema;
        E::with(|plugin| plugin.check(concept, records, Language::of(&locale)))
    }

    fn parse(
        concept: Concept,
        field: String,
        cells: Vec<Value>,
        locale: String,
    ) -> Result<Vec<Result<Value, String>>, Error> {
        use crate::field_schema::FieldSchema;
        E::with(|plugin| plugin.parse(concept, &field, cells, Language::of(&locale)))
    }

    fn format(
        concept: Concept,
        field: String,
        values: Vec<Value>,
        locale: String,
    ) -> Result<Vec<String>, Error> {
        use crate::field_schema::FieldSchema;
        E::with(|plugin| plugin.format(concept, &field, values, Language::of(&locale)))
    }
}

impl<E: Exported> autofill::exports::elenco::plugin::location_autofill::Guest for E
where
    E::Plugin: crate::location_autofill::LocationAutofill,
{
    fn suggest(
        place: crate::location_autofill::Place,
        typed: Vec<crate::location_autofill::Part>,
        locale: String,
    ) -> Result<Vec<crate::location_autofill::Suggestion>, Error> {
        use crate::location_autofill::LocationAutofill;
        E::with(|plugin| plugin.suggest(&place, &typed, Language::of(&locale)))
    }
}

impl<E: Exported> lookup::exports::elenco::plugin::client_lookup::Guest for E
where
    E::Plugin: crate::client_lookup::ClientLookup,
{
    fn find(
        query: String,
        limit: u32,
        locale: String,
    ) -> Result<Vec<crate::client_lookup::Candidate>, Error> {
        use crate::client_lookup::ClientLookup;
        E::with(|plugin| plugin.find(&query, limit, Language::of(&locale)))
    }

    fn read(id: String, locale: String) -> Result<Vec<Entry>, Error> {
        use crate::client_lookup::ClientLookup;
        E::with(|plugin| plugin.read(&id, Language::of(&locale)))
    }

    fn write(id: String, changes: Vec<Entry>, locale: String) -> Result<(), Error> {
        use crate::client_lookup::ClientLookup;
        E::with(|plugin| plugin.write(&id, changes, Language::of(&locale)))
    }
}

/// A reader behind the handle that the host holds.
pub struct ReaderOf<E: Exported>(RefCell<<E::Plugin as ImportFormat>::Reader>)
where
    E::Plugin: ImportFormat;

impl<E: Exported> imports::exports::elenco::plugin::import_format::Guest for E
where
    E::Plugin: ImportFormat,
{
    type Reader = ReaderOf<E>;

    fn formats(locale: String) -> Result<Vec<crate::import_format::Format>, Error> {
        E::with(|plugin| Ok(plugin.formats(Language::of(&locale))))
    }

    fn recognise(name: String, head: Vec<u8>) -> Result<u8, Error> {
        E::with(|plugin| Ok(plugin.recognise(&name, &head)))
    }
}

impl<E: Exported> imports::exports::elenco::plugin::import_format::GuestReader for ReaderOf<E>
where
    E::Plugin: ImportFormat,
{
    fn open(
        file: crate::files::Source,
        locale: String,
    ) -> Result<imports::exports::elenco::plugin::import_format::Reader, Error> {
        let reader = E::with(|plugin| plugin.open(Box::new(file), Language::of(&locale)))?;
        Ok(imports::exports::elenco::plugin::import_format::Reader::new(Self(RefCell::new(reader))))
    }

    fn sheets(&self) -> Result<Vec<crate::import_format::Sheet>, Error> {
        self.0.borrow_mut().sheets()
    }

    fn read(&self, sheet: u32, max_rows: u32) -> Result<Option<Rows>, Error> {
        self.0.borrow_mut().read(sheet, max_rows)
    }
}

/// A writer behind the handle that the host holds; nothing once it has finished.
pub struct WriterOf<E: Exported>(RefCell<Option<<E::Plugin as ExportFormat>::Writer>>)
where
    E::Plugin: ExportFormat;

impl<E: Exported> exports::exports::elenco::plugin::export_format::Guest for E
where
    E::Plugin: ExportFormat,
{
    type Writer = WriterOf<E>;

    fn formats(locale: String) -> Result<Vec<crate::export_format::Format>, Error> {
        E::with(|plugin| Ok(plugin.formats(Language::of(&locale))))
    }
}

impl<E: Exported> exports::exports::elenco::plugin::export_format::GuestWriter for WriterOf<E>
where
    E::Plugin: ExportFormat,
{
    fn open(
        format: String,
        book: crate::export_format::Workbook,
        file: crate::files::Sink,
    ) -> Result<exports::exports::elenco::plugin::export_format::Writer, Error> {
        let writer = E::with(|plugin| plugin.open(&format, book, Box::new(file)))?;
        Ok(exports::exports::elenco::plugin::export_format::Writer::new(Self(RefCell::new(Some(writer)))))
    }

    fn write(&self, sheet: u32, rows: Rows, notes: Vec<crate::export_format::Note>) -> Result<(), Error> {
        match self.0.borrow_mut().as_mut() {
            Some(writer) => writer.write(sheet, rows, notes),
            None => Err(finished()),
        }
    }

    fn finish(&self) -> Result<(), Error> {
        self.0.borrow_mut().take().ok_or_else(finished)?.finish()
    }
}

fn finished() -> Error {
    Error::Unsupported("writing to a file that is finished".into())
}
