//! Tabs over a list: one for each state, with how many stand there.

use std::fmt::Display;

use super::page::Page;

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

/// A list by state, as its tabs are made.
#[derive(Debug, Clone, Copy)]
pub struct ByState<'a, S> {
    /// What the states' words are called by: `adjustment` of `state-adjustment-approved`.
    pub flow: &'a str,
    /// How many stand where; states without any may be absent.
    pub counts: &'a [(S, i64)],
    /// The state that the list shows; none for all of them.
    pub chosen: Option<S>,
    /// The state whose things wait for the reader.
    pub calls: Option<S>,
}

impl<S: Copy + PartialEq + Display> ByState<'_, S> {
    /// One tab for each state; `href` leads to the list of a state's word.
    pub fn tabs(&self, states: &[S], page: &Page, href: impl Fn(&str) -> String) -> Vec<Tab> {
        let tab = |state: &S| {
            let word = state.to_string();
            let count = self.counts.iter().find(|(known, _)| known == state);
            let count = count.map_or(0, |(_, count)| *count);
            Tab {
                href: href(&word),
                label: page.state(self.flow, &word),
                count,
                calls: count > 0 && self.calls == Some(*state),
                current: self.chosen == Some(*state),
            }
        };
        states.iter().map(tab).collect()
    }

    /// A tab of everything, then one for each state; `href` of no word leads to everything.
    pub fn all_tabs(
        &self,
        all: &str,
        states: &[S],
        page: &Page,
        href: impl Fn(&str) -> String,
    ) -> Vec<Tab> {
        let everything = Tab {
            href: href(""),
            label: all.to_owned(),
            count: self.counts.iter().map(|(_, count)| count).sum(),
            calls: false,
            current: self.chosen.is_none(),
        };
        std::iter::once(everything).chain(self.tabs(states, page, href)).collect()
    }
}
