//! A KOL's month as a document: every word in the payee's language.

use std::collections::BTreeMap;

use documents::statement::{Labels, Line as Printed, Party, Statement, Total, statement};
use documents::{Lang, Run};
use domain::calendar::Month;
use domain::id::ProductId;
use domain::tenancy::network::Network;
use domain::{Currency, Money, Result, Timestamp};
use store::tenancy::organization::Organization;
use words::Words;

use super::{Line, PartySheet};
use crate::error::broken;
use crate::orders::names::Said;

/// Lines that are printed one by one; above them one for each product and rate.
const MOST_LINES: usize = 1_000;

/// The document.
///
/// # Errors
/// `Broken` when it cannot be set.
pub fn document(
    payee: &Organization,
    operator: &str,
    network: &Network,
    month: Month,
    sheet: &PartySheet,
    at: Timestamp,
) -> Result<Vec<u8>> {
    let words = words::of(payee.locale);
    let lines = if sheet.lines.len() > MOST_LINES {
        by_product(words, &sheet.lines)?
    } else {
        sheet.lines.iter().map(|line| one(words, network, line)).collect()
    };
    let totals = totals(words, sheet);
    let name = words.statements_pdf_honorific(&sheet.name.text);
    let data = Statement {
        labels: labels(words),
        lang: Lang::from_tag(payee.locale.tag()).unwrap_or(Lang::En),
        title: words.statements_pdf_title().to_owned(),
        payee: Party { name: run(&name, sheet.name.lang), details: Vec::new() },
        payer: Party { name: operator.into(), details: vec![network.mail_sender.as_str().into()] },
        period: words.month(month),
        issued_on: words.date(at, network.time_zone),
        lines,
        totals,
        note: Some(words.statements_pdf_note_text().into()),
    };
    statement(&data).map_err(broken)
}

/// The sums of each currency; the last one is what is owed, in all of them.
fn totals(words: Words, sheet: &PartySheet) -> Vec<Total> {
    let total =
        |label: &str, value: String, strong| Total { label: label.to_owned(), value, strong };
    let mut totals = Vec::new();
    for row in &sheet.rows {
        totals.push(total(words.statements_confirmed(), words.money(row.confirmed), false));
        totals.push(total(words.statements_estimated(), words.money(row.estimated), false));
    }
    let nets: Vec<String> = sheet.rows.iter().map(|row| words.money(row.net)).collect();
    if !nets.is_empty() {
        totals.push(total(words.statements_net(), nets.join(" + "), true));
    }
    totals
}

fn labels(words: Words) -> Labels {
    Labels {
        payee: words.statements_pdf_payee().to_owned(),
        payer: words.statements_pdf_payer().to_owned(),
        period: words.statements_pdf_period().to_owned(),
        issued_on: words.statements_pdf_issued().to_owned(),
        date: words.statements_date().to_owned(),
        what: words.orders_product().to_owned(),
        order: words.orders_number().to_owned(),
        base: words.statements_base().to_owned(),
        rate: words.statements_rate_and_share().to_owned(),
        amount: words.statements_amount().to_owned(),
        no_lines: words.statements_no_lines().to_owned(),
        note: words.statements_pdf_note().to_owned(),
    }
}

fn run(text: &str, tag: &str) -> Run {
    match Lang::from_tag(tag) {
        Some(lang) => Run::of(lang, text),
        None => text.into(),
    }
}

fn one(words: Words, network: &Network, line: &Line) -> Printed {
    let sold = if line.row.reverses_id.is_some() {
        words.statements_pdf_reversed(&line.product.text)
    } else {
        line.product.text.clone()
    };
    Printed {
        date: words.date(line.row.earned_at, network.time_zone),
        what: run(&sold, line.product.lang),
        order: line.order.as_ref().map(|(_, number)| number.clone()).unwrap_or_default(),
        base: words.money(line.base),
        rate: line.rate(&words),
        amount: words.money(line.amount),
    }
}

/// What one product brought at one rate.
struct Group {
    product: Said,
    count: i64,
    base: Money,
    amount: Money,
}

fn by_product(words: Words, lines: &[Line]) -> Result<Vec<Printed>> {
    let mut groups: BTreeMap<(ProductId, String, Currency), Group> = BTreeMap::new();
    for line in lines {
        let zero = Money::zero(line.row.currency);
        let key = (line.row.product_id, line.rate(&words), line.row.currency);
        let group = groups.entry(key).or_insert_with(|| Group {
            product: line.product.clone(),
            count: 0,
            base: zero,
            amount: zero,
        });
        group.count += 1;
        group.base = group.base.plus(line.base)?;
        group.amount = group.amount.plus(line.amount)?;
    }
    Ok(groups
        .into_iter()
        .map(|((_, rate, _), group)| Printed {
            date: String::new(),
            what: run(&group.product.text, group.product.lang),
            order: words.statements_pdf_count(group.count),
            base: words.money(group.base),
            rate,
            amount: words.money(group.amount),
        })
        .collect())
}
