//! How warm a lead is: points for what is known of it, each with its reason. What was shown long ago
//! weighs half as much after each month without a sign.

use crate::choices;
use crate::leads::inquiry::LeadKind;
use crate::time::Timestamp;

/// Days without a sign after which a score is half of what it was.
pub const HALF_DAYS: i64 = 30;
/// After so many halvings nothing is left of any score.
const HALVINGS: i64 = 7;

choices! {
    /// What points are given for.
    pub enum Reason {
        /// The network sells what the lead makes, or its own storefronts show it.
        Category = "category",
        /// The materials were opened.
        Opened = "opened",
        /// The lead asked again.
        Revisit = "revisit",
        /// The form was filled beyond what it asks.
        Complete = "complete",
        /// The address is of a company's own domain, or of a free mail service.
        Domain = "domain",
        /// The lead answered us.
        Answered = "answered",
    }
}

/// What a score is reckoned from; nothing else of a lead counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Who asked.
    pub kind: LeadKind,
    /// Whether products of the chosen category are published in the network.
    pub fits: bool,
    /// How often the materials were opened.
    pub opened_count: i64,
    /// How often the form was sent.
    pub inquiry_count: i64,
    /// How many of the optional fields are filled: company, phone, category, message.
    pub filled_count: i64,
    /// Whether the address is of a free mail service.
    pub is_free_mail: bool,
    /// Whether the lead answered a mail or a call.
    pub has_answered: bool,
    /// The last sign: an inquiry, an opening, an answer.
    pub signed_at: Timestamp,
}

/// A part of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// For what.
    pub reason: Reason,
    /// How many of it: openings, further inquiries, filled fields.
    pub count: i64,
    /// The points.
    pub points: i64,
}

/// A score with what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// What points are given for; those of nothing are left out.
    pub parts: Vec<Part>,
    /// The points together, before time took of them.
    pub sum: i64,
    /// Whole months without a sign.
    pub halvings: i64,
    /// What counts: 0 to 100.
    pub total: i64,
    /// When it changes by itself; never when nothing is left.
    pub changes_at: Option<Timestamp>,
}

/// Reckons a score as it is at a moment.
pub fn reckon(facts: &Facts, at: Timestamp) -> Score {
    let parts: Vec<Part> = parts(facts).into_iter().filter(|part| part.points != 0).collect();
    let sum = parts.iter().map(|part| part.points).sum::<i64>().clamp(0, 100);
    let days = at.seconds_since(facts.signed_at).max(0) / 86_400;
    let halvings = (days / HALF_DAYS).min(HALVINGS);
    let total = sum >> halvings;
    let changes_at = (total > 0).then(|| facts.signed_at.plus_days((halvings + 1) * HALF_DAYS));
    Score { parts, sum, halvings, total, changes_at }
}

fn parts(facts: &Facts) -> [Part; 6] {
    let part = |reason, count, points| Part { reason, count, points };
    let opened = facts.opened_count.clamp(0, 4);
    let again = (facts.inquiry_count - 1).clamp(0, 2);
    let domain = match facts.kind {
        // Companies write from their own address; many KOLs have none.
        LeadKind::Manufacturer if facts.is_free_mail => -10,
        LeadKind::Manufacturer => 10,
        LeadKind::Kol => 0,
    };
    let opening = if opened == 0 { 0 } else { 10 + 5 * opened };
    [
        part(Reason::Category, i64::from(facts.fits), if facts.fits { 15 } else { 0 }),
        part(Reason::Opened, facts.opened_count, opening),
        part(Reason::Revisit, facts.inquiry_count - 1, 5 * again),
        part(Reason::Complete, facts.filled_count, 5 * facts.filled_count.clamp(0, 4)),
        part(Reason::Domain, i64::from(facts.is_free_mail), domain),
        part(Reason::Answered, 1, if facts.has_answered { 15 } else { 0 }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> Timestamp {
        Timestamp::from_unix_seconds(0).expect("moment")
    }

    fn facts() -> Facts {
        Facts {
            kind: LeadKind::Manufacturer,
            fits: true,
            opened_count: 2,
            inquiry_count: 2,
            filled_count: 4,
            is_free_mail: false,
            has_answered: false,
            signed_at: start(),
        }
    }

    #[test]
    fn each_part_is_readable_and_they_add_up() {
        let score = reckon(&facts(), start());
        let parts: Vec<_> = score.parts.iter().map(|part| (part.reason, part.points)).collect();
        let expected = [
            (Reason::Category, 15),
            (Reason::Opened, 20),
            (Reason::Revisit, 5),
            (Reason::Complete, 20),
            (Reason::Domain, 10),
        ];
        assert_eq!(parts, expected);
        assert_eq!((score.sum, score.total, score.halvings), (70, 70, 0));
    }

    #[test]
    fn everything_at_once_is_a_hundred_and_nothing_is_none() {
        let most = Facts { opened_count: 90, inquiry_count: 90, has_answered: true, ..facts() };
        assert_eq!(reckon(&most, start()).total, 100);
        let least = Facts {
            fits: false,
            opened_count: 0,
            inquiry_count: 1,
            filled_count: 0,
            is_free_mail: true,
            ..facts()
        };
        let score = reckon(&least, start());
        assert_eq!((score.total, score.changes_at), (0, None));
        let kol = Facts { kind: LeadKind::Kol, ..least };
        assert!(reckon(&kol, start()).parts.is_empty(), "a KOL's free address says nothing");
    }

    #[test]
    fn a_month_without_a_sign_halves_it() {
        let total = |days: i64, seconds: i64| {
            reckon(&facts(), start().plus_days(days).plus_seconds(seconds)).total
        };
        assert_eq!(total(30, -1), 70);
        assert_eq!(total(30, 0), 35);
        assert_eq!(total(60, 0), 17);
        assert_eq!(total(210, 0), 0);
        assert_eq!(total(100_000, 0), 0);
        let score = reckon(&facts(), start().plus_days(31));
        assert_eq!(score.changes_at, Some(start().plus_days(60)));
        assert_eq!(reckon(&facts(), start().plus_days(300)).changes_at, None);
    }
}
