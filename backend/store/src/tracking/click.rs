//! Clicks: one row each, written before the redirect is answered.

use diesel::prelude::*;
use domain::id::{ClickId, LinkId};
use domain::time::Timestamp;
use domain::tracking::click::{AgentClass, HourCount};
use domain::{Error, Result};
use schema::clicks as t;

use crate::rows::{count, grouped, hour};
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

/// Writes a click on a link.
///
/// # Errors
/// Only what the database answers.
pub fn insert(tx: &mut NetworkTx<'_>, link: &Target, click: &NewClick<'_>) -> Result<()> {
    let referrer = click.referrer.map(|text| text.chars().take(300).collect::<String>());
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(click.id),
            t::link_id.eq(link.id),
            t::kol_id.eq(link.kol_id),
            t::at.eq(click.at),
            t::visitor.eq(click.visitor.to_vec()),
            t::agent_class.eq(click.agent),
            t::referrer.eq(referrer),
        ))
        .execute(conn)
    })?;
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
            .filter(t::link_id.eq_any(links.to_vec()))
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
