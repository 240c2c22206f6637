//! Everything that a commission was reckoned from, in a fixed number of queries.

use domain::id::CommissionId;
use domain::time::Timestamp;
use domain::{Error, Result};

use super::posted::{self, Booking, Head};
use super::{Eyes, behind};
use crate::commissions::commission::{self, Commission};
use crate::commissions::rule::{self, Version};
use crate::orders::order::{self, Line, Order};
use crate::orders::written::{self, LineFund};
use crate::plans::plan::{self, Plan};
use crate::tracking::{click, link};

/// What stands behind a commission.
#[derive(Debug, Clone)]
pub struct Behind {
    /// Its order.
    pub order: Order,
    /// Its line of the order.
    pub line: Line,
    /// Who paid for what of the line.
    pub funds: Vec<LineFund>,
    /// The version of the rule that won.
    pub rule: Option<Version>,
    /// The plan whose terms were frozen.
    pub plan: Option<Plan>,
    /// The code of the link that led to the order.
    pub link_code: Option<String>,
    /// When it was clicked.
    pub clicked_at: Option<Timestamp>,
    /// All rows of the line, oldest first: the commission and what corrects it.
    pub rows: Vec<Commission>,
    /// The entries of the row and of its confirmation, oldest first.
    pub entries: Vec<Head>,
}

/// What stands behind a commission that the scope has shown.
///
/// # Errors
/// Only what the database answers.
pub fn behind_line(tx: &mut impl Eyes, row: &Commission) -> Result<Behind> {
    let mut rows = commission::find(tx, &[row.order_id])?;
    rows.retain(|one| one.order_line_id == row.order_line_id);
    let mut all = behind(tx);
    let order = order::get(&mut all, row.order_id)?;
    let lines = order::lines(&mut all, &[row.order_id])?;
    let line = lines.into_iter().find(|line| line.id == row.order_line_id);
    let line = line.ok_or_else(|| Error::Broken(format!("{}: no line", row.id)))?;
    let mut funds = written::find_funds(&mut all, row.order_id)?;
    funds.retain(|fund| fund.line_id == line.id);
    let rule = row.rule_id.map(|id| rule::get(&mut all, id)).transpose()?;
    let plan = plan::find(&mut all, &[row.plan_id])?.remove(&row.plan_id);
    let link = order.link_id.map(|id| link::get(&mut all, id)).transpose()?;
    let click = order.click_id.map(|id| click::get(&mut all, id)).transpose()?;
    let confirmed = posted::confirmations(&mut all, &[row.id])?;
    let mut ids = vec![row.entry_id];
    ids.extend(confirmed.values());
    let entries = posted::heads(&mut all, &ids)?;
    Ok(Behind {
        order,
        line,
        funds,
        rule,
        plan,
        link_code: link.map(|link| link.code),
        clicked_at: click.map(|click| click.at),
        rows,
        entries,
    })
}

/// The commissions that an entry moved and that the scope sees, oldest first, after one of them;
/// and the last one that was looked at, when there are more.
///
/// # Errors
/// Only what the database answers.
pub fn of_entry(
    tx: &mut impl Eyes,
    entry: Booking,
    after: Option<CommissionId>,
    limit: usize,
) -> Result<(Vec<Commission>, Option<CommissionId>)> {
    let more = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut ids = posted::commissions_of(&mut behind(tx), entry, after, more)?;
    let has_more = ids.len() > limit;
    ids.truncate(limit);
    let next = ids.last().copied().filter(|_| has_more);
    Ok((commission::find_by_id(tx, &ids)?, next))
}
