//! The demo's front door: clicks on links, and people who asked for the materials.

use std::sync::Arc;

use chrono_tz::Tz;
use domain::access::Member;
use domain::catalogue::product::Category;
use domain::id::{ClickId, LeadId};
use domain::leads::inquiry::{Inquiry, InquiryForm};
use domain::leads::lead::LeadAct;
use domain::leads::work::LostReason;
use domain::tracking::click::AgentClass;
use domain::{Result, Timestamp};
use store::scope::NetworkTx;
use store::tracking::{click, link};

use super::build::{Shop, Site};
use super::chance::Chance;
use super::data::{self, World};
use crate::error::broken;
use crate::leads::inquiry::{Arrival, submit};
use crate::leads::lead::{self, House, Step};
use crate::leads::touch::Touched;
use crate::leads::{assignment, materials, note, task};
use crate::platform::letter::Desk;

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
    let (network, me, first) = (site.network.clone(), manager.clone(), now.plus_days(-90));
    site.write(move |tx| {
        let owner = me.membership.to_string();
        let rule = ["kol", "", "zh-Hans", &owner].map(str::to_owned);
        let change = assignment::Change::AddRule(rule);
        assignment::change(tx, &me, &network, &change, first).map(|_| ())
    })?;
    let mut leads: Vec<_> = world.leads.iter().filter(|told| told.network == *slug).collect();
    // Ids follow time: who came first is made first.
    leads.sort_by_key(|told| std::cmp::Reverse(told.days_ago));
    for told in leads {
        let inquiry = inquiry(told)?;
        let campaign = Some(told.campaign.clone()).filter(|campaign| !campaign.is_empty());
        let arrival = Arrival {
            locale: told.locale.parse().map_err(broken)?,
            referrer: None,
            touched: Touched { first: campaign.clone(), last: campaign.clone() },
            campaign,
            visitor: site.app.keys.seal("demo", &told.email),
        };
        let (network, manager) = (site.network.clone(), manager.clone());
        let desk = Desk::of(&site.app, network.id)?;
        let (page, told) = (site.app.settings.site(), told.clone());
        let at = now.plus_days(-told.days_ago).plus_seconds(-3_600);
        site.write(move |tx| {
            let taken = submit(tx, &network, &page, &inquiry, &arrival, at)?;
            super::post::answered(tx, &told, taken.mail, at)?;
            let id = taken.lead;
            if told.opened {
                for link in store::leads::grant::find(tx, id)? {
                    materials::open(tx, &link, at.plus_seconds(600))?;
                }
            }
            for (step, act) in acts_until(&told.status).iter().enumerate() {
                let at = at.plus_seconds(i64::try_from(step).unwrap_or(0) * 900 + 900);
                let (reason, lost) = if *act == LeadAct::Lose {
                    ("取扱商品の方向性が異なるため", Some(LostReason::Fit))
                } else {
                    ("", None)
                };
                let step = Step { act: *act, reason: reason.to_owned(), lost, version: None };
                let house = House { network: &network, desk: &desk };
                lead::act(tx, &manager, house, id, &step, at)?;
            }
            follow(tx, &manager, id, &told, (now, network.time_zone))
        })?;
    }
    Ok(())
}

/// What a visitor of the demo typed.
fn inquiry(told: &data::Lead) -> Result<Inquiry> {
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
    form.check(&categories)
}

/// What the account manager noted of a lead and means to do.
fn follow(
    tx: &mut NetworkTx<'_>,
    manager: &Member,
    id: LeadId,
    told: &data::Lead,
    (now, zone): (Timestamp, Tz),
) -> Result<()> {
    let at = now.plus_days(-told.days_ago).plus_seconds(7_200);
    if !told.note.is_empty() {
        note::create(tx, manager, id, &told.note, at)?;
    }
    if !told.task.is_empty() {
        let typed = task::Typed {
            title: told.task.clone(),
            due_on: now.plus_days(told.task_in_days).date_in(zone).to_string(),
            owner: String::new(),
        };
        task::create(tx, manager, id, &typed, at)?;
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
