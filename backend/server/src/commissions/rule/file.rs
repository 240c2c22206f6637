//! Rules of commission as a file: every version, the ended ones too, for the auditor.

use actix_web::{HttpRequest, web};
use domain::access::Permission;
use store::scope::OfNetwork;

use super::known::Known;
use super::lines::Line;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::csv::Csv;
use crate::http::page::Page;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/rules.csv", web::get().to(export));
}

async fn export(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SeeMoney)?;
    let page = Page::inside(&request, &app, &me.0);
    let (locale, at) = (page.locale, app.now());
    let (versions, known) = app
        .read(scope, move |tx| {
            let versions = super::find(tx, &member)?;
            let asked = versions.iter().map(|version| &version.rule.conditions);
            let known = Known::of(tx, locale, asked)?;
            Ok((versions, known))
        })
        .await?;
    let words = page.words;
    let mut file = Csv::new(&[
        words.rule_name(),
        words.rules_number(),
        words.rules_for(),
        words.rules_pays(),
        words.rules_from(),
        words.rules_until(),
        words.rules_state(),
        words.ledger_id(),
    ]);
    for version in &versions {
        let line = Line::new(version, &known, &page, at);
        file.text(&line.name)
            .number(line.version)
            .text(&line.asks.join("; "))
            .text(&line.pays.join("; "))
            .text(&line.from)
            .text(line.to.as_deref().unwrap_or_default())
            .text(&page.state("rule-time", line.state))
            .text(&line.id.to_string())
            .end();
    }
    file.answer("commission-rules.csv")
}
