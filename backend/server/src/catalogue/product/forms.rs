//! The brand's form: what it begins with, what it brings, what is wrong with it.

use std::sync::Arc;

use domain::access::Member;
use domain::catalogue::product::{
    Category, ProductDraft, ProductFields, SOURCE, TEXT_FIELDS, TEXT_LIMITS, validate,
};
use domain::id::{NetworkId, ProductId};
use domain::tenancy::network::Network;
use domain::{Currency, Error, Locale, Result};
use store::catalogue::product::Product;
use store::platform::text::Texts;
use store::scope::OfOrganization;
use words::Words;

use super::sheet::label;
use crate::app::{App, blocking};
use crate::catalogue::picture::{self, Picture};
use crate::http::form::{Form, Posted};

/// The form as its template shows it.
#[derive(Debug, Clone)]
pub struct View {
    /// What was typed and what is wrong with it.
    pub form: Form,
    /// Everything that is wrong: the field's anchor, its name, what is wrong with it.
    pub problems: Vec<(String, String, String)>,
    /// The texts, each with its translations beside it.
    pub blocks: Vec<TextBlock>,
    /// The shelves to choose from: word and name.
    pub categories: Vec<(&'static str, String)>,
    /// The currencies to choose from.
    pub currencies: Vec<&'static str>,
    /// Bytes of a picture at most, for the browser to say so at once.
    pub picture_bytes: usize,
    /// Days in which something is posted about a sample.
    pub days: i64,
}

/// A text field in its source language, with the translations.
#[derive(Debug, Clone)]
pub struct TextBlock {
    /// What it is called.
    pub label: &'static str,
    /// How it is filled in.
    pub hint: &'static str,
    /// Whether it has several lines.
    pub long: bool,
    /// Characters at most.
    pub limit: usize,
    /// In the language that is written first.
    pub source: Side,
    /// In the others.
    pub others: Vec<Side>,
}

/// One input.
#[derive(Debug, Clone)]
pub struct Side {
    /// Its name and id.
    pub name: String,
    /// Its language's tag.
    pub lang: &'static str,
    /// Its language's own name.
    pub language: &'static str,
    /// Whether it must be there when the product is submitted.
    pub needed: bool,
    /// What is in it.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Whether the source changed after it was translated.
    pub stale: bool,
}

impl View {
    /// The form of a new product, or of one that is kept, with its texts.
    pub fn new(
        form: Form,
        network: &Network,
        kept: Option<(&Product, &Texts)>,
        words: Words,
    ) -> Self {
        let category = |category: &Category| {
            (category.as_str(), words.state("category", category.as_str()).into_owned())
        };
        let problem = |(field, message): &(String, String)| {
            (field.clone(), field_label(words, field), message.clone())
        };
        Self {
            problems: form.errors().iter().map(problem).collect(),
            blocks: blocks(&form, kept, words),
            categories: Category::ALL.iter().map(category).collect(),
            currencies: network.currencies.iter().map(|currency| currency.code()).collect(),
            days: domain::samples::terms::DAYS_TO_POST,
            picture_bytes: domain::catalogue::picture::MAXIMUM_BYTES,
            form,
        }
    }
}

fn blocks(form: &Form, kept: Option<(&Product, &Texts)>, words: Words) -> Vec<TextBlock> {
    let side = |field: &str, locale: Locale| {
        let name = format!("{field}_{}", locale.suffix());
        Side {
            lang: locale.tag(),
            language: locale.own_name(),
            needed: locale != Locale::En && field != "selling_points",
            value: form.value(&name).to_owned(),
            error: form.error(&name).map(str::to_owned),
            stale: kept
                .is_some_and(|(product, texts)| texts.is_stale(product.id, field, locale, SOURCE)),
            name,
        }
    };
    let block = |(field, limit): (&'static str, usize)| TextBlock {
        label: label(words, field),
        hint: match field {
            "name" => words.product_name_hint(),
            "summary" => words.product_summary_hint(),
            "description" => words.product_description_hint(),
            _ => words.product_selling_points_hint(),
        },
        long: matches!(field, "description" | "selling_points"),
        limit,
        source: side(field, SOURCE),
        others: Locale::ALL
            .into_iter()
            .filter(|locale| *locale != SOURCE)
            .map(|locale| side(field, locale))
            .collect(),
    };
    TEXT_FIELDS.into_iter().zip(TEXT_LIMITS).map(block).collect()
}

/// The name of a field, for the list of everything that is wrong.
fn field_label(words: Words, field: &str) -> String {
    for locale in Locale::ALL {
        let text = field.strip_suffix(locale.suffix()).and_then(|text| text.strip_suffix('_'));
        if let Some(text) = text {
            return format!("{} · {}", label(words, text), locale.own_name());
        }
    }
    let plain = match field {
        "sku" => words.product_sku(),
        "jan" => words.product_jan(),
        "category" => words.product_category(),
        "price" => words.product_price(),
        "currency" => words.product_currency(),
        "rate" => words.product_rate(),
        "picture" => words.product_picture(),
        "sample_treatment" => words.product_sample_treatment(),
        "sample_value" => words.product_sample_value(),
        other => other,
    };
    plain.to_owned()
}

/// What the form of a new product begins with.
pub fn begun(network: &Network) -> Posted {
    Posted::default().with("currency", network.base_currency.code()).with("sample_offered", "on")
}

/// What the form of a kept product begins with.
pub fn filled(fields: &ProductFields, version: i64) -> Posted {
    let draft = fields.draft();
    let mut posted = Posted::default()
        .with("version", version.to_string())
        .with("sku", draft.sku)
        .with("jan", draft.jan)
        .with("category", draft.category)
        .with("price", draft.price)
        .with("currency", draft.currency)
        .with("rate", draft.rate)
        .with("sample_offered", draft.sample_offered)
        .with("sample_treatment", draft.sample.treatment)
        .with("sample_value", draft.sample.value);
    for locale in Locale::ALL {
        for field in TEXT_FIELDS {
            let text = draft.texts.get(locale).get(field);
            posted = posted.with(&format!("{field}_{}", locale.suffix()), text);
        }
    }
    posted
}

/// Keeps what a form brings, in a new product or in one that was held in a version. Everything that
/// is wrong with it, its picture included, is answered at once, and then nothing is kept.
///
/// # Errors
/// As [`super::create`], [`super::revise`] and [`super::set_picture`].
pub async fn keep(
    app: &Arc<App>,
    me: &Member,
    network: &Network,
    held: Option<(ProductId, i64)>,
    posted: &Posted,
) -> Result<Product> {
    let draft = ProductDraft::gather(|name| posted.text(name));
    let picture = match posted.file("picture") {
        Some(file) => upload(file.bytes.clone()).await.map(Some),
        None => Ok(None),
    };
    let picture = together(validate(&draft, &network.currencies), picture)?;
    save(app, me, network.currencies.clone(), held, draft, picture).await
}

/// Reads an uploaded picture off the event loop.
///
/// # Errors
/// As [`picture::read`].
pub async fn upload(bytes: Vec<u8>) -> Result<Picture> {
    blocking(move || picture::read(&bytes)).await
}

async fn save(
    app: &Arc<App>,
    me: &Member,
    currencies: Vec<Currency>,
    held: Option<(ProductId, i64)>,
    draft: ProductDraft,
    picture: Option<Picture>,
) -> Result<Product> {
    let (me, at) = (me.clone(), app.now());
    app.write(OfOrganization::of(&me.clone()), move |tx| {
        let product = match held {
            None => super::create(tx, &me, at, &draft, &currencies)?,
            Some((id, version)) => super::revise(tx, &me, at, id, version, &draft, &currencies)?,
        };
        match picture {
            None => Ok(product),
            Some(picture) => super::set_picture(tx, &me, at, product.id, product.version, &picture),
        }
    })
    .await
}

/// The picture, unless something is wrong with either: then what is wrong with both.
fn together(
    fields: Result<ProductFields>,
    picture: Result<Option<Picture>>,
) -> Result<Option<Picture>> {
    match (fields, picture) {
        (Ok(_), picture) => picture,
        (Err(Error::Invalid(mut wrong)), Err(Error::Invalid(also))) => {
            wrong.extend(also);
            Err(Error::Invalid(wrong))
        }
        (Err(error), _) => Err(error),
    }
}

/// The caller's network: its currencies, its clock.
///
/// # Errors
/// `Missing`.
pub async fn network(app: &Arc<App>, id: NetworkId) -> Result<Network> {
    let app = Arc::clone(app);
    blocking(move || app.directory.by_id(&app, id)).await
}
