//! Shopify's messages: the order (`orders/create`, `paid`, `updated`, `fulfilled`, `cancelled`) and
//! the refund (`refunds/create`) of its Admin REST API.

use serde::Deserialize;

use super::word::{filled, list, word};
use super::{Currencies, LinePrice, Notice, Price, ToldLine, ToldOrder, ToldRefund};
use crate::id::ClickId;
use crate::orders::file::link_code;

/// What the redirect of a tracked link adds to the shop's address.
const CLICK: &str = "k";
/// Our attribute of an order.
const ATTRIBUTE: &str = "kakehashi";

#[derive(Debug, Clone, Default, Deserialize)]
struct Amount {
    #[serde(default, deserialize_with = "word")]
    amount: String,
    #[serde(default, deserialize_with = "word")]
    currency_code: String,
}

/// An amount in the shop's money and in that of its buyer.
#[derive(Debug, Clone, Default, Deserialize)]
struct Set {
    shop_money: Option<Amount>,
    presentment_money: Option<Amount>,
}

impl Set {
    /// The price; what stands beside the set is the shop's money.
    fn price(set: Option<&Self>, plain: &str) -> Price {
        let shop = set.and_then(|set| set.shop_money.as_ref());
        let buyer = set.and_then(|set| set.presentment_money.as_ref());
        Price {
            shop: shop.map_or_else(|| plain.to_owned(), |amount| amount.amount.clone()),
            buyer: buyer.map(|amount| amount.amount.clone()),
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
struct Allocation {
    #[serde(default, deserialize_with = "word")]
    amount: String,
    amount_set: Option<Set>,
}

#[derive(Debug, Clone, Deserialize)]
struct TaxLine {
    #[serde(default, deserialize_with = "word")]
    price: String,
    price_set: Option<Set>,
}

#[derive(Debug, Clone, Deserialize)]
struct LineItem {
    #[serde(default, deserialize_with = "word")]
    id: String,
    #[serde(default, deserialize_with = "word")]
    sku: String,
    #[serde(default)]
    quantity: i64,
    #[serde(default, deserialize_with = "word")]
    price: String,
    price_set: Option<Set>,
    #[serde(default, deserialize_with = "word")]
    total_discount: String,
    total_discount_set: Option<Set>,
    #[serde(default, deserialize_with = "list")]
    discount_allocations: Vec<Allocation>,
    #[serde(default, deserialize_with = "list")]
    tax_lines: Vec<TaxLine>,
}

#[derive(Debug, Clone, Deserialize)]
struct Code {
    #[serde(default, deserialize_with = "word")]
    code: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Attribute {
    #[serde(default, deserialize_with = "word")]
    name: String,
    #[serde(default, deserialize_with = "word")]
    value: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Fulfillment {
    #[serde(default, deserialize_with = "word")]
    status: String,
    #[serde(default, deserialize_with = "word")]
    shipment_status: String,
    created_at: Option<String>,
    updated_at: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Customer {
    #[serde(default, deserialize_with = "word")]
    id: String,
}

/// The body of a message about an order. What it does not name is not looked at: names, addresses,
/// phones and mail addresses above all.
#[derive(Debug, Clone, Deserialize)]
pub struct Order {
    #[serde(default, deserialize_with = "word")]
    id: String,
    #[serde(default, deserialize_with = "word")]
    name: String,
    #[serde(default, deserialize_with = "word")]
    created_at: String,
    updated_at: Option<String>,
    processed_at: Option<String>,
    cancelled_at: Option<String>,
    #[serde(default, deserialize_with = "word")]
    currency: String,
    #[serde(default, deserialize_with = "word")]
    presentment_currency: String,
    #[serde(default, deserialize_with = "word")]
    financial_status: String,
    #[serde(default, deserialize_with = "word")]
    fulfillment_status: String,
    #[serde(default)]
    taxes_included: bool,
    #[serde(default)]
    test: Option<bool>,
    #[serde(default, deserialize_with = "word")]
    landing_site: String,
    #[serde(default, deserialize_with = "word")]
    note: String,
    #[serde(default, deserialize_with = "list")]
    note_attributes: Vec<Attribute>,
    #[serde(default, deserialize_with = "list")]
    discount_codes: Vec<Code>,
    customer: Option<Customer>,
    #[serde(default, deserialize_with = "list")]
    line_items: Vec<LineItem>,
    #[serde(default, deserialize_with = "list")]
    fulfillments: Vec<Fulfillment>,
    #[serde(default, deserialize_with = "list")]
    refunds: Vec<Refund>,
}

#[derive(Debug, Clone, Deserialize)]
struct RefundLine {
    #[serde(default, deserialize_with = "word")]
    line_item_id: String,
    subtotal_set: Option<Set>,
}

#[derive(Debug, Clone, Deserialize)]
struct Adjustment {
    #[serde(default, deserialize_with = "word")]
    kind: String,
    #[serde(default, deserialize_with = "word")]
    amount: String,
    amount_set: Option<Set>,
}

/// The body of a message about a refund.
#[derive(Debug, Clone, Deserialize)]
pub struct Refund {
    #[serde(default, deserialize_with = "word")]
    id: String,
    #[serde(default, deserialize_with = "word")]
    order_id: String,
    created_at: Option<String>,
    processed_at: Option<String>,
    #[serde(default, rename = "refund_line_items", deserialize_with = "list")]
    lines: Vec<RefundLine>,
    #[serde(default, deserialize_with = "list")]
    order_adjustments: Vec<Adjustment>,
}

impl Order {
    /// What the message says.
    pub fn notice(self) -> Notice {
        let currencies =
            Currencies { shop: self.currency.clone(), buyer: filled(&self.presentment_currency) };
        let (click, link_code) = self.claims();
        let (sent_at, delivered_at) = self.parcels();
        let status = filled(&self.financial_status).unwrap_or_else(|| "pending".to_owned());
        let lines = self.line_items.iter().map(|line| line.told(self.taxes_included)).collect();
        let refunds = self.refunds.iter().map(|refund| refund.told(&currencies)).collect();
        Notice {
            shop_order: self.id,
            refunds,
            deleted: false,
            ignored: self.test == Some(true),
            order: Some(ToldOrder {
                number: self.name,
                status,
                currencies,
                placed_at: self.created_at,
                changed_at: self.updated_at,
                paid_at: self.processed_at,
                sent_at,
                delivered_at,
                canceled_at: self.cancelled_at,
                coupon: self.discount_codes.iter().find_map(|one| filled(&one.code)),
                click,
                link_code,
                buyer: self.customer.as_ref().and_then(|customer| filled(&customer.id)),
                lines,
                tax_beside: Vec::new(),
            }),
        }
    }

    /// The click or the link's code among the attributes, the address of the landing page, the note.
    fn claims(&self) -> (Option<String>, Option<String>) {
        let own = self
            .note_attributes
            .iter()
            .find(|one| one.name.trim().eq_ignore_ascii_case(ATTRIBUTE))
            .map(|one| one.value.trim());
        if let Some(own) = own.filter(|own| own.parse::<ClickId>().is_ok()) {
            return (Some(own.to_owned()), None);
        }
        let attributes: Vec<String> = self
            .note_attributes
            .iter()
            .map(|one| format!("{}: {}", one.name, one.value.replace(['\r', '\n'], " ")))
            .collect();
        let link = link_code(&attributes.join("\n"))
            .or_else(|| link_code(&self.landing_site))
            .or_else(|| link_code(&self.note));
        let landed = self.landing_site.split_once('?').and_then(|(_, query)| {
            let told = query.split(['&', '#']).find_map(|part| {
                part.split_once('=').filter(|(name, _)| *name == CLICK).map(|(_, value)| value)
            })?;
            told.parse::<ClickId>().is_ok().then(|| told.to_owned())
        });
        (landed, link)
    }

    /// When the last parcel was sent and arrived; none while a part of the order was not sent.
    fn parcels(&self) -> (Option<String>, Option<String>) {
        if self.fulfillment_status != "fulfilled" {
            return (None, None);
        }
        let sent: Vec<&Fulfillment> =
            self.fulfillments.iter().filter(|one| one.status == "success").collect();
        let last = |moment: fn(&Fulfillment) -> Option<String>| {
            let moments = sent.iter().filter_map(|one| moment(one));
            moments.max_by_key(|text| crate::time::Timestamp::parse(text))
        };
        let sent_at = last(|one| one.created_at.clone())
            .or_else(|| self.updated_at.clone())
            .or_else(|| Some(self.created_at.clone()));
        let all_there =
            !sent.is_empty() && sent.iter().all(|one| one.shipment_status == "delivered");
        let delivered_at = if all_there { last(|one| one.updated_at.clone()) } else { None };
        (sent_at, delivered_at)
    }
}

impl LineItem {
    fn told(&self, taxes_included: bool) -> ToldLine {
        let mut discounts: Vec<Price> = self
            .discount_allocations
            .iter()
            .map(|one| Set::price(one.amount_set.as_ref(), &one.amount))
            .collect();
        if discounts.is_empty() && filled(&self.total_discount).is_some() {
            discounts.push(Set::price(self.total_discount_set.as_ref(), &self.total_discount));
        }
        let taxes = self.tax_lines.iter().filter(|_| taxes_included);
        ToldLine {
            id: self.id.clone(),
            sku: self.sku.trim().to_owned(),
            quantity: self.quantity,
            price: LinePrice::Piece {
                unit: Set::price(self.price_set.as_ref(), &self.price),
                discounts,
            },
            tax: taxes.map(|tax| Set::price(tax.price_set.as_ref(), &tax.price)).collect(),
        }
    }
}

impl Refund {
    /// What a message about it alone says.
    pub fn notice(self) -> Notice {
        let told = self.told(&Currencies::default());
        Notice {
            shop_order: self.order_id,
            order: None,
            refunds: vec![told],
            deleted: false,
            ignored: false,
        }
    }

    fn told(&self, order: &Currencies) -> ToldRefund {
        let sets = self.lines.iter().filter_map(|line| line.subtotal_set.as_ref());
        let adjusted = self
            .order_adjustments
            .iter()
            // What was given back for freight was never in a commission.
            .filter(|one| one.kind == "refund_discrepancy");
        let code = |side: fn(&Set) -> Option<&Amount>| {
            let beside = adjusted.clone().filter_map(|one| one.amount_set.as_ref());
            let code = sets.clone().chain(beside).find_map(|set| side(set))?;
            filled(&code.currency_code)
        };
        ToldRefund {
            id: self.id.clone(),
            at: self.processed_at.clone().or_else(|| self.created_at.clone()),
            currencies: Currencies {
                shop: code(|set| set.shop_money.as_ref()).unwrap_or_else(|| order.shop.clone()),
                buyer: code(|set| set.presentment_money.as_ref()).or_else(|| order.buyer.clone()),
            },
            lines: self
                .lines
                .iter()
                .map(|line| (line.line_item_id.clone(), Set::price(line.subtotal_set.as_ref(), "")))
                .collect(),
            beside: adjusted.map(Adjustment::given).collect(),
            whole: None,
        }
    }
}

impl Adjustment {
    /// What was given back more than the lines say: a discrepancy is negative where that is so.
    fn given(&self) -> Price {
        let told = Set::price(self.amount_set.as_ref(), &self.amount);
        let turned = |text: &String| match text.trim().strip_prefix('-') {
            Some(rest) => rest.to_owned(),
            None => format!("-{}", text.trim()),
        };
        Price { shop: turned(&told.shop), buyer: told.buyer.as_ref().map(turned) }
    }
}
