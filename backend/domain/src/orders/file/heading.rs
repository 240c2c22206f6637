//! Where the headings of a file are, and whose they are.

use std::collections::HashSet;

use super::cell::clean;
use super::encoding::Encoding;
use super::profile::{Field, Profile};
use super::record::{Record, Records};
use crate::text::{fold_width, line};

const DELIMITERS: [u8; 3] = *b",;\t";
/// Records among which the headings are looked for: titles and notes may stand above them.
const SEARCHED: usize = 20;
/// Headings that are looked at: a row of a million commas must not become a million texts.
const MOST_HEADINGS: usize = 1_000;
/// Bytes of the text in which headings are looked for.
const LOOKED_AT: usize = 256 * 1_024;

/// How a file is laid out: enough to read it again from its beginning.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Whose headings they are.
    pub profile: Profile,
    /// How the text is encoded.
    pub encoding: Encoding,
    /// The headings as the file spells them.
    pub headings: Vec<String>,
    /// Headings that mean nothing to the profile.
    pub unknown: Vec<String>,
    pub(super) delimiter: u8,
    /// Some files are pasted together: the rows may be delimited otherwise.
    pub(super) body_delimiter: u8,
    /// Records up to and with the headings.
    pub(super) skipped: usize,
    /// By field, where the file has it, the preferred column first.
    pub(super) columns: Vec<Vec<usize>>,
    /// Lines are counted as the rows of the sheet that the text was made from.
    pub(super) counts_records: bool,
}

/// The heading row of a file whose profile is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) delimiter: u8,
    pub(super) skipped: usize,
    pub(super) headings: Vec<String>,
    /// How many headings the best profile knows.
    pub(super) hits: usize,
    /// Which profile that is.
    pub(super) profile: usize,
}

/// The form in which headings and status words are compared.
pub(super) fn normalised(heading: &str) -> String {
    line(clean(&fold_width(heading))).to_lowercase()
}

/// Looks for the headings: the row among the first that has the most known ones, else the row that
/// has the most cells.
pub(super) fn find(text: &str, vocabularies: &[HashSet<String>]) -> Option<Found> {
    let text = beginning(text);
    let mut best: Option<((usize, usize), Found)> = None;
    for delimiter in DELIMITERS {
        for (skipped, cells) in first_records(text, delimiter).into_iter().enumerate() {
            let keys: HashSet<String> = cells.iter().map(|cell| normalised(cell)).collect();
            let count = |known: &HashSet<String>| keys.intersection(known).count();
            let hits = vocabularies.iter().map(count).enumerate();
            // The first of the best: later profiles must know more.
            let (profile, hits) =
                hits.fold(
                    (0, 0),
                    |best, (place, hits)| if hits > best.1 { (place, hits) } else { best },
                );
            let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
            let score = (hits, filled);
            if filled > 0 && best.as_ref().is_none_or(|(other, _)| score > *other) {
                let found =
                    Found { delimiter, skipped: skipped + 1, headings: cells, hits, profile };
                best = Some((score, found));
            }
        }
    }
    best.map(|(_, found)| found)
}

fn beginning(text: &str) -> &str {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn first_records(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut records = Records::new(text.as_bytes(), delimiter);
    let mut record = Record::default();
    let mut all = Vec::new();
    // Memory answers no error.
    while all.len() < SEARCHED && records.read(&mut record).unwrap_or(false) {
        all.push(record.iter().take(MOST_HEADINGS).map(|cell| line(clean(cell))).collect());
    }
    all
}

/// The delimiter of the rows under the headings: that of the headings unless another one cuts the
/// first row into more cells.
fn body_delimiter(text: &str, found: &Found) -> u8 {
    let mut best = (found.delimiter, 1);
    for delimiter in std::iter::once(found.delimiter).chain(DELIMITERS) {
        let mut records = Records::new(beginning(text).as_bytes(), found.delimiter);
        let mut record = Record::default();
        let heads = (0..found.skipped).all(|_| records.read(&mut record).unwrap_or(false));
        records.set_delimiter(delimiter);
        if heads && records.read(&mut record).unwrap_or(false) && record.len() > best.1 {
            best = (delimiter, record.len());
            if delimiter == found.delimiter {
                break;
            }
        }
    }
    best.0
}

impl Layout {
    /// Binds a profile to the headings that were found.
    ///
    /// # Errors
    /// The headings of required fields that are missing.
    pub(super) fn bind(
        profile: Profile,
        encoding: Encoding,
        text: &str,
        found: Found,
    ) -> Result<Self, Vec<String>> {
        let keys: Vec<String> = found.headings.iter().map(|heading| normalised(heading)).collect();
        let place = |heading: &String| {
            let heading = normalised(heading);
            keys.iter().position(|key| *key == heading)
        };
        let columns: Vec<Vec<usize>> = Field::ALL
            .iter()
            .map(|field| profile.headings(*field).iter().filter_map(place).collect())
            .collect();
        let missing: Vec<String> = profile
            .required
            .iter()
            .filter(|field| columns[**field as usize].is_empty())
            .filter(|field| {
                **field != Field::PlacedAt || columns[Field::PlacedOn as usize].is_empty()
            })
            .filter_map(|field| profile.headings(*field).first().cloned())
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        let used: HashSet<usize> = columns.iter().flatten().copied().collect();
        let known = profile.vocabulary();
        let is_unknown = |place: usize, heading: &String| {
            let again = keys[..place].contains(&keys[place]);
            !heading.is_empty()
                && !used.contains(&place)
                && (again || !known.contains(&keys[place]))
        };
        let unknown = found
            .headings
            .iter()
            .enumerate()
            .filter(|(place, heading)| is_unknown(*place, heading))
            .map(|(_, heading)| heading.clone())
            .collect();
        Ok(Self {
            body_delimiter: body_delimiter(text, &found),
            profile,
            encoding,
            headings: found.headings,
            unknown,
            delimiter: found.delimiter,
            skipped: found.skipped,
            columns,
            counts_records: false,
        })
    }

    /// The heading of a field as the file spells it; empty where it has none.
    pub fn heading(&self, field: Field) -> String {
        super::row::heading(self, field)
    }

    /// The same for the text of a workbook: its lines are the sheet's rows.
    #[must_use]
    pub fn of_sheet(mut self, is_sheet: bool) -> Self {
        self.counts_records = is_sheet;
        self
    }

    /// The places of a field's columns, the preferred one first.
    pub(super) fn places(&self, field: Field) -> &[usize] {
        &self.columns[field as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Found {
        let known: Vec<_> = Profile::platforms().iter().map(Profile::vocabulary).collect();
        find(text, &known).expect("headings")
    }

    #[test]
    fn headings_are_found_below_titles_in_any_width_case_and_delimiter() {
        for delimiter in [",", ";", "\t"] {
            let heads = ["Ｏｒｄｅｒ ＩＤ", "ORDER STATUS", " 'Seller SKU", "x"].join(delimiter);
            let text = format!("注文一覧\n2026年11月{delimiter}\n\n{heads}\n1{delimiter}2\n");
            let found = found(&text);
            assert_eq!((found.skipped, found.hits), (3, 3), "{text}");
            assert_eq!(found.headings[0], "Ｏｒｄｅｒ ＩＤ");
        }
    }

    #[test]
    fn the_row_with_the_most_cells_is_taken_where_nothing_is_known() {
        let found = found("売上報告,,\n番号,品,個\n1,2,3\n");
        assert_eq!((found.skipped, found.hits), (2, 0));
        assert_eq!(found.headings, ["番号", "品", "個"]);
    }

    #[test]
    fn rows_may_be_delimited_otherwise_than_their_headings() {
        let text = "a,b,c\n1\t2\t3\n";
        assert_eq!(body_delimiter(text, &found(text)), b'\t');
        let text = "a,b,c\n1;1,2,3\n";
        assert_eq!(body_delimiter(text, &found(text)), b',');
    }
}
