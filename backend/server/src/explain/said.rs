//! Steps as sentences in the reader's language, and where their links lead.

use chrono_tz::Tz;
use domain::Money;
use domain::explain::step::{Chain, Group, Label, Place, Row, RowLabel, Stage, Step, Value, Whose};
use domain::explain::subject::Viewer;
use words::Words;

use super::{Asked, Told};
use crate::ledger::entry::{kind, label};
use crate::orders::names::{Names, Said};

/// How an explanation is said.
pub(super) struct Speaker<'a> {
    words: Words,
    zone: Tz,
    names: &'a Names,
    viewer: Viewer,
    asked: &'a Asked,
}

/// A step as a sentence.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// The sentence.
    pub text: String,
    /// The page that says more.
    pub href: Option<String>,
}

/// A part of the way, with its sentences.
#[derive(Debug, Clone)]
pub(super) struct StageSaid {
    /// Its word.
    pub stage: Stage,
    /// What it says.
    pub sentences: Vec<Sentence>,
}

/// A part of a sum, in words.
#[derive(Debug, Clone)]
pub(super) struct GroupSaid {
    /// What it is called.
    pub name: Said,
    /// How many lines it has.
    pub count: Option<i64>,
    /// What its rates were applied to.
    pub base: Option<Money>,
    /// Its subtotal.
    pub amount: Money,
    /// Where it opens further.
    pub href: Option<String>,
    /// Whether its lines are shown below.
    pub is_open: bool,
}

/// A single line, in words.
#[derive(Debug, Clone)]
pub(super) struct RowSaid {
    /// When it counts.
    pub at: domain::Timestamp,
    /// What it is.
    pub name: Said,
    /// The other party.
    pub other: Option<Said>,
    /// How much.
    pub amount: Money,
    /// Its own explanation.
    pub href: Option<String>,
}

impl<'a> Speaker<'a> {
    /// Says what was told, on a clock, to a viewer.
    pub(super) fn new(
        words: Words,
        zone: Tz,
        told: &'a Told,
        viewer: Viewer,
        asked: &'a Asked,
    ) -> Self {
        Self { words, zone, names: &told.names, viewer, asked }
    }

    /// A step as a sentence.
    pub(super) fn sentence(&self, step: &Step) -> Sentence {
        let args: Vec<(&str, String)> =
            step.args.iter().map(|(name, value)| (*name, self.value(value))).collect();
        let args: Vec<(&str, &str)> =
            args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let key = format!("state-explain-{}", step.code).replace('_', "-");
        let text = self.words.get(&key, &args).map_or_else(|| step.code.to_string(), Into::into);
        Sentence { text, href: step.to.as_ref().and_then(|place| self.href(place)) }
    }

    /// The steps of a chain by the part of the way that they belong to.
    pub(super) fn stages(&self, chain: &Chain) -> Vec<StageSaid> {
        let of = |stage: &Stage| StageSaid {
            stage: *stage,
            sentences: chain
                .steps
                .iter()
                .filter(|step| step.stage == *stage)
                .map(|step| self.sentence(step))
                .collect(),
        };
        Stage::ALL.iter().map(of).filter(|stage| !stage.sentences.is_empty()).collect()
    }

    /// A part of a sum, in words.
    pub(super) fn group(&self, group: &Group) -> GroupSaid {
        let name = match &group.label {
            Label::Word(flow, word) => self.own(self.words.state(flow, word).into_owned()),
            Label::Party(id) => self.names.party(*id),
            Label::Kind(of) => self.own(kind(self.words, *of).to_owned()),
        };
        let is_open = matches!(&group.to, Some(Place::Part(part)) if *part == self.asked.part);
        GroupSaid {
            name,
            count: group.count,
            base: group.base,
            amount: group.amount,
            href: group.to.as_ref().and_then(|place| self.href(place)),
            is_open,
        }
    }

    /// A single line, in words.
    pub(super) fn row(&self, row: &Row) -> RowSaid {
        let (name, other) = match &row.label {
            RowLabel::Product(product, party) => {
                (self.names.product(*product), Some(self.names.party(*party)))
            }
            RowLabel::Text(text) => (self.own(text.clone()), None),
            RowLabel::Kind(of) => (self.own(kind(self.words, *of).to_owned()), None),
        };
        let href = row.to.as_ref().and_then(|place| self.href(place));
        RowSaid { at: row.at, name, other, amount: row.amount, href }
    }

    fn own(&self, text: String) -> Said {
        Said { text, lang: self.words.locale().tag() }
    }

    fn value(&self, value: &Value) -> String {
        let words = self.words;
        match value {
            Value::Money(amount) => words.money(*amount),
            Value::Exact(exact) => words.exact(exact),
            Value::Rate(rate) => words.percent(*rate),
            Value::Count(count) => count.to_string(),
            Value::At(at) => words.stamp(*at, self.zone),
            Value::On(at) => words.date(*at, self.zone),
            Value::Month(month) => words.month(*month),
            Value::Text(text) => text.clone(),
            Value::Word(flow, word) => words.state(flow, word).into_owned(),
            Value::Conditions(kinds) => {
                let kinds: Vec<_> =
                    kinds.iter().map(|one| words.state("rule", one.as_str())).collect();
                kinds.join(words.rule_comma())
            }
            Value::Party(id) => self.names.party(*id).text,
            Value::Product(id) => self.names.product(*id).text,
            Value::Kind(of) => kind(words, *of).to_owned(),
            Value::Account(code) => {
                let name = code.organization().map(|id| self.names.party(id).text);
                let name = name.filter(|_| self.viewer == Viewer::Staff);
                let label = label(words, *code);
                name.map_or_else(|| label.to_owned(), |name| format!("{label} {name}"))
            }
            Value::Sum(amounts) => sum(words, amounts),
        }
    }

    /// The page of a place; none where the viewer has no such page.
    pub(super) fn href(&self, place: &Place) -> Option<String> {
        let staff = self.viewer == Viewer::Staff;
        let own = |path: String| Some(path).filter(|_| staff);
        match place {
            Place::Order(id) => own(format!("/orders/{id}")),
            Place::Rule(id) => own(format!("/rules/{id}")),
            Place::Entry(id) => own(format!("/ledger/entries/{id}")),
            Place::Account(id) => own(format!("/ledger/accounts/{id}")),
            Place::Adjustment(id) => own(format!("/adjustments/{id}")),
            Place::Fee(id) => Some(format!("/fees/{id}")),
            Place::Sample(id) => Some(format!("/samples/{id}")),
            Place::Debt(_) => own("/debts".to_owned()),
            Place::Hold(id) => own(format!("/ledger/holds/{id}")),
            Place::Rates => own("/ledger/rates".to_owned()),
            Place::Statement(month, whose, party) if staff => {
                let side = match whose {
                    Whose::Kol => "kols",
                    Whose::Brand => "brands",
                };
                Some(format!("/statements/{month}/{side}/{party}"))
            }
            Place::Statement(month, ..) => Some(format!("/earnings?month={month}")),
            Place::Explanation(kind, id) => Some(format!("/explain/{kind}/{id}")),
            Place::Part(part) => {
                let (kind, id) = (self.asked.kind, &self.asked.id);
                Some(format!("/explain/{kind}/{id}?part={part}#lines"))
            }
        }
    }
}

/// `1,240 + 300 − 413`: amounts that are added up, less where they are below nothing.
fn sum(words: Words, amounts: &[Money]) -> String {
    let mut text = String::new();
    for (place, amount) in amounts.iter().enumerate() {
        if place == 0 {
            text.push_str(&words.money(*amount));
        } else if amount.is_negative() {
            text.push_str(" − ");
            text.push_str(&words.money(amount.negated()));
        } else {
            text.push_str(" + ");
            text.push_str(&words.money(*amount));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use domain::explain::step::Code;
    use domain::{Currency, Locale};

    use super::*;

    #[test]
    fn every_step_and_stage_can_be_said() {
        let keys = words::keys();
        let codes = Code::ALL.iter().map(|code| format!("state-explain-{code}"));
        let stages = Stage::ALL.iter().map(|stage| format!("state-explain-stage-{stage}"));
        for key in codes.chain(stages) {
            let key = key.replace('_', "-");
            assert!(keys.binary_search(&key.as_str()).is_ok(), "{key}");
        }
    }

    #[test]
    fn amounts_are_added_up_as_a_person_writes_it() {
        let yen = |minor| Money::new(minor, Currency::Jpy);
        let words = words::of(Locale::En);
        assert_eq!(sum(words, &[yen(1_240), yen(-413), yen(5)]), "¥1,240 − ¥413 + ¥5");
        assert_eq!(sum(words, &[yen(-3)]), "−¥3");
    }
}
