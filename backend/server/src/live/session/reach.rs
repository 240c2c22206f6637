//! From a handler to the transaction: which scope a member's side looks through.

use std::sync::Arc;

use chrono_tz::Tz;
use domain::access::{Member, OrganizationKind};
use domain::id::{LinkId, LiveSessionId, OrganizationId, ProductId};
use domain::live::session::{LiveAct, SessionFields};
use domain::tracking::link::Channel;
use domain::{Locale, Result, Timestamp};
use store::live::figure::{self, Figures};
use store::live::session::{self, LiveSession, Search};
use store::orders::rate;
use store::scope::{NetworkTx, OfNetwork, OfOrganization, OrgTx};
use store::tenancy::organization;
use store::tracking::link;

use super::{Side, mail};
use crate::app::App;
use crate::orders::names::{Named, Names};
use crate::platform::letter::Desk;

/// Reads through the scope of the member's side.
///
/// # Errors
/// `Forbidden`; what `run` answers.
pub async fn read<R: Send + 'static>(
    app: &Arc<App>,
    me: &Member,
    run: impl FnOnce(&mut dyn Stage) -> Result<R> + Send + 'static,
) -> Result<R> {
    match Side::of(me)? {
        Side::Staff => app.read(OfNetwork::of(me)?, move |tx| run(tx)).await,
        Side::Kol => app.read(OfOrganization::of(me), move |tx| run(tx)).await,
    }
}

/// Writes through the scope of the member's side.
///
/// # Errors
/// `Forbidden`; what `run` answers.
pub async fn write<R: Send + 'static>(
    app: &Arc<App>,
    me: &Member,
    run: impl FnOnce(&mut dyn Stage) -> Result<R> + Send + 'static,
) -> Result<R> {
    match Side::of(me)? {
        Side::Staff => app.write(OfNetwork::of(me)?, move |tx| run(tx)).await,
        Side::Kol => app.write(OfOrganization::of(me), move |tx| run(tx)).await,
    }
}

/// A scope that knows live sessions. Each says what the function of the store says.
pub trait Stage {
    /// A page of sessions.
    ///
    /// # Errors
    /// Only what the database answers.
    fn page(&mut self, search: &Search) -> Result<Vec<LiveSession>>;
    /// A session.
    ///
    /// # Errors
    /// `Missing`.
    fn get(&mut self, id: LiveSessionId) -> Result<LiveSession>;
    /// What a session brought.
    ///
    /// # Errors
    /// Only what the database answers.
    fn figures(&mut self, id: LiveSessionId) -> Result<Figures>;
    /// Its products that are held longer.
    ///
    /// # Errors
    /// Only what the database answers.
    fn held(&mut self, id: LiveSessionId) -> Result<Vec<ProductId>>;
    /// Its links.
    ///
    /// # Errors
    /// Only what the database answers.
    fn links(&mut self, id: LiveSessionId) -> Result<Vec<(LinkId, String, Channel)>>;
    /// What kind of party an organization is; none for what the scope does not see.
    ///
    /// # Errors
    /// Only what the database answers.
    fn kind(&mut self, id: OrganizationId) -> Result<Option<OrganizationKind>>;
    /// Writes a session.
    ///
    /// # Errors
    /// Only what the database answers.
    fn insert_session(
        &mut self,
        me: &Member,
        kol: OrganizationId,
        fields: &SessionFields,
        at: Timestamp,
    ) -> Result<LiveSession>;
    /// Changes what a session is.
    ///
    /// # Errors
    /// `Refused("live-state")`, `Stale`.
    fn apply_fields(
        &mut self,
        me: &Member,
        session: &LiveSession,
        fields: &SessionFields,
        at: Timestamp,
    ) -> Result<LiveSession>;
    /// Moves a session along.
    ///
    /// # Errors
    /// `Refused("live-state")`, `Stale`.
    fn apply(
        &mut self,
        me: &Member,
        session: &LiveSession,
        act: (LiveAct, Option<&str>),
        at: Timestamp,
    ) -> Result<LiveSession>;
    /// Tells the KOL what the operator did to a session.
    ///
    /// # Errors
    /// Only what the database answers.
    fn tell(&mut self, session: &LiveSession, desk: (&Desk, Tz), at: Timestamp) -> Result<()>;
    /// Names of parties and products.
    ///
    /// # Errors
    /// Only what the database answers.
    fn called(
        &mut self,
        locale: Locale,
        parties: Vec<OrganizationId>,
        products: Vec<ProductId>,
    ) -> Result<Names>;
}

macro_rules! stage {
    ($scope:ident, |$tx:ident| $names:expr) => {
        impl Stage for $scope<'_> {
            fn page(&mut self, search: &Search) -> Result<Vec<LiveSession>> {
                session::page(self, search)
            }
            fn get(&mut self, id: LiveSessionId) -> Result<LiveSession> {
                session::get(self, id)
            }
            fn figures(&mut self, id: LiveSessionId) -> Result<Figures> {
                figure::get(self, id)
            }
            fn held(&mut self, id: LiveSessionId) -> Result<Vec<ProductId>> {
                rate::long_of_session(self, id)
            }
            fn links(&mut self, id: LiveSessionId) -> Result<Vec<(LinkId, String, Channel)>> {
                link::of_session(self, id)
            }
            fn kind(&mut self, id: OrganizationId) -> Result<Option<OrganizationKind>> {
                Ok(organization::find(self, &[id])?.get(&id).map(|party| party.kind))
            }
            fn insert_session(
                &mut self,
                me: &Member,
                kol: OrganizationId,
                fields: &SessionFields,
                at: Timestamp,
            ) -> Result<LiveSession> {
                session::insert(self, me, kol, fields, at)
            }
            fn apply_fields(
                &mut self,
                me: &Member,
                session: &LiveSession,
                fields: &SessionFields,
                at: Timestamp,
            ) -> Result<LiveSession> {
                session::apply_fields(self, me, session, fields, at)
            }
            fn apply(
                &mut self,
                me: &Member,
                session: &LiveSession,
                act: (LiveAct, Option<&str>),
                at: Timestamp,
            ) -> Result<LiveSession> {
                session::apply(self, me, session, act, at)
            }
            fn tell(
                &mut self,
                session: &LiveSession,
                desk: (&Desk, Tz),
                at: Timestamp,
            ) -> Result<()> {
                mail::moved(self, at, desk, session)
            }
            fn called(
                &mut self,
                locale: Locale,
                parties: Vec<OrganizationId>,
                products: Vec<ProductId>,
            ) -> Result<Names> {
                let $tx = self;
                $names.names(locale, parties, products)
            }
        }
    };
}
stage!(NetworkTx, |tx| tx);
// An organization knows the others by what the network has published.
stage!(OrgTx, |tx| tx.published());
