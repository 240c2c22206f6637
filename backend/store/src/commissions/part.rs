//! Partners' parts of commissions: written with their commission, never edited.

use diesel::prelude::*;
use domain::access::OrganizationKind;
use domain::commissions::commission::CommissionStatus;
use domain::commissions::refund::Left;
use domain::commissions::split::{Bearer, PartnerKind, account};
use domain::commissions::standing::Standing;
use domain::commissions::tax::{Tax, TaxClass};
use domain::id::{
    CommissionId, CommissionPartId, CommissionPartnerId, NetworkId, OrderId, OrganizationId,
    ProductId,
};
use domain::ledger::account::AccountCode;
use domain::time::Timestamp;
use domain::{Currency, Money, Rate, Result};
use schema::{commission_parts as t, commissions as c, order_lines as l};

use crate::commissions::commission::{Commission, LineNow, Now};
use crate::commissions::payees::CutPart;
use crate::rows::{Among, IDS_AT_ONCE, count, grouped, total};
use crate::scope::Reads;

/// A partner's part of a commission, or what a refund took back of one: below nothing then.
#[derive(Debug, Clone, Queryable)]
pub struct Part {
    /// Its id.
    pub id: CommissionPartId,
    /// Of which commission's row.
    pub commission_id: CommissionId,
    /// Of which order.
    pub order_id: OrderId,
    /// By which agreement.
    pub partner_id: CommissionPartnerId,
    /// Why.
    pub kind: PartnerKind,
    /// Of whose commission.
    pub kol_id: OrganizationId,
    /// Who is paid.
    pub payee_id: OrganizationId,
    /// What kind of party that is.
    pub payee_kind: OrganizationKind,
    /// How much of the base.
    pub rate: Rate,
    /// Out of whose part.
    pub bearer: Bearer,
    amount_minor: i64,
    currency: Currency,
    /// The month's moment: that of its commission's row.
    pub earned_at: Timestamp,
    tax_class: TaxClass,
    tax_rate: Rate,
    tax_credit: Rate,
    tax_minor: i64,
}

impl Part {
    /// How much.
    pub fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }

    /// How it is taxed.
    pub fn tax(&self) -> Tax {
        Tax { class: self.tax_class, rate: self.tax_rate, credit: self.tax_credit }
    }

    /// The tax inside its amount.
    pub fn tax_amount(&self) -> Money {
        Money::new(self.tax_minor, self.currency)
    }

    /// Where it stands in the ledger.
    pub(crate) fn account(&self, status: CommissionStatus) -> Result<AccountCode> {
        account(self.payee_kind, self.payee_id, status)
    }
}

/// A row to write.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = schema::commission_parts)]
pub(crate) struct NewPart {
    network_id: NetworkId,
    id: CommissionPartId,
    commission_id: CommissionId,
    order_id: OrderId,
    partner_id: CommissionPartnerId,
    kind: PartnerKind,
    kol_id: OrganizationId,
    payee_id: OrganizationId,
    payee_kind: OrganizationKind,
    rate_ppm: Rate,
    bearer: Bearer,
    amount_minor: i64,
    currency: Currency,
    earned_at: Timestamp,
    tax_class: TaxClass,
    tax_ppm: Rate,
    credit_ppm: Rate,
    tax_minor: i64,
}

impl NewPart {
    /// A part that was just cut.
    pub(crate) fn of(
        network_id: NetworkId,
        (commission_id, order_id): (CommissionId, OrderId),
        cut: &CutPart,
        earned_at: Timestamp,
    ) -> Self {
        Self {
            network_id,
            id: CommissionPartId::new(),
            commission_id,
            order_id,
            partner_id: cut.agreed.id,
            kind: cut.agreed.kind,
            kol_id: cut.agreed.kol_id,
            payee_id: cut.agreed.payee_id,
            payee_kind: cut.agreed.payee_kind,
            rate_ppm: cut.agreed.rate,
            bearer: cut.agreed.bearer,
            amount_minor: cut.amount.minor(),
            currency: cut.amount.currency(),
            earned_at,
            tax_class: cut.tax.class,
            tax_ppm: cut.tax.rate,
            credit_ppm: cut.tax.credit,
            tax_minor: cut.tax.within(cut.amount).minor(),
        }
    }

    /// What a refund takes back of a part, or gives again; none when no unit of it moves.
    pub(crate) fn turned(
        network_id: NetworkId,
        commission_id: CommissionId,
        part: &Part,
        left: &Left,
        earned_at: Timestamp,
    ) -> Result<Option<Self>> {
        let (change, tax) = (left.change()?, part.tax());
        if change.is_zero() {
            return Ok(None);
        }
        Ok(Some(Self {
            network_id,
            id: CommissionPartId::new(),
            commission_id,
            order_id: part.order_id,
            partner_id: part.partner_id,
            kind: part.kind,
            kol_id: part.kol_id,
            payee_id: part.payee_id,
            payee_kind: part.payee_kind,
            rate_ppm: part.rate,
            bearer: part.bearer,
            amount_minor: change.minor(),
            currency: part.currency,
            earned_at,
            tax_class: tax.class,
            tax_ppm: tax.rate,
            credit_ppm: tax.credit,
            // The tax in what is left, so that of a part that is wholly taken back none stays.
            tax_minor: tax.within(left.after).minor() - tax.within(left.before).minor(),
        }))
    }

    /// The part as it will be read.
    pub(crate) fn read(self) -> Part {
        Part {
            id: self.id,
            commission_id: self.commission_id,
            order_id: self.order_id,
            partner_id: self.partner_id,
            kind: self.kind,
            kol_id: self.kol_id,
            payee_id: self.payee_id,
            payee_kind: self.payee_kind,
            rate: self.rate_ppm,
            bearer: self.bearer,
            amount_minor: self.amount_minor,
            currency: self.currency,
            earned_at: self.earned_at,
            tax_class: self.tax_class,
            tax_rate: self.tax_ppm,
            tax_credit: self.credit_ppm,
            tax_minor: self.tax_minor,
        }
    }
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::commission_id,
            t::order_id,
            t::partner_id,
            t::kind,
            t::kol_id,
            t::payee_id,
            t::payee_kind,
            t::rate_ppm,
            t::bearer,
            t::amount_minor,
            t::currency,
            t::earned_at,
            t::tax_class,
            t::tax_ppm,
            t::credit_ppm,
            t::tax_minor,
        )
    };
}

/// The parts of some commissions that the scope sees, in the order in which they were cut.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, commissions: &[CommissionId]) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    for some in commissions.chunks(IDS_AT_ONCE) {
        parts.extend(tx.query(t::table, |rows, conn| {
            rows.filter(t::commission_id.among(some.to_vec()))
                .order(t::id)
                .select(columns!())
                .load::<Part>(conn)
        })?);
    }
    Ok(parts)
}

/// The parts of some rows; most have none, and then nothing is asked.
///
/// # Errors
/// Only what the database answers.
pub fn of(tx: &mut impl Reads<t::table>, rows: &[Commission]) -> Result<Vec<Part>> {
    let some = rows.iter().filter(|row| row.partner_minor != 0);
    let ids: Vec<CommissionId> = some.map(|row| row.id).collect();
    find(tx, &ids)
}

/// What a payee's parts of a span came to in one currency and state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayeeMonth {
    /// Who is paid.
    pub payee: OrganizationId,
    /// What kind of party that is.
    pub kind: OrganizationKind,
    /// Whether it is owed, or still expected.
    pub status: CommissionStatus,
    /// How many rows.
    pub count: i64,
    /// How much, after refunds.
    pub amount: Money,
}

/// What each payee's parts came to from one moment (inclusive) to another (exclusive).
///
/// # Errors
/// Only what the database answers.
pub fn by_payee(
    tx: &mut impl Reads<t::table>,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<PayeeMonth>> {
    type Row = (OrganizationId, OrganizationKind, CommissionStatus, Currency, i64, i64);
    let rows: Vec<Row> = tx.query(t::table, |rows, conn| {
        let sums = rows
            .inner_join(
                c::table.on(c::network_id.eq(t::network_id).and(c::id.eq(t::commission_id))),
            )
            .filter(t::earned_at.ge(from))
            .filter(t::earned_at.lt(to))
            .select((
                t::payee_id,
                t::payee_kind,
                c::status,
                t::currency,
                count(t::id),
                total(t::amount_minor),
            ));
        grouped(4, sums).load(conn)
    })?;
    let month = |(payee, kind, status, currency, count, minor)| PayeeMonth {
        payee,
        kind,
        status,
        count,
        amount: Money::new(minor, currency),
    };
    let mut months: Vec<PayeeMonth> = rows.into_iter().map(month).collect();
    months.sort_by_key(|month| (month.payee, month.amount.currency(), month.status.as_str()));
    Ok(months)
}

/// A part as a line of its payee's month.
#[derive(Debug, Clone, Queryable)]
pub struct PartLine {
    /// The part.
    pub part: Part,
    /// Where its commission stands.
    pub status: CommissionStatus,
    /// What was sold.
    pub product_id: ProductId,
    /// What the rate was applied to, in smallest units; what left it where a refund took back.
    pub base_minor: i64,
    /// From when on it can no longer be taken back, if that is known.
    pub payable_at: Option<Timestamp>,
    line: LineNow,
}

impl PartLine {
    /// The one word for it.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn standing(&self) -> Result<Standing> {
        let now = Now::of(self.line, self.part.currency)?;
        Ok(now.facts(self.status, self.part.amount_minor < 0).standing())
    }
}

/// A payee's parts of a span, latest first, after the one that the page before ended with.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut impl Reads<t::table>,
    payee: OrganizationId,
    (from, to): (Timestamp, Timestamp),
    after: Option<(Timestamp, CommissionPartId)>,
    limit: i64,
) -> Result<Vec<PartLine>> {
    Ok(tx.query(t::table, |rows, conn| {
        let mut rows = rows
            .inner_join(
                c::table.on(c::network_id.eq(t::network_id).and(c::id.eq(t::commission_id))),
            )
            .inner_join(
                l::table.on(l::network_id.eq(c::network_id).and(l::id.eq(c::order_line_id))),
            )
            .filter(t::payee_id.eq(payee))
            .filter(t::earned_at.ge(from))
            .filter(t::earned_at.lt(to));
        if let Some((earned_at, id)) = after {
            rows = rows
                .filter(t::earned_at.le(earned_at))
                .filter(t::earned_at.lt(earned_at).or(t::id.lt(id)));
        }
        let line = (
            l::held,
            l::status,
            l::quantity,
            l::unit_price_minor,
            l::discount_minor,
            l::refunded_minor,
            l::rejected_for,
        );
        rows.order((t::earned_at.desc(), t::id.desc()))
            .limit(limit)
            .select((columns!(), c::status, c::product_id, c::base_minor, c::payable_at, line))
            .load(conn)
    })?)
}
