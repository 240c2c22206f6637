//! Money that payees may have paid out.

use domain::access::Member;
use domain::id::OrganizationId;
use domain::ledger::account::AccountCode;
use domain::ledger::entry::{Entry, EntryKind, Transfer};
use domain::ledger::hold::HoldDraft;
use domain::{Currency, Money};
use store::scope::OfNetwork;

use crate::app::TestApp;

/// Makes an amount available to a KOL: as an exchange, the only thing that gives without an order.
pub(crate) fn credit(app: &TestApp, kol: &Member, minor: i64, currency: Currency) {
    let amount = Money::new(minor, currency);
    moved(app, (AccountCode::Exchange, AccountCode::KolAvailable(kol.organization)), amount);
}

/// Takes an amount of yen from an agency that has nothing.
pub(crate) fn debit_mcn(app: &TestApp, mcn: OrganizationId, minor: i64) {
    let amount = Money::new(minor, Currency::Jpy);
    moved(app, (AccountCode::McnAvailable(mcn), AccountCode::Exchange), amount);
}

/// Takes an amount of yen from a KOL's frozen money, whatever there is of it.
pub(crate) fn debit_frozen(app: &TestApp, kol: &Member, minor: i64) {
    let amount = Money::new(minor, Currency::Jpy);
    moved(app, (AccountCode::KolFrozen(kol.organization), AccountCode::Exchange), amount);
}

fn moved(app: &TestApp, (debit, credit): (AccountCode, AccountCode), amount: Money) {
    let (network, now) = (app.hashi.network, app.app.now());
    let transfer = Transfer { debit, credit, amount };
    let id = domain::id::EntryId::new();
    let kind = EntryKind::FxConverted;
    let entry = Entry::new(format!("credit:{id}"), kind, id, now, vec![transfer]).expect("entry");
    app.app
        .store
        .write(OfNetwork::for_row(network), move |tx| store::ledger::entry::insert(tx, &entry, now))
        .expect("posted");
}

/// An amount of a KOL that is held.
pub(crate) fn held(app: &TestApp, kol: &Member) -> String {
    credit(app, kol, 1_000, Currency::Jpy);
    let (me, now) = (app.hashi.finance.clone(), app.app.now());
    let draft = HoldDraft {
        key: "held".to_owned(),
        payee: kol.organization.to_string(),
        amount: "600".to_owned(),
        currency: "JPY".to_owned(),
        expires_at: now.plus_days(3).to_string(),
    };
    let network = app.app.directory.by_id(&app.app, me.network).expect("network");
    let made = app.app.store.write(OfNetwork::for_row(me.network), move |tx| {
        server::ledger::hold::make(tx, &me, &network, &draft, now)
    });
    made.expect("hold").0.id.to_string()
}
