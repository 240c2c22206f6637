//! What can be done to a request for samples, with all that must be said with it.

use serde::Deserialize;

use super::request::{SampleAct, paragraph};
use crate::error::{Error, FieldError, Fields, Result};
use crate::text;

const REASON_LIMIT: usize = 500;
const CARRIER_LIMIT: usize = 60;
const TRACKING_LIMIT: usize = 60;
const URL_LIMIT: usize = 500;

/// What comes with an act, unchecked; each act reads its own fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct ChangeDraft {
    /// Why: with `reject`, `fix`, `waive` and `breach`; may be given with `approve` and `cancel`.
    pub reason: String,
    /// Who carries the parcel: with `ship`.
    pub carrier: String,
    /// The parcel's number: with `ship`.
    pub tracking_number: String,
    /// Where the post is: with `submit`.
    pub post_url: String,
}

/// An act on a request, with all that it must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    act: SampleAct,
    reason: Option<String>,
    carrier: Option<String>,
    tracking_number: Option<String>,
    post_url: Option<String>,
}

impl Change {
    /// Checks an act of a person.
    ///
    /// # Errors
    /// `Forbidden` for the clock's act; `Invalid` on `reason`, `carrier`, `tracking_number`,
    /// `post_url` (`field-required`, `field-too-long`, `url-malformed`).
    pub fn new(act: SampleAct, draft: &ChangeDraft) -> Result<Self> {
        let mut fields = Fields::new();
        let mut change =
            Self { act, reason: None, carrier: None, tracking_number: None, post_url: None };
        match act {
            SampleAct::Expire | SampleAct::Owe | SampleAct::Lapse => return Err(Error::Forbidden),
            SampleAct::Reject | SampleAct::Fix | SampleAct::Waive | SampleAct::Breach => {
                change.reason = fields.take(paragraph("reason", &draft.reason, REASON_LIMIT));
            }
            SampleAct::Approve | SampleAct::Cancel => {
                let reason = fields.take(text::long("reason", &draft.reason, REASON_LIMIT));
                change.reason = reason.filter(|reason| !reason.is_empty());
            }
            SampleAct::Ship => {
                let carrier = text::required("carrier", &draft.carrier, CARRIER_LIMIT);
                change.carrier = fields.take(carrier);
                let number = text::fold_width(&draft.tracking_number);
                let number = text::required("tracking_number", &number, TRACKING_LIMIT);
                change.tracking_number = fields.take(number);
            }
            SampleAct::Submit => change.post_url = fields.take(url("post_url", &draft.post_url)),
            SampleAct::Prepare | SampleAct::Receive | SampleAct::Extend | SampleAct::Fulfill => {}
        }
        fields.finish()?;
        Ok(change)
    }

    /// What it does.
    pub fn act(&self) -> SampleAct {
        self.act
    }

    /// What was said with it.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Who carries the parcel, once it is shipped.
    pub fn carrier(&self) -> Option<&str> {
        self.carrier.as_deref()
    }

    /// The parcel's number, once it is shipped.
    pub fn tracking_number(&self) -> Option<&str> {
        self.tracking_number.as_deref()
    }

    /// Where the post is, once it is handed in.
    pub fn post_url(&self) -> Option<&str> {
        self.post_url.as_deref()
    }
}

/// The address of a page: of the web, with a host, without blanks and control characters.
fn url(field: &str, told: &str) -> Result<String, FieldError> {
    let told = text::required(field, told, URL_LIMIT)?;
    let wrong = || FieldError::new(field, "url-malformed");
    let (scheme, rest) = told.split_once("://").ok_or_else(wrong)?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.contains('.') && !host.contains('@') && !host.starts_with('.');
    let is_clean =
        !told.chars().any(|one| one.is_whitespace() || matches!(one, '<' | '>' | '"' | '\\'));
    if is_web && is_host && is_clean { Ok(told) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields<T: std::fmt::Debug>(result: Result<T>) -> Vec<(String, &'static str)> {
        match result {
            Err(Error::Invalid(errors)) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_rejection_gives_its_reason_and_a_shipment_its_parcel() {
        let empty = ChangeDraft::default();
        let rejected = fields(Change::new(SampleAct::Reject, &empty));
        assert_eq!(rejected, [("reason".into(), "field-required")]);
        let shipped = fields(Change::new(SampleAct::Ship, &empty));
        assert_eq!(
            shipped,
            [("carrier".into(), "field-required"), ("tracking_number".into(), "field-required")]
        );
        for act in [SampleAct::Approve, SampleAct::Prepare, SampleAct::Receive, SampleAct::Cancel] {
            assert!(Change::new(act, &empty).is_ok());
        }
        for act in [SampleAct::Fix, SampleAct::Waive, SampleAct::Breach] {
            let silent = fields(Change::new(act, &empty));
            assert_eq!(silent, [("reason".into(), "field-required")], "{act:?}");
        }
        for act in [SampleAct::Expire, SampleAct::Owe, SampleAct::Lapse] {
            assert_eq!(Change::new(act, &empty), Err(Error::Forbidden));
        }
    }

    #[test]
    fn a_post_is_an_address_of_the_web() {
        let told = |post_url: &str| {
            let draft = ChangeDraft { post_url: post_url.into(), ..ChangeDraft::default() };
            Change::new(SampleAct::Submit, &draft)
        };
        for good in ["https://v.example.com/post/1?x=2#t", " http://例え.example/投稿 "] {
            let change = told(good).expect(good);
            assert_eq!(change.post_url(), Some(good.trim()));
        }
        let long = format!("https://v.example.com/{}", "a".repeat(500));
        for (bad, code) in [
            ("", "field-required"),
            (long.as_str(), "field-too-long"),
            ("javascript:alert(1)", "url-malformed"),
            ("javascript://a.example/%0aalert(1)", "url-malformed"),
            ("ftp://a.example/1", "url-malformed"),
            ("//a.example/1", "url-malformed"),
            ("https://", "url-malformed"),
            ("https://localhost/1", "url-malformed"),
            ("https://bank.example@evil.example/", "url-malformed"),
            ("https://a.example/<script>", "url-malformed"),
            ("https://a.example/1 2", "url-malformed"),
        ] {
            assert_eq!(fields(told(bad)), [("post_url".into(), code)], "{bad}");
        }
    }
}
