//! Two networks with one member of each kind, made through the product's own set-up.

use std::sync::Arc;

use domain::access::{Member, OrganizationKind, Role};
use domain::id::{NetworkId, OrganizationId};
use domain::tenancy::network::Network;
use domain::{Currency, Locale, Rate};
use server::app::App;
use server::tenancy::setup::{self, NewOrganization, NewPerson};
use store::scope::{OfNetwork, OfPlatform};

use crate::app::start;

/// A network and one member of each kind.
#[derive(Debug, Clone)]
pub struct World {
    pub network: NetworkId,
    pub slug: &'static str,
    pub operator: OrganizationId,
    pub owner: Member,
    pub manager: Member,
    pub finance: Member,
    pub reviewer: Member,
    pub auditor: Member,
    /// Two brands and two KOLs: the second of each is a stranger organization.
    pub brand: Member,
    pub other_brand: Member,
    pub kol: Member,
    pub other_kol: Member,
}

/// Makes a network.
pub fn world(app: &Arc<App>, slug: &'static str, code: &str, hash: &'static str) -> World {
    let at = start();
    let network = Network {
        id: NetworkId::new(),
        slug: slug.to_owned(),
        code: code.to_owned(),
        base_currency: Currency::Jpy,
        currencies: vec![Currency::Jpy, Currency::Cny],
        time_zone: "Asia/Tokyo".parse().expect("zone"),
        mail_sender: format!("hello@{slug}.example"),
        network_share: Rate::from_ppm(200_000).expect("rate"),
        holding_days: 30,
        transit_days: 7,
    };
    let id = network.id;
    let made = network.clone();
    let operator = app
        .store
        .write(OfPlatform::because("a test's network"), move |tx| {
            let name = vec![(Locale::Ja, "はし"), (Locale::ZhHans, "桥"), (Locale::En, "Hashi")];
            setup::make_network(tx, &made, &[("name", name)], at)
        })
        .expect("network");
    let organization = |kind, name: &'static str, locale| {
        let network = network.clone();
        app.store
            .write(OfNetwork::for_row(id), move |tx| {
                let email = format!("{}@{slug}.example", name.to_lowercase());
                let new = NewOrganization { kind, name, locale, email: &email, texts: Vec::new() };
                setup::make_organization(tx, &network, &new, at)
            })
            .expect("organization")
    };
    let brand = organization(OrganizationKind::Brand, "Brand", Locale::Ja);
    let other_brand = organization(OrganizationKind::Brand, "Otherbrand", Locale::Ja);
    let kol = organization(OrganizationKind::Kol, "Kol", Locale::ZhHans);
    let other_kol = organization(OrganizationKind::Kol, "Otherkol", Locale::ZhHans);
    let person = |name: &'static str, organization, role, locale| {
        app.store
            .write(OfPlatform::because("a test's person"), move |tx| {
                let email = format!("{name}@{slug}.example");
                let new = NewPerson {
                    email: &email,
                    name,
                    locale,
                    password_hash: hash,
                    organization,
                    role,
                };
                setup::make_person(tx, id, &new, at)
            })
            .expect("person")
    };
    World {
        network: id,
        slug,
        operator,
        owner: person("owner", operator, Role::NetworkOwner, Locale::Ja),
        manager: person("manager", operator, Role::AccountManager, Locale::Ja),
        finance: person("finance", operator, Role::FinanceMaker, Locale::Ja),
        reviewer: person("reviewer", operator, Role::ContentReviewer, Locale::Ja),
        auditor: person("auditor", operator, Role::Auditor, Locale::En),
        brand: person("clerk", brand, Role::BrandAdmin, Locale::Ja),
        other_brand: person("stranger", other_brand, Role::BrandAdmin, Locale::Ja),
        kol: person("star", kol, Role::Kol, Locale::ZhHans),
        other_kol: person("rival", other_kol, Role::Kol, Locale::ZhHans),
    }
}
