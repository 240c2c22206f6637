//! What an order is checked against: products by their codes, who sent the buyer, on which terms.
//! Everything is looked up for a whole batch of orders at once.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use domain::id::{ClickId, LinkId, OrganizationId, PlanId, ProductId};
use domain::orders::attribution::{Attribution, Found, FoundClick, decide};
use domain::orders::order::OrderDraft;
use domain::tenancy::network::Network;
use domain::time::Timestamp;
use domain::tracking::{coupon, link};
use domain::{Rate, Result};
use schema::{clicks, coupons, links, listings, plans, products};

use crate::rows::IDS_AT_ONCE;
use crate::scope::{NetworkTx, Reads};

/// A product that may be sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sold {
    /// The product.
    pub product: ProductId,
    /// Who makes it.
    pub brand: OrganizationId,
}

/// On which terms a KOL sells a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The plan.
    pub plan: PlanId,
    /// The total commission's rate.
    pub rate: Rate,
}

/// The published products of some codes; a code that two brands use names no product.
///
/// # Errors
/// Only what the database answers.
pub fn products<'a>(
    tx: &mut NetworkTx<'_>,
    skus: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, Sold>> {
    let skus: HashSet<&str> = skus.collect();
    let skus: Vec<String> = skus.into_iter().map(str::to_owned).collect();
    let mut found: HashMap<String, Vec<Sold>> = HashMap::with_capacity(skus.len());
    for some in skus.chunks(IDS_AT_ONCE) {
        let rows: Vec<(String, ProductId, OrganizationId)> =
            tx.query(products::table, |rows, conn| {
                use products as p;
                let rows =
                    rows.filter(p::status.eq("published")).select((p::sku, p::id, p::brand_id));
                match some {
                    // This text is always the same, so that the statement stays prepared.
                    [one] => rows.filter(p::sku.eq(one.clone())).load(conn),
                    many => rows.filter(p::sku.eq_any(many.to_vec())).load(conn),
                }
            })?;
        for (sku, product, brand) in rows {
            found.entry(sku).or_default().push(Sold { product, brand });
        }
    }
    Ok(found
        .into_iter()
        .filter_map(|(sku, sold)| match sold.as_slice() {
            [one] => Some((sku, *one)),
            _ => None,
        })
        .collect())
}

/// Which KOL each order belongs to, in their order: clicks first, then the link codes of those
/// without a click that counts, then the coupons of the rest.
///
/// # Errors
/// Only what the database answers.
pub fn attributions(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    drafts: &[&OrderDraft],
) -> Result<Vec<Attribution>> {
    let mut found = vec![Found::default(); drafts.len()];

    let ids = claimed(drafts, |draft| draft.claims.click.as_ref()?.parse::<ClickId>().ok());
    let clicks = clicks_of(tx, &ids)?;
    for (place, id) in ids {
        found[place].click = clicks.get(&id).copied();
    }
    let open = |found: &[Found]| -> Vec<bool> {
        drafts
            .iter()
            .zip(found)
            .map(|(draft, found)| decide(&draft.claims, found, draft.placed_at).kol.is_none())
            .collect()
    };

    let undecided = open(&found);
    let codes = claimed(drafts, |draft| {
        link::code_of(draft.claims.link_code.as_ref()?, &network.code).map(str::to_owned)
    });
    let codes: Vec<_> = codes.into_iter().filter(|(place, _)| undecided[*place]).collect();
    let links = links_of(tx, &codes)?;
    for (place, code) in codes {
        found[place].link = links.get(&code).copied();
    }

    let undecided = open(&found);
    let codes = claimed(drafts, |draft| {
        Some(coupon::folded(draft.claims.coupon.as_ref()?)).filter(|code| !code.is_empty())
    });
    let codes: Vec<_> = codes.into_iter().filter(|(place, _)| undecided[*place]).collect();
    let coupons = coupons_of(tx, &codes)?;
    for (place, code) in codes {
        found[place].coupon = coupons.get(&code).copied();
    }

    Ok(drafts
        .iter()
        .zip(&found)
        .map(|(draft, found)| decide(&draft.claims, found, draft.placed_at))
        .collect())
}

/// On which terms KOLs sell products: those frozen in the listing, else those of the product's
/// open plan at the time of the order.
#[derive(Debug, Default)]
pub struct Book {
    listed: HashMap<(OrganizationId, ProductId), Terms>,
    open: HashMap<ProductId, Vec<(Timestamp, Option<Timestamp>, Terms)>>,
}

impl Book {
    /// Looks up the terms of pairs of KOL and product.
    ///
    /// # Errors
    /// Only what the database answers.
    pub fn open(
        tx: &mut NetworkTx<'_>,
        pairs: &HashSet<(OrganizationId, ProductId)>,
    ) -> Result<Self> {
        let mut book = Self::default();
        if pairs.is_empty() {
            return Ok(book);
        }
        let kols: HashSet<OrganizationId> = pairs.iter().map(|(kol, _)| *kol).collect();
        let products: HashSet<ProductId> = pairs.iter().map(|(_, product)| *product).collect();
        let rows: Vec<(OrganizationId, ProductId, PlanId, Rate)> =
            tx.query(listings::table, |rows, conn| {
                use listings as l;
                // Of two storefronts' listings the older one's terms hold.
                let rows = rows.order(l::id.desc()).select((
                    l::kol_id,
                    l::product_id,
                    l::plan_id,
                    l::rate_ppm,
                ));
                match pairs.iter().next() {
                    Some((kol, product)) if pairs.len() == 1 => rows
                        .filter(l::product_id.eq(*product))
                        .filter(l::kol_id.eq(*kol))
                        .load(conn),
                    _ => rows
                        .filter(l::product_id.eq_any(products))
                        .filter(l::kol_id.eq_any(kols))
                        .load(conn),
                }
            })?;
        for (kol, product, plan, rate) in rows {
            book.listed.insert((kol, product), Terms { plan, rate });
        }
        let rest: HashSet<ProductId> = pairs
            .iter()
            .filter(|pair| !book.listed.contains_key(*pair))
            .map(|(_, product)| *product)
            .collect();
        if !rest.is_empty() {
            type Row = (ProductId, PlanId, Rate, Timestamp, Option<Timestamp>);
            let rows: Vec<Row> = tx.query(plans::table, |rows, conn| {
                use plans as p;
                rows.filter(p::product_id.eq_any(rest))
                    .filter(p::kind.eq("open"))
                    .order(p::revision.desc())
                    .select((p::product_id, p::id, p::rate_ppm, p::valid_from, p::valid_to))
                    .load(conn)
            })?;
            for (product, plan, rate, from, to) in rows {
                book.open.entry(product).or_default().push((from, to, Terms { plan, rate }));
            }
        }
        Ok(book)
    }

    /// The terms of a KOL and product for an order placed then; none when there is no plan.
    pub fn terms(
        &self,
        kol: OrganizationId,
        product: ProductId,
        placed_at: Timestamp,
    ) -> Option<Terms> {
        self.listed.get(&(kol, product)).copied().or_else(|| {
            self.open
                .get(&product)?
                .iter()
                .find(|(from, to, _)| *from <= placed_at && to.is_none_or(|to| placed_at < to))
                .map(|(_, _, terms)| *terms)
        })
    }
}

fn claimed<T>(drafts: &[&OrderDraft], claim: impl Fn(&OrderDraft) -> Option<T>) -> Vec<(usize, T)> {
    drafts.iter().enumerate().filter_map(|(place, draft)| Some((place, claim(draft)?))).collect()
}

fn clicks_of(
    tx: &mut NetworkTx<'_>,
    ids: &[(usize, ClickId)],
) -> Result<HashMap<ClickId, FoundClick>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<ClickId> = ids.iter().map(|(_, id)| *id).collect();
    let rows: Vec<(ClickId, LinkId, OrganizationId, Timestamp)> =
        tx.query(clicks::table, |rows, conn| {
            use clicks as c;
            let rows = rows.select((c::id, c::link_id, c::kol_id, c::at));
            match ids.as_slice() {
                [one] => rows.filter(c::id.eq(*one)).load(conn),
                _ => rows.filter(c::id.eq_any(ids)).load(conn),
            }
        })?;
    Ok(rows.into_iter().map(|(id, link, kol, at)| (id, FoundClick { id, link, kol, at })).collect())
}

fn links_of(
    tx: &mut NetworkTx<'_>,
    codes: &[(usize, String)],
) -> Result<HashMap<String, (LinkId, OrganizationId)>> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let codes: Vec<String> = codes.iter().map(|(_, code)| code.clone()).collect();
    let rows: Vec<(String, LinkId, OrganizationId)> = tx.query(links::table, |rows, conn| {
        use links as l;
        let rows = rows.select((l::code, l::id, l::kol_id));
        match codes.as_slice() {
            [one] => rows.filter(l::code.eq(one.clone())).load(conn),
            _ => rows.filter(l::code.eq_any(codes)).load(conn),
        }
    })?;
    Ok(rows.into_iter().map(|(code, link, kol)| (code, (link, kol))).collect())
}

fn coupons_of(
    tx: &mut NetworkTx<'_>,
    codes: &[(usize, String)],
) -> Result<HashMap<String, OrganizationId>> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let codes: Vec<String> = codes.iter().map(|(_, code)| code.clone()).collect();
    let rows: Vec<(String, OrganizationId)> = tx.query(coupons::table, |rows, conn| {
        use coupons as c;
        let rows = rows.select((c::code, c::kol_id));
        match codes.as_slice() {
            [one] => rows.filter(c::code.eq(one.clone())).load(conn),
            _ => rows.filter(c::code.eq_any(codes)).load(conn),
        }
    })?;
    Ok(rows.into_iter().collect())
}
