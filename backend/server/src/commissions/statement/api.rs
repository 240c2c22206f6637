//! Months over the API: the network's for the operator, the own one for everybody else.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::Timestamp;
use domain::access::Permission;
use domain::id::OrganizationId;
use serde::Serialize;
use store::scope::{OfNetwork, OfOrganization};

use super::sums::{Earned, Row};
use super::{month_of, proof::Proof};
use crate::commissions::earnings;
use crate::commissions::earnings::view::{ExtraView, FigureView};
use crate::commissions::tax::ClassRow;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::caller::{Me, Running};
use crate::http::show;

/// A month. Amounts are decimals beside their currency.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Statement)]
pub struct StatementView {
    /// `2026-11`.
    month: String,
    /// The first moment of it on the network's clock.
    #[schema(value_type = String)]
    from: Timestamp,
    /// The first moment after it.
    #[schema(value_type = String)]
    to: Timestamp,
    /// What KOLs earned: all of them for the operator, the own for a KOL, those that sold its
    /// products for a brand, as what the brand owes for them.
    kols: Vec<PartyView>,
    /// What brands owe: all of them for the operator, the own for a brand.
    brands: Vec<PartyView>,
    /// What agencies and referrers have of the KOLs' commissions: for the operator all, for a KOL
    /// what others have of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    partners: Vec<PayeeView>,
    /// The KOLs' parts by how they are taxed.
    taxes: Vec<TaxSumView>,
    /// For a party: its fees, corrections and samples, latest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    beside: Vec<ExtraView>,
    /// For a party: what the month came to, by currency.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    totals: Vec<FigureView>,
    /// For the operator: the rows' sums beside the ledger's; they are equal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    proofs: Vec<ProofView>,
}

/// A party's month in one currency.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = PartyMonth)]
pub struct PartyView {
    /// The party.
    #[schema(value_type = String)]
    organization: OrganizationId,
    /// Its name in the caller's language, where there is one.
    name: String,
    /// ISO 4217.
    currency: &'static str,
    /// Lines that were sold.
    sold: i64,
    /// What the rates were applied to, after refunds.
    base: String,
    /// Commissions on sales.
    sales: String,
    /// What refunds took back.
    reversals: String,
    /// Both.
    net: String,
    /// The part that may still be taken back.
    estimated: String,
    /// The part that stays.
    confirmed: String,
}

/// What an agency or a referrer has of a month's commissions in one currency.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = PayeeMonth)]
pub struct PayeeView {
    /// Who is paid.
    #[schema(value_type = String)]
    payee: OrganizationId,
    /// `mcn` or `kol`.
    kind: &'static str,
    /// Its name in the caller's language, where there is one.
    name: String,
    /// ISO 4217.
    currency: &'static str,
    /// After refunds.
    net: String,
    /// The part that may still be taken back.
    estimated: String,
    /// The part that stays.
    confirmed: String,
}

/// What was earned under one class, rate and deduction.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = TaxSum)]
pub struct TaxSumView {
    /// `qualified`, `unregistered`, `abroad` or `undeclared`.
    class: &'static str,
    /// The rate, as a percentage.
    rate: String,
    /// How much of the tax the payer may deduct, as a percentage.
    deductible: String,
    /// ISO 4217.
    currency: &'static str,
    /// The amount with its tax.
    amount: String,
    /// The tax inside it, reckoned once from the sum and rounded down.
    tax: String,
    /// What of that the payer may deduct.
    deducted: String,
}

/// A currency's commissions, reckoned twice.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Proof)]
pub struct ProofView {
    /// ISO 4217.
    currency: &'static str,
    /// The sum of the commissions.
    commissions: String,
    /// The sum of what the ledger posted.
    ledger: String,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/api/v1/statements/{month}", web::get().to(read));
}

/// Shows a month.
#[utoipa::path(get, path = "/api/v1/statements/{month}", tag = "commissions",
    params(("month" = String, Path, description = "2026-11")),
    responses((status = 200, body = StatementView), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn read(app: Running, me: Me, month: web::Path<String>) -> Answer {
    let me = me.member();
    if !me.may(Permission::SeeMoney) {
        me.must(Permission::SeeOwnMoney)?;
    }
    let month = month_of(&month)?;
    let network = crate::orders::network(&app, me.network).await?;
    let (from, to) = month.span(network.time_zone);
    let (mut beside, mut totals) = (Vec::new(), Vec::new());
    let (kols, brands, partners, taxes, proofs) = if me.may(Permission::SeeMoney) {
        let scope = OfNetwork::of(&me)?;
        let sheet =
            app.read(scope, move |tx| super::month(tx, &me, &network, me.locale, month)).await?;
        (sheet.kols, sheet.brands, sheet.partners, sheet.taxes, sheet.proofs)
    } else {
        let at = app.now();
        let scope = OfOrganization::of(&me);
        let sheet = app
            .read(scope, move |tx| earnings::sums(tx, &me, &network, me.locale, month, at))
            .await?;
        beside.extend(sheet.extras.iter().map(ExtraView::from));
        totals.extend(sheet.figures.iter().map(FigureView::from));
        (sheet.kols, sheet.brands, sheet.taken, sheet.taxes, Vec::new())
    };
    let view = StatementView {
        month: month.to_string(),
        from,
        to,
        kols: kols.iter().map(PartyView::from).collect(),
        brands: brands.iter().map(PartyView::from).collect(),
        partners: partners.iter().map(PayeeView::from).collect(),
        taxes: taxes.iter().map(TaxSumView::from).collect(),
        beside,
        totals,
        proofs: proofs.iter().map(ProofView::from).collect(),
    };
    show::json(StatusCode::OK, &view)
}

impl From<&Row> for PartyView {
    fn from(row: &Row) -> Self {
        Self {
            organization: row.party,
            name: row.name.text.clone(),
            currency: row.net.currency().code(),
            sold: row.sold,
            base: row.base.decimal(),
            sales: row.sales.decimal(),
            reversals: row.reversals.decimal(),
            net: row.net.decimal(),
            estimated: row.estimated.decimal(),
            confirmed: row.confirmed.decimal(),
        }
    }
}

impl From<&Earned> for PayeeView {
    fn from(row: &Earned) -> Self {
        Self {
            payee: row.payee,
            kind: row.kind.as_str(),
            name: row.name.text.clone(),
            currency: row.net.currency().code(),
            net: row.net.decimal(),
            estimated: row.estimated.decimal(),
            confirmed: row.confirmed.decimal(),
        }
    }
}

impl From<&ClassRow> for TaxSumView {
    fn from(row: &ClassRow) -> Self {
        Self {
            class: row.tax.class.as_str(),
            rate: row.tax.rate.percent(),
            deductible: row.tax.credit.percent(),
            currency: row.amount.currency().code(),
            amount: row.amount.decimal(),
            tax: row.inside.decimal(),
            deducted: row.deducted.decimal(),
        }
    }
}

impl From<&Proof> for ProofView {
    fn from(proof: &Proof) -> Self {
        Self {
            currency: proof.rows.currency().code(),
            commissions: proof.rows.decimal(),
            ledger: proof.ledger.decimal(),
        }
    }
}
