//! One heartbeat runs every clock of the product: expire, mature, remind, close.

use std::sync::Arc;

use domain::{Result, Timestamp};
use store::scope::{NetworkTx, OfNetwork, OfPlatform};

use crate::app::App;
use crate::platform::bounce;
use crate::platform::letter::Desk;
use crate::{leads, samples};

/// Messages that were refused are shown for so many days.
const LOG_DAYS: i64 = 30;

/// What a run of the clocks did, by clock.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Maintained {
    /// Sample requests that nobody answered in time.
    pub samples_expired: usize,
    /// Samples for which nothing was posted in time.
    pub samples_overdue: usize,
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
    /// Leads that nobody answered in time, of which their owners were told.
    pub leads_late: usize,
    /// Mails that followed materials by themselves.
    pub leads_followed: usize,
    /// Scores of leads that time took of.
    pub scores_faded: usize,
    /// Amounts held that nobody paid in time.
    pub holds_expired: usize,
    /// Messages of the mailbox for bounces.
    pub bounces_read: usize,
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
    let mut done =
        Maintained { bounces_read: bounce::mailbox::sweep(app, at)?, ..Maintained::default() };
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
        let (of, told) = (network.clone(), desk.clone());
        let (late, followed, faded) = app.store.write(scope, move |tx| {
            let late = leads::assignment::escalate(tx, at, &told)?;
            let followed = leads::sequence::run(tx, &of, &told, at)?;
            Ok((late, followed, leads::score::fade(tx, at)?))
        })?;
        done.leads_late += late;
        done.leads_followed += followed;
        done.scores_faded += faded;
        let (told, late) = (desk.clone(), desk.clone());
        let expire = move |tx: &mut NetworkTx<'_>| samples::request::expire_due(tx, at, &desk);
        let tell = move |tx: &mut NetworkTx<'_>| crate::catalogue::stock::tell_short(tx, at, &told);
        let lapse = move |tx: &mut NetworkTx<'_>| samples::request::lapse_due(tx, at, &late);
        done.samples_overdue += app.store.write(scope, lapse)?;
        done.shortages_told += app.store.write(scope, tell)?;
        done.samples_expired += app.store.write(scope, expire)?;
        done.holds_expired += crate::ledger::expire_holds(app, &network, at)?;
        done.materials_superseded += crate::leads::library::supersede(app, &network, at)?;
        done.entries_sealed += crate::ledger::seal(app, &network)?;
    }
    Ok(done)
}
