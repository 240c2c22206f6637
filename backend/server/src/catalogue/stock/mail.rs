//! What a brand is told by mail of pieces that were short.

use domain::id::OrganizationId;
use domain::{Locale, Result, Timestamp};
use store::catalogue::product::Product;
use store::catalogue::shortage::Shortage;
use store::scope::InNetwork;
use words::Words;

use crate::platform::letter::{self, Desk, Said};

/// Products named in one mail; the page lists all.
const NAMED: usize = 20;

/// The brand hears which products are short, and of how many pieces.
pub(super) fn short(
    tx: &mut impl InNetwork,
    at: Timestamp,
    desk: &Desk,
    brand: OrganizationId,
    shortages: &[&Shortage],
    products: &[Product],
) -> Result<()> {
    let mut by_product: Vec<(&str, i64)> = Vec::new();
    for one in shortages {
        let product = products.iter().find(|product| product.id == one.product);
        let sku = product.map_or("", |product| product.sku.as_str());
        match by_product.iter_mut().find(|(known, _)| *known == sku) {
            Some((_, pieces)) => *pieces += one.pieces,
            None => by_product.push((sku, one.pieces)),
        }
    }
    let Some(first) = shortages.first() else { return Ok(()) };
    let orders = i64::try_from(shortages.len()).unwrap_or(i64::MAX);
    let say = |words: Words, _: Locale| Said {
        subject: words.stock_mail_subject(orders),
        lead: words.stock_mail_lead().to_owned(),
        facts: by_product
            .iter()
            .take(NAMED)
            .map(|(sku, pieces)| ((*sku).to_owned(), words.stock_pieces(*pieces)))
            .collect(),
        quote: None,
        link: (words.stock_mail_link().to_owned(), "/stock".to_owned()),
    };
    letter::write(tx, desk, brand, "stock.short", first.id, at, say)
}
