//! Who is given new leads, over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::id::{LeadAbsenceId, LeadRuleId, MembershipId};
use domain::leads::inquiry::LeadKind;
use domain::{Error, Locale, Result};
use serde::{Deserialize, Serialize};
use store::scope::OfNetwork;

use super::{Assignment, Change};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::show;
use crate::leads::network_of;

/// A change of who is given new leads; fields of other acts are left out.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub struct NewAssignmentAct {
    /// `terms`, `add_rule`, `raise_rule`, `drop_rule`, `weigh`, `add_absence` or `drop_absence`.
    #[schema(example = "weigh")]
    pub act: String,
    /// With `terms`: workdays until the first reply, 1 to 30.
    pub reply_days: i64,
    /// With `terms`: the version that was seen.
    pub version: i64,
    /// With `add_rule`: who asks; anybody when empty.
    pub kind: String,
    /// With `add_rule`: a category; any when empty.
    pub category: String,
    /// With `add_rule`: the language; any when empty.
    pub locale: String,
    /// With `add_rule`: the membership that is given such leads.
    pub owner: String,
    /// With `raise_rule` and `drop_rule`.
    pub rule: String,
    /// With `weigh` and `add_absence`: a membership.
    pub member: String,
    /// With `weigh`: 0 to 100.
    pub weight: i64,
    /// With `add_absence`: the first day.
    pub from: String,
    /// With `add_absence`: the last day.
    pub until: String,
    /// With `drop_absence`.
    pub absence: String,
}

impl Document for NewAssignmentAct {
    const BY: &'static [Permission] = &[Permission::WorkLeads];
}

/// Who is given new leads.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AssignmentBody {
    /// Workdays until the first reply.
    pub reply_days: i64,
    /// Counts the changes of the days.
    pub version: i64,
    /// The rules, in their order: the first that fits decides.
    pub rules: Vec<LeadRuleBody>,
    /// Those who may be given leads.
    pub people: Vec<LeadTurnBody>,
    /// Absences that are not over.
    pub absences: Vec<LeadAbsenceBody>,
}

/// A rule.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LeadRuleBody {
    /// Its id.
    #[schema(value_type = String)]
    pub id: LeadRuleId,
    /// Who asks; null for anybody.
    pub kind: Option<&'static str>,
    /// A category; empty for any.
    pub category: String,
    /// The language; null for any.
    pub locale: Option<&'static str>,
    /// Who is given them.
    #[schema(value_type = String)]
    pub owner: MembershipId,
}

/// Somebody who may be given leads.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LeadTurnBody {
    /// The membership.
    #[schema(value_type = String)]
    pub member: MembershipId,
    /// The name.
    pub name: String,
    /// How many leads in turn beside those of the others; none at 0.
    pub weight: i64,
}

/// Days on which somebody is given nothing.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LeadAbsenceBody {
    /// Its id.
    #[schema(value_type = String)]
    pub id: LeadAbsenceId,
    /// Who.
    #[schema(value_type = String)]
    pub member: MembershipId,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/lead-assignment", web::get().to(read))
        .route("/api/v1/lead-assignment/acts", web::post().to(act));
}

/// Shows who is given new leads.
#[utoipa::path(get, path = "/api/v1/lead-assignment", tag = "leads",
    responses((status = 200, body = AssignmentBody), (status = 403, body = Problem)))]
pub async fn read(app: Running, me: Me) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let network = network_of(&app, member.network).await?;
    let now = app.read(scope, move |tx| super::read(tx, &member, &network, at)).await?;
    show::json(StatusCode::OK, &body(now))
}

/// Changes who is given new leads.
#[utoipa::path(post, path = "/api/v1/lead-assignment/acts", tag = "leads",
    request_body = NewAssignmentAct,
    responses((status = 200, body = AssignmentBody), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn act(app: Running, me: Me, new: Body<NewAssignmentAct>) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let network = network_of(&app, member.network).await?;
    let change = change_of(new.0)?;
    let now = app.write(scope, move |tx| super::change(tx, &member, &network, &change, at)).await?;
    show::json(StatusCode::OK, &body(now))
}

fn change_of(told: NewAssignmentAct) -> Result<Change> {
    let member = |told: &str| told.parse().map_err(|_| Error::field("member", "choice-unknown"));
    match told.act.as_str() {
        "terms" => Ok(Change::ReplyDays(told.reply_days, told.version)),
        "add_rule" => Ok(Change::AddRule([told.kind, told.category, told.locale, told.owner])),
        "raise_rule" => Ok(Change::RaiseRule(told.rule.parse().map_err(|_| Error::Missing)?)),
        "drop_rule" => Ok(Change::DropRule(told.rule.parse().map_err(|_| Error::Missing)?)),
        "weigh" => Ok(Change::Weigh(member(&told.member)?, told.weight)),
        "add_absence" => Ok(Change::AddAbsence(member(&told.member)?, told.from, told.until)),
        "drop_absence" => {
            Ok(Change::DropAbsence(told.absence.parse().map_err(|_| Error::Missing)?))
        }
        _ => Err(Error::field("act", "choice-unknown")),
    }
}

fn body(now: Assignment) -> AssignmentBody {
    let rule = |line: store::leads::assignment::RuleLine| LeadRuleBody {
        id: line.id,
        kind: line.rule.kind.map(LeadKind::as_str),
        category: line.rule.category,
        locale: line.rule.locale.map(Locale::tag),
        owner: line.rule.owner,
    };
    let turn = |(person, weight): (store::leads::staff::Person, i64)| LeadTurnBody {
        member: person.id,
        name: person.name,
        weight,
    };
    let absence = |(id, one): (LeadAbsenceId, domain::leads::assignment::Absence)| {
        let (from, until) = (one.from.to_string(), one.until.to_string());
        LeadAbsenceBody { id, member: one.member, from, until }
    };
    AssignmentBody {
        reply_days: now.terms.reply_days,
        version: now.terms.version,
        rules: now.rules.into_iter().map(rule).collect(),
        people: now.people.into_iter().map(turn).collect(),
        absences: now.absences.into_iter().map(absence).collect(),
    }
}
