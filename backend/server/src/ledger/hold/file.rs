//! Holds as a file: those of the list that is looked at.

use actix_web::{HttpRequest, web};
use domain::access::Permission;
use domain::explain::subject::Explained;
use domain::ledger::hold::HoldStatus;
use store::ledger::hold::Search;
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::explain::door::address;
use crate::http::caller::{Me, Running, language};
use crate::http::csv::Csv;
use crate::http::query::Query;

/// Lines of one look at the database.
const PIECE: usize = 1_000;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/ledger/holds.csv", web::get().to(export));
}

async fn export(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SeeMoney)?;
    let told = Query::of(&request).get("status").to_owned();
    let status = HoldStatus::ALL.iter().copied().find(|one| one.as_str() == told);
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let locale = language(&request).0;
    let lines = app
        .read(scope, move |tx| {
            let (mut all, mut after) = (Vec::new(), None);
            loop {
                let search = Search { status, after, ..Search::default() };
                let (lines, next) = super::named(tx, &member, locale, search, PIECE)?;
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
        words.holds_made(),
        words.holds_payee(),
        words.orders_currency(),
        words.ledger_amount(),
        words.holds_status(),
        words.holds_expires(),
        words.ledger_key(),
        words.ledger_id(),
        words.explain_file(),
    ]);
    for (hold, payee) in &lines {
        file.text(&words.stamp(hold.created_at, zone))
            .text(&payee.text)
            .text(hold.amount.currency().code())
            .amount(hold.amount)
            .text(&words.state("hold", hold.status.as_str()))
            .text(&words.stamp(hold.expires_at, zone))
            .text(&hold.key)
            .text(&hold.id.to_string())
            .text(&format!("{site}{}", address(Explained::Hold, hold.id)))
            .end();
    }
    file.answer("holds.csv")
}
