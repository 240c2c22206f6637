//! Who calls: extractors that a handler cannot be entered without.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use domain::access::Member;
use domain::id::SessionId;
use domain::{Error, Locale};

use crate::app::App;
use crate::error::Failure;

/// The signed-in person behind a request, as `identify` found them.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Who acts for whom.
    pub member: Member,
    /// The signed-in device.
    pub session: SessionId,
    /// The person's name.
    pub name: String,
    /// The organization's name.
    pub acting: String,
}

/// The language in which this request is answered.
#[derive(Debug, Clone, Copy)]
pub struct Language(pub Locale);

/// The request's address in the form in which it is counted and hashed.
pub fn address(request: &HttpRequest) -> String {
    let app = request.app_data::<web::Data<App>>();
    let trusted = app.is_some_and(|app| app.settings.behind_proxy);
    if trusted && let Some(real) = request.connection_info().realip_remote_addr() {
        return real.to_owned();
    }
    request.peer_addr().map(|peer| peer.ip().to_string()).unwrap_or_default()
}

/// A signed-in caller.
#[derive(Debug, Clone)]
pub struct Me(pub Identity);

impl Me {
    /// Who acts for whom.
    pub fn member(&self) -> Member {
        self.0.member.clone()
    }
}

impl FromRequest for Me {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let identity = request.extensions().get::<Identity>().cloned();
        ready(identity.map(Self).ok_or(Failure(Error::Unauthenticated("unauthenticated"))))
    }
}

impl FromRequest for Language {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(language(request)))
    }
}

/// The language in which a request is answered.
pub fn language(request: &HttpRequest) -> Language {
    request.extensions().get::<Language>().copied().unwrap_or(Language(Locale::Ja))
}

/// The running product, as handlers take it.
pub type Running = web::Data<Arc<App>>;
