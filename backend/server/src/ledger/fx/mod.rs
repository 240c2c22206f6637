//! Rates of exchange, and the exchange of a payee's money by them.

pub mod api;
pub mod conversions;
pub mod file;
pub mod pages;

use domain::access::{Member, Permission};
use domain::error::Fields;
use domain::id::{FxConversionId, FxRateId, OrganizationId};
use domain::ledger::account::{AccountCode, Bucket};
use domain::ledger::entry::{Entry, EntryKind, Transfer};
use domain::ledger::fx::{RateDraft, day, validate};
use domain::ledger::hold;
use domain::tenancy::network::Network;
use domain::{Currency, Error, Locale, Money, Result, Rounding, Timestamp, text};
use store::ledger::fx::{self, Conversion, FxRate, Known};
use store::ledger::{account, entry};
use store::scope::NetworkTx;
use store::tenancy::organization;

use super::entry::afford;
use crate::orders::names::{Named, Said};

use crate::paging;

/// Letters of a key at most.
const KEY_LETTERS: usize = 100;

/// Keeps a rate.
///
/// # Errors
/// `Forbidden`; `Invalid` with every field that cannot be accepted.
pub fn add(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    draft: &RateDraft,
    at: Timestamp,
) -> Result<FxRate> {
    me.must(Permission::KeepBooks)?;
    let new = validate(draft)?;
    fx::insert(tx, me, &new, at)
}

/// Rates, latest recorded first.
///
/// # Errors
/// `Forbidden`.
pub fn list(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    after: Option<FxRateId>,
    limit: usize,
) -> Result<(Vec<FxRate>, Option<FxRateId>)> {
    me.must(Permission::SeeMoney)?;
    let mut rates = fx::page(tx, after, paging::one_more(limit))?;
    let next = paging::next(&mut rates, limit, |last| last.id);
    Ok((rates, next))
}

/// An exchange with its rate and the name of its payee.
#[derive(Debug, Clone)]
pub struct Exchanged {
    /// The exchange.
    pub made: Conversion,
    /// The rate.
    pub rate: FxRate,
    /// Whose money.
    pub payee: Said,
}

/// Exchanges, newest first, after one of them.
///
/// # Errors
/// `Forbidden`.
pub fn conversions(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    locale: Locale,
    after: Option<FxConversionId>,
    limit: usize,
) -> Result<(Vec<Exchanged>, Option<FxConversionId>)> {
    me.must(Permission::SeeMoney)?;
    let mut found = fx::conversions(tx, after, paging::one_more(limit))?;
    let next = paging::next(&mut found, limit, |last| last.0.id);
    let names = tx.names(locale, found.iter().map(|(made, _)| made.payee), [])?;
    let named = |(made, rate): (Conversion, FxRate)| {
        let payee = names.party(made.payee);
        Exchanged { made, rate, payee }
    };
    Ok((found.into_iter().map(named).collect(), next))
}

/// An exchange as a program asks for it.
#[derive(Debug, Clone, Default)]
pub struct Exchange {
    /// The caller's key: the same one exchanges once.
    pub key: String,
    /// Whose money.
    pub payee: String,
    /// How much is given, a decimal.
    pub amount: String,
    /// Of which currency.
    pub currency: String,
    /// The currency that is got.
    pub into: String,
    /// The day whose rate is used, or the most recent one before; today when empty.
    pub on: String,
}

/// Exchanges an amount of what a payee may have paid out: two entries, one in each currency, joined by
/// the rate. The same key and contents again are answered by the first exchange.
///
/// # Errors
/// `Forbidden`; `Missing` for a payee of nobody's; `Invalid`; `Refused("fx-no-rate")`,
/// `Refused("balance-short")`; `Taken("entry-exists")` for the same key with other contents.
pub fn convert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    asked: &Exchange,
    at: Timestamp,
) -> Result<(Conversion, bool)> {
    me.must(Permission::KeepBooks)?;
    let mut fields = Fields::new();
    let key = fields.take(text::required("key", &asked.key, KEY_LETTERS)).unwrap_or_default();
    let sold = hold::amount(&mut fields, &asked.amount, &asked.currency);
    let into: Option<Currency> = asked.into.trim().parse().ok();
    let into = into.filter(|into| network.currencies.contains(into));
    fields.check(into.is_some(), "into", "currency-unknown");
    if let (Some(sold), Some(into)) = (sold, into) {
        fields.check(sold.currency() != into, "into", "fx-same-currency");
        let known = network.currencies.contains(&sold.currency());
        fields.check(known, "currency", "currency-unknown");
    }
    let on = match asked.on.trim() {
        "" => Some(at.date_in(network.time_zone)),
        told => day(told),
    };
    fields.check(on.is_some(), "on", "date-malformed");
    fields.finish()?;
    let (Some(sold), Some(into), Some(on)) = (sold, into, on) else {
        return Err(Error::Broken("an exchange without fields".into()));
    };
    if let Some(first) = fx::find_conversion(tx, Known::Key(&key))? {
        let is_same = first.sold == sold
            && first.bought.currency() == into
            && first.payee.to_string() == asked.payee.trim();
        return if is_same { Ok((first, false)) } else { Err(Error::Taken("entry-exists")) };
    }
    let payee: OrganizationId = asked.payee.trim().parse().map_err(|_| Error::Missing)?;
    let kind = organization::get(tx, payee)?.kind;
    let available = AccountCode::of_bucket(kind, payee, Bucket::Available)
        .ok_or_else(|| Error::field("payee", "choice-unknown"))?;
    let rate = fx::lookup(tx, sold.currency(), into, on)?;
    let bought = rate.quote.convert(sold, Rounding::HalfUp)?;
    if bought.is_zero() {
        return Err(Error::field("amount", "fx-too-small"));
    }
    let made = post(tx, (key, payee, available), (sold, bought), &rate, at)?;
    fx::insert_conversion(tx, me, &made)?;
    Ok((made, true))
}

fn post(
    tx: &mut NetworkTx<'_>,
    (key, payee, available): (String, OrganizationId, AccountCode),
    (sold, bought): (Money, Money),
    rate: &FxRate,
    at: Timestamp,
) -> Result<Conversion> {
    let pass = AccountCode::Exchange;
    let both = [sold.currency(), bought.currency()];
    account::open(tx, both.into_iter().flat_map(|of| [(available, of), (pass, of)]))?;
    let out = Transfer { debit: available, credit: pass, amount: sold };
    let back = Transfer { debit: pass, credit: available, amount: bought };
    afford(tx, &[out])?;
    let id = FxConversionId::new();
    let entry = |side: &str, moved| {
        Entry::new(format!("fx:{id}:{side}"), EntryKind::FxConverted, id, at, vec![moved])
    };
    Ok(Conversion {
        id,
        key,
        payee,
        rate: rate.id,
        sold,
        sold_entry: entry::insert(tx, &entry("sold", out)?, at)?.id,
        bought,
        bought_entry: entry::insert(tx, &entry("bought", back)?, at)?.id,
        converted_at: at,
    })
}
