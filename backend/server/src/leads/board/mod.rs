//! Leads on their way, in columns by how far they have come.

pub mod api;
mod pages;

use actix_web::web;
use domain::Result;
use domain::access::{Member, Permission};
use domain::leads::lead::{Lead, LeadStatus};
use domain::leads::place::Sort;
use store::leads::lead::{self as leads, Filter};
use store::leads::staff::{self, Person};
use store::scope::NetworkTx;

/// Leads of a column at most; the list shows the rest.
const CARDS: i64 = 20;

/// The states that a lead passes through; those in which it ends have no column.
const COLUMNS: [LeadStatus; 5] = [
    LeadStatus::New,
    LeadStatus::MaterialSent,
    LeadStatus::Contacted,
    LeadStatus::Qualified,
    LeadStatus::Proposal,
];

/// The board.
#[derive(Debug, Clone)]
pub struct Board {
    /// The columns, in the order in which leads pass through them.
    pub columns: Vec<Column>,
    /// Those who may be given leads.
    pub people: Vec<Person>,
}

/// The leads that stand at one place.
#[derive(Debug, Clone)]
pub struct Column {
    /// Where.
    pub status: LeadStatus,
    /// How many stand there, whatever the filter says.
    pub count: i64,
    /// The warmest of them.
    pub leads: Vec<Lead>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// The board of the leads of a filter, whose own state does not matter.
///
/// # Errors
/// `Forbidden`.
pub fn read(tx: &mut NetworkTx<'_>, me: &Member, filter: &Filter) -> Result<Board> {
    me.must(Permission::SeeLeads)?;
    let counts = leads::counts(tx)?;
    let mut columns = Vec::with_capacity(COLUMNS.len());
    // The columns are a fixed few.
    for status in COLUMNS {
        let of = Filter { status: Some(status), ..filter.clone() };
        let count =
            counts.iter().find(|(known, _)| *known == status).map_or(0, |(_, count)| *count);
        let leads = leads::page(tx, &of, Sort::Score, None, CARDS)?;
        columns.push(Column { status, count, leads });
    }
    Ok(Board { columns, people: staff::find(tx)? })
}
