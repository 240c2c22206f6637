//! JSON bodies of the API: whoever may not send one is told so before it is read.

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev, web};
use domain::access::Permission;
use domain::{Error, FieldError, Result};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;

use super::caller::Identity;
use crate::error::Failure;

/// A JSON body may be so large.
const JSON_BYTES: usize = 2 * 1_024 * 1_024;

/// A body that nobody reads may be so large.
const IDLE_BYTES: usize = 64 * 1_024;

/// What a body may hold, and who may send it.
pub trait Document: DeserializeOwned + 'static {
    /// Whoever holds one of these may send it; everybody where there is none.
    const BY: &'static [Permission];
}

/// A JSON body of the API, within its limit.
#[derive(Debug)]
pub struct Body<T>(
    pub T,
    /** The bytes, for the digest of an idempotent request. */ pub web::Bytes,
);

impl<T: Document> FromRequest for Body<T> {
    type Error = Failure;
    type Future = LocalBoxFuture<'static, Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let permitted = permitted(request, T::BY);
        let payload = payload.take();
        Box::pin(async move {
            permitted?;
            let bytes = read(payload).await?;
            let value = serde_json::from_slice(&bytes).map_err(|error| {
                let place = FieldError::new("body", "json-malformed")
                    .with("line", error.line())
                    .with("column", error.column());
                Failure(Error::Invalid(vec![place]))
            })?;
            Ok(Self(value, bytes))
        })
    }
}

/// A request whose body says nothing: a form of one button. What comes is read over, up to a limit.
#[derive(Debug)]
pub struct NoBody;

impl FromRequest for NoBody {
    type Error = Failure;
    type Future = LocalBoxFuture<'static, Result<Self, Failure>>;

    fn from_request(_: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let mut payload = payload.take();
        Box::pin(async move {
            let mut size = 0;
            while let Some(chunk) = payload.next().await {
                size += chunk.map_or(0, |chunk| chunk.len());
                if size > IDLE_BYTES {
                    return Err(Failure(Error::TooLarge));
                }
            }
            Ok(Self)
        })
    }
}

/// Whether the caller holds one of the permissions.
fn permitted(request: &HttpRequest, by: &[Permission]) -> Result<()> {
    if by.is_empty() {
        return Ok(());
    }
    let extensions = request.extensions();
    let me = extensions.get::<Identity>().ok_or(Error::Unauthenticated("unauthenticated"))?;
    let may = by.iter().any(|permission| me.member.may(*permission));
    if may { Ok(()) } else { Err(Error::Forbidden) }
}

async fn read(mut payload: dev::Payload) -> Result<web::Bytes> {
    let mut body = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Error::field("body", "json-malformed"))?;
        if body.len() + chunk.len() > JSON_BYTES {
            return Err(Error::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}
