//! Joins the languages: the same keys, the same variables, everywhere.

use std::collections::{BTreeMap, BTreeSet};

use super::pattern::{self, Piece, Said};
use super::source::{self, Declared, File, Sources};

/// A message in all languages.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Message {
    /// For instance `leads-form-title`.
    pub(crate) key: String,
    /// In the order of the first language: as declared, then as used.
    pub(crate) variables: Vec<Declared>,
    /// What it says, in the order of the languages.
    pub(crate) says: Vec<Vec<Piece>>,
}

/// All messages by key, or everything that is wrong, one line each. The first language declares the
/// types of the variables.
pub(crate) fn build(locales: &[&'static str], files: &[File]) -> Result<Vec<Message>, Vec<String>> {
    let mut problems = Vec::new();
    let read: Vec<(&'static str, Sources)> = locales
        .iter()
        .map(|locale| {
            let own: Vec<&File> = files.iter().filter(|file| file.locale == *locale).collect();
            (*locale, source::read(&own, &mut problems))
        })
        .collect();
    let keys: BTreeSet<&String> =
        read.iter().flat_map(|(_, sources)| sources.messages.keys()).collect();
    let messages = keys.into_iter().filter_map(|key| message(key, &read, &mut problems)).collect();
    problems.sort();
    problems.dedup();
    if problems.is_empty() { Ok(messages) } else { Err(problems) }
}

fn message(
    key: &str,
    read: &[(&'static str, Sources)],
    problems: &mut Vec<String>,
) -> Option<Message> {
    let present = read.iter().find_map(|(_, sources)| sources.messages.get(key))?;
    let missing: Vec<&str> = read
        .iter()
        .filter(|(_, sources)| !sources.messages.contains_key(key))
        .map(|(locale, _)| *locale)
        .collect();
    if !missing.is_empty() {
        problems.push(format!("{}: missing in {}", present.place, missing.join(", ")));
        return None;
    }
    let (_, first) = read.first()?;
    let types: BTreeMap<String, bool> = pattern::declared(present, first)
        .into_iter()
        .map(|variable| (variable.name, variable.number))
        .collect();
    let number = |name: &str| types.get(name).copied().unwrap_or(false);
    let mut variables: Option<Vec<Declared>> = None;
    let mut says = Vec::new();
    for (locale, sources) in read {
        let source = sources.messages.get(key)?;
        let said = pattern::read(locale, source, sources, &number, problems);
        let own = variables_of(&said, &number);
        for variable in
            said.declared.iter().filter(|variable| variable.number != number(&variable.name))
        {
            problems.push(format!(
                "{}: `${}` has another type in {}",
                source.place, variable.name, read[0].0
            ));
        }
        match &variables {
            None => variables = Some(own),
            Some(expected) => compare(&source.place, read[0].0, expected, &own, problems),
        }
        says.push(said.pieces);
    }
    Some(Message { key: key.to_owned(), variables: variables?, says })
}

fn variables_of(said: &Said, number: &dyn Fn(&str) -> bool) -> Vec<Declared> {
    let mut names: Vec<&String> = said.declared.iter().map(|variable| &variable.name).collect();
    for name in &said.used {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter().map(|name| Declared { name: name.clone(), number: number(name) }).collect()
}

fn compare(
    place: &str,
    first: &str,
    expected: &[Declared],
    own: &[Declared],
    problems: &mut Vec<String>,
) {
    let without = |all: &[Declared], known: &[Declared]| {
        let rest = all.iter().filter(|one| known.iter().all(|other| other.name != one.name));
        rest.map(|one| format!("${}", one.name)).collect::<Vec<_>>().join(", ")
    };
    let (lacks, has) = (without(expected, own), without(own, expected));
    if !lacks.is_empty() {
        problems.push(format!(
            "{place}: does not use {lacks}, which {first} has; to leave it out on purpose, \
             declare it in a comment right above"
        ));
    }
    if !has.is_empty() {
        problems.push(format!("{place}: uses {has}, which {first} has not"));
    }
}
