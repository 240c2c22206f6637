//! What a browser posts: plain forms and forms with files, read within limits.
//!
//! A form is never "malformed" to its reader: each field is a text, and what is wrong with it is a
//! field error beside it, with the input kept.

use std::collections::HashMap;
use std::str::FromStr;

use actix_multipart::Multipart;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, dev};
use domain::{Error, FieldError, Result};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use words::Words;

use crate::error::Failure;

/// A form without files may be so large.
const FIELDS_BYTES: usize = 256 * 1_024;
/// A form with files may be so large.
const FILES_BYTES: usize = 64 * 1_024 * 1_024;

/// A posted form that takes no files.
#[derive(Debug, Default, Clone)]
pub struct Posted {
    fields: HashMap<String, String>,
    files: HashMap<String, Upload>,
}

/// A posted file.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The name that the visitor's device gave it; shown, never trusted.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Posted {
    /// A field as it was typed; empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// A field as it was typed.
    pub fn text(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    /// The fields whose names begin so, without that beginning, in the order of their names.
    pub fn starting_with(&self, prefix: &str) -> Vec<(&str, &str)> {
        let mut found: Vec<(&str, &str)> = self
            .fields
            .iter()
            .filter_map(|(name, value)| Some((name.strip_prefix(prefix)?, value.as_str())))
            .collect();
        found.sort_unstable();
        found
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        matches!(self.get(name), "on" | "true" | "1" | "yes")
    }

    /// A choice or an id of a fixed form.
    ///
    /// # Errors
    /// `choice-unknown` on the field.
    pub fn choice<T: FromStr>(&self, name: &str) -> Result<T> {
        self.get(name).parse().map_err(|_| Error::field(name, "choice-unknown"))
    }

    /// A whole number.
    ///
    /// # Errors
    /// `number-malformed` on the field.
    pub fn number(&self, name: &str) -> Result<i64> {
        domain::text::fold_width(self.get(name))
            .trim()
            .parse()
            .map_err(|_| Error::field(name, "number-malformed"))
    }

    /// A file that was chosen; `None` when the field was left empty.
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files.get(name).filter(|file| !file.bytes.is_empty())
    }

    /// Puts a field, for forms that begin filled in.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.fields.insert(name.to_owned(), value.into());
        self
    }
}

impl FromRequest for Posted {
    type Error = Failure;
    type Future = LocalBoxFuture<'static, Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        read(request, payload, FIELDS_BYTES)
    }
}

/// A posted form that takes files: such a body may be large.
#[derive(Debug, Default, Clone)]
pub struct WithFiles(pub Posted);

impl FromRequest for WithFiles {
    type Error = Failure;
    type Future = LocalBoxFuture<'static, Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let posted = read(request, payload, FILES_BYTES);
        Box::pin(async move { posted.await.map(Self) })
    }
}

/// Reads a form of either kind; `most` bytes where it may hold files.
fn read(
    request: &HttpRequest,
    payload: &mut dev::Payload,
    most: usize,
) -> LocalBoxFuture<'static, Result<Posted, Failure>> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        let parts = Multipart::new(request.headers(), payload.take());
        Box::pin(async move { Ok(read_parts(parts, most).await?) })
    } else {
        let payload = payload.take();
        Box::pin(async move { Ok(read_fields(payload).await?) })
    }
}

async fn read_fields(mut payload: dev::Payload) -> Result<Posted> {
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Error::field("body", "encoding-unknown"))?;
        if body.len() + chunk.len() > FIELDS_BYTES {
            return Err(Error::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    let text = String::from_utf8(body).map_err(|_| Error::field("body", "encoding-unknown"))?;
    let mut posted = Posted::default();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        posted.fields.insert(decoded(name), decoded(value));
    }
    Ok(posted)
}

/// Percent-decodes; what is no UTF-8 becomes U+FFFD, which the field checks refuse.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let value = rest.hex_pair();
                if let Some(value) = value {
                    bytes.push(value);
                    rest.nth(1);
                } else {
                    bytes.push(b'%');
                }
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The value of the two hexadecimal digits that come next.
trait HexPair {
    fn hex_pair(&self) -> Option<u8>;
}

impl HexPair for std::str::Bytes<'_> {
    fn hex_pair(&self) -> Option<u8> {
        let mut ahead = self.clone();
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let value = digit(ahead.next())? * 16 + digit(ahead.next())?;
        u8::try_from(value).ok()
    }
}

async fn read_parts(mut parts: Multipart, most: usize) -> Result<Posted> {
    let mut posted = Posted::default();
    let mut total = 0;
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|_| Error::field("body", "encoding-unknown"))?;
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part
            .content_disposition()
            .and_then(|header| header.get_filename().map(ToOwned::to_owned));
        let mut bytes = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| Error::field("body", "encoding-unknown"))?;
            total += chunk.len();
            let limit = if file_name.is_some() { most } else { FIELDS_BYTES };
            if total > most || bytes.len() + chunk.len() > limit {
                return Err(Error::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        if let Some(file_name) = file_name {
            posted.files.insert(name, Upload { name: file_name, bytes });
        } else {
            posted.fields.insert(name, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Ok(posted)
}

/// What is wrong with a field: its anchor, its name, why.
pub type Problem = (String, &'static str, String);

/// A form as a page shows it: what was typed, what is wrong with it, under which status.
#[derive(Debug, Clone)]
pub struct Form {
    posted: Posted,
    errors: Vec<(String, String)>,
    refusal: Option<String>,
    status: StatusCode,
}

impl Form {
    /// A form that nobody has sent yet.
    pub fn fresh(posted: Posted) -> Self {
        Self { posted, errors: Vec::new(), refusal: None, status: StatusCode::OK }
    }

    /// A form that nobody has sent yet, or that comes back with why.
    ///
    /// # Errors
    /// As [`Form::back`].
    pub fn of(posted: Posted, why: Option<&Error>, words: Words) -> Result<Self> {
        match why {
            None => Ok(Self::fresh(posted)),
            Some(error) => Self::back(posted, error, words),
        }
    }

    /// A form that comes back with why. `Err` for what is no matter of the form: those go on.
    ///
    /// # Errors
    /// The error itself when it is not the form's.
    pub fn back(posted: Posted, error: &Error, words: Words) -> Result<Self> {
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::CONFLICT);
        match error {
            Error::Invalid(fields) => {
                let say = |error: &FieldError| (error.field.clone(), words.field_error(error));
                let errors = fields.iter().map(say).collect();
                Ok(Self { posted, errors, refusal: None, status })
            }
            Error::Taken(_) | Error::Refused(_) | Error::Stale => {
                let refusal = Some(words.error(error));
                Ok(Self { posted, errors: Vec::new(), refusal, status })
            }
            other => Err(other.clone()),
        }
    }

    /// What was typed.
    pub fn value(&self, name: &str) -> &str {
        self.posted.get(name)
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.posted.ticked(name)
    }

    /// Whether a choice was made.
    pub fn chose(&self, name: &str, value: &str) -> bool {
        self.posted.get(name) == value
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|(field, _)| field == name).map(|(_, message)| message.as_str())
    }

    /// Everything that is wrong, as `(field, message)`.
    pub fn errors(&self) -> &[(String, String)] {
        &self.errors
    }

    /// Everything that is wrong, with the names that a page gives its fields.
    pub fn problems(&self, name: impl Fn(&str) -> &'static str) -> Vec<Problem> {
        let named = |(field, why): &(String, String)| (field.clone(), name(field), why.clone());
        self.errors.iter().map(named).collect()
    }

    /// Under which status its page is shown: 200, or that of what stopped it.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Why the whole was refused.
    pub fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }

    /// Whether it comes back with something wrong.
    pub fn is_back(&self) -> bool {
        !self.errors.is_empty() || self.refusal.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn percent_encoding_is_undone_and_damage_is_kept_visible() {
        assert_eq!(decoded("a+b%20c%2B"), "a b c+");
        assert_eq!(decoded("%E6%8A%B9%E8%8C%B6"), "抹茶");
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%zz%4"), "%zz%4");
        assert_eq!(decoded("%83%65"), "\u{fffd}e");
    }
}
