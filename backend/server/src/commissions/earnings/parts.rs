//! What an organization has of other KOLs' commissions: an agency's earnings, a referrer's income.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::{Member, Permission};
use domain::calendar::Month;
use domain::commissions::commission::CommissionStatus;
use domain::commissions::standing::Standing;
use domain::id::{CommissionId, CommissionPart, CommissionPartId, OrderId, OrganizationId};
use domain::ledger::account::{AccountCode, Bucket};
use domain::tenancy::network::Network;
use domain::{Currency, Error, Locale, Money, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::commissions::part::{self, PartLine, PayeeMonth};
use store::commissions::tax;
use store::ledger::own::Whose;
use store::scope::{OfOrganization, OrgTx};

use crate::commissions::books::Books;
use crate::commissions::statement::month_or_now;
use crate::commissions::tax::{ClassRow, rows as class_rows, tax_cells};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::caller::{Me, Running, language};
use crate::http::csv::Csv;
use crate::http::page::Page;
use crate::http::query::InQuery;
use crate::http::show;
use crate::orders::cursor::Cursor;
use crate::orders::names::Said;
use crate::paging;

/// Lines of one page.
const LINES: usize = 50;
/// Lines of one look at the database.
const PIECE: usize = 2_000;

type Place = Cursor<CommissionPart>;

/// What a month came to in one currency.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// All of it, after refunds.
    pub total: Money,
    /// The part that may still be taken back.
    pub estimated: Money,
    /// The part that stays.
    pub confirmed: Money,
    /// Owed now and not yet to be paid out.
    pub frozen: Money,
    /// May be paid out now.
    pub available: Money,
}

/// A part with its names.
#[derive(Debug, Clone)]
pub struct Line {
    /// The part.
    pub row: PartLine,
    /// Of whose commission.
    pub kol: Said,
    /// What was sold.
    pub product: Said,
    /// What the rate was applied to.
    pub base: Money,
    /// The one word for it.
    pub standing: Standing,
}

#[derive(Template)]
#[template(path = "commissions/earnings/parts.html")]
struct PartsPage {
    page: Page,
    month: Month,
    figures: Vec<Figure>,
    taxes: Vec<ClassRow>,
    lines: Vec<Line>,
    next: Option<String>,
    is_first: bool,
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    month: Option<String>,
    after: Option<String>,
}

/// A part of somebody's commission.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PartDocument {
    /// Its id.
    #[schema(value_type = String)]
    id: CommissionPartId,
    /// Of which commission.
    #[schema(value_type = String)]
    commission: CommissionId,
    /// Of which order.
    #[schema(value_type = String)]
    order: OrderId,
    /// Of whose commission.
    #[schema(value_type = String)]
    kol: OrganizationId,
    /// `mcn` or `referrer`.
    kind: &'static str,
    /// How much of the base, as a percentage.
    rate: String,
    /// What the rate was applied to.
    base: String,
    /// How much; below nothing where a refund took back.
    amount: String,
    /// The tax inside the amount.
    tax: String,
    /// `qualified`, `unregistered`, `abroad` or `undeclared`.
    tax_class: &'static str,
    /// ISO 4217.
    currency: &'static str,
    /// `estimated`, `held`, `confirmed` or `reversed`.
    standing: &'static str,
    /// The moment whose month it belongs to.
    #[schema(value_type = String)]
    earned_at: Timestamp,
}

/// A page of parts.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PartList {
    /// The parts, latest first.
    items: Vec<PartDocument>,
    /// The `after` of the next page; missing on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/earnings/parts", web::get().to(index))
        .route("/earnings/parts.csv", web::get().to(export))
        .route("/api/v1/parts", web::get().to(list));
}

/// What the own organization has of others' commissions in a month, latest first.
///
/// # Errors
/// `Forbidden`.
pub fn lines(
    tx: &mut OrgTx<'_>,
    me: &Member,
    locale: Locale,
    span: (Timestamp, Timestamp),
    after: Option<Place>,
    limit: usize,
) -> Result<(Vec<Line>, Option<Place>)> {
    me.must(Permission::SeeOwnMoney)?;
    let more = paging::one_more(limit);
    let after = after.map(|after| (after.0, after.1));
    let mut rows = part::page(tx, me.organization, span, after, more)?;
    let next = paging::next(&mut rows, limit, |row| Cursor(row.part.earned_at, row.part.id));
    let kols = rows.iter().map(|row| row.part.kol_id).collect();
    let names = tx.called(locale, kols, rows.iter().map(|row| row.product_id).collect())?;
    let line = |row: PartLine| {
        let base = Money::new(row.base_minor, row.part.amount().currency());
        Ok(Line {
            kol: names.party(row.part.kol_id),
            product: names.product(row.product_id),
            standing: row.standing()?,
            base,
            row,
        })
    };
    Ok((rows.into_iter().map(line).collect::<Result<_>>()?, next))
}

/// What the own parts of a month came to in each currency, with what is owed now.
///
/// # Errors
/// `Broken` on overflow.
pub fn figures(
    tx: &mut OrgTx<'_>,
    me: &Member,
    span: (Timestamp, Timestamp),
) -> Result<Vec<Figure>> {
    me.must(Permission::SeeOwnMoney)?;
    let own = |month: &PayeeMonth| month.payee == me.organization;
    let months: Vec<PayeeMonth> =
        part::by_payee(tx, span.0, span.1)?.into_iter().filter(own).collect();
    let balances = tx.balances(Whose::default())?;
    let kind = me.role.organization_kind();
    let mut figures = Vec::new();
    for currency in Currency::ALL {
        let stands = |bucket| {
            let code = AccountCode::of_bucket(kind, me.organization, bucket);
            let found = code.and_then(|code| balances.get(&(code, currency)).copied());
            found.unwrap_or(Money::zero(currency))
        };
        let sum = |status| {
            let some =
                |month: &&PayeeMonth| month.amount.currency() == currency && month.status == status;
            let mut all = months.iter().filter(some);
            all.try_fold(Money::zero(currency), |sum, month| sum.plus(month.amount))
        };
        let estimated = sum(CommissionStatus::Estimated)?;
        let confirmed = sum(CommissionStatus::Confirmed)?;
        let (frozen, available) = (stands(Bucket::Frozen), stands(Bucket::Available));
        if [estimated, confirmed, frozen, available].iter().all(|one| one.is_zero()) {
            continue;
        }
        let total = estimated.plus(confirmed)?;
        figures.push(Figure { total, estimated, confirmed, frozen, available });
    }
    Ok(figures)
}

async fn index(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    member.must(Permission::SeeOwnMoney)?;
    let network = crate::orders::network(&app, member.network).await?;
    let month = month_or_now(query.month.as_deref(), &network, app.now());
    let after: Option<Place> = query.after.as_deref().and_then(|told| told.parse().ok());
    let page = Page::inside(&request, &app, &me.0);
    let locale = page.locale;
    let (figures, taxes, (lines, next)) = app
        .read(OfOrganization::of(&member), move |tx| {
            let span = month.span(network.time_zone);
            let figures = figures(tx, &member, span)?;
            let taxes = tax::parts_by_class(tx, member.organization, span)?;
            Ok((figures, taxes, lines(tx, &member, locale, span, after, LINES)?))
        })
        .await?;
    let next = next
        .map(|next| show::query(&[("month", &month.to_string()), ("after", &next.to_string())]));
    let (taxes, is_first) = (class_rows(&taxes), after.is_none());
    show::page(&PartsPage { page, month, figures, taxes, lines, next, is_first })
}

fn everything(
    tx: &mut OrgTx<'_>,
    me: &Member,
    network: &Network,
    locale: Locale,
    month: Month,
) -> Result<Vec<Line>> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let span = month.span(network.time_zone);
        let (some, next) = lines(tx, me, locale, span, after, PIECE)?;
        all.extend(some);
        if next.is_none() {
            return Ok(all);
        }
        after = next;
    }
}

async fn export(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    member.must(Permission::SeeOwnMoney)?;
    let network = crate::orders::network(&app, member.network).await?;
    let month = month_or_now(query.month.as_deref(), &network, app.now());
    let (locale, zone) = (language(&request).0, network.time_zone);
    let scope = OfOrganization::of(&member);
    let lines = app.read(scope, move |tx| everything(tx, &member, &network, locale, month)).await?;
    let words = words::of(locale);
    let mut file = Csv::new(&[
        words.statements_date(),
        words.partner_kind(),
        words.earnings_order(),
        words.partner_kol(),
        words.orders_product(),
        words.orders_currency(),
        words.statements_base(),
        words.partner_rate(),
        words.statements_amount(),
        words.statements_status(),
        words.tax_class(),
        words.tax_rate(),
        words.tax_inside(),
        words.tax_deducted_rate(),
    ]);
    for line in &lines {
        let part = &line.row.part;
        file.text(&words.stamp(part.earned_at, zone))
            .text(&words.state("partner", part.kind.as_str()))
            .text(&part.order_id.to_string())
            .text(&line.kol.text)
            .text(&line.product.text)
            .text(part.amount().currency().code())
            .amount(line.base)
            .text(&words.percent(part.rate))
            .amount(part.amount())
            .text(&words.state("commission", line.standing.as_str()));
        tax_cells(&mut file, words, part.tax(), part.tax_amount());
        file.end();
    }
    file.answer(&format!("parts-{month}.csv"))
}

/// What the caller's organization has of other KOLs' commissions, latest first: an agency's
/// earnings, a referrer's income.
#[utoipa::path(get, path = "/api/v1/parts", tag = "commissions",
    params(("month" = Option<String>, Query, description = "In which they were earned; this one when not said"),
        ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = PartList), (status = 403, body = Problem)))]
pub async fn list(app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let me = me.member();
    me.must(Permission::SeeOwnMoney)?;
    let network = crate::orders::network(&app, me.network).await?;
    let told = query.after.as_deref().filter(|told| !told.is_empty());
    let after = told.map(str::parse::<Place>).transpose();
    let after: Option<Place> = after.map_err(|_| Error::field("after", "choice-unknown"))?;
    let month = query.month.as_deref().filter(|told| !told.is_empty()).map(str::parse::<Month>);
    let month = month.transpose().map_err(|_| Error::field("month", "choice-unknown"))?;
    let month = month.unwrap_or_else(|| Month::at(app.now(), network.time_zone));
    let scope = OfOrganization::of(&me);
    let (lines, next) = app
        .read(scope, move |tx| {
            lines(tx, &me, me.locale, month.span(network.time_zone), after, LINES)
        })
        .await?;
    let items = lines.iter().map(document).collect();
    show::json(StatusCode::OK, &PartList { items, next: next.map(|next| next.to_string()) })
}

fn document(line: &Line) -> PartDocument {
    let part = &line.row.part;
    PartDocument {
        id: part.id,
        commission: part.commission_id,
        order: part.order_id,
        kol: part.kol_id,
        kind: part.kind.as_str(),
        rate: part.rate.percent(),
        base: line.base.decimal(),
        amount: part.amount().decimal(),
        tax: part.tax_amount().decimal(),
        tax_class: part.tax().class.as_str(),
        currency: part.amount().currency().code(),
        standing: line.standing.as_str(),
        earned_at: part.earned_at,
    }
}
