//! Who else has a part of a commission: the agency that looks after the KOL, who brought the KOL.
//!
//! A partner's part is a rate on the commission's base and comes out of the part of the one who
//! bears it, never out of what the brand owes: an agency's usually out of the KOL's part, a
//! referrer's out of the network's. A partner takes at most what its bearer has. Each gets its part
//! rounded down; the units left over go to the largest remainders, of equals to the KOL first, then
//! to the partners in their order, then to the network: the parts add up to the total exactly.

use crate::access::OrganizationKind;
use crate::choices;
use crate::commissions::commission::CommissionStatus;
use crate::commissions::freeze::Frozen;
use crate::error::{Error, Result};
use crate::id::OrganizationId;
use crate::ledger::account::{AccountCode, Bucket};
use crate::money::Money;
use crate::rate::Rate;

choices! {
    /// Why somebody beside KOL and network has a part.
    pub enum PartnerKind {
        /// The agency that looks after the KOL.
        Mcn = "mcn",
        /// Who brought the KOL into the network.
        Referrer = "referrer",
    }
}

choices! {
    /// Out of whose part a partner's part comes.
    pub enum Bearer {
        Kol = "kol",
        Network = "network",
    }
}

/// Somebody who has a part of a KOL's commissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partner {
    /// Why.
    pub kind: PartnerKind,
    /// Who is paid.
    pub payee: OrganizationId,
    /// What kind of party that is: a KOL or an MCN.
    pub payee_kind: OrganizationKind,
    /// How much of the base.
    pub rate: Rate,
    /// Out of whose part.
    pub bearer: Bearer,
}

/// Millionths of a smallest unit in one.
const SCALE: i128 = 1_000_000;

/// Gives partners their parts of a frozen commission: what KOL and network keep, and each partner's
/// amount in their order. Without partners nothing changes.
///
/// # Errors
/// `Broken` on overflow.
pub fn split(frozen: Frozen, partners: &[Partner]) -> Result<(Frozen, Vec<Money>)> {
    if partners.is_empty() {
        return Ok((frozen, Vec::new()));
    }
    let total = frozen.total()?;
    let share = i128::from(frozen.share.ppm());
    let whole = i128::from(total.minor());
    let (mut kol, mut network) = (whole * (SCALE - share), whole * share);
    let mut parts = Vec::with_capacity(partners.len() + 2);
    for partner in partners {
        let bearer = match partner.bearer {
            Bearer::Kol => &mut kol,
            Bearer::Network => &mut network,
        };
        let wanted = i128::from(frozen.base.minor()) * i128::from(partner.rate.ppm());
        let part = wanted.clamp(0, *bearer);
        *bearer -= part;
        parts.push(part);
    }
    parts.insert(0, kol);
    parts.push(network);
    let mut amounts = largest_remainders(&parts)?.into_iter().map(|minor| {
        i64::try_from(minor)
            .map(|minor| Money::new(minor, total.currency()))
            .map_err(|_| Error::Broken("split: overflow".into()))
    });
    let lost = || Error::Broken("split: a part is missing".into());
    let kol = amounts.next().ok_or_else(lost)??;
    let mut parts = amounts.collect::<Result<Vec<Money>>>()?;
    let network = parts.pop().ok_or_else(lost)?;
    let partners =
        parts.iter().try_fold(Money::zero(total.currency()), |sum, one| sum.plus(*one))?;
    Ok((Frozen { kol, network, partners, ..frozen }, parts))
}

/// Whole units of exact parts, told in millionths, that add up to a whole number of units.
fn largest_remainders(exact: &[i128]) -> Result<Vec<i128>> {
    let whole: i128 = exact.iter().sum::<i128>();
    if whole % SCALE != 0 {
        return Err(Error::Broken("split: parts of no whole".into()));
    }
    let mut units: Vec<i128> = exact.iter().map(|part| part / SCALE).collect();
    let left = whole / SCALE - units.iter().sum::<i128>();
    let mut places: Vec<usize> = (0..exact.len()).collect();
    places.sort_by_key(|place| (-(exact[*place] % SCALE), *place));
    let left = usize::try_from(left).map_err(|_| Error::Broken("split: overflow".into()))?;
    for place in places.into_iter().take(left) {
        units[place] += 1;
    }
    Ok(units)
}

impl Partner {
    /// Where a part stands in the ledger: expected or owed.
    ///
    /// # Errors
    /// `Broken` for a party that the network pays nothing.
    pub fn account(&self, status: CommissionStatus) -> Result<AccountCode> {
        account(self.payee_kind, self.payee, status)
    }
}

/// Where a payee's part stands in the ledger: expected or owed.
///
/// # Errors
/// `Broken` for a party that the network pays nothing.
pub fn account(
    kind: OrganizationKind,
    payee: OrganizationId,
    status: CommissionStatus,
) -> Result<AccountCode> {
    let code = match (status, kind) {
        (CommissionStatus::Estimated, OrganizationKind::Kol) => {
            Some(AccountCode::EstimatedKol(payee))
        }
        (CommissionStatus::Estimated, OrganizationKind::Mcn) => {
            Some(AccountCode::EstimatedMcn(payee))
        }
        (CommissionStatus::Confirmed, kind) => AccountCode::of_bucket(kind, payee, Bucket::Frozen),
        (CommissionStatus::Estimated, _) => None,
    };
    code.ok_or_else(|| Error::Broken(format!("{payee} is paid nothing")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::commissions::freeze::freeze;
    use crate::money::Currency;

    fn yen(minor: i64) -> Money {
        Money::new(minor, Currency::Jpy)
    }
    fn rate(ppm: i64) -> Rate {
        Rate::from_ppm(ppm).expect("rate")
    }
    fn partner(kind: PartnerKind, ppm: i64, bearer: Bearer) -> Partner {
        let payee = OrganizationId::new();
        Partner { kind, payee, payee_kind: OrganizationKind::Mcn, rate: rate(ppm), bearer }
    }
    fn frozen(base: i64, ppm: i64, share: i64) -> Option<Frozen> {
        freeze(yen(base), rate(ppm), rate(share)).expect("sum")
    }

    #[test]
    fn ten_two_and_three_of_fifteen_percent_are_827_165_and_248() {
        let whole = frozen(8_266, 150_000, 200_000).expect("some");
        let mcn = partner(PartnerKind::Mcn, 20_000, Bearer::Kol);
        let (kept, parts) = split(whole, &[mcn]).expect("split");
        assert_eq!((kept.kol, parts, kept.network), (yen(827), vec![yen(165)], yen(248)));
        assert_eq!((kept.total(), kept.partners), (Ok(yen(1_240)), yen(165)));
    }

    #[test]
    fn each_part_comes_out_of_its_bearers() {
        let whole = frozen(10_000, 150_000, 200_000).expect("some");
        let mcn = partner(PartnerKind::Mcn, 20_000, Bearer::Kol);
        let referrer = partner(PartnerKind::Referrer, 10_000, Bearer::Network);
        let (kept, parts) = split(whole, &[mcn, referrer]).expect("split");
        assert_eq!((kept.kol, kept.network), (yen(1_000), yen(200)));
        assert_eq!(parts, [yen(200), yen(100)]);
        let (kept, _) = split(whole, &[]).expect("split");
        assert_eq!(kept, whole);
    }

    #[test]
    fn nobody_takes_more_than_the_bearer_has() {
        let whole = frozen(10_000, 150_000, 200_000).expect("some");
        let greedy = partner(PartnerKind::Referrer, 500_000, Bearer::Network);
        let other = partner(PartnerKind::Mcn, 500_000, Bearer::Network);
        let (kept, parts) = split(whole, &[greedy, other]).expect("split");
        assert_eq!((kept.kol, kept.network), (yen(1_200), yen(0)));
        assert_eq!(parts, [yen(300), yen(0)]);
    }

    #[test]
    fn a_part_stands_where_its_payee_is_paid() {
        let mcn = partner(PartnerKind::Mcn, 1, Bearer::Kol);
        let expected = mcn.account(CommissionStatus::Estimated);
        assert_eq!(expected, Ok(AccountCode::EstimatedMcn(mcn.payee)));
        let owed = mcn.account(CommissionStatus::Confirmed);
        assert_eq!(owed, Ok(AccountCode::McnFrozen(mcn.payee)));
        let kol = Partner { payee_kind: OrganizationKind::Kol, ..mcn };
        let owed = kol.account(CommissionStatus::Confirmed);
        assert_eq!(owed, Ok(AccountCode::KolFrozen(mcn.payee)));
        let brand = Partner { payee_kind: OrganizationKind::Brand, ..mcn };
        assert!(brand.account(CommissionStatus::Confirmed).is_err());
        assert!(brand.account(CommissionStatus::Estimated).is_err());
    }

    proptest! {
        #[test]
        fn parts_add_up_and_are_never_below_nothing(
            base in 1i64..4_000_000_000_000_000_000,
            whole in 1i64..=1_000_000,
            share in 0i64..=1_000_000,
            partners in prop::collection::vec((0i64..=1_000_000, any::<bool>()), 0..5),
        ) {
            let Some(frozen) = frozen(base, whole, share) else { return Ok(()) };
            let partners: Vec<Partner> = partners
                .into_iter()
                .map(|(ppm, kol)| {
                    let bearer = if kol { Bearer::Kol } else { Bearer::Network };
                    partner(PartnerKind::Mcn, ppm, bearer)
                })
                .collect();
            let (kept, parts) = split(frozen, &partners).expect("split");
            prop_assert_eq!(kept.total(), frozen.total());
            prop_assert!(parts.iter().all(|part| part.minor() >= 0));
            prop_assert!(kept.kol.minor() >= 0 && kept.network.minor() >= 0);
        }
    }
}
