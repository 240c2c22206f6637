//! Looking for products: the brand's list, the operator's queue, the catalogue.

use diesel::prelude::*;
use domain::catalogue::product::{Category, ProductStatus};
use domain::id::{NetworkId, OrganizationId, ProductId};
use domain::{Money, Rate, Result, text};
use schema::{products as t, texts};

use crate::catalogue::product::{COLUMNS, Product, get};
use crate::conn::MultiBackend;
use crate::rows::Among;
use crate::scope::Reads;

/// What to look for. The default is everything, newest first, and no row of it: set `limit`.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// In one of these states; all when empty.
    pub statuses: Vec<ProductStatus>,
    /// On this shelf.
    pub category: Option<Category>,
    /// Of this brand.
    pub brand: Option<OrganizationId>,
    /// With or without samples on offer.
    pub sample_offered: Option<bool>,
    /// Only what was ever submitted: a draft is its brand's own affair.
    pub submitted: bool,
    /// With these characters in a name, in any language, or in the SKU.
    pub words: String,
    /// In which order.
    pub order: Order,
    /// After the last one of the page before.
    pub after: Option<ProductId>,
    /// How many at most.
    pub limit: i64,
}

/// In which order; equal ones newest first. Where a page goes on, the order has the value of the last
/// one of the page before, beside its id in [`Search::after`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Newest first.
    #[default]
    Newest,
    /// The highest commission first.
    Rate(Option<Rate>),
    /// The lowest price first, each currency by itself.
    Price(Option<Money>),
}

diesel::define_sql_function! {
    /// Lower case as the engine knows it, on both sides of a comparison.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// One page of what is looked for, in its order. The same for the brand (`OrgTx`), the operator
/// (`NetworkTx`) and the published catalogue (`PublicTx`).
///
/// # Errors
/// Only what the database answers.
pub fn page(tx: &mut impl Reads<t::table>, search: &Search) -> Result<Vec<Product>> {
    let network = tx.network();
    Ok(tx.query(t::table, |rows, conn| {
        let mut rows = wanted(rows, network, search);
        rows = match (search.order, search.after) {
            (Order::Rate(Some(rate)), Some(after)) => {
                let equal = t::rate_ppm.eq(rate).and(t::id.lt(after));
                rows.filter(t::rate_ppm.lt(rate).or(equal))
            }
            (Order::Price(Some(price)), Some(after)) => {
                let equal = t::price_minor.eq(price.minor()).and(t::id.lt(after));
                let same = t::currency.eq(price.currency());
                let dearer = same.and(t::price_minor.gt(price.minor()).or(equal));
                rows.filter(t::currency.gt(price.currency()).or(dearer))
            }
            (_, Some(after)) => rows.filter(t::id.lt(after)),
            (_, None) => rows,
        };
        rows = match search.order {
            Order::Newest => rows.order(t::id.desc()),
            Order::Rate(_) => rows.order((t::rate_ppm.desc(), t::id.desc())),
            Order::Price(_) => rows.order((t::currency, t::price_minor, t::id.desc())),
        };
        rows.limit(search.limit).select(COLUMNS).load(conn)
    })?)
}

/// One page of what is looked for among the products that were submitted, in the order in which
/// they came in: the operator's queue. What was never submitted is not there.
///
/// # Errors
/// `Missing` when `after` is no product that the scope sees.
pub fn queue(tx: &mut impl Reads<t::table>, search: &Search) -> Result<Vec<Product>> {
    let network = tx.network();
    let after = search.after.map(|after| get(tx, after)).transpose()?;
    let after = after.and_then(|last| Some((last.submitted_at?, last.id)));
    Ok(tx.query(t::table, |rows, conn| {
        let mut rows = wanted(rows, network, search);
        rows = rows.filter(t::submitted_at.is_not_null());
        if let Some((at, id)) = after {
            let later = t::submitted_at.assume_not_null().gt(at);
            let same = t::submitted_at.assume_not_null().eq(at);
            rows = rows.filter(later.or(same.and(t::id.gt(id))));
        }
        rows.order((t::submitted_at, t::id)).limit(search.limit).select(COLUMNS).load(conn)
    })?)
}

type Rows = schema::products::BoxedQuery<'static, MultiBackend>;

/// The rows that fit, but for the page.
fn wanted(mut rows: Rows, network: NetworkId, search: &Search) -> Rows {
    if !search.statuses.is_empty() {
        rows = rows.filter(t::status.among(search.statuses.clone()));
    }
    if let Some(category) = search.category {
        rows = rows.filter(t::category.eq(category));
    }
    if let Some(brand) = search.brand {
        rows = rows.filter(t::brand_id.eq(brand));
    }
    if let Some(offered) = search.sample_offered {
        rows = rows.filter(t::sample_offered.eq(offered));
    }
    if search.submitted {
        rows = rows.filter(t::submitted_at.is_not_null());
    }
    let words = text::line(&search.words);
    if !words.is_empty() {
        let named = texts::table
            .filter(texts::network_id.eq(network))
            .filter(texts::field.eq("name"))
            .filter(lower(texts::value).like(lower(containing(&words))).escape('\\'))
            .select(texts::owner_id);
        let sku = lower(containing(&text::fold_width(&words)));
        let numbered = lower(t::sku).like(sku).escape('\\');
        rows = rows.filter(numbered.or(t::id.eq_any(named)));
    }
    rows
}

/// A LIKE pattern for a text with these characters inside, whatever they are.
fn containing(words: &str) -> String {
    let mut pattern = String::with_capacity(words.len() + 2);
    pattern.push('%');
    for c in words.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
