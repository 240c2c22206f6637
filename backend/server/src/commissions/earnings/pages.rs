//! The own money in the browser: a KOL's on a phone, a brand's on a desk.

use actix_web::{HttpRequest, web};
use askama::Template;
use askama::filters::Safe;
use domain::Money;
use domain::calendar::Month;
use domain::commissions::standing::Standing;
use domain::id::{NetworkId, OrganizationId};
use domain::ledger::account::AccountCode;
use serde::Deserialize;
use store::scope::OfOrganization;

use super::{Narrow, Sheet, side};
use crate::commissions::statement::{Line, Side, month_or_now};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::page::Page;
use crate::http::query::InQuery;
use crate::http::show;

/// Lines of one page.
const LINES: usize = 50;

#[derive(Template)]
#[template(path = "commissions/earnings/kol.html")]
struct KolPage {
    page: Page,
    month: Month,
    sheet: Sheet,
    narrow: Narrow,
    csv: String,
    own: Own,
    lines: Vec<Line>,
    next: Option<String>,
    is_first: bool,
    filters: Vec<(Option<Standing>, String)>,
}

#[derive(Template)]
#[template(path = "commissions/earnings/brand.html")]
struct BrandPage {
    page: Page,
    month: Month,
    sheet: Sheet,
    narrow: Narrow,
    csv: String,
    own: Own,
    lines: Vec<Line>,
    next: Option<String>,
    is_first: bool,
    filters: Vec<(Option<Standing>, String)>,
}

/// What the own figures open.
struct Own {
    network: NetworkId,
    party: OrganizationId,
    side: Side,
    month: Month,
    today: String,
}

type Door = Result<Safe<String>, askama::Error>;

impl Own {
    fn month(&self, page: &Page, amount: &Money) -> Door {
        page.explained_sum(amount, "month", self.month, self.party)
    }

    fn commissions(&self, page: &Page, amount: &Money) -> Door {
        page.explained_sum(amount, "commissions", self.month, self.party)
    }

    fn today(&self, page: &Page, amount: &Money) -> Door {
        page.explained_sum(amount, "commissions", &self.today, self.party)
    }

    fn frozen(&self, page: &Page, amount: &Money) -> Door {
        self.account(
            page,
            amount,
            match self.side {
                Side::Kols => AccountCode::KolFrozen(self.party),
                Side::Brands => AccountCode::ReceivableBrand(self.party),
            },
        )
    }

    fn available(&self, page: &Page, amount: &Money) -> Door {
        self.account(page, amount, AccountCode::KolAvailable(self.party))
    }

    fn deposited(&self, page: &Page, amount: &Money) -> Door {
        self.account(page, amount, AccountCode::SampleDeposit(self.party))
    }

    fn account(&self, page: &Page, amount: &Money, code: AccountCode) -> Door {
        page.explained(amount, "account", code.id(self.network, amount.currency()))
    }
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    pub(super) month: Option<String>,
    after: Option<String>,
    kol: Option<String>,
    product: Option<String>,
    link: Option<String>,
    standing: Option<String>,
}

/// Which lines are asked for; what cannot be read is left out.
pub(super) fn narrow(query: &Query) -> Narrow {
    fn one<T: std::str::FromStr>(told: Option<&String>) -> Option<T> {
        told.and_then(|told| told.parse().ok())
    }
    Narrow {
        kol: one(query.kol.as_ref()),
        product: one(query.product.as_ref()),
        link: one(query.link.as_ref()),
        standing: one(query.standing.as_ref()),
    }
}

/// The query string of the same lines, from another place on.
fn same(month: Month, narrow: Narrow, after: Option<String>) -> String {
    let pairs = [
        ("month", Some(month.to_string())),
        ("kol", narrow.kol.map(|id| id.to_string())),
        ("product", narrow.product.map(|id| id.to_string())),
        ("link", narrow.link.map(|id| id.to_string())),
        ("standing", narrow.standing.map(|one| one.as_str().to_owned())),
        ("after", after),
    ];
    let pairs: Vec<(&str, &str)> =
        pairs.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))).collect();
    show::query(&pairs)
}

/// The words that lines are narrowed to, and where each leads.
fn filters(month: Month, narrow: Narrow) -> Vec<(Option<Standing>, String)> {
    let all = std::iter::once(None).chain(Standing::ALL.iter().copied().map(Some));
    let href = |standing| same(month, Narrow { standing, ..narrow }, None);
    all.map(|standing| (standing, format!("/earnings?{}#lines", href(standing)))).collect()
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/earnings", web::get().to(index));
}

async fn index(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    member.must(domain::access::Permission::SeeOwnMoney)?;
    if member.role.organization_kind() == domain::access::OrganizationKind::Mcn {
        // All that an agency earns is parts of others' commissions.
        return show::see_other("/earnings/parts");
    }
    let side = side(&member);
    let network = crate::orders::network(&app, member.network).await?;
    let month = month_or_now(query.month.as_deref(), &network, app.now());
    let after = query.after.as_deref().and_then(|told| told.parse().ok());
    let page = Page::inside(&request, &app, &me.0);
    let locale = page.locale;
    let (narrow, at) = (narrow(&query), app.now());
    let own = Own {
        network: member.network,
        party: member.organization,
        side,
        month,
        today: at.date_in(network.time_zone).to_string(),
    };
    let (sheet, (lines, next)) = app
        .read(OfOrganization::of(&member), move |tx| {
            let sheet = super::sums(tx, &member, &network, locale, month, at)?;
            let asked = (month, narrow);
            let lines = super::own_lines(tx, &member, &network, locale, asked, after, LINES)?;
            Ok((sheet, lines))
        })
        .await?;
    let is_first = after.is_none();
    let next = next.map(|next| same(month, narrow, Some(next.to_string())));
    let csv = format!("/earnings.csv?{}", same(month, narrow, None));
    let filters = filters(month, narrow);
    match side {
        Side::Kols => show::page(&KolPage {
            page,
            month,
            sheet,
            narrow,
            csv,
            own,
            lines,
            next,
            is_first,
            filters,
        }),
        Side::Brands => show::page(&BrandPage {
            page,
            month,
            sheet,
            narrow,
            csv,
            own,
            lines,
            next,
            is_first,
            filters,
        }),
    }
}
