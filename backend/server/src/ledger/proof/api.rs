//! The proof over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::id::EntryId;
use serde::Serialize;
use store::scope::OfNetwork;

use super::Proof;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::caller::{Me, Running};
use crate::http::show;
use crate::ledger::check::hex;

/// Where the chain of seals is broken.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BrokenBody {
    /// The seal's number; null for what was never sealed.
    number: Option<i64>,
    /// The entry; null where a seal itself is missing.
    #[schema(value_type = Option<String>)]
    entry: Option<EntryId>,
    /// `missing`, `changed`, `extra`, `gap`.
    damage: &'static str,
}

/// Something that is wrong with the books.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FindingBody {
    /// What kind of finding it is.
    code: &'static str,
    /// What it is about: an id, an account's code, a month.
    subject: String,
    /// What should be.
    expected: Option<String>,
    /// What is.
    found: Option<String>,
}

/// What was proved.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProofBody {
    /// Whether seals and books are sound.
    sound: bool,
    /// Seals that hold.
    sealed: i64,
    /// Entries that wait for their seal.
    unsealed: i64,
    /// The hash of the last seal that holds, in hexadecimal digits.
    head: String,
    /// The first thing that is wrong with the seals.
    broken: Option<BrokenBody>,
    /// What is wrong with the books.
    findings: Vec<FindingBody>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/api/v1/ledger/proof", web::get().to(read));
}

/// Walks the seals and adds everything up again.
#[utoipa::path(get, path = "/api/v1/ledger/proof", tag = "ledger",
    responses((status = 200, body = ProofBody), (status = 403, body = Problem)))]
pub async fn read(app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let network = crate::orders::network(&app, member.network).await?;
    let proof = app.read(scope, move |tx| super::prove(tx, &member, &network)).await?;
    show::json(StatusCode::OK, &body(proof))
}

fn body(Proof { verdict, findings }: Proof) -> ProofBody {
    ProofBody {
        sound: verdict.broken.is_none() && findings.is_empty(),
        sealed: verdict.sealed,
        unsealed: verdict.unsealed,
        head: hex(&verdict.head),
        broken: verdict.broken.map(|broken| BrokenBody {
            number: broken.number,
            entry: broken.entry,
            damage: broken.damage.as_str(),
        }),
        findings: findings
            .into_iter()
            .map(|finding| FindingBody {
                code: finding.code,
                subject: finding.subject,
                expected: finding.amounts.map(|(expected, _)| expected.to_string()),
                found: finding.amounts.map(|(_, found)| found.to_string()),
            })
            .collect(),
    }
}
