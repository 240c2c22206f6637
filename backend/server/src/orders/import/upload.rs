//! A file on its way in: kept piece by piece, so that none is in memory as a whole. Workbooks are
//! gathered within a narrower limit and turned into text.

use std::io::{self, Write};
use std::sync::Arc;

use actix_multipart::Multipart;
use actix_web::http::header;
use actix_web::{HttpRequest, web};
use domain::access::{Member, Permission};
use domain::id::OrderImportId;
use domain::orders::file::{SheetFault, is_sheet, to_text};
use domain::{Error, Result};
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use store::orders::chunk::{self, CHUNK_BYTES};
use store::orders::upload::{self, Received};
use store::scope::OfNetwork;

use super::Started;
use crate::app::{App, blocking};
use crate::http::caller::Running;

/// Bytes that are written in one transaction.
const WRITTEN_AT_ONCE: usize = 4 * CHUNK_BYTES;
/// Bytes of a workbook at most.
const MOST_SHEET: usize = 32 * 1_024 * 1_024;
/// Bytes of a form's other fields.
const FIELD_BYTES: usize = 1_000;

/// A file whose bytes are arriving.
struct Arriving {
    app: Running,
    me: Member,
    scope: OfNetwork,
    id: OrderImportId,
    digest: Sha256,
    bytes: usize,
    buffer: Vec<u8>,
    next: i64,
    sheet: Option<bool>,
}

/// Takes a file of a form (`file`, and before it `profile`) or of a body.
///
/// # Errors
/// `Forbidden`; `TooLarge`; `Invalid` on `file`: `field-required`, `sheet-malformed`,
/// `sheet-too-large`; on `profile`: `choice-unknown`.
pub async fn receive(
    app: &Running,
    me: &Member,
    request: &HttpRequest,
    payload: web::Payload,
    profile: &str,
) -> Result<Started> {
    OfNetwork::of(me)?;
    me.must(Permission::WriteOrders)?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        let parts = Multipart::new(request.headers(), payload.into_inner());
        return of_form(app, me, parts, profile).await;
    }
    if kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
        return Err(Error::field("file", "field-required"));
    }
    let mut arriving = Arriving::begin(app, me, "", profile).await?;
    let taken = arriving.take_all(payload.map(|piece| piece.map_err(cut))).await;
    arriving.end(taken).await
}

async fn of_form(
    app: &Running,
    me: &Member,
    mut parts: Multipart,
    profile: &str,
) -> Result<Started> {
    let mut profile = profile.to_owned();
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(cut)?;
        match part.name().unwrap_or_default() {
            "profile" => {
                let mut told = Vec::new();
                while let Some(piece) = part.next().await {
                    told.extend_from_slice(&piece.map_err(cut)?);
                    if told.len() > FIELD_BYTES {
                        return Err(Error::TooLarge);
                    }
                }
                profile = String::from_utf8_lossy(&told).trim().to_owned();
            }
            "file" => {
                let name =
                    part.content_disposition().and_then(header::ContentDisposition::get_filename);
                let name = name.unwrap_or_default().to_owned();
                let mut arriving = Arriving::begin(app, me, &name, &profile).await?;
                let taken = arriving.take_all(part.map(|piece| piece.map_err(cut))).await;
                return arriving.end(taken).await;
            }
            _ => while part.next().await.is_some() {},
        }
    }
    Err(Error::field("file", "field-required"))
}

/// The connection broke, or what came is no form.
fn cut(_: impl std::fmt::Display) -> Error {
    Error::field("file", "field-wrong")
}

impl Arriving {
    async fn begin(app: &Running, me: &Member, name: &str, profile: &str) -> Result<Self> {
        let scope = OfNetwork::of(me)?;
        let (member, name, profile) = (me.clone(), name.to_owned(), profile.to_owned());
        let at = app.now();
        let id = app.write(scope, move |tx| super::open(tx, &member, &name, &profile, at)).await?;
        Ok(Self {
            app: app.clone(),
            me: me.clone(),
            scope,
            id,
            digest: Sha256::new(),
            bytes: 0,
            buffer: Vec::new(),
            next: 0,
            sheet: None,
        })
    }

    async fn take_all(
        &mut self,
        pieces: impl futures_util::Stream<Item = Result<web::Bytes>>,
    ) -> Result<()> {
        let mut pieces = std::pin::pin!(pieces);
        let most = self.app.settings.order_file_mb as usize * 1_024 * 1_024;
        while let Some(piece) = pieces.next().await {
            let piece = piece?;
            self.bytes += piece.len();
            let limit = if self.sheet == Some(true) { most.min(MOST_SHEET) } else { most };
            if self.bytes > limit {
                return Err(Error::TooLarge);
            }
            self.digest.update(&piece);
            self.buffer.extend_from_slice(&piece);
            if self.sheet.is_none() && self.buffer.len() >= 4 {
                self.sheet = Some(is_sheet(&self.buffer));
            }
            if self.sheet == Some(false) && self.buffer.len() >= WRITTEN_AT_ONCE {
                self.write(WRITTEN_AT_ONCE).await?;
            }
        }
        Ok(())
    }

    /// Keeps the first bytes that wait.
    async fn write(&mut self, bytes: usize) -> Result<()> {
        let rest = self.buffer.split_off(bytes.min(self.buffer.len()));
        let some = std::mem::replace(&mut self.buffer, rest);
        let pieces: Vec<Vec<u8>> = some.chunks(CHUNK_BYTES).map(<[u8]>::to_vec).collect();
        let (id, first) = (self.id, self.next);
        self.next += i64::try_from(pieces.len()).unwrap_or(0);
        self.app.write(self.scope, move |tx| chunk::insert(tx, id, first, &pieces)).await
    }

    async fn end(mut self, taken: Result<()>) -> Result<Started> {
        let kept = match taken {
            Ok(()) if self.bytes == 0 => Err(Error::field("file", "field-required")),
            Ok(()) => self.keep().await,
            Err(error) => Err(error),
        };
        if kept.is_err() {
            let id = self.id;
            self.app.write(self.scope, move |tx| upload::discard(tx, id)).await?;
        }
        kept
    }

    async fn keep(&mut self) -> Result<Started> {
        let is_sheet = self.sheet == Some(true);
        if is_sheet {
            self.convert().await?;
        } else {
            while !self.buffer.is_empty() {
                self.write(WRITTEN_AT_ONCE).await?;
            }
        }
        let received = Received {
            digest: self.digest.clone().finalize().into(),
            format: if is_sheet { "xlsx" } else { "csv" },
            byte_count: i64::try_from(self.bytes).unwrap_or(i64::MAX),
            chunk_count: self.next,
        };
        let (id, at) = (self.id, self.app.now());
        let close = |me: Member| {
            self.app.write(self.scope, move |tx| super::close(tx, &me, id, &received, at))
        };
        match close(self.me.clone()).await {
            // The same bytes came in parallel: asked again, the first file is found.
            Err(Error::Taken(_)) => close(self.me.clone()).await,
            answer => answer,
        }
    }

    async fn convert(&mut self) -> Result<()> {
        let bytes = std::mem::take(&mut self.buffer);
        let limit = self.app.settings.order_file_mb as usize * 1_024 * 1_024;
        let mut sink = Sink {
            app: Arc::clone(&self.app),
            scope: self.scope,
            id: self.id,
            buffer: Vec::new(),
            next: 0,
            left: limit,
        };
        self.next = blocking(move || {
            to_text(&bytes, &mut sink)
                .and_then(|()| sink.flush().map_err(SheetFault::Sink))
                .map_err(|fault| match fault {
                    SheetFault::Malformed => Error::field("file", "sheet-malformed"),
                    SheetFault::TooLarge => Error::field("file", "sheet-too-large"),
                    SheetFault::Sink(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                        Error::field("file", "sheet-too-large")
                    }
                    SheetFault::Sink(error) => Error::Broken(error.to_string()),
                })?;
            Ok(sink.next)
        })
        .await?;
        Ok(())
    }
}

/// Where the text of a workbook goes.
struct Sink {
    app: Arc<App>,
    scope: OfNetwork,
    id: OrderImportId,
    buffer: Vec<u8>,
    next: i64,
    left: usize,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.left = self
            .left
            .checked_sub(bytes.len())
            .ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?;
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= WRITTEN_AT_ONCE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let some = std::mem::take(&mut self.buffer);
        let pieces: Vec<Vec<u8>> = some.chunks(CHUNK_BYTES).map(<[u8]>::to_vec).collect();
        let (id, first) = (self.id, self.next);
        self.next += i64::try_from(pieces.len()).unwrap_or(0);
        self.app
            .store
            .write(self.scope, move |tx| chunk::insert(tx, id, first, &pieces))
            .map_err(|error| io::Error::other(error.to_string()))
    }
}
