//! Which modules and crates a file names: its `use` trees, its paths, and paths inside macros.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, Macro, UseTree};

/// A module or item, from the crate's root (`crate`, …) or from another crate's name.
pub type Name = Vec<String>;

/// Something that a file names.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone)]
pub struct Reference {
    pub line: usize,
    pub to: Name,
}

/// The module that a file below `src/` holds: `users/model.rs` is `crate::users::model`.
pub fn module_of(path_below_src: &str) -> Name {
    let stem = path_below_src.trim_end_matches(".rs");
    let mut name = vec!["crate".to_owned()];
    if !matches!(stem, "lib" | "main") {
        name.extend(stem.split('/').map(str::to_owned));
    }
    name
}

/// All references of a file outside its tests. `modules` are all modules of the crate: they tell a child module
/// from another crate.
pub fn references(text: &str, module: &Name, modules: &BTreeSet<Name>) -> Vec<Reference> {
    let file = syn::parse_file(text).expect("a source file that compiles is parsed");
    let mut scope = Scope { module: module.clone(), modules, known: BTreeMap::new(), found: Vec::new() };
    let mut uses = Uses { scope: &mut scope };
    uses.visit_file(&file);
    Paths { scope: &mut scope }.visit_file(&file);
    scope.found.sort();
    scope.found.dedup();
    scope.found
}

/// What a module hands on under its own name: `pub use service::create_user` in `users.rs`.
pub fn re_exports(text: &str, module: &Name, modules: &BTreeSet<Name>) -> Vec<(String, Name)> {
    let file = syn::parse_file(text).expect("a source file that compiles is parsed");
    let scope = Scope { module: module.clone(), modules, known: BTreeMap::new(), found: Vec::new() };
    let mut exports = Vec::new();
    for item in file.items {
        let Item::Use(item) = item else { continue };
        if !matches!(item.vis, syn::Visibility::Inherited) {
            flatten(&item.tree, &mut Vec::new(), &mut |path, own| {
                exports.push((own.to_owned(), scope.absolute(path)));
            });
        }
    }
    exports
}

struct Scope<'a> {
    module: Name,
    modules: &'a BTreeSet<Name>,
    /// Names that `use` brought into the file.
    known: BTreeMap<String, Name>,
    found: Vec<Reference>,
}

impl Scope<'_> {
    fn absolute(&self, path: &[String]) -> Name {
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        let mut base = match first.as_str() {
            "crate" => vec!["crate".to_owned()],
            "self" => self.module.clone(),
            "super" => {
                let mut parent = self.module.clone();
                parent.pop();
                let ups = rest.iter().take_while(|part| *part == "super").count();
                parent.truncate(parent.len().saturating_sub(ups));
                parent
            }
            name => self.named(name),
        };
        base.extend(rest.iter().filter(|part| *part != "super").cloned());
        base
    }

    fn named(&self, name: &str) -> Name {
        let mut child = self.module.clone();
        child.push(name.to_owned());
        if self.modules.contains(&child) {
            return child;
        }
        self.known.get(name).cloned().unwrap_or_else(|| vec![name.to_owned()])
    }

    fn add(&mut self, line: usize, path: &[String]) {
        let to = self.absolute(path);
        self.found.push(Reference { line, to });
    }
}

/// First pass: what `use` brings in.
struct Uses<'s, 'a> {
    scope: &'s mut Scope<'a>,
}

impl<'ast> Visit<'ast> for Uses<'_, '_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.scope.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.scope.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let line = item.use_token.span.start().line;
        let mut brought = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut |path, own| brought.push((path.to_vec(), own.to_owned())));
        for (path, own) in brought {
            self.scope.add(line, &path);
            let absolute = self.scope.absolute(&path);
            self.scope.known.insert(own, absolute);
        }
    }
}

/// Second pass: every path with `::` in it, and attributes that belong to a crate.
struct Paths<'s, 'a> {
    scope: &'s mut Scope<'a>,
}

impl<'ast> Visit<'ast> for Paths<'_, '_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.scope.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.scope.module.pop();
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if let (Some(first), true) = (path.segments.first(), parts.len() > 1) {
            self.scope.add(first.ident.span().start().line, &parts);
        }
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Some(name) = attribute.path().get_ident().filter(|name| *name == "diesel") {
            self.scope.add(name.span().start().line, &["diesel".to_owned()]);
        }
        visit::visit_attribute(self, attribute);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        visit::visit_path(self, &call.path);
        scan(call.tokens.clone(), self.scope);
    }
}

/// Macros such as `html!` hide their contents from the parser, not from this: `name :: name :: …`.
fn scan(tokens: TokenStream, scope: &mut Scope<'_>) {
    let (mut parts, mut line, mut colons) = (Vec::new(), 0, 0);
    for token in tokens {
        match token {
            TokenTree::Ident(name) if parts.is_empty() || colons == 2 => {
                line = name.span().start().line;
                parts.push(name.to_string());
                colons = 0;
                continue;
            }
            TokenTree::Punct(mark) if mark.as_char() == ':' && !parts.is_empty() && colons < 2 => {
                colons += 1;
                continue;
            }
            TokenTree::Group(group) => scan(group.stream(), scope),
            TokenTree::Ident(name) => {
                finish(&mut parts, line, scope);
                (line, colons) = (name.span().start().line, 0);
                parts.push(name.to_string());
                continue;
            }
            _ => {}
        }
        finish(&mut parts, line, scope);
        colons = 0;
    }
    finish(&mut parts, line, scope);
}

fn finish(parts: &mut Vec<String>, line: usize, scope: &mut Scope<'_>) {
    if parts.len() > 1 {
        scope.add(line, parts);
    }
    parts.clear();
}

/// Calls `each` with every leaf of a `use` tree: its path and the name it has in this file.
fn flatten(tree: &UseTree, prefix: &mut Vec<String>, each: &mut dyn FnMut(&[String], &str)) {
    match tree {
        UseTree::Path(path) => {
            prefix.push(path.ident.to_string());
            flatten(&path.tree, prefix, each);
            prefix.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|item| flatten(item, prefix, each)),
        UseTree::Name(name) => leaf(&name.ident.to_string(), None, prefix, each),
        UseTree::Rename(rename) => {
            leaf(&rename.ident.to_string(), Some(&rename.rename.to_string()), prefix, each);
        }
        UseTree::Glob(_) => each(&[prefix.as_slice(), &["*".to_owned()]].concat(), "*"),
    }
}

fn leaf(name: &str, own: Option<&str>, prefix: &[String], each: &mut dyn FnMut(&[String], &str)) {
    if name == "self" && !prefix.is_empty() {
        let last = prefix.last().map(String::as_str).unwrap_or_default();
        each(prefix, own.unwrap_or(last));
    } else {
        each(&[prefix, &[name.to_owned()]].concat(), own.unwrap_or(name));
    }
}

/// Whether an item exists in tests only.
pub fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Ident>().is_ok_and(|condition| condition == "test")
    })
}

/// The attributes of any kind of item.
pub fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let modules = ["crate::users", "crate::users::views", "crate::users::model"]
            .map(|name| name.split("::").map(str::to_owned).collect::<Name>());
        let module = module_of("users/views.rs");
        references(text, &module, &modules.into())
            .into_iter()
            .map(|reference| reference.to.join("::"))
            .collect()
    }

    #[test]
    fn use_trees_are_flattened_and_relative_names_made_absolute() {
        let text = "use super::{model::{self, User as Person}, queries};\nuse diesel::prelude::*;";
        assert_eq!(
            found(text),
            [
                "crate::users::model",
                "crate::users::model::User",
                "crate::users::queries",
                "diesel::prelude::*"
            ]
        );
    }

    #[test]
    fn names_brought_in_by_use_are_followed() {
        let text = "use crate::users;\nfn f() { users::queries::find(); }";
        assert!(found(text).contains(&"crate::users::queries::find".to_owned()));
    }

    #[test]
    fn paths_inside_macros_are_seen() {
        let text = "fn f() { html! { p { (crate::users::service::name(1)) } } }";
        assert!(found(text).contains(&"crate::users::service::name".to_owned()));
    }

    #[test]
    fn signatures_and_attributes_count() {
        let text = "#[diesel(table_name = x)]\nstruct A;\nfn f(x: &elenco_db::Db) {}";
        assert_eq!(found(text), ["diesel", "elenco_db::Db"]);
    }

    #[test]
    fn tests_are_left_out() {
        assert!(found("#[cfg(test)]\nmod tests { use crate::users::queries; }").is_empty());
    }

    #[test]
    fn re_exports_are_resolved() {
        let modules =
            ["crate::users::service"].map(|name| name.split("::").map(str::to_owned).collect::<Name>());
        let exports = re_exports("pub use service::create_user;", &module_of("users.rs"), &modules.into());
        assert_eq!(
            exports,
            [(
                "create_user".to_owned(),
                ["crate", "users", "service", "create_user"].map(str::to_owned).to_vec()
            )]
        );
    }
}
