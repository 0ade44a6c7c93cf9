//! Says in one sentence what to do when the assets are not there yet; the macro that embeds them would not.
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=assets/dist");
    println!("cargo::rerun-if-changed=locales");
    if !Path::new("assets/dist/elenco.css").is_file() {
        println!("cargo::error=host/assets/dist is missing. Run `cargo xtask setup` first.");
    }
}
