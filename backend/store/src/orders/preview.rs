//! What writing orders would come to, without writing them.

use std::collections::HashSet;

use domain::Result;
use domain::orders::order::OrderDraft;

use crate::orders::order::{self, Recorded};
use crate::scope::NetworkTx;

/// For each order of one source what is there of it already; none for a new one.
///
/// # Errors
/// Only what the database answers.
pub fn find(
    tx: &mut NetworkTx<'_>,
    source: &str,
    drafts: &[OrderDraft],
) -> Result<Vec<Option<Recorded>>> {
    let numbers: Vec<String> = drafts.iter().map(|draft| draft.external_id.clone()).collect();
    let known: HashSet<String> =
        order::find(tx, source, &numbers)?.into_iter().map(|order| order.external_id).collect();
    let is_known = |draft: &&OrderDraft| known.contains(&draft.external_id);
    let there: Vec<&OrderDraft> = drafts.iter().filter(is_known).collect();
    let mut compared = order::compare(tx, &there)?.into_iter();
    Ok(drafts.iter().map(|draft| if is_known(&draft) { compared.next() } else { None }).collect())
}
