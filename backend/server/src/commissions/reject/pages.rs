//! Rejecting commissions in the browser: from an order or a KOL's month, with what became of each.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::commissions::reject::{RejectDraft, RejectReason};
use domain::id::CommissionId;
use domain::{Money, Result};
use store::scope::OfNetwork;

use super::Outcome;
use crate::commissions::books::Books;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;
use crate::orders::names::{Names, Said};
use crate::platform::letter::Desk;

#[derive(Template)]
#[template(path = "commissions/reject/decide.html")]
struct DecidePage {
    page: Page,
    reject: Form,
    picks: Vec<CommissionId>,
    results: Vec<Became>,
    back: String,
}

impl DecidePage {
    /// How many were picked.
    fn count(&self) -> i64 {
        i64::try_from(self.picks.len()).unwrap_or(i64::MAX)
    }
}

/// What became of one commission, in words.
struct Became {
    id: CommissionId,
    product: Option<Said>,
    kol: Option<Said>,
    amount: Option<Money>,
    tone: &'static str,
    told: String,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/commissions/decide", web::post().to(decide));
}

/// The page that the form stood on; the list of orders for what is none.
fn place(posted: &Posted) -> String {
    let told = posted.get("back");
    let known = ["/orders/", "/statements/"].iter().any(|under| told.starts_with(under));
    let plain = told.chars().all(|c| c.is_ascii_alphanumeric() || "/-_".contains(c));
    if known && plain { told.to_owned() } else { "/orders".to_owned() }
}

async fn decide(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::RejectCommissions)?;
    let picks: Vec<CommissionId> =
        posted.starting_with("pick-").into_iter().filter_map(|(id, _)| id.parse().ok()).collect();
    let draft = RejectDraft {
        act: posted.text("act"),
        reason: posted.text("reason"),
        text: posted.text("text"),
    };
    let back = place(&posted);
    let network = crate::orders::network(&app, member.network).await?;
    let (desk, at) = (Desk::open(&app, member.network).await?, app.now());
    let under = if back.starts_with("/statements") { "/statements" } else { "/orders" };
    let page = Page::inside(&request, &app, &me.0).under(under);
    let (ids, locale) = (picks.clone(), page.locale);
    let outcome = app
        .write(scope, move |tx| {
            let done = super::decide_many(tx, &member, (&network, &desk), &ids, &draft, at)?;
            let rows = || done.iter().filter_map(|one| one.row.as_ref());
            let products = rows().map(|row| row.product_id).collect();
            let names = tx.called(locale, rows().map(|row| row.kol_id).collect(), products)?;
            Ok((done, names))
        })
        .await;
    let (reject, results) = match outcome {
        Ok((done, names)) => {
            let results = done.iter().map(|one| told(&page, &names, one)).collect::<Result<_>>()?;
            (Form::fresh(Posted::default()), results)
        }
        Err(error) => (Form::back(posted, &error, page.words)?, Vec::new()),
    };
    let status = reject.status();
    show::page_with(status, &DecidePage { page, reject, picks, results, back })
}

fn told(page: &Page, names: &Names, one: &Outcome) -> Result<Became> {
    let (tone, told) = match (&one.error, one.standing) {
        (Some(error), _) => ("bad", page.words.error(error)),
        (None, Some(standing)) => ("good", page.state("commission", standing.as_str())),
        (None, None) => ("neutral", String::new()),
    };
    let row = one.row.as_ref();
    Ok(Became {
        id: one.id,
        product: row.map(|row| names.product(row.product_id)),
        kol: row.map(|row| names.party(row.kol_id)),
        amount: row.map(crate::orders::order::amount).transpose()?,
        tone,
        told,
    })
}
