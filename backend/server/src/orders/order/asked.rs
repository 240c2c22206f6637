//! Which orders a page or a caller asks for.

use std::str::FromStr;

use chrono_tz::Tz;
use domain::calendar::Month;
use domain::error::Fields;
use domain::id::{Order, OrderImportId, OrganizationId};
use domain::orders::attribution::AttributionKind;
use domain::orders::line::LineStatus;
use domain::{Result, text};
use serde::Deserialize;
use store::orders::order::Filter;

use crate::http::show;
use crate::orders::cursor::Cursor;

/// The query of a list of orders, as it was sent.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Query {
    /// `2026-11`.
    pub month: Option<String>,
    /// A KOL's id.
    pub kol: Option<String>,
    /// A brand's id.
    pub brand: Option<String>,
    /// A part of the shop's number.
    pub q: Option<String>,
    /// A file's id.
    pub import: Option<String>,
    /// Where a line stands.
    pub status: Option<String>,
    /// The shop.
    pub source: Option<String>,
    /// What its KOL rests on.
    pub attribution: Option<String>,
    /// The cursor of the page before.
    pub after: Option<String>,
    /// Rows of one page.
    pub limit: Option<String>,
}

/// The query, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The month in which they were placed.
    pub month: Option<Month>,
    /// The KOL that they belong to.
    pub kol: Option<OrganizationId>,
    /// The brand of a line.
    pub brand: Option<OrganizationId>,
    /// A part of the shop's number.
    pub text: String,
    /// The file that they came in.
    pub import: Option<OrderImportId>,
    /// Where a line stands.
    pub status: Option<LineStatus>,
    /// The shop; empty for all.
    pub source: String,
    /// What the KOL rests on.
    pub attribution: Option<AttributionKind>,
    /// After which one.
    pub after: Option<Cursor<Order>>,
}

impl Asked {
    /// Reads a query; what cannot be read is left out of the first and told by the second: a page
    /// shows what it understands, the API refuses.
    pub fn read(query: &Query) -> (Self, Result<()>) {
        fn one<T: FromStr>(
            fields: &mut Fields,
            name: &str,
            code: &'static str,
            told: Option<&str>,
        ) -> Option<T> {
            let told = told.filter(|told| !told.is_empty())?;
            let read = told.parse().ok();
            fields.check(read.is_some(), name, code);
            read
        }
        let mut fields = Fields::new();
        let asked = Self {
            month: one(&mut fields, "month", "date-malformed", query.month.as_deref()),
            kol: one(&mut fields, "kol", "choice-unknown", query.kol.as_deref()),
            brand: one(&mut fields, "brand", "choice-unknown", query.brand.as_deref()),
            text: fields
                .take(text::optional("q", query.q.as_deref().unwrap_or_default(), 100))
                .unwrap_or_default(),
            import: one(&mut fields, "import", "choice-unknown", query.import.as_deref()),
            status: one(&mut fields, "status", "choice-unknown", query.status.as_deref()),
            source: fields
                .take(text::optional("source", query.source.as_deref().unwrap_or_default(), 40))
                .unwrap_or_default(),
            attribution: one(
                &mut fields,
                "attribution",
                "choice-unknown",
                query.attribution.as_deref(),
            ),
            after: one(&mut fields, "after", "choice-unknown", query.after.as_deref()),
        };
        (asked, fields.finish())
    }

    /// The query's filter, on the network's clock.
    pub fn filter(&self, zone: Tz) -> Filter {
        Filter {
            kol: self.kol,
            brand: self.brand,
            span: self.month.map(|month| month.span(zone)),
            external_id: Some(self.text.clone()).filter(|text| !text.is_empty()),
            import: self.import,
            status: self.status,
            source: Some(self.source.clone()).filter(|source| !source.is_empty()),
            attribution: self.attribution,
        }
    }

    /// Whether anything is filtered.
    pub fn is_narrow(&self) -> bool {
        *self != Self { after: self.after, ..Self::default() }
    }

    /// The query string of the same filter from another place on.
    pub fn query(&self, after: Option<Cursor<Order>>) -> String {
        let pairs = [
            ("month", self.month.map(|month| month.to_string())),
            ("kol", self.kol.map(|id| id.to_string())),
            ("brand", self.brand.map(|id| id.to_string())),
            ("q", Some(self.text.clone()).filter(|text| !text.is_empty())),
            ("import", self.import.map(|id| id.to_string())),
            ("status", self.status.map(|status| status.to_string())),
            ("source", Some(self.source.clone()).filter(|source| !source.is_empty())),
            ("attribution", self.attribution.map(|kind| kind.to_string())),
            ("after", after.map(|after| after.to_string())),
        ];
        let pairs: Vec<(&str, &str)> =
            pairs.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))).collect();
        show::query(&pairs)
    }
}

/// Rows of one page of the API: 50 where nothing is said, at most 200.
///
/// # Errors
/// `Invalid` on `limit`: `number-out-of-range`.
pub fn limit(told: Option<&str>) -> Result<usize> {
    let Some(told) = told.filter(|told| !told.is_empty()) else { return Ok(50) };
    told.parse().ok().filter(|limit| (1..=200).contains(limit)).ok_or_else(|| {
        let error = domain::FieldError::new("limit", "number-out-of-range");
        domain::Error::Invalid(vec![error.with("min", 1).with("max", 200)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_left_out_and_told() {
        let query = Query {
            month: Some("2026-13".into()),
            kol: Some("me".into()),
            q: Some("#10".into()),
            ..Query::default()
        };
        let (asked, told) = Asked::read(&query);
        assert_eq!((asked.month, asked.kol, asked.text.as_str()), (None, None, "#10"));
        assert!(told.is_err() && asked.is_narrow());
        assert!(!Asked::default().is_narrow());
        assert_eq!(asked.query(None), "q=%2310");
    }
}
