//! Workbooks (XLSX) turned into text, so that only one thing reads rows.
//!
//! A workbook is a ZIP archive of XML: a small one may unfold into gigabytes. So every entry is
//! unfolded once into nothing, counting, before anything is read.

use std::io::{self, Cursor, Read, Write};

use calamine::{DataRef, Reader as _, Xlsx, open_workbook_from_rs};

use super::profile::Profile;

/// Entries of an archive at most.
const MOST_ENTRIES: usize = 2_000;
/// Bytes of an archive at most when unfolded.
const MOST_UNFOLDED: u64 = 512 * 1_024 * 1_024;
/// Bytes of the texts that cells share, which are held in memory.
const MOST_SHARED: u64 = 96 * 1_024 * 1_024;
/// Columns that are read.
const MOST_COLUMNS: usize = 500;
/// Rows of a sheet in which headings are looked for.
const SEARCHED: usize = 20;

/// Why a workbook was not read.
#[derive(Debug, thiserror::Error)]
pub enum SheetFault {
    /// It is no workbook, or a broken one.
    #[error("no workbook")]
    Malformed,
    /// It would unfold into too much.
    #[error("the workbook is too large")]
    TooLarge,
    /// The text could not be put away.
    #[error("{0}")]
    Sink(io::Error),
}

/// Whether the bytes begin like a workbook.
pub fn is_sheet(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// Writes the workbook's sheet of orders as comma-separated UTF-8, one record for each row of the
/// sheet: of several sheets the one that has the most known headings.
///
/// # Errors
/// [`SheetFault`].
pub fn to_text(bytes: &[u8], sink: &mut dyn Write) -> Result<(), SheetFault> {
    check_size(bytes)?;
    let mut book: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| SheetFault::Malformed)?;
    let names = book.sheet_names();
    let known: Vec<_> = Profile::platforms().iter().map(Profile::vocabulary).collect();
    let mut best: Option<(usize, &str)> = None;
    for name in &names {
        let mut text = Vec::new();
        // A chart's sheet has no cells.
        if rows(&mut book, name, SEARCHED, &mut text).is_err() {
            continue;
        }
        let text = String::from_utf8_lossy(&text);
        let hits = super::heading::find(&text, &known).map(|found| found.hits);
        if let Some(hits) = hits.filter(|hits| best.is_none_or(|(most, _)| *hits > most)) {
            best = Some((hits, name));
        }
    }
    match best {
        Some((_, name)) => rows(&mut book, name, usize::MAX, sink),
        None => Ok(()),
    }
}

fn check_size(bytes: &[u8]) -> Result<(), SheetFault> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetFault::Malformed)?;
    if archive.len() > MOST_ENTRIES {
        return Err(SheetFault::TooLarge);
    }
    let mut left = MOST_UNFOLDED;
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).map_err(|_| SheetFault::Malformed)?;
        let shared =
            entry.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        let limit = if shared { left.min(MOST_SHARED) } else { left };
        // What the archive says of its sizes is not believed.
        let unfolded = io::copy(&mut (&mut entry).take(limit + 1), &mut io::sink())
            .map_err(|_| SheetFault::Malformed)?;
        if unfolded > limit {
            return Err(SheetFault::TooLarge);
        }
        left -= unfolded;
    }
    Ok(())
}

/// Writes the first rows of a sheet; rows without cells are records of one empty cell, so that
/// records count as the sheet's rows do.
fn rows<RS: Read + io::Seek>(
    book: &mut Xlsx<RS>,
    name: &str,
    most: usize,
    sink: &mut dyn Write,
) -> Result<(), SheetFault> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| SheetFault::Malformed)?;
    let mut row: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(cell) = cells.next_cell().map_err(|_| SheetFault::Malformed)? {
        let (line, column) = cell.get_position();
        let (line, column) = (line as usize, column as usize);
        if line < at || column >= MOST_COLUMNS {
            continue;
        }
        while at < line.min(most) {
            write_row(&row, sink).map_err(SheetFault::Sink)?;
            row.clear();
            at += 1;
        }
        if at >= most {
            return Ok(());
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text_of(cell.get_value());
    }
    write_row(&row, sink).map_err(SheetFault::Sink)
}

fn write_row(row: &[String], sink: &mut dyn Write) -> io::Result<()> {
    if row.is_empty() {
        return sink.write_all(b"\"\"\n");
    }
    for (place, cell) in row.iter().enumerate() {
        if place > 0 {
            sink.write_all(b",")?;
        }
        if row.len() == 1 || cell.contains(['"', ',', '\n', '\r', ';', '\t']) {
            write!(sink, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            sink.write_all(cell.as_bytes())?;
        }
    }
    sink.write_all(b"\n")
}

/// A cell as its reader would type it; numbers in full, moments by ISO 8601 without an offset.
fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(told) => told.to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
