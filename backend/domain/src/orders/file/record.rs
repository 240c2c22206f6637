//! Records of a delimited text, one by one: only the record at hand is in memory.

use std::io::{self, Read};

/// Bytes of one record at most: a lost quote must not swallow the rest of a file.
const LONGEST: usize = 1 << 20;
/// Bytes that are read at a time.
const AT_ONCE: usize = 64 * 1_024;

/// One record: its cells, and where it stands.
#[derive(Debug, Default, Clone)]
pub(super) struct Record {
    text: Vec<u8>,
    ends: Vec<usize>,
    /// The line of the file, from 1, where it begins.
    pub(super) line: u64,
    /// A quote was opened and never closed.
    pub(super) is_open: bool,
    /// The file ends in it, without a line end.
    pub(super) is_cut: bool,
    /// It runs over several lines.
    pub(super) has_line_end: bool,
}

/// A text's records; blank lines are skipped.
pub(super) struct Records<R> {
    source: R,
    delimiter: u8,
    buffer: Vec<u8>,
    at: usize,
    length: usize,
    line: u64,
    /// The byte before was CR: an LF now belongs to it.
    after_return: bool,
    /// A record was too long: what comes after it cannot be told apart.
    is_lost: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Begin,
    Plain,
    Quoted,
    /// Behind a quote inside a quoted cell: its end, or the first of two.
    Closing,
}

impl Record {
    /// The cells.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell; empty when the record is shorter.
    pub(super) fn get(&self, place: usize) -> &str {
        let Some(end) = self.ends.get(place) else { return "" };
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or(&0);
        // The text was decoded, and delimiters are ASCII: no cell begins or ends in a character.
        std::str::from_utf8(&self.text[*start..*end]).unwrap_or_default()
    }

    /// All cells.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| self.get(place))
    }

    fn clear(&mut self, line: u64) {
        self.text.clear();
        self.ends.clear();
        (self.line, self.is_open, self.is_cut, self.has_line_end) = (line, false, false, false);
    }

    fn end_cell(&mut self) {
        self.ends.push(self.text.len());
    }
}

impl<R: Read> Records<R> {
    /// The records of UTF-8 text.
    pub(super) fn new(source: R, delimiter: u8) -> Self {
        Self {
            source,
            delimiter,
            buffer: vec![0; AT_ONCE],
            at: 0,
            length: 0,
            line: 1,
            after_return: false,
            is_lost: false,
        }
    }

    /// Goes on with another delimiter.
    pub(super) fn set_delimiter(&mut self, delimiter: u8) {
        self.delimiter = delimiter;
    }

    /// Reads the next record; false at the end.
    ///
    /// # Errors
    /// What the source answers.
    pub(super) fn read(&mut self, record: &mut Record) -> io::Result<bool> {
        if self.is_lost || !self.skip_blank_lines()? {
            return Ok(false);
        }
        record.clear(self.line);
        let mut state = State::Begin;
        loop {
            if self.at == self.length && !self.fill()? {
                record.end_cell();
                record.is_open = state == State::Quoted;
                record.is_cut = true;
                return Ok(true);
            }
            if record.text.len() + record.ends.len() > LONGEST {
                self.is_lost = true;
                record.is_open = true;
                return Ok(true);
            }
            if matches!(state, State::Plain | State::Quoted) {
                self.take_run(record, state == State::Quoted);
                if self.at == self.length {
                    continue;
                }
            }
            let byte = self.buffer[self.at];
            if state != State::Quoted && matches!(byte, b'\n' | b'\r') {
                record.end_cell();
                return Ok(true);
            }
            self.advance(byte);
            state = self.step(state, byte, record);
        }
    }

    /// What one byte that ends no record does to the record.
    fn step(&self, state: State, byte: u8, record: &mut Record) -> State {
        match (state, byte) {
            (State::Quoted, b'"') => State::Closing,
            (State::Quoted, _) => {
                record.has_line_end = true;
                record.text.push(byte);
                State::Quoted
            }
            (State::Begin, b'"') => State::Quoted,
            (State::Closing, b'"') => {
                record.text.push(b'"');
                State::Quoted
            }
            _ if byte == self.delimiter => {
                record.end_cell();
                State::Begin
            }
            _ => {
                record.text.push(byte);
                State::Plain
            }
        }
    }

    /// Takes the bytes up to one that may end the cell, the line or the quotation.
    fn take_run(&mut self, record: &mut Record, quoted: bool) {
        let rest = &self.buffer[self.at..self.length];
        let delimiter = self.delimiter;
        let stops = |byte: &u8| {
            matches!(*byte, b'\n' | b'\r')
                || if quoted { *byte == b'"' } else { *byte == delimiter }
        };
        let run = rest.iter().position(stops).unwrap_or(rest.len());
        if run > 0 {
            record.text.extend_from_slice(&rest[..run]);
            self.at += run;
            self.after_return = false;
        }
    }

    fn skip_blank_lines(&mut self) -> io::Result<bool> {
        loop {
            if self.at == self.length && !self.fill()? {
                return Ok(false);
            }
            match self.buffer[self.at] {
                byte @ (b'\n' | b'\r') => self.advance(byte),
                _ => return Ok(true),
            }
        }
    }

    /// Passes a byte and counts the line that it ends.
    fn advance(&mut self, byte: u8) {
        self.at += 1;
        let ends = byte == b'\r' || (byte == b'\n' && !self.after_return);
        self.line += u64::from(ends);
        self.after_return = byte == b'\r';
    }

    fn fill(&mut self) -> io::Result<bool> {
        self.at = 0;
        self.length = self.source.read(&mut self.buffer)?;
        Ok(self.length > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, delimiter: u8) -> Vec<(u64, Vec<String>)> {
        let mut records = Records::new(text.as_bytes(), delimiter);
        let mut record = Record::default();
        let mut all = Vec::new();
        while records.read(&mut record).expect("memory") {
            all.push((record.line, record.iter().map(str::to_owned).collect()));
        }
        all
    }

    #[test]
    fn quotes_and_delimiters_are_what_spreadsheets_write() {
        let rows = read("a,\"b,\"\"c\"\"\",d\n,\n\"x\"y,z\"w\n", b',');
        assert_eq!(rows[0].1, ["a", "b,\"c\"", "d"]);
        assert_eq!(rows[1].1, ["", ""]);
        assert_eq!(rows[2].1, ["xy", "z\"w"]);
        assert_eq!(read("a\tb;c", b'\t')[0].1, ["a", "b;c"]);
    }

    #[test]
    fn line_numbers_hold_behind_every_kind_of_line_end() {
        let body = "h,i\na,\"1\n2\n3\"\nb,x\n\nc,y\n";
        for text in [body.to_owned(), body.replace('\n', "\r\n"), body.replace('\n', "\r")] {
            let lines: Vec<u64> = read(&text, b',').into_iter().map(|(line, _)| line).collect();
            assert_eq!(lines, [1, 2, 5, 7]);
        }
        assert_eq!(read("\r\n\na\n", b',')[0].0, 3);
    }

    #[test]
    fn an_open_quote_is_told_and_ends_within_bounds() {
        let mut record = Record::default();
        let mut records = Records::new("a,\"b\nc".as_bytes(), b',');
        assert!(records.read(&mut record).expect("memory"));
        assert!(record.is_open && record.is_cut);
        let long = format!("a,\"{}", "x\n".repeat(2 * LONGEST));
        let mut records = Records::new(long.as_bytes(), b',');
        assert!(records.read(&mut record).expect("memory") && record.is_open && !record.is_cut);
        assert!(record.text.len() < LONGEST + AT_ONCE);
        assert!(!records.read(&mut record).expect("memory"));
    }
}
