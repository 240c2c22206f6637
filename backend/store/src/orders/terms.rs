//! What an order is checked against: products by their codes, who sent the buyer, on which terms.
//! Everything is looked up for a whole batch of orders at once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use diesel::prelude::*;
use domain::catalogue::product::Category;
use domain::commissions::lock::rate_at;
use domain::commissions::rule::{Rule, Sale, Terms, winner};
use domain::id::{
    ClickId, CommissionRuleId, KolGroupId, LinkId, LiveSessionId, OrganizationId, PlanId, ProductId,
};
use domain::orders::attribution::{Attribution, Found, FoundClick, FoundLink, decide};
use domain::orders::order::OrderDraft;
use domain::plans::plan::holds;
use domain::tenancy::network::Network;
use domain::tenancy::organization::has_left;
use domain::time::Timestamp;
use domain::tracking::{coupon, link};
use domain::{Rate, Result};
use schema::{clicks, coupons, links, listings, plans, products};

use crate::commissions::payees::Payees;
use crate::commissions::rule::{self, RuleBook};
use crate::rows::{Among, IDS_AT_ONCE};
use crate::scope::{NetworkTx, Reads};

/// A product that may be sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sold {
    /// The product.
    pub product: ProductId,
    /// Who makes it.
    pub brand: OrganizationId,
    /// What it is.
    pub category: Category,
    /// Since when its pieces are counted; none where as many are sold as are ordered.
    pub counted_at: Option<Timestamp>,
}

/// On which terms a line was sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The plan.
    pub plan: PlanId,
    /// The version of the rule that won; none where the plan's own terms hold.
    pub rule: Option<CommissionRuleId>,
    /// What they say.
    pub terms: Terms,
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
        let rows: Vec<(String, ProductId, OrganizationId, Category, Option<Timestamp>)> = tx
            .query(products::table, |rows, conn| {
                use products as p;
                let rows = rows.filter(p::status.eq("published")).select((
                    p::sku,
                    p::id,
                    p::brand_id,
                    p::category,
                    p::counted_at,
                ));
                rows.filter(p::sku.among(some.to_vec())).load(conn)
            })?;
        for (sku, product, brand, category, counted_at) in rows {
            found.entry(sku).or_default().push(Sold { product, brand, category, counted_at });
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

/// On which terms KOLs sell products: by the rules, else those frozen in the listing as far as the
/// plan's changes leave them (COM-08), else those of the product's open plan at the time.
#[derive(Debug, Default)]
pub struct Book {
    kept: RuleBook,
    listed: HashMap<(OrganizationId, ProductId), Listed>,
    open: HashMap<ProductId, Vec<Open>>,
}

#[derive(Debug, Clone, Copy)]
struct Listed {
    plan: PlanId,
    rate: Rate,
    at: Timestamp,
}

/// An open plan of a product, by revision.
#[derive(Debug, Clone, Copy)]
struct Open {
    plan: PlanId,
    rate: Rate,
    from: Timestamp,
    to: Option<Timestamp>,
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
        if pairs.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self { kept: rule::book(tx)?, listed: listed(tx, pairs)?, open: open_plans(tx, pairs)? })
    }

    /// The versions that lines are matched against.
    pub fn rules(&self) -> &[Rule] {
        &self.kept.rules
    }

    /// The groups that a KOL was in at a moment.
    pub fn groups(&self, kol: OrganizationId, at: Timestamp) -> Vec<KolGroupId> {
        self.kept.groups.of(kol, at)
    }

    /// Whether a KOL's part had ended by a moment: what is sold from then on earns nothing.
    pub fn has_left(&self, kol: OrganizationId, at: Timestamp) -> bool {
        has_left(self.kept.ends.get(&kol).copied(), at)
    }

    /// The plan of a product by all its revisions.
    pub fn revisions(&self, product: ProductId, plan: PlanId) -> Vec<PlanId> {
        let open = self.open.get(&product).map_or(&[][..], Vec::as_slice);
        if open.iter().any(|one| one.plan == plan) {
            open.iter().map(|one| one.plan).collect()
        } else {
            vec![plan]
        }
    }

    /// Who is paid beside the KOL, and how payees are taxed.
    pub fn payees(&self) -> &Payees {
        &self.kept.payees
    }

    /// The same book with other rules: to see what they would do.
    #[must_use]
    pub fn trying(self, rules: Vec<Rule>) -> Self {
        Self { kept: RuleBook { rules: Arc::new(rules), ..self.kept }, ..self }
    }

    /// The terms of a line; none when the product had no plan at that time.
    pub fn held(&self, sale: &Sale<'_>) -> Option<Held> {
        let (plan, rate) = self.of_plan(sale)?;
        let plans = self.revisions(sale.product, plan);
        let rule = winner(&self.kept.rules, &Sale { plans: &plans, ..*sale });
        let terms = rule.map_or_else(|| Terms::of_plan(rate), |rule| rule.terms.clone());
        Some(Held { plan, rule: rule.map(|rule| rule.id), terms })
    }

    fn of_plan(&self, sale: &Sale<'_>) -> Option<(PlanId, Rate)> {
        let plans = self.open.get(&sale.product).map_or(&[][..], Vec::as_slice);
        let now = plans.iter().rev().find(|plan| holds(plan.from, plan.to, sale.at));
        let Some(listed) = self.listed.get(&(sale.kol, sale.product)) else {
            return now.map(|plan| (plan.plan, plan.rate));
        };
        let changes: Vec<(Timestamp, Rate)> =
            plans.iter().map(|plan| (plan.from, plan.rate)).collect();
        let rate = rate_at((listed.at, listed.rate), &changes, sale.at);
        let plan = now.filter(|plan| plan.rate == rate).map_or(listed.plan, |plan| plan.plan);
        Some((plan, rate))
    }
}

fn listed(
    tx: &mut NetworkTx<'_>,
    pairs: &HashSet<(OrganizationId, ProductId)>,
) -> Result<HashMap<(OrganizationId, ProductId), Listed>> {
    type Row = (OrganizationId, ProductId, PlanId, Rate, Timestamp);
    let rows: Vec<Row> = tx.query(listings::table, |rows, conn| {
        use listings as l;
        // Of two storefronts' listings the older one's terms hold.
        let rows = rows.order(l::id.desc()).select((
            l::kol_id,
            l::product_id,
            l::plan_id,
            l::rate_ppm,
            l::listed_at,
        ));
        let (kols, products): (HashSet<_>, HashSet<_>) = pairs.iter().copied().unzip();
        rows.filter(l::product_id.among(products)).filter(l::kol_id.among(kols)).load(conn)
    })?;
    Ok(rows
        .into_iter()
        .map(|(kol, product, plan, rate, at)| ((kol, product), Listed { plan, rate, at }))
        .collect())
}

fn open_plans(
    tx: &mut NetworkTx<'_>,
    pairs: &HashSet<(OrganizationId, ProductId)>,
) -> Result<HashMap<ProductId, Vec<Open>>> {
    type Row = (ProductId, PlanId, Rate, Timestamp, Option<Timestamp>);
    let rows: Vec<Row> = tx.query(plans::table, |rows, conn| {
        use plans as p;
        let rows = rows.filter(p::kind.eq("open")).order(p::revision).select((
            p::product_id,
            p::id,
            p::rate_ppm,
            p::valid_from,
            p::valid_to,
        ));
        let products: HashSet<ProductId> = pairs.iter().map(|(_, product)| *product).collect();
        rows.filter(p::product_id.among(products)).load(conn)
    })?;
    let mut open: HashMap<ProductId, Vec<Open>> = HashMap::new();
    for (product, plan, rate, from, to) in rows {
        open.entry(product).or_default().push(Open { plan, rate, from, to });
    }
    Ok(open)
}

fn claimed<T>(drafts: &[&OrderDraft], claim: impl Fn(&OrderDraft) -> Option<T>) -> Vec<(usize, T)> {
    drafts.iter().enumerate().filter_map(|(place, draft)| Some((place, claim(draft)?))).collect()
}

fn clicks_of(
    tx: &mut NetworkTx<'_>,
    ids: &[(usize, ClickId)],
) -> Result<HashMap<ClickId, FoundClick>> {
    type Row = (ClickId, LinkId, OrganizationId, Timestamp, Option<LiveSessionId>);
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<ClickId> = ids.iter().map(|(_, id)| *id).collect();
    let rows: Vec<Row> = tx.query(clicks::table, |rows, conn| {
        use clicks as c;
        let session = links::table
            .filter(links::network_id.eq(c::network_id))
            .filter(links::id.eq(c::link_id))
            .select(links::session_id)
            .single_value();
        let rows = rows.select((c::id, c::link_id, c::kol_id, c::at, session));
        rows.filter(c::id.among(ids)).load(conn)
    })?;
    let found = |(id, link, kol, at, session)| (id, FoundClick { id, link, kol, session, at });
    Ok(rows.into_iter().map(found).collect())
}

fn links_of(
    tx: &mut NetworkTx<'_>,
    codes: &[(usize, String)],
) -> Result<HashMap<String, FoundLink>> {
    type Row = (String, LinkId, OrganizationId, Option<LiveSessionId>);
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let codes: Vec<String> = codes.iter().map(|(_, code)| code.clone()).collect();
    let rows: Vec<Row> = tx.query(links::table, |rows, conn| {
        use links as l;
        let rows = rows.select((l::code, l::id, l::kol_id, l::session_id));
        rows.filter(l::code.among(codes)).load(conn)
    })?;
    let found = |(code, id, kol, session)| (code, FoundLink { id, kol, session });
    Ok(rows.into_iter().map(found).collect())
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
        rows.filter(c::code.among(codes)).load(conn)
    })?;
    Ok(rows.into_iter().collect())
}
