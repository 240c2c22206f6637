//! Who wants news by mail: one row for each address, whatever it was asked for how often.

use diesel::prelude::*;
use domain::id::MarketingConsentId;
use domain::leads::consent::{ConsentAct, ConsentStatus, expires_at};
use domain::platform::mail::bare;
use domain::time::Timestamp;
use domain::{Error, Locale, Result};
use schema::marketing_consents as t;

use crate::conn::OnBoth;
use crate::platform::audit::{self, Act};
use crate::platform::suppression;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Somebody's wish for news.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Consent {
    /// Its id.
    pub id: MarketingConsentId,
    /// The address, bare.
    pub address: String,
    /// The language in which it was asked for.
    pub locale: Locale,
    /// How far it has come.
    pub status: ConsentStatus,
    /// The form that it was asked for in.
    pub form: String,
    /// Which version of the form's sentence was agreed to.
    pub text_version: String,
    /// When the link to confirm it ends.
    pub expires_at: Timestamp,
    /// When it was asked for last.
    pub asked_at: Timestamp,
    /// When it was confirmed.
    pub confirmed_at: Option<Timestamp>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
    /// Counts its changes.
    pub version: i64,
}

/// A wish that a form takes.
#[derive(Debug, Clone)]
pub struct NewConsent<'a> {
    /// The address.
    pub address: &'a str,
    /// The language of the form.
    pub locale: Locale,
    /// The form.
    pub form: &'a str,
    /// Which version of its sentence was agreed to.
    pub text_version: &'a str,
    /// The digest of that sentence.
    pub text_digest: &'a [u8],
    /// The visitor's address, hashed.
    pub visitor: &'a [u8],
    /// The digest of the token in the link to confirm it.
    pub token_hash: &'a [u8],
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::address,
            t::locale,
            t::status,
            t::form,
            t::text_version,
            t::expires_at,
            t::asked_at,
            t::confirmed_at,
            t::withdrawn_at,
            t::version,
        )
    };
}

/// Whether an address may get news: its owner confirmed that, and it is not suppressed.
///
/// # Errors
/// Only what the database answers.
pub fn may_market(tx: &mut NetworkTx<'_>, address: &str) -> Result<bool> {
    Ok(get_confirmed(tx, address)?.is_some())
}

/// The confirmed wish of an address that is not suppressed.
///
/// # Errors
/// Only what the database answers.
pub fn get_confirmed(tx: &mut NetworkTx<'_>, address: &str) -> Result<Option<Consent>> {
    let is_confirmed = |consent: &Consent| consent.status == ConsentStatus::Confirmed;
    let Some(consent) = get_by_address(tx, address)?.filter(is_confirmed) else {
        return Ok(None);
    };
    let suppressed = suppression::get_by_address(tx, address)?.is_some_and(|row| row.is_open());
    Ok((!suppressed).then_some(consent))
}

/// A wish by its id.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: MarketingConsentId) -> Result<Consent> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// The wish that a token confirms, ended or not.
///
/// # Errors
/// `Missing`.
pub fn get_by_hash(tx: &mut NetworkTx<'_>, token_hash: &[u8]) -> Result<Consent> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::token_hash.eq(token_hash.to_vec())).select(columns!()).first(conn)
    })?)
}

/// The wish of an address.
///
/// # Errors
/// Only what the database answers.
pub fn get_by_address(tx: &mut NetworkTx<'_>, address: &str) -> Result<Option<Consent>> {
    let address = bare(address);
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::address.eq(address)).select(columns!()).first(conn).optional()
    })?)
}

/// Takes a wish, for the first time or again; `false` where it is confirmed already.
///
/// # Errors
/// `Stale` when the same address asks in parallel.
pub fn insert(tx: &mut NetworkTx<'_>, new: &NewConsent<'_>, at: Timestamp) -> Result<bool> {
    let address = bare(new.address);
    if let Some(known) = get_by_address(tx, &address)? {
        if known.status == ConsentStatus::Confirmed {
            return Ok(false);
        }
        ask_again(tx, &known, new, at)?;
        return Ok(true);
    }
    let id = MarketingConsentId::new();
    let count = tx.insert(t::table, |into, stamp, conn| {
        let row = (
            stamp,
            t::id.eq(id),
            t::address.eq(&address),
            t::locale.eq(new.locale),
            t::status.eq(ConsentStatus::Asked),
            t::form.eq(new.form),
            t::text_version.eq(new.text_version),
            t::text_digest.eq(new.text_digest),
            t::visitor.eq(new.visitor),
            t::token_hash.eq(new.token_hash),
            t::expires_at.eq(expires_at(at)),
            t::asked_at.eq(at),
            t::version.eq(1),
        );
        OnBoth(into.values(row).on_conflict_do_nothing()).execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    noted(tx, id, ConsentAct::Ask, (None, ConsentStatus::Asked), at)?;
    Ok(true)
}

fn ask_again(
    tx: &mut NetworkTx<'_>,
    known: &Consent,
    new: &NewConsent<'_>,
    at: Timestamp,
) -> Result<()> {
    let after = known.status.after(ConsentAct::Ask)?;
    let count = tx.update(t::table, |target, conn| {
        let seen = target.filter(t::id.eq(known.id)).filter(t::version.eq(known.version));
        diesel::update(seen)
            .set((
                t::locale.eq(new.locale),
                t::status.eq(after),
                t::form.eq(new.form),
                t::text_version.eq(new.text_version),
                t::text_digest.eq(new.text_digest),
                t::visitor.eq(new.visitor),
                t::token_hash.eq(new.token_hash),
                t::expires_at.eq(expires_at(at)),
                t::asked_at.eq(at),
                t::version.eq(known.version + 1),
            ))
            .execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    noted(tx, known.id, ConsentAct::Ask, (Some(known.status), after), at)
}

/// Confirms a wish.
///
/// # Errors
/// `Refused("consent-state")`; `Stale`.
pub fn confirm(
    tx: &mut NetworkTx<'_>,
    known: &Consent,
    visitor: &[u8],
    at: Timestamp,
) -> Result<()> {
    let after = known.status.after(ConsentAct::Confirm)?;
    let count = tx.update(t::table, |target, conn| {
        let seen = target.filter(t::id.eq(known.id)).filter(t::version.eq(known.version));
        diesel::update(seen)
            .set((
                t::status.eq(after),
                t::confirm_visitor.eq(visitor),
                t::confirmed_at.eq(at),
                t::withdrawn_at.eq(None::<Timestamp>),
                t::version.eq(known.version + 1),
            ))
            .execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    noted(tx, known.id, ConsentAct::Confirm, (Some(known.status), after), at)
}

/// Withdraws a wish.
///
/// # Errors
/// `Refused("consent-state")`; `Stale`.
pub fn withdraw(tx: &mut NetworkTx<'_>, known: &Consent, at: Timestamp) -> Result<()> {
    let after = known.status.after(ConsentAct::Withdraw)?;
    let count = tx.update(t::table, |target, conn| {
        let seen = target.filter(t::id.eq(known.id)).filter(t::version.eq(known.version));
        diesel::update(seen)
            .set((
                t::status.eq(after),
                t::token_hash.eq(None::<Vec<u8>>),
                t::withdrawn_at.eq(at),
                t::version.eq(known.version + 1),
            ))
            .execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    noted(tx, known.id, ConsentAct::Withdraw, (Some(known.status), after), at)
}

fn noted(
    tx: &mut NetworkTx<'_>,
    id: MarketingConsentId,
    act: ConsentAct,
    (before, after): (Option<ConsentStatus>, ConsentStatus),
    at: Timestamp,
) -> Result<()> {
    let kind = format!("consent.{}", act.as_str());
    let before = before.map(ConsentStatus::as_str);
    let act = Act { kind: &kind, before, after: Some(after.as_str()), reason: None };
    audit::insert(tx, None, at, id, &act)
}
