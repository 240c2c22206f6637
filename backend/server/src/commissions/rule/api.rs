//! Rules of commission over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::commissions::draft::NewRule;
use domain::commissions::rule::{Condition, Conditions, Fit, Terms};
use domain::id::{CommissionRuleId, OrganizationId, PlanId};
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::commissions::rule::Version;
use store::scope::OfNetwork;

use super::trial::{Example, Replay, Trial};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document, NoBody};
use crate::http::caller::{Me, Running};
use crate::http::show;

/// A rule as it is written. Amounts inside conditions and terms are whole numbers of the currency's
/// smallest unit, rates are parts per million.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleBody {
    /// What staff call it.
    #[schema(example = "Tea in autumn")]
    name: String,
    /// `products`, `kols`, `brands`, `groups` of KOLs, `plans`, live `sessions` (ids), `categories`,
    /// `sources`, `markets` (lists: one must fit; a later revision of a plan is the same plan),
    /// `new_buyer`, `order_value` (`{"JPY": 5000}`); every kind that is there must fit.
    #[serde(default)]
    #[schema(value_type = Object)]
    conditions: Conditions,
    /// `pay` (`{"percent": 150000}` or `{"per_piece": {"JPY": 300}}`), `limits` (`{"JPY": {"least":
    /// 100, "most": 5000}}`), `reduced_by` (whose discounts make the base smaller: `brand`,
    /// `network`, `kol`, `platform`), `without_tax`, `rounding` (`half_up`, `down`), `holding_days`.
    #[schema(value_type = Object)]
    terms: Terms,
    /// RFC 3339; from now on when not said.
    #[schema(value_type = Option<String>)]
    valid_from: Option<Timestamp>,
    /// RFC 3339; the first moment after it, where there is an end.
    #[schema(value_type = Option<String>)]
    valid_to: Option<Timestamp>,
}

/// An example to try, with a rule that is not written yet.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrialBody {
    /// The order.
    example: Example,
    /// A rule to try beside the others.
    rule: Option<RuleBody>,
    /// The version whose place it would take.
    #[schema(value_type = Option<String>)]
    replaces: Option<CommissionRuleId>,
}

/// A month to replay with a rule that is not written yet.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayBody {
    /// `2026-10`.
    month: String,
    /// The rule.
    rule: RuleBody,
    /// The version whose place it would take.
    #[schema(value_type = Option<String>)]
    replaces: Option<CommissionRuleId>,
}

impl Document for RuleBody {
    const BY: &'static [Permission] = &[Permission::WriteRules];
}
impl Document for TrialBody {
    const BY: &'static [Permission] = &[Permission::SeeMoney];
}
impl Document for ReplayBody {
    const BY: &'static [Permission] = &[Permission::SeeMoney];
}

impl From<RuleBody> for NewRule {
    fn from(body: RuleBody) -> Self {
        let RuleBody { name, conditions, terms, valid_from, valid_to } = body;
        Self { name, conditions, terms, valid_from, valid_to }
    }
}

/// A version of a rule.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = CommissionRule)]
pub struct RuleView {
    /// This version.
    #[schema(value_type = String)]
    id: CommissionRuleId,
    /// What all versions of the rule share.
    #[schema(value_type = String)]
    family: CommissionRuleId,
    /// Counts the versions, from 1.
    version: i64,
    /// What staff call it.
    name: String,
    /// As it was written.
    #[schema(value_type = Object)]
    conditions: Conditions,
    /// As it was written.
    #[schema(value_type = Object)]
    terms: Terms,
    /// From when on it holds.
    #[schema(value_type = String)]
    valid_from: Timestamp,
    /// Until just before when.
    #[schema(value_type = Option<String>)]
    valid_to: Option<Timestamp>,
}

impl From<Version> for RuleView {
    fn from(Version { rule, .. }: Version) -> Self {
        Self {
            id: rule.id,
            family: rule.family,
            version: rule.version,
            name: rule.name,
            conditions: rule.conditions,
            terms: rule.terms,
            valid_from: rule.valid_from,
            valid_to: rule.valid_to,
        }
    }
}

/// Every version of every rule.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct RuleList {
    /// The newest rules and versions first.
    items: Vec<RuleView>,
}

/// What an example would earn, and why. Amounts are decimals in the example's currency.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = CommissionTrial)]
pub struct TrialView {
    /// The version whose terms hold; none where the plan's own do.
    #[schema(value_type = Option<String>)]
    rule: Option<CommissionRuleId>,
    /// The plan.
    #[schema(value_type = String)]
    plan: PlanId,
    /// The rate, a percentage; 0 where it is paid by the piece.
    rate: String,
    /// What the terms see of the line.
    base: String,
    /// The KOL's part.
    kol_amount: String,
    /// The network's part.
    network_amount: String,
    /// What agencies and referrers have of it.
    partners: Vec<TrialPart>,
    /// Days from delivery.
    holding_days: i64,
    /// When it is owed for good, if it arrives as the network assumes.
    #[schema(value_type = Option<String>)]
    payable_at: Option<Timestamp>,
    /// The month whose statement it stands on.
    month: String,
    /// Every rule of the time, and why it does not fit.
    considered: Vec<ConsideredView>,
}

/// What an agency or a referrer has of an example.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = CommissionTrialPart)]
pub struct TrialPart {
    /// `mcn` or `referrer`.
    kind: &'static str,
    /// Who is paid.
    #[schema(value_type = String)]
    payee: OrganizationId,
    /// How much.
    amount: String,
}

/// How a rule fared.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ConsideredView {
    /// The version.
    #[schema(value_type = String)]
    rule: CommissionRuleId,
    /// What staff call it.
    name: String,
    /// Whether its terms hold.
    wins: bool,
    /// The kinds of condition that do not fit: none for a rule that is less specific or younger
    /// than the one that wins.
    missed: Vec<&'static str>,
}

impl From<Trial> for TrialView {
    fn from(trial: Trial) -> Self {
        let part =
            |minor: Option<domain::Money>| minor.map_or_else(|| "0".into(), domain::Money::decimal);
        let missed = |fit: Fit| match fit {
            Fit::No(kinds) => kinds.into_iter().map(Condition::as_str).collect(),
            Fit::Yes | Fit::OtherTime => Vec::new(),
        };
        Self {
            rule: trial.winner,
            plan: trial.plan,
            rate: trial.terms.rate().percent(),
            base: trial.base.decimal(),
            kol_amount: part(trial.frozen.map(|frozen| frozen.kol)),
            network_amount: part(trial.frozen.map(|frozen| frozen.network)),
            partners: trial
                .partners
                .iter()
                .map(|(kind, payee, amount)| TrialPart {
                    kind: kind.as_str(),
                    payee: *payee,
                    amount: amount.decimal(),
                })
                .collect(),
            holding_days: trial.holding_days,
            payable_at: trial.payable_at,
            month: trial.month.to_string(),
            considered: trial
                .considered
                .into_iter()
                .map(|one| ConsideredView {
                    rule: one.rule.id,
                    name: one.rule.name,
                    wins: one.wins,
                    missed: missed(one.fit),
                })
                .collect(),
        }
    }
}

/// What another rule would have made of a month.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = CommissionReplay)]
pub struct ReplayView {
    /// Lines that were sold.
    lines: i64,
    /// Lines that would earn another amount.
    changed: i64,
    /// By currency.
    totals: Vec<ReplayTotal>,
}

/// A currency of a replay; decimals.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ReplayTotal {
    /// ISO 4217.
    currency: &'static str,
    /// What was frozen, KOL's and network's parts together.
    was: String,
    /// What it would have been.
    would_be: String,
}

impl From<Replay> for ReplayView {
    fn from(replay: Replay) -> Self {
        let total =
            |(currency, (was, would)): (domain::Currency, (domain::Money, domain::Money))| {
                ReplayTotal {
                    currency: currency.code(),
                    was: was.decimal(),
                    would_be: would.decimal(),
                }
            };
        let totals = replay.totals.into_iter().map(total).collect();
        Self { lines: replay.lines, changed: replay.changed, totals }
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/commission-rules", web::get().to(index))
        .route("/api/v1/commission-rules", web::post().to(create))
        .route("/api/v1/commission-rules/try", web::post().to(attempt))
        .route("/api/v1/commission-rules/replay", web::post().to(replay))
        .route("/api/v1/commission-rules/{id}/versions", web::post().to(follow))
        .route("/api/v1/commission-rules/{id}/end", web::post().to(end));
}

fn id(told: &str) -> Result<CommissionRuleId> {
    told.parse().map_err(|_| Error::Missing)
}

/// Lists the rules with all their versions.
#[utoipa::path(get, path = "/api/v1/commission-rules", tag = "commissions",
    responses((status = 200, body = RuleList), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me) -> Answer {
    let me = me.member();
    let found = app.read(OfNetwork::of(&me)?, move |tx| super::find(tx, &me)).await?;
    let items = found.into_iter().map(RuleView::from).collect();
    show::json(StatusCode::OK, &RuleList { items })
}

/// Writes a rule. What was frozen before stays as it is.
#[utoipa::path(post, path = "/api/v1/commission-rules", tag = "commissions", request_body = RuleBody,
    responses((status = 201, body = RuleView), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<RuleBody>) -> Answer {
    write(&app, &me, body.0, None).await
}

/// Writes the next version of a rule; the one before ends when it begins.
#[utoipa::path(post, path = "/api/v1/commission-rules/{id}/versions", tag = "commissions",
    params(("id" = String, Path, description = "The newest version")), request_body = RuleBody,
    responses((status = 201, body = RuleView), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn follow(app: Running, me: Me, path: web::Path<String>, body: Body<RuleBody>) -> Answer {
    let after = id(&path)?;
    write(&app, &me, body.0, Some(after)).await
}

async fn write(app: &Running, me: &Me, body: RuleBody, after: Option<CommissionRuleId>) -> Answer {
    let me = me.member();
    let at = app.now();
    let new = NewRule::from(body);
    let version = app
        .write(OfNetwork::of(&me)?, move |tx| {
            let id = super::create(tx, &me, &new, after, at)?;
            store::commissions::rule::get(tx, id)
        })
        .await?;
    show::json(StatusCode::CREATED, &RuleView::from(version))
}

/// Ends a rule now.
#[utoipa::path(post, path = "/api/v1/commission-rules/{id}/end", tag = "commissions",
    params(("id" = String, Path, description = "The newest version")),
    responses((status = 200, body = RuleView), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn end(app: Running, me: Me, path: web::Path<String>, _body: NoBody) -> Answer {
    let me = me.member();
    let (id, at) = (id(&path)?, app.now());
    let version = app
        .write(OfNetwork::of(&me)?, move |tx| {
            super::end(tx, &me, id, at)?;
            store::commissions::rule::get(tx, id)
        })
        .await?;
    show::json(StatusCode::OK, &RuleView::from(version))
}

/// Tries an order that nobody has placed: which rule holds, why, and what everybody gets.
#[utoipa::path(post, path = "/api/v1/commission-rules/try", tag = "commissions",
    request_body = TrialBody,
    responses((status = 200, body = TrialView), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn attempt(app: Running, me: Me, body: Body<TrialBody>) -> Answer {
    let me = me.member();
    let network = crate::orders::network(&app, me.network).await?;
    let at = app.now();
    let TrialBody { example, rule, replaces } = body.0;
    let trial = app
        .read(OfNetwork::of(&me)?, move |tx| {
            let new = rule.map(NewRule::from);
            let draft = new.as_ref().map(|new| (new, replaces));
            super::trial::attempt(tx, &me, &network, &example, draft, at)
        })
        .await?;
    show::json(StatusCode::OK, &TrialView::from(trial))
}

/// Tells what a month would have earned with another rule; nothing changes.
#[utoipa::path(post, path = "/api/v1/commission-rules/replay", tag = "commissions",
    request_body = ReplayBody,
    responses((status = 200, body = ReplayView), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn replay(app: Running, me: Me, body: Body<ReplayBody>) -> Answer {
    let me = me.member();
    let network = crate::orders::network(&app, me.network).await?;
    let at = app.now();
    let ReplayBody { month, rule, replaces } = body.0;
    let month = month.parse().map_err(|_| Error::field("month", "date-malformed"))?;
    let replay = app
        .read(OfNetwork::of(&me)?, move |tx| {
            let new = NewRule::from(rule);
            super::trial::replay(tx, &me, &network, month, (&new, replaces), at)
        })
        .await?;
    show::json(StatusCode::OK, &ReplayView::from(replay))
}
