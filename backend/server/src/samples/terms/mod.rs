//! On which terms a brand offers samples of a product, also after it was published.

pub mod api;
pub mod pages;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::catalogue::product::is_on;
use domain::id::ProductId;
use domain::samples::terms::{DAYS_TO_POST, SampleTerms, TermsDraft, Treatment, validate};
use domain::{Error, Result, Timestamp};
use store::catalogue::product::{self, Product};
use store::samples::terms;
use store::scope::OrgTx;
use words::Words;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Terms as a form or a body brings them.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// `true`, `on`, `yes` or `1` when KOLs may ask for samples.
    pub offered: String,
    /// On which terms.
    pub draft: TermsDraft,
    /// The product's version that the change was made on.
    pub version: i64,
}

/// The brand's own product.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn get(tx: &mut OrgTx<'_>, me: &Member, id: ProductId) -> Result<Product> {
    me.must(Permission::SubmitProducts)?;
    product::get(tx, id)
}

/// The brand changes the terms of its product's samples. Requests that were made keep theirs.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale`; `Invalid` with every wrong field; `Refused("product-state")`.
pub fn change(
    tx: &mut OrgTx<'_>,
    me: &Member,
    id: ProductId,
    told: &Told,
    at: Timestamp,
) -> Result<Product> {
    let product = get(tx, me, id)?;
    if product.version != told.version {
        return Err(Error::Stale);
    }
    let (is_offered, currency) = (is_on(&told.offered), product.price().currency());
    let terms =
        if is_offered { validate(&told.draft, currency)? } else { SampleTerms::free(currency) };
    terms::apply(tx, me, &product, (is_offered, terms), at)
}

/// The terms in plain words: what the KOL owes and what it may cost.
pub fn said(words: Words, terms: &SampleTerms) -> String {
    let value = words.money(terms.value);
    match terms.treatment {
        Treatment::Sponsored => words.sample_terms_sponsored(DAYS_TO_POST),
        Treatment::Deduct => words.sample_terms_deduct(DAYS_TO_POST, value.as_str()),
        Treatment::Deposit => words.sample_terms_deposit(DAYS_TO_POST, value.as_str()),
    }
}

/// What the KOL agrees to by ticking the box; nothing where it can never be charged.
pub fn accepting(words: Words, terms: &SampleTerms) -> Option<String> {
    let value = words.money(terms.value);
    match terms.treatment {
        Treatment::Sponsored => None,
        Treatment::Deduct => Some(words.sample_accept_deduct(DAYS_TO_POST, value.as_str())),
        Treatment::Deposit => Some(words.sample_accept_deposit(DAYS_TO_POST, value.as_str())),
    }
}
