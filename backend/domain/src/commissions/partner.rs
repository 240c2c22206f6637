//! Who belongs to an agency, who was brought by whom, and for how much of the base: agreed for a
//! span of time, ended, never edited.

use chrono_tz::Tz;

use crate::access::OrganizationKind;
use crate::calendar::start_of_day;
use crate::commissions::adjustment::needed;
use crate::commissions::fee::day;
use crate::commissions::split::{Bearer, PartnerKind};
use crate::error::{Error, FieldError, Fields, Result};
use crate::id::OrganizationId;
use crate::rate::Rate;
use crate::text;
use crate::time::Timestamp;

const NOTE_LIMIT: usize = 500;

/// An agreement as a person types it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartnerDraft {
    /// Why the partner has a part.
    pub kind: String,
    /// Of whose commissions.
    pub kol: String,
    /// Who is paid.
    pub payee: String,
    /// How much of the base, as a percentage.
    pub rate: String,
    /// Out of whose part.
    pub bearer: String,
    /// The first day; today when empty.
    pub starts_on: String,
    /// The last day; open when empty.
    pub ends_on: String,
    /// What both sides read beside it.
    pub note: String,
}

/// An agreement, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerFields {
    /// Why the partner has a part.
    pub kind: PartnerKind,
    /// Of whose commissions.
    pub kol: OrganizationId,
    /// Who is paid.
    pub payee: OrganizationId,
    /// How much of the base.
    pub rate: Rate,
    /// Out of whose part.
    pub bearer: Bearer,
    /// What both sides read beside it.
    pub note: String,
    /// From when on.
    pub valid_from: Timestamp,
    /// Until when, which is no more in it; open when none.
    pub valid_to: Option<Timestamp>,
}

/// Checks an agreement; days are those of the network's clock.
///
/// # Errors
/// `Invalid` with every wrong field: `field-required`, `field-too-long`, `choice-unknown`,
/// `rate-out-of-range`, `date-malformed`, `partner-in-past`, `period-wrong`, `partner-self`.
pub fn validate(draft: &PartnerDraft, zone: Tz, at: Timestamp) -> Result<PartnerFields> {
    let mut fields = Fields::new();
    let kind = fields.take(needed("kind", &draft.kind));
    let kol: Option<OrganizationId> = fields.take(needed("kol", &draft.kol));
    let payee: Option<OrganizationId> = fields.take(needed("payee", &draft.payee));
    let rate = fields.take(rate(&draft.rate));
    let bearer = fields.take(needed("bearer", &draft.bearer));
    let note = fields.take(text::long("note", &draft.note, NOTE_LIMIT));
    let span = fields.take(span(draft, zone, at));
    let same = kol.is_some() && kol == payee;
    fields.check(!same, "payee", "partner-self");
    fields.finish()?;
    let all = (|| {
        let (valid_from, valid_to) = span?;
        Some(PartnerFields {
            kind: kind?,
            kol: kol?,
            payee: payee?,
            rate: rate?,
            bearer: bearer?,
            note: note?,
            valid_from,
            valid_to,
        })
    })();
    all.ok_or(Error::Invalid(Vec::new()))
}

fn rate(told: &str) -> Result<Rate, FieldError> {
    if text::line(told).is_empty() {
        return Err(FieldError::new("rate", "field-required"));
    }
    let rate = Rate::parse_percent(told).filter(|rate| *rate != Rate::ZERO);
    rate.ok_or_else(|| FieldError::new("rate", "rate-out-of-range"))
}

fn span(
    draft: &PartnerDraft,
    zone: Tz,
    at: Timestamp,
) -> Result<(Timestamp, Option<Timestamp>), FieldError> {
    let from = if text::line(&draft.starts_on).is_empty() {
        at
    } else {
        start_of_day(day("starts_on", &draft.starts_on)?, zone)
    };
    // What was frozen before stays whole, so an older first day would promise what does not happen.
    if from < start_of_day(at.date_in(zone), zone) {
        return Err(FieldError::new("starts_on", "partner-in-past"));
    }
    if text::line(&draft.ends_on).is_empty() {
        return Ok((from, None));
    }
    let to = after("ends_on", &draft.ends_on, zone)?;
    if to <= from {
        return Err(FieldError::new("ends_on", "period-wrong"));
    }
    Ok((from, Some(to)))
}

fn after(field: &str, told: &str, zone: Tz) -> Result<Timestamp, FieldError> {
    let last = day(field, told)?;
    let next = last.succ_opt().ok_or_else(|| FieldError::new(field, "date-malformed"))?;
    Ok(start_of_day(next, zone))
}

/// Whether a party of a kind may be such a partner: an agency is an MCN; who brought somebody is an
/// MCN or a KOL. The network pays nobody else.
pub fn may_be(partner: PartnerKind, party: OrganizationKind) -> bool {
    match partner {
        PartnerKind::Mcn => party == OrganizationKind::Mcn,
        PartnerKind::Referrer => matches!(party, OrganizationKind::Mcn | OrganizationKind::Kol),
    }
}

/// When an agreement that is ended with a last day ends; at once without one.
///
/// # Errors
/// `Invalid`: `date-malformed`, `partner-in-past` on `ends_on`.
pub fn end(ends_on: &str, zone: Tz, at: Timestamp) -> Result<Timestamp> {
    if text::line(ends_on).is_empty() {
        return Ok(at);
    }
    let end = after("ends_on", ends_on, zone).map_err(|error| Error::Invalid(vec![error]))?;
    if end < at { Err(Error::field("ends_on", "partner-in-past")) } else { Ok(end) }
}

/// Whether a span of time that may be open has a moment in common with another one.
pub fn overlap(one: (Timestamp, Option<Timestamp>), other: (Timestamp, Option<Timestamp>)) -> bool {
    let begins = |from: Timestamp, to: Option<Timestamp>| to.is_none_or(|to| from < to);
    // A span that was ended before it began has no moment at all.
    let real = |(from, to): (Timestamp, Option<Timestamp>)| begins(from, to);
    real(one) && real(other) && begins(one.0, other.1) && begins(other.0, one.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::Asia::Tokyo;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("moment")
    }
    fn now() -> Timestamp {
        at("2026-11-22T03:00:00Z")
    }
    fn draft() -> PartnerDraft {
        PartnerDraft {
            kind: "mcn".into(),
            kol: OrganizationId::new().to_string(),
            payee: OrganizationId::new().to_string(),
            rate: "2".into(),
            bearer: "kol".into(),
            ..PartnerDraft::default()
        }
    }
    fn wrong(draft: &PartnerDraft) -> Vec<(String, &'static str)> {
        match validate(draft, ZONE, now()) {
            Err(Error::Invalid(wrong)) => {
                wrong.into_iter().map(|one| (one.field, one.code)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_agreement_begins_now_or_on_a_day_and_ends_after_its_last_day() {
        let fields = validate(&draft(), ZONE, now()).expect("fields");
        assert_eq!((fields.valid_from, fields.valid_to), (now(), None));
        let days = PartnerDraft {
            starts_on: "2026-11-22".into(),
            ends_on: "2026-11-30".into(),
            ..draft()
        };
        let fields = validate(&days, ZONE, now()).expect("fields");
        let (from, to) = (at("2026-11-21T15:00:00Z"), at("2026-11-30T15:00:00Z"));
        assert_eq!((fields.valid_from, fields.valid_to), (from, Some(to)));
    }

    #[test]
    fn an_agreement_names_what_is_wrong_with_it() {
        let one = |field: &str, code| vec![(field.to_owned(), code)];
        for told in ["0", "101", "two"] {
            let draft = PartnerDraft { rate: told.into(), ..draft() };
            assert_eq!(wrong(&draft), one("rate", "rate-out-of-range"), "{told}");
        }
        let past = PartnerDraft { starts_on: "2026-11-21".into(), ..draft() };
        assert_eq!(wrong(&past), one("starts_on", "partner-in-past"));
        let turned = PartnerDraft { ends_on: "2026-11-21".into(), ..draft() };
        assert_eq!(wrong(&turned), one("ends_on", "period-wrong"));
        let good = draft();
        let own = PartnerDraft { payee: good.kol.clone(), ..good };
        assert_eq!(wrong(&own), one("payee", "partner-self"));
        assert_eq!(wrong(&PartnerDraft::default()).len(), 5);
        assert_eq!(end("", ZONE, now()), Ok(now()));
        assert_eq!(end("2026-11-22", ZONE, now()), Ok(at("2026-11-22T15:00:00Z")));
        let past = end("2026-11-20", ZONE, now());
        assert_eq!(past, Err(Error::field("ends_on", "partner-in-past")));
    }

    #[test]
    fn only_who_is_paid_may_be_a_partner() {
        use OrganizationKind::{Brand, Kol, Mcn, Operator};
        let kinds = [Operator, Brand, Kol, Mcn];
        let may = |partner| kinds.map(|kind| may_be(partner, kind));
        assert_eq!(may(PartnerKind::Mcn), [false, false, false, true]);
        assert_eq!(may(PartnerKind::Referrer), [false, false, true, true]);
    }

    #[test]
    fn spans_overlap_when_a_moment_is_in_both() {
        let (a, b, c) = (now(), now().plus_days(1), now().plus_days(2));
        assert!(overlap((a, None), (c, None)) && overlap((a, Some(c)), (b, None)));
        assert!(!overlap((a, Some(b)), (b, None)) && !overlap((b, None), (a, Some(b))));
        assert!(!overlap((b, Some(b)), (a, None)) && !overlap((a, None), (c, Some(b))));
    }
}
