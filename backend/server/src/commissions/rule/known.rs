//! What the conditions of rules name, as a reader of a language sees it.

use std::collections::HashMap;

use domain::commissions::rule::{Condition, Conditions};
use domain::id::{KolGroupId, LiveSessionId, PlanId, ProductId};
use domain::{Locale, Money, Result};
use store::live::session;
use store::plans::plan;
use store::scope::NetworkTx;
use store::tenancy::group;

use crate::http::page::Page;
use crate::orders::names::{Named, Names};

/// The names of everything that some conditions ask for.
#[derive(Debug, Clone)]
pub struct Known {
    names: Names,
    groups: HashMap<KolGroupId, String>,
    sessions: HashMap<LiveSessionId, String>,
    plans: HashMap<PlanId, ProductId>,
}

impl Known {
    /// Looks the names up.
    ///
    /// # Errors
    /// Only what the database answers.
    pub fn of<'a>(
        tx: &mut NetworkTx<'_>,
        locale: Locale,
        asked: impl Iterator<Item = &'a Conditions> + Clone,
    ) -> Result<Self> {
        let ids: Vec<PlanId> = asked.clone().flat_map(|one| &one.plans).copied().collect();
        let plans: HashMap<PlanId, ProductId> = match ids.as_slice() {
            [] => HashMap::new(),
            some => {
                plan::find(tx, some)?.into_iter().map(|(id, plan)| (id, plan.product_id)).collect()
            }
        };
        let ids: Vec<KolGroupId> = asked.clone().flat_map(|one| &one.groups).copied().collect();
        let groups = group::find_by_id(tx, &ids)?;
        let ids: Vec<LiveSessionId> =
            asked.clone().flat_map(|one| &one.sessions).copied().collect();
        let sessions = session::find(tx, &ids)?;
        let parties = asked.clone().flat_map(|one| one.kols.iter().chain(&one.brands)).copied();
        let products = asked.flat_map(|one| &one.products).chain(plans.values()).copied();
        Ok(Self {
            names: tx.names(locale, parties, products)?,
            groups: groups.into_iter().map(|(id, group)| (id, group.name)).collect(),
            sessions: sessions.into_iter().map(|(id, session)| (id, session.title)).collect(),
            plans,
        })
    }

    /// The values of a kind of condition, in words.
    fn values(&self, asked: &Conditions, kind: Condition, page: &Page) -> Vec<String> {
        let names = &self.names;
        match kind {
            Condition::Session => said(&asked.sessions, &self.sessions),
            Condition::Product => asked.products.iter().map(|id| names.product(*id).text).collect(),
            Condition::Kol => asked.kols.iter().map(|id| names.party(*id).text).collect(),
            Condition::Group => said(&asked.groups, &self.groups),
            Condition::Plan => {
                let product = |id: &PlanId| Some(names.product(*self.plans.get(id)?).text);
                asked.plans.iter().filter_map(product).collect()
            }
            Condition::Brand => asked.brands.iter().map(|id| names.party(*id).text).collect(),
            Condition::Category => {
                asked.categories.iter().map(|one| page.state("category", one.as_str())).collect()
            }
            Condition::Source => asked.sources.clone(),
            Condition::NewBuyer => {
                let new = asked.new_buyer == Some(true);
                vec![if new { page.words.rule_yes() } else { page.words.rule_no() }.to_owned()]
            }
            Condition::OrderValue => asked
                .order_value
                .iter()
                .map(|(currency, minor)| page.money(&Money::new(*minor, *currency)))
                .collect(),
            Condition::Market => asked.markets.iter().map(ToString::to_string).collect(),
        }
    }

    /// What conditions ask for, a sentence for each kind: for a rule that won, why it did.
    pub fn asks(&self, asked: &Conditions, page: &Page) -> Vec<String> {
        asked
            .kinds()
            .into_iter()
            .map(|kind| {
                let values = self.values(asked, kind, page).join(page.words.rule_comma());
                page.words.rules_asks(page.state("rule", kind.as_str()), values)
            })
            .collect()
    }
}

fn said<K: domain::id::Kind>(
    ids: &[domain::Id<K>],
    names: &HashMap<domain::Id<K>, String>,
) -> Vec<String> {
    ids.iter().filter_map(|id| names.get(id)).cloned().collect()
}
