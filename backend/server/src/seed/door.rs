//! The demo's front door: clicks on links, and people who asked for the materials.

use std::sync::Arc;

use domain::access::Member;
use domain::catalogue::product::Category;
use domain::id::ClickId;
use domain::leads::inquiry::InquiryForm;
use domain::leads::lead::LeadAct;
use domain::tracking::click::AgentClass;
use domain::{Result, Timestamp};
use store::tracking::{click, link};

use super::build::{Shop, Site};
use super::chance::Chance;
use super::data::World;
use crate::error::broken;
use crate::leads::inquiry::{Arrival, submit};

/// Clicks of the last month, so that links have something to show.
pub(super) fn visits(site: &Site, shops: &[Shop], now: Timestamp) -> Result<()> {
    let shops: Arc<[Shop]> = shops.into();
    site.write(move |tx| {
        let mut chance = Chance::new(11);
        for code in shops.iter().flat_map(|shop| &shop.links) {
            let target = link::get_by_code(tx, code)?;
            for _ in 0..chance.between(12, 90) {
                let visitor = u128::from(chance.bits() % 60).to_be_bytes();
                let agent = [
                    AgentClass::of(Some("MicroMessenger iPhone")),
                    AgentClass::of(Some("Mozilla/5.0 (iPhone)")),
                ];
                let click = click::NewClick {
                    id: ClickId::new(),
                    at: now.plus_seconds(-chance.between(60, 30 * 86_400)),
                    visitor,
                    agent: agent[chance.below(2)],
                    referrer: None,
                };
                click::insert_many(tx, std::iter::once((&target, click)))?;
            }
        }
        Ok(())
    })
}

/// People who asked for the materials, and how far the account manager came with them.
pub(super) fn leads(world: &World, site: &Site, manager: &Member, now: Timestamp) -> Result<()> {
    let slug = &site.network.slug;
    let mut leads: Vec<_> = world.leads.iter().filter(|told| told.network == *slug).collect();
    // Ids follow time: who came first is made first.
    leads.sort_by_key(|told| std::cmp::Reverse(told.days_ago));
    for told in leads {
        let form = InquiryForm {
            kind: told.kind.clone(),
            company: told.company.clone(),
            name: told.name.clone(),
            email: told.email.clone(),
            phone: told.phone.clone(),
            category: told.category.clone(),
            message: told.message.clone(),
            consent: "on".to_owned(),
            marketing: told.news.to_string(),
            ..InquiryForm::default()
        };
        let categories: Vec<&str> = Category::ALL.iter().map(|one| one.as_str()).collect();
        let inquiry = form.check(&categories)?;
        let arrival = Arrival {
            locale: told.locale.parse().map_err(broken)?,
            referrer: None,
            campaign: None,
            visitor: site.app.keys.seal("demo", &told.email),
        };
        let (network, manager) = (site.network.clone(), manager.clone());
        let (page, status) = (site.app.settings.site(), told.status.clone());
        let told = told.clone();
        let at = now.plus_days(-told.days_ago).plus_seconds(-3_600);
        site.write(move |tx| {
            let taken = submit(tx, &network, &page, &inquiry, &arrival, at)?;
            super::post::answered(tx, &told, taken.mail, at)?;
            let lead = taken.lead;
            for (step, act) in acts_until(&status).iter().enumerate() {
                let at = at.plus_seconds(i64::try_from(step).unwrap_or(0) * 900 + 900);
                let reason = if *act == LeadAct::Lose {
                    "取扱商品の方向性が異なるため"
                } else {
                    ""
                };
                let stored = store::leads::lead::get(tx, lead)?;
                let change = stored.act(*act, reason)?;
                store::leads::lead::apply(tx, Some(&manager), &stored, &change, at)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// What was done with a lead until it stood there.
fn acts_until(status: &str) -> &'static [LeadAct] {
    use LeadAct::{Contact, Lose, Propose, Qualify, Win};
    match status {
        "contacted" => &[Contact],
        "qualified" => &[Contact, Qualify],
        "proposal" => &[Contact, Qualify, Propose],
        "won" => &[Contact, Qualify, Propose, Win],
        "lost" => &[Contact, Lose],
        _ => &[],
    }
}
