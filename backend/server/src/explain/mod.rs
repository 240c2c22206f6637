//! "Explain this number": every amount opens its chain, from the order to the statement.

pub mod api;
mod beside;
pub mod door;
mod entry;
mod facts;
pub mod pages;
mod said;
mod sample;
mod sums;

use std::str::FromStr;

use actix_web::web;
use domain::access::{Member, OrganizationKind, Permission};
use domain::explain::line;
use domain::explain::step::{Chain, Label, RowLabel, Value};
use domain::explain::subject::{Explained, Viewer};
use domain::id::{CommissionId, OrganizationId, ProductId};
use domain::tenancy::network::Network;
use domain::{Error, Locale, Result, Timestamp};
use store::commissions::commission;
use store::explain::Eyes;
use store::explain::line::behind_line;

use crate::commissions::books::Books;
use crate::orders::names::Names;

/// Lines of one page of an explanation.
pub const LINES: usize = 50;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// What is to be explained, as an address says it.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The kind of amount.
    pub kind: Explained,
    /// Which one.
    pub id: String,
    /// The group whose lines are wanted; empty for none.
    pub part: String,
    /// After the last line of the page before; empty for the first page.
    pub after: String,
}

impl Asked {
    /// Reads an address.
    ///
    /// # Errors
    /// `Missing` for a kind that is none.
    pub fn read(kind: &str, id: &str, part: &str, after: &str) -> Result<Self> {
        let kind = kind.parse().map_err(|_| Error::Missing)?;
        let own = |text: &str| text.chars().take(200).collect::<String>();
        Ok(Self { kind, id: own(id), part: own(part), after: own(after) })
    }

    /// The id as one of a kind.
    ///
    /// # Errors
    /// `Missing` for what is none.
    fn one<T: FromStr>(&self) -> Result<T> {
        self.id.parse().map_err(|_| Error::Missing)
    }

    /// The place after which the next line is wanted.
    ///
    /// # Errors
    /// `Invalid` on `after` for what is none.
    fn place<T: FromStr>(&self) -> Result<Option<T>> {
        let told = Some(self.after.as_str()).filter(|told| !told.is_empty());
        told.map(|told| told.parse().map_err(|_| Error::field("after", "choice-unknown")))
            .transpose()
    }
}

/// Who asks, where and when.
#[derive(Debug, Clone)]
pub struct Reader {
    /// What of an amount is told.
    pub viewer: Viewer,
    /// The own organization; none for the operator, who reads everybody's.
    pub party: Option<OrganizationId>,
    /// The network.
    pub network: Network,
    /// Now.
    pub at: Timestamp,
}

impl Reader {
    /// The reader that a member is.
    ///
    /// # Errors
    /// `Forbidden` for who sees no money.
    pub fn of(me: &Member, network: Network, at: Timestamp) -> Result<Self> {
        if me.may(Permission::SeeMoney) {
            return Ok(Self { viewer: Viewer::Staff, party: None, network, at });
        }
        me.must(Permission::SeeOwnMoney)?;
        let viewer = match me.role.organization_kind() {
            OrganizationKind::Kol => Viewer::Kol,
            OrganizationKind::Brand => Viewer::Brand,
            OrganizationKind::Mcn | OrganizationKind::Operator => return Err(Error::Forbidden),
        };
        Ok(Self { viewer, party: Some(me.organization), network, at })
    }
}

/// An explanation with the names that it needs.
#[derive(Debug, Clone)]
pub struct Told {
    /// How the amount came about.
    pub chain: Chain,
    /// The names of everybody and everything in it.
    pub names: Names,
}

/// Explains an amount.
///
/// # Errors
/// `Missing` for what is not there or is not the reader's; `Invalid` on `part` and `after`.
pub fn explain<T: Eyes + Books>(
    tx: &mut T,
    reader: &Reader,
    locale: Locale,
    asked: &Asked,
) -> Result<Told> {
    let chain = match asked.kind {
        Explained::Commission => {
            let row = commission::get(tx, asked.one::<CommissionId>()?)?;
            let behind = behind_line(tx, &row)?;
            line::explain(&facts::line(&row, &behind, &reader.network)?, reader.viewer)?
        }
        Explained::Adjustment => beside::adjustment(tx, reader, asked)?,
        Explained::Fee => beside::fee(tx, reader, asked)?,
        Explained::Sample => sample::sample(tx, reader, asked)?,
        Explained::Debt => beside::debt(tx, reader, asked)?,
        Explained::Hold => beside::hold(tx, reader, asked)?,
        Explained::Conversion => beside::conversion(tx, reader, asked)?,
        Explained::Entry => entry::entry(tx, reader, asked)?,
        Explained::Account => entry::account(tx, reader, asked)?,
        Explained::Month => sums::month(tx, reader, asked)?,
        Explained::Commissions => sums::commissions(tx, reader, asked)?,
    };
    let (parties, products) = named(&chain);
    let names = tx.called(locale, parties, products)?;
    Ok(Told { chain, names })
}

/// The parties and products that a chain names.
fn named(chain: &Chain) -> (Vec<OrganizationId>, Vec<ProductId>) {
    let (mut parties, mut products) = (Vec::new(), Vec::new());
    let steps = std::iter::once(&chain.about).chain(&chain.steps);
    for (_, value) in steps.flat_map(|step| &step.args) {
        match value {
            Value::Party(id) => parties.push(*id),
            Value::Product(id) => products.push(*id),
            Value::Account(code) => parties.extend(code.organization()),
            _ => {}
        }
    }
    for group in &chain.groups {
        if let Label::Party(id) = group.label {
            parties.push(id);
        }
    }
    for row in &chain.rows {
        if let RowLabel::Product(product, party) = row.label {
            products.push(product);
            parties.push(party);
        }
    }
    (parties, products)
}
