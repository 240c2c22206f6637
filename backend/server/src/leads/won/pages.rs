//! Inviting the person of a lead that was won, in the operator's browser.

use actix_web::{HttpRequest, web};
use domain::access::Permission;
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running};
use crate::http::form::Posted;
use crate::http::show;
use crate::leads::lead::api::parse;
use crate::leads::lead::{House, back};
use crate::leads::network_of;
use crate::platform::letter::Desk;

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/leads/{id}/invite", web::post().to(invite));
}

async fn invite(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    _: NoBody,
) -> Answer {
    let (member, lead, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::WorkLeads)?;
    let network = network_of(&app, member.network).await?;
    let desk = Desk::open(&app, member.network).await?;
    let invite = app.write(scope, move |tx| {
        super::invite(tx, &member, House { network: &network, desk: &desk }, lead, at)
    });
    match invite.await {
        Ok(_) => show::done(&format!("/leads/{lead}"), "lead-invited"),
        Err(error) => back(&request, &app, &me, &id, Posted::default(), &error).await,
    }
}
