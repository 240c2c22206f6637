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
use store::commissions::commission::{Commission, Filter};
use store::scope::{OfNetwork, OfOrganization};

use crate::commissions::books::Books;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::caller::{Me, Running};
use crate::http::query::InQuery;
use crate::http::show;
use crate::orders::cursor::{Cursor, cut};
use crate::orders::order::asked::limit;
use crate::orders::order::view::CommissionView;

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    month: Option<String>,
    kol: Option<String>,
    brand: Option<String>,
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
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "1 to 200; 50 when not said")),
    responses((status = 200, body = CommissionPage), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let me = me.member();
    let network = crate::orders::network(&app, me.network).await?;
    let (filter, after) = read(&query, &network)?;
    let limit = limit(query.limit.as_deref())?;
    let (mut rows, more) = (Vec::new(), i64::try_from(limit + 1).unwrap_or(i64::MAX));
    if me.may(Permission::SeeMoney) {
        let scope = OfNetwork::of(&me)?;
        rows.extend(app.read(scope, move |tx| tx.commissions(&filter, after, more)).await?);
    } else {
        me.must(Permission::SeeOwnMoney)?;
        let scope = OfOrganization::of(&me);
        rows.extend(app.read(scope, move |tx| tx.commissions(&filter, after, more)).await?);
    }
    let next = cut(&mut rows, limit, |row: &Commission| Cursor(row.earned_at, row.id));
    let items = rows.iter().map(CommissionView::new).collect::<Result<Vec<_>>>()?;
    show::json(StatusCode::OK, &CommissionPage { items, next: next.map(|next| next.to_string()) })
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
        ..Filter::default()
    };
    let after: Option<Cursor<CommissionKind>> = one(&mut fields, "after", query.after.as_ref());
    fields.finish()?;
    Ok((filter, after.map(|after| (after.0, after.1))))
}
