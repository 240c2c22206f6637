//! One heartbeat runs every clock of the product: expire, mature, remind, close.

use std::sync::Arc;

use domain::{Result, Timestamp};
use store::scope::{NetworkTx, OfNetwork, OfPlatform};

use crate::app::App;
use crate::platform::letter::Desk;
use crate::samples;

/// Messages that were refused are shown for so many days.
const LOG_DAYS: i64 = 30;

/// What a run of the clocks did, by clock.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Maintained {
    /// Sample requests that nobody answered in time.
    pub samples_expired: usize,
    /// Events whose order did not come in time.
    pub events_expired: usize,
    /// Pairs of KOL and product whose holding changed with their returns.
    pub holdings_changed: usize,
    /// KOLs whose part has ended.
    pub parts_ended: usize,
    /// Commissions whose holding period is over.
    pub commissions_confirmed: usize,
    /// Fees that fell due.
    pub fees_reckoned: usize,
    /// Pieces that were short and that brands were told of.
    pub shortages_told: usize,
    /// Amounts held that nobody paid in time.
    pub holds_expired: usize,
    /// Versions of materials in whose place a newer one has come.
    pub materials_superseded: usize,
    /// Entries of the ledger that got their seal.
    pub entries_sealed: usize,
}

/// Runs every clock for a moment, in every network. Safe to repeat.
///
/// # Errors
/// What the store answers; what ran before is kept.
pub fn maintain(app: &Arc<App>, at: Timestamp) -> Result<Maintained> {
    let mut done = Maintained::default();
    let reason = OfPlatform::because("the clocks run in every network");
    let networks = app.store.read(reason, store::tenancy::network::find)?;
    for network in networks {
        let scope = OfNetwork::for_row(network.id);
        let of = network.clone();
        done.parts_ended +=
            app.store.write(scope, move |tx| store::tenancy::organization::close_ended(tx, at))?;
        let (expired, changed) = app.store.write(scope, move |tx| {
            store::orders::kept::forget(tx, at.plus_days(-LOG_DAYS))?;
            store::orders::privacy::erase(tx, at)?;
            let expired = store::orders::waiting::sweep(tx, &of, at)?;
            Ok((expired, store::orders::rate::recount(tx, &of, at)?))
        })?;
        crate::orders::webhook::shop::sweep(app, &network, at)?;
        done.events_expired += expired;
        done.holdings_changed += changed;
        done.commissions_confirmed += crate::commissions::mature(app, &network, at)?;
        done.fees_reckoned += crate::commissions::fee::earn_due(app, &network, at)?;
        let desk = Desk::of(app, network.id)?;
        let told = desk.clone();
        let expire = move |tx: &mut NetworkTx<'_>| samples::request::expire_due(tx, at, &desk);
        let tell = move |tx: &mut NetworkTx<'_>| crate::catalogue::stock::tell_short(tx, at, &told);
        done.shortages_told += app.store.write(scope, tell)?;
        done.samples_expired += app.store.write(scope, expire)?;
        done.holds_expired += crate::ledger::expire_holds(app, &network, at)?;
        done.materials_superseded += crate::leads::library::supersede(app, &network, at)?;
        done.entries_sealed += crate::ledger::seal(app, &network)?;
    }
    Ok(done)
}
