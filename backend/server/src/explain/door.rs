//! The door to an explanation: an amount as a quiet link.

// Templates lend every argument: what is told is a reference already.
#![allow(clippy::needless_pass_by_value)]

use std::fmt::Display;

use askama::Template;
use askama::filters::Safe;
use domain::Money;
use domain::explain::subject::Explained;
use words::Given;

use crate::http::page::Page;

#[derive(Template)]
#[template(path = "explain/door.html")]
struct Door {
    href: String,
    label: String,
    amount: String,
}

impl Page {
    /// An amount that opens its explanation: `page.explained(row.amount, "commission", row.id)`.
    ///
    /// # Errors
    /// What the template answers.
    pub fn explained(
        &self,
        amount: impl Given<Money>,
        kind: &str,
        id: impl Display,
    ) -> Result<Safe<String>, askama::Error> {
        let amount = self.words.money(amount);
        let label = self.words.explain_door(amount.as_str());
        let href = format!("/explain/{kind}/{id}");
        Door { href, label, amount }.render().map(Safe)
    }

    /// The amount of a period that opens its explanation: `2026-11`, whose, which kind of sum.
    ///
    /// # Errors
    /// What the template answers.
    pub fn explained_sum(
        &self,
        amount: impl Given<Money>,
        kind: &str,
        period: impl Display,
        party: impl Display,
    ) -> Result<Safe<String>, askama::Error> {
        let amount = amount.given();
        let currency = amount.currency();
        self.explained(amount, kind, format!("{period}.{currency}.{party}"))
    }

    /// What a KOL owes, likewise.
    ///
    /// # Errors
    /// What the template answers.
    pub fn explained_debt(
        &self,
        amount: impl Given<Money>,
        kol: impl Display,
    ) -> Result<Safe<String>, askama::Error> {
        let amount = amount.given();
        self.explained(amount, "debt", format!("{kol}.{}", amount.currency()))
    }

    /// The amount of a period of the whole network, likewise.
    ///
    /// # Errors
    /// What the template answers.
    pub fn explained_month(
        &self,
        amount: impl Given<Money>,
        period: impl Display,
    ) -> Result<Safe<String>, askama::Error> {
        let amount = amount.given();
        let currency = amount.currency();
        self.explained(amount, "commissions", format!("{period}.{currency}"))
    }
}

/// The address of an explanation, for files and the API.
pub fn address(kind: Explained, id: impl Display) -> String {
    format!("/explain/{kind}/{id}")
}
