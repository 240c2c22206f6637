//! Goods that come back or fall short: returns, exchanges and claims, each with its own lines.

use crate::choices;
use crate::error::{Error, FieldError, Fields, Result};
use crate::text;

choices! {
    /// What a case is. A return gives the goods back, an exchange swaps them, a claim asks for
    /// something while the goods stay.
    pub enum CaseKind {
        Return = "return",
        Exchange = "exchange",
        Claim = "claim",
    }
}

choices! {
    /// Why.
    pub enum CaseReason {
        ChangedMind = "changed_mind",
        NotAsDescribed = "not_as_described",
        Damaged = "damaged",
        Defective = "defective",
        WrongItem = "wrong_item",
        Late = "late",
        NotArrived = "not_arrived",
        Missing = "missing",
        SkinTrouble = "skin_trouble",
        Other = "other",
    }
}

choices! {
    /// How a case was settled.
    pub enum CaseOutcome {
        Refunded = "refunded",
        Exchanged = "exchanged",
        Compensated = "compensated",
        Declined = "declined",
        Withdrawn = "withdrawn",
    }
}

crate::flow! {
    /// A case. While it is open or its goods have only been received, the commissions of its lines
    /// wait.
    pub enum CaseStatus, act CaseAct, rule "case-state" {
        states {
            Open = "open",
            Received = "received",
            Closed = "closed",
        }
        acts {
            Receive = "receive",
            Close = "close",
        }
        Open + Receive => Received;
        Received + Receive => Received;
        Open + Close => Closed;
        Received + Close => Closed;
    }
}

impl CaseKind {
    /// The reasons that a case of this kind may have.
    pub const fn reasons(self) -> &'static [CaseReason] {
        use CaseReason as R;
        match self {
            Self::Return => &[
                R::ChangedMind,
                R::NotAsDescribed,
                R::Damaged,
                R::Defective,
                R::WrongItem,
                R::Late,
                R::Other,
            ],
            Self::Exchange => {
                &[R::WrongItem, R::Damaged, R::Defective, R::NotAsDescribed, R::Other]
            }
            Self::Claim => &[
                R::NotArrived,
                R::Missing,
                R::Damaged,
                R::SkinTrouble,
                R::NotAsDescribed,
                R::Other,
            ],
        }
    }

    /// How a case of this kind may end.
    pub const fn outcomes(self) -> &'static [CaseOutcome] {
        use CaseOutcome as O;
        match self {
            Self::Return => &[O::Refunded, O::Declined, O::Withdrawn],
            Self::Exchange => &[O::Exchanged, O::Refunded, O::Declined, O::Withdrawn],
            Self::Claim => &[O::Compensated, O::Refunded, O::Declined, O::Withdrawn],
        }
    }

    /// Whether its goods come back.
    pub const fn comes_back(self) -> bool {
        matches!(self, Self::Return | Self::Exchange)
    }
}

/// The body of a case, unchecked.
#[derive(Debug, Clone, Default)]
pub struct CaseDraft {
    /// A kind's text.
    pub kind: String,
    /// A reason's text.
    pub reason: String,
    /// What was said about it.
    pub note: String,
    /// Pieces by the place of their line, as they were typed; an empty text is no piece.
    pub lines: Vec<(i64, String)>,
}

/// A line of the order as a case sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseRoom {
    /// Its place in the order, from 1.
    pub position: i64,
    /// Pieces that were sold and are in no other case of the same sort.
    pub free: i64,
}

/// A case that may be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCase {
    /// What it is.
    pub kind: CaseKind,
    /// Why.
    pub reason: CaseReason,
    /// What was said about it, at most 500 characters.
    pub note: String,
    /// Pieces by the place of their line; at least one.
    pub lines: Vec<(i64, i64)>,
}

impl CaseDraft {
    /// Checks the body against the lines of the order.
    ///
    /// # Errors
    /// `Invalid`: `choice-unknown` on `kind` and `reason`; `field-too-long` on `note`;
    /// `lines.N.quantity` (N is the line's place): `number-malformed`, `case-quantity` (`most`);
    /// `lines: case-empty`, `order-line-unknown`.
    pub fn check(&self, room: &[CaseRoom]) -> Result<NewCase> {
        let mut fields = Fields::new();
        let kind: Option<CaseKind> = self.kind.parse().ok();
        fields.check(kind.is_some(), "kind", "choice-unknown");
        let fits = |reason: &CaseReason| kind.is_none_or(|kind| kind.reasons().contains(reason));
        let reason: Option<CaseReason> = self.reason.parse().ok().filter(fits);
        fields.check(reason.is_some(), "reason", "choice-unknown");
        let note = fields.take(text::optional("note", &self.note, 500));
        let mut lines = Vec::new();
        for (position, told) in &self.lines {
            let told = text::fold_width(told);
            let told = told.trim();
            if told.is_empty() || told == "0" {
                continue;
            }
            let Some(line) = room.iter().find(|line| line.position == *position) else {
                fields.check(false, "lines", "order-line-unknown");
                continue;
            };
            if let Some(count) = pieces(&mut fields, *position, told, line.free) {
                lines.push((*position, count));
            }
        }
        let mut places: Vec<i64> = lines.iter().map(|(position, _)| *position).collect();
        places.sort_unstable();
        places.dedup();
        fields.check(places.len() == lines.len(), "lines", "order-duplicate-line");
        fields.finish()?;
        if lines.is_empty() {
            return Err(Error::field("lines", "case-empty"));
        }
        let (Some(kind), Some(reason), Some(note)) = (kind, reason, note) else {
            return Err(Error::Broken("case: a field without a value or an error".into()));
        };
        Ok(NewCase { kind, reason, note, lines })
    }
}

fn pieces(fields: &mut Fields, position: i64, told: &str, most: i64) -> Option<i64> {
    let field = format!("lines.{position}.quantity");
    let Ok(count) = told.parse::<i64>() else {
        fields.check(false, &field, "number-malformed");
        return None;
    };
    if !(1..=most).contains(&count) {
        fields.note(FieldError::new(field, "case-quantity").with("most", most));
        return None;
    }
    Some(count)
}

/// What was received of a case: pieces by the place of their line.
///
/// # Errors
/// `Invalid` on `lines.N.quantity`: `number-malformed`, `case-quantity` (`most`); `lines: case-empty`
/// when nothing is said of any line.
pub fn received(expected: &[(i64, i64)], told: &[(i64, String)]) -> Result<Vec<(i64, i64)>> {
    let mut fields = Fields::new();
    let mut lines = Vec::new();
    for (position, most) in expected {
        let said = told.iter().find(|(place, _)| place == position).map(|(_, said)| said.as_str());
        let said = text::fold_width(said.unwrap_or_default());
        match said.trim() {
            "" => {}
            "0" => lines.push((*position, 0)),
            said => {
                if let Some(count) = pieces(&mut fields, *position, said, *most) {
                    lines.push((*position, count));
                }
            }
        }
    }
    fields.finish()?;
    if lines.is_empty() { Err(Error::field("lines", "case-empty")) } else { Ok(lines) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(kind: &str, reason: &str, lines: &[(i64, &str)]) -> CaseDraft {
        CaseDraft {
            kind: kind.into(),
            reason: reason.into(),
            note: String::new(),
            lines: lines.iter().map(|(place, told)| (*place, (*told).to_owned())).collect(),
        }
    }

    const ROOM: [CaseRoom; 2] =
        [CaseRoom { position: 1, free: 3 }, CaseRoom { position: 2, free: 0 }];

    #[test]
    fn a_case_has_a_reason_of_its_kind_and_pieces_that_were_sold() {
        let case = draft("return", "changed_mind", &[(1, "２"), (2, "")]).check(&ROOM);
        assert_eq!(case.expect("case").lines, [(1, 2)]);
        assert!(draft("claim", "changed_mind", &[(1, "1")]).check(&ROOM).is_err());
        assert!(draft("loan", "other", &[(1, "1")]).check(&ROOM).is_err());
        for lines in
            [vec![(1, "4")], vec![(1, "-1")], vec![(1, "x")], vec![(2, "1")], vec![(9, "1")]]
        {
            assert!(draft("return", "other", &lines).check(&ROOM).is_err(), "{lines:?}");
        }
        let none = draft("return", "other", &[(1, " ")]).check(&ROOM);
        assert_eq!(none, Err(Error::field("lines", "case-empty")));
        assert!(draft("return", "other", &[(1, "1"), (1, "1")]).check(&ROOM).is_err());
    }

    #[test]
    fn at_most_what_was_announced_is_received() {
        let told = |told: &str| vec![(1, told.to_owned())];
        assert_eq!(received(&[(1, 2)], &told("2")), Ok(vec![(1, 2)]));
        assert_eq!(received(&[(1, 2)], &told("0")), Ok(vec![(1, 0)]));
        assert!(received(&[(1, 2)], &told("3")).is_err());
        assert_eq!(received(&[(1, 2)], &[]), Err(Error::field("lines", "case-empty")));
    }
}
