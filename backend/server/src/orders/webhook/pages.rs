//! Webhooks in the browser: endpoints, their secrets once, what came to them.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::id::WebhookEndpointId;
use domain::orders::webhook::{EndpointDraft, Profile};
use domain::{Error, Result};
use store::orders::webhook::{Delivery, Endpoint};
use store::scope::OfNetwork;

use super::Made;
use crate::error::{Answer, Failure};
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;

/// Rows of a page.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "orders/webhook/webhooks.html")]
struct EndpointsPage {
    page: Page,
    endpoints: Vec<Endpoint>,
    form: Form,
    profiles: &'static [Profile],
    may_set_up: bool,
}

#[derive(Template)]
#[template(path = "orders/webhook/webhook.html")]
struct EndpointPage {
    page: Page,
    endpoint: Endpoint,
    deliveries: Vec<Came>,
    next: Option<String>,
    address: String,
    signature: &'static str,
    secret: Option<String>,
}

/// A message with the words of why it was refused.
struct Came {
    delivery: Delivery,
    why: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/webhooks", web::get().to(index))
        .route("/webhooks", web::post().to(create))
        .route("/webhooks/{endpoint}", web::get().to(read))
        .route("/webhooks/{endpoint}/act", web::post().to(act));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    let form = Form::fresh(Posted::default().with("profile", "kakehashi"));
    show::page(&listed(&request, &app, &me, form).await?)
}

async fn listed(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    form: Form,
) -> Result<EndpointsPage> {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let endpoints = app.read(scope, move |tx| super::list(tx, &member)).await?;
    let page = Page::inside(request, app, &me.0).under("/orders");
    Ok(EndpointsPage { page, endpoints, form, profiles: Profile::ALL, may_set_up: true })
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SetUpOrders)?;
    let draft = EndpointDraft {
        name: posted.text("name"),
        source: posted.text("source"),
        profile: posted.text("profile"),
        secret: posted.text("secret"),
    };
    let (keys, at) = (app.clone(), app.now());
    let made = app.write(scope, move |tx| super::create(tx, &member, &keys.keys, &draft, at)).await;
    match made {
        // The secret is on this answer alone: nothing keeps it where it could be read again.
        Ok(made) => shown(&request, &app, &me, made.id, Some(made)).await,
        Err(error) => {
            let words = words::of(crate::http::caller::language(&request).0);
            let form = Form::back(posted, &error, words)?;
            let page = listed(&request, &app, &me, form).await?;
            show::page_with(page.form.status(), &page)
        }
    }
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::Missing)?;
    shown(&request, &app, &me, id, None).await
}

async fn act(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SetUpOrders)?;
    let id: WebhookEndpointId = id.parse().map_err(|_| Error::Missing)?;
    let (keys, at, word) = (app.clone(), app.now(), posted.text("act"));
    let made = app
        .write(scope, move |tx| super::act(tx, &member, &keys.keys, (id, &word), at))
        .await
        .map_err(Failure)?;
    match made {
        Some(made) => shown(&request, &app, &me, id, Some(made)).await,
        None => show::done(&format!("/webhooks/{id}"), "webhook-changed"),
    }
}

async fn shown(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    id: WebhookEndpointId,
    made: Option<Made>,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let before = Query::of(request).get("before").parse().ok();
    let (endpoint, deliveries, next) =
        app.read(scope, move |tx| super::log(tx, &member, id, before, ROWS)).await?;
    let page = Page::inside(request, app, &me.0).under("/orders");
    let words = page.words;
    let say = |code: &str| {
        words
            .get(&format!("error-{code}"), &[])
            .map_or_else(|| code.to_owned(), std::borrow::Cow::into_owned)
    };
    let deliveries = deliveries
        .into_iter()
        .map(|delivery| Came { why: delivery.reason.as_deref().map(say), delivery })
        .collect();
    show::page(&EndpointPage {
        address: format!("{}/api/v1/webhooks/{id}", app.settings.site()),
        signature: endpoint.profile.headers().signature,
        next: next.map(|next| format!("/webhooks/{id}?before={next}")),
        secret: made.map(|made| made.secret),
        endpoint,
        deliveries,
        page,
    })
}
