//! What the demo's ledger has beside postings: rates of exchange, an exchange, closed months, a proof.

use domain::calendar::Month;
use domain::ledger::fx::RateDraft;
use domain::{Error, Result, Timestamp};

use super::demo::Made;
use crate::ledger::{fx, period, proof, seal};

/// Keeps rates, exchanges a payee's money, closes what is long over. A network without staff for it is
/// left as it is.
pub(super) fn fill(made: &Made, now: Timestamp) -> Result<()> {
    let network = made.site.network.clone();
    let role = format!("{}/finance_maker", network.slug);
    let Some(me) = made.members.get(&role).cloned() else { return Ok(()) };
    let proves = me.clone();
    let payee = made.shops.first().map(|shop| shop.member.organization.to_string());
    made.site.write(move |tx| {
        let zone = network.time_zone;
        let day = |days: i64| now.plus_days(days).date_in(zone).to_string();
        for (days, rate) in [(-61, "4.7120"), (-31, "4.7655"), (-3, "4.8010")] {
            let draft = RateDraft {
                base: "JPY".into(),
                quote: "CNY".into(),
                units: "100".into(),
                rate: rate.into(),
                source: "取引銀行 TTM".into(),
                effective_on: day(days),
            };
            fx::add(tx, &me, &draft, now.plus_days(days))?;
        }
        let asked = fx::Exchange {
            key: "demo-exchange-1".into(),
            payee: payee.unwrap_or_default(),
            amount: "20000".into(),
            currency: "JPY".into(),
            into: "CNY".into(),
            on: String::new(),
        };
        match fx::convert(tx, &me, &network, &asked, now) {
            // Nothing that could be exchanged is nothing to show.
            Ok(_) | Err(Error::Refused(_) | Error::Missing) => {}
            Err(other) => return Err(other),
        }
        let last = Month::at(now, zone).previous().previous();
        loop {
            let months = period::list(tx, &me, &network, now)?;
            let due = months.next.filter(|month| months.is_over && *month <= last);
            let Some(month) = due else { return Ok(()) };
            period::close(tx, &me, &network, month, now)?;
        }
    })?;
    // The demo's worker finds it and proves the books as soon as it runs.
    seal(&made.site.app, &made.site.network)?;
    made.site.write(move |tx| proof::start(tx, &proves, now).map(|_| ()))
}
