//! Exchanges as a file.

use actix_web::{HttpRequest, web};
use domain::access::Permission;
use domain::explain::subject::Explained;
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::explain::door::address;
use crate::http::caller::{Me, Running, language};
use crate::http::csv::Csv;

/// Lines of one look at the database.
const PIECE: usize = 1_000;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/ledger/conversions.csv", web::get().to(export));
}

async fn export(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SeeMoney)?;
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let locale = language(&request).0;
    let lines = app
        .read(scope, move |tx| {
            let (mut all, mut after) = (Vec::new(), None);
            loop {
                let (lines, next) = super::conversions(tx, &member, locale, after, PIECE)?;
                all.extend(lines);
                if next.is_none() {
                    return Ok(all);
                }
                after = next;
            }
        })
        .await?;
    let words = words::of(locale);
    let site = app.settings.site();
    let mut file = Csv::new(&[
        words.conversions_at(),
        words.holds_payee(),
        words.orders_currency(),
        words.conversions_sold(),
        words.orders_currency(),
        words.conversions_bought(),
        words.ledger_rate(),
        words.ledger_rate_source(),
        words.ledger_rate_on(),
        words.explain_file(),
    ]);
    for line in &lines {
        let (made, quote) = (&line.made, &line.rate.quote);
        let rate = format!("{} {} = {} {}", quote.units, quote.base, quote.decimal(), quote.quote);
        file.text(&words.stamp(made.converted_at, zone))
            .text(&line.payee.text)
            .text(made.sold.currency().code())
            .amount(made.sold)
            .text(made.bought.currency().code())
            .amount(made.bought)
            .text(&rate)
            .text(&line.rate.source)
            .text(&line.rate.effective_on.to_string())
            .text(&format!("{site}{}", address(Explained::Conversion, made.id)))
            .end();
    }
    file.answer("conversions.csv")
}
