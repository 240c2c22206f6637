//! Tracked links in the KOL's browser.

use std::collections::HashMap;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::id::{LinkId, ListingId, LiveSessionId};
use domain::live::session::LiveStatus;
use domain::tracking::link::Channel;
use domain::{Error, Result};
use store::live::session::{self, Search};
use store::scope::OfOrganization;
use store::tracking::link::{Link, LinkWithClicks};

use super::{Links, Wanted};
use crate::app::App;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;
use crate::storefronts::said::Said;
use crate::storefronts::storefront::{self, Item};
use crate::storefronts::{network_of, read_own};

/// Live sessions to choose from at most.
const SESSIONS: i64 = 30;

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
    /// The titles of the live sessions of its links, and those that take new ones.
    titles: HashMap<LiveSessionId, String>,
    sessions: Vec<(LiveSessionId, String)>,
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

    fn session(&self, link: &Link) -> Option<(LiveSessionId, &String)> {
        let id = link.session_id?;
        Some((id, self.titles.get(&id)?))
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
pub(crate) fn base(app: &App, network_code: &str) -> String {
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
    let at = app.now();
    let (network, (Links { items, next }, mine, titles, sessions)) =
        read_own(app, &me.0.member, move |network, tx| {
            let links = super::page(tx, &member, before)?;
            let ids: Vec<LiveSessionId> =
                links.items.iter().filter_map(|one| one.link.session_id).collect();
            let titles = session::find(tx, &ids)?;
            let search = Search {
                statuses: LiveStatus::ALL.iter().copied().filter(|s| s.takes_links()).collect(),
                ends_after: Some(at),
                limit: SESSIONS,
                ..Search::default()
            };
            let sessions = session::page(tx, &search)?;
            let mine = storefront::mine(tx, &member, locale, network.network_share)?;
            Ok((links, mine, titles, sessions))
        })
        .await?;
    let titles = titles.into_iter().map(|(id, session)| (id, session.title)).collect();
    let sessions = sessions.into_iter().map(|session| (session.id, session.title)).collect();
    let has_storefront = mine.is_some();
    let (shelf, delisted) = mine.map(|mine| (mine.shelf, mine.delisted)).unwrap_or_default();
    let names = shelf
        .iter()
        .chain(&delisted)
        .filter_map(|item| Some((item.id, item.name.clone()?)))
        .collect();
    let base = base(app, &network.code);
    let links = items;
    let all =
        LinksPage { page, form, has_storefront, shelf, links, names, titles, sessions, base, next };
    show::page_with(all.form.status(), &all)
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let network = network_of(&app, &me.0.member).await?.slug;
    let (member, at, channel) = (me.member(), app.now(), posted.text("channel"));
    let listing: Result<Option<ListingId>> = match posted.get("listing") {
        "" => Ok(None),
        told => told.parse().map(Some).map_err(|_| Error::field("listing", "choice-unknown")),
    };
    let session: Result<Option<LiveSessionId>> = match posted.get("session") {
        "" => Ok(None),
        told => told.parse().map(Some).map_err(|_| Error::field("session", "choice-unknown")),
    };
    let place = match &session {
        Ok(Some(id)) => format!("/live/{id}"),
        _ => "/links".to_owned(),
    };
    let written = match listing.and_then(|listing| Ok((listing, session?))) {
        Ok((listing, session)) => {
            app.write(OfOrganization::of(&me.0.member), move |tx| {
                let wanted = Wanted { listing, session, channel: &channel };
                super::create_anew(tx, &member, at, &network, wanted)
            })
            .await
        }
        Err(error) => Err(error),
    };
    let Err(error) = written else { return show::done(&place, "link-made") };
    let words = words::of(Page::bare(&request, &app).locale);
    let form = Form::back(posted, &error, words)?;
    show_links(&request, &app, &me, form, None).await
}
