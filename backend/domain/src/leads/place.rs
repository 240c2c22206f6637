//! The order of a list of leads, and where a page of it begins.

use std::fmt;
use std::str::FromStr;

use crate::choices;
use crate::id::{LeadId, NotAnId};
use crate::leads::lead::Lead;

choices! {
    /// Which leads come first.
    pub enum Sort {
        /// Those that asked last.
        Newest = "newest",
        /// Those with the highest score.
        Score = "score",
    }
}

/// After which lead a page begins; its text form goes into addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the order of the first inquiry.
    Newest(LeadId),
    /// In the order of the score.
    Score(i64, LeadId),
}

impl Place {
    /// The place after a lead.
    pub fn after(lead: &Lead, sort: Sort) -> Self {
        match sort {
            Sort::Newest => Self::Newest(lead.id),
            Sort::Score => Self::Score(lead.score, lead.id),
        }
    }

    /// The order that the place belongs to.
    pub fn sort(self) -> Sort {
        match self {
            Self::Newest(_) => Sort::Newest,
            Self::Score(..) => Sort::Score,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newest(id) => id.fmt(f),
            Self::Score(score, id) => write!(f, "{score}_{id}"),
        }
    }
}

impl FromStr for Place {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if let Ok(id) = text.parse() {
            return Ok(Self::Newest(id));
        }
        let (score, id) = text.split_once('_').ok_or(NotAnId)?;
        Ok(Self::Score(score.parse().map_err(|_| NotAnId)?, id.parse()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_back() {
        for place in [Place::Newest(LeadId::new()), Place::Score(87, LeadId::new())] {
            assert_eq!(place.to_string().parse(), Ok(place));
        }
        for wrong in ["", "x", "87", "87_", "_led_0", "87_org_01jd0000000000000000000000"] {
            assert!(wrong.parse::<Place>().is_err(), "{wrong}");
        }
    }
}
