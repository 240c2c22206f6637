//! What waits for the reader, as numbers beside the places of the navigation.
//!
//! The numbers are kept for some seconds per membership, so that turning pages asks nothing; a
//! member's own act forgets them, so that the page after it is right.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::access::{Member, OrganizationKind, Permission};
use domain::id::MembershipId;
use domain::{Result, Timestamp};
use store::platform::badge;
pub use store::platform::badge::Waiting;
use store::scope::{OfNetwork, OfOrganization};

use crate::app::App;

/// What is older, in seconds, is counted again.
const FRESH_SECONDS: i64 = 10;
/// Members whose numbers are kept at most.
const MOST: usize = 10_000;
/// For so long, in seconds, a file that stopped counts as waiting.
const FILE_SECONDS: i64 = 7 * 86_400;

/// The numbers that were counted last.
#[derive(Debug, Default)]
pub struct Badges(Mutex<HashMap<MembershipId, (Timestamp, Waiting)>>);

impl Badges {
    /// Forgets a member's numbers, after an act of the member.
    pub fn forget(&self, member: MembershipId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&member);
    }

    fn known(&self, member: MembershipId, at: Timestamp) -> Option<Waiting> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (counted, waiting) = *kept.get(&member)?;
        is_fresh(counted, at).then_some(waiting)
    }

    fn keep(&self, member: MembershipId, at: Timestamp, waiting: Waiting) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.retain(|_, (counted, _)| is_fresh(*counted, at));
        }
        if kept.len() < MOST {
            kept.insert(member, (at, waiting));
        }
    }
}

fn is_fresh(counted: Timestamp, at: Timestamp) -> bool {
    (0..FRESH_SECONDS).contains(&at.seconds_since(counted))
}

/// What waits for a member. Numbers are no reason to fail a page: where they cannot be counted there
/// are none.
pub async fn waiting(app: &Arc<App>, me: &Member) -> Waiting {
    let at = app.now();
    if let Some(known) = app.badges.known(me.membership, at) {
        return known;
    }
    match count(app, me, at).await {
        Ok(waiting) => {
            app.badges.keep(me.membership, at, waiting);
            waiting
        }
        Err(error) => {
            tracing::warn!(?error, "what waits could not be counted");
            Waiting::default()
        }
    }
}

async fn count(app: &Arc<App>, me: &Member, at: Timestamp) -> Result<Waiting> {
    let (member, since) = (me.membership, at.plus_seconds(-FILE_SECONDS));
    match me.role.organization_kind() {
        OrganizationKind::Operator => {
            app.read(OfNetwork::of(me)?, move |tx| badge::of_operator(tx, member, at, since)).await
        }
        OrganizationKind::Brand => app.read(OfOrganization::of(me), badge::of_brand).await,
        OrganizationKind::Kol => app.read(OfOrganization::of(me), badge::of_kol).await,
        OrganizationKind::Mcn => Ok(Waiting::default()),
    }
}

/// How many things wait for a member at a place of the navigation.
pub fn at_place(waiting: &Waiting, me: &Member, href: &str) -> i64 {
    match href {
        "/products" | "/reviews" => waiting.products,
        // Who only looks at samples has nothing to do there.
        "/samples" if me.is_operator() && !me.may(Permission::JudgeSamples) => 0,
        "/samples" => waiting.samples,
        "/orders" if me.may(Permission::WriteOrders) => waiting.imports,
        "/adjustments" if me.may(Permission::DecideAdjustments) => waiting.adjustments,
        "/leads" if me.may(Permission::WorkLeads) => waiting.leads,
        _ => 0,
    }
}
