//! Agencies, and who has a part of whose commissions.

use domain::access::{Member, OrganizationKind, Role};
use domain::commissions::partner::PartnerFields;
use domain::commissions::split::{Bearer, PartnerKind};
use domain::commissions::tax::TaxDraft;
use domain::{Locale, Rate};
use server::tenancy::setup::{self, NewOrganization, NewPerson};
use store::commissions::partner::{self, Agreement};
use store::scope::{OfNetwork, OfOrganization, OfPlatform};

use crate::app::{PASSWORD, TestApp};
use crate::makers::orders::long_ago;

/// An agency of the first network, by its only member.
pub(crate) fn mcn(app: &TestApp, name: &'static str) -> Member {
    let (id, at) = (app.hashi.network, long_ago());
    let network = app.app.directory.by_id(&app.app, id).expect("network");
    let email = format!("{name}@mcn.example");
    let organization = app
        .app
        .store
        .write(OfNetwork::for_row(id), move |tx| {
            let (kind, locale) = (OrganizationKind::Mcn, Locale::ZhHans);
            let new = NewOrganization { kind, name, locale, email: &email, texts: Vec::new() };
            setup::make_organization(tx, &network, &new, at)
        })
        .expect("organization");
    let hash = app.app.keys.hash_password(PASSWORD).expect("hash");
    app.app
        .store
        .write(OfPlatform::because("a test's person"), move |tx| {
            let email = format!("manager-{name}@mcn.example");
            let new = NewPerson {
                email: &email,
                name,
                locale: Locale::ZhHans,
                password_hash: &hash,
                organization,
                role: Role::McnManager,
            };
            setup::make_person(tx, id, &new, at)
        })
        .expect("person")
}

/// A part of a KOL's commissions, agreed long ago.
pub(crate) fn agreed(
    app: &TestApp,
    (kind, bearer): (PartnerKind, Bearer),
    kol: &Member,
    payee: &Member,
    percent: &str,
) -> Agreement {
    let fields = PartnerFields {
        kind,
        kol: kol.organization,
        payee: payee.organization,
        rate: Rate::parse_percent(percent).expect("rate"),
        bearer,
        note: String::new(),
        valid_from: long_ago(),
        valid_to: None,
    };
    let (me, of) = (app.hashi.manager.clone(), payee.role.organization_kind());
    app.app
        .store
        .write(OfNetwork::for_row(me.network), move |tx| {
            partner::insert(tx, &me, &fields, of, long_ago())
        })
        .expect("agreement")
}

/// A member's organization says how it is taxed, since long ago.
fn taxed(app: &TestApp, me: &Member, class: &str) {
    let draft = TaxDraft {
        class: class.to_owned(),
        number: "T7000012050002".to_owned(),
        starts_on: "2026-04-01".to_owned(),
    };
    let network = app.app.directory.by_id(&app.app, me.network).expect("network");
    let me = me.clone();
    app.app
        .store
        .write(OfOrganization::of(&me.clone()), move |tx| {
            server::commissions::tax::declare(tx, &me, &network, &draft, long_ago())
        })
        .expect("status");
}

/// One KOL has an agency and was brought by the other one, who has nobody; two of them are taxed.
pub(crate) fn company(app: &TestApp) {
    let agency = mcn(app, "agency");
    let (kol, rival) = (&app.hashi.kol, &app.hashi.other_kol);
    agreed(app, (PartnerKind::Mcn, Bearer::Kol), kol, &agency, "2");
    agreed(app, (PartnerKind::Referrer, Bearer::Network), kol, rival, "1.5");
    taxed(app, kol, "unregistered");
    taxed(app, &agency, "abroad");
}
