//! Tracked links over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::Error;
use domain::access::Permission;
use domain::id::{LinkId, ListingId, LiveSessionId, StorefrontId};
use serde::{Deserialize, Serialize};
use store::scope::OfOrganization;
use store::tracking::link::Link;

use super::Wanted;
use super::pages::{after, base};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::Query;
use crate::http::show;
use crate::storefronts::network_of;

/// A link to make.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTrackedLink {
    /// The listing that it leads to; the whole storefront when missing.
    #[serde(default)]
    pub listing: Option<String>,
    /// The own live session that it is for: `liv_…`; orders through it are of that session.
    #[serde(default)]
    pub session: Option<String>,
    /// Where it will be put: `wechat`, `xiaohongshu`, `douyin`, `weibo`, `instagram`, `line`,
    /// `youtube`, `mail`, `print`, `other`.
    pub channel: String,
}

impl Document for NewTrackedLink {
    const BY: &'static [Permission] = &[Permission::MakeLinks];
}

/// A tracked link.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TrackedLink {
    /// The link.
    #[schema(value_type = String, example = "lnk_01jd0000000000000000000000")]
    pub id: LinkId,
    /// Its public code: the network's two characters and its own seven.
    #[schema(example = "ha7Ws9kQ2")]
    pub code: String,
    /// The whole address to share.
    pub url: String,
    /// The storefront that it leads to.
    #[schema(value_type = String)]
    pub storefront: StorefrontId,
    /// The listing that it leads to, if to one.
    #[schema(value_type = Option<String>)]
    pub listing: Option<ListingId>,
    /// The live session that it was made for.
    #[schema(value_type = Option<String>)]
    pub session: Option<LiveSessionId>,
    /// Where it was put.
    pub channel: &'static str,
    /// The page that it leads to.
    pub path: String,
    /// Clicks by people.
    pub clicks: i64,
    /// When it was made.
    pub created_at: String,
}

/// The own links, newest first.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TrackedLinks {
    /// The links.
    pub items: Vec<TrackedLink>,
    /// The `after` of the next page; missing on the last.
    pub next: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/links", web::post().to(create))
        .route("/api/v1/links", web::get().to(list));
}

/// Makes a tracked link to the own storefront or a listing of it.
#[utoipa::path(post, path = "/api/v1/links", tag = "links", request_body = NewTrackedLink,
    responses((status = 201, body = TrackedLink), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<NewTrackedLink>) -> Answer {
    let Body(NewTrackedLink { listing, session, channel }, _) = body;
    let listing: Option<ListingId> =
        listing.map(|told| told.parse().map_err(|_| Error::Missing)).transpose()?;
    let session: Option<LiveSessionId> =
        session.map(|told| told.parse().map_err(|_| Error::Missing)).transpose()?;
    let network = network_of(&app, &me.0.member).await?;
    let (member, at, slug) = (me.member(), app.now(), network.slug.clone());
    let link = app
        .write(OfOrganization::of(&me.0.member), move |tx| {
            let wanted = Wanted { listing, session, channel: &channel };
            super::create_anew(tx, &member, at, &slug, wanted)
        })
        .await?;
    show::json(StatusCode::CREATED, &document(&app, &network.code, link, 0))
}

/// The own links with their clicks.
#[utoipa::path(get, path = "/api/v1/links", tag = "links",
    params(("after" = Option<String>, Query, description = "The `next` of the page before")),
    responses((status = 200, body = TrackedLinks), (status = 403, body = Problem)))]
pub async fn list(app: Running, me: Me, query: Query) -> Answer {
    let before = after(&query)?;
    let network = network_of(&app, &me.0.member).await?;
    let member = me.member();
    let links = app
        .read(OfOrganization::of(&me.0.member), move |tx| super::page(tx, &member, before))
        .await?;
    let items = links.items.into_iter();
    let items = items.map(|one| document(&app, &network.code, one.link, one.clicks)).collect();
    let next = links.next.map(|next| next.to_string());
    show::json(StatusCode::OK, &TrackedLinks { items, next })
}

fn document(app: &Running, network_code: &str, link: Link, clicks: i64) -> TrackedLink {
    TrackedLink {
        id: link.id,
        url: format!("{}{}", base(app, network_code), link.code),
        code: format!("{network_code}{}", link.code),
        storefront: link.storefront_id,
        listing: link.listing_id,
        session: link.session_id,
        channel: link.channel.as_str(),
        path: link.path,
        clicks,
        created_at: link.created_at.to_string(),
    }
}
