//! Sessions over the API.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use domain::access::Permission;
use serde::{Deserialize, Serialize};

use super::Issued;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running, address};
use crate::http::show;
use crate::keys::ACCESS_SECONDS;

/// An address and its password.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The mail address.
    #[schema(example = "kol@example.com")]
    pub email: String,
    /// The password.
    pub password: String,
}

impl Document for SignIn {
    const BY: &'static [Permission] = &[];
}

/// A refresh token.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// The refresh token that was given out last.
    pub refresh_token: String,
}

impl Document for Refresh {
    const BY: &'static [Permission] = &[];
}

/// The tokens of a session.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Tokens {
    /// Goes into `Authorization: Bearer …`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Seconds for which the access token is good.
    pub expires_in: i64,
    /// Renews the session once; missing when the last one given out still holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// The acting organization.
    #[schema(value_type = String, example = "org_01jd0000000000000000000000")]
    pub organization: domain::id::OrganizationId,
    /// The role in it.
    pub role: &'static str,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/sessions", web::post().to(create))
        .route("/api/v1/sessions/refresh", web::post().to(refresh))
        .route("/api/v1/sessions/current", web::delete().to(delete));
}

/// Signs in.
#[utoipa::path(post, path = "/api/v1/sessions", tag = "sessions", request_body = SignIn,
    responses((status = 201, body = Tokens), (status = 401, body = Problem)), security(()))]
pub async fn create(app: Running, request: HttpRequest, body: Body<SignIn>) -> Answer {
    app.limits.count(&app.limits.sign_in, &address(&request))?;
    let Body(SignIn { email, password }, _) = body;
    let issued = super::sign_in(&app, &email, password).await?;
    show::json(StatusCode::CREATED, &tokens(issued))
}

/// Renews a session: the refresh token is given up for a new one.
#[utoipa::path(post, path = "/api/v1/sessions/refresh", tag = "sessions", request_body = Refresh,
    responses((status = 200, body = Tokens), (status = 401, body = Problem)), security(()))]
pub async fn refresh(app: Running, body: Body<Refresh>) -> Answer {
    let issued = super::refresh(&app, body.0.refresh_token).await?;
    show::json(StatusCode::OK, &tokens(issued))
}

/// Signs out.
#[utoipa::path(delete, path = "/api/v1/sessions/current", tag = "sessions",
    responses((status = 204), (status = 401, body = Problem)))]
pub async fn delete(app: Running, me: Me) -> Answer {
    super::sign_out(&app, &me.0).await?;
    Ok(actix_web::HttpResponse::NoContent().finish())
}

fn tokens(issued: Issued) -> Tokens {
    Tokens {
        access_token: issued.access,
        token_type: "Bearer",
        expires_in: ACCESS_SECONDS,
        refresh_token: issued.refresh,
        organization: issued.identity.member.organization,
        role: issued.identity.member.role.as_str(),
    }
}
