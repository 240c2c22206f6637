//! Small answers that every area gives: a page, a document, another place.

use std::fmt::Write as _;

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use askama::Template;
use serde::Serialize;

use crate::error::{Answer, broken};

/// A page.
///
/// # Errors
/// `Broken` when the template fails.
pub fn page(template: &impl Template) -> Answer {
    page_with(StatusCode::OK, template)
}

/// A page under another status: 422 for a form that comes back.
///
/// # Errors
/// `Broken` when the template fails.
pub fn page_with(status: StatusCode, template: &impl Template) -> Answer {
    let html = template.render().map_err(broken)?;
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html))
}

/// A JSON document.
///
/// # Errors
/// `Broken` when it cannot be written.
pub fn json(status: StatusCode, value: &impl Serialize) -> Answer {
    let text = serde_json::to_string(value).map_err(broken)?;
    Ok(HttpResponse::build(status).content_type("application/json").body(text))
}

/// Another place, after a form was carried out.
///
/// # Errors
/// None: the type is that of a handler.
pub fn see_other(place: impl AsRef<str>) -> Answer {
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, place.as_ref())).finish())
}

/// Another place that says what was done: the key of a `notice-…` message.
///
/// # Errors
/// None: the type is that of a handler.
pub fn done(place: &str, notice: &str) -> Answer {
    let mark = if place.contains('?') { '&' } else { '?' };
    see_other(format!("{place}{mark}done={notice}"))
}

/// A file to keep.
///
/// # Errors
/// None: the type is that of a handler.
pub fn file(media_type: &str, name: &str, bytes: Vec<u8>) -> Answer {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' })
        .collect();
    Ok(HttpResponse::Ok()
        .content_type(media_type.to_owned())
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{plain}\"")))
        .body(bytes))
}

/// Percent-encodes parts of a query string.
pub fn query(pairs: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(name);
        out.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
                out.push(char::from(byte));
            } else {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// An address with those parts of a query that are said.
pub fn address(place: &str, told: &[(&str, &str)]) -> String {
    let told: Vec<(&str, &str)> =
        told.iter().copied().filter(|(_, value)| !value.is_empty()).collect();
    if told.is_empty() { place.to_owned() } else { format!("{place}?{}", query(&told)) }
}

/// A path of this site that a `next` parameter may lead to; anything else leads home, so that the
/// sign-in page is no open redirect.
pub fn own_path(wanted: Option<&str>) -> &str {
    let fits = |path: &&str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.contains('\\')
            && path.len() < 2_000
            && !path.chars().any(char::is_control)
    };
    wanted.filter(fits).unwrap_or("/")
}
