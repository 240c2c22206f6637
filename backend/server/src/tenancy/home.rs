//! The root: each person's first place, or the public site.

use actix_web::web;
use domain::access::Role;

use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::show;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/", web::get().to(home));
}

async fn home(app: Running, me: Option<Me>) -> Answer {
    let Some(me) = me else {
        let app = app.get_ref().clone();
        let first = crate::app::blocking(move || app.directory.first(&app)).await?;
        return show::see_other(format!("/n/{}", first.slug));
    };
    show::see_other(match me.0.member.role {
        Role::NetworkOwner | Role::AccountManager | Role::ContentReviewer => "/reviews",
        Role::FinanceMaker | Role::FinanceApprover | Role::Auditor => "/statements",
        Role::BrandAdmin | Role::BrandStaff => "/products",
        Role::Kol => "/storefront",
        Role::McnManager => "/session/memberships",
    })
}
