//! A file read as a stream.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Read};

use super::encoding::{self, Decoded, Encoding};
use super::heading::{self, Found, Layout};
use super::personal::{hide, is_personal};
use super::profile::Profile;
use super::record::{Record, Records};
use super::row::Row;
use super::rows::Building;
use super::{Errors, FileFault, FileOrder};
use crate::text::line;

/// Headings that a file must have of a profile to be taken for one of it.
const FEWEST_HITS: usize = 3;
/// Rows of a sample.
const SAMPLE_ROWS: usize = 5;
/// Rows of a sample whose words are gathered.
const SAMPLE_WORDS_ROWS: usize = 1_000;
/// Different words of one column that are gathered.
const MOST_WORDS: usize = 20;
/// Characters of a cell of a sample.
const SAMPLE_CELL: usize = 60;

/// A file's orders, one by one.
pub struct Reader<R> {
    records: Records<Decoded<R>>,
    record: Record,
    layout: Layout,
    building: Building,
    rows: u64,
    passed: u64,
    begun: bool,
    ended: bool,
}

/// The beginning of a file whose profile is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The headings as the file spells them.
    pub headings: Vec<String>,
    /// The first rows, each cell cut short.
    pub rows: Vec<Vec<String>>,
    /// By column, the different short words of the first rows; none for a column of many.
    pub words: Vec<Vec<String>>,
    /// The profile that knows most of the headings.
    pub profile: Option<String>,
}

/// Tells how a file is laid out by its beginning, which is all of it when `whole`. A profile that is
/// `chosen` is taken, else the one that knows most headings.
///
/// # Errors
/// `Empty`, `Encoding`, `Headings`.
pub fn inspect(
    head: &[u8],
    whole: bool,
    profiles: &[Profile],
    chosen: Option<&str>,
) -> Result<Layout, FileFault> {
    let wanted: Vec<&Profile> =
        profiles.iter().filter(|profile| chosen.is_none_or(|name| profile.name == name)).collect();
    let (encoding, text, found) = look(head, whole, &wanted)?;
    let unknown = || FileFault::Headings { profile: None, missing: Vec::new() };
    let Some(profile) = wanted.get(found.profile) else { return Err(unknown()) };
    if found.hits < FEWEST_HITS && chosen.is_none() {
        return Err(unknown());
    }
    Layout::bind((*profile).clone(), encoding, &text, found)
        .map_err(|missing| FileFault::Headings { profile: Some(profile.name.clone()), missing })
}

fn look(
    head: &[u8],
    whole: bool,
    profiles: &[&Profile],
) -> Result<(Encoding, String, Found), FileFault> {
    if head.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(FileFault::Empty);
    }
    let vocabularies: Vec<HashSet<String>> =
        profiles.iter().map(|profile| profile.vocabulary()).collect();
    let hits = |encoding: Encoding, body: &[u8]| {
        heading::find(&encoding.text(body), &vocabularies).map_or(0, |found| found.hits)
    };
    let encoding = encoding::decide(head, whole, hits).ok_or(FileFault::Encoding)?;
    let text = encoding.text(head);
    let found = heading::find(&text, &vocabularies).ok_or(FileFault::Empty)?;
    Ok((encoding, text, found))
}

/// The beginning of a file, for a person who tells what its columns mean.
///
/// # Errors
/// `Empty`, `Encoding`.
pub fn sample(head: &[u8], whole: bool, profiles: &[Profile]) -> Result<Sample, FileFault> {
    let profiles: Vec<&Profile> = profiles.iter().collect();
    let (_, text, found) = look(head, whole, &profiles)?;
    let mut records = Records::new(text.as_bytes(), found.delimiter);
    let mut record = Record::default();
    let mut read = |record: &mut Record| records.read(record).unwrap_or(false);
    for _ in 0..found.skipped {
        read(&mut record);
    }
    let width = found.headings.len();
    // Nobody needs a buyer to tell what a column means (ORD-08).
    let hidden: Vec<bool> = found.headings.iter().map(|heading| is_personal(heading)).collect();
    let (mut rows, mut words) = (Vec::new(), vec![Some(Vec::new()); width]);
    for (words, _) in words.iter_mut().zip(&hidden).filter(|(_, hidden)| **hidden) {
        *words = None;
    }
    for number in 0..SAMPLE_WORDS_ROWS {
        if !read(&mut record) || (record.is_cut && !whole) {
            break;
        }
        let short = |cell: &str| line(cell).chars().take(SAMPLE_CELL).collect::<String>();
        if number < SAMPLE_ROWS {
            let shown = |place: usize| {
                let cell = short(record.get(place));
                if hidden[place] || cell.contains('@') { hide(&cell) } else { cell }
            };
            rows.push((0..width).map(shown).collect());
        }
        for (place, known) in words.iter_mut().enumerate() {
            let word = line(super::cell::clean(record.get(place)));
            let Some(seen) = known else { continue };
            if word.is_empty() || seen.contains(&word) {
                continue;
            }
            if seen.len() == MOST_WORDS || word.chars().count() > 30 {
                *known = None;
            } else {
                seen.push(word);
            }
        }
    }
    let profile = (found.hits > 0).then(|| profiles.get(found.profile)).flatten();
    Ok(Sample {
        headings: found.headings,
        rows,
        words: words.into_iter().map(Option::unwrap_or_default).collect(),
        profile: profile.map(|profile| profile.name.clone()),
    })
}

impl<R: Read> Reader<R> {
    /// Reads a file from its beginning.
    pub fn open(source: R, layout: Layout) -> Self {
        Self {
            records: Records::new(Decoded::new(source, layout.encoding), layout.delimiter),
            record: Record::default(),
            layout,
            building: Building::default(),
            rows: 0,
            passed: 0,
            begun: false,
            ended: false,
        }
    }

    /// The next order, in the order of the first rows.
    ///
    /// # Errors
    /// `Encoding` where a byte does not decode; `Empty` at the end of a file without rows;
    /// `Source`.
    pub fn next_order(&mut self) -> Result<Option<FileOrder>, FileFault> {
        if !self.begun {
            self.begun = true;
            self.skip_headings()?;
        }
        loop {
            if let Some(order) = self.building.next(&self.layout, self.ended) {
                return Ok(Some(order));
            }
            if self.ended {
                return if self.rows == 0 { Err(FileFault::Empty) } else { Ok(None) };
            }
            self.ended = !self.advance()?;
            if self.ended {
                continue;
            }
            let line = if self.layout.counts_records { self.passed } else { self.record.line };
            let row = Row { line, record: &self.record, layout: &self.layout };
            if row.is_blank() || (self.rows == 0 && row.is_description()) {
                continue;
            }
            self.rows += 1;
            self.building.add(row);
        }
    }

    /// Rows so far, without blank ones: one for each line of an order.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// What is wrong with the rows so far, by line.
    pub fn errors(&self) -> Errors {
        let mut errors = self.building.errors.clone();
        errors.kept.sort_by_key(|error| error.line);
        errors
    }

    /// How many errors there are so far.
    pub fn error_count(&self) -> u64 {
        self.building.errors.count
    }

    fn skip_headings(&mut self) -> Result<(), FileFault> {
        for _ in 0..self.layout.skipped {
            self.advance()?;
        }
        self.records.set_delimiter(self.layout.body_delimiter);
        Ok(())
    }

    fn advance(&mut self) -> Result<bool, FileFault> {
        self.passed += 1;
        self.records.read(&mut self.record).map_err(|error| fault(&error))
    }
}

fn fault(error: &io::Error) -> FileFault {
    match error.kind() {
        io::ErrorKind::InvalidData => FileFault::Encoding,
        _ => FileFault::Source(error.to_string()),
    }
}

/// The cells of the rows at some lines, for the file of what failed: `take` is told each row with
/// what was kept for its line.
///
/// # Errors
/// `Encoding`, `Source`.
pub fn failed_rows<R: Read, T>(
    source: R,
    layout: &Layout,
    lines: &BTreeMap<u64, T>,
    take: &mut dyn FnMut(&T, &[&str]),
) -> Result<(), FileFault> {
    let Some((last, _)) = lines.last_key_value() else { return Ok(()) };
    let mut reader = Reader::open(source, layout.clone());
    reader.skip_headings()?;
    while reader.advance()? {
        let line = if layout.counts_records { reader.passed } else { reader.record.line };
        if let Some(kept) = lines.get(&line) {
            take(kept, &reader.record.iter().collect::<Vec<_>>());
        }
        if line >= *last {
            break;
        }
    }
    Ok(())
}
