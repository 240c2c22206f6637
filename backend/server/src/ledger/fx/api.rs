//! Rates of exchange over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::Timestamp;
use domain::access::Permission;
use domain::id::{EntryId, FxConversionId, FxRateId, OrganizationId};
use domain::ledger::fx::RateDraft;
use serde::{Deserialize, Serialize};
use store::ledger::fx::{Conversion, FxRate};
use store::scope::OfNetwork;

use super::Exchange;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::{InQuery, after};
use crate::http::show;
use crate::orders::order::asked::limit;

/// A rate to keep: `units` of the base are worth `rate` units of the quote.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRateBody {
    /// The currency that is quoted: `JPY`.
    pub base: String,
    /// The currency that it is quoted in: `CNY`.
    pub quote: String,
    /// 1, 10, 100 or 1000; 1 when not said.
    #[serde(default)]
    pub units: String,
    /// A decimal of up to eight places: `4.5678`.
    pub rate: String,
    /// Who said so.
    pub source: String,
    /// The day from which on it is used: `2026-11-20`.
    pub effective_on: String,
}

/// A rate.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct RateBody {
    /// Its id.
    #[schema(value_type = String, example = "fxr_01jd0000000000000000000000")]
    id: FxRateId,
    /// The currency that is quoted.
    base: &'static str,
    /// The currency that it is quoted in.
    quote: &'static str,
    /// How many units of the base.
    units: i64,
    /// What they are worth, a decimal.
    rate: String,
    /// Who said so.
    source: String,
    /// The day from which on it is used.
    effective_on: String,
    /// When it was recorded.
    #[schema(value_type = String)]
    recorded_at: Timestamp,
}

/// A page of rates.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct RateList {
    /// The rates, latest recorded first.
    items: Vec<RateBody>,
    /// `after` of the next page; null on the last one.
    #[schema(value_type = Option<String>)]
    next: Option<FxRateId>,
}

/// An amount to exchange.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExchangeBody {
    /// The caller's key: the same one exchanges once.
    pub key: String,
    /// A KOL's or an MCN's id.
    pub payee: String,
    /// How much is given, a decimal.
    pub amount: String,
    /// Of which currency.
    pub currency: String,
    /// The currency that is got.
    pub into: String,
    /// The day whose rate is used, or the most recent one before; today when not said.
    #[serde(default)]
    pub on: String,
}

/// An amount that was exchanged.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ConversionBody {
    /// Its id.
    #[schema(value_type = String, example = "fxc_01jd0000000000000000000000")]
    id: FxConversionId,
    /// How it came about: the address of its explanation.
    explanation: String,
    /// The caller's key.
    key: String,
    /// Whose money.
    #[schema(value_type = String)]
    payee: OrganizationId,
    /// The rate.
    #[schema(value_type = String)]
    rate: FxRateId,
    /// What was given, a decimal.
    sold: String,
    /// Its currency.
    sold_currency: &'static str,
    /// The entry that took it.
    #[schema(value_type = String)]
    sold_entry: EntryId,
    /// What was got, a decimal.
    bought: String,
    /// Its currency.
    bought_currency: &'static str,
    /// The entry that gave it.
    #[schema(value_type = String)]
    bought_entry: EntryId,
    /// When.
    #[schema(value_type = String)]
    converted_at: Timestamp,
}

/// The query of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    after: Option<String>,
    limit: Option<String>,
}

impl Document for NewRateBody {
    const BY: &'static [Permission] = &[Permission::KeepBooks];
}

impl Document for ExchangeBody {
    const BY: &'static [Permission] = &[Permission::KeepBooks];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/ledger/rates", web::get().to(index))
        .route("/api/v1/ledger/rates", web::post().to(create))
        .route("/api/v1/ledger/conversions", web::post().to(convert));
}

/// Rates, latest recorded first.
#[utoipa::path(get, path = "/api/v1/ledger/rates", tag = "ledger",
    params(("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "1 to 200; 50 when not said")),
    responses((status = 200, body = RateList), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let after = after(query.after.as_deref())?;
    let limit = limit(query.limit.as_deref())?;
    let (rates, next) = app.read(scope, move |tx| super::list(tx, &member, after, limit)).await?;
    show::json(StatusCode::OK, &RateList { items: rates.into_iter().map(rate).collect(), next })
}

/// Keeps a rate. Rates are never changed: a corrected one is a further row.
#[utoipa::path(post, path = "/api/v1/ledger/rates", tag = "ledger", request_body = NewRateBody,
    responses((status = 201, body = RateBody), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, new: Body<NewRateBody>) -> Answer {
    let (member, at, new) = (me.member(), app.now(), new.0);
    let scope = OfNetwork::of(&member)?;
    let draft = RateDraft {
        base: new.base,
        quote: new.quote,
        units: new.units,
        rate: new.rate,
        source: new.source,
        effective_on: new.effective_on,
    };
    let kept = app.write(scope, move |tx| super::add(tx, &member, &draft, at)).await?;
    show::json(StatusCode::CREATED, &rate(kept))
}

/// Exchanges an amount of what a payee may have paid out, by the most recent rate.
#[utoipa::path(post, path = "/api/v1/ledger/conversions", tag = "ledger",
    request_body = ExchangeBody,
    responses((status = 201, body = ConversionBody), (status = 200, body = ConversionBody),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn convert(app: Running, me: Me, asked: Body<ExchangeBody>) -> Answer {
    let (member, at, asked) = (me.member(), app.now(), asked.0);
    let scope = OfNetwork::of(&member)?;
    let network = crate::orders::network(&app, member.network).await?;
    let asked = Exchange {
        key: asked.key,
        payee: asked.payee,
        amount: asked.amount,
        currency: asked.currency,
        into: asked.into,
        on: asked.on,
    };
    let (made, is_new) =
        app.write(scope, move |tx| super::convert(tx, &member, &network, &asked, at)).await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    show::json(status, &conversion(made))
}

fn rate(rate: FxRate) -> RateBody {
    RateBody {
        id: rate.id,
        base: rate.quote.base.code(),
        quote: rate.quote.quote.code(),
        units: rate.quote.units,
        rate: rate.quote.decimal(),
        source: rate.source,
        effective_on: rate.effective_on.to_string(),
        recorded_at: rate.recorded_at,
    }
}

/// An exchange as the API shows it.
pub fn conversion(made: Conversion) -> ConversionBody {
    ConversionBody {
        id: made.id,
        explanation: format!("/api/v1/explanations/conversion/{}", made.id),
        key: made.key,
        payee: made.payee,
        rate: made.rate,
        sold: made.sold.decimal(),
        sold_currency: made.sold.currency().code(),
        sold_entry: made.sold_entry,
        bought: made.bought.decimal(),
        bought_currency: made.bought.currency().code(),
        bought_entry: made.bought_entry,
        converted_at: made.converted_at,
    }
}
