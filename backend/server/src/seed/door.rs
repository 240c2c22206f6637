//! The demo's front door: clicks on links, and people who asked for the materials.

use std::sync::Arc;

use domain::access::Member;
use domain::id::ClickId;
use domain::tracking::click::AgentClass;
use domain::{Result, Timestamp};
use store::tracking::{click, link};

use super::build::{Shop, Site};
use super::chance::Chance;
use super::data::World;

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
                click::insert(tx, &target, &click)?;
            }
        }
        Ok(())
    })
}

/// People who asked for the materials, and how far the account manager came with them.
pub(super) fn leads(
    _world: &World,
    _site: &Site,
    _manager: &Member,
    _now: Timestamp,
) -> Result<()> {
    Ok(())
}
