//! Corrections as a file: those of the list that is looked at.

use actix_web::{HttpRequest, web};
use domain::access::Permission;
use domain::commissions::adjustment::AdjustmentStatus;
use domain::explain::subject::Explained;
use store::commissions::adjustment::Search;
use store::scope::OfNetwork;

use super::{Line, queue};
use crate::error::Answer;
use crate::explain::door::address;
use crate::http::caller::{Me, Running, language};
use crate::http::csv::Csv;
use crate::http::query::Query;

/// Lines of one look at the database.
const PIECE: i64 = 1_000;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/adjustments.csv", web::get().to(export));
}

async fn export(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SeeMoney)?;
    let status = Query::of(&request).get("status").to_owned();
    let chosen = AdjustmentStatus::ALL.iter().copied().find(|one| one.as_str() == status);
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let locale = language(&request).0;
    let lines: Vec<Line> = app
        .read(scope, move |tx| {
            let (mut all, mut after) = (Vec::new(), None);
            loop {
                let statuses = chosen.into_iter().collect();
                let search = Search { statuses, after, limit: PIECE, ..Search::default() };
                let lines = queue(tx, &member, locale, &search)?.lines;
                let is_over = i64::try_from(lines.len()).is_ok_and(|count| count < PIECE);
                after = lines.last().map(|line| line.row.id);
                all.extend(lines);
                if is_over {
                    return Ok(all);
                }
            }
        })
        .await?;
    let words = words::of(locale);
    let site = app.settings.site();
    let mut file = Csv::new(&[
        words.adjustment_requested_at(),
        words.adjustment_kol(),
        words.orders_currency(),
        words.adjustment_amount(),
        words.adjustment_reason(),
        words.adjustment_text(),
        words.adjustment_bearer(),
        words.adjustment_order(),
        words.beside_status(),
        words.adjustment_maker(),
        words.adjustment_approver(),
        words.adjustment_decided_at(),
        words.adjustment_note(),
        words.beside_entry(),
        words.explain_file(),
    ]);
    for line in &lines {
        let row = &line.row;
        let bearer = line.brand.as_ref().map_or(words.adjustment_network(), |one| &one.text);
        let told = |id: Option<String>| id.unwrap_or_default();
        file.text(&words.stamp(row.requested_at, zone))
            .text(&line.kol.text)
            .text(row.amount().currency().code())
            .amount(row.amount())
            .text(&words.state("adjustment-reason", row.reason.as_str()))
            .text(&row.text)
            .text(bearer)
            .text(&told(row.order_id.map(|id| id.to_string())))
            .text(&words.state("adjustment", row.status.as_str()))
            .text(&line.maker)
            .text(line.approver.as_deref().unwrap_or_default())
            .text(&told(row.decided_at.map(|at| words.stamp(at, zone))))
            .text(row.note.as_deref().unwrap_or_default())
            .text(&told(row.entry_id.map(|id| id.to_string())))
            .text(&format!("{site}{}", address(Explained::Adjustment, row.id)))
            .end();
    }
    file.answer("adjustments.csv")
}
