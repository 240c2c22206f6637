//! Entries in the browser.

use actix_web::HttpRequest;
use actix_web::web::{self, Bytes};
use askama::Template;
use domain::access::{Member, Permission};
use domain::explain::subject::Explained;
use domain::id::EntryId;
use domain::ledger::entry::EntryKind;
use domain::tenancy::network::Network;
use domain::{Currency, Money};
use serde::Deserialize;
use store::ledger::entry::Posted;
use store::scope::OfNetwork;
use words::Words;

use super::api::parse;
use super::{List, Moved, Shown};
use crate::error::Answer;
use crate::explain::door::address;
use crate::http::caller::{Me, Running, language};
use crate::http::csv::{self, Csv};
use crate::http::form::{Form, Posted as Sent};
use crate::http::page::Page;
use crate::http::query::{InQuery, after};
use crate::http::show;

/// Entries of one page.
const ROWS: usize = 50;
/// Entries of one piece of a file.
const PIECE: usize = 500;

#[derive(Template)]
#[template(path = "ledger/entry/entry.html")]
struct EntryPage {
    page: Page,
    shown: Shown,
    kind: &'static str,
    sum: Money,
    moved: Vec<Moved>,
    grouped: bool,
    form: Form,
    may_reverse: bool,
}

#[derive(Template)]
#[template(path = "ledger/entry/entries.html")]
struct EntriesPage {
    page: Page,
    list: List,
    is_first: bool,
}

/// The query of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    after: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/ledger/entries", web::get().to(index))
        .route("/ledger/entries.csv", web::get().to(export))
        .route("/ledger/entries/{id}", web::get().to(read))
        .route("/ledger/entries/{id}/reverse", web::post().to(reverse));
}

async fn index(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let after = after(query.after.as_deref())?;
    let list = app.read(scope, move |tx| super::list(tx, &member, after, ROWS)).await?;
    let page = Page::inside(&request, &app, &me.0).under("/ledger");
    show::page(&EntriesPage { page, list, is_first: after.is_none() })
}

async fn export(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let network = crate::orders::network(&app, member.network).await?;
    let words = words::of(language(&request).0);
    let rest = Rest { app, scope, me: member, network, words, after: None, is_over: false };
    csv::stream("entries.csv", rest, piece).await
}

/// Where a file goes on.
struct Rest {
    app: Running,
    scope: OfNetwork,
    me: Member,
    network: Network,
    words: Words,
    after: Option<EntryId>,
    is_over: bool,
}

async fn piece(mut rest: Rest) -> domain::Result<Option<(Bytes, Rest)>> {
    if rest.is_over {
        return Ok(None);
    }
    let (me, after) = (rest.me.clone(), rest.after);
    let list = rest.app.read(rest.scope, move |tx| super::list(tx, &me, after, PIECE)).await?;
    let mut file = if after.is_none() { headings(rest.words) } else { Csv::part() };
    let site = rest.app.settings.site();
    for entry in &list.entries {
        put(&mut file, rest.words, (&rest.network, &site), &list, entry);
    }
    rest.is_over = list.next.is_none();
    rest.after = list.next;
    Ok(Some((file.into_bytes().into(), rest)))
}

fn headings(words: Words) -> Csv {
    Csv::new(&[
        words.ledger_number(),
        words.ledger_recorded(),
        words.ledger_effective(),
        words.ledger_kind(),
        words.ledger_debit(),
        words.ledger_credit(),
        words.ledger_currency(),
        words.ledger_amount(),
        words.ledger_key(),
        words.ledger_id(),
        words.explain_file(),
    ])
}

/// One row for each transfer.
fn put(
    file: &mut Csv,
    words: Words,
    (network, site): (&Network, &str),
    list: &List,
    entry: &Posted,
) {
    let explained = format!("{site}{}", address(Explained::Entry, entry.id));
    let number = list.numbers.get(&entry.id).map(ToString::to_string).unwrap_or_default();
    for moved in &entry.transfers {
        file.text(&number)
            .text(&words.stamp(entry.recorded_at, network.time_zone))
            .text(&words.stamp(entry.effective_at, network.time_zone))
            .text(super::kind(words, entry.kind))
            .text(&moved.debit.to_string())
            .text(&moved.credit.to_string())
            .text(moved.amount.currency().code())
            .amount(moved.amount)
            .text(&entry.key)
            .text(&entry.id.to_string())
            .text(&explained)
            .end();
    }
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    whole(&request, &app, &me, &id, Form::fresh(Sent::default())).await
}

async fn reverse(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Sent,
) -> Answer {
    let (member, entry, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let reason = posted.text("reason");
    let made = app.write(scope, move |tx| super::reverse(tx, &member, entry, &reason, at)).await;
    match made {
        Ok(_) => show::done(&format!("/ledger/entries/{entry}"), "entry-reversed"),
        Err(error) => {
            let words = Page::bare(&request, &app).words;
            let form = Form::back(posted, &error, words)?;
            whole(&request, &app, &me, &id, form).await
        }
    }
}

async fn whole(request: &HttpRequest, app: &Running, me: &Me, id: &str, form: Form) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let id = parse(id)?;
    let page = Page::inside(request, app, &me.0).under("/ledger");
    let (locale, may_keep) = (page.locale, member.may(Permission::KeepBooks));
    let shown = app.read(scope, move |tx| super::show(tx, &member, locale, id)).await?;
    let entry = &shown.entry;
    let shown = EntryPage {
        kind: super::kind(page.words, entry.kind),
        sum: sum(entry)?,
        moved: super::moved(page.words, &shown.names, entry),
        grouped: entry.kind == EntryKind::CommissionConfirmed,
        may_reverse: may_keep && (shown.is_reversible || form.is_back()),
        form,
        shown,
        page,
    };
    show::page_with(shown.form.status(), &shown)
}

impl EntriesPage {
    /// What an entry records.
    fn kind(&self, entry: &Posted) -> &'static str {
        super::kind(self.page.words, entry.kind)
    }

    /// The sum of what it moved.
    fn sum(entry: &Posted) -> Result<Money, askama::Error> {
        sum(entry).map_err(|error| askama::Error::Custom(error.into()))
    }
}

/// The sum of what an entry moved.
fn sum(entry: &Posted) -> domain::Result<Money> {
    let mut amounts = entry.transfers.iter().map(|moved| moved.amount);
    // An entry moves something by construction.
    let first = amounts.next().unwrap_or(Money::zero(Currency::Jpy));
    amounts.try_fold(first, Money::plus)
}
