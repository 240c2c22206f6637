//! The introduction materials of a network: what an operator hands to a company that may join.

use serde::Serialize;

use crate::{DocumentError, Lang, Pair, Run, render};

const TEMPLATE: &str = include_str!("../templates/materials.typ");

/// Everything in the deck. A list that is empty takes its page or part with it.
#[derive(Debug, Clone, Serialize)]
pub struct Materials {
    /// The words of the deck itself.
    pub labels: Labels,
    /// The reader's language.
    pub lang: Lang,
    /// The network's name: the cover, the foot of each page, the PDF's author.
    pub network: Run,
    /// One sentence under the name.
    pub tagline: Run,
    /// A few paragraphs, parted by line breaks.
    pub introduction: Run,
    /// Two to eight numbers.
    pub figures: Vec<Figure>,
    /// How it works, in order: three to eight.
    pub steps: Vec<Step>,
    /// A selection of storefronts; beyond some 40 the deck is no deck any more.
    pub storefronts: Vec<Storefront>,
    /// What is sold.
    pub categories: Vec<Category>,
    /// Terms of taking part.
    pub terms: Vec<Term>,
    /// Where to ask.
    pub contact: Vec<Pair>,
    /// The reader's company with its honorific, as it is to be printed.
    pub prepared_for: Option<Run>,
    /// The date, already formatted.
    pub prepared_on: String,
}

/// The words of the deck, from the caller's locale files.
#[derive(Debug, Clone, Serialize)]
pub struct Labels {
    /// The kind of document, over the name on the cover: 紹介資料, 合作介绍.
    pub document: String,
    /// Heading of the page with the introduction and the figures.
    pub about: String,
    /// Small heading over the categories.
    pub categories: String,
    /// Heading of the steps.
    pub steps: String,
    /// Heading of the table of storefronts.
    pub storefronts: String,
    /// Column: the storefront's name.
    pub storefront: String,
    /// Column: the city.
    pub city: String,
    /// Column: the platform.
    pub platform: String,
    /// Column: the followers.
    pub followers: String,
    /// Column: what the storefront is about.
    pub profile: String,
    /// Heading of the terms.
    pub terms: String,
    /// Heading of the contact.
    pub contact: String,
    /// Before the reader's company: 宛先, 致.
    pub prepared_for: String,
    /// Before the date.
    pub prepared_on: String,
}

/// A number worth showing large.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// What is counted.
    pub label: String,
    /// The number, formatted, with its unit.
    pub value: String,
}

/// One step of how it works.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// A few words.
    pub title: Run,
    /// A sentence or two.
    pub text: Run,
}

/// One line of the table of storefronts. A column that is empty in all lines is left out.
#[derive(Debug, Clone, Serialize)]
pub struct Storefront {
    /// The name, in the KOL's language.
    pub name: Run,
    /// Where the KOL lives.
    pub city: Run,
    /// Where the KOL is followed.
    pub platform: Run,
    /// How many follow, formatted, with its unit.
    pub followers: String,
    /// A sentence.
    pub about: Run,
}

/// A kind of goods.
#[derive(Debug, Clone, Serialize)]
pub struct Category {
    /// Its name.
    pub name: Run,
    /// How many products, formatted, with its unit.
    pub count: String,
}

/// One of the terms.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// A word or two.
    pub title: Run,
    /// The rule.
    pub text: Run,
}

/// The deck as a PDF: A4 landscape, up to six pages plus what the storefronts need.
pub fn materials(data: &Materials) -> Result<Vec<u8>, DocumentError> {
    render(TEMPLATE, &serde_json::to_value(data)?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::engine::proof;
    use crate::samples;

    fn read(data: &Materials) -> (Vec<String>, Vec<u8>) {
        proof(TEMPLATE, &serde_json::to_value(data).unwrap()).unwrap()
    }

    #[test]
    fn the_deck_has_six_pages_in_every_language() {
        for lang in [Lang::Ja, Lang::ZhHans, Lang::En] {
            let data = samples::materials(lang, 8);
            let (pages, pdf) = read(&data);
            assert_eq!(pages.len(), 6, "{lang:?}");
            assert!(pdf.starts_with(b"%PDF"));
            samples::keep(&format!("materials-{}.pdf", lang.tag()), &pdf);
        }
    }

    #[test]
    fn an_empty_list_drops_its_page() {
        let mut data = samples::materials(Lang::Ja, 0);
        assert_eq!(read(&data).0.len(), 5);
        data.steps.clear();
        data.terms.clear();
        data.contact.clear();
        data.figures.clear();
        data.categories.clear();
        data.introduction = Run::default();
        data.prepared_for = None;
        assert_eq!(read(&data).0.len(), 1);
    }

    #[test]
    fn forty_storefronts_break_over_pages_with_their_header() {
        let data = samples::crowded();
        let (pages, pdf) = read(&data);
        let tables = pages.iter().filter(|page| page.contains(&data.labels.followers)).count();
        assert!((3..=6).contains(&tables), "{tables}");
        assert!(pages.concat().contains("第40号店"));
        samples::keep("materials-crowded.pdf", &pdf);
    }

    #[test]
    fn what_users_write_is_printed_as_it_is() {
        let mut data = samples::materials(Lang::En, 1);
        let evil = "#evil[*x*] $y$ <a> @b \\ // c `d` #read(\"e\")";
        data.network = evil.into();
        data.introduction = evil.into();
        data.storefronts[0].about = evil.into();
        let text = read(&data).0.concat().replace('\u{200b}', "");
        assert!(text.matches("#evil[*x*] $y$ <a> @b").count() >= 3, "{text}");
        assert!(text.contains("#read(\"e\")"), "{text}");
    }

    #[test]
    fn the_same_data_gives_the_same_bytes() {
        let data = samples::materials(Lang::ZhHans, 3);
        assert!(materials(&data).unwrap() == materials(&data).unwrap());
    }
}
