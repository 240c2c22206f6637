//! A product as its readers see it: the brand after submission, the reviewer.

use domain::Locale;
use domain::catalogue::product::{ProductStatus, SOURCE, TEXT_FIELDS};
use store::catalogue::product::Product;
use store::catalogue::review::ReviewNote;
use store::platform::text::Texts;
use words::Words;

/// Everything that is said of a product.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The product.
    pub product: Product,
    /// Its name in the reader's language, or its SKU while it has none.
    pub name: String,
    /// The language that the name is in.
    pub name_lang: &'static str,
    /// How its state is drawn.
    pub tone: &'static str,
    /// Where its picture is.
    pub picture: Option<String>,
    /// The languages, as the heads of columns: tag and own name.
    pub languages: Vec<(&'static str, &'static str)>,
    /// Its texts, by field.
    pub blocks: Vec<Block>,
}

/// One field in every language.
#[derive(Debug, Clone)]
pub struct Block {
    /// What the field is called.
    pub label: &'static str,
    /// The texts in the order of the languages.
    pub sides: Vec<Side>,
}

/// One text.
#[derive(Debug, Clone)]
pub struct Side {
    /// Its language's tag.
    pub lang: &'static str,
    /// Its language's own name.
    pub language: &'static str,
    /// Its lines; none when it is missing.
    pub lines: Vec<String>,
    /// Whether the source changed after it was translated.
    pub stale: bool,
}

impl Sheet {
    /// Gathers what is said of a product.
    pub fn new(product: Product, texts: &Texts, words: Words) -> Self {
        let id = product.id;
        let name = texts.get(id, "name", words.locale());
        let side = |field: &str, locale: Locale| Side {
            lang: locale.tag(),
            language: locale.own_name(),
            lines: texts.exact(id, field, locale).map(lines).unwrap_or_default(),
            stale: texts.is_stale(id, field, locale, SOURCE),
        };
        let block = |field| Block {
            label: label(words, field),
            sides: Locale::ALL.map(|locale| side(field, locale)).to_vec(),
        };
        Self {
            name: name.map_or_else(|| product.sku.clone(), |text| text.value.clone()),
            name_lang: name.map_or(words.locale(), |text| text.locale).tag(),
            tone: tone(product.status),
            picture: product.picture_id.map(|id| format!("/assets/pictures/{id}")),
            languages: Locale::ALL.map(|locale| (locale.tag(), locale.own_name())).to_vec(),
            blocks: TEXT_FIELDS.map(block).to_vec(),
            product,
        }
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What a text field is called.
pub fn label(words: Words, field: &str) -> &'static str {
    match field {
        "name" => words.product_name(),
        "summary" => words.product_summary(),
        "description" => words.product_description(),
        _ => words.product_selling_points(),
    }
}

/// How a state is drawn.
pub fn tone(status: ProductStatus) -> &'static str {
    match status {
        ProductStatus::Draft | ProductStatus::Withdrawn => "neutral",
        ProductStatus::Submitted | ProductStatus::InReview => "waiting",
        ProductStatus::ChangesRequested => "now",
        ProductStatus::Published => "good",
        ProductStatus::Suspended | ProductStatus::Rejected => "bad",
    }
}

/// A reviewer's note, as a page shows it.
#[derive(Debug, Clone)]
pub struct Note {
    /// What it went with, in words.
    pub act: String,
    /// Why, in words.
    pub reason: Option<String>,
    /// Its lines.
    pub lines: Vec<String>,
    /// When it was written.
    pub at: domain::Timestamp,
}

/// Notes in words, the newest first.
pub fn notes(all: Vec<ReviewNote>, words: Words) -> Vec<Note> {
    all.into_iter()
        .rev()
        .map(|note| Note {
            act: words.state("audit", &format!("product-{}", note.act)).into_owned(),
            reason: note
                .reason
                .map(|reason| words.state("reject-reason", reason.as_str()).into_owned()),
            lines: lines(&note.note),
            at: note.created_at,
        })
        .collect()
}
