//! Commissions over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::Result;
use domain::access::Permission;
use domain::calendar::Month;
use domain::error::Fields;
use domain::id::Commission as CommissionKind;
use domain::tenancy::network::Network;
use serde::{Deserialize, Serialize};
use store::commissions::commission::{Commission, Filter, Seen};
use store::commissions::part::Part;
use store::scope::{OfNetwork, OfOrganization};

use crate::commissions::books::Books;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::caller::{Me, Running};
use crate::http::query::InQuery;
use crate::http::show;
use crate::orders::cursor::Cursor;
use crate::orders::order::asked::limit;
use crate::orders::order::view::CommissionView;
use crate::paging;

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    month: Option<String>,
    kol: Option<String>,
    brand: Option<String>,
    standing: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

/// A page of commissions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CommissionPage {
    /// The commissions and what refunds took back, latest first.
    items: Vec<CommissionView>,
    /// `after` of the next page; missing on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/api/v1/commissions", web::get().to(index));
}

/// Lists commissions, latest first: all of the network for the operator, the own for others.
#[utoipa::path(get, path = "/api/v1/commissions", tag = "commissions",
    params(("month" = Option<String>, Query, description = "In which they were earned: 2026-11"),
        ("kol" = Option<String>, Query, description = "A KOL's id"),
        ("brand" = Option<String>, Query, description = "A brand's id"),
        ("standing" = Option<String>, Query,
            description = "`estimated`, `held`, `confirmed`, `reversed` or `rejected`"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "1 to 200; 50 when not said")),
    responses((status = 200, body = CommissionPage), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let me = me.member();
    let network = crate::orders::network(&app, me.network).await?;
    let (filter, after) = read(&query, &network)?;
    let limit = limit(query.limit.as_deref())?;
    let more = paging::one_more(limit);
    let (mut rows, parts) = if me.may(Permission::SeeMoney) {
        app.read(OfNetwork::of(&me)?, move |tx| found(tx, &filter, after, more)).await?
    } else {
        me.must(Permission::SeeOwnMoney)?;
        app.read(OfOrganization::of(&me), move |tx| found(tx, &filter, after, more)).await?
    };
    let next =
        paging::next(&mut rows, limit, |seen: &Seen| Cursor(seen.row.earned_at, seen.row.id));
    let view = |seen: &Seen| CommissionView::new(&seen.row, seen.standing, &parts);
    let items = rows.iter().map(view).collect::<Result<Vec<_>>>()?;
    show::json(StatusCode::OK, &CommissionPage { items, next: next.map(|next| next.to_string()) })
}

/// Commissions with what partners have of them.
fn found(
    tx: &mut impl Books,
    filter: &Filter,
    after: After,
    limit: i64,
) -> Result<(Vec<Seen>, Vec<Part>)> {
    let rows = tx.commissions(filter, after, limit)?;
    let commissions: Vec<Commission> = rows.iter().map(|seen| seen.row.clone()).collect();
    let parts = tx.parts(&commissions)?;
    Ok((rows, parts))
}

type After = Option<(domain::Timestamp, domain::id::CommissionId)>;

fn read(query: &Query, network: &Network) -> Result<(Filter, After)> {
    fn one<T: std::str::FromStr>(
        fields: &mut Fields,
        name: &str,
        told: Option<&String>,
    ) -> Option<T> {
        let told = told.filter(|told| !told.is_empty())?;
        let read = told.parse().ok();
        fields.check(read.is_some(), name, "choice-unknown");
        read
    }
    let mut fields = Fields::new();
    let month: Option<Month> = one(&mut fields, "month", query.month.as_ref());
    let filter = Filter {
        kol: one(&mut fields, "kol", query.kol.as_ref()),
        brand: one(&mut fields, "brand", query.brand.as_ref()),
        span: month.map(|month| month.span(network.time_zone)),
        standing: one(&mut fields, "standing", query.standing.as_ref()),
        ..Filter::default()
    };
    let after: Option<Cursor<CommissionKind>> = one(&mut fields, "after", query.after.as_ref());
    fields.finish()?;
    Ok((filter, after.map(|after| (after.0, after.1))))
}
