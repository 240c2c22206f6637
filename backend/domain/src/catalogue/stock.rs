//! Pieces of a product that may be sold: counted by the brand, taken by orders, never below nothing.

use serde::Deserialize;

use crate::choices;
use crate::error::{Error, FieldError, Fields, Result};
use crate::text;

/// Pieces of one product at most.
pub const MOST: i64 = 10_000_000;
const NOTE_LIMIT: usize = 200;

choices! {
    /// Why pieces came or went.
    pub enum MovementKind {
        /// The brand began to count.
        Opened = "opened",
        /// The brand counted anew.
        Counted = "counted",
        /// The brand added or took some.
        Adjusted = "adjusted",
        /// An order took them.
        Sold = "sold",
        /// The order was canceled.
        Canceled = "canceled",
        /// A shortage was made good.
        Settled = "settled",
        /// The brand counts no longer.
        Ended = "ended",
    }
}

choices! {
    /// Where a shortage stands.
    pub enum ShortageStatus {
        /// Pieces were sold that are not there.
        Open = "open",
        /// They were taken from later stock.
        Settled = "settled",
        /// The order was canceled, or the brand found another way.
        Dropped = "dropped",
    }
}

choices! {
    /// What a brand does about the stock of a product.
    pub enum StockAct {
        /// Says how many there are; begins to count where it was not counted.
        Count = "count",
        /// Adds some, or takes some away.
        Adjust = "adjust",
        /// Counts no longer: as many are sold as are ordered.
        End = "end",
    }
}

/// A change of stock as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct StockDraft {
    /// An act's text.
    pub act: String,
    /// Pieces: how many there are, or how many more or fewer.
    pub pieces: String,
    /// Why; needed to adjust.
    pub note: String,
}

/// A change of stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockChange {
    /// What is done.
    pub act: StockAct,
    /// Pieces: how many there are, or how many more or fewer; nothing to end.
    pub pieces: i64,
    /// Why.
    pub note: String,
}

impl StockDraft {
    /// Checks what was typed.
    ///
    /// # Errors
    /// `Invalid`: `choice-unknown` on `act`; `number-malformed`, `number-out-of-range` (`min`, `max`)
    /// on `pieces`; `field-required` on `note` of an adjustment, `field-too-long`.
    pub fn check(&self) -> Result<StockChange> {
        let mut fields = Fields::new();
        let act: Option<StockAct> = self.act.parse().ok();
        fields.check(act.is_some(), "act", "choice-unknown");
        let range = if act == Some(StockAct::Adjust) { -MOST..=MOST } else { 0..=MOST };
        let folded = text::fold_width(self.pieces.trim());
        let pieces = if act == Some(StockAct::End) {
            Some(0)
        } else {
            let told = folded.trim_start_matches('+').replace(',', "");
            let read: Option<i64> = told.parse().ok();
            fields.check(read.is_some(), "pieces", "number-malformed");
            let fits = |pieces: &i64| {
                range.contains(pieces) && (*pieces != 0 || act != Some(StockAct::Adjust))
            };
            if read.is_some_and(|pieces| !fits(&pieces)) {
                let error = FieldError::new("pieces", "number-out-of-range");
                fields.note(error.with("min", range.start()).with("max", range.end()));
            }
            read
        };
        let note = if act == Some(StockAct::Adjust) {
            fields.take(text::required("note", &self.note, NOTE_LIMIT))
        } else {
            fields.take(text::optional("note", &self.note, NOTE_LIMIT))
        };
        fields.finish()?;
        match (act, pieces, note) {
            (Some(act), Some(pieces), Some(note)) => Ok(StockChange { act, pieces, note }),
            _ => Err(Error::Broken("stock: a field without a value or an error".into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(act: &str, pieces: &str, note: &str) -> Result<StockChange> {
        StockDraft { act: act.into(), pieces: pieces.into(), note: note.into() }.check()
    }

    #[test]
    fn stock_is_counted_adjusted_with_a_reason_and_ended() {
        assert_eq!(draft("count", "１,200", "").map(|change| change.pieces), Ok(1_200));
        assert_eq!(draft("count", "0", "").map(|change| change.pieces), Ok(0));
        assert_eq!(draft("adjust", "-3", "broken").map(|change| change.pieces), Ok(-3));
        assert_eq!(draft("adjust", "+3", "found").map(|change| change.pieces), Ok(3));
        assert_eq!(draft("end", "", "").map(|change| change.act), Ok(StockAct::End));
        for (act, pieces, note) in [
            ("count", "-1", ""),
            ("count", "", ""),
            ("count", "1.5", ""),
            ("count", "99999999999999999999", ""),
            ("count", "10000001", ""),
            ("adjust", "0", "x"),
            ("adjust", "3", " "),
            ("burn", "3", "x"),
        ] {
            assert!(draft(act, pieces, note).is_err(), "{act} {pieces}");
        }
    }
}
