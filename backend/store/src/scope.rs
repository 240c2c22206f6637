//! The tenant cannot be forgotten: a connection is lent only together with filtered rows.
//!
//! | scope | sees | for |
//! |---|---|---|
//! | [`OrgTx`] | rows of one network that the acting organization is a party of | brands, KOLs |
//! | [`NetworkTx`] | one network | the operator, jobs |
//! | [`PublicTx`] | what one network has published | the public site, the catalogue |
//! | [`PlatformTx`] | everything, for a reason that is logged | sign-in, the worker's loop |
//!
//! `rows` are boxed: one query serves several scopes; `target` and `stamp` keep the tenant.

use diesel::query_builder::IncompleteInsertStatement;
use diesel::{BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, QueryDsl, dsl};
use domain::access::Member;
use domain::id::{NetworkId, OrganizationId};
use domain::{Error, Result};

use crate::conn::{Db, MultiBackend, Reach};

/// A table whose every row belongs to one network.
pub trait TenantTable: diesel::Table {
    /// The table, filtered, boxed.
    type Rows;
    /// The table, filtered, as the target of an update.
    type Target;
    /// The tenant column of a new row, set.
    type Stamp;
    /// See [`TenantTable::Rows`].
    fn rows(network: NetworkId) -> Self::Rows;
    /// See [`TenantTable::Target`].
    fn target(network: NetworkId) -> Self::Target;
    /// See [`TenantTable::Stamp`].
    fn stamp(network: NetworkId) -> Self::Stamp;
}

/// A tenant table whose rows have parties; each of them may see the row.
pub trait SharedTable: TenantTable {
    /// The rows that the organization is a party of.
    fn shared(network: NetworkId, me: OrganizationId) -> Self::Rows;
}

/// A tenant table some of whose rows everybody may see.
pub trait PublishedTable: TenantTable {
    /// The rows that are published.
    fn published(network: NetworkId) -> Self::Rows;
}

macro_rules! tenant_tables {
    ($($table:ident),* $(,)?) => {
        $(impl TenantTable for schema::$table::table {
            type Rows = schema::$table::BoxedQuery<'static, MultiBackend>;
            type Target = dsl::Filter<Self, dsl::Eq<schema::$table::network_id, NetworkId>>;
            type Stamp = dsl::Eq<schema::$table::network_id, NetworkId>;
            fn rows(network: NetworkId) -> Self::Rows {
                schema::$table::table.filter(schema::$table::network_id.eq(network)).into_boxed()
            }
            fn target(network: NetworkId) -> Self::Target {
                schema::$table::table.filter(schema::$table::network_id.eq(network))
            }
            fn stamp(network: NetworkId) -> Self::Stamp {
                schema::$table::network_id.eq(network)
            }
        })*
        /// Every tenant table: PostgreSQL's row-level security is switched on for each.
        pub(crate) const TENANT_TABLES: &[&str] = &[$(stringify!($table)),*];
    };
}

macro_rules! shared_tables {
    ($($table:ident: $first:ident $(| $second:ident)?;)*) => {$(
        impl SharedTable for schema::$table::table {
            fn shared(network: NetworkId, me: OrganizationId) -> Self::Rows {
                use schema::$table as t;
                Self::rows(network).filter(t::$first.eq(me)$(.or(t::$second.eq(me)))?)
            }
        }
    )*};
}

macro_rules! shared_lines {
    ($($table:ident: $first:ident | $second:ident?;)*) => {$(
        impl SharedTable for schema::$table::table {
            fn shared(network: NetworkId, me: OrganizationId) -> Self::Rows {
                use schema::$table as t;
                // A null party is nobody's row: `false OR null` is not true.
                Self::rows(network)
                    .filter(t::$first.eq(me).or(t::$second.is_not_null().and(t::$second.assume_not_null().eq(me))))
            }
        }
    )*};
}

macro_rules! published_tables {
    ($($table:ident: $column:ident = $value:literal;)*) => {$(
        impl PublishedTable for schema::$table::table {
            fn published(network: NetworkId) -> Self::Rows {
                Self::rows(network).filter(schema::$table::$column.eq($value))
            }
        }
    )*};
}

// The access policy. A table that is not here cannot be queried.
tenant_tables! {
    adjustments, assets, audit_events, clicks, commission_confirmations, commission_partners,
    commission_parts, commission_rule_books, commission_rules, commissions, coupons, debt_decisions,
    entry_seals, fees, front_items, fx_conversions, fx_rates, idempotency_keys, inquiries,
    invitations, jobs, journal_entries, kol_group_members, kol_groups, late_entries, lead_absences,
    lead_notes, lead_rules, lead_tasks, lead_terms, lead_turns, leads, ledger_accounts,
    ledger_closings, ledger_holds, ledger_periods, ledger_proofs, links, listings, live_sessions,
    mail_events, mail_templates, mails, marketing_consents, material_downloads, material_grants,
    material_holdings, material_notices, material_offers, material_versions, materials, memberships,
    order_buyers, order_case_lines, order_cases, order_compare_rows, order_compares,
    order_event_waiting, order_events, order_file_chunks, order_imports, order_line_funds,
    order_lines, order_profiles, orders, organizations, plans, privacy_terms, products,
    return_rates, return_terms, review_notes, sample_movements, sample_requests, shop_orders,
    stock_movements, stock_shortages, storefronts, suppressions, tax_statuses, texts, transfers,
    unsealed_entries, webhook_deliveries, webhook_endpoints,
}

shared_tables! {
    assets: organization_id;
    clicks: kol_id;
    commission_partners: payee_id | kol_id;
    commission_parts: payee_id | kol_id;
    commissions: brand_id | kol_id;
    coupons: kol_id;
    debt_decisions: kol_id;
    fees: brand_id | kol_id;
    idempotency_keys: organization_id;
    links: kol_id;
    listings: kol_id | brand_id;
    live_sessions: kol_id;
    organizations: id;
    plans: brand_id;
    products: brand_id;
    return_rates: kol_id;
    review_notes: brand_id;
    sample_movements: brand_id | kol_id;
    sample_requests: brand_id | kol_id;
    stock_movements: brand_id;
    stock_shortages: brand_id;
    storefronts: kol_id;
    tax_statuses: organization_id;
    texts: organization_id;
}
shared_lines! {
    adjustments: kol_id | brand_id?;
    order_lines: brand_id | kol_id?;
}
published_tables! {
    assets: published = true;
    front_items: status = "published";
    listings: status = "listed";
    organizations: status = "open";
    plans: kind = "open";
    products: status = "published";
    storefronts: status = "open";
    texts: published = true;
}

/// An account of nobody in particular is the network's own, which parties do not see.
impl SharedTable for schema::ledger_accounts::table {
    fn shared(network: NetworkId, me: OrganizationId) -> Self::Rows {
        Self::rows(network).filter(schema::ledger_accounts::organization_id.eq(me))
    }
}

/// A code is made to be read aloud to everybody: there is none that is not published.
impl PublishedTable for schema::coupons::table {
    fn published(network: NetworkId) -> Self::Rows {
        Self::rows(network)
    }
}

/// How a transaction is entered: made only from something that was verified.
pub trait Scope: Copy + Send + 'static {
    /// The transaction that a use case gets.
    type Tx<'c>;
    #[doc(hidden)]
    fn reach(self) -> ReachOf;
    #[doc(hidden)]
    fn enter(self, conn: &mut Db) -> Self::Tx<'_>;
}

/// What row-level security is told; opaque outside of the store.
#[derive(Debug, Clone, Copy)]
pub struct ReachOf(pub(crate) Reach);

/// The way into [`OrgTx`]: a verified member's organization.
#[derive(Debug, Clone, Copy)]
pub struct OfOrganization(NetworkId, OrganizationId);
impl OfOrganization {
    /// What the member's organization is a party of.
    pub fn of(me: &Member) -> Self {
        Self(me.network, me.organization)
    }
}

/// The way into [`NetworkTx`]: the operator's verified member, or a row of the queue.
#[derive(Debug, Clone, Copy)]
pub struct OfNetwork(NetworkId);
impl OfNetwork {
    /// The whole network, for the operator's members only.
    ///
    /// # Errors
    /// `Forbidden` for any other organization's member.
    pub fn of(me: &Member) -> Result<Self> {
        if me.is_operator() { Ok(Self(me.network)) } else { Err(Error::Forbidden) }
    }

    /// The network of a row of the queue, a seed or the public form; never of a body or a query.
    pub fn for_row(network: NetworkId) -> Self {
        Self(network)
    }
}

/// The way into [`PublicTx`]: the address of the public site.
#[derive(Debug, Clone, Copy)]
pub struct OfPublic(NetworkId);
impl OfPublic {
    /// What the network has published.
    pub fn of(network: NetworkId) -> Self {
        Self(network)
    }
}

/// The way into [`PlatformTx`]: a written reason.
#[derive(Debug, Clone, Copy)]
pub struct OfPlatform(&'static str);
impl OfPlatform {
    /// Everything, for the reason given. `tidy` lists the files that may say this.
    pub fn because(reason: &'static str) -> Self {
        Self(reason)
    }
}

/// What one organization of a network can reach.
pub struct OrgTx<'c> {
    conn: &'c mut Db,
    network: NetworkId,
    me: OrganizationId,
}
/// One network.
pub struct NetworkTx<'c> {
    conn: &'c mut Db,
    network: NetworkId,
}
/// What one network has published.
pub struct PublicTx<'c> {
    conn: &'c mut Db,
    network: NetworkId,
}
/// Everything.
pub struct PlatformTx<'c> {
    conn: &'c mut Db,
}

impl Scope for OfOrganization {
    type Tx<'c> = OrgTx<'c>;
    fn reach(self) -> ReachOf {
        ReachOf(Reach::Network(self.0))
    }
    fn enter(self, conn: &mut Db) -> OrgTx<'_> {
        OrgTx { conn, network: self.0, me: self.1 }
    }
}
impl Scope for OfNetwork {
    type Tx<'c> = NetworkTx<'c>;
    fn reach(self) -> ReachOf {
        ReachOf(Reach::Network(self.0))
    }
    fn enter(self, conn: &mut Db) -> NetworkTx<'_> {
        NetworkTx { conn, network: self.0 }
    }
}
impl Scope for OfPublic {
    type Tx<'c> = PublicTx<'c>;
    fn reach(self) -> ReachOf {
        ReachOf(Reach::Network(self.0))
    }
    fn enter(self, conn: &mut Db) -> PublicTx<'_> {
        PublicTx { conn, network: self.0 }
    }
}
impl Scope for OfPlatform {
    type Tx<'c> = PlatformTx<'c>;
    fn reach(self) -> ReachOf {
        ReachOf(Reach::Platform)
    }
    fn enter(self, conn: &mut Db) -> PlatformTx<'_> {
        tracing::trace!(reason = self.0, "platform scope");
        PlatformTx { conn }
    }
}

/// A scope that stays inside one network.
pub trait InNetwork {
    /// The tenant.
    fn network(&self) -> NetworkId;
    #[doc(hidden)]
    fn conn(&mut self) -> &mut Db;

    /// Inserts with the tenant stamped on the row.
    fn insert<T: TenantTable, R>(
        &mut self,
        table: T,
        run: impl FnOnce(IncompleteInsertStatement<T>, T::Stamp, &mut Db) -> R,
    ) -> R {
        let network = self.network();
        run(diesel::insert_into(table), T::stamp(network), self.conn())
    }

    /// Updates within the tenant: the caller holds a row that it got in its own scope.
    fn update<T: TenantTable, R>(
        &mut self,
        _table: T,
        run: impl FnOnce(T::Target, &mut Db) -> R,
    ) -> R {
        let network = self.network();
        run(T::target(network), self.conn())
    }
}

/// A scope from which a table can be read.
pub trait Reads<T: TenantTable>: InNetwork {
    /// The rows of the table that this scope sees, and the connection to ask.
    fn query<R>(&mut self, table: T, run: impl FnOnce(T::Rows, &mut Db) -> R) -> R;
}

impl<T: TenantTable> Reads<T> for NetworkTx<'_> {
    fn query<R>(&mut self, _table: T, run: impl FnOnce(T::Rows, &mut Db) -> R) -> R {
        run(T::rows(self.network), self.conn)
    }
}
impl<T: SharedTable> Reads<T> for OrgTx<'_> {
    fn query<R>(&mut self, _table: T, run: impl FnOnce(T::Rows, &mut Db) -> R) -> R {
        run(T::shared(self.network, self.me), self.conn)
    }
}
impl<T: PublishedTable> Reads<T> for PublicTx<'_> {
    fn query<R>(&mut self, _table: T, run: impl FnOnce(T::Rows, &mut Db) -> R) -> R {
        run(T::published(self.network), self.conn)
    }
}

macro_rules! in_network {
    ($($scope:ident),*) => {$(
        impl InNetwork for $scope<'_> {
            fn network(&self) -> NetworkId {
                self.network
            }
            fn conn(&mut self) -> &mut Db {
                self.conn
            }
        }
    )*};
}
in_network!(OrgTx, NetworkTx, PublicTx);

impl OrgTx<'_> {
    /// The acting organization.
    pub fn me(&self) -> OrganizationId {
        self.me
    }

    /// What the whole network has published: the catalogue, the other parties' names.
    pub fn published(&mut self) -> PublicTx<'_> {
        PublicTx { conn: self.conn, network: self.network }
    }
}

impl NetworkTx<'_> {
    /// What one party of the network can reach, for seeds and jobs that act for many of them.
    pub fn party(&mut self, organization: OrganizationId) -> OrgTx<'_> {
        OrgTx { conn: self.conn, network: self.network, me: organization }
    }

    /// What the network has published, as a visitor sees it.
    pub fn published(&mut self) -> PublicTx<'_> {
        PublicTx { conn: self.conn, network: self.network }
    }
}

impl PlatformTx<'_> {
    pub(crate) fn conn(&mut self) -> &mut Db {
        self.conn
    }

    /// One network, for a row of the queue that says which.
    pub fn network(&mut self, network: NetworkId) -> NetworkTx<'_> {
        NetworkTx { conn: self.conn, network }
    }
}
