//! The layer that finds out who calls and in which language they read, before any handler runs.

use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{HttpMessage, web};
use domain::Locale;

use super::caller::{Identity, Language};
use crate::app::App;
use crate::keys::ACCESS_SECONDS;
use crate::leads::touch;
use crate::platform::badge;
use crate::tenancy::session::{self, Issued};

/// The cookie of the access token.
pub const ACCESS: &str = "kakehashi_access";
/// The cookie of the refresh token.
pub const REFRESH: &str = "kakehashi_refresh";
/// The cookie of the chosen language.
pub const LANGUAGE: &str = "kakehashi_language";

/// Finds the caller: a bearer token under `/api`, cookies elsewhere. A page whose access token is
/// over is renewed on the way when its refresh token is good.
///
/// # Errors
/// Only what the inner service answers.
pub async fn identify(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let Some(app) = request.app_data::<web::Data<Arc<App>>>().map(|data| Arc::clone(data)) else {
        return next.call(request).await;
    };
    let app: Arc<App> = Arc::clone(&app);
    let mut issued = None;
    let mut identity = bearer(&request).or_else(|| cookie(&request, ACCESS)).and_then(|token| {
        let (member, session, claims) = app.keys.read_access_token(&token, app.now())?;
        Some(Identity { member, session, name: claims.name, acting: claims.acting })
    });
    if identity.is_none()
        && bearer(&request).is_none()
        && let Some(token) = cookie(&request, REFRESH)
        && let Ok(renewed) = session::refresh(&app, token).await
    {
        identity = Some(renewed.identity.clone());
        issued = Some(renewed);
    }
    let language = Language(locale(&request, identity.as_ref()));
    request.extensions_mut().insert(language);
    let mut acts = None;
    if let Some(identity) = identity {
        if shows_places(request.path()) {
            let waiting = badge::waiting(&app, &identity.member).await;
            request.extensions_mut().insert(waiting);
        }
        acts = (!request.method().is_safe()).then_some(identity.member.membership);
        request.extensions_mut().insert(identity);
    }
    let touched = touch::cookie(request.request(), &app);
    let mut response = next.call(request).await?;
    if let Some(cookie) = touched.filter(|_| response.status().is_success()) {
        response.response_mut().add_cookie(&cookie).ok();
    }
    if let Some(member) = acts {
        app.badges.forget(member);
    }
    if let Some(issued) = issued {
        let secure = app.settings.secure_cookies();
        for cookie in cookies(&issued, secure) {
            // A sign-in or sign-out on the same request has the last word.
            let name = cookie.name().to_owned();
            if response.response().cookies().all(|set| set.name() != name) {
                response.response_mut().add_cookie(&cookie).ok();
            }
        }
    }
    Ok(response)
}

/// Whether the answer may be a page with the navigation.
fn shows_places(path: &str) -> bool {
    !["/api", "/assets/", "/n/", "/r/"].into_iter().any(|start| path.starts_with(start))
}

fn bearer(request: &ServiceRequest) -> Option<String> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

fn cookie(request: &ServiceRequest, name: &str) -> Option<String> {
    request.cookie(name).map(|cookie| cookie.value().to_owned())
}

fn locale(request: &ServiceRequest, identity: Option<&Identity>) -> Locale {
    let accept =
        request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    cookie(request, LANGUAGE)
        .and_then(|tag| tag.parse().ok())
        .or_else(|| identity.map(|identity| identity.member.locale))
        .or_else(|| words::negotiate(accept))
        .unwrap_or(Locale::Ja)
}

/// The cookies of a session: out of reach of scripts, not sent along from other sites' forms.
pub fn cookies(issued: &Issued, secure: bool) -> Vec<Cookie<'static>> {
    let mut set = vec![keep(ACCESS, issued.access.clone(), ACCESS_SECONDS, secure)];
    if let Some(refresh) = &issued.refresh {
        let seconds = domain::tenancy::session::SESSION_DAYS * 86_400;
        set.push(keep(REFRESH, refresh.clone(), seconds, secure));
    }
    set
}

/// Cookies that end a session in the browser.
pub fn no_cookies(secure: bool) -> Vec<Cookie<'static>> {
    [ACCESS, REFRESH].map(|name| keep(name, String::new(), 0, secure)).to_vec()
}

/// A cookie for so many seconds.
pub fn keep(name: &'static str, value: String, seconds: i64, secure: bool) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(secure)
        .max_age(Duration::seconds(seconds))
        .finish()
}
