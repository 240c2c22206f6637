//! One row under its headings: cells by field, and what is wrong with them.

use super::Errors;
use super::RowError;
use super::cell::{self, Fault, clean};
use super::heading::Layout;
use super::moment::moment_on;
use super::profile::Field;
use super::record::Record;
use crate::money::{Currency, Money};
use crate::text::line;
use crate::time::Timestamp;

/// A row: cells are found by their field.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    /// The line of the file, from 1, where it begins.
    pub(super) line: u64,
    pub(super) record: &'t Record,
    pub(super) layout: &'t Layout,
}

/// A cell was bad, and its error is noted.
#[derive(Clone, Copy)]
pub(super) struct Noted;

impl<'t> Row<'t> {
    /// Whether no cell has anything in it.
    pub(super) fn is_blank(&self) -> bool {
        self.record.iter().all(|cell| cell.is_empty() || clean(cell).is_empty())
    }

    /// The first cell of the field that is not blank, cleaned.
    pub(super) fn cell(&self, field: Field) -> &'t str {
        let record = self.record;
        let places = self.layout.places(field).iter();
        let mut cells = places.map(|place| clean(record.get(*place)));
        cells.find(|cell| !is_nothing(cell)).unwrap_or("")
    }

    /// Whether the file has a column of the field.
    pub(super) fn has(&self, field: Field) -> bool {
        !self.layout.places(field).is_empty()
    }

    /// Whether it explains the headings above it instead of telling an order: many cells, and not a
    /// digit where numbers belong.
    pub(super) fn is_description(&self) -> bool {
        let numbers = [Field::Number, Field::PlacedAt, Field::Quantity, Field::UnitPrice];
        let read = numbers.into_iter().filter(|field| self.has(*field));
        let filled = self.record.iter().filter(|cell| !clean(cell).is_empty()).count();
        let mut count = 0;
        let words = read.inspect(|_| count += 1).all(|field| {
            let cell = self.cell(field);
            !cell.is_empty() && !cell.contains(|c: char| c.is_numeric())
        });
        words && count >= 2 && filled >= 3
    }

    /// An error in the field's cell.
    pub(super) fn error(
        &self,
        field: Field,
        code: &'static str,
        args: Vec<(&'static str, String)>,
    ) -> RowError {
        RowError { line: self.line, column: heading(self.layout, field), code, args }
    }

    /// What a lost or a spare delimiter or quote does to a row: a quote that is never closed, cells
    /// beyond the headings, or too few in a row that runs over several lines or into the end of the
    /// file. Spreadsheets leave blank cells at the end of a row away; that alone is no error.
    pub(super) fn shape_error(&self) -> Option<RowError> {
        let whole =
            |code, args| Some(RowError { line: self.line, column: String::new(), code, args });
        if self.record.is_open {
            return whole("row-quote", Vec::new());
        }
        let (expected, found) = (self.layout.headings.len(), self.record.len());
        let beyond =
            |place: usize| self.record.iter().skip(place).any(|cell| !clean(cell).is_empty());
        let spilled = found > expected && beyond(expected);
        let swallowed = found < expected && (self.record.is_cut || self.record.has_line_end);
        if spilled || swallowed {
            return whole(
                "row-cells",
                vec![("expected", expected.to_string()), ("found", found.to_string())],
            );
        }
        None
    }
}

/// Some exports write a dash where there is nothing.
fn is_nothing(cell: &str) -> bool {
    matches!(cell, "" | "-" | "--" | "—" | "－")
}

/// The heading of a field as the file spells it.
pub(super) fn heading(layout: &Layout, field: Field) -> String {
    let place = layout.places(field).first();
    place.and_then(|place| layout.headings.get(*place)).cloned().unwrap_or_default()
}

/// The cells of one row, each bad one noted.
pub(super) struct Cells<'r, 't> {
    pub(super) row: Row<'t>,
    pub(super) errors: &'r mut Errors,
}

impl<'t> Cells<'_, 't> {
    pub(super) fn moment(&mut self, field: Field) -> Result<Option<Timestamp>, Noted> {
        let text = self.cell(field);
        if text.is_empty() {
            return Ok(None);
        }
        let read = self.read_moment(text);
        self.take(field, read).map(Some)
    }

    pub(super) fn read_moment(&self, text: &str) -> Result<Timestamp, Fault> {
        let profile = &self.row.layout.profile;
        moment_on(text, profile.dates, profile.zone)
    }

    /// When the order was placed: a column of its own, else day and time apart.
    pub(super) fn placed_at(&mut self) -> Result<Timestamp, Noted> {
        if self.is_filled(Field::PlacedAt) || !self.row.has(Field::PlacedOn) {
            let told = self.moment(Field::PlacedAt)?;
            return self.needed(Field::PlacedAt, told);
        }
        let day = self.required(Field::PlacedOn)?;
        let text = format!("{day} {}", self.cell(Field::PlacedTime));
        let read = self.read_moment(text.trim());
        self.take(Field::PlacedOn, read)
    }

    pub(super) fn currency(&mut self) -> Result<Currency, Noted> {
        let layout = self.row.layout;
        let text = self.cell(Field::Currency);
        match &layout.profile.currency {
            Some(currency) if text.is_empty() => {
                self.take(Field::Currency, cell::currency(currency))
            }
            _ => {
                let text = self.required(Field::Currency)?;
                self.take(Field::Currency, cell::currency(text))
            }
        }
    }

    pub(super) fn amount(&mut self, field: Field, currency: Currency) -> Result<Money, Noted> {
        let text = self.required(field)?;
        self.take(field, cell::amount(text, currency))
    }

    /// An amount that is not told when the cell is blank.
    pub(super) fn amount_if_told(
        &mut self,
        field: Field,
        currency: Currency,
    ) -> Result<Option<Money>, Noted> {
        if !self.is_filled(field) {
            return Ok(None);
        }
        self.amount(field, currency).map(Some)
    }

    /// An amount that is nothing when the cell is blank.
    pub(super) fn amount_or_none(
        &mut self,
        field: Field,
        currency: Currency,
    ) -> Result<Money, Noted> {
        Ok(self.amount_if_told(field, currency)?.unwrap_or(Money::zero(currency)))
    }

    pub(super) fn text(&mut self, field: Field, limit: usize) -> Result<String, Noted> {
        let text = self.optional_text(field, limit)?;
        self.needed(field, text)
    }

    pub(super) fn optional_text(
        &mut self,
        field: Field,
        limit: usize,
    ) -> Result<Option<String>, Noted> {
        let text = line(self.cell(field));
        let checked = if text.chars().count() > limit {
            Err(("field-too-long", vec![("limit", limit.to_string())]))
        } else {
            Ok(Some(text).filter(|text| !text.is_empty()))
        };
        self.take(field, checked)
    }

    pub(super) fn required(&mut self, field: Field) -> Result<&'t str, Noted> {
        let text = self.cell(field);
        self.needed(field, Some(text).filter(|text| !text.is_empty()))
    }

    pub(super) fn needed<T>(&mut self, field: Field, value: Option<T>) -> Result<T, Noted> {
        self.take(field, value.ok_or(("field-required", Vec::new())))
    }

    pub(super) fn take<T>(&mut self, field: Field, checked: Result<T, Fault>) -> Result<T, Noted> {
        checked.map_err(|(code, args)| {
            self.errors.note(self.row.error(field, code, args));
            Noted
        })
    }

    pub(super) fn cell(&self, field: Field) -> &'t str {
        self.row.cell(field)
    }

    pub(super) fn is_filled(&self, field: Field) -> bool {
        !self.cell(field).is_empty()
    }
}
