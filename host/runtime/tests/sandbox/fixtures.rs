//! Components that are made while the tests run: core modules in text form, wrapped with the contract's types.

use std::path::Path;

use wasi_preview1_component_adapter_provider::{
    WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER,
};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

/// Memory and an allocator that never frees: a call lives shorter than its memory lasts.
const ALLOCATOR: &str = r#"
  (memory (export "memory") 4)
  (global $free (mut i32) (i32.const 65536))
  (func (export "cabi_realloc") (param i32 i32 i32) (param $size i32) (result i32) (local $at i32)
    (local.set $at (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
    (global.set $free (i32.add (local.get $at) (local.get $size)))
    (local.get $at))
"#;

/// Adds a manifest that asks for these capabilities.
pub fn with_manifest(mut component: Vec<u8>, capabilities: &[&str]) -> Vec<u8> {
    let manifest = format!(
        r#"{{"name":"fixture","version":"1.2.3","contract":"0.1","capabilities":[{}]}}"#,
        capabilities.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(",")
    );
    add_section(&mut component, manifest.as_bytes());
    component
}

/// Appends a section `elenco:manifest`.
pub fn add_section(component: &mut Vec<u8>, manifest: &[u8]) {
    use wasm_encoder::ComponentSection as _;
    wasm_encoder::CustomSection { name: "elenco:manifest".into(), data: manifest.into() }
        .append_to_component(component);
}

/// A component of a core module, with imports and exports of the contract.
pub fn component(world: &str, module: &str) -> Vec<u8> {
    let mut module = wat::parse_str(module).expect("the fixture is WebAssembly text");
    let mut resolve = Resolve::default();
    let contract = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sdk/wit/v0.1");
    resolve.push_dir(contract).expect("the contract parses");
    let text = format!("package test:fixture; world fixture {{ {world} }}");
    let package = resolve.push_str("fixture.wit", &text).expect("the fixture's world parses");
    let world = resolve.select_world(&[package], Some("fixture")).expect("there is one world");
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8).expect("types are embedded");
    ComponentEncoder::default()
        .module(&module)
        .and_then(|encoder| {
            encoder.adapter(WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER)
        })
        .and_then(|encoder| encoder.validate(true).encode())
        .expect("the fixture keeps to the contract")
}

/// A password policy: imports of its world and of its module, further items of its module, bodies of `rules`
/// (parameter `$locale`, an address) and of `evaluate` (parameter `$candidate`, an address). Both answer with the
/// address of their result; at address 0 stands an empty list.
pub fn policy(world: &str, imports: &str, items: &str, rules: &str, evaluate: &str) -> Vec<u8> {
    let module = format!(
        r#"(module {imports} {ALLOCATOR} {items}
  (func (export "elenco:plugin/password-policy@0.1.0#rules")
    (param $locale i32) (param $length i32) (result i32) {rules})
  (func (export "elenco:plugin/password-policy@0.1.0#evaluate")
    (param $candidate i32) (param $length i32) (param i32 i32 i32 i32 i32 i32 i32 i32) (result i32) {evaluate}))"#
    );
    component(&format!("{world} export elenco:plugin/password-policy@0.1.0;"), &module)
}

/// A policy with one verdict: the rule `length` is met by 15 bytes.
pub fn good_policy() -> Vec<u8> {
    let items = r#"
  (data (i32.const 1024) "\00\00\00\00\00\08\00\00\01\00\00\00")
  (data (i32.const 2048) "\00\10\00\00\06\00\00\00\00")
  (data (i32.const 4096) "length")"#;
    let evaluate = r#"
    (i32.store8 (i32.const 2056) (i32.ge_u (local.get $length) (i32.const 15)))
    (i32.const 1024)"#;
    with_manifest(policy("", "", items, "(i32.const 0)", evaluate), &[])
}

/// A policy whose `rules` misbehaves as the first letter of the locale says.
pub fn naughty_policy() -> Vec<u8> {
    let world = "import elenco:plugin/log@0.1.0;";
    let imports = r#"(import "elenco:plugin/log@0.1.0" "write" (func $log (param i32 i32 i32)))"#;
    let items = r#"
  (func $recurse (result i32) (i32.add (call $recurse) (i32.const 1)))
  (func $is (param $locale i32) (param $letter i32) (result i32)
    (i32.eq (i32.load8_u (local.get $locale)) (local.get $letter)))
  (data (i32.const 1024) "\00\00\00\00\00\00\00\00\00\00\10\00")
  (data (i32.const 4096) "again")"#;
    let rules = r#"
    (if (call $is (local.get $locale) (i32.const 115)) (then (loop $spin (br $spin))))
    (if (call $is (local.get $locale) (i32.const 109)) (then
      (loop $more (br_if $more (i32.ne (memory.grow (i32.const 16)) (i32.const -1))))))
    (if (call $is (local.get $locale) (i32.const 116)) (then unreachable))
    (if (call $is (local.get $locale) (i32.const 114)) (then (drop (call $recurse))))
    (if (call $is (local.get $locale) (i32.const 98)) (then (return (i32.const -4))))
    (if (call $is (local.get $locale) (i32.const 111)) (then
      (drop (memory.grow (i32.const 256)))
      (return (i32.const 1024))))
    (if (call $is (local.get $locale) (i32.const 108)) (then
      (loop $more
        (call $log (i32.const 1) (i32.const 4096) (i32.const 5))
        (local.set $length (i32.add (local.get $length) (i32.const 1)))
        (br_if $more (i32.lt_u (local.get $length) (i32.const 10000))))))
    (i32.const 0)"#;
    // At 1024 stands a list of 2^20 rules, which is in its memory and more than may cross the border at one time.
    with_manifest(policy(world, imports, items, rules, "(i32.const 0)"), &[])
}

/// A policy whose `rules` answers wrong as the first letter of the locale says: the same rule twice, an empty
/// identifier, a label that is too long, too many rules, text that is no UTF-8, a case that there is not. `f` calls a
/// host function for ever.
pub fn wrong_policy() -> Vec<u8> {
    let world = "import elenco:plugin/log@0.1.0;";
    let imports = r#"(import "elenco:plugin/log@0.1.0" "write" (func $log (param i32 i32 i32)))"#;
    let items = r#"
  (data (i32.const 1024) "a")
  (data (i32.const 1028) "\ff\fe")
  (func $is (param $locale i32) (param $letter i32) (result i32)
    (i32.eq (i32.load8_u (local.get $locale)) (local.get $letter)))
  (func $rules (param $count i32) (param $id i32) (param $text i32) (param $label i32) (result i32) (local $at i32)
    (i32.store (i32.const 2052) (i32.const 4096))
    (i32.store (i32.const 2056) (local.get $count))
    (local.set $at (i32.const 4096))
    (loop $next
      (i32.store (local.get $at) (i32.const 1024))
      (i32.store offset=4 (local.get $at) (local.get $id))
      (i32.store offset=8 (local.get $at) (local.get $text))
      (i32.store offset=12 (local.get $at) (local.get $label))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (br_if $next (local.get $count)))
    (i32.const 2048))"#;
    let rules = r#"
    (if (call $is (local.get $locale) (i32.const 116)) (then
      (return (call $rules (i32.const 2) (i32.const 1) (i32.const 1024) (i32.const 1)))))
    (if (call $is (local.get $locale) (i32.const 101)) (then
      (return (call $rules (i32.const 1) (i32.const 0) (i32.const 1024) (i32.const 1)))))
    (if (call $is (local.get $locale) (i32.const 108)) (then
      (return (call $rules (i32.const 1) (i32.const 1) (i32.const 20000) (i32.const 5000)))))
    (if (call $is (local.get $locale) (i32.const 109)) (then
      (return (call $rules (i32.const 51) (i32.const 1) (i32.const 1024) (i32.const 1)))))
    (if (call $is (local.get $locale) (i32.const 117)) (then
      (return (call $rules (i32.const 1) (i32.const 1) (i32.const 1028) (i32.const 2)))))
    (if (call $is (local.get $locale) (i32.const 99)) (then
      (i32.store8 (i32.const 2048) (i32.const 7))
      (return (i32.const 2048))))
    (if (call $is (local.get $locale) (i32.const 102)) (then
      (loop $more (call $log (i32.const 1) (i32.const 1024) (i32.const 1)) (br $more))))
    (i32.const 0)"#;
    with_manifest(policy(world, imports, items, rules, "(i32.const 0)"), &[])
}

/// A policy that tries to carry the candidate out: to its log and to its store. Both functions answer as
/// `key-value.get` answered.
pub fn leaky_policy() -> Vec<u8> {
    let world = "import elenco:plugin/log@0.1.0; import elenco:plugin/key-value@0.1.0;";
    let imports = r#"
  (import "elenco:plugin/log@0.1.0" "write" (func $log (param i32 i32 i32)))
  (import "elenco:plugin/key-value@0.1.0" "get" (func $get (param i32 i32 i32)))"#;
    let leak = |from: &str| {
        format!(
            "(call $log (i32.const 3) (local.get {from}) (local.get $length))
             (call $get (local.get {from}) (local.get $length) (i32.const 512)) (i32.const 512)"
        )
    };
    with_manifest(policy(world, imports, "", &leak("$locale"), &leak("$candidate")), &["key-value"])
}

/// A policy on WASI. `rules` does as the first letter of the locale says, and writes what it found to standard
/// output: `r` eight random bytes as letters, `c` the seconds of the clock as letters, `z` sleeps an hour first,
/// `f` opens a file of the first preopened folder (the error number as letters).
pub fn wasi_policy(capabilities: &[&str]) -> Vec<u8> {
    let imports = r#"
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open"
    (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))"#;
    let items = r#"
  (func $is (param $locale i32) (param $letter i32) (result i32)
    (i32.eq (i32.load8_u (local.get $locale)) (local.get $letter)))
  (func $say (local $index i32)
    (loop $next
      (i32.store8 (i32.add (i32.const 4096) (local.get $index))
        (i32.add (i32.const 97) (i32.rem_u (i32.load8_u (i32.add (i32.const 2048) (local.get $index))) (i32.const 26))))
      (local.set $index (i32.add (local.get $index) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $index) (i32.const 8))))
    (i32.store8 (i32.const 4104) (i32.const 10))
    (i32.store (i32.const 1024) (i32.const 4096))
    (i32.store (i32.const 1028) (i32.const 9))
    (drop (call $write (i32.const 1) (i32.const 1024) (i32.const 1) (i32.const 1040))))
  (data (i32.const 5000) "etc/passwd")"#;
    let rules = r#"
    (if (call $is (local.get $locale) (i32.const 114)) (then
      (drop (call $random (i32.const 2048) (i32.const 8)))))
    (if (call $is (local.get $locale) (i32.const 99)) (then
      (drop (call $clock (i32.const 0) (i64.const 1) (i32.const 2048)))
      (i64.store (i32.const 2048) (i64.div_u (i64.load (i32.const 2048)) (i64.const 1000000000)))))
    (if (call $is (local.get $locale) (i32.const 122)) (then
      (i32.store (i32.const 3016) (i32.const 1))
      (i64.store (i32.const 3024) (i64.const 3600000000000))
      (drop (call $poll (i32.const 3000) (i32.const 3100) (i32.const 1) (i32.const 3200)))))
    (if (call $is (local.get $locale) (i32.const 102)) (then
      (i32.store (i32.const 2048) (call $open (i32.const 3) (i32.const 0) (i32.const 5000) (i32.const 10)
        (i32.const 0) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 3300)))))
    (call $say)
    (i32.const 0)"#;
    with_manifest(policy("", imports, items, rules, "(i32.const 0)"), capabilities)
}

/// Reads and writes files. `reader.sheets` reads the first byte of the source; `reader.read` does by the number of
/// the sheet: 0 ends, 1 reads as well and then spins, 2 takes 2,000 handles, 3 answers with a column of the wrong length.
/// `writer.write` writes 64 KiB: once for sheet 0, without end for sheet 1.
pub fn formats() -> Vec<u8> {
    let (import, export) = ("elenco:plugin/import-format@0.1.0", "elenco:plugin/export-format@0.1.0");
    let module = format!(
        r#"(module
  (import "[export]{import}" "[resource-new]reader" (func $new_reader (param i32) (result i32)))
  (import "[export]{export}" "[resource-new]writer" (func $new_writer (param i32) (result i32)))
  (import "elenco:plugin/files@0.1.0" "[method]source.read" (func $read (param i32 i64 i32 i32)))
  (import "elenco:plugin/files@0.1.0" "[method]sink.write" (func $write (param i32 i32 i32 i32)))
  {ALLOCATOR}
  (global $file (mut i32) (i32.const 0))
  (global $taken (mut i32) (i32.const 0))
  (data (i32.const 700) "\00\00\00\00\fa")
  (data (i32.const 1024) "\00\00\00\00\01\00\00\00\01\00\00\00\05\00\00\00\00\08\00\00\01\00\00\00")
  (data (i32.const 2048) "\01\00\00\00\00\10\00\00\01\00\00\00")
  (func (export "{import}#formats") (param i32 i32) (result i32) (i32.const 0))
  (func (export "{import}#recognise") (param i32 i32 i32 i32) (result i32) (i32.const 700))
  (func (export "{import}#[static]reader.open") (param $file i32) (param i32 i32) (result i32)
    (global.set $file (local.get $file))
    (i32.store (i32.const 516) (call $new_reader (i32.const 7)))
    (i32.const 512))
  (func (export "{import}#[method]reader.sheets") (param i32) (result i32)
    (call $read (global.get $file) (i64.const 0) (i32.const 1) (i32.const 600))
    (i32.const 0))
  (func (export "{import}#[method]reader.read") (param i32) (param $sheet i32) (param i32) (result i32)
    (if (i32.eq (local.get $sheet) (i32.const 1)) (then
      (call $read (global.get $file) (i64.const 0) (i32.const 1) (i32.const 600))
      (loop $spin (br $spin))))
    (if (i32.eq (local.get $sheet) (i32.const 2)) (then
      (loop $more
        (drop (call $new_reader (i32.const 7)))
        (global.set $taken (i32.add (global.get $taken) (i32.const 1)))
        (br_if $more (i32.lt_u (global.get $taken) (i32.const 2000))))))
    (if (i32.eq (local.get $sheet) (i32.const 3)) (then (return (i32.const 1024))))
    (i32.const 0))
  (func (export "{import}#[dtor]reader") (param i32))
  (func (export "{export}#formats") (param i32 i32) (result i32) (i32.const 0))
  (func (export "{export}#[static]writer.open")
    (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (param $file i32) (result i32)
    (global.set $file (local.get $file))
    (i32.store (i32.const 516) (call $new_writer (i32.const 7)))
    (i32.const 512))
  (func (export "{export}#[method]writer.write")
    (param i32) (param $sheet i32) (param i32 i32 i32 i32 i32 i32) (result i32)
    (loop $more
      (call $write (global.get $file) (i32.const 65536) (i32.const 65536) (i32.const 600))
      (br_if $more (i32.eq (local.get $sheet) (i32.const 1))))
    (i32.const 0))
  (func (export "{export}#[method]writer.finish") (param i32) (result i32) (i32.const 0))
  (func (export "{export}#[dtor]writer") (param i32)))"#
    );
    let world = format!("import elenco:plugin/files@0.1.0; export {import}; export {export};");
    with_manifest(component(&world, &module), &[])
}

/// A policy that is small to read and costs the compiler seconds and hundreds of MiB: thousands of joins, each with
/// thousands of variables.
pub fn compile_bomb() -> Vec<u8> {
    let locals = 2_000;
    let joins: String = (0..20_000)
        .map(|n| {
            format!(
                "(if (local.get {}) (then (local.set {} (i32.const {}))))",
                n % locals,
                (n * 7) % locals,
                n % 60
            )
        })
        .collect();
    let items = format!(
        "(func (export \"bomb\") (result i32) (local{}) {joins} (local.get 0))",
        " i32".repeat(locals)
    );
    with_manifest(policy("", "", &items, "(i32.const 0)", "(i32.const 0)"), &[])
}
