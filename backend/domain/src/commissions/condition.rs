//! For which lines a rule of commission is: its conditions, and a line as they look at it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalogue::product::Category;
use crate::choices;
use crate::id::{KolGroupId, LiveSessionId, OrganizationId, PlanId, ProductId};
use crate::money::{Currency, Money};
use crate::time::Timestamp;

choices! {
    /// A kind of condition.
    pub enum Condition {
        /// Sold in one of these live sessions.
        Session = "session",
        /// One of these products.
        Product = "product",
        /// One of these KOLs.
        Kol = "kol",
        /// A KOL of one of these groups.
        Group = "group",
        /// Sold on one of these plans.
        Plan = "plan",
        /// One of these categories.
        Category = "category",
        /// One of these manufacturers.
        Brand = "brand",
        /// One of these shops or channels.
        Source = "source",
        /// A buyer who has, or has not, bought before.
        NewBuyer = "new_buyer",
        /// The whole order is worth at least so much.
        OrderValue = "order_value",
        /// Sold in one of these currencies.
        Market = "market",
    }
}

impl Condition {
    /// How much a kind makes a rule more specific: each weighs more than all after it together.
    const fn weight(self) -> u32 {
        match self {
            Self::Session => 1_024,
            Self::Product => 512,
            Self::Kol => 256,
            Self::Group => 128,
            Self::Plan => 64,
            Self::Category => 32,
            Self::Brand => 16,
            Self::Source => 8,
            Self::NewBuyer => 4,
            Self::OrderValue => 2,
            Self::Market => 1,
        }
    }
}

/// For which lines a rule is: a kind without values asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conditions {
    /// Live sessions.
    pub sessions: Vec<LiveSessionId>,
    /// Products.
    pub products: Vec<ProductId>,
    /// KOLs.
    pub kols: Vec<OrganizationId>,
    /// Groups of KOLs.
    pub groups: Vec<KolGroupId>,
    /// Plans; a later revision of one is the same plan.
    pub plans: Vec<PlanId>,
    /// Categories.
    pub categories: Vec<Category>,
    /// Manufacturers.
    pub brands: Vec<OrganizationId>,
    /// Shops or channels, as orders name their source.
    pub sources: Vec<String>,
    /// Whether the buyer must be new.
    pub new_buyer: Option<bool>,
    /// What the order must be worth at least, in smallest units of each currency; an order in a
    /// currency that is not named does not fit.
    pub order_value: BTreeMap<Currency, i64>,
    /// Currencies.
    pub markets: Vec<Currency>,
}

/// A line that was sold, as conditions look at it.
#[derive(Debug, Clone, Copy)]
pub struct Sale<'a> {
    /// The product.
    pub product: ProductId,
    /// Its category.
    pub category: Category,
    /// Its manufacturer.
    pub brand: OrganizationId,
    /// The KOL.
    pub kol: OrganizationId,
    /// The shop.
    pub source: &'a str,
    /// What the whole order is worth.
    pub order_total: Money,
    /// Whether the buyer is new; none where nobody knows.
    pub new_buyer: Option<bool>,
    /// The groups that the KOL was in at that moment.
    pub groups: &'a [KolGroupId],
    /// The live session whose link led to the order.
    pub session: Option<LiveSessionId>,
    /// The plan that it was sold on, by all its revisions.
    pub plans: &'a [PlanId],
    /// The moment whose terms hold.
    pub at: Timestamp,
}

impl Conditions {
    /// The kinds that it asks.
    pub fn kinds(&self) -> Vec<Condition> {
        Condition::ALL.iter().copied().filter(|kind| self.asks(*kind)).collect()
    }

    fn asks(&self, kind: Condition) -> bool {
        match kind {
            Condition::Session => !self.sessions.is_empty(),
            Condition::Product => !self.products.is_empty(),
            Condition::Kol => !self.kols.is_empty(),
            Condition::Group => !self.groups.is_empty(),
            Condition::Plan => !self.plans.is_empty(),
            Condition::Category => !self.categories.is_empty(),
            Condition::Brand => !self.brands.is_empty(),
            Condition::Source => !self.sources.is_empty(),
            Condition::NewBuyer => self.new_buyer.is_some(),
            Condition::OrderValue => !self.order_value.is_empty(),
            Condition::Market => !self.markets.is_empty(),
        }
    }

    /// Whether a line fits what a kind asks.
    pub(super) fn fits(&self, kind: Condition, sale: &Sale<'_>) -> bool {
        match kind {
            Condition::Session => sale.session.is_some_and(|one| self.sessions.contains(&one)),
            Condition::Product => self.products.contains(&sale.product),
            Condition::Kol => self.kols.contains(&sale.kol),
            Condition::Group => sale.groups.iter().any(|one| self.groups.contains(one)),
            Condition::Plan => sale.plans.iter().any(|one| self.plans.contains(one)),
            Condition::Category => self.categories.contains(&sale.category),
            Condition::Brand => self.brands.contains(&sale.brand),
            Condition::Source => self.sources.iter().any(|source| source == sale.source),
            Condition::NewBuyer => self.new_buyer == sale.new_buyer,
            Condition::OrderValue => self
                .order_value
                .get(&sale.order_total.currency())
                .is_some_and(|least| sale.order_total.minor() >= *least),
            Condition::Market => self.markets.contains(&sale.order_total.currency()),
        }
    }

    /// How specific it is; more is more.
    pub fn specificity(&self) -> u32 {
        let asked: u32 = self.kinds().into_iter().map(Condition::weight).sum();
        // A plan is one product's: who asks for it asks for the product.
        let implied = self.asks(Condition::Plan) && !self.asks(Condition::Product);
        asked + if implied { Condition::Product.weight() } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sale<'a>(groups: &'a [KolGroupId], plans: &'a [PlanId]) -> Sale<'a> {
        Sale {
            product: ProductId::new(),
            category: Category::Tea,
            brand: OrganizationId::new(),
            kol: OrganizationId::new(),
            source: "shopify",
            order_total: Money::new(5_000, Currency::Jpy),
            new_buyer: None,
            groups,
            session: None,
            plans,
            at: Timestamp::from_unix_seconds(0).expect("moment"),
        }
    }

    #[test]
    fn one_of_the_groups_of_a_kol_and_one_revision_of_a_plan_are_enough() {
        let (groups, plans) =
            ([KolGroupId::new(), KolGroupId::new()], [PlanId::new(), PlanId::new()]);
        let asked = Conditions {
            groups: vec![KolGroupId::new(), groups[1]],
            plans: vec![plans[0]],
            ..Conditions::default()
        };
        for (sale, group, plan) in
            [(sale(&groups, &plans), true, true), (sale(&groups[..1], &[]), false, false)]
        {
            assert_eq!(asked.fits(Condition::Group, &sale), group);
            assert_eq!(asked.fits(Condition::Plan, &sale), plan);
        }
    }

    #[test]
    fn an_order_of_no_session_fits_no_session() {
        let session = LiveSessionId::new();
        let asked = Conditions { sessions: vec![session], ..Conditions::default() };
        let mut sale = sale(&[], &[]);
        assert!(!asked.fits(Condition::Session, &sale));
        sale.session = Some(LiveSessionId::new());
        assert!(!asked.fits(Condition::Session, &sale));
        sale.session = Some(session);
        assert!(asked.fits(Condition::Session, &sale));
    }

    #[test]
    fn a_plan_is_more_specific_than_its_product_and_a_session_than_all() {
        let kol = vec![OrganizationId::new()];
        let product = Conditions { products: vec![ProductId::new()], ..Conditions::default() };
        let plan = Conditions { plans: vec![PlanId::new()], ..Conditions::default() };
        let both = Conditions { kols: kol.clone(), ..product.clone() };
        let group = Conditions { groups: vec![KolGroupId::new()], ..Conditions::default() };
        let one = Conditions { kols: kol, ..Conditions::default() };
        let session = Conditions { sessions: vec![LiveSessionId::new()], ..Conditions::default() };
        let rising = [group, one, product, plan, both, session];
        assert!(rising.iter().map(Conditions::specificity).is_sorted_by(|less, more| less < more));
    }
}
