//! What the pages about money read, from either side: the operator sees the network, a brand or a
//! KOL the rows that it is a party of.

use domain::id::{CommissionId, OrganizationId, ProductId};
use domain::{Locale, Result, Timestamp};
use store::commissions::commission::{self, Commission, Filter};
use store::commissions::month::{self, PartyMonth};
use store::commissions::product::{self, ProductMonth};
use store::scope::{NetworkTx, OrgTx};

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
    ) -> Result<Vec<Commission>>;
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
            ) -> Result<Vec<Commission>> {
                commission::page(self, filter, after, limit)
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
