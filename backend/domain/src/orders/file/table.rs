//! Rows under headings: delimiters, headings by name, line numbers.

use std::borrow::Cow;
use std::collections::HashSet;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::RowError;
use super::cell::clean;
use super::encoding::Encoding;
use crate::text::{fold_width, line};

/// A heading that a layout reads or knows of.
pub(super) struct Heading {
    /// As the shop system writes it.
    pub(super) name: &'static str,
    /// Other names for it, already in the form of [`normalised`].
    pub(super) aliases: &'static [&'static str],
    /// Whether the file is refused without it.
    pub(super) required: bool,
}

const DELIMITERS: [u8; 3] = *b",;\t";
/// Headings that are looked at: a row of ten million commas must not become ten million texts.
const MOST_HEADINGS: usize = 1_000;

/// A file's rows, read one by one.
pub(super) struct Table<'a> {
    body: &'a [u8],
    encoding: Encoding,
    reader: Reader<&'a [u8]>,
    record: ByteRecord,
    headings: Vec<String>,
    /// For each heading of the layout, where the file has it.
    columns: Vec<Option<usize>>,
    unknown: Vec<String>,
    lines: Lines<'a>,
}

/// One row: cells are found by the place of their heading in the layout.
pub(super) struct Row<'t> {
    /// The line of the file, from 1, where it begins.
    pub(super) line: u64,
    encoding: Encoding,
    record: &'t ByteRecord,
    headings: &'t [String],
    columns: &'t [Option<usize>],
    /// Whether the file ends inside of it, without a line end.
    is_cut: bool,
}

/// How many headings of the layout the file's first row has.
pub(super) fn hits(body: &[u8], encoding: Encoding, layout: &[Heading]) -> usize {
    let (_, first) = first_row(body, encoding, layout);
    count(&first, layout)
}

/// The form in which headings are compared.
pub(super) fn normalised(heading: &str) -> String {
    line(clean(&fold_width(heading))).to_lowercase()
}

impl<'a> Table<'a> {
    /// Reads the headings.
    ///
    /// # Errors
    /// The names of required headings that are missing.
    pub(super) fn open(
        body: &'a [u8],
        encoding: Encoding,
        layout: &[Heading],
    ) -> Result<Self, Vec<&'static str>> {
        let (delimiter, headings) = first_row(body, encoding, layout);
        let keys: Vec<String> = headings.iter().map(|heading| normalised(heading)).collect();
        let columns: Vec<Option<usize>> = layout
            .iter()
            .map(|heading| {
                let called = |is: &dyn Fn(&str) -> bool| keys.iter().position(|key| is(key));
                called(&|key| heading.is_named(key))
                    .or_else(|| called(&|key| heading.is_called(key)))
            })
            .collect();
        let missing: Vec<&'static str> = layout
            .iter()
            .zip(&columns)
            .filter(|(heading, column)| heading.required && column.is_none())
            .map(|(heading, _)| heading.name)
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        let used: HashSet<usize> = columns.iter().flatten().copied().collect();
        let unknown = headings
            .iter()
            .enumerate()
            .filter(|(place, heading)| !used.contains(place) && !heading.is_empty())
            .map(|(_, heading)| heading.clone())
            .collect();
        let mut table = Self {
            body,
            encoding,
            reader: reader(body, delimiter),
            record: ByteRecord::new(),
            headings,
            columns,
            unknown,
            lines: Lines::new(body),
        };
        table.next_row();
        Ok(table)
    }

    /// The next row, if there is one; rows without any character are skipped.
    pub(super) fn next_row(&mut self) -> Option<Row<'_>> {
        // Reading bytes from memory cannot fail: rows may have any length and any bytes.
        if !self.reader.read_byte_record(&mut self.record).unwrap_or(false) {
            return None;
        }
        let start = self.record.position().map_or(0, csv::Position::byte);
        let end = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let is_cut =
            end >= self.body.len() && !self.body.last().is_some_and(|byte| b"\r\n".contains(byte));
        Some(Row {
            line: self.lines.at(usize::try_from(start).unwrap_or(usize::MAX)),
            encoding: self.encoding,
            record: &self.record,
            headings: &self.headings,
            columns: &self.columns,
            is_cut,
        })
    }

    /// The file's headings that the layout does not know, and second ones of the same name.
    pub(super) fn into_unknown_headings(self) -> Vec<String> {
        self.unknown
    }
}

impl<'t> Row<'t> {
    /// Whether no cell has anything in it.
    pub(super) fn is_blank(&self) -> bool {
        self.record.iter().all(<[u8]>::is_empty) || self.has_nothing_from(0)
    }

    /// The cell under a heading of the layout, cleaned; empty when the file lacks the heading.
    pub(super) fn cell(&self, heading: usize) -> Cow<'t, str> {
        let bytes = self.place(heading).and_then(|place| self.record.get(place)).unwrap_or(b"");
        match self.encoding.text(bytes) {
            Cow::Borrowed(text) => Cow::Borrowed(clean(text)),
            Cow::Owned(text) => Cow::Owned(clean(&text).to_owned()),
        }
    }

    /// Whether the file has the heading.
    pub(super) fn has(&self, heading: usize) -> bool {
        self.place(heading).is_some()
    }

    /// An error in the cell under a heading of the layout.
    pub(super) fn error(
        &self,
        heading: usize,
        code: &'static str,
        args: Vec<(&'static str, String)>,
    ) -> RowError {
        let column = self.place(heading).and_then(|place| self.headings.get(place));
        RowError { line: self.line, column: column.cloned().unwrap_or_default(), code, args }
    }

    /// What a lost or a spare delimiter or quote does to a row: cells beyond the headings, or too
    /// few in a row that runs over several lines or into the end of the file. Spreadsheets leave
    /// blank cells at the end of a row away; that alone is no error.
    pub(super) fn shape_error(&self) -> Option<RowError> {
        let (expected, found) = (self.headings.len(), self.record.len());
        let spilled = found > expected && !self.has_nothing_from(expected);
        let swallowed = found < expected && (self.is_cut || self.has_line_end());
        (spilled || swallowed).then(|| RowError {
            line: self.line,
            column: String::new(),
            code: "row-cells",
            args: vec![("expected", expected.to_string()), ("found", found.to_string())],
        })
    }

    fn has_line_end(&self) -> bool {
        self.record.as_slice().iter().any(|byte| b"\r\n".contains(byte))
    }

    fn has_nothing_from(&self, place: usize) -> bool {
        self.record.iter().skip(place).all(|cell| clean(&self.encoding.text(cell)).is_empty())
    }

    fn place(&self, heading: usize) -> Option<usize> {
        self.columns.get(heading).copied().flatten()
    }
}

impl Heading {
    fn is_named(&self, key: &str) -> bool {
        self.name.eq_ignore_ascii_case(key)
    }

    fn is_called(&self, key: &str) -> bool {
        self.is_named(key) || self.aliases.contains(&key)
    }
}

/// The delimiter that finds the most known headings in the first row, and the headings there.
fn first_row(body: &[u8], encoding: Encoding, layout: &[Heading]) -> (u8, Vec<String>) {
    let mut best = (0, DELIMITERS[0], Vec::new());
    for delimiter in DELIMITERS {
        let mut record = ByteRecord::new();
        let read = reader(body, delimiter).read_byte_record(&mut record);
        if !read.unwrap_or(false) {
            continue;
        }
        let cells: Vec<String> = record
            .iter()
            .take(MOST_HEADINGS)
            .map(|cell| line(clean(&encoding.text(cell))))
            .collect();
        let found = count(&cells, layout);
        if found > best.0 || best.2.is_empty() {
            best = (found, delimiter, cells);
        }
    }
    (best.1, best.2)
}

fn count(headings: &[String], layout: &[Heading]) -> usize {
    let keys: HashSet<String> = headings.iter().map(|heading| normalised(heading)).collect();
    layout.iter().filter(|heading| keys.iter().any(|key| heading.is_called(key))).count()
}

fn reader(body: &[u8], delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(body)
}

/// Line numbers of places that only move forward.
///
/// The numbers of the csv crate are those before line ends that it has yet to skip: behind CRLF
/// and blank lines they are too small.
struct Lines<'a> {
    body: &'a [u8],
    /// The last byte of a line end: LF, or CR in a file without any LF.
    end: u8,
    place: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn new(body: &'a [u8]) -> Self {
        let end = if body.contains(&b'\n') { b'\n' } else { b'\r' };
        Self { body, end, place: 0, line: 1 }
    }

    /// The line of the first byte from the place on that ends no line.
    fn at(&mut self, place: usize) -> u64 {
        let rest = self.body.get(place..).unwrap_or_default();
        let skipped = rest.iter().take_while(|byte| b"\r\n".contains(byte)).count();
        let start = (place + skipped).min(self.body.len());
        let passed = self.body.get(self.place..start).unwrap_or_default();
        #[expect(clippy::naive_bytecount, reason = "fast enough without another crate")]
        let ends = passed.iter().filter(|byte| **byte == self.end).count();
        self.line += ends as u64;
        self.place = self.place.max(start);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: &[Heading] = &[
        Heading { name: "Name", aliases: &["注文番号"], required: true },
        Heading { name: "Note", aliases: &[], required: false },
    ];

    fn lines(body: &str) -> Vec<(u64, String)> {
        let mut table = Table::open(body.as_bytes(), Encoding::Utf8, LAYOUT).expect("headings");
        let mut rows = Vec::new();
        while let Some(row) = table.next_row() {
            rows.push((row.line, row.cell(0).into_owned()));
        }
        rows
    }

    #[test]
    fn line_numbers_hold_behind_every_kind_of_line_end() {
        let expected = [(2, "a".to_owned()), (5, "b".to_owned()), (7, "c".to_owned())];
        let body = "Name,Note\na,\"1\n2\n3\"\nb,x\n\nc,y\n";
        assert_eq!(lines(body), expected);
        assert_eq!(lines(&body.replace('\n', "\r\n")), expected);
        assert_eq!(lines(&body.replace('\n', "\r")), expected);
        assert_eq!(lines(&format!("\r\n\n{body}"))[0].0, 4);
    }

    #[test]
    fn headings_are_found_in_any_order_case_width_and_delimiter() {
        for delimiter in [",", ";", "\t"] {
            let body =
                format!("x{delimiter} ＮＯＴＥ {delimiter}'注文番号\n1{delimiter}2{delimiter}3\n");
            assert_eq!(lines(&body), [(2, "3".to_owned())]);
        }
        let body = "Name,Name,x,Note\n";
        let table = Table::open(body.as_bytes(), Encoding::Utf8, LAYOUT).expect("headings");
        assert_eq!(table.into_unknown_headings(), ["Name", "x"]);
        assert_eq!(Table::open(b"x,y", Encoding::Utf8, LAYOUT).err(), Some(vec!["Name"]));
    }

    #[test]
    fn a_row_with_a_lost_quote_is_seen_and_a_short_one_accepted() {
        let body = "Name,Note\na\nb,c,\nd,e,f\ng\"\n\"h,\n";
        let mut table = Table::open(body.as_bytes(), Encoding::Utf8, LAYOUT).expect("headings");
        let mut found = Vec::new();
        while let Some(row) = table.next_row() {
            found.extend(row.shape_error().map(|error| error.line));
        }
        assert_eq!(found, [4, 6]);
    }
}
