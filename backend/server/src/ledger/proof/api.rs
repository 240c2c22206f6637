//! The proof over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::id::EntryId;
use domain::ledger::proof::ProofStatus;
use domain::{Result, Timestamp};
use serde::Serialize;
use store::scope::OfNetwork;

use super::Shown;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::NoBody;
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
    damage: String,
}

/// Something that is wrong with the books.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FindingBody {
    /// What kind of finding it is.
    code: String,
    /// What it is about: an id, an account's code, a month.
    subject: String,
    /// What should be.
    expected: Option<String>,
    /// What is.
    found: Option<String>,
}

/// The proof that was made last, and how the chain of seals stands now.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProofBody {
    /// `running`, `sound`, `unsound`; null before the first proof.
    status: Option<&'static str>,
    /// Whether seals and books are sound; null until a proof has ended.
    sound: Option<bool>,
    /// Seals that there are now.
    sealed: i64,
    /// Entries that wait for their seal now.
    unsealed: i64,
    /// The hash of the last seal, in hexadecimal digits.
    head: String,
    /// Seals that the proof found to hold, so far.
    walked: i64,
    /// Seals that there were when the proof began.
    total: i64,
    /// The hash of the last seal that the proof found to hold, in hexadecimal digits.
    proved_head: Option<String>,
    /// The first thing that is wrong with the seals.
    broken: Option<BrokenBody>,
    /// What is wrong with the books.
    findings: Vec<FindingBody>,
    /// When the proof began.
    #[schema(value_type = Option<String>)]
    started_at: Option<Timestamp>,
    /// When it ended.
    #[schema(value_type = Option<String>)]
    finished_at: Option<Timestamp>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/ledger/proof", web::get().to(read))
        .route("/api/v1/ledger/proof", web::post().to(create));
}

/// The proof that was made last, with what it found.
#[utoipa::path(get, path = "/api/v1/ledger/proof", tag = "ledger",
    responses((status = 200, body = ProofBody), (status = 403, body = Problem)))]
pub async fn read(app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let shown = app.read(scope, move |tx| super::show(tx, &member)).await?;
    show::json(StatusCode::OK, &body(shown)?)
}

/// Begins a proof: a job walks the seals and adds everything up again. One that runs is not begun twice.
#[utoipa::path(post, path = "/api/v1/ledger/proof", tag = "ledger",
    responses((status = 202, body = ProofBody), (status = 403, body = Problem)))]
pub async fn create(app: Running, me: Me, _body: NoBody) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let shown = app
        .write(scope, move |tx| {
            super::start(tx, &member, at)?;
            super::show(tx, &member)
        })
        .await?;
    show::json(StatusCode::ACCEPTED, &body(shown)?)
}

fn body(Shown { chain, last }: Shown) -> Result<ProofBody> {
    let none = ProofBody {
        status: None,
        sound: None,
        sealed: chain.sealed,
        unsealed: chain.unsealed,
        head: chain.head,
        walked: 0,
        total: 0,
        proved_head: None,
        broken: None,
        findings: Vec::new(),
        started_at: None,
        finished_at: None,
    };
    let Some((last, findings)) = last else { return Ok(none) };
    let ended = last.status != ProofStatus::Running;
    Ok(ProofBody {
        status: Some(last.status.as_str()),
        sound: Some(last.status == ProofStatus::Sound).filter(|_| ended),
        walked: last.walked,
        total: last.sealed,
        proved_head: Some(hex(&last.head()?)),
        broken: last.damage.map(|damage| BrokenBody {
            number: last.broken_number,
            entry: last.broken_entry,
            damage,
        }),
        findings: findings
            .into_iter()
            .map(|finding| FindingBody {
                expected: finding.amounts().map(|(expected, _)| expected.to_string()),
                found: finding.amounts().map(|(_, found)| found.to_string()),
                code: finding.code,
                subject: finding.subject,
            })
            .collect(),
        started_at: Some(last.started_at),
        finished_at: last.finished_at,
        ..none
    })
}
