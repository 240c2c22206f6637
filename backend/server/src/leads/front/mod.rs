//! What a network says of itself to anybody: on its front page and in its introduction materials.

mod pages;

use actix_web::web;
use domain::id::{Id, Kind, NetworkId, Subject};
use domain::{Locale, Result};
use store::leads::figures::{self, Introduction};
use store::platform::text::{self, Texts};
use store::scope::PublicTx;

/// A text with the language it is written in, which may not be the reader's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Its language.
    pub locale: Locale,
}

/// A step or one of the terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// A few words.
    pub title: String,
    /// A sentence or two; may be empty.
    pub text: String,
    /// Its language.
    pub locale: Locale,
}

/// An open storefront.
#[derive(Debug, Clone)]
pub struct Shop {
    /// Its part of the public address.
    pub slug: String,
    /// Its title, else its KOL's name.
    pub name: Said,
    /// What it says of its KOL.
    pub bio: Option<Said>,
    /// Where the KOL lives; may be empty.
    pub city: String,
    /// The kind of channel the KOL is known from.
    pub channel: String,
    /// How many follow the KOL there.
    pub followers: i64,
}

/// What a network says of itself.
#[derive(Debug, Clone)]
pub struct Front {
    /// One sentence.
    pub tagline: Option<Said>,
    /// A few paragraphs.
    pub about: Option<Said>,
    /// How it works, in order.
    pub steps: Vec<Point>,
    /// The terms of taking part.
    pub terms: Vec<Point>,
    /// The figures as they are now.
    pub figures: Introduction,
    /// The open storefronts, those with the most followers first.
    pub shops: Vec<Shop>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
}

/// What a network says of itself in the reader's language, with what it has published.
///
/// # Errors
/// Only what the database answers.
pub fn read(tx: &mut PublicTx<'_>, network: NetworkId, locale: Locale) -> Result<Front> {
    let figures = figures::introduction(tx)?;
    let mut owners = vec![network.cast::<Subject>()];
    owners.extend(figures.storefronts.iter().map(|shop| shop.id.cast::<Subject>()));
    let texts = text::find(tx, &owners)?;
    let own = |field| said(&texts, network, field, locale);
    let shops = figures.storefronts.iter().map(|shop| of_shop(&texts, shop, locale)).collect();
    Ok(Front {
        tagline: own("tagline"),
        about: own("about"),
        steps: points(own("steps")),
        terms: points(own("terms")),
        shops,
        figures,
    })
}

fn of_shop(texts: &Texts, shop: &figures::Shop, locale: Locale) -> Shop {
    Shop {
        slug: shop.slug.clone(),
        name: said(texts, shop.id, "title", locale)
            .unwrap_or_else(|| Said { text: shop.name.clone(), locale }),
        bio: said(texts, shop.id, "bio", locale),
        city: shop.city.clone(),
        channel: shop.platform.clone(),
        followers: shop.followers,
    }
}

fn said<K: Kind>(texts: &Texts, owner: Id<K>, field: &str, locale: Locale) -> Option<Said> {
    let text = texts.get(owner, field, locale)?;
    Some(Said { text: text.value.clone(), locale: text.locale })
}

/// Reads a list that is kept as one text: a line is `title|text`.
fn points(list: Option<Said>) -> Vec<Point> {
    let Some(Said { text, locale }) = list else { return Vec::new() };
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (title, text) = line.split_once('|').unwrap_or((line, ""));
            Point { title: title.trim().to_owned(), text: text.trim().to_owned(), locale }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_one_text_with_a_line_for_each_point() {
        let text = "申し込み| 会社の概要を。 \n\n 審査\n価格|100円|200円".to_owned();
        let read = points(Some(Said { text, locale: Locale::Ja }));
        let read: Vec<_> =
            read.iter().map(|point| (point.title.as_str(), point.text.as_str())).collect();
        assert_eq!(read, [("申し込み", "会社の概要を。"), ("審査", ""), ("価格", "100円|200円")]);
    }
}
