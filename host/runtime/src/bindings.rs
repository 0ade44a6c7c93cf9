//! One adapter for each version of the contract that plugins may have been made for. The rest of the crate, and the
//! host, know the types of [`crate::contract`] and the trait [`Adapter`] only: a second version is a module beside
//! `v0_1` and a line in [`VERSIONS`].
//!
//! The types of [`crate::contract`] are those that the generator makes of version 0.1. Types of the host's own would be
//! the same ones written twice, and each answer copied from the ones to the others. They become the host's own when a
//! later version differs: its adapter translates where it does.
pub mod v0_1;

use wasmtime::component::{Instance, InstancePre, Linker, Resource, ResourceAny};
use wasmtime::{Result, Store};

use crate::bytes::{Sink, Source};
use crate::contract::{
    Candidate, Checked, Concept, Entry, ExportFormat, Field, GuestError, ImportFormat, Note, Part, Place,
    Rows, Rule, Sheet, Subject, Suggestion, Value, Verdict, Workbook,
};
use crate::manifest::Capability;
use crate::plugin::Kind;
use crate::state::State;

/// The versions that this host knows, oldest first.
static VERSIONS: [&Version; 1] = [&v0_1::VERSION];

/// The same, as manifests write them.
pub const KNOWN_CONTRACTS: &str = v0_1::VERSION.name;

/// A version of the contract.
pub struct Version {
    /// How manifests write it.
    pub name: &'static str,
    /// The name within our package of an import or export of this version: `http` of `elenco:plugin/http@0.1.0`.
    pub ours: fn(&str) -> Option<&str>,
    /// What an interface of ours needs to be linked.
    pub needed: fn(&str) -> Needed,
    /// Links what every plugin may use, and the capabilities that this one has.
    pub link: fn(&mut Linker<State>, &[Capability]) -> Result<()>,
    /// Looks up what these kinds export. One that is not there fails here.
    pub exports: fn(&InstancePre<State>, &[Kind]) -> Result<Box<Exports>>,
}

impl Version {
    /// The version that a manifest names, if this host knows it.
    pub fn of(contract: &str) -> Option<&'static Version> {
        VERSIONS.into_iter().find(|version| version.name == contract)
    }
}

/// The capability that an import of ours needs.
pub enum Needed {
    /// Linked for every plugin.
    Nothing,
    /// Linked when it was granted.
    Granted(Capability),
    /// No such interface.
    Unknown,
}

/// An instance in its store.
pub struct Guest<'a> {
    pub store: &'a mut Store<State>,
    pub instance: &'a Instance,
}

/// What a guest answers.
pub type Answer<T> = std::result::Result<T, GuestError>;

/// The exports of a plugin, of whichever version.
pub type Exports = dyn Adapter;

/// Guest calls in the host's own terms. A kind that the plugin is not of is an error of the engine.
#[allow(missing_docs, reason = "each is documented where the contract declares it")]
pub trait Adapter: Send + Sync {
    /// Whether every export has the type that the contract says, which is only known in an instance.
    fn check_types(&self, guest: &mut Guest<'_>) -> Result<()>;
    fn rules(&self, guest: &mut Guest<'_>, locale: &str) -> Result<Answer<Vec<Rule>>>;
    fn evaluate(
        &self,
        guest: &mut Guest<'_>,
        candidate: &str,
        subject: &Subject,
    ) -> Result<Answer<Vec<Verdict>>>;
    fn fields(&self, guest: &mut Guest<'_>, concept: Concept, locale: &str) -> Result<Answer<Vec<Field>>>;
    fn check(
        &self,
        guest: &mut Guest<'_>,
        concept: Concept,
        records: &[Vec<Entry>],
        locale: &str,
    ) -> Result<Answer<Vec<Checked>>>;
    fn parse(
        &self,
        guest: &mut Guest<'_>,
        concept: Concept,
        field: &str,
        cells: &[Value],
        locale: &str,
    ) -> Result<Answer<Vec<std::result::Result<Value, String>>>>;
    fn format(
        &self,
        guest: &mut Guest<'_>,
        concept: Concept,
        field: &str,
        values: &[Value],
        locale: &str,
    ) -> Result<Answer<Vec<String>>>;
    fn suggest(
        &self,
        guest: &mut Guest<'_>,
        place: &Place,
        typed: &[Part],
        locale: &str,
    ) -> Result<Answer<Vec<Suggestion>>>;
    fn import_formats(&self, guest: &mut Guest<'_>, locale: &str) -> Result<Answer<Vec<ImportFormat>>>;
    fn recognise(&self, guest: &mut Guest<'_>, name: &str, head: &[u8]) -> Result<Answer<u8>>;
    fn open_reader(
        &self,
        guest: &mut Guest<'_>,
        source: Resource<Source>,
        locale: &str,
    ) -> Result<Answer<ResourceAny>>;
    fn sheets(&self, guest: &mut Guest<'_>, reader: ResourceAny) -> Result<Answer<Vec<Sheet>>>;
    fn read(
        &self,
        guest: &mut Guest<'_>,
        reader: ResourceAny,
        sheet: u32,
        max_rows: u32,
    ) -> Result<Answer<Option<Rows>>>;
    fn export_formats(&self, guest: &mut Guest<'_>, locale: &str) -> Result<Answer<Vec<ExportFormat>>>;
    fn open_writer(
        &self,
        guest: &mut Guest<'_>,
        format: &str,
        book: &Workbook,
        sink: Resource<Sink>,
    ) -> Result<Answer<ResourceAny>>;
    fn write(
        &self,
        guest: &mut Guest<'_>,
        writer: ResourceAny,
        sheet: u32,
        rows: &Rows,
        notes: &[Note],
    ) -> Result<Answer<()>>;
    fn finish(&self, guest: &mut Guest<'_>, writer: ResourceAny) -> Result<Answer<()>>;
    fn find_people(
        &self,
        guest: &mut Guest<'_>,
        query: &str,
        limit: u32,
        locale: &str,
    ) -> Result<Answer<Vec<Candidate>>>;
    fn read_person(&self, guest: &mut Guest<'_>, id: &str, locale: &str) -> Result<Answer<Vec<Entry>>>;
    fn write_person(
        &self,
        guest: &mut Guest<'_>,
        id: &str,
        changes: &[Entry],
        locale: &str,
    ) -> Result<Answer<()>>;
}
