//! Reads Fluent files into messages and terms, each with its place.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Attribute, Comment, Entry, Pattern};
use fluent_syntax::parser;

/// One file of `locales/`.
pub(crate) struct File {
    /// Its folder: the language.
    pub(crate) locale: &'static str,
    /// Its name in problems: `locales/ja/leads.ftl`.
    pub(crate) name: String,
    /// Its content.
    pub(crate) text: String,
}

/// A variable as a comment declares it: `# $count (Number)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Declared {
    /// Its name without the dollar sign.
    pub(crate) name: String,
    /// Whether it is a number, else a text that is given ready-made.
    pub(crate) number: bool,
}

/// A message or a term of one language.
pub(crate) struct Source {
    /// `locales/ja/leads.ftl:12: leads-form-title`.
    pub(crate) place: String,
    /// What it says.
    pub(crate) pattern: Pattern<String>,
    /// The variables that its comment declares.
    pub(crate) declared: Vec<Declared>,
}

/// All messages and terms of one language.
#[derive(Default)]
pub(crate) struct Sources {
    /// By key.
    pub(crate) messages: BTreeMap<String, Source>,
    /// By name, without the leading hyphen.
    pub(crate) terms: BTreeMap<String, Source>,
}

/// Functions of `Words` that are not made here; those of one word cannot be keys anyway.
const RESERVED: [&str; 4] = ["datetime-zoned", "error-or", "field-error", "money-parts"];

/// Reads the files of one language, noting what is wrong.
pub(crate) fn read(files: &[&File], problems: &mut Vec<String>) -> Sources {
    let mut sources = Sources::default();
    for file in files {
        read_file(file, &mut sources, problems);
    }
    sources
}

fn read_file(file: &File, sources: &mut Sources, problems: &mut Vec<String>) {
    let text = file.text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let resource = match parser::parse(text.clone()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let line = text
                    .get(..error.pos.start)
                    .map_or(1, |before| before.matches('\n').count() + 1);
                problems.push(format!("{}:{line}: syntax: {}", file.name, error.kind));
            }
            resource
        }
    };
    let mut seen = BTreeMap::new();
    for entry in resource.body {
        let (id, sigil, value, attributes, comment) = match entry {
            Entry::Message(message) => {
                (message.id.name, "", message.value, message.attributes, message.comment)
            }
            Entry::Term(term) => {
                (term.id.name, "-", Some(term.value), term.attributes, term.comment)
            }
            Entry::Comment(comment) => {
                if comment.content.iter().any(|line| line.trim_start().starts_with('$')) {
                    problems.push(format!(
                        "{}: a comment declares `{}`, but no message is on the next line",
                        file.name,
                        comment.content.join(" ")
                    ));
                }
                continue;
            }
            _ => continue,
        };
        let id = format!("{sigil}{id}");
        let nth = seen.entry(id.clone()).and_modify(|count| *count += 1).or_insert(0);
        let place = format!("{}:{}: {id}", file.name, line_of(&text, &id, *nth));
        let declared = entry_problems(&place, &id, &attributes, comment.as_ref(), problems);
        let Some(pattern) = value else { continue };
        let name = id.trim_start_matches('-').to_owned();
        let table = if sigil.is_empty() { &mut sources.messages } else { &mut sources.terms };
        if let Some(first) = table.get(&name) {
            problems.push(format!("{place}: defined twice; first at {}", first.place));
        } else {
            table.insert(name, Source { place, pattern, declared });
        }
    }
}

/// Notes what is wrong with the head of an entry; answers what its comment declares.
fn entry_problems(
    place: &str,
    id: &str,
    attributes: &[Attribute<String>],
    comment: Option<&Comment<String>>,
    problems: &mut Vec<String>,
) -> Vec<Declared> {
    if !attributes.is_empty() {
        problems.push(format!("{place}: attributes are not used here; write a key of its own"));
    }
    let term = id.starts_with('-');
    if !is_key(id.trim_start_matches('-')) || !(term || id.contains('-')) {
        problems.push(format!(
            "{place}: a key is `<feature>-<thing>`: small letters and digits joined by hyphens"
        ));
    }
    if RESERVED.contains(&id) {
        problems.push(format!("{place}: the name is taken by a function of the crate"));
    }
    let mut declared: Vec<Declared> = Vec::new();
    for line in comment.map_or(&[][..], |comment| &comment.content) {
        let Some(rest) = line.trim().strip_prefix('$') else { continue };
        match declaration(rest) {
            Some(variable) if declared.iter().all(|other| other.name != variable.name) => {
                declared.push(variable);
            }
            _ => problems.push(format!(
                "{place}: `{}` is no declaration; write `$name (String)` or `$name (Number)`, once",
                line.trim()
            )),
        }
    }
    declared
}

fn declaration(rest: &str) -> Option<Declared> {
    let (name, rest) = rest.split_once(' ')?;
    let (kind, _) = rest.trim_start().strip_prefix('(')?.split_once(')')?;
    let number = match kind {
        "Number" => true,
        "String" => false,
        _ => return None,
    };
    Some(Declared { name: name.to_owned(), number })
}

fn is_key(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.split('-').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}

/// The line on which an entry is defined for the nth time.
fn line_of(text: &str, id: &str, nth: usize) -> usize {
    let defines = |line: &str| {
        line.strip_prefix(id).is_some_and(|rest| rest.trim_start_matches(' ').starts_with('='))
    };
    let mut lines = text.lines().enumerate().filter(|(_, line)| defines(line));
    lines.nth(nth).map_or(1, |(place, _)| place + 1)
}
