//! Profiles: how the order export of one shop system is read. A profile is data, so that a network
//! can add its own; the rules that read by it are the same for all.

use std::collections::{BTreeMap, HashSet};

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::heading::normalised;
use super::platforms::{PLATFORMS, Platform};
use crate::choices;
use crate::error::{Error, Fields, Result};
use crate::money::Currency;
use crate::text;

choices! {
    /// What a column tells.
    pub enum Field {
        /// The shop's own number of the order: rows with the same one are one order.
        Number = "number",
        /// The word for where the order stands.
        Status = "status",
        /// The word for where the row's own line stands.
        LineStatus = "line_status",
        /// Whether the row's line was sent: `fulfilled`.
        LineSent = "line_sent",
        PlacedAt = "placed_at",
        /// The day, where day and time stand apart.
        PlacedOn = "placed_on",
        PlacedTime = "placed_time",
        PaidAt = "paid_at",
        ShippedAt = "shipped_at",
        DeliveredAt = "delivered_at",
        CanceledAt = "canceled_at",
        Currency = "currency",
        Sku = "sku",
        ProductName = "product_name",
        Quantity = "quantity",
        /// The price of one piece before discounts.
        UnitPrice = "unit_price",
        /// The line before discounts.
        LineGross = "line_gross",
        /// What was paid for the line.
        LinePaid = "line_paid",
        LineDiscount = "line_discount",
        LineRefund = "line_refund",
        /// A discount of the whole order that no line tells: it is spread over them.
        OrderDiscount = "order_discount",
        /// What the buyer got back of the whole order.
        Refunded = "refunded",
        Coupon = "coupon",
        LinkCode = "link_code",
        /// The creator that the platform names; looked up as a coupon where there is none.
        Creator = "creator",
        Note = "note",
        Subtotal = "subtotal",
        Shipping = "shipping",
        Taxes = "taxes",
        /// All discounts of the order, told beside those of the lines.
        Discount = "discount",
        Total = "total",
    }
}

choices! {
    /// How far an order or a line is, in the words of this product.
    pub enum Step {
        Placed = "placed",
        Paid = "paid",
        Shipped = "shipped",
        Delivered = "delivered",
        Canceled = "canceled",
        Refunded = "refunded",
    }
}

choices! {
    /// What the first number of a date means when it is no year.
    pub enum DateOrder {
        Year = "year",
        Month = "month",
        Day = "day",
    }
}

choices! {
    /// What one row is.
    pub enum Rows {
        /// A line of an order; the order's other lines are rows with its number.
        Lines = "lines",
        /// A whole order: a second row with its number is a mistake.
        Orders = "orders",
    }
}

/// Headings that one field may have.
const MOST_HEADINGS: usize = 20;
/// Status words of one profile.
const MOST_WORDS: usize = 200;

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The code of a platform, or the name that the network gave its own profile.
    pub name: String,
    /// The source of its orders: their numbers are unique within it.
    pub source: String,
    /// The headings of each field, the preferred one first.
    pub columns: Vec<(Field, Vec<String>)>,
    /// Headings that are known and left alone.
    pub known: Vec<String>,
    /// Fields without which money or time would silently be read wrongly.
    pub required: Vec<Field>,
    /// What the platform's status words mean.
    pub statuses: Vec<(String, Step)>,
    /// How its dates are written.
    pub dates: DateOrder,
    /// The clock of moments without an offset; such moments are refused when none.
    pub zone: Option<Tz>,
    /// The currency where no column tells it.
    pub currency: Option<String>,
    /// What a row is.
    pub rows: Rows,
    /// The product's code stands in brackets in its name: `【MRN-001】…`.
    pub code_in_name: bool,
}

impl Profile {
    /// The profiles of all platforms.
    pub fn platforms() -> Vec<Self> {
        PLATFORMS.iter().map(Self::from).collect()
    }

    /// The platform's profile of a code.
    pub fn platform(code: &str) -> Option<Self> {
        PLATFORMS.iter().find(|platform| platform.code == code).map(Self::from)
    }

    /// The headings of a field.
    pub fn headings(&self, field: Field) -> &[String] {
        self.columns
            .iter()
            .find(|(of, _)| *of == field)
            .map_or(&[], |(_, headings)| headings.as_slice())
    }

    /// Whether the profile reads the field.
    pub fn reads(&self, field: Field) -> bool {
        !self.headings(field).is_empty()
    }

    /// All headings that it knows, in the form in which they are compared.
    pub(super) fn vocabulary(&self) -> HashSet<String> {
        let read = self.columns.iter().flat_map(|(_, headings)| headings);
        read.chain(&self.known).map(|heading| normalised(heading)).collect()
    }

    /// What a status word means.
    pub fn step(&self, word: &str) -> Option<Step> {
        let word = normalised(word);
        let own = self.statuses.iter().find(|(known, _)| normalised(known) == word);
        own.map(|(_, step)| *step)
    }
}

/// The words of all platforms: what a network's own profile begins with.
pub fn common_step(word: &str) -> Option<Step> {
    let word = normalised(word);
    PLATFORMS
        .iter()
        .flat_map(|platform| platform.statuses)
        .find(|(known, _)| normalised(known) == word)
        .map(|(_, step)| *step)
}

impl From<&Platform> for Profile {
    fn from(platform: &Platform) -> Self {
        let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        Self {
            name: platform.code.to_owned(),
            source: platform.source.to_owned(),
            columns: platform.columns.iter().map(|(field, all)| (*field, texts(all))).collect(),
            known: platform.headings.split('|').map(str::to_owned).collect(),
            required: platform.required.to_vec(),
            statuses: platform
                .statuses
                .iter()
                .map(|(word, step)| ((*word).to_owned(), *step))
                .collect(),
            dates: platform.dates,
            zone: platform.zone,
            currency: platform.currency.map(str::to_owned),
            rows: platform.rows,
            code_in_name: platform.code_in_name,
        }
    }
}

/// A network's own profile as it is sent and kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Its name.
    pub name: String,
    /// The source of its orders.
    pub source: String,
    /// Further headings of such files, by which they are recognised.
    #[serde(default)]
    pub headings: Vec<String>,
    /// By field, the headings in the order of preference.
    pub columns: BTreeMap<String, Vec<String>>,
    /// By status word, `placed` to `refunded`.
    #[serde(default)]
    pub statuses: BTreeMap<String, String>,
    /// `year`, `month` or `day`.
    pub dates: String,
    /// An IANA time zone.
    pub zone: String,
    /// ISO 4217, where no column tells it.
    #[serde(default)]
    pub currency: String,
}

impl Mapping {
    /// Checks what was sent.
    ///
    /// # Errors
    /// `Invalid`: `field-required`, `field-too-long` on `name`, `source`; `profile-name` for a
    /// platform's own name; `choice-unknown` on `dates`, `zone`, `currency`, `columns`, `statuses`;
    /// `field-required` on `columns.number`, `columns.placed_at`, `columns.sku`,
    /// `columns.unit_price`, `currency`.
    pub fn check(&self) -> Result<Profile> {
        let mut fields = Fields::new();
        let name = fields.take(text::required("name", &self.name, 60));
        let taken = name.as_deref().is_some_and(|name| Profile::platform(name).is_some());
        fields.check(!taken, "name", "profile-name");
        let source = fields.take(text::required("source", &self.source, 40));
        let dates: Option<DateOrder> = self.dates.parse().ok();
        fields.check(dates.is_some(), "dates", "choice-unknown");
        let zone: Option<Tz> = self.zone.parse().ok();
        fields.check(zone.is_some(), "zone", "choice-unknown");
        let columns = self.columns(&mut fields);
        let has = |field: Field| columns.iter().any(|(of, _)| *of == field);
        for (field, is_told) in [
            (Field::Number, has(Field::Number)),
            (Field::PlacedAt, has(Field::PlacedAt) || has(Field::PlacedOn)),
            (Field::Sku, has(Field::Sku)),
            (
                Field::UnitPrice,
                has(Field::UnitPrice) || has(Field::LineGross) || has(Field::LinePaid),
            ),
        ] {
            fields.check(is_told, &format!("columns.{field}"), "field-required");
        }
        let currency = Some(self.currency.trim()).filter(|told| !told.is_empty());
        if let Some(told) = currency {
            fields.check(told.parse::<Currency>().is_ok(), "currency", "choice-unknown");
        } else {
            fields.check(has(Field::Currency), "currency", "field-required");
        }
        let statuses = self.statuses(&mut fields);
        fields.finish()?;
        let (Some(name), Some(source), Some(dates)) = (name, source, dates) else {
            return Err(Error::Broken("profile: a field without a value or an error".into()));
        };
        Ok(Profile {
            name,
            source,
            required: columns.iter().map(|(field, _)| *field).collect(),
            columns,
            known: self.headings.iter().take(1_000).map(|heading| text::line(heading)).collect(),
            statuses,
            dates,
            zone,
            currency: currency.map(str::to_owned),
            rows: Rows::Lines,
            code_in_name: false,
        })
    }

    fn columns(&self, fields: &mut Fields) -> Vec<(Field, Vec<String>)> {
        let mut columns = Vec::new();
        for (field, headings) in &self.columns {
            let headings: Vec<String> = headings
                .iter()
                .map(|heading| text::line(heading))
                .filter(|heading| !heading.is_empty() && heading.chars().count() <= 200)
                .take(MOST_HEADINGS)
                .collect();
            let known: Option<Field> = field.parse().ok();
            fields.check(known.is_some(), "columns", "choice-unknown");
            if let Some(field) = known.filter(|_| !headings.is_empty()) {
                columns.push((field, headings));
            }
        }
        columns
    }

    fn statuses(&self, fields: &mut Fields) -> Vec<(String, Step)> {
        let mut statuses = Vec::new();
        for (word, step) in self.statuses.iter().take(MOST_WORDS) {
            let step: Option<Step> = step.parse().ok();
            fields.check(step.is_some(), "statuses", "choice-unknown");
            if let Some(step) = step {
                statuses.push((text::line(word), step));
            }
        }
        // What platforms say is understood without being told.
        let told: HashSet<String> = statuses.iter().map(|(word, _)| normalised(word)).collect();
        let common = PLATFORMS.iter().flat_map(|platform| platform.statuses);
        statuses.extend(
            common
                .filter(|(word, _)| !told.contains(&normalised(word)))
                .map(|(word, step)| ((*word).to_owned(), *step)),
        );
        statuses
    }
}
