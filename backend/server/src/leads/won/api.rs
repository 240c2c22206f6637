//! Inviting the person of a lead that was won, over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::Timestamp;
use domain::id::OrganizationId;
use serde::Serialize;
use store::scope::OfNetwork;

use super::Won;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running};
use crate::http::show;
use crate::leads::lead::House;
use crate::leads::lead::api::parse;
use crate::leads::network_of;
use crate::platform::letter::Desk;

/// What a lead became.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WonBody {
    /// The party.
    #[schema(value_type = String)]
    pub organization: OrganizationId,
    /// Its name.
    pub name: String,
    /// What the last invitation is worth: `open`, `used` or `expired`; null when nobody was invited.
    pub invitation: Option<&'static str>,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/api/v1/leads/{id}/invitations", web::post().to(invite));
}

/// Invites the person of a lead that was won once more; the link that was sent before ends.
#[utoipa::path(post, path = "/api/v1/leads/{id}/invitations", tag = "leads",
    params(("id" = String, Path, description = "The lead")),
    responses((status = 201, body = WonBody), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn invite(app: Running, me: Me, id: web::Path<String>, _: NoBody) -> Answer {
    let (member, id, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let network = network_of(&app, member.network).await?;
    let desk = Desk::open(&app, member.network).await?;
    let won = app
        .write(scope, move |tx| {
            super::invite(tx, &member, House { network: &network, desk: &desk }, id, at)
        })
        .await?;
    show::json(StatusCode::CREATED, &body(won, at))
}

/// What a lead became, as the API tells it.
pub(in crate::leads) fn body(won: Won, at: Timestamp) -> WonBody {
    WonBody {
        organization: won.organization,
        name: won.name,
        invitation: won.invitation.map(|invitation| invitation.state(at).as_str()),
    }
}
