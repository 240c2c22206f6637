//! The house rules that a compiler does not know.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a file; a longer one hides an idea that wants a name.
const FILE_LINES: usize = 400;
/// Lines of a function.
const FUNCTION_LINES: usize = 70;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

fn files(under: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        let mut entries: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().collect();
        entries.sort_by_key(fs::DirEntry::path);
        for entry in entries {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(under), ending, &mut found);
    let name = |path: &Path| path.strip_prefix(root()).expect("inside").display().to_string();
    found.iter().map(|path| (name(path), fs::read_to_string(path).expect("text"))).collect()
}

fn complain(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{rule}:\n  {}", findings.join("\n  "));
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let mut findings = Vec::new();
    for (under, ending) in [
        ("backend", ".rs"),
        ("tests", ".rs"),
        ("backend/server", ".html"),
        ("backend/server/assets", ".css"),
        ("backend/server/assets", ".js"),
    ] {
        for (name, text) in files(under, ending) {
            let lines = text.lines().count();
            if lines > FILE_LINES && !name.contains("/schema/") {
                findings.push(format!("{name}: {lines} lines"));
            }
        }
    }
    complain("files of at most 400 lines", &findings);
}

#[test]
fn no_function_is_longer_than_a_screen() {
    let mut findings = Vec::new();
    for (name, text) in files("backend", ".rs") {
        let mut open: Option<(usize, usize, String)> = None;
        for (number, line) in text.lines().enumerate() {
            let indent = line.len() - line.trim_start().len();
            if let Some((at, depth, head)) = &open {
                if indent == *depth && line.trim() == "}" {
                    if number - at > FUNCTION_LINES {
                        findings.push(format!("{name}:{}: {head}", at + 1));
                    }
                    open = None;
                }
            } else if line.contains("fn ") && !line.trim_start().starts_with("//") {
                open = Some((number, indent, line.trim().to_owned()));
                if line.trim_end().ends_with(';') || line.trim_end().ends_with('}') {
                    open = None;
                }
            }
        }
    }
    complain("functions of at most 70 lines", &findings);
}

#[test]
fn only_the_store_speaks_sql() {
    let mut findings = Vec::new();
    for krate in ["server", "words", "documents"] {
        let manifest = fs::read_to_string(root().join(format!("backend/{krate}/Cargo.toml")))
            .expect("manifest");
        if manifest.contains("diesel") || manifest.contains("schema") {
            findings.push(format!("backend/{krate}/Cargo.toml"));
        }
    }
    for (name, text) in files("backend/store", ".rs") {
        if text.contains("or_filter(") || text.contains("actix") || text.contains("words::") {
            findings.push(name);
        }
    }
    for (name, text) in files("backend/domain/src", ".rs") {
        let knows = text.contains("diesel::prelude") || text.contains("RunQueryDsl");
        if knows || text.contains("SystemTime") || text.contains("actix") {
            findings.push(name);
        }
    }
    complain("SQL only in the store, no clock in the domain", &findings);
}

#[test]
fn nothing_reads_the_clock_but_the_clock() {
    let mut findings = Vec::new();
    for (name, text) in files("backend", ".rs") {
        let reads = text.contains("SystemTime::now")
            || text.contains("Utc::now")
            || text.contains("Local::now");
        if reads && !name.ends_with("server/src/clock.rs") {
            findings.push(name);
        }
    }
    complain("only clock.rs reads the clock", &findings);
}

#[test]
fn only_named_files_may_see_everything() {
    let allowed = [
        "backend/server/src/platform/",
        "backend/server/src/seed/",
        "backend/server/src/tenancy/",
        "backend/server/src/ledger/check.rs",
        "backend/store/src/scope.rs",
    ];
    let findings: Vec<String> = files("backend", ".rs")
        .into_iter()
        .filter(|(name, text)| {
            text.contains("OfPlatform::because")
                && !allowed.iter().any(|place| name.starts_with(place))
        })
        .map(|(name, _)| name)
        .collect();
    complain("the platform scope only where it is needed", &findings);
}

#[test]
fn use_cases_know_no_http() {
    let findings: Vec<String> = files("backend/server/src", "/mod.rs")
        .into_iter()
        .filter(|(name, _)| !name.contains("/http/"))
        .filter(|(_, text)| {
            text.lines().any(|line| {
                line.contains("actix_web")
                    && !line.contains("use actix_web::web;")
                    && !line.trim_start().starts_with("//")
            })
        })
        .map(|(name, _)| name)
        .collect();
    complain("use cases name no web framework beyond their routes", &findings);
}

#[test]
fn every_area_stands_at_the_same_place_in_every_layer() {
    let mut findings = Vec::new();
    for area in fs::read_dir(root().join("backend/store/src")).expect("folder").flatten() {
        if !area.path().is_dir() {
            continue;
        }
        let name = area.file_name().to_string_lossy().into_owned();
        for layer in ["backend/domain/src", "backend/server/src"] {
            if !root().join(layer).join(&name).is_dir() {
                findings.push(format!("{layer}/{name}"));
            }
        }
    }
    complain("the same areas in domain, store and server", &findings);
}

/// Keys by file of one language, with the variables of their text.
fn messages(locale: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    let mut current: Option<String> = None;
    for (_, text) in files(&format!("locales/{locale}"), ".ftl") {
        for line in text.lines() {
            let starts = line.chars().next().is_some_and(|c| c.is_ascii_lowercase());
            if starts && let Some((key, _)) = line.split_once('=') {
                current = Some(key.trim().to_owned());
                all.insert(key.trim().to_owned(), BTreeSet::new());
            }
            if line.starts_with('#') {
                continue;
            }
            let Some(variables) = current.as_ref().and_then(|key| all.get_mut(key)) else {
                continue;
            };
            for part in line.split('$').skip(1) {
                let name: String = part
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-')
                    .collect();
                variables.insert(name);
            }
        }
    }
    all
}

#[test]
fn every_language_says_everything() {
    let ja: BTreeSet<String> = messages("ja").into_keys().collect();
    let mut findings = Vec::new();
    for locale in ["zh-Hans", "en"] {
        let other: BTreeSet<String> = messages(locale).into_keys().collect();
        findings.extend(ja.symmetric_difference(&other).map(|key| format!("{locale}: {key}")));
    }
    complain("the same keys in every language", &findings);
}

#[test]
fn no_message_is_unused() {
    let mut sources = String::new();
    for ending in [".rs", ".html", ".txt"] {
        for (_, text) in files("backend", ending) {
            sources.push_str(&text);
        }
    }
    // Spoken by their code, their state or the name of what was done.
    let by_code = ["error-", "state-", "notice-", "words-test-"];
    let findings: Vec<String> = messages("ja")
        .into_keys()
        .filter(|key| !by_code.iter().any(|prefix| key.starts_with(prefix)))
        .filter(|key| !sources.contains(&key.replace('-', "_")) && !sources.contains(key.as_str()))
        .collect();
    complain("no unused messages", &findings);
}

#[test]
fn every_error_code_has_its_words() {
    let known: BTreeSet<String> = messages("ja").into_keys().collect();
    let mut findings = BTreeSet::new();
    let marks =
        ["Refused(\"", "Taken(\"", "Unauthenticated(\"", "Error::field(\"", "FieldError::new(\""];
    for (name, text) in files("backend", ".rs") {
        if name.contains("backend/words") {
            continue;
        }
        let text: String = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for mark in marks {
            for part in text.split(mark).skip(1) {
                let line = part.split([';', ')']).next().unwrap_or_default();
                let code = line.split('"').collect::<Vec<_>>();
                // Field errors name the field first, then the code.
                let field_first = mark.contains("field(") || mark.contains("FieldError");
                let code = if field_first { code.get(2).copied() } else { code.first().copied() };
                let Some(code) = code.filter(|code| !code.is_empty() && !code.contains(' ')) else {
                    continue;
                };
                if !known.contains(&format!("error-{code}")) {
                    findings.insert(format!("{name}: error-{code}"));
                }
            }
        }
    }
    complain("every code has a message", &findings.into_iter().collect::<Vec<_>>());
}

#[test]
fn notices_that_pages_promise_exist() {
    let known: BTreeSet<String> = messages("ja").into_keys().collect();
    let mut findings = Vec::new();
    for (name, text) in files("backend/server/src", ".rs") {
        for part in text.split("show::done(").skip(1) {
            let call = part.split(';').next().unwrap_or_default();
            // The code is the last argument, when it is written out there.
            let last = call.rsplit(',').next().unwrap_or_default().trim();
            let code = last.strip_prefix('"').and_then(|rest| rest.split('"').next());
            if let Some(code) = code
                && !known.contains(&format!("notice-{code}"))
            {
                findings.push(format!("{name}: notice-{code}"));
            }
        }
    }
    complain("every notice has its words", &findings);
}

#[test]
fn pages_hold_no_style_script_or_foreign_host() {
    let mut findings = Vec::new();
    for (name, text) in files("backend/server/src", ".html") {
        let mail = name.contains("/mail");
        for bad in
            [" style=\"", "<style", " onclick=", " onload=", "javascript:", "http://", "https://"]
        {
            if text.contains(bad) && !(mail && bad.contains("style")) {
                findings.push(format!("{name}: {bad}"));
            }
        }
        if text.contains("|safe") {
            findings.push(format!("{name}: |safe"));
        }
    }
    complain("no inline style, script or foreign host", &findings);
}

#[test]
fn nothing_is_left_for_later() {
    let mut findings = Vec::new();
    let marks = ["TODO", "FIXME", "XXX", "unimplemented!(", "todo!(", "#[ignore", "dbg!("];
    for (under, ending) in
        [("backend", ".rs"), ("backend", ".html"), ("locales", ".ftl"), ("migrations", ".sql")]
    {
        for (name, text) in files(under, ending) {
            findings.extend(
                marks
                    .iter()
                    .filter(|mark| text.contains(**mark))
                    .map(|mark| format!("{name}: {mark}")),
            );
        }
    }
    complain("nothing left for later", &findings);
}
