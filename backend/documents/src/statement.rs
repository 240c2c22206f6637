//! A monthly statement: 支払通知書, 结算单.

use serde::Serialize;

use crate::{DocumentError, Lang, Run, render};

const TEMPLATE: &str = include_str!("../templates/statement.typ");

/// One statement of one payee for one period.
#[derive(Debug, Clone, Serialize)]
pub struct Statement {
    /// The words of the form itself.
    pub labels: Labels,
    /// The payee's language.
    pub lang: Lang,
    /// What this document is called, with its number if it has one.
    pub title: String,
    /// Who is paid.
    pub payee: Party,
    /// Who pays.
    pub payer: Party,
    /// The period, already formatted.
    pub period: String,
    /// The date of issue, already formatted.
    pub issued_on: String,
    /// The lines, in the order in which they are printed. Without any, the table says so.
    pub lines: Vec<Line>,
    /// The sums under the table, from first to last; the last strong one is also shown on top.
    pub totals: Vec<Total>,
    /// Under the sums: how to object, when it is paid.
    pub note: Option<Run>,
}

/// The words of the form, from the caller's locale files.
#[derive(Debug, Clone, Serialize)]
pub struct Labels {
    /// Over the payee.
    pub payee: String,
    /// Over the payer.
    pub payer: String,
    /// Before the period.
    pub period: String,
    /// Before the date of issue.
    pub issued_on: String,
    /// Column: the date.
    pub date: String,
    /// Column: what was sold, or corrected.
    pub what: String,
    /// Column: the order.
    pub order: String,
    /// Column: the base of the commission.
    pub base: String,
    /// Column: the rate.
    pub rate: String,
    /// Column: the amount.
    pub amount: String,
    /// In place of lines where there are none.
    pub no_lines: String,
    /// Over the note.
    pub note: String,
}

/// A side of the statement.
#[derive(Debug, Clone, Serialize)]
pub struct Party {
    /// The name with its honorific, as it is to be printed.
    pub name: Run,
    /// Further lines: address, registration number.
    pub details: Vec<Run>,
}

/// One line; all of it already formatted, money with its sign.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// The business date.
    pub date: String,
    /// What was sold, or corrected.
    pub what: Run,
    /// The order's number.
    pub order: String,
    /// The base of the commission.
    pub base: String,
    /// The rate, as in `12.5%`.
    pub rate: String,
    /// The amount.
    pub amount: String,
}

/// One sum.
#[derive(Debug, Clone, Serialize)]
pub struct Total {
    /// Its name.
    pub label: String,
    /// The sum, formatted, with its currency.
    pub value: String,
    /// Whether this is what is paid.
    pub strong: bool,
}

/// The statement as a PDF: A4 portrait, some 35 lines a page.
pub fn statement(data: &Statement) -> Result<Vec<u8>, DocumentError> {
    render(TEMPLATE, &serde_json::to_value(data)?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::engine::proof;
    use crate::samples;

    fn read(data: &Statement) -> (Vec<String>, Vec<u8>) {
        proof(TEMPLATE, &serde_json::to_value(data).unwrap()).unwrap()
    }

    #[test]
    fn a_short_statement_is_one_page_in_every_language() {
        for lang in [Lang::Ja, Lang::ZhHans, Lang::En] {
            let data = samples::statement(lang, 12);
            let (pages, pdf) = read(&data);
            assert_eq!(pages.len(), 1, "{lang:?}");
            assert!(pdf.starts_with(b"%PDF"));
            samples::keep(&format!("statement-{}.pdf", lang.tag()), &pdf);
        }
    }

    #[test]
    fn three_hundred_lines_break_over_pages_with_their_header() {
        let data = samples::statement(Lang::Ja, 300);
        let (pages, pdf) = read(&data);
        assert!((8..=14).contains(&pages.len()), "{}", pages.len());
        let headed = pages.iter().filter(|page| page.contains(&data.labels.order)).count();
        assert!(headed >= pages.len() - 1, "{headed} of {}", pages.len());
        assert!(pages.concat().contains("A-00300"));
        let last = pages.last().unwrap();
        assert!(last.contains(&data.totals[3].value), "{last}");
        samples::keep("statement-300.pdf", &pdf);
    }

    #[test]
    fn a_statement_without_lines_says_so() {
        let mut data = samples::statement(Lang::ZhHans, 0);
        data.totals.clear();
        data.note = None;
        let (pages, pdf) = read(&data);
        assert_eq!(pages.len(), 1);
        assert!(pages[0].contains(&data.labels.no_lines));
        samples::keep("statement-empty.pdf", &pdf);
    }

    #[test]
    fn what_users_write_is_printed_as_it_is() {
        let mut data = samples::statement(Lang::Ja, 1);
        data.payee.name = "#evil[*名前*]".into();
        data.lines[0].what = "#evil[a]".into();
        let text = read(&data).0.concat();
        assert!(text.contains("#evil[*名前*]") && text.contains("#evil[a]"), "{text}");
    }

    #[test]
    fn the_same_data_gives_the_same_bytes() {
        let data = samples::statement(Lang::Ja, 5);
        assert!(statement(&data).unwrap() == statement(&data).unwrap());
    }
}
