//! Makes typed functions out of `locales/`, or says which key of which file is wrong.

#[path = "build/catalogue.rs"]
mod catalogue;
#[path = "build/pattern.rs"]
mod pattern;
#[path = "build/rust.rs"]
mod rust;
#[path = "build/source.rs"]
mod source;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use source::File;

/// The folders of `locales/`, in the order of `domain::Locale::ALL`.
const LOCALES: [&str; 3] = ["ja", "zh-Hans", "en"];

fn main() -> ExitCode {
    match run() {
        Ok(problems) if problems.is_empty() => ExitCode::SUCCESS,
        Ok(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            println!("cargo::error=locales: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes `words.rs` into `OUT_DIR`, or answers what is wrong with the files.
fn run() -> io::Result<Vec<String>> {
    let variable =
        |name: &str| env::var(name).map_err(|error| io::Error::other(format!("{name}: {error}")));
    let root = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("../../locales");
    let mut files = Vec::new();
    println!("cargo::rerun-if-changed={}", root.display());
    for locale in LOCALES {
        read_folder(&root.join(locale), locale, &mut files)?;
    }
    match catalogue::build(&LOCALES, &files) {
        Ok(messages) => {
            fs::write(Path::new(&variable("OUT_DIR")?).join("words.rs"), rust::write(&messages))?;
            Ok(Vec::new())
        }
        Err(problems) => Ok(problems),
    }
}

fn read_folder(folder: &Path, locale: &'static str, files: &mut Vec<File>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let named =
        |error: io::Error, path: &Path| io::Error::other(format!("{}: {error}", path.display()));
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| named(error, folder))? {
        paths.push(entry?.path());
    }
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ext| ext == "ftl")) {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(path).map_err(|error| named(error, path))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        files.push(File { locale, name: format!("locales/{locale}/{name}"), text });
    }
    Ok(())
}
