//! What a sample costs, and who bears it.

use domain::Result;
use domain::calendar::Month;
use domain::explain::sample::{self as rule, Given};
use domain::explain::step::Chain;
use domain::id::SampleRequestId;
use domain::ledger::entry::EntryKind;
use store::explain::{Eyes, posted};
use store::samples::request;

use super::{Asked, Reader};

/// The chain of a sample: the terms, the duty, what was posted.
pub(super) fn sample(tx: &mut impl Eyes, reader: &Reader, asked: &Asked) -> Result<Chain> {
    let row = request::get(tx, asked.one::<SampleRequestId>()?)?;
    let entries = posted::about(tx, row.id)?;
    let charge = entries.iter().find(|(_, kind, _)| *kind == EntryKind::SampleCharged);
    let facts = Given {
        id: row.id,
        product: row.product_id,
        quantity: row.quantity,
        kol: row.kol_id,
        brand: row.brand_id,
        terms: row.terms(),
        accepted_at: row.accepted().map(|accepted| accepted.at),
        requested_at: row.requested_at,
        status: row.status,
        due_at: row.due_at,
        month: charge.map(|(_, _, at)| Month::at(*at, reader.network.time_zone)),
        post_url: row.post_url,
        reason: row.reason,
        entries,
    };
    Ok(rule::sample(&facts, reader.viewer))
}
