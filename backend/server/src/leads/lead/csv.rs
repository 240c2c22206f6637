//! Leads as a file for a spreadsheet: UTF-8 with its mark, so that Excel reads Japanese and Chinese.

use chrono_tz::Tz;
use domain::leads::lead::Lead;
use store::leads::staff::Person;
use words::Words;

use super::owner_of;

/// The file. Headings and words are in the reader's language.
pub(super) fn write(words: Words, zone: Tz, leads: &[Lead], people: &[Person]) -> Vec<u8> {
    let mut out = String::from('\u{feff}');
    row(
        &mut out,
        &[
            words.leads_csv_id(),
            words.leads_list_asked(),
            words.leads_list_status(),
            words.leads_list_kind(),
            words.leads_form_company(),
            words.leads_form_name(),
            words.leads_form_email(),
            words.leads_form_phone(),
            words.leads_list_category(),
            words.leads_list_language(),
            words.leads_list_changed(),
            words.leads_list_owner(),
            words.leads_list_score(),
            words.leads_list_reply_due(),
        ],
    );
    for lead in leads {
        let details = &lead.details;
        row(
            &mut out,
            &[
                &lead.id.to_string(),
                &words.stamp(lead.created_at, zone),
                &words.state("lead", lead.status.as_str()),
                &words.state("lead-kind", lead.kind.as_str()),
                &details.company,
                &details.name,
                &lead.email,
                &details.phone,
                &category(words, &details.category),
                lead.locale.own_name(),
                &words.stamp(lead.updated_at, zone),
                owner_of(lead, people),
                &lead.score.to_string(),
                &lead.work.reply_due_at.map_or_else(String::new, |due| words.stamp(due, zone)),
            ],
        );
    }
    out.into_bytes()
}

fn category(words: Words, code: &str) -> String {
    if code.is_empty() { String::new() } else { words.state("category", code).into_owned() }
}

fn row(out: &mut String, cells: &[&str]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        put(out, cell);
    }
    out.push_str("\r\n");
}

/// A cell that a spreadsheet would calculate gets an apostrophe: what visitors type is text.
fn put(out: &mut String, cell: &str) {
    let calculates =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '\u{2212}']);
    let guard = if calculates { "'" } else { "" };
    if calculates || cell.contains([',', '"', '\n', '\r']) {
        out.push('"');
        out.push_str(guard);
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::put;

    fn cell(text: &str) -> String {
        let mut out = String::new();
        put(&mut out, text);
        out
    }

    #[test]
    fn what_a_spreadsheet_would_run_stays_text() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(cell("+81-3-1234-5678"), "\"'+81-3-1234-5678\"");
        assert_eq!(cell("＠SUM"), "\"'＠SUM\"");
        assert_eq!(cell("茶舗, 京都"), "\"茶舗, 京都\"");
        assert_eq!(cell("茶舗"), "茶舗");
    }
}
