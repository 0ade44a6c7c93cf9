//! Version 0.1 of the contract is released: its files do not change, and a plugin that was built against them once
//! loads and answers for ever.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use elenco_runtime::contract::{
    CellType, Checked, Column, Concept, Entry, FieldType, GuestError, InvalidValue, Note, Part, Place,
    Problem, Rows, Value, Workbook,
};
use elenco_runtime::{
    ByteSink, ByteSource, CallError, Capability, Grants, HttpProvider, HttpRequest, HttpResponse,
    KeyValueProvider, Kind, LoadRequest, Plugin, PluginScope, Usage,
};
use secrecy::SecretString;
use wit_parser::{Resolve, TypeDefKind};

use crate::harness::{Bench, bench_with, call, request, scope, subject};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sdk/wit/v0.1")
}

/// blake3 of each released file, in hexadecimal digits.
const RELEASED: [(&str, &str); 15] = [
    ("client-lookup.wit", "51ad04a7503fde35f687594a805e40177c013aafcf349cd0824fd9b9db2ed92c"),
    ("clock.wit", "d30790add19a1459c5b1fca0f564281253ccda954c3a6b0efeba2ebd6d66653a"),
    ("export-format.wit", "cf177d0fb599938ec8142fa1c76bb0b26ff1d7879808ccbf5a051f992fea5f1e"),
    ("field-schema.wit", "d367898226b7c9a959e594917d7c4ce59b8a6b8d238b700763f7a1a16a3db08b"),
    ("files.wit", "b80becf8e749ca6455ca26cbe15196c4312c3a18ace5f157d03af65ff781085f"),
    ("http.wit", "ae000c7bba080980f2c0e34218e90836c554673dee7a226ff91802bdfb8f07ca"),
    ("import-format.wit", "70d484586737069ca0fdd3b4eee987478cfb9a8182c5e9014c84be1ccf7673d6"),
    ("key-value.wit", "a6ecf9aa4fb81ca9cbb15979d26cbf3ef16efc4c2f0afe85f2a407330d67d91c"),
    ("location-autofill.wit", "41ff4b0ea33da1ae126db3cf4d79246f7cf224862f8b1503d4f3122f8970e7c9"),
    ("log.wit", "b281e99301bdaba2d4c0250bb8d1f9e618fbd8bb780019ca1b4959e00308faf8"),
    ("password-policy.wit", "ebff30513b3eafc8c2c52c49f8da83351919a264170fe2205375da8db33ec894"),
    ("random.wit", "e5a972284df6a0873b64b1c3aecaeda8ca4872787b8eff3d8f06c2b8ec8b8aa4"),
    ("settings.wit", "d5d76b15627a3c3f9625384abf130be87502f94664dd6df4323b040b53cbe52c"),
    ("types.wit", "190139265846baa3ed570a5343cce6521a9fbfc68186f4901c6e5998a1807ce4"),
    ("worlds.wit", "ec72e3ea411e7f47156517f06579927b38180f8d242db10569adea3277c6a525"),
];

#[test]
fn what_is_released_does_not_change() {
    let found = std::fs::read_dir(folder()).expect("the contract is there").map(|entry| {
        let path = entry.expect("an entry").path();
        let bytes = std::fs::read(&path).expect("it can be read");
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        (name, blake3::hash(&bytes).to_hex().to_string())
    });
    let released = RELEASED.iter().map(|(name, digest)| ((*name).to_owned(), (*digest).to_owned()));
    let (found, released): (BTreeMap<_, _>, BTreeMap<_, _>) = (found.collect(), released.collect());
    let names = found.keys().chain(released.keys());
    let changed: Vec<&String> = names.filter(|name| found.get(*name) != released.get(*name)).collect();
    assert!(
        changed.is_empty(),
        "{changed:?} of sdk/wit/v0.1 changed, which plugins were built against. Put the files back as they were, copy \
         the folder to one of the next version, change that, and add an adapter beside bindings/v0_1"
    );
}

#[test]
fn every_item_of_the_contract_is_documented() {
    let mut resolve = Resolve::default();
    resolve.push_dir(folder()).expect("the contract parses");
    let mut bare = Vec::new();
    let mut look = |name: String, docs: &wit_parser::Docs| {
        if docs.contents.as_deref().is_none_or(|text| text.trim().is_empty()) {
            bare.push(name);
        }
    };
    for (_, interface) in resolve.interfaces.iter() {
        let within = interface.name.clone().unwrap_or_default();
        look(within.clone(), &interface.docs);
        for function in interface.functions.values() {
            look(format!("{within}.{}", function.name), &function.docs);
        }
        for (name, id) in &interface.types {
            let of = &resolve.types[*id];
            let items: Vec<(&String, &wit_parser::Docs)> = match &of.kind {
                // What another interface brings is documented there.
                TypeDefKind::Type(wit_parser::Type::Id(_)) => continue,
                TypeDefKind::Record(record) => {
                    record.fields.iter().map(|field| (&field.name, &field.docs)).collect()
                }
                TypeDefKind::Variant(variant) => {
                    variant.cases.iter().map(|case| (&case.name, &case.docs)).collect()
                }
                TypeDefKind::Enum(cases) => cases.cases.iter().map(|case| (&case.name, &case.docs)).collect(),
                TypeDefKind::Flags(flags) => {
                    flags.flags.iter().map(|flag| (&flag.name, &flag.docs)).collect()
                }
                _ => Vec::new(),
            };
            look(format!("{within}.{name}"), &of.docs);
            items.into_iter().for_each(|(item, docs)| look(format!("{within}.{name}.{item}"), docs));
        }
    }
    for (_, world) in resolve.worlds.iter() {
        look(world.name.clone(), &world.docs);
    }
    assert!(bare.is_empty(), "without a doc comment: {bare:?}");
}

/// Answers every request with what it brought.
#[derive(Default)]
struct Echo(Mutex<Vec<(Vec<String>, String)>>);

impl HttpProvider for Echo {
    fn send(
        &self,
        _: &PluginScope,
        hosts: &[String],
        request: HttpRequest,
    ) -> Result<HttpResponse, GuestError> {
        self.0
            .lock()
            .expect("no panic")
            .push((hosts.to_vec(), format!("{} {}", request.method, request.url)));
        let body = std::io::Cursor::new(request.body.unwrap_or_default());
        Ok(HttpResponse { status: 200, headers: vec![], body: Box::new(body) as Box<dyn Read + Send> })
    }
}

/// A store in memory.
#[derive(Default)]
pub struct Memory(pub Mutex<BTreeMap<String, Vec<u8>>>);

impl KeyValueProvider for Memory {
    fn get(&self, _: &PluginScope, key: &str) -> Result<Option<Vec<u8>>, GuestError> {
        Ok(self.0.lock().expect("no panic").get(key).cloned())
    }

    fn keys(&self, _: &PluginScope, _: &str) -> Result<Vec<String>, GuestError> {
        Ok(self.0.lock().expect("no panic").keys().cloned().collect())
    }

    fn usage(&self, _: &PluginScope) -> Result<Usage, GuestError> {
        Ok(Usage::default())
    }

    fn commit(&self, _: &PluginScope, changes: Vec<(String, Option<Vec<u8>>)>) -> Result<(), GuestError> {
        let kept = changes.into_iter().filter_map(|(key, value)| value.map(|value| (key, value)));
        self.0.lock().expect("no panic").extend(kept);
        Ok(())
    }
}

struct Text(&'static str);

impl ByteSource for Text {
    fn name(&self) -> &str {
        "people.frz"
    }

    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> std::io::Result<usize> {
        (&self.0.as_bytes()[offset as usize..]).read(buffer)
    }
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl ByteSink for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(())
    }
}

/// The component that was built against 0.1 and printed as text on the day of its release.
fn frozen() -> (Bench, Arc<Plugin>, Arc<Echo>, Arc<Memory>) {
    let (echo, memory) = (Arc::new(Echo::default()), Arc::new(Memory::default()));
    let bench = bench_with(|config| {
        config.http = Some(Arc::clone(&echo) as _);
        config.key_value = Some(Arc::clone(&memory) as _);
    });
    let component = wat::parse_str(include_str!("../fixtures/v0_1.wat")).expect("it is WebAssembly text");
    let hosts = ["api.example.com", "evil.example.org"].map(str::to_owned);
    let grants = Grants::new(["clock", "random", "http", "key-value"], hosts);
    let plugin = bench.ready(LoadRequest { grants, ..request("frozen", component) });
    (bench, plugin, echo, memory)
}

#[test]
fn a_plugin_of_0_1_answers_for_ever() {
    let (_bench, plugin, echo, _) = frozen();
    assert_eq!(plugin.kinds(), Kind::ALL);
    assert_eq!(
        plugin.asked(),
        [Capability::Clock, Capability::Random, Capability::Http, Capability::KeyValue]
    );

    let rules = call(&plugin).rules("en").expect("rules");
    assert_eq!((rules[0].id.as_str(), rules[0].label.as_str()), ("length", "At least 15 characters"));
    assert_eq!(plugin.log_lines()[0].text, "the frozen plugin speaks");
    let mut told = scope();
    told.settings = r#"{"a":1}"#.into();
    assert_eq!(
        plugin.call(told).and_then(|mut call| call.rules("en")).expect("rules")[0].label,
        r#"{"a":1}"#
    );
    for (candidate, met) in [("correct horse battery", true), ("short", false)] {
        let verdicts = call(&plugin).evaluate(&SecretString::from(candidate), &subject()).expect("verdicts");
        assert_eq!((verdicts[0].rule.as_str(), verdicts[0].met), ("length", met));
    }

    let fields = call(&plugin).fields(Concept::Client, "en").expect("fields");
    assert!(matches!(&fields[0].kind, FieldType::Text(limits) if limits.max_length == 20));
    let entry = Entry { field: "badge".into(), value: Value::Decimal("1.50".into()) };
    let problem = Problem { field: "badge".into(), message: "Frozen".into() };
    assert_eq!(
        call(&plugin).check(Concept::Client, &[vec![entry.clone()]], "en"),
        Ok(vec![Checked { entries: vec![entry], problems: vec![problem] }])
    );
    let cells = [Value::Integer(-5), Value::Text("x".into())];
    assert_eq!(
        call(&plugin).parse(Concept::Client, "badge", &cells, "en"),
        Ok(vec![Ok(Value::Integer(-5)), Err("Frozen".into())])
    );
    assert_eq!(
        call(&plugin).format(Concept::Client, "badge", &[Value::None], "en"),
        Ok(vec!["Badge".into()])
    );

    let place = Place {
        id: "1".into(),
        code: "UIO".into(),
        name: "Quito".into(),
        address: vec![Part { name: "city".into(), value: "Quito".into() }],
        latitude: Some(-0.18),
        longitude: None,
    };
    let found = call(&plugin).suggest(&place, &[], "en").expect("suggestions");
    assert_eq!(
        (found[0].part.as_str(), found[0].value.as_str(), found[0].source.as_str()),
        ("city", "Quito", "UIO")
    );

    let found = call(&plugin).find_people("Ana", 5, "en").expect("people");
    assert_eq!((found[0].id.as_str(), found[0].label.as_str()), ("A", "na"), "the answer is streamed");
    let sent = echo.0.lock().expect("no panic").clone();
    assert_eq!(sent, [(vec!["api.example.com".to_owned()], "GET https://api.example.com/people".to_owned())]);
}

#[test]
fn its_files_are_read_and_written_for_ever() {
    let (_bench, plugin, ..) = frozen();
    assert_eq!(call(&plugin).import_formats("en").expect("formats")[0].extensions, ["frz"]);
    assert_eq!(call(&plugin).recognise("people.frz", b""), Ok(77));
    let mut reader = call(&plugin).open_reader(Box::new(Text("frozen text")), "en").expect("it opens");
    let sheets = reader.sheets().expect("sheets");
    assert_eq!((sheets[0].name.as_str(), sheets[0].claimed_rows), ("people.frz", Some(11)));
    let rows = reader.read(0, 100).expect("rows").expect("some");
    let columns = vec![
        Column::Empty,
        Column::Text(vec![Some("frozen text".into()), None]),
        Column::Number(vec![Some(1.5), None]),
        Column::Boolean(vec![Some(true), None]),
        Column::Date(vec![Some("2026-11-23".into()), None]),
        Column::Instant(vec![Some("2026-11-23T08:30:00Z".into()), None]),
        Column::Mixed(vec![Value::Integer(-7), Value::None]),
    ];
    assert_eq!(rows, Rows { first: 1, count: 2, columns });
    assert_eq!(reader.read(0, 100), Ok(None));

    assert_eq!(call(&plugin).export_formats("en").expect("formats")[0].media_type, "text/x-frozen");
    let spec = elenco_runtime::contract::ColumnSpec {
        id: "a".into(),
        label: "A".into(),
        kind: CellType::Date,
        required: true,
        help: String::new(),
        example: None,
        choices: vec![],
    };
    let sheet =
        elenco_runtime::contract::SheetSpec { id: "s".into(), label: "S".into(), columns: vec![spec] };
    let book = Workbook { title: "Title ".into(), sheets: vec![sheet], info: false, locale: "en".into() };
    let written = Written::default();
    let mut writer = call(&plugin).open_writer("frozen", &book, Box::new(written.clone())).expect("it opens");
    let note = Note { sheet: 0, row: 1, column: Some(0), message: "no".into() };
    let rows = Rows { first: 1, count: 3, columns: vec![Column::Empty] };
    assert_eq!(writer.write(0, &rows, &[note]), Ok(()));
    assert_eq!(writer.finish(), Ok(()));
    assert_eq!(*written.0.lock().expect("no panic"), b"Title rrr");
}

#[test]
fn its_values_are_kept_when_a_call_succeeds_and_not_otherwise() {
    let (_bench, plugin, _, memory) = frozen();
    let missing = InvalidValue { field: "badge".into(), message: "Frozen".into() };
    assert_eq!(call(&plugin).read_person("7", "en"), Err(CallError::Guest(GuestError::Invalid(missing))));
    assert_eq!(call(&plugin).write_person("7", &[], "en"), Ok(()));
    assert_eq!(memory.0.lock().expect("no panic").get("7").map(Vec::as_slice), Some(&b"frozen"[..]));
    let badge = Entry { field: "badge".into(), value: Value::Text("frozen".into()) };
    assert_eq!(call(&plugin).read_person("7", "en"), Ok(vec![badge]));
    // An empty key is refused, which the plugin answers with a trap.
    assert!(matches!(call(&plugin).write_person("", &[], "en"), Err(CallError::Trap { .. })));
    assert_eq!(memory.0.lock().expect("no panic").len(), 1);
}
