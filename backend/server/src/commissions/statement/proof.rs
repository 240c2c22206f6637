//! The proof: what the commissions' rows add up to is what the ledger posted.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::OrganizationId;
use domain::{Currency, Money, Result};
use store::commissions::month::{LedgerMonth, PartyMonth};
use store::commissions::part::PayeeMonth;

/// A month's commissions in one currency, reckoned twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// The sum of the commissions' rows.
    pub rows: Money,
    /// The sum of what the ledger posted for KOLs and network.
    pub ledger: Money,
}

impl Proof {
    /// Whether both are the same.
    pub fn holds(&self) -> bool {
        self.rows == self.ledger
    }

    /// How much the rows are above the ledger.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn difference(&self) -> Result<Money> {
        self.rows.minus(self.ledger)
    }
}

/// Whose sums differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// What a KOL, or somebody with a part of a KOL's commissions, earned.
    Payee(OrganizationId),
    /// What a brand owes.
    Brand(OrganizationId),
    /// What the network earned.
    Network,
}

/// A sum that the ledger knows otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// Whose it is.
    pub whose: Whose,
    /// The sum of the commissions' rows.
    pub rows: Money,
    /// What the ledger posted.
    pub ledger: Money,
}

type Sums = BTreeMap<(Whose, Currency), Money>;

fn add(sums: &mut Sums, whose: Whose, amount: Money) -> Result<()> {
    let sum = sums.entry((whose, amount.currency())).or_insert(Money::zero(amount.currency()));
    *sum = sum.plus(amount)?;
    Ok(())
}

fn of_rows(kols: &[PartyMonth], parts: &[PayeeMonth], brands: &[PartyMonth]) -> Result<Sums> {
    let mut sums = Sums::new();
    for part in parts {
        add(&mut sums, Whose::Payee(part.payee), part.amount)?;
    }
    for month in kols {
        let total = month.total()?;
        let kol = Money::new(total.kol_minor, month.currency);
        add(&mut sums, Whose::Payee(month.organization), kol)?;
        add(&mut sums, Whose::Network, Money::new(total.network_minor, month.currency))?;
    }
    for month in brands {
        let total = month.total()?;
        let whole = total.whole()?;
        add(&mut sums, Whose::Brand(month.organization), Money::new(whole, month.currency))?;
    }
    Ok(sums)
}

fn of_ledger(ledger: &LedgerMonth) -> Result<Sums> {
    let mut sums = Sums::new();
    for ((payee, _), amount) in &ledger.payees {
        add(&mut sums, Whose::Payee(*payee), *amount)?;
    }
    for ((brand, _), amount) in &ledger.brands {
        add(&mut sums, Whose::Brand(*brand), *amount)?;
    }
    for amount in ledger.network.values() {
        add(&mut sums, Whose::Network, *amount)?;
    }
    Ok(sums)
}

/// A month's commissions by currency, from the rows and from the ledger.
///
/// # Errors
/// `Broken` on overflow.
pub fn proofs(
    kols: &[PartyMonth],
    parts: &[PayeeMonth],
    ledger: &LedgerMonth,
) -> Result<Vec<Proof>> {
    let mut all: BTreeMap<Currency, Proof> = BTreeMap::new();
    let of_rows = of_rows(kols, parts, &[])?;
    for ((_, currency), amount) in of_rows {
        let zero = Money::zero(currency);
        let proof = all.entry(currency).or_insert(Proof { rows: zero, ledger: zero });
        proof.rows = proof.rows.plus(amount)?;
    }
    for ((whose, currency), amount) in of_ledger(ledger)? {
        if matches!(whose, Whose::Brand(_)) {
            continue;
        }
        let zero = Money::zero(currency);
        let proof = all.entry(currency).or_insert(Proof { rows: zero, ledger: zero });
        proof.ledger = proof.ledger.plus(amount)?;
    }
    Ok(all.into_values().collect())
}

/// Every sum of a party that the ledger knows otherwise; what one side lacks is nothing there.
///
/// # Errors
/// `Broken` on overflow.
pub fn differences(
    kols: &[PartyMonth],
    parts: &[PayeeMonth],
    brands: &[PartyMonth],
    ledger: &LedgerMonth,
) -> Result<Vec<Difference>> {
    let (rows, ledger) = (of_rows(kols, parts, brands)?, of_ledger(ledger)?);
    let keys: BTreeSet<(Whose, Currency)> = rows.keys().chain(ledger.keys()).copied().collect();
    Ok(keys
        .into_iter()
        .map(|key| {
            let zero = Money::zero(key.1);
            Difference {
                whose: key.0,
                rows: rows.get(&key).copied().unwrap_or(zero),
                ledger: ledger.get(&key).copied().unwrap_or(zero),
            }
        })
        .filter(|difference| difference.rows != difference.ledger)
        .collect())
}

#[cfg(test)]
mod tests {
    use store::commissions::month::Sums as RowSums;

    use super::*;

    fn month(organization: OrganizationId, kol_minor: i64, network_minor: i64) -> PartyMonth {
        let none = RowSums::default();
        PartyMonth {
            organization,
            currency: Currency::Jpy,
            estimated_sales: RowSums {
                count: 1,
                base_minor: 1_000,
                kol_minor,
                network_minor,
                partner_minor: 0,
            },
            confirmed_sales: none,
            estimated_reversals: none,
            confirmed_reversals: none,
        }
    }

    #[test]
    fn a_unit_too_much_on_either_side_is_found() {
        let (kol, brand) = (OrganizationId::new(), OrganizationId::new());
        let yen = |minor| Money::new(minor, Currency::Jpy);
        let mut ledger = LedgerMonth::default();
        ledger.payees.insert((kol, Currency::Jpy), yen(120));
        ledger.brands.insert((brand, Currency::Jpy), yen(150));
        ledger.network.insert(Currency::Jpy, yen(30));
        let kols = [month(kol, 120, 30)];
        let brands = [month(brand, 120, 30)];
        assert_eq!(differences(&kols, &[], &brands, &ledger), Ok(Vec::new()));
        assert!(proofs(&kols, &[], &ledger).expect("sums").iter().all(Proof::holds));

        ledger.payees.insert((kol, Currency::Jpy), yen(121));
        let found = differences(&kols, &[], &brands, &ledger).expect("sums");
        assert_eq!(
            found,
            [Difference { whose: Whose::Payee(kol), rows: yen(120), ledger: yen(121) }]
        );
        let proofs = proofs(&kols, &[], &ledger).expect("sums");
        assert_eq!(proofs[0].difference(), Ok(yen(-1)));
        assert_eq!(differences(&[], &[], &[], &ledger).expect("sums").len(), 3);
    }
}
