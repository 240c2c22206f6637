//! The page behind an invitation, in the invited person's language.

use actix_web::http::StatusCode;
use actix_web::{HttpMessage, HttpRequest, web};
use askama::Template;
use domain::tenancy::invitation::InvitationState;
use domain::tenancy::network::Network;
use domain::{Error, Result};
use store::scope::OfNetwork;
use store::tenancy::invitation::Invitation;

use crate::error::Answer;
use crate::http::caller::{Language, Running, address};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;
use crate::leads::network_at;

#[derive(Template)]
#[template(path = "tenancy/invitation/accept.html")]
struct AcceptPage {
    page: Page,
    invited: Invitation,
    organization: String,
    token: String,
    has_account: bool,
    form: Form,
}

#[derive(Template)]
#[template(path = "tenancy/invitation/over.html")]
struct OverPage {
    page: Page,
    state: InvitationState,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/n/{slug}/invitations/{token}", web::get().to(read))
        .route("/n/{slug}/invitations/{token}", web::post().to(accept));
}

async fn read(request: HttpRequest, app: Running, path: web::Path<(String, String)>) -> Answer {
    let (slug, token) = path.into_inner();
    let network = network_at(&app, slug).await?;
    form(&request, &app, &network, token, None).await
}

async fn accept(
    request: HttpRequest,
    app: Running,
    path: web::Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let (slug, token) = path.into_inner();
    let network = network_at(&app, slug).await?;
    app.limits.count(&app.limits.sign_in, &address(&request))?;
    let outcome = if posted.get("password") == posted.get("repeat") || posted.get("known") == "1" {
        super::accept(&app, &network, token.clone(), posted.text("password")).await.map(|_| ())
    } else {
        Err(Error::field("repeat", "password-differs"))
    };
    match outcome {
        Ok(()) => show::done("/session/new", "invitation-accepted"),
        Err(error) => form(&request, &app, &network, token, Some(error)).await,
    }
}

/// The form, or the page that says why there is none any more.
async fn form(
    request: &HttpRequest,
    app: &Running,
    network: &Network,
    token: String,
    why: Option<Error>,
) -> Answer {
    let scope = OfNetwork::for_row(network.id);
    let asked = token.clone();
    let found: Result<(Invitation, String)> =
        app.read(scope, move |tx| super::get(tx, &asked)).await;
    let (invited, organization) = match found {
        Ok(found) => found,
        Err(Error::Missing) => {
            let page = Page::outside(request, app, network);
            let state = InvitationState::Expired;
            return show::page_with(StatusCode::NOT_FOUND, &OverPage { page, state });
        }
        Err(other) => return Err(other.into()),
    };
    // Mail and page speak one language, whatever the browser says.
    request.extensions_mut().insert(Language(invited.locale));
    let mut page = Page::outside(request, app, network);
    page.languages.clear();
    let state = invited.state(app.now());
    if state != InvitationState::Open {
        return show::page_with(StatusCode::GONE, &OverPage { page, state });
    }
    let has_account = super::account_of(app, &invited).await?.is_some();
    // Passwords are never sent back.
    let form = match &why {
        Some(Error::Unauthenticated(_)) => return Err(why.unwrap_or(Error::Missing).into()),
        _ => Form::of(Posted::default(), why.as_ref(), page.words)?,
    };
    let status = form.status();
    let shown = AcceptPage { page, invited, organization, token, has_account, form };
    show::page_with(status, &shown)
}
