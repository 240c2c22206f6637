//! A month: what it came to for everybody, for one party, and the proof that the ledger says the same.

pub mod api;
pub mod file;
pub mod pages;
pub mod pdf;
pub mod proof;
pub mod sums;

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use actix_web::web;
use domain::access::{Member, OrganizationKind, Permission};
use domain::calendar::Month;
use domain::commissions::reject::{RejectReason, may_reject};
use domain::commissions::split::Bearer;
use domain::commissions::standing::Standing;
use domain::commissions::tax::Tax;
use domain::id::{Commission as CommissionKind, CommissionId, OrderId, OrganizationId, ProductId};
use domain::tenancy::network::Network;
use domain::{Error, Locale, Money, Rate, Result};
use store::commissions::commission::{Commission, Filter, Seen};
use store::commissions::month::ledger_month;
use store::commissions::part::{self, Part};
use store::orders::order;
use store::scope::NetworkTx;
use store::tenancy::organization;
use words::Words;

use self::proof::{Difference, Proof};
use self::sums::{Earned, Row, Total, earned, rows, totals};
use super::books::Books;
use super::tax::{ClassRow, rows as class_rows};
use crate::orders::cursor::Cursor;
use crate::orders::names::Said;
use crate::paging;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    file::routes(config);
    pages::routes(config);
}

/// Whose statement it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What KOLs earned.
    Kols,
    /// What brands owe.
    Brands,
}

impl Side {
    /// The word of addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kols => "kols",
            Self::Brands => "brands",
        }
    }

    /// The kind of party on this side.
    pub const fn kind(self) -> OrganizationKind {
        match self {
            Self::Kols => OrganizationKind::Kol,
            Self::Brands => OrganizationKind::Brand,
        }
    }

    /// What a commission is on this side: the KOL's part, or the whole that the brand owes.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn amount(self, row: &Commission) -> Result<Money> {
        match self {
            Self::Kols => Ok(Money::new(row.kol_minor, row.currency)),
            Self::Brands => crate::orders::order::amount(row),
        }
    }

    fn filter(self, party: OrganizationId) -> Filter {
        match self {
            Self::Kols => Filter { kol: Some(party), ..Filter::default() },
            Self::Brands => Filter { brand: Some(party), ..Filter::default() },
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Side {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "kols" => Ok(Self::Kols),
            "brands" => Ok(Self::Brands),
            _ => Err(Error::Missing),
        }
    }
}

/// A month of the network.
#[derive(Debug, Clone)]
pub struct MonthSheet {
    /// The month.
    pub month: Month,
    /// What it came to, by currency.
    pub totals: Vec<Total>,
    /// What each KOL earned.
    pub kols: Vec<Row>,
    /// What each brand owes.
    pub brands: Vec<Row>,
    /// What agencies and referrers have of the KOLs' commissions.
    pub partners: Vec<Earned>,
    /// The KOLs' parts by how they are taxed.
    pub taxes: Vec<ClassRow>,
    /// The same from the rows and from the ledger, by currency.
    pub proofs: Vec<Proof>,
    /// Where the two say something else.
    pub differences: Vec<Difference>,
}

/// A month of the network, proved against the ledger.
///
/// # Errors
/// `Forbidden`.
pub fn month(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    locale: Locale,
    month: Month,
) -> Result<MonthSheet> {
    me.must(Permission::SeeMoney)?;
    let span = month.span(network.time_zone);
    let (kols, brands) = (tx.by_kol(span)?, tx.by_brand(span)?);
    let parts = part::by_payee(tx, span.0, span.1)?;
    let ledger = ledger_month(tx, span.0, span.1)?;
    let parties = kols.iter().chain(&brands).map(|row| row.organization);
    let parties = parties.chain(parts.iter().map(|row| row.payee)).collect();
    let names = tx.called(locale, parties, Vec::new())?;
    Ok(MonthSheet {
        month,
        totals: totals(&kols)?,
        proofs: proof::proofs(&kols, &parts, &ledger)?,
        differences: proof::differences(&kols, &parts, &brands, &ledger)?,
        partners: earned(&parts, &names)?,
        taxes: class_rows(&tx.by_class(span)?),
        kols: rows(Side::Kols, &kols, &names)?,
        brands: rows(Side::Brands, &brands, &names)?,
    })
}

/// A commission as a line of a statement.
#[derive(Debug, Clone)]
pub struct Line {
    /// The commission.
    pub row: Commission,
    /// The order and its number at the shop; none where the reader does not see orders.
    pub order: Option<(OrderId, String)>,
    /// What was sold.
    pub product: Said,
    /// The other side: the brand of a KOL's line, the KOL of a brand's.
    pub other: Said,
    /// What it was reckoned from.
    pub base: Money,
    /// What it is on this side.
    pub amount: Money,
    /// On which side.
    pub side: Side,
    /// The one word for it.
    pub standing: Standing,
    /// Why staff rejected it, and what they said.
    pub rejected: Option<(RejectReason, String)>,
    /// What partners have of it, and their names; as far as the reader may see it.
    pub parts: Vec<(Said, Part)>,
}

impl Line {
    /// What the base is multiplied by: `18%` for a brand, `18% × 80%` for a KOL, who gets a part,
    /// `18% × 80% − 2%` where an agency has 2 % of the base out of that.
    pub fn rate(&self, words: &Words) -> String {
        let mut told = words.percent(self.row.rate);
        let part = Rate::from_ppm(Rate::ONE.ppm() - self.row.share.ppm());
        if self.side == Side::Brands {
            return told;
        }
        if let Some(part) = part.filter(|part| *part != Rate::ONE) {
            told = format!("{told} × {}", words.percent(part));
        }
        for (_, part) in self.parts.iter().filter(|(_, part)| part.bearer == Bearer::Kol) {
            told = format!("{told} − {}", words.percent(part.rate));
        }
        told
    }

    /// Whether staff may reject it, or restore it.
    pub fn turns(&self) -> bool {
        may_reject(self.standing).is_ok() || self.standing == Standing::Rejected
    }

    /// How the KOL's part is taxed, and the tax inside it.
    pub fn taxed(&self) -> (Tax, Money) {
        (self.row.tax(), self.row.tax_amount())
    }

    /// The partners and what they have of it, in one cell of a file.
    pub fn shared(&self) -> String {
        let one =
            |(name, part): &(Said, Part)| format!("{} {}", name.text, part.amount().decimal());
        self.parts.iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

/// One party's month.
#[derive(Debug, Clone)]
pub struct PartySheet {
    /// Whose it is.
    pub party: OrganizationId,
    /// Its name.
    pub name: Said,
    /// What the month came to, by currency; a party without any has none.
    pub rows: Vec<Row>,
    /// Its lines, latest first.
    pub lines: Vec<Line>,
    /// Where the next page begins.
    pub next: Option<Cursor<CommissionKind>>,
}

/// Which party's month, and which lines of it.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The month.
    pub month: Month,
    /// The side.
    pub side: Side,
    /// Whose.
    pub party: OrganizationId,
    /// After which line.
    pub after: Option<Cursor<CommissionKind>>,
    /// Lines at most.
    pub limit: usize,
    /// Only lines that stand so.
    pub standing: Option<Standing>,
}

/// One party's month, for the operator.
///
/// # Errors
/// `Forbidden`; `Missing` for an organization that is not on that side of the network.
pub fn party(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    locale: Locale,
    wanted: Wanted,
) -> Result<PartySheet> {
    me.must(Permission::SeeMoney)?;
    let Wanted { month, side, party, after, limit, standing } = wanted;
    if organization::get(tx, party)?.kind != side.kind() {
        return Err(Error::Missing);
    }
    let span = month.span(network.time_zone);
    // In the party's own scope, so that a month of everybody else is not summed for it.
    let all = match side {
        Side::Kols => tx.party(party).by_kol(span)?,
        Side::Brands => tx.party(party).by_brand(span)?,
    };
    let names = tx.called(locale, vec![party], Vec::new())?;
    let filter = Filter { span: Some(span), standing, ..side.filter(party) };
    let (mut lines, next) = lines(tx, locale, side, &filter, after, limit)?;
    let ids: Vec<OrderId> = lines.iter().map(|line| line.row.order_id).collect();
    let orders = order::find_by_id(tx, &ids)?;
    for line in &mut lines {
        let order = orders.iter().find(|order| order.id == line.row.order_id);
        line.order = order.map(|order| (order.id, order.external_id.clone()));
    }
    let rows = rows(side, &all, &names)?;
    Ok(PartySheet { party, name: names.party(party), rows, lines, next })
}

/// Commissions as lines of one side, latest first, and where the next page begins.
///
/// # Errors
/// Only what the database answers.
pub fn lines(
    tx: &mut impl Books,
    locale: Locale,
    side: Side,
    filter: &Filter,
    after: Option<Cursor<CommissionKind>>,
    limit: usize,
) -> Result<(Vec<Line>, Option<Cursor<CommissionKind>>)> {
    let more = paging::one_more(limit);
    let mut rows = tx.commissions(filter, after.map(|after| (after.0, after.1)), more)?;
    let next = paging::next(&mut rows, limit, |seen| Cursor(seen.row.earned_at, seen.row.id));
    let commissions: Vec<Commission> = rows.iter().map(|seen| seen.row.clone()).collect();
    let mut parts: HashMap<CommissionId, Vec<Part>> = HashMap::new();
    let mut payees = Vec::new();
    for part in tx.parts(&commissions)? {
        payees.push(part.payee_id);
        parts.entry(part.commission_id).or_default().push(part);
    }
    let other = |row: &Commission| match side {
        Side::Kols => row.brand_id,
        Side::Brands => row.kol_id,
    };
    let parties = commissions.iter().map(other).chain(payees).collect();
    let products: Vec<ProductId> = commissions.iter().map(|row| row.product_id).collect();
    let names = tx.called(locale, parties, products)?;
    let lines = rows
        .into_iter()
        .map(|Seen { row, standing, rejected }| {
            let parts = parts.remove(&row.id).unwrap_or_default().into_iter();
            Ok(Line {
                standing,
                rejected,
                parts: parts.map(|part| (names.party(part.payee_id), part)).collect(),
                order: None,
                product: names.product(row.product_id),
                other: names.party(other(&row)),
                base: Money::new(row.base_minor, row.currency),
                amount: side.amount(&row)?,
                side,
                row,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok((lines, next))
}

/// The month that a page shows: the one asked for, else the one that the network's clock shows.
pub fn month_or_now(told: Option<&str>, network: &Network, at: domain::Timestamp) -> Month {
    told.and_then(|told| told.parse().ok()).unwrap_or_else(|| Month::at(at, network.time_zone))
}

/// The month of an address.
///
/// # Errors
/// `Missing` for what is no month.
pub fn month_of(told: &str) -> Result<Month> {
    told.parse().map_err(|_| Error::Missing)
}
