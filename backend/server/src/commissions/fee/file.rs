//! Fees as a file: those of the list that is looked at, for either side.

use actix_web::{HttpRequest, web};
use chrono_tz::Tz;
use domain::access::Member;
use domain::commissions::fee::FeeStatus;
use domain::explain::subject::Explained;
use domain::{Locale, Result};
use store::commissions::fee::Search;
use store::scope::{OfNetwork, OfOrganization};
use words::Words;

use super::{Line, list, sees_all};
use crate::commissions::books::Books;
use crate::commissions::tax::tax_cells;
use crate::error::Answer;
use crate::explain::door::address;
use crate::http::caller::{Me, Running, language};
use crate::http::csv::Csv;
use crate::http::query::Query;

/// Lines of one look at the database.
const PIECE: i64 = 1_000;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/fees.csv", web::get().to(export));
}

async fn export(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let all = sees_all(&member)?;
    let status = Query::of(&request).get("status").to_owned();
    let chosen = FeeStatus::ALL.iter().copied().find(|one| one.as_str() == status);
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let locale = language(&request).0;
    let lines = if all {
        let scope = OfNetwork::of(&member)?;
        app.read(scope, move |tx| whole(tx, &member, locale, chosen)).await?
    } else {
        let scope = OfOrganization::of(&member);
        app.read(scope, move |tx| whole(tx, &member, locale, chosen)).await?
    };
    let words = words::of(locale);
    let site = app.settings.site();
    let mut file = headings(words);
    for line in &lines {
        write(&mut file, words, (zone, &site), line);
    }
    file.answer("fees.csv")
}

fn whole(
    tx: &mut impl Books,
    me: &Member,
    locale: Locale,
    chosen: Option<FeeStatus>,
) -> Result<Vec<Line>> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let statuses = chosen.into_iter().collect();
        let search = Search { statuses, after, limit: PIECE, ..Search::default() };
        let lines = list(tx, me, locale, &search)?;
        let is_over = i64::try_from(lines.len()).is_ok_and(|count| count < PIECE);
        after = lines.last().map(|line| line.row.id);
        all.extend(lines);
        if is_over {
            return Ok(all);
        }
    }
}

fn headings(words: Words) -> Csv {
    Csv::new(&[
        words.fee_name(),
        words.fee_kind(),
        words.fee_kol(),
        words.fee_brand(),
        words.fee_product(),
        words.fee_starts_on(),
        words.fee_due(),
        words.orders_currency(),
        words.fee_amount(),
        words.fee_ladder(),
        words.fee_units(),
        words.fee_earned(),
        words.tax_class(),
        words.tax_rate(),
        words.tax_inside(),
        words.tax_deducted_rate(),
        words.beside_status(),
        words.fee_note(),
        words.explain_file(),
    ])
}

fn write(file: &mut Csv, words: Words, (zone, site): (Tz, &str), line: &Line) {
    let row = &line.row;
    let product = line.product.as_ref().map_or("", |product| &product.text);
    let starts =
        if row.kind.has_period() { words.date(row.starts_at, zone) } else { String::new() };
    let step = |(units, amount): &(i64, domain::Money)| format!("{units} = {}", amount.decimal());
    let steps: Vec<String> = line.steps.iter().map(step).collect();
    file.text(&row.title)
        .text(&words.state("fee-kind", row.kind.as_str()))
        .text(&line.kol.text)
        .text(&line.brand.text)
        .text(product)
        .text(&starts)
        .text(&words.date(line.last(), zone))
        .text(row.amount().currency().code())
        .amount(row.amount())
        .text(&steps.join("; "))
        .text(&row.units.map(|units| units.to_string()).unwrap_or_default())
        .amount(row.earned());
    if row.status == FeeStatus::Earned {
        tax_cells(file, words, row.tax(), row.tax_amount());
    } else {
        file.text("").text("").text("").text("");
    }
    file.text(&words.state("fee", row.status.as_str()))
        .text(row.note.as_deref().unwrap_or_default())
        .text(&format!("{site}{}", address(Explained::Fee, row.id)))
        .end();
}
