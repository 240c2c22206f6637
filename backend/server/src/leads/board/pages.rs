//! The board of leads in the operator's browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Timestamp;
use domain::access::Permission;
use domain::leads::inquiry::LeadKind;
use domain::leads::lead::{Lead, LeadAct};
use serde::Deserialize;
use store::scope::OfNetwork;

use super::{Board, Column};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::page::Page;
use crate::http::query::InQuery;
use crate::http::show;
use crate::leads::lead::{Words, filter, is_late, owner_of, tone};

/// Whose leads; empty texts mean everybody's.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Wanted {
    owner: String,
    kind: String,
}

#[derive(Template)]
#[template(path = "leads/board/board.html")]
struct BoardPage {
    page: Page,
    wanted: Wanted,
    board: Board,
    now: Timestamp,
    may_work: bool,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/lead-board", web::get().to(read));
}

async fn read(request: HttpRequest, app: Running, me: Me, wanted: InQuery<Wanted>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let (wanted, now) = (wanted.0, app.now());
    let may_work = member.may(Permission::WorkLeads);
    let words = Words { owner: &wanted.owner, kind: &wanted.kind, ..Words::default() };
    let filter = filter(&words, &member, now)?;
    let board = app.read(scope, move |tx| super::read(tx, &member, &filter)).await?;
    let page = Page::inside(&request, &app, &me.0).under("/leads");
    show::page(&BoardPage { page, wanted, board, now, may_work })
}

impl BoardPage {
    /// Whole days since a lead asked first.
    fn age(&self, lead: &Lead) -> i64 {
        self.now.seconds_since(lead.created_at).max(0) / 86_400
    }

    /// The whole column as a list.
    fn rest(&self, column: &Column) -> String {
        let told = [
            ("status", column.status.as_str()),
            ("kind", &self.wanted.kind),
            ("owner", &self.wanted.owner),
            ("sort", "score"),
        ];
        show::address("/leads", &told)
    }
}

/// Where a lead can be moved by one press; whoever is lost or spam is so on its own page.
fn steps(lead: &Lead) -> Vec<LeadAct> {
    let onward =
        |act: &LeadAct| matches!(act, LeadAct::Contact | LeadAct::Qualify | LeadAct::Propose);
    lead.status.acts().filter(onward).collect()
}
