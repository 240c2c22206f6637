//! The tenants of the installation.

use diesel::prelude::*;
use domain::id::NetworkId;
use domain::tenancy::network::Network;
use domain::time::Timestamp;
use domain::{Currency, Error, Rate, Result};
use schema::networks as t;

use crate::scope::PlatformTx;

const COLUMNS: (
    t::id,
    t::slug,
    t::code,
    t::base_currency,
    t::currencies,
    t::time_zone,
    t::mail_sender,
    t::network_share_ppm,
    t::holding_days,
    t::transit_days,
) = (
    t::id,
    t::slug,
    t::code,
    t::base_currency,
    t::currencies,
    t::time_zone,
    t::mail_sender,
    t::network_share_ppm,
    t::holding_days,
    t::transit_days,
);

#[derive(Debug, Clone, Queryable)]
struct Row {
    id: NetworkId,
    slug: String,
    code: String,
    base_currency: Currency,
    currencies: String,
    time_zone: String,
    mail_sender: String,
    network_share: Rate,
    holding_days: i64,
    transit_days: i64,
}

impl Row {
    fn read(self) -> Result<Network> {
        let broken = |what: &str| Error::Broken(format!("network {}: {what}", self.id));
        let currencies = self
            .currencies
            .split(',')
            .map(|code| code.parse().map_err(|_| broken("currencies")))
            .collect::<Result<_>>()?;
        let time_zone = self.time_zone.parse().map_err(|_| broken("time zone"))?;
        Ok(Network {
            id: self.id,
            slug: self.slug,
            code: self.code,
            base_currency: self.base_currency,
            currencies,
            time_zone,
            mail_sender: self.mail_sender,
            network_share: self.network_share,
            holding_days: self.holding_days,
            transit_days: self.transit_days,
        })
    }
}

/// A network by its id.
///
/// # Errors
/// `Missing`; `Broken` for a row that cannot be read.
pub fn get(tx: &mut PlatformTx<'_>, id: NetworkId) -> Result<Network> {
    t::table.find(id).select(COLUMNS).first::<Row>(tx.conn())?.read()
}

/// A network by its part of public addresses.
///
/// # Errors
/// `Missing`; `Broken` for a row that cannot be read.
pub fn get_by_slug(tx: &mut PlatformTx<'_>, slug: &str) -> Result<Network> {
    t::table.filter(t::slug.eq(slug)).select(COLUMNS).first::<Row>(tx.conn())?.read()
}

/// A network by the two characters with which its short links begin.
///
/// # Errors
/// `Missing`; `Broken` for a row that cannot be read.
pub fn get_by_code(tx: &mut PlatformTx<'_>, code: &str) -> Result<Network> {
    t::table.filter(t::code.eq(code)).select(COLUMNS).first::<Row>(tx.conn())?.read()
}

/// Every network, oldest first.
///
/// # Errors
/// `Broken` for a row that cannot be read.
pub fn find(tx: &mut PlatformTx<'_>) -> Result<Vec<Network>> {
    let rows: Vec<Row> = t::table.order(t::id).select(COLUMNS).load(tx.conn())?;
    rows.into_iter().map(Row::read).collect()
}

/// A new network.
///
/// # Errors
/// Only what the database answers.
pub fn insert(tx: &mut PlatformTx<'_>, network: &Network, at: Timestamp) -> Result<()> {
    let currencies: Vec<&str> = network.currencies.iter().map(|currency| currency.code()).collect();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(network.id),
            t::slug.eq(&network.slug),
            t::code.eq(&network.code),
            t::base_currency.eq(network.base_currency),
            t::currencies.eq(currencies.join(",")),
            t::time_zone.eq(network.time_zone.name()),
            t::mail_sender.eq(&network.mail_sender),
            t::network_share_ppm.eq(network.network_share),
            t::holding_days.eq(network.holding_days),
            t::transit_days.eq(network.transit_days),
            t::created_at.eq(at),
        ))
        .execute(tx.conn())?;
    Ok(())
}
