//! What a reviewer would look up by hand, computed.

use domain::Locale;
use domain::catalogue::product::{ProductFields, SOURCE, TEXT_FIELDS};
use domain::id::ProductId;
use store::catalogue::asset::Asset;
use store::platform::text::Texts;
use words::Words;

use crate::catalogue::product::sheet::label;

/// One line of the checklist.
#[derive(Debug, Clone)]
pub struct Check {
    /// What was looked at.
    pub label: String,
    /// How it is drawn.
    pub tone: &'static str,
    /// What was found.
    pub says: String,
}

/// The checklist of a product.
pub fn checks(
    id: ProductId,
    fields: &ProductFields,
    texts: &Texts,
    picture: Option<&Asset>,
    words: Words,
) -> Vec<Check> {
    let mut all: Vec<Check> =
        Locale::ALL.into_iter().map(|locale| complete(fields, locale, words)).collect();
    all.push(translations(id, texts, words));
    all.push(match &fields.jan {
        Some(jan) => good(words.product_jan(), words.review_check_jan(jan.as_str())),
        None => Check {
            label: words.product_jan().to_owned(),
            tone: "neutral",
            says: words.review_check_none().to_owned(),
        },
    });
    all.push(if fields.price.minor() > 0 {
        good(words.product_price(), words.money(fields.price))
    } else {
        bad(words.product_price(), words.review_check_none().to_owned())
    });
    let rate = words.percent(fields.rate);
    all.push(if fields.rate.ppm() > 0 {
        good(words.product_rate(), rate)
    } else {
        waiting(words.product_rate(), rate)
    });
    all.push(match picture {
        Some(picture) => {
            let says = words.review_check_picture(picture.width, picture.height);
            good(words.product_picture(), says)
        }
        None => bad(words.product_picture(), words.review_check_none().to_owned()),
    });
    all
}

/// Whether a language has what a submission needs; English is welcome, not needed.
fn complete(fields: &ProductFields, locale: Locale, words: Words) -> Check {
    let texts = fields.texts.get(locale);
    let missing: Vec<&str> = TEXT_FIELDS[..3]
        .iter()
        .filter(|field| texts.get(field).is_empty())
        .map(|field| label(words, field))
        .collect();
    let name = words.review_check_texts(locale.own_name());
    if missing.is_empty() {
        return good(&name, words.review_check_complete().to_owned());
    }
    let says = words.review_check_missing(missing.join(words.review_check_separator()));
    if locale == Locale::En { waiting(&name, says) } else { bad(&name, says) }
}

fn translations(id: ProductId, texts: &Texts, words: Words) -> Check {
    let mut stale = Vec::new();
    for locale in Locale::ALL {
        for field in TEXT_FIELDS {
            if texts.is_stale(id, field, locale, SOURCE) {
                stale.push(format!("{} · {}", label(words, field), locale.own_name()));
            }
        }
    }
    let name = words.review_check_translations();
    if stale.is_empty() {
        return good(name, words.review_check_fresh().to_owned());
    }
    waiting(name, words.review_check_stale(stale.join(words.review_check_separator())))
}

fn good(label: &str, says: String) -> Check {
    Check { label: label.to_owned(), tone: "good", says }
}

fn waiting(label: &str, says: String) -> Check {
    Check { label: label.to_owned(), tone: "waiting", says }
}

fn bad(label: &str, says: String) -> Check {
    Check { label: label.to_owned(), tone: "bad", says }
}
