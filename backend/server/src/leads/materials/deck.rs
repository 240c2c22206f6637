//! The materials as data: what the network says of itself, with the figures of this moment.

use documents::materials::{Category, Figure, Labels, Materials, Step, Storefront, Term};
use documents::{Lang, Pair, Run};
use domain::id::Subject;
use domain::tenancy::network::Network;
use domain::{Locale, Result, Timestamp};
use store::leads::figures::Introduction;
use store::leads::grant::Grant;
use store::leads::lead as leads;
use store::platform::text;
use store::scope::NetworkTx;
use words::Words;

use crate::leads::front::{self, Front, Said};

/// Beyond so many storefronts a deck is no deck any more.
const SHOPS: usize = 40;

/// The materials that a link leads to, in the link's language.
///
/// # Errors
/// Only what the database answers.
pub fn deck(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    site: &str,
    link: &Grant,
    at: Timestamp,
) -> Result<Materials> {
    let words = words::of(link.locale);
    let front = front::read(&mut tx.published(), network.id, link.locale)?;
    let texts = text::find(tx, &[network.id.cast::<Subject>()])?;
    let name = texts.get(network.id, "name", link.locale);
    let lead = leads::get(tx, link.lead)?.details;
    let reader = if lead.company.is_empty() {
        words.leads_deck_person(lead.name)
    } else {
        words.leads_deck_company(lead.company)
    };
    Ok(Materials {
        labels: labels(words),
        lang: lang(link.locale),
        network: name.map_or_else(
            || network.slug.as_str().into(),
            |name| Run::of(lang(name.locale), name.value.as_str()),
        ),
        tagline: front.tagline.as_ref().map(run).unwrap_or_default(),
        introduction: front.about.as_ref().map(run).unwrap_or_default(),
        figures: figures(words, &front.figures),
        categories: categories(words, &front.figures),
        storefronts: front.shops.iter().take(SHOPS).map(|shop| storefront(words, shop)).collect(),
        steps: steps(&front),
        terms: terms(&front),
        contact: contact(words, network, site),
        prepared_for: Some(reader.into()),
        prepared_on: words.date(at, network.time_zone),
    })
}

fn labels(words: Words) -> Labels {
    Labels {
        document: words.leads_deck_title().to_owned(),
        about: words.leads_deck_about().to_owned(),
        categories: words.leads_deck_categories().to_owned(),
        steps: words.leads_front_steps().to_owned(),
        storefronts: words.leads_deck_storefronts().to_owned(),
        storefront: words.leads_deck_storefront().to_owned(),
        city: words.leads_deck_city().to_owned(),
        platform: words.leads_deck_channel().to_owned(),
        followers: words.leads_front_followers().to_owned(),
        profile: words.leads_deck_profile().to_owned(),
        terms: words.leads_front_terms().to_owned(),
        contact: words.leads_deck_contact().to_owned(),
        prepared_for: words.leads_deck_for().to_owned(),
        prepared_on: words.leads_deck_on().to_owned(),
    }
}

/// A figure of nothing is left out: a young network has better things to say.
fn figures(words: Words, now: &Introduction) -> Vec<Figure> {
    let brands = i64::try_from(now.brand_count).unwrap_or(i64::MAX);
    [
        (
            now.storefront_count,
            words.leads_front_shops(),
            words.leads_count_shops(now.storefront_count),
        ),
        (brands, words.leads_front_brands(), words.leads_count_brands(brands)),
        (
            now.product_count,
            words.leads_front_products(),
            words.leads_count_products(now.product_count),
        ),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(_, label, value)| Figure { label: label.to_owned(), value })
    .collect()
}

fn categories(words: Words, now: &Introduction) -> Vec<Category> {
    let category = |(name, count): &(String, i64)| Category {
        name: words.state("category", name).into_owned().into(),
        count: words.leads_count_products(*count),
    };
    now.categories.iter().map(category).collect()
}

fn storefront(words: Words, shop: &front::Shop) -> Storefront {
    Storefront {
        name: run(&shop.name),
        // A city is written once, by the KOL: in the language in which the storefront is read best.
        city: Run::of(lang(shop.name.locale), shop.city.as_str()),
        platform: words.state("channel", &shop.channel).into_owned().into(),
        followers: words.leads_count_followers(shop.followers),
        about: shop.bio.as_ref().map(beginning).unwrap_or_default(),
    }
}

/// A bio may be long; a line of a table takes its first sentence.
fn beginning(bio: &Said) -> Run {
    let line = bio.text.lines().next().unwrap_or_default();
    let ends = ["。", "！", "？", ". ", "! ", "? "];
    let end = ends.iter().filter_map(|end| Some(line.find(end)? + end.len())).min();
    Run::of(lang(bio.locale), line[..end.unwrap_or(line.len())].trim_end())
}

fn steps(front: &Front) -> Vec<Step> {
    let step = |point: &front::Point| Step {
        title: Run::of(lang(point.locale), point.title.as_str()),
        text: Run::of(lang(point.locale), point.text.as_str()),
    };
    front.steps.iter().map(step).collect()
}

fn terms(front: &Front) -> Vec<Term> {
    let term = |point: &front::Point| Term {
        title: Run::of(lang(point.locale), point.title.as_str()),
        text: Run::of(lang(point.locale), point.text.as_str()),
    };
    front.terms.iter().map(term).collect()
}

fn contact(words: Words, network: &Network, site: &str) -> Vec<Pair> {
    let pair = |label: &str, value: String| Pair { label: label.to_owned(), value: value.into() };
    vec![
        pair(words.leads_deck_mail(), network.mail_sender.clone()),
        pair(words.leads_deck_site(), format!("{site}/n/{}", network.slug)),
    ]
}

fn run(said: &Said) -> Run {
    Run::of(lang(said.locale), said.text.as_str())
}

fn lang(locale: Locale) -> Lang {
    match locale {
        Locale::Ja => Lang::Ja,
        Locale::ZhHans => Lang::ZhHans,
        Locale::En => Lang::En,
    }
}
