//! Files of orders over the API.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use domain::access::{Member, Permission};
use domain::id::OrderImportId;
use domain::{Currency, Error, Money, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::orders::import::Import;
use store::scope::OfNetwork;
use words::Words;

use super::fault::Faults;
use super::unchanged;
use crate::error::{Answer, broken};
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running, language};
use crate::http::query::InQuery;
use crate::http::show;

/// Files of one page of the list.
const ROWS: usize = 50;

/// A file of orders.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Import)]
pub struct ImportView {
    /// Its id.
    #[schema(value_type = String)]
    id: OrderImportId,
    /// Its name.
    file_name: String,
    /// `queued`, `unmapped`, `checked`, `applying`, `done` or `refused`.
    status: &'static str,
    /// `csv` or `xlsx`.
    format: String,
    /// Its bytes.
    bytes: i64,
    /// The profile that it is read by, once that is known.
    profile: Option<String>,
    /// The source of its orders, once that is known.
    source: String,
    /// How its text was encoded, once that is known.
    encoding: Option<String>,
    /// Its rows.
    rows: i64,
    /// Its orders.
    orders: i64,
    /// Its orders that have been dealt with so far.
    done: i64,
    /// Orders that were new; while it is only checked, those that would be.
    new: i64,
    /// Orders that were there and changed.
    changed: i64,
    /// Orders that were there and had not changed.
    unchanged: i64,
    /// What was paid for the goods of its orders.
    totals: Vec<TotalView>,
    /// How many errors there are; the first 1,000 are told.
    error_count: i64,
    /// What is wrong, by line.
    errors: Vec<FaultView>,
    /// When it was handed in.
    #[schema(value_type = String)]
    created_at: Timestamp,
    /// When it was done or refused.
    #[schema(value_type = Option<String>)]
    finished_at: Option<Timestamp>,
}

/// What was paid for goods in one currency.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ImportTotal)]
pub struct TotalView {
    /// ISO 4217.
    currency: &'static str,
    /// A decimal.
    amount: String,
}

/// Files, newest first.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Imports)]
pub struct ImportsView {
    /// The files.
    items: Vec<ImportView>,
    /// Where the next page begins: `before`.
    #[schema(value_type = Option<String>)]
    next: Option<OrderImportId>,
}

/// What is done with a file.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[schema(as = ImportAct)]
pub struct ActBody {
    /// `apply` to write the orders of a file that was checked; `check` to check it again.
    act: String,
    /// The profile to check by; the one that knows the headings best when not said.
    profile: Option<String>,
}

/// How a file of a body is to be read, and where a list begins.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// A profile's name; recognised by the headings when not said.
    profile: Option<String>,
    /// The last file of the page before.
    before: Option<String>,
}

/// What is wrong in a row.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = RowError)]
pub struct FaultView {
    /// The line of the file, from 1; 0 for the file as a whole.
    line: u64,
    /// The heading of the cell; empty for the row as a whole.
    column: String,
    /// The stable code.
    code: String,
    /// The message in the caller's language.
    message: String,
}

impl Document for ActBody {
    const BY: &'static [Permission] = &[Permission::WriteOrders];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/imports", web::get().to(index))
        .route("/api/v1/imports", web::post().to(create))
        .route("/api/v1/imports/{id}", web::get().to(read))
        .route("/api/v1/imports/{id}/acts", web::post().to(act));
}

/// Takes a file of orders (CSV or XLSX) and checks it in the background; nothing is written until it
/// is told to `apply`. The same file again is the first one. Send it as the body, or as `file` of a
/// form behind its `profile`.
#[utoipa::path(post, path = "/api/v1/imports", tag = "imports", params(Wanted),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 202, body = ImportView),
        (status = 200, body = ImportView, description = "Sent before: that file"),
        (status = 403, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
pub async fn create(
    app: Running,
    me: Me,
    request: HttpRequest,
    wanted: InQuery<Wanted>,
    payload: web::Payload,
) -> Answer {
    let me = me.member();
    let profile = wanted.profile.as_deref().unwrap_or_default();
    let started = super::upload::receive(&app, &me, &request, payload, profile).await?;
    let status = if started.already { StatusCode::OK } else { StatusCode::ACCEPTED };
    show::json(status, &view(words::of(language(&request).0), &started.import)?)
}

/// Lists the files of orders, newest first, without their errors.
#[utoipa::path(get, path = "/api/v1/imports", tag = "imports", params(Wanted),
    responses((status = 200, body = ImportsView), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me, request: HttpRequest, from: InQuery<Wanted>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let before = from.before.as_deref().and_then(|told| told.parse().ok());
    let (mut all, next) = app.read(scope, move |tx| super::list(tx, &me, before, ROWS)).await?;
    for import in &mut all {
        "[]".clone_into(&mut import.errors);
    }
    let words = words::of(language(&request).0);
    let items = all.iter().map(|import| view(words, import)).collect::<Result<Vec<_>>>()?;
    show::json(StatusCode::OK, &ImportsView { items, next })
}

/// Has the orders of a file written that was checked, or the file checked again.
#[utoipa::path(post, path = "/api/v1/imports/{id}/acts", tag = "imports",
    params(("id" = String, Path, description = "The file's id: imp_…")),
    request_body = ActBody,
    responses((status = 202, body = ImportView), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn act(
    app: Running,
    me: Me,
    request: HttpRequest,
    id: web::Path<String>,
    body: Body<ActBody>,
) -> Answer {
    let me = me.member();
    let ActBody { act, profile } = body.0;
    let import = acted(&app, &me, &id, &act, profile.as_deref().unwrap_or_default()).await?;
    show::json(StatusCode::ACCEPTED, &view(words::of(language(&request).0), &import)?)
}

/// Does with a file what was asked for.
///
/// # Errors
/// As `super::carry_out` and `super::recheck`; `Invalid` on `act`: `choice-unknown`.
pub async fn acted(
    app: &Running,
    me: &Member,
    id: &str,
    act: &str,
    profile: &str,
) -> Result<Import> {
    let scope = OfNetwork::of(me)?;
    me.must(Permission::WriteOrders)?;
    let (me, at, id) = (me.clone(), app.now(), import_id(id)?);
    let profile = profile.to_owned();
    match act {
        "apply" => app.write(scope, move |tx| super::carry_out(tx, &me, id, at)).await,
        "check" => app.write(scope, move |tx| super::recheck(tx, &me, id, &profile, at)).await,
        _ => {
            // Somebody else's file is missing, whatever was to be done with it.
            app.read(scope, move |tx| super::get(tx, &me, id)).await?;
            Err(Error::field("act", "choice-unknown"))
        }
    }
}

/// What was paid for the goods of a file's orders, by currency.
///
/// # Errors
/// `Broken` for a column that cannot be read.
pub fn totals(import: &Import) -> Result<Vec<Money>> {
    let kept: Vec<(String, i64)> = serde_json::from_str(&import.totals).map_err(broken)?;
    kept.into_iter().map(|(code, minor)| Ok(Money::new(minor, code.parse::<Currency>()?))).collect()
}

/// Shows how far a file is, and what is wrong with it.
#[utoipa::path(get, path = "/api/v1/imports/{id}", tag = "imports",
    params(("id" = String, Path, description = "The file's id: imp_…")),
    responses((status = 200, body = ImportView), (status = 404, body = Problem)))]
pub async fn read(app: Running, me: Me, request: HttpRequest, id: web::Path<String>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    me.must(Permission::SeeOrders)?;
    let id = import_id(&id)?;
    let import = app.read(scope, move |tx| super::get(tx, &me, id)).await?;
    show::json(StatusCode::OK, &view(words::of(language(&request).0), &import)?)
}

/// The file that a path names; what is no id names nothing.
///
/// # Errors
/// `Missing`.
pub fn import_id(told: &str) -> Result<OrderImportId> {
    told.parse().map_err(|_| Error::Missing)
}

fn view(words: Words, import: &Import) -> Result<ImportView> {
    let faults = Faults::of(import)?;
    let errors = faults.kept().iter().map(|fault| FaultView {
        line: fault.line,
        column: fault.column.clone(),
        code: fault.code.clone(),
        message: fault.message(words),
    });
    Ok(ImportView {
        id: import.id,
        file_name: import.file_name.clone(),
        status: import.status.as_str(),
        format: import.format.clone(),
        bytes: import.byte_count,
        profile: import.profile.clone(),
        source: import.source.clone(),
        encoding: import.encoding.clone(),
        rows: import.row_count,
        orders: import.order_count,
        done: import.done_count,
        new: import.new_count,
        changed: import.changed_count,
        unchanged: unchanged(import),
        totals: totals(import)?
            .into_iter()
            .map(|sum| TotalView { currency: sum.currency().code(), amount: sum.decimal() })
            .collect(),
        error_count: import.error_count,
        errors: errors.collect(),
        created_at: import.created_at,
        finished_at: import.finished_at,
    })
}
