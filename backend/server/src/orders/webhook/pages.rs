//! Webhooks in the browser: endpoints, their secrets once, what came to them.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::id::{WebhookDeliveryId, WebhookEndpointId};
use domain::orders::webhook::{DeliveryStatus, EndpointDraft, Profile};
use domain::{Error, Result};
use store::orders::delivery::{self, Delivery};
use store::orders::webhook::Endpoint;
use store::scope::OfNetwork;

use super::{Made, Shown, kept};
use crate::error::{Answer, Failure};
use crate::http::body::NoBody;
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
    steps: Vec<String>,
    topics: &'static [&'static str],
    only: Option<DeliveryStatus>,
    statuses: &'static [DeliveryStatus],
}

/// A message with the words of why it was refused.
struct Came {
    delivery: Delivery,
    why: Option<String>,
    is_held: bool,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/webhooks", web::get().to(index))
        .route("/webhooks", web::post().to(create))
        .route("/webhooks/{endpoint}", web::get().to(read))
        .route("/webhooks/{endpoint}/act", web::post().to(act))
        .route("/webhook-deliveries/{delivery}/retry", web::post().to(retry));
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
        shop: posted.text("shop"),
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
    if word == "retry" {
        return retry_all(&app, &me, id).await;
    }
    let made = app
        .write(scope, move |tx| super::act(tx, &member, &keys.keys, (id, &word), at))
        .await
        .map_err(Failure)?;
    match made {
        Some(made) => shown(&request, &app, &me, id, Some(made)).await,
        None => show::done(&format!("/webhooks/{id}"), "webhook-changed"),
    }
}

/// Tries one held message again; the page says what became of it.
async fn retry(app: Running, me: Me, id: web::Path<String>, _: NoBody) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SetUpOrders)?;
    let id: WebhookDeliveryId = id.parse().map_err(|_| Error::Missing)?;
    let endpoint = app.read(scope, move |tx| delivery::get(tx, id)).await?.endpoint_id;
    let network = crate::orders::network(&app, member.network).await?;
    let tried = kept::tried(&app, Some(member), &network, id, app.now()).await;
    let place = format!("/webhooks/{endpoint}");
    match tried {
        Ok(_) => show::done(&place, "webhook-retried"),
        // Why it still cannot be taken stands beside it.
        Err(Error::Invalid(_) | Error::Refused(_) | Error::Taken(_)) => {
            show::done(&place, "webhook-still-held")
        }
        Err(error) => Err(Failure(error)),
    }
}

/// Tries what an endpoint holds again, the oldest first.
async fn retry_all(app: &Running, me: &Me, endpoint: WebhookEndpointId) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let ids = app
        .read(scope, move |tx| {
            store::orders::webhook::get(tx, endpoint)?;
            store::orders::kept::held(tx, endpoint, kept::AT_ONCE)
        })
        .await?;
    let network = crate::orders::network(app, member.network).await?;
    let mut still = false;
    for id in ids {
        let tried = kept::tried(app, Some(me.member()), &network, id, app.now()).await;
        still |= tried.is_err();
    }
    let code = if still { "webhook-still-held" } else { "webhook-retried" };
    show::done(&format!("/webhooks/{endpoint}"), code)
}

/// How the shop system is set up, step by step, and the topics that it sends.
fn guide(words: words::Words, profile: Profile) -> (Vec<String>, &'static [&'static str]) {
    match profile {
        Profile::Kakehashi => (
            vec![
                words.webhooks_guide_kakehashi_1().to_string(),
                words.webhooks_guide_kakehashi_2().to_string(),
                words.webhooks_guide_kakehashi_3().to_string(),
                words.webhooks_guide_kakehashi_4().to_string(),
            ],
            &["order", "event", "bounce"],
        ),
        Profile::Shopify => (
            vec![
                words.webhooks_guide_shopify_1().to_string(),
                words.webhooks_guide_shopify_2().to_string(),
                words.webhooks_guide_shopify_3().to_string(),
                words.webhooks_guide_shopify_4().to_string(),
                words.webhooks_guide_shopify_5().to_string(),
                words.webhooks_guide_shopify_6().to_string(),
            ],
            &[
                "orders/create",
                "orders/paid",
                "orders/updated",
                "orders/fulfilled",
                "orders/cancelled",
                "refunds/create",
            ],
        ),
        Profile::Woocommerce => (
            vec![
                words.webhooks_guide_woocommerce_1().to_string(),
                words.webhooks_guide_woocommerce_2().to_string(),
                words.webhooks_guide_woocommerce_3().to_string(),
                words.webhooks_guide_woocommerce_4().to_string(),
                words.webhooks_guide_woocommerce_5().to_string(),
            ],
            &["order.created", "order.updated", "order.deleted", "order.restored"],
        ),
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
    let wanted = Query::of(request);
    let only: Option<DeliveryStatus> = wanted.get("status").parse().ok();
    let shown = Shown { status: only, before: wanted.get("before").parse().ok() };
    let (endpoint, deliveries, next) =
        app.read(scope, move |tx| super::log(tx, &member, id, shown, ROWS)).await?;
    let page = Page::inside(request, app, &me.0).under("/orders");
    let words = page.words;
    let say = |code: &str, word: &str| {
        words
            .get(&format!("error-{code}"), &[("word", word)])
            .map_or_else(|| code.to_owned(), std::borrow::Cow::into_owned)
    };
    let deliveries = deliveries
        .into_iter()
        .map(|delivery| Came {
            why: delivery
                .reason
                .as_deref()
                .map(|code| say(code, delivery.detail.as_deref().unwrap_or_default())),
            is_held: delivery.status == DeliveryStatus::Held,
            delivery,
        })
        .collect();
    let (steps, topics) = guide(words, endpoint.profile);
    show::page(&EndpointPage {
        steps,
        topics,
        only,
        statuses: DeliveryStatus::ALL,
        address: format!("{}/api/v1/webhooks/{id}", app.settings.site()),
        signature: endpoint.profile.headers().signature,
        next: next.map(|next| match only {
            Some(only) => format!("/webhooks/{id}?status={only}&before={next}"),
            None => format!("/webhooks/{id}?before={next}"),
        }),
        secret: made.map(|made| made.secret),
        endpoint,
        deliveries,
        page,
    })
}
