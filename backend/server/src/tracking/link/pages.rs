//! Tracked links in the KOL's browser.

use std::collections::HashMap;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::id::{LinkId, ListingId};
use domain::tracking::link::Channel;
use domain::{Error, Result};
use store::scope::OfOrganization;
use store::tracking::link::{Link, LinkWithClicks};

use super::{Links, Wanted};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;
use crate::storefronts::said::Said;
use crate::storefronts::storefront::{self, Item};
use crate::storefronts::{network_of, read_own};

#[derive(Template)]
#[template(path = "tracking/link/links.html")]
struct LinksPage {
    page: Page,
    form: Form,
    /// Whether there is a storefront to lead to.
    has_storefront: bool,
    /// What a link can lead to besides the whole storefront.
    shelf: Vec<Item>,
    links: Vec<LinkWithClicks>,
    names: HashMap<ListingId, Said>,
    /// What stands before a link's own code in its address.
    base: String,
    next: Option<LinkId>,
}

impl LinksPage {
    fn address(&self, link: &Link) -> String {
        format!("{}{}", self.base, link.code)
    }

    fn name(&self, link: &Link) -> Option<&Said> {
        self.names.get(&link.listing_id?)
    }
}

/// Where the page before ended.
///
/// # Errors
/// `Invalid` on `after`.
pub(super) fn after(query: &Query) -> Result<Option<LinkId>> {
    match query.get("after") {
        "" => Ok(None),
        told => told.parse().map(Some).map_err(|_| Error::field("after", "choice-unknown")),
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/links", web::get().to(list)).route("/links", web::post().to(create));
}

/// What stands before a link's own code in its public address.
pub(super) fn base(app: &Running, network_code: &str) -> String {
    format!("{}/r/{network_code}", app.settings.site())
}

async fn list(request: HttpRequest, app: Running, me: Me, query: Query) -> Answer {
    let form = Form::fresh(Posted::default());
    show_links(&request, &app, &me, form, after(&query)?).await
}

async fn show_links(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    form: Form,
    before: Option<LinkId>,
) -> Answer {
    let page = Page::inside(request, app, &me.0);
    let (member, locale) = (me.member(), page.locale);
    let (network, (Links { items, next }, mine)) =
        read_own(app, &me.0.member, move |network, tx| {
            let links = super::page(tx, &member, before)?;
            Ok((links, storefront::mine(tx, &member, locale, network.network_share)?))
        })
        .await?;
    let has_storefront = mine.is_some();
    let (shelf, delisted) = mine.map(|mine| (mine.shelf, mine.delisted)).unwrap_or_default();
    let names = shelf
        .iter()
        .chain(&delisted)
        .filter_map(|item| Some((item.id, item.name.clone()?)))
        .collect();
    let base = base(app, &network.code);
    let links = items;
    let all = LinksPage { page, form, has_storefront, shelf, links, names, base, next };
    show::page_with(all.form.status(), &all)
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let network = network_of(&app, &me.0.member).await?.slug;
    let (member, at, channel) = (me.member(), app.now(), posted.text("channel"));
    let listing: Result<Option<ListingId>> = match posted.get("listing") {
        "" => Ok(None),
        told => told.parse().map(Some).map_err(|_| Error::field("listing", "choice-unknown")),
    };
    let written = match listing {
        Ok(listing) => {
            app.write(OfOrganization::of(&me.0.member), move |tx| {
                let wanted = Wanted { listing, channel: &channel };
                super::create_anew(tx, &member, at, &network, wanted)
            })
            .await
        }
        Err(error) => Err(error),
    };
    let Err(error) = written else { return show::done("/links", "link-made") };
    let words = words::of(Page::bare(&request, &app).locale);
    let form = Form::back(posted, &error, words)?;
    show_links(&request, &app, &me, form, None).await
}
