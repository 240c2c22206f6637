//! The codes that a KOL reads aloud.

use actix_web::web;
use domain::access::{Member, Permission};
use domain::tracking::coupon as rules;
use domain::{Error, Result, Timestamp};
use store::scope::{OfOrganization, OrgTx};
use store::tracking::coupon;

use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::Posted;
use crate::http::show;

/// Codes of one KOL.
const MOST: usize = 10;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/storefront/coupon", web::post().to(create));
}

/// Gives the acting KOL a code; answers it as it is stored.
///
/// # Errors
/// `Forbidden`; `Invalid` on `code` (`field-required`, `coupon-malformed`);
/// `Taken("coupon-taken")` when anybody of the network has it; `Refused("coupon-too-many")`.
pub fn claim(tx: &mut OrgTx<'_>, me: &Member, at: Timestamp, code: &str) -> Result<String> {
    me.must(Permission::MakeLinks)?;
    let code = rules::check("code", code).map_err(|error| Error::Invalid(vec![error]))?;
    // One KOL must not take every good word of the network.
    if coupon::find(tx, me.organization)?.len() >= MOST {
        return Err(Error::Refused("coupon-too-many"));
    }
    coupon::insert(tx, me.organization, &code, at)?;
    Ok(code)
}

async fn create(request: actix_web::HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let (member, at, code) = (me.member(), app.now(), posted.text("code"));
    let written =
        app.write(OfOrganization::of(&me.0.member), move |tx| claim(tx, &member, at, &code)).await;
    match written {
        Ok(_) => show::done("/storefront", "coupon-made"),
        Err(error) => super::storefront::pages::back(&request, &app, &me, posted, &error).await,
    }
}
