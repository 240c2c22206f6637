//! Requests with the names that belong to them.

use std::collections::HashMap;

use domain::id::{AssetId, OrganizationId, ProductId};
use domain::samples::request::SampleStatus;
use domain::{Locale, Result, Timestamp};
use store::catalogue::product::{self, Product};
use store::platform::text::Texts;
use store::samples::request::SampleRequest;
use store::scope::PublicTx;
use store::tenancy::organization::{self, Party};

/// What is published of the things that some requests speak of.
#[derive(Debug, Default)]
pub struct Known {
    texts: Texts,
    parties: HashMap<OrganizationId, Party>,
    products: HashMap<ProductId, Product>,
}

/// Looks the names up. What was published once keeps its texts, so that the name of a product that
/// was withdrawn since is still known.
///
/// # Errors
/// Only what the database answers.
pub fn known(tx: &mut PublicTx<'_>, requests: &[SampleRequest]) -> Result<Known> {
    let ids: Vec<ProductId> = requests.iter().map(|request| request.product_id).collect();
    let parties: Vec<OrganizationId> =
        requests.iter().flat_map(|request| [request.brand_id, request.kol_id]).collect();
    let products = product::find(tx, &ids)?;
    Ok(Known {
        texts: product::names(tx, &ids)?,
        parties: organization::find(tx, &parties)?,
        products: products.into_iter().map(|product| (product.id, product)).collect(),
    })
}

impl Known {
    /// The name of a product and the language that it is in; the id while it has none.
    pub fn product(&self, id: ProductId, locale: Locale) -> (String, Locale) {
        self.texts
            .get(id, "name", locale)
            .map_or_else(|| (id.to_string(), locale), |text| (text.value.clone(), text.locale))
    }

    /// The name of a party.
    pub fn party(&self, id: OrganizationId) -> String {
        self.parties.get(&id).map(|party| party.name.clone()).unwrap_or_default()
    }
}

/// A request as lists and its page show it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The request.
    pub request: SampleRequest,
    /// The product's name.
    pub product: String,
    /// The language that the name is in.
    pub product_lang: &'static str,
    /// The product's picture, while it is published.
    pub picture: Option<AssetId>,
    /// The brand's name.
    pub brand: String,
    /// The KOL's name.
    pub kol: String,
    /// Whole days until it expires, or until a post is due; only while one of them is waited for.
    pub days_left: Option<i64>,
}

impl Line {
    /// A request with its names, in a reader's language.
    pub fn new(request: SampleRequest, known: &Known, locale: Locale, at: Timestamp) -> Self {
        let (product, product_locale) = known.product(request.product_id, locale);
        let until = match request.status {
            SampleStatus::Requested => Some(request.decide_by),
            SampleStatus::ContentDue | SampleStatus::NeedsFix => request.due_at,
            _ => None,
        };
        Self {
            product,
            product_lang: product_locale.tag(),
            picture: known.products.get(&request.product_id).and_then(|known| known.picture_id),
            brand: known.party(request.brand_id),
            kol: known.party(request.kol_id),
            days_left: until.map(|until| until.seconds_since(at).max(0) / 86_400),
            request,
        }
    }

    /// How its state is drawn for the brand.
    pub fn brand_tone(&self) -> &'static str {
        match self.request.status {
            SampleStatus::Requested | SampleStatus::ContentSubmitted => "now",
            SampleStatus::Approved
            | SampleStatus::Preparing
            | SampleStatus::ContentDue
            | SampleStatus::NeedsFix => "waiting",
            other => closed_tone(other),
        }
    }

    /// How its state is drawn for the KOL and the operator.
    pub fn tone(&self) -> &'static str {
        match self.request.status {
            SampleStatus::Requested
            | SampleStatus::Approved
            | SampleStatus::Preparing
            | SampleStatus::ContentSubmitted => "waiting",
            SampleStatus::Shipped | SampleStatus::ContentDue | SampleStatus::NeedsFix => "now",
            other => closed_tone(other),
        }
    }
}

fn closed_tone(status: SampleStatus) -> &'static str {
    match status {
        SampleStatus::Received | SampleStatus::Fulfilled => "good",
        SampleStatus::Rejected
        | SampleStatus::Expired
        | SampleStatus::Overdue
        | SampleStatus::Breached => "bad",
        SampleStatus::Shipped => "waiting",
        _ => "neutral",
    }
}
