//! Entries over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::calendar::Month;
use domain::id::{EntryId, SubjectId, TransferId};
use domain::{Error, Timestamp};
use serde::{Deserialize, Serialize};
use store::ledger::entry::Posted;
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::{InQuery, after};
use crate::http::show;
use crate::orders::order::asked::limit;

/// The query of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    after: Option<String>,
    limit: Option<String>,
}

/// One amount that moved from one account to another.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MovedBody {
    /// Its id.
    #[schema(value_type = String)]
    id: TransferId,
    /// The code of the account that was debited.
    debit: String,
    /// The code of the account that was credited.
    credit: String,
    /// How much, a decimal.
    amount: String,
    /// Of which currency.
    currency: &'static str,
}

/// A journal entry.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct EntryBody {
    /// Its id.
    #[schema(value_type = String, example = "jnl_01jd0000000000000000000000")]
    id: EntryId,
    /// The key that keeps the event from being posted twice.
    key: String,
    /// What it records: `commission.estimated`, `entry.reversed`, …
    kind: &'static str,
    /// What it is about.
    #[schema(value_type = String)]
    subject: SubjectId,
    /// The entry that it corrects.
    #[schema(value_type = Option<String>)]
    reverses: Option<EntryId>,
    /// From when on it counts.
    #[schema(value_type = String)]
    effective_at: Timestamp,
    /// When it was recorded.
    #[schema(value_type = String)]
    recorded_at: Timestamp,
    /// Its number in the chain of seals; null while it waits for it.
    seal_number: Option<i64>,
    /// What it moved.
    transfers: Vec<MovedBody>,
}

/// A journal entry with what hangs on it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct WholeEntry {
    /// The entry.
    #[serde(flatten)]
    entry: EntryBody,
    /// The closed month that it belongs to: `2026-10`.
    belongs_to: Option<String>,
    /// When the event happened that came after its month was closed.
    #[schema(value_type = Option<String>)]
    happened_at: Option<Timestamp>,
    /// The entries that correct it.
    #[schema(value_type = Vec<String>)]
    reversed_by: Vec<EntryId>,
}

/// A page of entries.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct EntryList {
    /// The entries, latest first.
    items: Vec<EntryBody>,
    /// `after` of the next page; null on the last one.
    #[schema(value_type = Option<String>)]
    next: Option<EntryId>,
}

/// Why an entry is taken back.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReversalBody {
    /// The reason, for the audit log.
    #[serde(default)]
    reason: String,
}

/// The entries that took back an entry.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Reversed {
    /// One for each side.
    #[schema(value_type = Vec<String>)]
    entries: Vec<EntryId>,
}

impl Document for ReversalBody {
    const BY: &'static [Permission] = &[Permission::KeepBooks];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/ledger/entries", web::get().to(index))
        .route("/api/v1/ledger/entries/{id}", web::get().to(read))
        .route("/api/v1/ledger/entries/{id}/reversal", web::post().to(reverse));
}

/// The ledger's entries, latest first.
#[utoipa::path(get, path = "/api/v1/ledger/entries", tag = "ledger",
    params(("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "1 to 200; 50 when not said")),
    responses((status = 200, body = EntryList), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let after = after(query.after.as_deref())?;
    let limit = limit(query.limit.as_deref())?;
    let list = app.read(scope, move |tx| super::list(tx, &member, after, limit)).await?;
    let number = |entry: &Posted| list.numbers.get(&entry.id).copied();
    let items = list.entries.iter().map(|entry| body(entry, number(entry))).collect();
    show::json(StatusCode::OK, &EntryList { items, next: list.next })
}

/// An entry with its transfers, its seal and its corrections.
#[utoipa::path(get, path = "/api/v1/ledger/entries/{id}", tag = "ledger",
    params(("id" = String, Path, description = "The entry")),
    responses((status = 200, body = WholeEntry), (status = 404, body = Problem)))]
pub async fn read(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let id = parse(&id)?;
    let shown = app.read(scope, move |tx| super::show(tx, &member, member.locale, id)).await?;
    let whole = WholeEntry {
        entry: body(&shown.entry, shown.number),
        belongs_to: shown.late.map(|late| Month::to_string(&late.belongs_to)),
        happened_at: shown.late.map(|late| late.happened_at),
        reversed_by: shown.corrections.iter().map(|(id, _)| *id).collect(),
    };
    show::json(StatusCode::OK, &whole)
}

/// Takes back the whole of an entry; once.
#[utoipa::path(post, path = "/api/v1/ledger/entries/{id}/reversal", tag = "ledger",
    request_body = ReversalBody,
    params(("id" = String, Path, description = "The entry")),
    responses((status = 201, body = Reversed), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn reverse(
    app: Running,
    me: Me,
    id: web::Path<String>,
    told: Body<ReversalBody>,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let (id, reason) = (parse(&id)?, told.0.reason);
    let entries = app.write(scope, move |tx| super::reverse(tx, &member, id, &reason, at)).await?;
    show::json(StatusCode::CREATED, &Reversed { entries })
}

/// The entry that an address names.
///
/// # Errors
/// `Missing`.
pub fn parse(id: &str) -> Result<EntryId, Error> {
    id.parse().map_err(|_| Error::Missing)
}

fn body(entry: &Posted, seal_number: Option<i64>) -> EntryBody {
    let transfers = entry.transfers.iter().map(|moved| MovedBody {
        id: moved.id,
        debit: moved.debit.to_string(),
        credit: moved.credit.to_string(),
        amount: moved.amount.decimal(),
        currency: moved.amount.currency().code(),
    });
    EntryBody {
        id: entry.id,
        key: entry.key.clone(),
        kind: entry.kind.as_str(),
        subject: entry.subject,
        reverses: entry.reverses,
        effective_at: entry.effective_at,
        recorded_at: entry.recorded_at,
        seal_number,
        transfers: transfers.collect(),
    }
}
