//! Lists by state: their tabs with counts, what a query string asks for, the next page.

use actix_web::HttpRequest;
use domain::catalogue::product::{Category, ProductStatus};
use domain::id::ProductId;
use store::catalogue::product::Product;
use words::Words;

use crate::http::query::Query;
use crate::http::show::query;
use crate::http::tabs::Tab;
use crate::paging;

/// Rows of a page.
pub const PAGE: usize = 50;

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
        paging::next(products, PAGE, |last| {
            format!("{path}?{}", self.query(&[("after", &last.id.to_string())]))
        })
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

/// The tab of everything.
pub fn all_tab(path: &str, current: bool, counts: &[(ProductStatus, i64)], words: Words) -> Tab {
    Tab {
        href: path.to_owned(),
        label: words.product_all().to_owned(),
        count: counts.iter().map(|(_, count)| count).sum(),
        calls: false,
        current,
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
