//! Invitations over the API.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use domain::Timestamp;
use domain::access::Permission;
use domain::id::OrganizationId;
use serde::{Deserialize, Serialize};
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Running, address};
use crate::http::show;
use crate::leads::network_at;

/// A password.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// A new one of 10 to 200 characters; that of the account where the person has one.
    pub password: String,
}

impl Document for AcceptInvitation {
    const BY: &'static [Permission] = &[];
}

/// An invitation.
#[derive(Serialize, utoipa::ToSchema)]
pub struct InvitationBody {
    /// `open`, `used` or `expired`.
    pub state: &'static str,
    /// The name of the organization to act for.
    pub organization: String,
    /// In which role.
    pub role: &'static str,
    /// When it ends.
    #[schema(value_type = String)]
    pub expires_at: Timestamp,
}

/// An invitation that was accepted.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AcceptedInvitation {
    /// The organization to act for.
    #[schema(value_type = String)]
    pub organization: OrganizationId,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/networks/{slug}/invitations/{token}", web::get().to(read))
        .route("/api/v1/networks/{slug}/invitations/{token}", web::post().to(accept));
}

/// Shows what an invitation is worth.
#[utoipa::path(get, path = "/api/v1/networks/{slug}/invitations/{token}", tag = "invitations",
    params(("slug" = String, Path, description = "The network's part of its public address"),
        ("token" = String, Path, description = "The end of the link in the mail")),
    responses((status = 200, body = InvitationBody), (status = 404, body = Problem)),
    security(()))]
pub async fn read(app: Running, path: web::Path<(String, String)>) -> Answer {
    let (slug, token) = path.into_inner();
    let network = network_at(&app, slug).await?;
    let scope = OfNetwork::for_row(network.id);
    let (invited, organization) = app.read(scope, move |tx| super::get(tx, &token)).await?;
    let body = InvitationBody {
        state: invited.state(app.now()).as_str(),
        organization,
        role: invited.role.as_str(),
        expires_at: invited.expires_at,
    };
    show::json(StatusCode::OK, &body)
}

/// Accepts an invitation, once.
#[utoipa::path(post, path = "/api/v1/networks/{slug}/invitations/{token}", tag = "invitations",
    params(("slug" = String, Path, description = "The network's part of its public address"),
        ("token" = String, Path, description = "The end of the link in the mail")),
    request_body = AcceptInvitation,
    responses((status = 201, body = AcceptedInvitation), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem)),
    security(()))]
pub async fn accept(
    request: HttpRequest,
    app: Running,
    path: web::Path<(String, String)>,
    body: Body<AcceptInvitation>,
) -> Answer {
    let (slug, token) = path.into_inner();
    let network = network_at(&app, slug).await?;
    app.limits.count(&app.limits.sign_in, &address(&request))?;
    let organization = super::accept(&app, &network, token, body.0.password).await?;
    show::json(StatusCode::CREATED, &AcceptedInvitation { organization })
}
