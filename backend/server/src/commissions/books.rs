//! What the pages about money read, from either side: the operator sees the network, a brand or a
//! KOL the rows that it is a party of.

use std::collections::BTreeMap;

use domain::id::{CommissionId, FeeId, LinkId, OrganizationId, ProductId};
use domain::ledger::account::AccountCode;
use domain::{Currency, Locale, Money, Result, Timestamp};
use store::commissions::adjustment::{self, Adjustment};
use store::commissions::commission::{self, Commission, Filter, Seen};
use store::commissions::fee::{self, Fee};
use store::commissions::month::{self, PartyMonth};
use store::commissions::part::{self, Part, PayeeMonth};
use store::commissions::partner::{self, Agreement};
use store::commissions::product::{self, ProductMonth};
use store::commissions::tax::{self, ClassSum};
use store::commissions::trail::{self, LinkMonth};
use store::ledger::own::{self, Whose};
use store::samples::movement::{self, Moved};
use store::scope::{NetworkTx, OrgTx};
use store::tracking::link::{self, Link};

use crate::orders::names::{Named, Names};

/// A scope that knows commissions.
pub trait Books {
    /// What each KOL earned in a span.
    ///
    /// # Errors
    /// Only what the database answers.
    fn by_kol(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<PartyMonth>>;
    /// What each brand's sales cost it in a span.
    ///
    /// # Errors
    /// Only what the database answers.
    fn by_brand(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<PartyMonth>>;
    /// What each product brought in a span.
    ///
    /// # Errors
    /// Only what the database answers.
    fn by_product(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<ProductMonth>>;
    /// Commissions, latest first.
    ///
    /// # Errors
    /// Only what the database answers.
    fn commissions(
        &mut self,
        filter: &Filter,
        after: Option<(Timestamp, CommissionId)>,
        limit: i64,
    ) -> Result<Vec<Seen>>;
    /// What partners have of some commissions, as far as the scope sees it.
    ///
    /// # Errors
    /// Only what the database answers.
    fn parts(&mut self, rows: &[Commission]) -> Result<Vec<Part>>;
    /// What each payee's parts of others' commissions came to in a span, as far as the scope sees it.
    ///
    /// # Errors
    /// Only what the database answers.
    fn part_sums(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<PayeeMonth>>;
    /// Agreements on parts, newest first.
    ///
    /// # Errors
    /// Only what the database answers.
    fn agreements(&mut self, search: &partner::Search, limit: i64) -> Result<Vec<Agreement>>;
    /// What KOLs earned in a span, by how it is taxed.
    ///
    /// # Errors
    /// Only what the database answers.
    fn by_class(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<ClassSum>>;
    /// What each tracked link brought in a span.
    ///
    /// # Errors
    /// Only what the database answers.
    fn by_link(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<LinkMonth>>;
    /// Tracked links.
    ///
    /// # Errors
    /// Only what the database answers.
    fn links(&mut self, ids: &[LinkId]) -> Result<Vec<Link>>;
    /// Corrections, newest first.
    ///
    /// # Errors
    /// Only what the database answers.
    fn adjustments(&mut self, search: &adjustment::Search) -> Result<Vec<Adjustment>>;
    /// What approved corrections of a span came to.
    ///
    /// # Errors
    /// Only what the database answers.
    fn adjusted(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<adjustment::Sum>>;
    /// Fees, newest first.
    ///
    /// # Errors
    /// Only what the database answers.
    fn fees(&mut self, search: &fee::Search) -> Result<Vec<Fee>>;
    /// A fee.
    ///
    /// # Errors
    /// `Missing`.
    fn fee(&mut self, id: FeeId) -> Result<Fee>;
    /// What earned fees of a span came to.
    ///
    /// # Errors
    /// Only what the database answers.
    fn fees_earned(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<fee::Sum>>;
    /// What samples moved, newest first.
    ///
    /// # Errors
    /// Only what the database answers.
    fn samples(&mut self, search: &movement::Search) -> Result<Vec<Moved>>;
    /// What samples of a span came to.
    ///
    /// # Errors
    /// Only what the database answers.
    fn samples_moved(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<movement::Sum>>;
    /// What accounts stand at.
    ///
    /// # Errors
    /// `Broken` on overflow.
    fn balances(&mut self, whose: Whose) -> Result<BTreeMap<(AccountCode, Currency), Money>>;
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

macro_rules! books {
    ($scope:ident, |$tx:ident| $names:expr) => {
        impl Books for $scope<'_> {
            fn by_kol(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<PartyMonth>> {
                month::by_kol(self, span.0, span.1)
            }
            fn by_brand(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<PartyMonth>> {
                month::by_brand(self, span.0, span.1)
            }
            fn by_product(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<ProductMonth>> {
                product::by_product(self, span.0, span.1)
            }
            fn commissions(
                &mut self,
                filter: &Filter,
                after: Option<(Timestamp, CommissionId)>,
                limit: i64,
            ) -> Result<Vec<Seen>> {
                commission::page(self, filter, after, limit)
            }
            fn parts(&mut self, rows: &[Commission]) -> Result<Vec<Part>> {
                part::of(self, rows)
            }
            fn part_sums(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<PayeeMonth>> {
                part::by_payee(self, span.0, span.1)
            }
            fn agreements(
                &mut self,
                search: &partner::Search,
                limit: i64,
            ) -> Result<Vec<Agreement>> {
                partner::page(self, search, limit)
            }
            fn by_class(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<ClassSum>> {
                tax::by_class(self, span)
            }
            fn by_link(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<LinkMonth>> {
                trail::by_link(self, span.0, span.1)
            }
            fn links(&mut self, ids: &[LinkId]) -> Result<Vec<Link>> {
                link::find(self, ids)
            }
            fn adjustments(&mut self, search: &adjustment::Search) -> Result<Vec<Adjustment>> {
                adjustment::page(self, search)
            }
            fn adjusted(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<adjustment::Sum>> {
                adjustment::sums(self, Some(span))
            }
            fn fees(&mut self, search: &fee::Search) -> Result<Vec<Fee>> {
                fee::page(self, search)
            }
            fn fee(&mut self, id: FeeId) -> Result<Fee> {
                fee::get(self, id)
            }
            fn fees_earned(&mut self, span: (Timestamp, Timestamp)) -> Result<Vec<fee::Sum>> {
                fee::sums(self, Some(span))
            }
            fn samples(&mut self, search: &movement::Search) -> Result<Vec<Moved>> {
                movement::page(self, search)
            }
            fn samples_moved(
                &mut self,
                span: (Timestamp, Timestamp),
            ) -> Result<Vec<movement::Sum>> {
                movement::sums(self, Some(span))
            }
            fn balances(
                &mut self,
                whose: Whose,
            ) -> Result<BTreeMap<(AccountCode, Currency), Money>> {
                own::balances(self, whose)
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
books!(NetworkTx, |tx| tx);
// An organization knows the others by what the network has published.
books!(OrgTx, |tx| tx.published());
