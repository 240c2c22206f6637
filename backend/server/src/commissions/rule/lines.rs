//! Rules, trials and replays in words.

use domain::calendar::Month;
use domain::commissions::rule::{Fit, Pay, Terms};
use domain::id::CommissionRuleId;
use domain::{Money, Timestamp};
use store::commissions::rule::Version;

use super::known::Known;
use super::trial::{Considered, Replay, Trial};
use crate::http::page::Page;

/// A version as a row of a table.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) id: CommissionRuleId,
    pub(super) name: String,
    pub(super) version: i64,
    /// For which lines it is, a sentence each.
    pub(super) asks: Vec<String>,
    /// What it pays, a sentence each.
    pub(super) pays: Vec<String>,
    pub(super) from: String,
    pub(super) to: Option<String>,
    /// `active`, `coming` or `ended`.
    pub(super) state: &'static str,
    pub(super) tone: &'static str,
    /// Whether it can still end earlier.
    pub(super) is_open: bool,
}

impl Line {
    pub(super) fn new(version: &Version, known: &Known, page: &Page, at: Timestamp) -> Self {
        let rule = &version.rule;
        let (state, tone) = if rule.valid_to.is_some_and(|end| end <= at) {
            ("ended", "neutral")
        } else if rule.valid_from > at {
            ("coming", "waiting")
        } else {
            ("active", "good")
        };
        Self {
            id: rule.id,
            name: rule.name.clone(),
            version: rule.version,
            asks: known.asks(&rule.conditions, page),
            pays: pays(&rule.terms, page),
            from: page.stamp(&rule.valid_from),
            to: rule.valid_to.map(|end| page.stamp(&end)),
            state,
            tone,
            is_open: state != "ended",
        }
    }
}

/// What terms pay, in words.
pub(crate) fn pays(terms: &Terms, page: &Page) -> Vec<String> {
    let mut said = match &terms.pay {
        Pay::Percent(rate) => vec![page.percent(rate)],
        Pay::PerPiece(amounts) => amounts
            .iter()
            .map(|(currency, minor)| {
                page.words.rules_per_piece(page.money(&Money::new(*minor, *currency)))
            })
            .collect(),
    };
    for (currency, limit) in &terms.limits {
        let money = |minor: i64| page.money(&Money::new(minor, *currency));
        said.extend(limit.least.map(|minor| page.words.rules_least(money(minor))));
        said.extend(limit.most.map(|minor| page.words.rules_most(money(minor))));
    }
    said.extend(terms.holding_days.map(|days| page.words.rule_holding_days(days)));
    said
}

/// What an example would earn.
#[derive(Debug)]
pub(super) struct TrialShown {
    /// The rule's name; none where the plan's terms hold.
    pub(super) rule: Option<String>,
    pub(super) pays: Vec<String>,
    pub(super) base: String,
    /// The KOL's and the network's part; none where it comes to nothing.
    pub(super) parts: Option<(String, String)>,
    /// What agencies and referrers have of it.
    pub(super) partners: Vec<(String, String)>,
    pub(super) holding: String,
    pub(super) payable: String,
    pub(super) month: String,
    /// Each rule's name, and how it fared.
    pub(super) considered: Vec<(String, String)>,
}

impl TrialShown {
    pub(super) fn new(trial: &Trial, page: &Page) -> Self {
        let winner = trial.considered.iter().find(|one| one.wins);
        Self {
            rule: winner.map(|one| one.rule.name.clone()),
            pays: pays(&trial.terms, page),
            base: page.money(&trial.base),
            parts: trial
                .frozen
                .map(|frozen| (page.money(&frozen.kol), page.money(&frozen.network))),
            partners: trial
                .partners
                .iter()
                .map(|(kind, _, amount)| (page.state("partner", kind.as_str()), page.money(amount)))
                .collect(),
            holding: page.words.rule_holding_days(trial.holding_days),
            payable: page.stamp_or_dash(&trial.payable_at),
            month: page.month(&trial.month),
            considered: trial
                .considered
                .iter()
                .map(|one| (one.rule.name.clone(), fared(one, page)))
                .collect(),
        }
    }
}

fn fared(one: &Considered, page: &Page) -> String {
    match &one.fit {
        _ if one.wins => page.words.rule_wins().to_owned(),
        Fit::No(kinds) => {
            let kinds: Vec<String> =
                kinds.iter().map(|kind| page.state("rule", kind.as_str())).collect();
            page.words.rule_missed(kinds.join(page.words.rule_comma()))
        }
        Fit::Yes | Fit::OtherTime => page.words.rule_less_specific().to_owned(),
    }
}

/// What another rule would have made of a month.
#[derive(Debug)]
pub(super) struct ReplayShown {
    pub(super) title: String,
    pub(super) lines: String,
    /// By currency: what was frozen, what it would have been, the difference.
    pub(super) totals: Vec<(String, String, String)>,
}

impl ReplayShown {
    pub(super) fn new(month: Month, replay: &Replay, page: &Page) -> Self {
        Self {
            title: page.words.rule_replay_title(page.month(&month)),
            lines: page.words.rule_replay_lines(replay.changed, replay.lines),
            totals: replay
                .totals
                .values()
                .map(|(was, would)| {
                    let more = would.minor() - was.minor();
                    let more = Money::new(more, was.currency());
                    (page.money(was), page.money(would), page.money(&more))
                })
                .collect(),
        }
    }
}
