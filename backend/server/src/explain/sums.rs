//! How a month or a day is summed: its groups, their subtotals, and their lines.

use chrono_tz::Tz;
use domain::access::OrganizationKind;
use domain::commissions::adjustment::AdjustmentStatus;
use domain::commissions::commission::CommissionStatus;
use domain::commissions::fee::FeeStatus;
use domain::explain::step::{Chain, Code, Group, Label, Place, Row, RowLabel, Stage, Step, Value};
use domain::explain::subject::{Explained, Period, SumOf, Viewer};
use domain::explain::sum;
use domain::id::{Commission as CommissionKind, OrganizationId};
use domain::samples::movement::MovementKind;
use domain::{Error, Money, Result, Timestamp};
use store::commissions::commission::Filter;
use store::commissions::month::{PartyMonth, Sums};
use store::commissions::{adjustment, fee};
use store::explain::{Eyes, beside};
use store::samples::movement;

use super::entry::line;
use super::{Asked, LINES, Reader};
use crate::commissions::books::Books;
use crate::orders::cursor::Cursor;
use crate::paging;

/// The parts of a party's commissions: state and direction.
const PARTS: [(&str, CommissionStatus, bool); 4] = [
    ("estimated_sales", CommissionStatus::Estimated, false),
    ("confirmed_sales", CommissionStatus::Confirmed, false),
    ("estimated_reversals", CommissionStatus::Estimated, true),
    ("confirmed_reversals", CommissionStatus::Confirmed, true),
];

/// Whose sum it is and on which side.
struct Of {
    sum: SumOf,
    party: OrganizationId,
    side: Viewer,
    zone: Tz,
}

/// A period as its reader says it.
fn period(told: Period, zone: Tz) -> Value {
    match told {
        Period::Month(month) => Value::Month(month),
        Period::Day(_) => Value::On(told.span(zone).0),
    }
}

impl Of {
    /// The party of a sum: a party's own, for the operator any.
    fn read(tx: &mut impl Eyes, reader: &Reader, sum: SumOf) -> Result<Self> {
        let party = sum.party.ok_or(Error::Missing)?;
        if reader.party.is_some_and(|own| own != party) {
            return Err(Error::Missing);
        }
        let side = match beside::kind_of(tx, party)? {
            OrganizationKind::Kol => Viewer::Kol,
            OrganizationKind::Brand => Viewer::Brand,
            OrganizationKind::Mcn | OrganizationKind::Operator => return Err(Error::Missing),
        };
        Ok(Self { sum, party, side, zone: reader.network.time_zone })
    }

    /// The party's part of some sums: a KOL's own, for a brand the whole.
    fn amount(&self, sums: Sums) -> Money {
        let minor = match self.side {
            Viewer::Kol => sums.kol_minor,
            Viewer::Brand | Viewer::Staff => {
                let own = sums.kol_minor.saturating_add(sums.network_minor);
                own.saturating_add(sums.partner_minor)
            }
        };
        Money::new(minor, self.sum.currency)
    }

    fn about(&self, code: Code) -> Step {
        Step::new(Stage::Source, code)
            .with("party", Value::Party(self.party))
            .with("period", period(self.sum.period, self.zone))
    }

    /// Fees, corrections and charged samples of a span.
    fn beside(
        &self,
        tx: &mut impl Books,
        span: (Timestamp, Timestamp),
    ) -> Result<(Money, Money, Money)> {
        let zero = Money::zero(self.sum.currency);
        let mine = |kol: OrganizationId, brand: Option<OrganizationId>| match self.side {
            Viewer::Kol => kol == self.party,
            Viewer::Brand | Viewer::Staff => brand == Some(self.party),
        };
        let (mut fees, mut adjusted) = (zero, zero);
        for (kol, brand, currency, minor) in tx.fees_earned(span)? {
            if mine(kol, Some(brand)) && currency == self.sum.currency {
                fees = fees.plus(Money::new(minor, currency))?;
            }
        }
        for (kol, brand, currency, minor) in tx.adjusted(span)? {
            if mine(kol, brand) && currency == self.sum.currency {
                adjusted = adjusted.plus(Money::new(minor, currency))?;
            }
        }
        let mut samples = zero;
        for sum in tx.samples_moved(span)? {
            if mine(sum.kol, Some(sum.brand))
                && sum.kind == MovementKind::Charged
                && sum.amount.currency() == self.sum.currency
            {
                samples = samples.minus(sum.amount)?;
            }
        }
        Ok((fees, adjusted, samples))
    }

    fn month<T: Eyes + Books>(&self, tx: &mut T, reader: &Reader) -> Result<Option<PartyMonth>> {
        let span = self.sum.period.span(reader.network.time_zone);
        let all = match self.side {
            Viewer::Kol => tx.by_kol(span)?,
            Viewer::Brand | Viewer::Staff => tx.by_brand(span)?,
        };
        let mine =
            |one: &PartyMonth| one.organization == self.party && one.currency == self.sum.currency;
        Ok(all.into_iter().find(mine))
    }
}

fn of_part(month: &PartyMonth, part: &str) -> Sums {
    match part {
        "estimated_sales" => month.estimated_sales,
        "confirmed_sales" => month.confirmed_sales,
        "estimated_reversals" => month.estimated_reversals,
        _ => month.confirmed_reversals,
    }
}

/// The chain of the commissions of a period.
pub(super) fn commissions<T: Eyes + Books>(
    tx: &mut T,
    reader: &Reader,
    asked: &Asked,
) -> Result<Chain> {
    let told: SumOf = asked.one()?;
    if told.party.is_none() && reader.viewer == Viewer::Staff {
        return network(tx, reader, told);
    }
    let of = Of::read(tx, reader, told)?;
    let month = of.month(tx, reader)?;
    let mut groups = Vec::new();
    let mut figure = Money::zero(told.currency);
    if let Some(month) = &month {
        figure = of.amount(month.total()?);
        for (part, _, _) in PARTS {
            let sums = of_part(month, part);
            if sums.count > 0 {
                groups.push(Group {
                    label: Label::Word("explain-part", part),
                    count: Some(sums.count),
                    base: Some(Money::new(sums.base_minor, told.currency)),
                    amount: of.amount(sums),
                    to: Some(Place::Part(part)),
                });
            }
        }
    }
    let steps = sum::steps(figure, &groups)?;
    let (rows, next) = lines(tx, reader, &of, asked)?;
    let about = of.about(Code::AboutCommissions);
    Ok(Chain { groups, rows, next, ..Chain::new(about, figure, steps) })
}

type Page = (Vec<Row>, Option<String>);

fn lines<T: Eyes + Books>(tx: &mut T, reader: &Reader, of: &Of, asked: &Asked) -> Result<Page> {
    if asked.part.is_empty() {
        return Ok((Vec::new(), None));
    }
    let part = PARTS.iter().find(|(part, _, _)| *part == asked.part);
    let (_, status, reversals) = part.ok_or_else(|| Error::field("part", "choice-unknown"))?;
    let after: Option<Cursor<CommissionKind>> = asked.place()?;
    let own = |side| Some(of.party).filter(|_| of.side == side);
    let filter = Filter {
        kol: own(Viewer::Kol),
        brand: own(Viewer::Brand),
        span: Some(of.sum.period.span(reader.network.time_zone)),
        currency: Some(of.sum.currency),
        status: Some(*status),
        reversals: Some(*reversals),
        ..Filter::default()
    };
    let more = paging::one_more(LINES);
    let mut found = tx.commissions(&filter, after.map(|after| (after.0, after.1)), more)?;
    let next = paging::next(&mut found, LINES, |seen| Cursor(seen.row.earned_at, seen.row.id));
    let rows = found.iter().map(|seen| line(&seen.row, of.side)).collect::<Result<_>>()?;
    Ok((rows, next.map(|next| next.to_string())))
}

/// The chain of what a period came to for a party: commissions, fees, corrections, samples.
pub(super) fn month<T: Eyes + Books>(tx: &mut T, reader: &Reader, asked: &Asked) -> Result<Chain> {
    let told: SumOf = asked.one()?;
    let of = Of::read(tx, reader, told)?;
    let span = told.period.span(reader.network.time_zone);
    let zero = Money::zero(told.currency);
    let month = of.month(tx, reader)?;
    let (mut commissions, mut base, mut count) = (zero, zero, 0);
    if let Some(month) = &month {
        let total = month.total()?;
        commissions = of.amount(total);
        base = Money::new(total.base_minor, told.currency);
        count = total.count;
    }
    let (fees, adjusted, samples) = of.beside(tx, span)?;
    let mut referred = zero;
    for part in tx.part_sums(span)? {
        if part.payee == of.party && part.amount.currency() == told.currency {
            referred = referred.plus(part.amount)?;
        }
    }
    let figure = commissions.plus(fees)?.plus(adjusted)?.plus(samples)?.plus(referred)?;
    let mut groups = Vec::new();
    if count > 0 {
        groups.push(Group {
            label: Label::Word("explain-part", "commissions"),
            count: Some(count),
            base: Some(base),
            amount: commissions,
            to: Some(Place::Explanation(Explained::Commissions, told.to_string())),
        });
    }
    for (part, amount) in [("fees", fees), ("adjustments", adjusted), ("samples", samples)] {
        if !amount.is_zero() {
            let label = Label::Word("explain-part", part);
            groups.push(Group {
                label,
                count: None,
                base: None,
                amount,
                to: Some(Place::Part(part)),
            });
        }
    }
    if !referred.is_zero() {
        let label = Label::Word("explain-part", "referred");
        groups.push(Group { label, count: None, base: None, amount: referred, to: None });
    }
    let steps = sum::steps(figure, &groups)?;
    let (rows, next) = extras(tx, reader, &of, asked)?;
    let about = of.about(Code::AboutMonth);
    Ok(Chain { groups, rows, next, ..Chain::new(about, figure, steps) })
}

/// The fees, the corrections or the charged samples of a period, newest first.
fn extras<T: Eyes + Books>(tx: &mut T, reader: &Reader, of: &Of, asked: &Asked) -> Result<Page> {
    let span = Some(of.sum.period.span(reader.network.time_zone));
    let limit = paging::one_more(LINES);
    let own = |side| Some(of.party).filter(|_| of.side == side);
    let (kol, brand) = (own(Viewer::Kol), own(Viewer::Brand));
    let row = |at, text: &str, amount: Money, kind, id: String| Row {
        at,
        label: RowLabel::Text(text.to_owned()),
        amount,
        to: Some(Place::Explanation(kind, id)),
    };
    let of_currency = |row: &Row| row.amount.currency() == of.sum.currency;
    Ok(match asked.part.as_str() {
        "" => (Vec::new(), None),
        "fees" => {
            let statuses = vec![FeeStatus::Earned];
            let after = asked.place()?;
            let search = fee::Search { statuses, kol, brand, span, after, limit };
            let mut found = tx.fees(&search)?;
            let next = paging::next(&mut found, LINES, |one| one.id.to_string());
            let kind = Explained::Fee;
            let rows = found
                .iter()
                .map(|one| row(one.due_at, &one.title, one.earned(), kind, one.id.to_string()));
            (rows.filter(of_currency).collect(), next)
        }
        "adjustments" => {
            let statuses = vec![AdjustmentStatus::Approved];
            let after = asked.place()?;
            let search = adjustment::Search { statuses, kol, brand, span, after, limit };
            let mut found = tx.adjustments(&search)?;
            let next = paging::next(&mut found, LINES, |one| one.id.to_string());
            let kind = Explained::Adjustment;
            let rows = found.iter().map(|one| {
                let at = one.decided_at.unwrap_or(one.requested_at);
                row(at, &one.text, one.amount(), kind, one.id.to_string())
            });
            (rows.filter(of_currency).collect(), next)
        }
        "samples" => {
            let kinds = vec![MovementKind::Charged];
            let after = asked.place()?;
            let mut found =
                tx.samples(&movement::Search { kinds, kol, brand, span, after, limit })?;
            let next = paging::next(&mut found, LINES, |one| one.id.to_string());
            let rows = found.iter().map(|one| Row {
                at: one.moved_at,
                label: RowLabel::Product(
                    one.product_id,
                    if of.side == Viewer::Kol { one.brand_id } else { one.kol_id },
                ),
                amount: one.amount().negated(),
                to: Some(Place::Explanation(Explained::Sample, one.request_id.to_string())),
            });
            (rows.filter(of_currency).collect(), next)
        }
        _ => return Err(Error::field("part", "choice-unknown")),
    })
}

/// The chain of the network's commissions of a period: each KOL's part, and the network's own.
fn network<T: Eyes + Books>(tx: &mut T, reader: &Reader, told: SumOf) -> Result<Chain> {
    let span = told.period.span(reader.network.time_zone);
    let zero = Money::zero(told.currency);
    let (mut figure, mut own, mut partners) = (zero, zero, zero);
    let mut groups = Vec::new();
    let mut months = tx.by_kol(span)?;
    months.retain(|month| month.currency == told.currency);
    for month in &months {
        let total = month.total()?;
        let money = |minor| Money::new(minor, told.currency);
        own = own.plus(money(total.network_minor))?;
        partners = partners.plus(money(total.partner_minor))?;
        figure = figure.plus(money(total.kol_minor))?;
        let of_kol = SumOf { party: Some(month.organization), ..told };
        groups.push(Group {
            label: Label::Party(month.organization),
            count: Some(total.count),
            base: Some(money(total.base_minor)),
            amount: money(total.kol_minor),
            to: Some(Place::Explanation(Explained::Commissions, of_kol.to_string())),
        });
    }
    groups.sort_by_key(|group| -group.amount.minor());
    figure = figure.plus(own)?.plus(partners)?;
    if !partners.is_zero() {
        groups.push(Group {
            label: Label::Word("explain-part", "partners"),
            count: None,
            base: None,
            amount: partners,
            to: None,
        });
    }
    if !months.is_empty() {
        groups.push(Group {
            label: Label::Word("explain-part", "network"),
            count: None,
            base: None,
            amount: own,
            to: None,
        });
    }
    let mut steps = sum::steps(figure, &groups)?;
    let ledger = beside::ledger(tx, span)?;
    let mut known = ledger.network.get(&told.currency).copied().unwrap_or(zero);
    for ((_, currency), amount) in &ledger.payees {
        if *currency == told.currency {
            known = known.plus(*amount)?;
        }
    }
    steps.push(sum::ledger(figure, known)?);
    let about = Step::new(Stage::Source, Code::AboutNetwork)
        .with("period", period(told.period, reader.network.time_zone));
    Ok(Chain { groups, ..Chain::new(about, figure, steps) })
}
