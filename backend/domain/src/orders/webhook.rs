//! Messages that a shop signs and sends by itself.

use crate::choices;
use crate::error::{Fields, Result};
use crate::text;
use crate::time::Timestamp;

/// A signature is good for so many seconds before and after the moment that it names.
pub const WINDOW_SECONDS: i64 = 300;
/// Bytes of a message at most.
pub const MOST_BYTES: usize = 256 * 1_024;

choices! {
    /// In whose manner a shop signs.
    pub enum Profile {
        /// Ours: the moment and the body are signed, in hexadecimal digits.
        Kakehashi = "kakehashi",
        /// Shopify's: the body is signed, in base 64.
        Shopify = "shopify",
        /// `WooCommerce`'s: alike, in a header of its own.
        Woocommerce = "woocommerce",
    }
}

choices! {
    /// What a message is about.
    pub enum Topic {
        Order = "order",
        /// A refund or anything else that happened to an order.
        Event = "event",
        /// A mail that came back, told by the mail service.
        Bounce = "bounce",
        /// The whole of an order in the shop system's own body, new or changed.
        ShopOrder = "shop_order",
        /// A refund in the shop system's own body.
        ShopRefund = "shop_refund",
        /// An order that the shop system has deleted.
        ShopDeletion = "shop_deletion",
    }
}

choices! {
    /// What became of a message.
    pub enum DeliveryStatus {
        Accepted = "accepted",
        /// It had come before; it was answered as then.
        Repeated = "repeated",
        /// Its order has not come yet; it waits.
        Waiting = "waiting",
        /// It cannot be taken before somebody has mended what it needs.
        Held = "held",
        /// There is nothing to do about it: a test, or a draft.
        Ignored = "ignored",
        Refused = "refused",
    }
}

/// The headers of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Headers {
    /// The signature.
    pub signature: &'static str,
    /// The message's own number.
    pub event: &'static str,
    /// Another of it, where the first is not sent.
    pub fallback: &'static str,
    /// The shop that sent it.
    pub shop: &'static str,
    /// What it is about.
    pub topic: &'static str,
}

impl Profile {
    /// Where the profile says what.
    pub const fn headers(self) -> Headers {
        match self {
            Self::Kakehashi => Headers {
                signature: "x-kakehashi-signature",
                event: "x-kakehashi-event-id",
                fallback: "x-kakehashi-event-id",
                shop: "x-kakehashi-shop",
                topic: "x-kakehashi-topic",
            },
            Self::Shopify => Headers {
                signature: "x-shopify-hmac-sha256",
                // The same for all deliveries of an event; the other changes with the subscription.
                event: "x-shopify-event-id",
                fallback: "x-shopify-webhook-id",
                shop: "x-shopify-shop-domain",
                topic: "x-shopify-topic",
            },
            Self::Woocommerce => Headers {
                signature: "x-wc-webhook-signature",
                event: "x-wc-webhook-delivery-id",
                fallback: "x-wc-webhook-delivery-id",
                shop: "x-wc-webhook-source",
                topic: "x-wc-webhook-topic",
            },
        }
    }

    /// What a message is about by the shop's own word for it.
    pub fn topic(self, told: &str) -> Option<Topic> {
        match (self, told) {
            (_, "order") => Some(Topic::Order),
            (_, "event" | "refund") => Some(Topic::Event),
            (Self::Kakehashi, "bounce") => Some(Topic::Bounce),
            (
                Self::Shopify,
                "orders/create"
                | "orders/paid"
                | "orders/updated"
                | "orders/fulfilled"
                | "orders/partially_fulfilled"
                | "orders/cancelled",
            )
            | (Self::Woocommerce, "order.created" | "order.updated" | "order.restored") => {
                Some(Topic::ShopOrder)
            }
            (Self::Shopify, "refunds/create") => Some(Topic::ShopRefund),
            (Self::Woocommerce, "order.deleted") => Some(Topic::ShopDeletion),
            _ => None,
        }
    }
}

/// The name of a shop as an endpoint keeps it: without the manner of reaching it, in lower case.
pub fn shop_name(told: &str) -> String {
    let told = told.trim().to_lowercase();
    let bare = told.split_once("://").map_or(told.as_str(), |(_, rest)| rest);
    bare.trim_end_matches('/').to_owned()
}

/// A signature of our own manner: `t=1763800000,v1=…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The moment that it names, in seconds of Unix time.
    pub at: i64,
    /// Digests; one of them must be right, so that a secret can be changed without a gap.
    pub digests: Vec<[u8; 32]>,
}

impl Signature {
    /// Reads a header.
    pub fn read(header: &str) -> Option<Self> {
        if header.len() > 1_000 {
            return None;
        }
        let mut at = None;
        let mut digests = Vec::new();
        for part in header.split(',') {
            match part.trim().split_once('=')? {
                ("t", told) => at = Some(told.parse().ok()?),
                ("v1", told) => digests.push(digest(told)?),
                _ => {}
            }
        }
        let at = at?;
        (!digests.is_empty()).then_some(Self { at, digests })
    }

    /// Whether the moment that it names is near enough to now.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        now.unix_seconds().checked_sub(self.at).is_some_and(|age| age.abs() <= WINDOW_SECONDS)
    }
}

/// The 32 bytes of 64 hexadecimal digits.
fn digest(told: &str) -> Option<[u8; 32]> {
    if told.len() != 64 || !told.is_ascii() {
        return None;
    }
    let mut bytes = [0; 32];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&told[place * 2..place * 2 + 2], 16).ok()?;
    }
    Some(bytes)
}

/// A new endpoint as it was typed.
#[derive(Debug, Clone, Default)]
pub struct EndpointDraft {
    /// What people call it.
    pub name: String,
    /// The source of its orders.
    pub source: String,
    /// A profile's text.
    pub profile: String,
    /// The secret that the shop system shows; we make one when it is empty.
    pub secret: String,
    /// The shop whose messages are taken, for instance `maren.myshopify.com`; any when empty.
    pub shop: String,
}

/// An endpoint that may be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEndpoint {
    /// What people call it.
    pub name: String,
    /// The source of its orders.
    pub source: String,
    /// In whose manner its messages are signed.
    pub profile: Profile,
    /// The secret, where the shop system made it.
    pub secret: Option<String>,
    /// The shop whose messages are taken; any when none.
    pub shop: Option<String>,
}

impl EndpointDraft {
    /// Checks what was typed.
    ///
    /// # Errors
    /// `Invalid`: `field-required`, `field-too-long`, `choice-unknown`, `webhook-secret` for a secret
    /// of fewer than 16 or more than 200 characters.
    pub fn check(&self) -> Result<NewEndpoint> {
        let mut fields = Fields::new();
        let name = fields.take(text::required("name", &self.name, 60));
        let source = fields.take(text::required("source", &self.source, 40));
        let profile: Option<Profile> = self.profile.parse().ok();
        fields.check(profile.is_some(), "profile", "choice-unknown");
        let secret = self.secret.trim();
        let shop = fields.take(text::optional("shop", &self.shop, 200));
        let fits = secret.is_empty() || (16..=200).contains(&secret.chars().count());
        fields.check(fits, "secret", "webhook-secret");
        fields.finish()?;
        Ok(NewEndpoint {
            name: name.unwrap_or_default(),
            source: source.unwrap_or_default(),
            profile: profile.unwrap_or(Profile::Kakehashi),
            secret: Some(secret.to_owned()).filter(|secret| !secret.is_empty()),
            shop: shop.map(|shop| shop_name(&shop)).filter(|shop| !shop.is_empty()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_names_its_moment_and_at_least_one_digest() {
        let hex = "0a".repeat(32);
        let read = Signature::read(&format!("t=100,v1={hex},v0=x")).expect("signature");
        assert_eq!((read.at, read.digests), (100, vec![[10; 32]]));
        let bad = [format!("v1={hex}"), "t=100".into(), format!("t=x,v1={hex}"), String::new()];
        for bad in bad.into_iter().chain([format!("t=1,v1={}", "é".repeat(32)), "t=1,v1=0".into()])
        {
            assert_eq!(Signature::read(&bad), None, "{bad}");
        }
    }

    #[test]
    fn a_signature_is_good_for_five_minutes_either_way() {
        let now = Timestamp::parse("2026-11-22T00:00:00Z").expect("moment");
        let fresh = |seconds: i64| {
            Signature { at: now.unix_seconds() + seconds, digests: vec![] }.is_fresh(now)
        };
        assert!(fresh(-300) && fresh(300) && !fresh(-301) && !fresh(301));
        assert!(!Signature { at: i64::MIN, digests: vec![] }.is_fresh(now));
    }

    #[test]
    fn an_endpoint_needs_a_name_a_source_and_no_short_secret() {
        let draft = EndpointDraft {
            name: "Shop".into(),
            source: "shopify".into(),
            profile: "shopify".into(),
            secret: "0123456789abcdef".into(),
            shop: "https://Maren.MyShopify.com/".into(),
        };
        let made = draft.check().expect("endpoint");
        assert_eq!(made.shop.as_deref(), Some("maren.myshopify.com"));
        assert!(EndpointDraft { secret: "short".into(), ..draft.clone() }.check().is_err());
        assert!(EndpointDraft { profile: "fax".into(), ..draft }.check().is_err());
    }
}
