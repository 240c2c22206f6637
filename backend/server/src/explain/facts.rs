//! From stored rows to the facts that the domain explains.

use domain::Money;
use domain::calendar::Month;
use domain::commissions::rule::Terms;
use domain::explain::line::{ByTerms, Claim, Goods, Line, Ordered, Waiting};
use domain::explain::refunded::Correction;
use domain::orders::attribution::AttributionKind;
use domain::orders::funds::Fund;
use domain::tenancy::network::Network;
use domain::{Error, Result};
use store::commissions::commission::Commission;
use store::explain::line::Behind;

/// The facts of a commission.
///
/// # Errors
/// `Broken` for a correction without what it corrects.
pub(super) fn line(row: &Commission, behind: &Behind, network: &Network) -> Result<Line> {
    let order = &behind.order;
    let code = match order.attribution {
        AttributionKind::Click => behind.link_code.clone(),
        _ => order.attribution_code.clone(),
    };
    Ok(Line {
        id: row.id,
        frozen: row.frozen(),
        correction: correction(row, behind)?,
        order: Ordered {
            id: order.id,
            number: order.external_id.clone(),
            source: order.source.clone(),
            placed_at: order.placed_at,
            delivered_at: order.delivered_at,
        },
        claim: Claim {
            by: order.attribution,
            code,
            clicked_at: behind.clicked_at,
            passed_over: order.passed_over(),
        },
        product: row.product_id,
        brand: row.brand_id,
        kol: row.kol_id,
        goods: goods(behind),
        terms: terms(row, behind),
        rejected: behind
            .line
            .rejected_for
            .map(|why| (why, behind.line.rejected_text.clone().unwrap_or_default())),
        corrections: behind
            .rows
            .iter()
            .filter(|one| one.reverses_id == Some(row.id))
            .map(|one| (one.id, one.earned_at, one.frozen()))
            .collect(),
        waiting: Waiting {
            status: row.status,
            held: behind.line.held,
            days: row.holding_days.unwrap_or(network.holding_days),
            payable_at: row.payable_at,
        },
        entries: behind.entries.clone(),
        month: Month::at(row.earned_at, network.time_zone),
    })
}

fn goods(behind: &Behind) -> Goods {
    let line = &behind.line;
    let money = |minor| Money::new(minor, line.currency);
    let mut discounts: Vec<(Fund, Money)> = behind
        .funds
        .iter()
        .filter(|fund| fund.fund.is_discount())
        .map(|fund| (fund.fund, money(fund.amount_minor)))
        .collect();
    if discounts.is_empty() {
        // A discount that nobody else is named for is the brand's.
        discounts.push((Fund::Brand, money(line.discount_minor)));
    }
    let tax = behind.funds.iter().find(|fund| fund.fund == Fund::Tax);
    Goods {
        unit_price: money(line.unit_price_minor),
        quantity: line.quantity,
        discounts,
        tax: money(tax.map_or(0, |fund| fund.amount_minor)),
    }
}

fn terms(row: &Commission, behind: &Behind) -> ByTerms {
    let rule = behind.rule.as_ref().map(|version| &version.rule);
    ByTerms {
        terms: rule.map_or_else(|| Terms::of_plan(row.rate), |rule| rule.terms.clone()),
        rule: rule.map(|rule| (rule.id, rule.name.clone(), rule.version, rule.conditions.clone())),
        revision: behind.plan.as_ref().map(|plan| plan.revision),
        at: row.terms_at,
    }
}

fn correction(row: &Commission, behind: &Behind) -> Result<Option<Correction>> {
    let Some(original) = row.reverses_id else { return Ok(None) };
    let frozen = behind.rows.iter().find(|one| one.id == original).map(Commission::frozen);
    let frozen = frozen.ok_or_else(|| Error::Broken(format!("{}: no original", row.id)))?;
    let earlier = behind
        .rows
        .iter()
        .filter(|one| one.reverses_id == Some(original) && one.id < row.id)
        .map(Commission::frozen)
        .collect();
    Ok(Some(Correction { original, frozen, earlier, this: row.frozen() }))
}
