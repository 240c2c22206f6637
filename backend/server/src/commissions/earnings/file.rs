//! The own month as a file: every commission, fee, correction and sample.

use actix_web::{HttpRequest, web};
use chrono_tz::Tz;
use domain::access::Permission;
use domain::explain::subject::Explained;
use store::scope::OfOrganization;
use words::Words;

use super::pages::{Query, narrow};
use super::{Extra, Narrow, beside, own_lines, side};
use crate::commissions::statement::{Line, month_or_now};
use crate::commissions::tax::tax_cells;
use crate::error::Answer;
use crate::explain::door::address;
use crate::http::caller::{Me, Running, language};
use crate::http::csv::Csv;
use crate::http::query::InQuery;

/// Lines of one look at the database.
const PIECE: usize = 2_000;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/earnings.csv", web::get().to(export));
}

async fn export(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    member.must(Permission::SeeOwnMoney)?;
    let side = side(&member);
    let network = crate::orders::network(&app, member.network).await?;
    let month = month_or_now(query.month.as_deref(), &network, app.now());
    let narrow = narrow(&query);
    let locale = language(&request).0;
    let zone = network.time_zone;
    let (lines, extras) = app
        .read(OfOrganization::of(&member), move |tx| {
            let (mut all, mut after) = (Vec::new(), None);
            loop {
                let asked = (month, narrow);
                let (lines, next) = own_lines(tx, &member, &network, locale, asked, after, PIECE)?;
                all.extend(lines);
                if next.is_none() {
                    break;
                }
                after = next;
            }
            // A part of the lines is about them alone.
            let extras = if narrow == Narrow::default() {
                beside::extras(tx, side, locale, month.span(network.time_zone))?
            } else {
                Vec::new()
            };
            Ok((all, extras))
        })
        .await?;
    let words = words::of(locale);
    let site = app.settings.site();
    let mut file = headings(words);
    for line in &lines {
        write(&mut file, words, (zone, &site), line);
    }
    for extra in &extras {
        write_extra(&mut file, words, (zone, &site), extra);
    }
    file.answer(&format!("earnings-{month}.csv"))
}

fn headings(words: Words) -> Csv {
    Csv::new(&[
        words.statements_date(),
        words.statements_kind(),
        words.earnings_order(),
        words.orders_product(),
        words.earnings_other(),
        words.orders_currency(),
        words.statements_base(),
        words.statements_rate(),
        words.statements_amount(),
        words.statements_status(),
        words.earnings_payable(),
        words.tax_class(),
        words.tax_rate(),
        words.tax_inside(),
        words.tax_deducted_rate(),
        words.partner_parts(),
        words.explain_file(),
    ])
}

fn write(file: &mut Csv, words: Words, (zone, site): (Tz, &str), line: &Line) {
    let kind = if line.row.reverses_id.is_some() {
        words.statements_reversal()
    } else {
        words.statements_sale()
    };
    let payable = line.row.payable_at.map(|at| words.stamp(at, zone)).unwrap_or_default();
    file.text(&words.stamp(line.row.earned_at, zone))
        .text(kind)
        .text(&line.row.order_id.to_string())
        .text(&line.product.text)
        .text(&line.other.text)
        .text(line.row.currency.code())
        .amount(line.base)
        .text(&line.rate(&words))
        .amount(line.amount)
        .text(&words.state("commission", line.standing.as_str()))
        .text(&payable);
    let (tax, inside) = line.taxed();
    tax_cells(file, words, tax, inside);
    file.text(&line.shared())
        .text(&format!("{site}{}", address(Explained::Commission, line.row.id)))
        .end();
}

fn write_extra(file: &mut Csv, words: Words, (zone, site): (Tz, &str), extra: &Extra) {
    let other = extra.other.as_ref().map_or("", |other| other.text.as_str());
    file.text(&words.stamp(extra.at, zone))
        .text(&words.state(extra.kind.0, extra.kind.1))
        .text("")
        .text(&extra.title)
        .text(other)
        .text(extra.amount.currency().code())
        .text("")
        .text("")
        .amount(extra.amount);
    for _ in 0..7 {
        file.text("");
    }
    file.text(&format!("{site}{}", address(extra.explained.0, &extra.explained.1))).end();
}
