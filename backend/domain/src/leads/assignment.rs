//! Who is given a new lead: the first rule that fits, else whose turn it is; until when somebody must
//! have answered.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::error::{Error, Fields, Result};
use crate::id::MembershipId;
use crate::leads::inquiry::LeadKind;
use crate::leads::task::day;
use crate::locale::Locale;
use crate::time::Timestamp;
use crate::workday::{Workdays, workdays_after};

/// Workdays until the first reply, where a network says nothing else.
pub const REPLY_DAYS: i64 = 1;
/// Rules of a network at most.
pub const RULES: usize = 50;

/// Which leads a rule is for, and who is given them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Who asks; anybody when missing.
    pub kind: Option<LeadKind>,
    /// A category of the catalogue; any when empty.
    pub category: String,
    /// The language; any when missing.
    pub locale: Option<Locale>,
    /// Who is given them.
    pub owner: MembershipId,
}

/// Somebody who takes turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Who.
    pub member: MembershipId,
    /// How many leads beside those of the others; none at 0.
    pub weight: i64,
    /// What is still due to them.
    pub credit: i64,
}

/// Days on which somebody is given nothing, the last one with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// Who.
    pub member: MembershipId,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

/// What is known of a lead when it is given to somebody.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Who asks.
    pub kind: LeadKind,
    /// The category, or nothing.
    pub category: &'a str,
    /// The language.
    pub locale: Locale,
}

/// Who is given a lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// By a rule.
    ByRule(MembershipId),
    /// In turn; what is due to each changes with it.
    InTurn(MembershipId, Vec<(MembershipId, i64)>),
    /// Nobody is there.
    Nobody,
}

impl Rule {
    /// Checks a rule; `categories` are the words that may be chosen, `owners` those who may be given
    /// leads. Empty texts mean any.
    ///
    /// # Errors
    /// `Invalid` with `choice-unknown` on `kind`, `category`, `locale`, `owner`.
    pub fn check(
        (kind, category, locale, owner): (&str, &str, &str, &str),
        categories: &[&str],
        owners: &[MembershipId],
    ) -> Result<Self> {
        let mut fields = Fields::new();
        let read_kind = kind.parse().ok();
        fields.check(kind.is_empty() || read_kind.is_some(), "kind", "choice-unknown");
        let known = category.is_empty() || categories.contains(&category);
        fields.check(known, "category", "choice-unknown");
        let read_locale = locale.parse().ok();
        fields.check(locale.is_empty() || read_locale.is_some(), "locale", "choice-unknown");
        let owner = owner.parse().ok().filter(|id| owners.contains(id));
        fields.check(owner.is_some(), "owner", "choice-unknown");
        fields.finish()?;
        let owner = owner.ok_or_else(|| Error::field("owner", "choice-unknown"))?;
        Ok(Self { kind: read_kind, category: category.to_owned(), locale: read_locale, owner })
    }

    fn fits(&self, asked: Asked<'_>) -> bool {
        self.kind.is_none_or(|kind| kind == asked.kind)
            && (self.category.is_empty() || self.category == asked.category)
            && self.locale.is_none_or(|locale| locale == asked.locale)
    }
}

impl Absence {
    /// Checks the days of an absence.
    ///
    /// # Errors
    /// `Invalid`: `field-required`, `date-malformed`; `period-wrong` on `until`.
    pub fn check(member: MembershipId, from: &str, until: &str) -> Result<Self> {
        let mut fields = Fields::new();
        let from = fields.take(day("from", from));
        let until = fields.take(day("until", until));
        if let (Some(from), Some(until)) = (from, until) {
            let days = (until - from).num_days();
            fields.check((0..=366).contains(&days), "until", "period-wrong");
        }
        fields.finish()?;
        match (from, until) {
            (Some(from), Some(until)) => Ok(Self { member, from, until }),
            _ => Err(Error::Broken("absence: a day without value or error".into())),
        }
    }

    fn holds(&self, member: MembershipId, today: NaiveDate) -> bool {
        self.member == member && self.from <= today && today <= self.until
    }
}

/// Gives a lead to somebody who is there today. Turns are smooth: whoever is due most is next, and
/// those who are away neither gain nor lose.
pub fn give(
    asked: Asked<'_>,
    rules: &[Rule],
    turns: &[Turn],
    absences: &[Absence],
    today: NaiveDate,
) -> Given {
    let is_there = |member| !absences.iter().any(|one| one.holds(member, today));
    let ruled = rules.iter().find(|rule| rule.fits(asked)).map(|rule| rule.owner);
    if let Some(owner) = ruled.filter(|owner| is_there(*owner)) {
        return Given::ByRule(owner);
    }
    let there: Vec<&Turn> =
        turns.iter().filter(|turn| turn.weight > 0 && is_there(turn.member)).collect();
    let total: i64 = there.iter().map(|turn| turn.weight).sum();
    let due = |turn: &Turn| turn.credit + turn.weight;
    let next =
        there.iter().max_by(|a, b| due(a).cmp(&due(b)).then_with(|| b.member.cmp(&a.member)));
    let Some(next) = next.map(|turn| turn.member) else { return Given::Nobody };
    let change = |turn: &&Turn| {
        let spent = if turn.member == next { total } else { 0 };
        (turn.member, turn.weight - spent)
    };
    Given::InTurn(next, there.iter().map(change).collect())
}

/// Until when somebody must have answered: so many days on which both the network and the reader are
/// at work.
pub fn reply_due_at(at: Timestamp, reply_days: i64, locale: Locale, zone: Tz) -> Timestamp {
    let whose = [Workdays::of_zone(zone), Workdays::of_reader(locale, zone)];
    workdays_after(at, reply_days, zone, &whose)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEA: Asked<'_> = Asked { kind: LeadKind::Kol, category: "tea", locale: Locale::ZhHans };

    fn members() -> [MembershipId; 3] {
        let mut members = [MembershipId::new(), MembershipId::new(), MembershipId::new()];
        members.sort_unstable();
        members
    }

    fn today() -> NaiveDate {
        "2026-11-30".parse().expect("day")
    }

    fn rule(category: &str, locale: Option<Locale>, owner: MembershipId) -> Rule {
        Rule { kind: None, category: category.to_owned(), locale, owner }
    }

    #[test]
    fn the_first_rule_that_fits_decides() {
        let [a, b, c] = members();
        let rules =
            [rule("craft", None, a), rule("tea", None, b), rule("", Some(Locale::ZhHans), c)];
        assert_eq!(give(TEA, &rules, &[], &[], today()), Given::ByRule(b));
        let other = Asked { category: "", ..TEA };
        assert_eq!(give(other, &rules, &[], &[], today()), Given::ByRule(c));
        let away = [Absence { member: b, from: today(), until: today() }];
        let turns = [Turn { member: a, weight: 1, credit: 0 }];
        let given = give(TEA, &rules, &turns, &away, today());
        assert_eq!(given, Given::InTurn(a, vec![(a, 0)]));
        let tomorrow = today().succ_opt().expect("day");
        assert_eq!(give(TEA, &rules, &turns, &away, tomorrow), Given::ByRule(b));
        assert_eq!(give(TEA, &[], &[], &[], today()), Given::Nobody);
    }

    #[test]
    fn turns_follow_the_weights_and_wait_for_nobody() {
        let [a, b, c] = members();
        let mut turns =
            [(a, 3), (b, 1), (c, 0)].map(|(member, weight)| Turn { member, weight, credit: 0 });
        let mut took = |absences: &[Absence]| {
            let Given::InTurn(next, changes) = give(TEA, &[], &turns, absences, today()) else {
                panic!("nobody")
            };
            for (member, change) in changes {
                for turn in turns.iter_mut().filter(|turn| turn.member == member) {
                    turn.credit += change;
                }
            }
            next
        };
        let eight: Vec<_> = (0..8).map(|_| took(&[])).collect();
        assert_eq!(eight, [a, a, b, a, a, a, b, a]);
        let away = [Absence { member: a, from: today(), until: today() }];
        assert_eq!((0..5).map(|_| took(&away)).collect::<Vec<_>>(), [b; 5]);
        // Back again, nobody makes up for the days away.
        let four: Vec<_> = (0..4).map(|_| took(&[])).collect();
        assert_eq!(four.iter().filter(|one| **one == a).count(), 3);
    }

    #[test]
    fn what_is_no_choice_is_told() {
        let [a, ..] = members();
        let told = a.to_string();
        assert!(Rule::check(("kol", "tea", "ja", &told), &["tea"], &[a]).is_ok());
        assert!(Rule::check(("", "", "", &told), &["tea"], &[a]).is_ok());
        for wrong in [
            ("x", "", "", told.as_str()),
            ("", "x", "", &told),
            ("", "", "x", &told),
            ("", "", "", "x"),
        ] {
            assert!(Rule::check(wrong, &["tea"], &[a]).is_err(), "{wrong:?}");
        }
        assert!(Absence::check(a, "2026-12-01", "2026-12-03").is_ok());
        assert_eq!(
            Absence::check(a, "2026-12-03", "2026-12-01"),
            Err(Error::field("until", "period-wrong"))
        );
    }

    #[test]
    fn the_clock_skips_what_either_side_has_off() {
        // The 2nd of November 2026 is a Monday, the 3rd a holiday in Japan.
        let at = Timestamp::parse("2026-11-02T01:00:00Z").expect("moment");
        let due = reply_due_at(at, 1, Locale::ZhHans, Tz::Asia__Tokyo);
        assert_eq!(due.to_string(), "2026-11-04T01:00:00Z");
    }
}
