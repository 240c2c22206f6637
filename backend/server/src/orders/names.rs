//! The names of parties and products, as a reader of a language sees them.

use std::collections::HashMap;

use domain::access::OrganizationKind;
use domain::id::{OrganizationId, ProductId, Subject, SubjectId};
use domain::{Locale, Result};
use store::platform::text::{self, Texts};
use store::scope::{NetworkTx, PublicTx};
use store::tenancy::organization::{self, Party};

/// Choices of one form field at most.
const MOST_CHOICES: i64 = 500;

/// A text and its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The text.
    pub text: String,
    /// The language's tag.
    pub lang: &'static str,
}

/// The names that a page needs.
#[derive(Debug, Clone)]
pub struct Names {
    locale: Locale,
    parties: HashMap<OrganizationId, Party>,
    texts: Texts,
}

impl Names {
    /// A party's name: in the reader's language where it has one, else as it writes it itself.
    pub fn party(&self, id: OrganizationId) -> Said {
        if let Some(text) = self.texts.exact(id, "name", self.locale) {
            return Said { text: text.to_owned(), lang: self.locale.tag() };
        }
        match self.parties.get(&id) {
            Some(party) => Said { text: party.name.clone(), lang: party.locale.tag() },
            None => Said { text: id.to_string(), lang: "en" },
        }
    }

    /// A product's name.
    pub fn product(&self, id: ProductId) -> Said {
        match self.texts.get(id, "name", self.locale) {
            Some(text) => Said { text: text.value.clone(), lang: text.locale.tag() },
            None => Said { text: id.to_string(), lang: "en" },
        }
    }
}

/// A scope that knows names.
pub trait Named {
    /// The names of some parties and products; each may be told several times.
    ///
    /// # Errors
    /// Only what the database answers.
    fn names(
        &mut self,
        locale: Locale,
        parties: impl IntoIterator<Item = OrganizationId>,
        products: impl IntoIterator<Item = ProductId>,
    ) -> Result<Names>;
}

macro_rules! named {
    ($($scope:ident),*) => {$(
        impl Named for $scope<'_> {
            fn names(
                &mut self,
                locale: Locale,
                parties: impl IntoIterator<Item = OrganizationId>,
                products: impl IntoIterator<Item = ProductId>,
            ) -> Result<Names> {
                let mut ids: Vec<OrganizationId> = parties.into_iter().collect();
                ids.sort_unstable();
                ids.dedup();
                let mut owners: Vec<SubjectId> =
                    products.into_iter().map(|id| id.cast::<Subject>()).collect();
                owners.extend(ids.iter().map(|id| id.cast::<Subject>()));
                owners.sort_unstable();
                owners.dedup();
                let parties = organization::find(self, &ids)?;
                let texts = text::find(self, &owners)?;
                Ok(Names { locale, parties, texts })
            }
        }
    )*};
}
named!(NetworkTx, PublicTx);

/// The parties of a kind with their names, for a form's choices, by name.
///
/// # Errors
/// Only what the database answers.
pub fn choices(
    tx: &mut NetworkTx<'_>,
    locale: Locale,
    kind: OrganizationKind,
) -> Result<Vec<(OrganizationId, Said)>> {
    let parties = organization::page(tx, kind, None, MOST_CHOICES)?;
    let names = tx.names(locale, parties.iter().map(|party| party.id), [])?;
    let mut all: Vec<(OrganizationId, Said)> =
        parties.iter().map(|party| (party.id, names.party(party.id))).collect();
    all.sort_by(|one, other| one.1.text.cmp(&other.1.text));
    Ok(all)
}
