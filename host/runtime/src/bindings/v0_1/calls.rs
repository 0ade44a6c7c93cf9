//! Guest calls of version 0.1, as the rest of the crate makes them.

use wasmtime::component::{Resource, ResourceAny};
use wasmtime::{Result, format_err};

use super::{Exports, kinds, wit};
use crate::bindings::{Adapter, Answer, Guest};
use crate::bytes::{Sink, Source};
use kinds::{client_lookup, export_format, field_schema, import_format, location_autofill, password_policy};
use wit::types::{Concept, Entry, Rows, Value};

/// Loads the exports of a kind that the caller has made sure is there.
macro_rules! exported {
    ($exports:ident.$kind:ident, $guest:ident) => {
        $exports
            .$kind
            .as_ref()
            .ok_or_else(|| format_err!("the plugin is not of this kind"))?
            .load(&mut *$guest.store, $guest.instance)?
    };
}

impl Adapter for Exports {
    fn check_types(&self, guest: &mut Guest<'_>) -> Result<()> {
        macro_rules! check {
            ($($kind:ident),*) => {
                $(if let Some(indices) = &self.$kind {
                    indices.load(&mut *guest.store, guest.instance)?;
                })*
            };
        }
        check!(password_policy, field_schema, location_autofill, import_format, export_format, client_lookup);
        Ok(())
    }

    fn rules(&self, guest: &mut Guest<'_>, locale: &str) -> Result<Answer<Vec<password_policy::Rule>>> {
        exported!(self.password_policy, guest).call_rules(&mut *guest.store, &locale.to_owned())
    }

    fn evaluate(
        &self,
        guest: &mut Guest<'_>,
        candidate: &str,
        subject: &password_policy::Subject,
    ) -> Result<Answer<Vec<password_policy::Verdict>>> {
        exported!(self.password_policy, guest).call_evaluate(&mut *guest.store, candidate, subject)
    }

    fn fields(
        &self,
        guest: &mut Guest<'_>,
        concept: Concept,
        locale: &str,
    ) -> Result<Answer<Vec<field_schema::Field>>> {
        exported!(self.field_schema, guest).call_fields(&mut *guest.store, concept, &locale.to_owned())
    }

    fn check(
        &self,
        guest: &mut Guest<'_>,
        concept: Concept,
        records: &[Vec<Entry>],
        locale: &str,
    ) -> Result<Answer<Vec<field_schema::Checked>>> {
        exported!(self.field_schema, guest).call_check(
            &mut *guest.store,
            concept,
            records,
            &locale.to_owned(),
        )
    }

    fn parse(
        &self,
        guest: &mut Guest<'_>,
        concept: Concept,
        field: &str,
        cells: &[Value],
        locale: &str,
    ) -> Result<Answer<Vec<std::result::Result<Value, String>>>> {
        exported!(self.field_schema, guest).call_parse(
            &mut *guest.store,
            concept,
            field,
            cells,
            &locale.to_owned(),
        )
    }

    fn format(
        &self,
        guest: &mut Guest<'_>,
        concept: Concept,
        field: &str,
        values: &[Value],
        locale: &str,
    ) -> Result<Answer<Vec<String>>> {
        exported!(self.field_schema, guest).call_format(
            &mut *guest.store,
            concept,
            field,
            values,
            &locale.to_owned(),
        )
    }

    fn suggest(
        &self,
        guest: &mut Guest<'_>,
        place: &location_autofill::Place,
        typed: &[location_autofill::Part],
        locale: &str,
    ) -> Result<Answer<Vec<location_autofill::Suggestion>>> {
        exported!(self.location_autofill, guest).call_suggest(
            &mut *guest.store,
            place,
            typed,
            &locale.to_owned(),
        )
    }

    fn import_formats(
        &self,
        guest: &mut Guest<'_>,
        locale: &str,
    ) -> Result<Answer<Vec<import_format::Format>>> {
        exported!(self.import_format, guest).call_formats(&mut *guest.store, &locale.to_owned())
    }

    fn recognise(&self, guest: &mut Guest<'_>, name: &str, head: &[u8]) -> Result<Answer<u8>> {
        exported!(self.import_format, guest).call_recognise(&mut *guest.store, name, head)
    }

    fn open_reader(
        &self,
        guest: &mut Guest<'_>,
        source: Resource<Source>,
        locale: &str,
    ) -> Result<Answer<ResourceAny>> {
        exported!(self.import_format, guest).reader().call_open(&mut *guest.store, source, &locale.to_owned())
    }

    fn sheets(
        &self,
        guest: &mut Guest<'_>,
        reader: ResourceAny,
    ) -> Result<Answer<Vec<import_format::Sheet>>> {
        exported!(self.import_format, guest).reader().call_sheets(&mut *guest.store, reader)
    }

    fn read(
        &self,
        guest: &mut Guest<'_>,
        reader: ResourceAny,
        sheet: u32,
        max_rows: u32,
    ) -> Result<Answer<Option<Rows>>> {
        exported!(self.import_format, guest).reader().call_read(&mut *guest.store, reader, sheet, max_rows)
    }

    fn export_formats(
        &self,
        guest: &mut Guest<'_>,
        locale: &str,
    ) -> Result<Answer<Vec<export_format::Format>>> {
        exported!(self.export_format, guest).call_formats(&mut *guest.store, &locale.to_owned())
    }

    fn open_writer(
        &self,
        guest: &mut Guest<'_>,
        format: &str,
        book: &export_format::Workbook,
        sink: Resource<Sink>,
    ) -> Result<Answer<ResourceAny>> {
        exported!(self.export_format, guest).writer().call_open(&mut *guest.store, format, book, sink)
    }

    fn write(
        &self,
        guest: &mut Guest<'_>,
        writer: ResourceAny,
        sheet: u32,
        rows: &Rows,
        notes: &[export_format::Note],
    ) -> Result<Answer<()>> {
        exported!(self.export_format, guest).writer().call_write(
            &mut *guest.store,
            writer,
            sheet,
            rows,
            notes,
        )
    }

    fn finish(&self, guest: &mut Guest<'_>, writer: ResourceAny) -> Result<Answer<()>> {
        exported!(self.export_format, guest).writer().call_finish(&mut *guest.store, writer)
    }

    fn find_people(
        &self,
        guest: &mut Guest<'_>,
        query: &str,
        limit: u32,
        locale: &str,
    ) -> Result<Answer<Vec<client_lookup::Candidate>>> {
        exported!(self.client_lookup, guest).call_find(&mut *guest.store, query, limit, &locale.to_owned())
    }

    fn read_person(&self, guest: &mut Guest<'_>, id: &str, locale: &str) -> Result<Answer<Vec<Entry>>> {
        exported!(self.client_lookup, guest).call_read(&mut *guest.store, id, &locale.to_owned())
    }

    fn write_person(
        &self,
        guest: &mut Guest<'_>,
        id: &str,
        changes: &[Entry],
        locale: &str,
    ) -> Result<Answer<()>> {
        exported!(self.client_lookup, guest).call_write(&mut *guest.store, id, changes, &locale.to_owned())
    }
}
