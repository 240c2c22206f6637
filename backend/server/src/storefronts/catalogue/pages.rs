//! The catalogue in the KOL's browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::catalogue::product::Category;
use domain::id::ProductId;
use domain::storefronts::listing::{COMMENT_LIMIT, Sort};
use domain::{Error, Result};
use store::scope::OfOrganization;

use super::{Detail, Offer, Offers, Reader, Wanted};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;
use crate::storefronts::{listing, read_own};

#[derive(Template)]
#[template(path = "storefronts/catalogue/catalogue.html")]
struct CataloguePage {
    page: Page,
    asked: Asked,
    items: Vec<Offer>,
    pictures: String,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "storefronts/catalogue/product.html")]
struct ProductPage {
    page: Page,
    detail: Detail,
    share: String,
    pictures: String,
    form: Form,
}

/// What the filter says, as it was asked.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    q: String,
    category: String,
    sample: String,
    sort: String,
    after: String,
}

impl From<Query> for Asked {
    fn from(query: Query) -> Self {
        Self {
            q: query.text("q"),
            category: query.text("category"),
            sample: query.text("sample"),
            sort: query.text("sort"),
            after: query.text("after"),
        }
    }
}

impl Asked {
    /// What a list of the catalogue is asked for; a word that is none stands for everything, so that
    /// an old bookmark still shows something.
    pub(super) fn wanted(&self) -> Result<Wanted> {
        Ok(Wanted {
            words: self.q.clone(),
            category: self.category.parse().ok(),
            sample: self.is_sample(),
            sort: self.sort.parse().ok(),
            after: Some(&self.after)
                .filter(|after| !after.is_empty())
                .map(|after| after.parse())
                .transpose()?,
        })
    }

    fn is_sample(&self) -> bool {
        matches!(self.sample.as_str(), "on" | "true" | "1")
    }

    fn is_filtered(&self) -> bool {
        !self.q.trim().is_empty() || !self.category.is_empty() || self.is_sample()
    }

    /// The order's word; the usual one when none was asked for.
    fn order(&self) -> &'static str {
        self.sort.parse().unwrap_or(Sort::Newest).as_str()
    }

    fn going_on(&self, after: &str) -> String {
        let sample = if self.is_sample() { "on" } else { "" };
        let all = [
            ("q", self.q.as_str()),
            ("category", &self.category),
            ("sample", sample),
            ("sort", &self.sort),
            ("after", after),
        ];
        let said: Vec<_> = all.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!("/catalogue?{}", show::query(&said))
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/catalogue", web::get().to(list))
        .route("/catalogue/{product}", web::get().to(read))
        .route("/catalogue/{product}/pick", web::post().to(pick));
}

async fn list(request: HttpRequest, app: Running, me: Me, query: Query) -> Answer {
    let page = Page::inside(&request, &app, &me.0);
    let (member, locale, at) = (me.member(), page.locale, app.now());
    let asked = Asked::from(query);
    let wanted = asked.wanted()?;
    let (network, Offers { items, next }) = read_own(&app, &me.0.member, move |network, tx| {
        let reader = Reader { locale, share: network.network_share, at };
        super::page(tx, &member, &wanted, reader)
    })
    .await?;
    let next = next.map(|next| asked.going_on(&next.to_string()));
    let pictures = format!("/n/{}/pictures", network.slug);
    show::page(&CataloguePage { page, asked, items, pictures, next })
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::Missing)?;
    let form = Form::fresh(Posted::default());
    show_product(&request, &app, &me, id, form).await
}

async fn pick(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let (member, at, comment) = (me.member(), app.now(), posted.text("comment"));
    let written = app
        .write(OfOrganization::of(&me.0.member), move |tx| {
            listing::pick(tx, &member, id, &comment, at)
        })
        .await;
    match written {
        Ok(_) => show::done("/storefront", "listing-picked"),
        // The first pick leads to the form that opens the storefront, and from there back.
        Err(Error::Refused("storefront-none")) => {
            let back = format!("/catalogue/{id}");
            show::done(
                &format!("/storefront?{}", show::query(&[("next", &back)])),
                "storefront-first",
            )
        }
        Err(error) => {
            let words = words::of(Page::bare(&request, &app).locale);
            let form = Form::back(posted, &error, words)?;
            show_product(&request, &app, &me, id, form).await
        }
    }
}

async fn show_product(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    id: ProductId,
    form: Form,
) -> Answer {
    let page = Page::inside(request, app, &me.0);
    let (member, locale, at) = (me.member(), page.locale, app.now());
    let (network, detail) = read_own(app, &me.0.member, move |network, tx| {
        let reader = Reader { locale, share: network.network_share, at };
        super::get(tx, &member, id, reader)
    })
    .await?;
    let share = page.percent(&network.network_share);
    let pictures = format!("/n/{}/pictures", network.slug);
    show::page_with(form.status(), &ProductPage { page, detail, share, pictures, form })
}
