//! Following a tracked link: the click becomes a row, the visitor goes on to the shop.
//!
//! This is the hottest path of the product: one write that looks the link up and keeps the click, no
//! second trip.

pub mod pages;

use std::sync::Arc;

use actix_web::web;
use domain::id::{ClickId, NetworkId};
use domain::tenancy::network::Network;
use domain::tracking::click::{AgentClass, visitor};
use domain::tracking::link::{CODE_LENGTH, code_of};
use domain::{Error, Result, Timestamp};
use store::scope::{NetworkTx, OfNetwork};
use store::tracking::click::{self, NewClick};
use store::tracking::link;

use crate::app::{App, blocking};
use crate::config::Clicks;
use crate::together::{Piece, Together, hand_in};

/// Characters of a link's public code that name the network.
const NETWORK_LENGTH: usize = 2;
/// Characters of a referrer that are kept.
const REFERRER_LIMIT: usize = 300;

/// Who followed a link, as the request says.
#[derive(Debug, Clone, Copy)]
pub struct Visit<'a> {
    /// The visitor's address; it is never stored.
    pub address: &'a str,
    /// The user agent; only its class is stored.
    pub agent: Option<&'a str>,
    /// The page that the visitor came from.
    pub referrer: Option<&'a str>,
}

/// Where a visitor goes on to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The page, on this site.
    pub path: String,
    /// The click, when one was counted.
    pub click: Option<ClickId>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
}

/// Follows a link by its public code. A program is let through and leaves no click.
///
/// # Errors
/// `Missing` for a code that is none; `Busy` when the store takes no more work.
pub async fn follow(app: &Arc<App>, code: &str, visit: Visit<'_>) -> Result<Way> {
    let (network, code) = read_code(app, code).await?;
    let scope = OfNetwork::for_row(network);
    let agent = AgentClass::of(visit.agent);
    if agent == AgentClass::Bot {
        let target = app.read(scope, move |tx| link::get_by_code(tx, &code)).await?;
        return Ok(Way { path: target.path, click: None });
    }
    let counted = Counted::of(app, code, agent, visit, app.now());
    let click = Some(counted.id);
    if app.settings.clicks == Clicks::AnswerFirst {
        let code = counted.code.clone();
        let target = app.read(scope, move |tx| link::get_by_code(tx, &code)).await?;
        app.submit(scope, move |tx| keep(tx, &[&counted]), lost);
        return Ok(Way { path: target.path, click });
    }
    let path = hand_in(app, network, counted).await?;
    Ok(Way { path, click })
}

/// The page of a link's public code: for those who only ask whether it leads anywhere.
///
/// # Errors
/// `Missing`.
pub async fn peek(app: &Arc<App>, code: &str) -> Result<String> {
    let (network, code) = read_code(app, code).await?;
    let scope = OfNetwork::for_row(network);
    Ok(app.read(scope, move |tx| link::get_by_code(tx, &code)).await?.path)
}

/// The network and the own code of a public code. What cannot be a code never reaches the store.
async fn read_code(app: &Arc<App>, code: &str) -> Result<(NetworkId, String)> {
    let (network, own) = code.split_at_checked(NETWORK_LENGTH).ok_or(Error::Missing)?;
    if own.len() != CODE_LENGTH {
        return Err(Error::Missing);
    }
    let own = code_of(own, "").ok_or(Error::Missing)?.to_owned();
    if let Some(known) = app.directory.cached_by_code(app, network) {
        return Ok((known.id, own));
    }
    let (app, network) = (Arc::clone(app), network.to_owned());
    let found: Network = blocking(move || app.directory.by_code(&app, &network)).await?;
    Ok((found.id, own))
}

/// A click as it will be kept.
#[derive(Debug)]
pub struct Counted {
    id: ClickId,
    /// The code of its link.
    code: String,
    at: Timestamp,
    visitor: [u8; 16],
    agent: AgentClass,
    referrer: Option<String>,
}

impl Counted {
    fn of(app: &App, code: String, agent: AgentClass, visit: Visit<'_>, at: Timestamp) -> Self {
        // Another salt each day (UTC): within one a visitor is the same, over two nobody is.
        let day = at.unix_seconds().div_euclid(86_400).to_string();
        let salt = app.keys.seal("visitor", &day);
        Self {
            id: ClickId::new(),
            code,
            at,
            visitor: visitor(&salt, visit.address, visit.agent),
            agent,
            referrer: visit.referrer.and_then(without_query),
        }
    }
}

impl Piece for Counted {
    /// The page that the link leads to.
    type Answer = String;

    fn waiting(app: &App) -> &Together<Self> {
        &app.clicks
    }

    fn write(tx: &mut NetworkTx<'_>, pieces: &[&Self]) -> Result<Vec<Result<String>>> {
        keep(tx, pieces)
    }
}

/// Keeps clicks, and answers where each leads; `Missing` for a code that is no link's.
fn keep(tx: &mut NetworkTx<'_>, counted: &[&Counted]) -> Result<Vec<Result<String>>> {
    let codes: Vec<&str> = counted.iter().map(|one| one.code.as_str()).collect();
    let targets = link::find_by_code(tx, &codes)?;
    let known = counted.iter().filter_map(|one| Some((*one, targets.get(&one.code)?)));
    let clicks = known.map(|(one, target)| {
        let Counted { id, at, visitor, agent, .. } = *one;
        (target, NewClick { id, at, visitor, agent, referrer: one.referrer.as_deref() })
    });
    click::insert_many(tx, clicks)?;
    let path = |one: &&Counted| {
        targets.get(&one.code).map(|target| target.path.clone()).ok_or(Error::Missing)
    };
    Ok(counted.iter().map(path).collect())
}

/// Of a click whose visitor has been answered: what goes wrong can only be logged.
fn lost<T>(outcome: Result<T>) {
    if let Err(error) = outcome {
        tracing::warn!(%error, "a click was not kept");
    }
}

/// A referrer without its query, which can hold what is nobody's business.
fn without_query(referrer: &str) -> Option<String> {
    let bare = referrer.split(['?', '#']).next()?;
    Some(bare.chars().take(REFERRER_LIMIT).collect()).filter(|bare: &String| !bare.is_empty())
}
