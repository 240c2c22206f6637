//! What is wrong with a file, row by row, as it is kept and as a reader sees it.

use domain::orders::file::{Errors, FileFault, RowError};
use domain::{Error, FieldError, Result};
use serde::{Deserialize, Serialize};
use store::orders::import::Import;
use words::Words;

use crate::error::broken;

/// Faults of one file that are kept; more are only counted.
const KEPT: usize = 1_000;

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The line of the file, from 1; 0 for the file as a whole.
    pub line: u64,
    /// The heading of the cell; empty for the row as a whole.
    pub column: String,
    /// The message key without `error-`.
    pub code: String,
    /// The message's arguments.
    pub args: Vec<(String, String)>,
}

/// The first faults, and how many there are in all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    kept: Vec<Fault>,
    count: i64,
}

impl Fault {
    /// A fault without arguments.
    pub fn new(line: u64, column: &str, code: &str) -> Self {
        Self { line, column: column.to_owned(), code: code.to_owned(), args: Vec::new() }
    }

    /// The same with one argument more.
    #[must_use]
    pub fn with(mut self, name: &str, value: i64) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// What is wrong, in words: those for files where a form says it otherwise.
    pub fn message(&self, words: Words) -> String {
        let args: Vec<(&str, &str)> =
            self.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        words
            .get(&format!("error-file-{}", self.code), &args)
            .or_else(|| words.get(&format!("error-{}", self.code), &args))
            .or_else(|| words.get("error-field-wrong", &[]))
            .map_or_else(|| self.code.clone(), std::borrow::Cow::into_owned)
    }
}

impl From<RowError> for Fault {
    fn from(error: RowError) -> Self {
        let args = error.args.into_iter().map(|(name, value)| (name.to_owned(), value));
        Self {
            line: error.line,
            column: error.column,
            code: error.code.to_owned(),
            args: args.collect(),
        }
    }
}

impl Faults {
    /// Why a file was not read.
    ///
    /// # Errors
    /// `Busy` where the file could not be fetched: another try may be able to.
    pub fn of_file(fault: FileFault) -> Result<Self> {
        let mut faults = Self::default();
        match fault {
            FileFault::Empty => faults.note(Fault::new(0, "", "import-empty")),
            FileFault::Encoding => faults.note(Fault::new(0, "", "encoding-unknown")),
            FileFault::Headings { missing, .. } if missing.is_empty() => {
                faults.note(Fault::new(0, "", "import-unknown"));
            }
            FileFault::Headings { missing, .. } => {
                for heading in missing {
                    faults.note(Fault::new(0, &heading, "import-headings"));
                }
            }
            FileFault::Source(told) => return Err(broken(told)),
        }
        Ok(faults)
    }

    /// Adds the errors of rows; what is kept of both are the first lines.
    pub fn merge(&mut self, errors: Errors) {
        self.count += i64::try_from(errors.count).unwrap_or(i64::MAX);
        self.kept.extend(errors.kept.into_iter().map(Fault::from));
        self.kept.sort_by_key(|fault| fault.line);
        self.kept.truncate(KEPT);
    }

    /// What is kept with a file.
    ///
    /// # Errors
    /// `Broken` for a column that cannot be read.
    pub fn of(import: &Import) -> Result<Self> {
        let kept = serde_json::from_str(&import.errors).map_err(broken)?;
        Ok(Self { kept, count: import.error_count })
    }

    /// Notes a fault.
    pub fn note(&mut self, fault: Fault) {
        self.count += 1;
        if self.kept.len() < KEPT {
            self.kept.push(fault);
        }
    }

    /// Notes why an order of the file could not be written although its rows were good.
    ///
    /// # Errors
    /// The error itself where it is no matter of the order's.
    pub fn note_order(&mut self, line: u64, error: &Error) -> Result<()> {
        let Error::Invalid(fields) = error else { return Err(error.clone()) };
        for FieldError { field, code, args } in fields {
            let mut fault = Fault::new(line, field, code);
            fault.args =
                args.iter().map(|(name, told)| ((*name).to_owned(), told.clone())).collect();
            self.note(fault);
        }
        Ok(())
    }

    /// The faults that were kept, by line.
    pub fn kept(&self) -> &[Fault] {
        &self.kept
    }

    /// All of them.
    pub fn count(&self) -> i64 {
        self.count
    }

    /// The text of the column.
    ///
    /// # Errors
    /// `Broken` when it cannot be written.
    pub fn json(&self) -> Result<String> {
        serde_json::to_string(&self.kept).map_err(broken)
    }
}
