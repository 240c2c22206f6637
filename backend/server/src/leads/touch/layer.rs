//! The cookie as requests carry it and answers set it.

use actix_web::cookie::Cookie;
use actix_web::http::Method;
use actix_web::{HttpRequest, web};

use super::{DAYS, TOUCH, Touched, campaign};
use crate::app::App;
use crate::http::identify::keep;

/// The network's part of the address of a public page.
fn slug(path: &str) -> Option<&str> {
    path.strip_prefix("/n/")?.split('/').next().filter(|slug| !slug.is_empty())
}

/// The campaigns that a visitor of a public page came by before.
pub fn read(request: &HttpRequest, app: &App) -> Touched {
    let Some(slug) = slug(request.path()) else { return Touched::default() };
    let value = request.cookie(TOUCH).map(|cookie| cookie.value().to_owned()).unwrap_or_default();
    Touched::opened(&app.keys, slug, &value, app.now())
}

/// The cookie that the answer to a request sets: none where its address names no campaign.
pub fn cookie(request: &HttpRequest, app: &App) -> Option<Cookie<'static>> {
    if request.method() != Method::GET {
        return None;
    }
    let slug = slug(request.path())?;
    let asked = web::Query::<Vec<(String, String)>>::from_query(request.query_string()).ok()?;
    let touched = read(request, app).and(campaign(&asked)?);
    let value = touched.sealed(&app.keys, slug, app.now());
    let mut cookie = keep(TOUCH, value, DAYS * 86_400, app.settings.secure_cookies());
    cookie.set_path(format!("/n/{slug}"));
    Some(cookie)
}
