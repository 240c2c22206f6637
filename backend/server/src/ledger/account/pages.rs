//! The ledger's accounts in the browser.

use actix_web::HttpRequest;
use actix_web::web::{self, Bytes};
use askama::Template;
use domain::access::{Member, Permission};
use domain::explain::subject::Explained;
use domain::id::LedgerAccountId;
use domain::ledger::account::{Bucket, Group, Side};
use domain::tenancy::network::Network;
use domain::{Currency, Error, Locale, Money, Result};
use store::ledger::balance::Balance;
use store::ledger::movement::Movement;
use store::scope::OfNetwork;

use super::api::Query;
use super::{Asked, Sheet};
use crate::error::Answer;
use crate::explain::door::address as explained;
use crate::http::caller::{Me, Running, language};
use crate::http::csv::{self, Csv};
use crate::http::page::Page;
use crate::http::query::InQuery;
use crate::http::show;
use crate::ledger::asked::Dates;
use crate::ledger::entry::{kind, label};
use crate::orders::names::{Names, Said};

/// Rows of one page.
const ROWS: usize = 50;
/// Rows of one piece of a file.
const PIECE: usize = 500;

/// An account of the list.
struct Line {
    id: LedgerAccountId,
    label: &'static str,
    party: Option<Said>,
    debits: Money,
    credits: Money,
    balance: Money,
    currency: Currency,
    code: String,
}

/// A movement of an account.
struct Row {
    movement: Movement,
    kind: &'static str,
    other: &'static str,
    party: Option<Said>,
    debit: Option<Money>,
    credit: Option<Money>,
}

#[derive(Template)]
#[template(path = "ledger/account/accounts.html")]
struct AccountsPage {
    page: Page,
    asked: Asked,
    currencies: Vec<Currency>,
    lines: Vec<Line>,
    next: Option<String>,
    csv: String,
}

#[derive(Template)]
#[template(path = "ledger/account/account.html")]
struct AccountPage {
    page: Page,
    dates: Dates,
    line: Line,
    rows: Vec<Row>,
    sheet: Sheet,
    next: Option<String>,
    csv: String,
    is_first: bool,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/ledger", web::get().to(index))
        .route("/ledger/accounts.csv", web::get().to(export))
        .route("/ledger/accounts/{id}", web::get().to(read))
        .route("/ledger/accounts/{id}/movements.csv", web::get().to(movements));
}

impl Asked {
    fn address(&self, place: &str, after: &str) -> String {
        let told = [
            ("q", self.q.as_str()),
            ("group", &self.group),
            ("currency", &self.currency),
            ("effective", &self.dates.effective),
            ("recorded", &self.dates.recorded),
            ("after", after),
        ];
        show::address(place, &told)
    }
}

fn line(words: words::Words, names: &Names, balance: &Balance) -> Result<Line> {
    let account = balance.account;
    Ok(Line {
        id: account.id,
        label: label(words, account.code),
        party: account.code.organization().map(|id| names.party(id)),
        debits: balance.debits,
        credits: balance.credits,
        balance: balance.standing()?,
        currency: account.currency,
        code: account.code.to_string(),
    })
}

async fn index(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let network = crate::orders::network(&app, member.network).await?;
    let page = Page::inside(&request, &app, &me.0);
    let (asked, locale) = (query.asked(), page.locale);
    let (wanted, currencies) = (asked.clone(), network.currencies.clone());
    let list = app
        .read(scope, move |tx| super::list(tx, &member, &network, locale, &wanted, ROWS))
        .await?;
    let lines = list.balances.iter().map(|one| line(page.words, &list.names, one));
    let lines = lines.collect::<Result<_>>()?;
    let next = list.next.map(|next| asked.address("/ledger", &next.to_string()));
    let csv = asked.address("/ledger/accounts.csv", "");
    show::page(&AccountsPage { page, asked, currencies, lines, next, csv })
}

async fn read(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    query: InQuery<Query>,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let id: LedgerAccountId = id.parse().map_err(|_| Error::Missing)?;
    let network = crate::orders::network(&app, member.network).await?;
    let page = Page::inside(&request, &app, &me.0).under("/ledger");
    let (dates, after, locale) = (query.dates(), query.after(), page.locale);
    let (wanted, place) = (dates.clone(), after.clone());
    let sheet = app
        .read(scope, move |tx| {
            super::sheet(tx, &member, &network, locale, (id, &wanted, &place), ROWS)
        })
        .await?;
    let here = format!("/ledger/accounts/{id}");
    let told = |after: &str| {
        let dates = [("effective", dates.effective.as_str()), ("recorded", &dates.recorded)];
        [dates[0], dates[1], ("after", after)].map(|(name, value)| (name, value.to_owned()))
    };
    let place = |path: &str, after: &str| {
        let told = told(after);
        let told: Vec<(&str, &str)> =
            told.iter().map(|(name, value)| (*name, value.as_str())).collect();
        show::address(path, &told)
    };
    let next = sheet.next.map(|next| place(&here, &next.to_string()));
    let csv = place(&format!("{here}/movements.csv"), "");
    let line = line(page.words, &sheet.names, &sheet.balance)?;
    let rows = sheet.movements.iter().map(|one| row(page.words, &sheet.names, one)).collect();
    let is_first = after.is_empty();
    show::page(&AccountPage { page, dates, line, rows, sheet, next, csv, is_first })
}

fn row(words: words::Words, names: &Names, movement: &Movement) -> Row {
    let on = |side: Side| Some(movement.amount).filter(|_| movement.side == side);
    Row {
        kind: kind(words, movement.kind),
        other: label(words, movement.other),
        party: movement.other.organization().map(|id| names.party(id)),
        debit: on(Side::Debit),
        credit: on(Side::Credit),
        movement: *movement,
    }
}

/// Where a file goes on.
struct Rest {
    app: Running,
    scope: OfNetwork,
    me: Member,
    network: Network,
    locale: Locale,
    asked: Asked,
    account: Option<LedgerAccountId>,
    is_first: bool,
    is_over: bool,
}

impl Rest {
    async fn begin(
        request: &HttpRequest,
        app: Running,
        me: &Me,
        asked: Asked,
        account: Option<LedgerAccountId>,
    ) -> Result<Self> {
        let me = me.member();
        let scope = OfNetwork::of(&me)?;
        me.must(Permission::SeeMoney)?;
        let network = crate::orders::network(&app, me.network).await?;
        let locale = language(request).0;
        let (is_first, is_over) = (true, false);
        Ok(Self { app, scope, me, network, locale, asked, account, is_first, is_over })
    }
}

async fn piece(mut rest: Rest) -> Result<Option<(Bytes, Rest)>> {
    if rest.is_over {
        return Ok(None);
    }
    let (me, network, locale) = (rest.me.clone(), rest.network.clone(), rest.locale);
    let (asked, words) = (rest.asked.clone(), words::of(rest.locale));
    let (file, next) = if let Some(id) = rest.account {
        let sheet = rest
            .app
            .read(rest.scope, move |tx| {
                super::sheet(tx, &me, &network, locale, (id, &asked.dates, &asked.after), PIECE)
            })
            .await?;
        let mut file = if rest.is_first { movement_headings(words) } else { Csv::part() };
        for movement in &sheet.movements {
            let row = row(words, &sheet.names, movement);
            put_movement(&mut file, words, &rest.network, &row, &rest.app.settings.site());
        }
        (file, sheet.next.map(|next| next.to_string()))
    } else {
        let list = rest
            .app
            .read(rest.scope, move |tx| super::list(tx, &me, &network, locale, &asked, PIECE))
            .await?;
        let mut file = if rest.is_first { headings(words) } else { Csv::part() };
        for balance in &list.balances {
            put(&mut file, &line(words, &list.names, balance)?, &rest.app.settings.site());
        }
        (file, list.next.map(|next| next.to_string()))
    };
    rest.is_first = false;
    rest.is_over = next.is_none();
    rest.asked.after = next.unwrap_or_default();
    Ok(Some((file.into_bytes().into(), rest)))
}

async fn export(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let rest = Rest::begin(&request, app, &me, query.asked(), None).await?;
    csv::stream("accounts.csv", rest, piece).await
}

async fn movements(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    query: InQuery<Query>,
) -> Answer {
    let id: LedgerAccountId = id.parse().map_err(|_| Error::Missing)?;
    let rest = Rest::begin(&request, app, &me, query.asked(), Some(id)).await?;
    csv::stream(&format!("{id}.csv"), rest, piece).await
}

fn headings(words: words::Words) -> Csv {
    Csv::new(&[
        words.ledger_account(),
        words.ledger_party(),
        words.ledger_currency(),
        words.ledger_debits(),
        words.ledger_credits(),
        words.ledger_balance(),
        words.ledger_code(),
        words.explain_file(),
    ])
}

fn put(file: &mut Csv, line: &Line, site: &str) {
    file.text(line.label)
        .text(line.party.as_ref().map_or("", |party| party.text.as_str()))
        .text(line.currency.code())
        .amount(line.debits)
        .amount(line.credits)
        .amount(line.balance)
        .text(&line.code)
        .text(&format!("{site}{}", explained(Explained::Account, line.id)))
        .end();
}

fn movement_headings(words: words::Words) -> Csv {
    Csv::new(&[
        words.ledger_effective(),
        words.ledger_recorded(),
        words.ledger_kind(),
        words.ledger_other(),
        words.ledger_party(),
        words.ledger_currency(),
        words.ledger_debit(),
        words.ledger_credit(),
        words.ledger_after(),
        words.ledger_id(),
        words.explain_file(),
    ])
}

fn put_movement(file: &mut Csv, words: words::Words, network: &Network, row: &Row, site: &str) {
    let one = &row.movement;
    let amount = |amount: Option<Money>| amount.map(Money::decimal).unwrap_or_default();
    file.text(&words.stamp(one.effective_at, network.time_zone))
        .text(&words.stamp(one.recorded_at, network.time_zone))
        .text(row.kind)
        .text(row.other)
        .text(row.party.as_ref().map_or("", |party| party.text.as_str()))
        .text(one.amount.currency().code())
        .text(&amount(row.debit))
        .text(&amount(row.credit))
        .amount(one.after)
        .text(&one.entry.to_string())
        .text(&format!("{site}{}", explained(Explained::Entry, one.entry)))
        .end();
}
