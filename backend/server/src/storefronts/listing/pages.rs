//! The buttons beside each listing of the KOL's own page.

use actix_web::{HttpRequest, web};
use domain::Error;
use domain::id::ListingId;
use domain::storefronts::listing::KolAct as Act;
use store::scope::OfOrganization;

use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::Posted;
use crate::http::show;
use crate::storefronts::storefront;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/storefront/listings/{listing}", web::post().to(act));
}

async fn act(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let id: ListingId = id.parse().map_err(|_| Error::Missing)?;
    let (member, at, comment) = (me.member(), app.now(), posted.text("comment"));
    let wanted: Act = match posted.choice("act") {
        Ok(wanted) => wanted,
        Err(error) => return storefront::pages::back(&request, &app, &me, posted, &error).await,
    };
    let written = app
        .write(OfOrganization::of(&me.0.member), move |tx| {
            super::act(tx, &member, id, wanted, &comment, at)
        })
        .await;
    match written {
        Ok(_) if matches!(wanted, Act::Up | Act::Down) => {
            show::see_other(format!("/storefront#{id}"))
        }
        Ok(_) => show::done("/storefront", &format!("listing-{wanted}")),
        Err(error) => storefront::pages::back(&request, &app, &me, posted, &error).await,
    }
}
