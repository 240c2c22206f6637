//! Balances below nothing as a file, and what was decided about them as another.

use actix_web::{HttpRequest, web};
use domain::access::Permission;
use domain::explain::subject::Explained;
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::explain::door::address;
use crate::http::caller::{Me, Running, language};
use crate::http::csv::Csv;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/debts.csv", web::get().to(standing))
        .route("/debt-decisions.csv", web::get().to(decided));
}

async fn standing(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let (scope, at) = (OfNetwork::of(&member)?, app.now());
    member.must(Permission::SeeMoney)?;
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let locale = language(&request).0;
    let (lines, _) = app.read(scope, move |tx| super::list(tx, &member, locale, at)).await?;
    let words = words::of(locale);
    let site = app.settings.site();
    let mut file = Csv::new(&[
        words.debt_payee(),
        words.orders_currency(),
        words.debt_owed(),
        &words.state("ledger-group", "frozen"),
        &words.state("ledger-group", "available"),
        words.debt_since(),
        words.debt_age(),
        words.debt_choice(),
        words.explain_file(),
    ]);
    for line in &lines {
        let last = line.last.as_ref().map(|last| words.state("debt", last.choice.as_str()));
        let of = format!("{}.{}", line.debt.payee, line.owed.currency());
        file.text(&line.payee.text)
            .text(line.owed.currency().code())
            .amount(line.owed)
            .amount(line.debt.frozen)
            .amount(line.debt.available)
            .text(&words.stamp(line.debt.since, zone))
            .number(line.days)
            .text(&last.unwrap_or_default())
            .text(&format!("{site}{}", address(Explained::Debt, of)))
            .end();
    }
    file.answer("debts.csv")
}

async fn decided(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let (scope, at) = (OfNetwork::of(&member)?, app.now());
    member.must(Permission::SeeMoney)?;
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let locale = language(&request).0;
    let (_, decisions) = app.read(scope, move |tx| super::list(tx, &member, locale, at)).await?;
    let words = words::of(locale);
    let mut file = Csv::new(&[
        words.debt_decided_at(),
        words.debt_payee(),
        words.debt_choice(),
        words.orders_currency(),
        words.debt_owed(),
        words.debt_note(),
        words.beside_entry(),
    ]);
    for (one, payee) in &decisions {
        file.text(&words.stamp(one.decided_at, zone))
            .text(&payee.text)
            .text(&words.state("debt", one.choice.as_str()))
            .text(one.amount().currency().code())
            .amount(one.amount())
            .text(&one.note)
            .text(&one.entry_id.map(|id| id.to_string()).unwrap_or_default())
            .end();
    }
    file.answer("debt-decisions.csv")
}
