//! Lists by state: their tabs with counts, what a query string asks for, the next page.

use actix_web::HttpRequest;
use domain::catalogue::product::{Category, ProductStatus};
use domain::id::ProductId;
use store::catalogue::product::Product;
use words::Words;

use crate::http::query::Query;
use crate::http::show::query;

/// Rows of a page.
pub const PAGE: i64 = 50;

/// States that a list shows together.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// Its word in the query string; also its name where it is a state.
    pub word: &'static str,
    /// The states.
    pub statuses: &'static [ProductStatus],
    /// Whether what is in it waits for the reader.
    pub calls: bool,
}

/// A tab of a list.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// How many are behind it.
    pub count: i64,
    /// Whether they wait for the reader.
    pub calls: bool,
    /// Whether the list is there.
    pub current: bool,
}

impl Tab {
    /// The tab of everything.
    pub fn all(path: &str, current: bool, counts: &[(ProductStatus, i64)], words: Words) -> Self {
        Self {
            href: path.to_owned(),
            label: words.product_all().to_owned(),
            count: counts.iter().map(|(_, count)| count).sum(),
            calls: false,
            current,
        }
    }
}

/// What the query string of a list asks for; what it cannot mean is left out.
#[derive(Debug, Clone)]
pub struct Wanted(Query);

impl Wanted {
    /// Reads the query string.
    pub fn of(request: &HttpRequest) -> Self {
        Self(Query::of(request))
    }

    /// A parameter; empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name)
    }

    /// The group of states.
    pub fn group<'a>(&self, groups: &'a [Group]) -> Option<&'a Group> {
        groups.iter().find(|group| group.word == self.get("status"))
    }

    /// The shelf.
    pub fn category(&self) -> Option<Category> {
        self.get("category").parse().ok()
    }

    /// The last one of the page before.
    pub fn after(&self) -> Option<ProductId> {
        self.get("after").parse().ok()
    }

    /// Takes the row that is one too many off a page and answers where it goes on.
    pub fn next(&self, path: &str, products: &mut Vec<Product>) -> Option<String> {
        let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
        if products.len() <= page {
            return None;
        }
        products.truncate(page);
        let last = products.last()?.id.to_string();
        Some(format!("{path}?{}", self.query(&[("after", &last)])))
    }

    /// The query string with some parameters put in place; the page is left out unless it is put.
    fn query(&self, put: &[(&str, &str)]) -> String {
        let kept = ["status", "category", "words"].map(|name| (name, self.get(name)));
        let kept = kept.into_iter().filter(|(name, value)| {
            !value.is_empty() && put.iter().all(|(other, _)| other != name)
        });
        query(&kept.chain(put.iter().copied()).collect::<Vec<_>>())
    }
}

/// The tabs of a list.
pub fn tabs(
    path: &str,
    wanted: &Wanted,
    groups: &[Group],
    counts: &[(ProductStatus, i64)],
    words: Words,
) -> Vec<Tab> {
    let current = wanted.group(groups).map(|group| group.word);
    let tab = |group: &Group| {
        let count = counts
            .iter()
            .filter(|(status, _)| group.statuses.contains(status))
            .map(|(_, count)| count)
            .sum();
        Tab {
            href: format!("{path}?{}", wanted.query(&[("status", group.word)])),
            label: words.state("product", group.word).into_owned(),
            count,
            calls: group.calls && count > 0,
            current: current == Some(group.word),
        }
    };
    groups.iter().map(tab).collect()
}
