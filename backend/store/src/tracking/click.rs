//! Clicks: one row each, written before the redirect is answered.

use diesel::prelude::*;
use domain::id::{ClickId, LinkId, NetworkId, OrganizationId};
use domain::time::Timestamp;
use domain::tracking::click::{AgentClass, HourCount};
use domain::{Error, Result};
use schema::clicks as t;

use crate::rows::{Among, count, grouped, hour, insert_rows};
use crate::scope::{InNetwork, NetworkTx, Reads};
use crate::tracking::link::Target;

/// A click to write.
#[derive(Debug, Clone)]
pub struct NewClick<'a> {
    /// Its id, made by the caller: the redirect's address carries it.
    pub id: ClickId,
    /// When.
    pub at: Timestamp,
    /// Stands for the visitor within the day; see `domain::tracking::click::visitor`.
    pub visitor: [u8; 16],
    /// What sent the request.
    pub agent: AgentClass,
    /// The site that the visitor came from; at most 300 characters are kept.
    pub referrer: Option<&'a str>,
}

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct Row {
    network_id: NetworkId,
    id: ClickId,
    link_id: LinkId,
    kol_id: OrganizationId,
    at: Timestamp,
    visitor: Vec<u8>,
    agent_class: AgentClass,
    referrer: Option<String>,
}

/// Writes clicks on links.
///
/// # Errors
/// Only what the database answers.
pub fn insert_many<'a>(
    tx: &mut NetworkTx<'_>,
    clicks: impl Iterator<Item = (&'a Target, NewClick<'a>)>,
) -> Result<()> {
    let network_id = tx.network();
    let rows: Vec<Row> = clicks
        .map(|(link, click)| Row {
            network_id,
            id: click.id,
            link_id: link.id,
            kol_id: link.kol_id,
            at: click.at,
            visitor: click.visitor.to_vec(),
            agent_class: click.agent,
            referrer: click.referrer.map(|text| text.chars().take(300).collect()),
        })
        .collect();
    insert_rows!(tx, clicks, rows)?;
    Ok(())
}

/// A click, as an order's page explains it.
#[derive(Debug, Clone, Queryable)]
pub struct Click {
    /// Its id.
    pub id: ClickId,
    /// The link that was clicked.
    pub link_id: LinkId,
    /// When.
    pub at: Timestamp,
}

/// A click of the scope.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: ClickId) -> Result<Click> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::id.eq(id)).select((t::id, t::link_id, t::at)).first(conn)
    })?)
}

/// Clicks by people on some links, hour by hour from one moment to another;
/// `domain::tracking::click::by_day` makes days of them.
///
/// # Errors
/// Only what the database answers.
pub fn count_by_hour(
    tx: &mut impl Reads<t::table>,
    links: &[LinkId],
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<HourCount>> {
    let rows: Vec<(LinkId, String, i64)> = tx.query(t::table, |rows, conn| {
        let people = rows
            .filter(t::link_id.among(links.to_vec()))
            .filter(t::at.ge(from))
            .filter(t::at.lt(to))
            .filter(t::agent_class.ne(AgentClass::Bot))
            .select((t::link_id, hour(t::at), count(t::id)));
        grouped(2, people).load(conn)
    })?;
    rows.into_iter()
        .map(|(link, text, clicks)| {
            // The engines write `2026-11-22 07` or, with another separator, `2026-11-22T07`.
            let hour = Timestamp::parse(&format!("{}:00:00Z", text.replace(' ', "T")))
                .ok_or_else(|| Error::Broken(format!("hour {text}")))?;
            Ok(HourCount { link, hour, clicks })
        })
        .collect()
}
