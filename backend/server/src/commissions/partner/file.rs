//! Agreements on parts of commissions as a file, for the operator and for either side.

use actix_web::{HttpRequest, web};
use domain::access::Member;
use domain::{Locale, Result, Timestamp};
use store::commissions::partner::Search;
use store::scope::{OfNetwork, OfOrganization};

use super::{Line, list};
use crate::commissions::books::Books;
use crate::commissions::fee::sees_all;
use crate::error::Answer;
use crate::http::caller::{Me, Running, language};
use crate::http::csv::Csv;
use crate::http::query::Query;

/// Lines of one look at the database.
const PIECE: i64 = 1_000;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/partners.csv", web::get().to(export));
}

async fn export(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let all = sees_all(&member)?;
    let search = Search { kol: Query::of(&request).get("kol").parse().ok(), after: None };
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let (locale, at) = (language(&request).0, app.now());
    let lines = if all {
        let scope = OfNetwork::of(&member)?;
        app.read(scope, move |tx| whole(tx, &member, locale, search, at)).await?
    } else {
        let scope = OfOrganization::of(&member);
        app.read(scope, move |tx| whole(tx, &member, locale, search, at)).await?
    };
    let words = words::of(locale);
    let mut file = Csv::new(&[
        words.partner_payee(),
        words.partner_kind(),
        words.partner_kol(),
        words.partner_rate(),
        words.partner_bearer(),
        words.partner_from(),
        words.partner_until(),
        words.partner_note(),
        words.beside_status(),
    ]);
    for line in &lines {
        let row = &line.row;
        let until = line.last().map(|last| words.date(last, zone));
        file.text(&line.payee.text)
            .text(&words.state("partner", row.kind.as_str()))
            .text(&line.kol.text)
            .text(&words.percent(row.rate))
            .text(&words.state("partner-bearer", row.bearer.as_str()))
            .text(&words.date(row.valid_from, zone))
            .text(&until.unwrap_or_default())
            .text(&row.note)
            .text(&words.state("rule-time", line.state.0))
            .end();
    }
    file.answer("partners.csv")
}

fn whole(
    tx: &mut impl Books,
    me: &Member,
    locale: Locale,
    mut search: Search,
    at: Timestamp,
) -> Result<Vec<Line>> {
    let mut all = Vec::new();
    loop {
        let lines = list(tx, me, locale, (&search, PIECE), at)?;
        let is_over = i64::try_from(lines.len()).is_ok_and(|count| count < PIECE);
        search.after = lines.last().map(|line| line.row.id);
        all.extend(lines);
        if is_over {
            return Ok(all);
        }
    }
}
