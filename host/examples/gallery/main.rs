//! Writes the console's main states as static pages, to be looked at and compared: `cargo run --example gallery -- DIR`,
//! then serve DIR with any static web server. Nothing in it is real.
mod dialogs;
mod notes;
mod pages;
mod sample;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use elenco::assets;
use elenco::locale::{Culture, Texts};

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).map_or_else(|| PathBuf::from("gallery"), PathBuf::from);
    fs::create_dir_all(&folder)?;
    let target = folder.join("assets").join(assets::version());
    fs::create_dir_all(&target)?;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/dist"))? {
        let entry = entry?;
        fs::copy(entry.path(), target.join(entry.file_name()))?;
    }
    for culture in Culture::ALL {
        for (name, page) in pages::all(Texts::of(culture)) {
            fs::write(folder.join(format!("{name}.{culture}.html")), page.into_string())?;
        }
    }
    Ok(())
}
