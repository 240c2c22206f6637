//! Accounts and balances over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::error::Fields;
use domain::id::{EntryId, LedgerAccountId, OrganizationId, TransferId};
use domain::ledger::account::Side;
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::ledger::balance::Balance;
use store::ledger::movement::Movement;
use store::scope::OfNetwork;

use super::{Asked, Buckets};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::caller::{Me, Running};
use crate::http::query::InQuery;
use crate::http::show;
use crate::ledger::asked::Dates;
use crate::orders::order::asked::limit;

/// The query of the lists.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    q: Option<String>,
    group: Option<String>,
    currency: Option<String>,
    effective: Option<String>,
    recorded: Option<String>,
    party: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

impl Query {
    /// The dates.
    pub fn dates(&self) -> Dates {
        Dates::of(self.effective.as_ref(), self.recorded.as_ref())
    }

    /// Which accounts.
    pub fn asked(&self) -> Asked {
        let kept = |told: &Option<String>| told.clone().unwrap_or_default();
        Asked {
            q: kept(&self.q),
            group: kept(&self.group),
            currency: kept(&self.currency),
            dates: self.dates(),
            after: kept(&self.after),
        }
    }

    /// The place where a list goes on.
    pub fn after(&self) -> String {
        self.after.clone().unwrap_or_default()
    }
}

/// An account with its balance.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AccountBody {
    /// Its id.
    #[schema(value_type = String, example = "lac_01jd0000000000000000000000")]
    pub id: LedgerAccountId,
    /// Whose it is and what for: `payable:kol:org_…:available`.
    pub code: String,
    /// Its party; null for the network's own.
    #[schema(value_type = Option<String>)]
    pub party: Option<OrganizationId>,
    /// Its currency.
    pub currency: &'static str,
    /// All debits, a decimal.
    pub debits: String,
    /// All credits, a decimal.
    pub credits: String,
    /// What it stands at, positive on its normal side.
    pub balance: String,
}

/// A page of accounts.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AccountList {
    /// The accounts, by code and currency.
    items: Vec<AccountBody>,
    /// `after` of the next page; null on the last one.
    #[schema(value_type = Option<String>)]
    next: Option<LedgerAccountId>,
}

/// An amount that moved an account.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MovementBody {
    /// The transfer.
    #[schema(value_type = String)]
    transfer: TransferId,
    /// Its entry.
    #[schema(value_type = String)]
    entry: EntryId,
    /// What the entry records.
    kind: &'static str,
    /// `debit` or `credit`.
    side: &'static str,
    /// The account on the other side.
    other: String,
    /// How much, a decimal.
    amount: String,
    /// What the account stood at afterwards.
    balance: String,
    /// From when on it counts.
    #[schema(value_type = String)]
    effective_at: Timestamp,
    /// When it was recorded.
    #[schema(value_type = String)]
    recorded_at: Timestamp,
}

/// An account with a page of its movements.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SheetBody {
    /// The account.
    account: AccountBody,
    /// Its movements, latest first.
    items: Vec<MovementBody>,
    /// `after` of the next page; null on the last one.
    next: Option<String>,
}

/// What a payee has in one currency, decimals.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BucketsBody {
    /// The currency.
    currency: &'static str,
    /// Earned, not yet free to be paid out.
    frozen: String,
    /// Free to be paid out.
    available: String,
    /// Held for a payout.
    withdrawing: String,
    /// Paid out, ever.
    withdrawn: String,
}

/// What a payee has, currencies side by side.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BucketsList {
    /// One for each currency of the network.
    items: Vec<BucketsBody>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/ledger/accounts", web::get().to(index))
        .route("/api/v1/ledger/accounts/{id}", web::get().to(read))
        .route("/api/v1/ledger/balances", web::get().to(balances));
}

/// The ledger's accounts with their balances, as of two dates.
#[utoipa::path(get, path = "/api/v1/ledger/accounts", tag = "ledger",
    params(("q" = Option<String>, Query, description = "A part of a party's name"),
        ("group" = Option<String>, Query, description = "`expected`, `receivable`, `frozen`, `available`, `withdrawing`, `withdrawn`, `revenue`, `asset`"),
        ("currency" = Option<String>, Query, description = "`JPY`"),
        ("effective" = Option<String>, Query, description = "Entries that counted by this day: `2026-10-31`"),
        ("recorded" = Option<String>, Query, description = "Entries that were recorded by this day"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "1 to 200; 50 when not said")),
    responses((status = 200, body = AccountList), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn index(app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let network = crate::orders::network(&app, member.network).await?;
    let (asked, limit) = (query.asked(), limit(query.limit.as_deref())?);
    let list = app
        .read(scope, move |tx| super::list(tx, &member, &network, member.locale, &asked, limit))
        .await?;
    let items = list.balances.iter().map(body).collect::<Result<_>>()?;
    show::json(StatusCode::OK, &AccountList { items, next: list.next })
}

/// An account with its movements and what it stood at after each.
#[utoipa::path(get, path = "/api/v1/ledger/accounts/{id}", tag = "ledger",
    params(("id" = String, Path, description = "The account"),
        ("effective" = Option<String>, Query, description = "Entries that counted by this day"),
        ("recorded" = Option<String>, Query, description = "Entries that were recorded by this day"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "1 to 200; 50 when not said")),
    responses((status = 200, body = SheetBody), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn read(app: Running, me: Me, id: web::Path<String>, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let id: LedgerAccountId = id.parse().map_err(|_| Error::Missing)?;
    let network = crate::orders::network(&app, member.network).await?;
    let (dates, after) = (query.dates(), query.after());
    let limit = limit(query.limit.as_deref())?;
    let sheet = app
        .read(scope, move |tx| {
            super::sheet(tx, &member, &network, member.locale, (id, &dates, &after), limit)
        })
        .await?;
    let document = SheetBody {
        account: body(&sheet.balance)?,
        items: sheet.movements.iter().map(movement).collect(),
        next: sheet.next.map(|next| next.to_string()),
    };
    show::json(StatusCode::OK, &document)
}

/// What a payee has in each bucket, currencies side by side.
#[utoipa::path(get, path = "/api/v1/ledger/balances", tag = "ledger",
    params(("party" = String, Query, description = "A KOL's or an MCN's id"),
        ("effective" = Option<String>, Query, description = "Entries that counted by this day"),
        ("recorded" = Option<String>, Query, description = "Entries that were recorded by this day")),
    responses((status = 200, body = BucketsList), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn balances(app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let network = crate::orders::network(&app, member.network).await?;
    let mut fields = Fields::new();
    let as_of = query.dates().read(&mut fields, network.time_zone);
    fields.check(query.party.is_some(), "party", "field-required");
    fields.finish()?;
    let party = query.party.as_deref().unwrap_or_default();
    let party: OrganizationId = party.parse().map_err(|_| Error::Missing)?;
    let all =
        app.read(scope, move |tx| super::buckets(tx, &member, &network, party, as_of)).await?;
    show::json(StatusCode::OK, &BucketsList { items: all.iter().map(buckets).collect() })
}

fn buckets(of: &Buckets) -> BucketsBody {
    use domain::ledger::account::Bucket as B;
    let amount = |bucket: B| {
        let found = of.buckets.iter().find(|(one, _)| *one == bucket);
        found.map_or_else(String::new, |(_, amount)| amount.decimal())
    };
    BucketsBody {
        currency: of.currency.code(),
        frozen: amount(B::Frozen),
        available: amount(B::Available),
        withdrawing: amount(B::Withdrawing),
        withdrawn: amount(B::Withdrawn),
    }
}

/// An account as a document.
///
/// # Errors
/// `Broken` on overflow.
pub fn body(balance: &Balance) -> Result<AccountBody> {
    let account = balance.account;
    Ok(AccountBody {
        id: account.id,
        code: account.code.to_string(),
        party: account.code.organization(),
        currency: account.currency.code(),
        debits: balance.debits.decimal(),
        credits: balance.credits.decimal(),
        balance: balance.standing()?.decimal(),
    })
}

/// The word of a side.
pub fn side(side: Side) -> &'static str {
    match side {
        Side::Debit => "debit",
        Side::Credit => "credit",
    }
}

fn movement(one: &Movement) -> MovementBody {
    MovementBody {
        transfer: one.id,
        entry: one.entry,
        kind: one.kind.as_str(),
        side: side(one.side),
        other: one.other.to_string(),
        amount: one.amount.decimal(),
        balance: one.after.decimal(),
        effective_at: one.effective_at,
        recorded_at: one.recorded_at,
    }
}
