//! Lists the demo's pictures, so that they are compiled in.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seed/demo/pictures");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the folder of the demo's pictures")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "jpg"))
        .collect();
    names.sort();
    let mut code = String::from(
        "/// The demo's pictures by name.\npub(super) const PICTURES: &[(&str, &[u8])] = &[\n",
    );
    for name in names {
        let path = folder.join(&name);
        writeln!(code, "({name:?}, include_bytes!({:?})),", path.display().to_string())
            .expect("text");
    }
    code.push_str("];\n");
    let out = Path::new(&env::var("OUT_DIR").expect("set by cargo")).join("pictures.rs");
    fs::write(out, code).expect("the list of pictures");
}
