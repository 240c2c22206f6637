//! The chain of what a sample costs: the terms that were agreed to, the duty, what was posted.

use crate::calendar::Month;
use crate::explain::beside::{Booked, booked, in_month, step};
use crate::explain::step::{Chain, Code, Place, Stage, Value};
use crate::explain::subject::Viewer;
use crate::id::{OrganizationId, ProductId, SampleRequestId};
use crate::ledger::entry::EntryKind;
use crate::samples::request::SampleStatus;
use crate::samples::terms::Frozen;
use crate::time::Timestamp;

/// A sample and its terms.
#[derive(Debug, Clone)]
pub struct Given {
    /// Its request.
    pub id: SampleRequestId,
    /// The product.
    pub product: ProductId,
    /// How many pieces.
    pub quantity: i64,
    /// Who asked.
    pub kol: OrganizationId,
    /// Whose product it is.
    pub brand: OrganizationId,
    /// The terms.
    pub terms: Frozen,
    /// When they were agreed to; never for requests from before there were terms.
    pub accepted_at: Option<Timestamp>,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// Where it stands.
    pub status: SampleStatus,
    /// Until when something is posted.
    pub due_at: Option<Timestamp>,
    /// Where the post is.
    pub post_url: Option<String>,
    /// What was said with the last decision.
    pub reason: Option<String>,
    /// What was posted.
    pub entries: Vec<Booked>,
    /// The month of the charge, if there is one.
    pub month: Option<Month>,
}

/// The chain of a sample.
pub fn sample(row: &Given, viewer: Viewer) -> Chain {
    let about = step(Stage::Source, Code::AboutSample).with("product", Value::Product(row.product));
    let mut steps = vec![
        step(Stage::Source, Code::SampleAsked)
            .with("kol", Value::Party(row.kol))
            .with("brand", Value::Party(row.brand))
            .count("pieces", row.quantity)
            .at(row.requested_at)
            .to(Place::Sample(row.id)),
    ];
    steps.push(match row.accepted_at {
        Some(at) => step(Stage::Terms, Code::TermsAccepted)
            .with("treatment", Value::Word("sample-treatment", row.terms.treatment.as_str()))
            .count("version", row.terms.version)
            .at(at),
        None => step(Stage::Terms, Code::TermsNone),
    });
    steps.push(step(Stage::Reckoning, Code::Fixed).money("amount", row.terms.cost));
    let duty = |code| step(Stage::Waiting, code);
    if let Some(due) = row.due_at {
        steps.push(duty(Code::PostDue).with("until", Value::At(due)));
    }
    if let Some(url) = &row.post_url {
        steps.push(duty(Code::PostHanded).with("url", Value::Text(url.clone())));
    }
    steps.push(duty(Code::Status).with("status", Value::Word("sample", row.status.as_str())));
    if let Some(reason) = &row.reason {
        steps.push(duty(Code::Reads).with("text", Value::Text(reason.clone())));
    }
    let entries: Vec<Booked> =
        row.entries.iter().filter(|(_, kind, _)| is_shown(*kind, viewer)).copied().collect();
    if !entries.is_empty() {
        steps.extend(booked(&entries, viewer));
    }
    steps.extend(row.month.map(|month| in_month(month, viewer, row.kol, row.brand)));
    Chain::new(about, row.terms.cost, steps)
}

/// Whether an entry moved an account of the viewer.
const fn is_shown(kind: EntryKind, viewer: Viewer) -> bool {
    match viewer {
        Viewer::Staff => true,
        Viewer::Kol => !matches!(kind, EntryKind::SampleGiven),
        Viewer::Brand => matches!(kind, EntryKind::SampleGiven | EntryKind::SampleCharged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::EntryId;
    use crate::money::{Currency, Money};
    use crate::samples::terms::Treatment;

    #[test]
    fn a_charge_shows_the_terms_before_the_amount() {
        let at = Timestamp::from_unix_seconds(0).expect("moment");
        let cost = Money::new(3_960, Currency::Jpy);
        let mut row = Given {
            id: SampleRequestId::new(),
            product: ProductId::new(),
            quantity: 2,
            kol: OrganizationId::new(),
            brand: OrganizationId::new(),
            terms: Frozen { treatment: Treatment::Deduct, cost, version: 2 },
            accepted_at: Some(at),
            requested_at: at,
            status: SampleStatus::Breached,
            due_at: Some(at),
            post_url: None,
            reason: Some("nothing came".into()),
            entries: Vec::new(),
            month: Some("2026-11".parse().expect("month")),
        };
        let codes = |row: &Given| -> Vec<Code> {
            sample(row, Viewer::Kol).steps.iter().map(|step| step.code).collect()
        };
        let duty = [Code::PostDue, Code::Status, Code::Reads, Code::InMonth];
        let start = [Code::SampleAsked, Code::TermsAccepted, Code::Fixed];
        assert_eq!(codes(&row), [&start[..], &duty[..]].concat());
        assert_eq!(sample(&row, Viewer::Brand).figure, cost);
        let entry = |kind| (EntryId::new(), kind, at);
        row.entries = [EntryKind::SampleGiven, EntryKind::SampleDeposited].map(entry).to_vec();
        let posted = |viewer| {
            let steps = sample(&row, viewer).steps;
            steps.iter().filter(|step| step.stage == Stage::Entries).count()
        };
        assert_eq!([Viewer::Staff, Viewer::Kol, Viewer::Brand].map(posted), [2, 1, 1]);
        row.accepted_at = None;
        assert_eq!(codes(&row)[1], Code::TermsNone);
    }
}
