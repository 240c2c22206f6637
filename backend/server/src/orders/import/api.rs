//! Files of orders over the API.

use actix_web::http::{StatusCode, header};
use actix_web::web::{self, BytesMut};
use actix_web::{FromRequest, HttpRequest};
use domain::access::{Member, Permission};
use domain::id::OrderImportId;
use domain::{Error, Result, Timestamp};
use futures_util::StreamExt;
use serde::Serialize;
use store::orders::import::Import;
use store::scope::OfNetwork;
use words::Words;

use super::fault::Faults;
use super::{MOST_BYTES, Started, unchanged};
use crate::error::{Answer, Failure};
use crate::http::answer::Problem;
use crate::http::caller::{Me, Running, language};
use crate::http::form::{Upload, WithFiles};
use crate::http::show;

/// A file of orders.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Import)]
pub struct ImportView {
    /// Its id.
    #[schema(value_type = String)]
    id: OrderImportId,
    /// Its name.
    file_name: String,
    /// `queued`, `applying`, `done` or `refused`.
    status: &'static str,
    /// How its text was encoded, once that is known.
    encoding: Option<String>,
    /// Its rows.
    rows: i64,
    /// Its orders.
    orders: i64,
    /// Its orders that have been dealt with so far.
    done: i64,
    /// Orders that were new.
    new: i64,
    /// Orders that were there and changed.
    changed: i64,
    /// Orders that were there and had not changed.
    unchanged: i64,
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

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/imports", web::post().to(create))
        .route("/api/v1/imports/{id}", web::get().to(read));
}

/// Takes a file of orders (Shopify's order export) and reads it in the background; the same file
/// again is the first one. Send it as the body with `text/csv`, or as `file` of a form.
#[utoipa::path(post, path = "/api/v1/imports", tag = "imports",
    request_body(content = String, content_type = "text/csv"),
    responses((status = 202, body = ImportView),
        (status = 200, body = ImportView, description = "Sent before: that file"),
        (status = 403, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, request: HttpRequest, payload: web::Payload) -> Answer {
    let me = me.member();
    OfNetwork::of(&me)?;
    me.must(Permission::WriteOrders)?;
    let upload = uploaded(&request, payload).await?;
    let started = start(&app, me, upload).await?;
    let status = if started.already { StatusCode::OK } else { StatusCode::ACCEPTED };
    let words = words::of(language(&request).0);
    show::json(status, &view(words, &started.import)?)
}

/// Keeps a file; the same bytes in parallel are answered as one.
///
/// # Errors
/// As `super::start`, but for `Taken`.
pub async fn start(app: &Running, me: Member, upload: Upload) -> Result<Started> {
    let scope = OfNetwork::of(&me)?;
    let at = app.now();
    let (member, file) = (me.clone(), upload.clone());
    let started =
        app.write(scope, move |tx| super::start(tx, &member, &file.name, &file.bytes, at)).await;
    if !matches!(started, Err(Error::Taken("import-duplicate-file"))) {
        return started;
    }
    app.write(scope, move |tx| super::start(tx, &me, &upload.name, &upload.bytes, at)).await
}

async fn uploaded(request: &HttpRequest, payload: web::Payload) -> Result<Upload, Failure> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        let WithFiles(posted) = WithFiles::from_request(request, &mut payload.into_inner()).await?;
        let file = posted.file("file").ok_or_else(|| Error::field("file", "field-required"))?;
        return Ok(file.clone());
    }
    let mut payload = payload;
    let mut bytes = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Error::field("file", "field-wrong"))?;
        if bytes.len() + chunk.len() > MOST_BYTES {
            return Err(Failure(Error::TooLarge));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Upload { name: String::new(), bytes: bytes.to_vec() })
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
        encoding: import.encoding.clone(),
        rows: import.row_count,
        orders: import.order_count,
        done: import.done_count,
        new: import.new_count,
        changed: import.changed_count,
        unchanged: unchanged(import),
        error_count: import.error_count,
        errors: errors.collect(),
        created_at: import.created_at,
        finished_at: import.finished_at,
    })
}
