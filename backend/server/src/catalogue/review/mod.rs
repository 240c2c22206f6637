//! The operator's part: the queue, the look at a product, the decision that its brand is told.

pub mod checks;
pub mod pages;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::catalogue::product::{ProductAct, SOURCE};
use domain::catalogue::review::{Decision, RejectReason, suspension};
use domain::id::ProductId;
use domain::{Error, Result, Timestamp};
use store::catalogue::product::{self, Product, Search};
use store::catalogue::review;
use store::platform::text::Texts;
use store::scope::NetworkTx;

use crate::platform::letter::{self, Desk, Said};

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
}

/// Takes a submitted product from the queue.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale` when `version` is no longer the present one,
/// `Refused("product-state")`.
pub fn take(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    at: Timestamp,
    id: ProductId,
    version: i64,
) -> Result<Product> {
    let product = held(tx, me, id, version)?;
    review::take(tx, me, &product, at)
}

/// Decides on a product in review and tells its brand.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale`, `Refused("product-state")`; `Refused("product-incomplete")` for
/// an approval without a picture.
pub fn decide(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    at: Timestamp,
    desk: &Desk,
    id: ProductId,
    version: i64,
    decision: &Decision,
) -> Result<Product> {
    let product = held(tx, me, id, version)?;
    let next = review::decide(tx, me, &product, decision, at)?;
    tell(tx, at, desk, &next, (decision.act(), decision.reason(), decision.note()))?;
    Ok(next)
}

/// Takes a published product off the shelves; its brand gets a mail with the note.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale`, `Refused("product-state")`; `Invalid` on `note`.
pub fn suspend(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    at: Timestamp,
    desk: &Desk,
    id: ProductId,
    version: i64,
    note: &str,
) -> Result<Product> {
    let product = held(tx, me, id, version)?;
    let note = suspension(note)?;
    let next = review::suspend(tx, me, &product, &note, at)?;
    tell(tx, at, desk, &next, (ProductAct::Suspend, None, &note))?;
    Ok(next)
}

/// Puts a suspended product back on the shelves; its brand gets a mail.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale`, `Refused("product-state")`.
pub fn resume(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    at: Timestamp,
    desk: &Desk,
    id: ProductId,
    version: i64,
) -> Result<Product> {
    let product = held(tx, me, id, version)?;
    let next = review::resume(tx, me, &product, at)?;
    tell(tx, at, desk, &next, (ProductAct::Resume, None, ""))?;
    Ok(next)
}

/// A page of the products that were ever submitted, newest first.
///
/// # Errors
/// `Forbidden`.
pub fn find(tx: &mut NetworkTx<'_>, me: &Member, search: Search) -> Result<(Vec<Product>, Texts)> {
    me.must(Permission::ReviewProducts)?;
    let products = product::page(tx, &Search { submitted: true, ..search })?;
    let ids: Vec<ProductId> = products.iter().map(|product| product.id).collect();
    let texts = product::names(tx, &ids)?;
    Ok((products, texts))
}

/// What was never submitted is the brand's own affair: for the operator it is not there.
pub(super) fn get(tx: &mut NetworkTx<'_>, me: &Member, id: ProductId) -> Result<Product> {
    me.must(Permission::ReviewProducts)?;
    let product = product::get(tx, id)?;
    if product.submitted_at.is_some() { Ok(product) } else { Err(Error::Missing) }
}

/// The product in the version that the caller has seen.
fn held(tx: &mut NetworkTx<'_>, me: &Member, id: ProductId, version: i64) -> Result<Product> {
    let product = get(tx, me, id)?;
    if product.version == version { Ok(product) } else { Err(Error::Stale) }
}

/// Writes to the brand, in its language, what was done, why, and what the operator says to it.
fn tell(
    tx: &mut NetworkTx<'_>,
    at: Timestamp,
    desk: &Desk,
    product: &Product,
    (act, reason, note): (ProductAct, Option<RejectReason>, &str),
) -> Result<()> {
    let texts = product::names(tx, &[product.id])?;
    let kind = format!("product.{}", act.as_str());
    letter::write(tx, desk, product.brand_id, &kind, product.id, at, |words, locale| {
        let name = texts.get(product.id, "name", locale);
        let name = name.or_else(|| texts.get(product.id, "name", SOURCE));
        let name = name.map_or(product.sku.as_str(), |text| text.value.as_str());
        let (subject, lead) = match act {
            ProductAct::Approve => {
                (words.review_mail_approved_subject(name), words.review_mail_approved_lead())
            }
            ProductAct::RequestChanges => {
                (words.review_mail_changes_subject(name), words.review_mail_changes_lead())
            }
            ProductAct::Suspend => {
                (words.review_mail_suspended_subject(name), words.review_mail_suspended_lead())
            }
            ProductAct::Resume => {
                (words.review_mail_resumed_subject(name), words.review_mail_resumed_lead())
            }
            _ => (words.review_mail_rejected_subject(name), words.review_mail_rejected_lead()),
        };
        let mut facts = vec![
            (words.product_name().to_owned(), name.to_owned()),
            (words.product_sku().to_owned(), product.sku.clone()),
        ];
        if let Some(reason) = reason {
            let reason = words.state("reject-reason", reason.as_str()).into_owned();
            facts.push((words.review_reason().to_owned(), reason));
        }
        let note = Some(note).filter(|note| !note.is_empty());
        Said {
            subject,
            lead: lead.to_owned(),
            facts,
            quote: note.map(|note| (words.review_note().to_owned(), note.to_owned())),
            link: (words.review_mail_link().to_owned(), format!("/products/{}", product.id)),
        }
    })
}
