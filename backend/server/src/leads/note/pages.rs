//! Notes on leads in the operator's browser.

use actix_web::{HttpRequest, web};
use domain::access::Permission;
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::Posted;
use crate::http::show;
use crate::leads::lead::api::parse;
use crate::leads::lead::back;

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/leads/{id}/notes", web::post().to(create));
}

async fn create(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, lead, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::WorkLeads)?;
    let told = posted.text("note");
    match app.write(scope, move |tx| super::create(tx, &member, lead, &told, at)).await {
        Ok(_) => show::done(&format!("/leads/{lead}"), "lead-noted"),
        Err(error) => back(&request, &app, &me, &id, posted, &error).await,
    }
}
