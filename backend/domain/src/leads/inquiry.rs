//! The inquiry form: what a visitor types, what is kept of it, how often it is answered.

use crate::choices;
use crate::error::{FieldError, Fields, Result};
use crate::leads::spam::{domain_of, is_disposable};
use crate::text;
use crate::time::Timestamp;

choices! {
    /// Who asks.
    pub enum LeadKind {
        Manufacturer = "manufacturer",
        Kol = "kol",
    }
}

/// Mails with the materials to one lead in 24 hours; further requests are kept, not answered.
pub const MAILS_PER_DAY: usize = 3;

/// The form as it arrives: texts as typed, nothing checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InquiryForm {
    /// One of [`LeadKind`].
    pub kind: String,
    /// The company.
    pub company: String,
    /// The person.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The telephone number.
    pub phone: String,
    /// A category of the catalogue.
    pub category: String,
    /// What the visitor wants to say.
    pub message: String,
    /// The box "I agree to the privacy notice".
    pub consent: String,
    /// The box "tell me news".
    pub marketing: String,
    /// A field that people do not see; only programs fill it.
    pub website: String,
}

/// An inquiry that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    /// Who asks.
    pub kind: LeadKind,
    /// The company; may be empty for a KOL.
    pub company: String,
    /// The person.
    pub name: String,
    /// The mail address, in lower case: a lead is known by it.
    pub email: String,
    /// The telephone number in plain digits, or nothing.
    pub phone: String,
    /// A category of the catalogue, or nothing.
    pub category: String,
    /// What the visitor wants to say, or nothing.
    pub message: String,
    /// Whether news may be sent as well (after the address was confirmed).
    pub marketing: bool,
}

impl InquiryForm {
    /// Whether a program filled the form. It is thanked like a person, and nothing is kept.
    pub fn is_trapped(&self) -> bool {
        !self.website.trim().is_empty()
    }

    /// Checks the form; `categories` are the words that may be chosen.
    ///
    /// # Errors
    /// `Invalid` with every field that cannot be accepted: `choice-unknown`, `field-required`,
    /// `field-too-long`, `email-malformed`, `email-disposable`, `phone-malformed`,
    /// `consent-required`.
    pub fn check(&self, categories: &[&str]) -> Result<Inquiry> {
        let mut fields = Fields::new();
        let kind = fields.take(kind(&self.kind));
        // A company is asked of everybody who is not known to be a KOL.
        let company = fields.take(if kind == Some(LeadKind::Kol) {
            text::optional("company", &self.company, 120)
        } else {
            text::required("company", &self.company, 120)
        });
        let name = fields.take(text::required("name", &self.name, 60));
        let email = fields.take(address(&self.email));
        let phone = fields.take(phone(&self.phone));
        let category = text::line(&self.category);
        let known = category.is_empty() || categories.contains(&category.as_str());
        fields.check(known, "category", "choice-unknown");
        let message = fields.take(text::long("message", &self.message, 2_000));
        fields.check(is_ticked(&self.consent), "consent", "consent-required");
        fields.finish()?;
        let (Some(kind), Some(company), Some(name), Some(email), Some(phone), Some(message)) =
            (kind, company, name, email, phone, message)
        else {
            return Err(crate::Error::Broken("inquiry: a field without value or error".into()));
        };
        let email = email.to_ascii_lowercase();
        let marketing = is_ticked(&self.marketing);
        Ok(Inquiry { kind, company, name, email, phone, category, message, marketing })
    }
}

fn kind(text: &str) -> Result<LeadKind, FieldError> {
    text.parse().map_err(|_| FieldError::new("kind", "choice-unknown"))
}

/// An address that will still be read tomorrow.
fn address(text: &str) -> Result<String, FieldError> {
    let email = text::email("email", text)?;
    if is_disposable(domain_of(&email)) {
        return Err(FieldError::new("email", "email-disposable"));
    }
    Ok(email)
}

/// The words with which browsers and the API say that a box is ticked.
fn is_ticked(text: &str) -> bool {
    matches!(text.trim(), "on" | "true" | "yes" | "1")
}

/// A telephone number, or nothing: full-width digits and the dashes of Japanese and Chinese
/// keyboards become plain ones.
fn phone(text: &str) -> Result<String, FieldError> {
    let plain: String = text::line(&text::fold_width(text))
        .chars()
        .map(|c| {
            if matches!(c, '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー') {
                '-'
            } else {
                c
            }
        })
        .collect();
    let allowed = |c: char| c.is_ascii_digit() || "+() -".contains(c);
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    if plain.is_empty() || (plain.len() <= 20 && digits >= 6 && plain.chars().all(allowed)) {
        Ok(plain)
    } else {
        Err(FieldError::new("phone", "phone-malformed"))
    }
}

/// Whether the materials may be mailed once more, after mails at these moments.
pub fn may_send(previous: &[Timestamp], at: Timestamp) -> bool {
    previous.iter().filter(|then| at.seconds_since(**then) < 86_400).count() < MAILS_PER_DAY
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    const CATEGORIES: &[&str] = &["tea", "skincare"];

    fn form() -> InquiryForm {
        InquiryForm {
            kind: "manufacturer".into(),
            company: "株式会社　茶舗".into(),
            name: "田中 花子".into(),
            email: "Hanako@Example.JP".into(),
            phone: "０３ー１２３４ー５６７８".into(),
            category: "tea".into(),
            message: "a\r\nb".into(),
            consent: "on".into(),
            ..InquiryForm::default()
        }
    }

    fn codes(form: &InquiryForm) -> Vec<(String, &'static str)> {
        match form.check(CATEGORIES) {
            Err(Error::Invalid(fields)) => {
                fields.into_iter().map(|field| (field.field, field.code)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_inquiry_is_kept_in_plain_form() {
        let inquiry = form().check(CATEGORIES).expect("inquiry");
        assert_eq!(inquiry.company, "株式会社 茶舗");
        assert_eq!(inquiry.email, "hanako@example.jp");
        assert_eq!(inquiry.phone, "03-1234-5678");
        assert_eq!(inquiry.message, "a\nb");
        assert!(!inquiry.marketing);
    }

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let wrong = InquiryForm {
            kind: "bank".into(),
            email: "x".into(),
            phone: "call me".into(),
            category: "weapons".into(),
            message: "あ".repeat(2_001),
            ..InquiryForm::default()
        };
        let expected = [
            ("kind", "choice-unknown"),
            ("company", "field-required"),
            ("name", "field-required"),
            ("email", "email-malformed"),
            ("phone", "phone-malformed"),
            ("category", "choice-unknown"),
            ("message", "field-too-long"),
            ("consent", "consent-required"),
        ];
        assert_eq!(codes(&wrong), expected.map(|(field, code)| (field.to_owned(), code)));
    }

    #[test]
    fn a_kol_needs_no_company_and_nobody_needs_a_phone_or_a_category() {
        let kol = InquiryForm {
            kind: "kol".into(),
            company: String::new(),
            phone: String::new(),
            category: String::new(),
            ..form()
        };
        assert!(kol.check(CATEGORIES).is_ok());
    }

    #[test]
    fn consent_is_a_ticked_box_and_nothing_else() {
        for text in ["", "off", "no", "false", "0"] {
            let form = InquiryForm { consent: text.into(), ..form() };
            assert_eq!(codes(&form), [("consent".to_owned(), "consent-required")], "{text}");
        }
    }

    #[test]
    fn numbers_of_many_countries_are_taken() {
        for good in ["+86 138 0013 8000", "(03) 1234-5678", "+81-3-1234-5678"] {
            let form = InquiryForm { phone: good.into(), ..form() };
            assert_eq!(form.check(CATEGORIES).map(|inquiry| inquiry.phone), Ok(good.into()));
        }
        for wrong in ["12345", "------", "0312345678 ext 3", "123456789012345678901"] {
            let form = InquiryForm { phone: wrong.into(), ..form() };
            assert_eq!(codes(&form), [("phone".to_owned(), "phone-malformed")], "{wrong}");
        }
    }

    #[test]
    fn a_mailbox_to_throw_away_is_no_address() {
        let form = InquiryForm { email: "x@box.Mailinator.com".into(), ..form() };
        assert_eq!(codes(&form), [("email".to_owned(), "email-disposable")]);
    }

    #[test]
    fn only_programs_fill_the_hidden_field() {
        assert!(!form().is_trapped());
        assert!(InquiryForm { website: "https://spam.example".into(), ..form() }.is_trapped());
    }

    #[test]
    fn the_fourth_mail_waits_until_the_first_is_a_day_old() {
        let start = Timestamp::from_unix_seconds(0).expect("moment");
        let previous = [start, start.plus_seconds(60), start.plus_seconds(120)];
        assert!(may_send(&[], start));
        assert!(may_send(&previous[..2], start.plus_seconds(121)));
        assert!(!may_send(&previous, start.plus_seconds(121)));
        assert!(!may_send(&previous, start.plus_seconds(86_399)));
        assert!(may_send(&previous, start.plus_seconds(86_400)));
    }
}
