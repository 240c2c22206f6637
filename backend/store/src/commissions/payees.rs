//! Who is paid beside the KOL and how each payee is taxed: a part of the network's book, which every
//! order reads anyway, so that no order pays for it.

use std::collections::HashMap;

use chrono_tz::Tz;
use domain::commissions::commission::CommissionStatus;
use domain::commissions::freeze::Frozen;
use domain::commissions::split::split;
use domain::commissions::tax::{Tax, TaxClass};
use domain::id::OrganizationId;
use domain::ledger::account::AccountCode;
use domain::ledger::entry::Transfer;
use domain::time::Timestamp;
use domain::{Money, Result};

use crate::commissions::partner::{self, Agreement};
use crate::commissions::tax;
use crate::scope::NetworkTx;

/// The payees of a network.
#[derive(Debug, Default)]
pub struct Payees {
    /// Agreements by KOL, the oldest first.
    agreed: HashMap<OrganizationId, Vec<Agreement>>,
    /// Classes by payee and first moment, the earliest first.
    taxes: HashMap<OrganizationId, Vec<(Timestamp, TaxClass)>>,
}

/// A frozen commission, cut among all who have a part of it.
#[derive(Debug, Clone)]
pub struct Cut {
    /// What KOL and network keep.
    pub frozen: Frozen,
    /// How the KOL's part is taxed.
    pub tax: Tax,
    /// The partners' parts.
    pub parts: Vec<CutPart>,
}

/// A partner's part.
#[derive(Debug, Clone)]
pub struct CutPart {
    /// By which agreement.
    pub agreed: Agreement,
    /// How much.
    pub amount: Money,
    /// How it is taxed.
    pub tax: Tax,
}

impl Payees {
    /// Reads all agreements and tax statuses of a network.
    pub(crate) fn read(tx: &mut NetworkTx<'_>) -> Result<Self> {
        let mut payees = Self::default();
        for agreed in partner::all(tx)? {
            payees.agreed.entry(agreed.kol_id).or_default().push(agreed);
        }
        for (payee, from, class) in tax::all(tx)? {
            payees.taxes.entry(payee).or_default().push((from, class));
        }
        Ok(payees)
    }

    /// How a payee is taxed at a moment; days are those of the network's clock.
    pub fn tax(&self, payee: OrganizationId, at: Timestamp, zone: Tz) -> Tax {
        let said = self.taxes.get(&payee).map_or(&[][..], Vec::as_slice);
        let class = said.iter().rev().find(|(from, _)| *from <= at).map(|(_, class)| *class);
        class.map_or(Tax::UNDECLARED, |class| Tax::on(class, at.date_in(zone)))
    }

    /// Cuts a frozen commission of a KOL among all who have a part of it at a moment.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn cut(&self, frozen: Frozen, kol: OrganizationId, at: Timestamp, zone: Tz) -> Result<Cut> {
        let tax = self.tax(kol, at, zone);
        let Some(all) = self.agreed.get(&kol) else {
            return Ok(Cut { frozen, tax, parts: Vec::new() });
        };
        let mut agreed: Vec<&Agreement> = all.iter().filter(|one| one.holds(at)).collect();
        agreed.sort_by_key(|one| one.kind);
        let partners: Vec<_> = agreed.iter().map(|one| one.partner()).collect();
        let (frozen, amounts) = split(frozen, &partners)?;
        let part = |(agreed, amount): (&Agreement, Money)| CutPart {
            agreed: agreed.clone(),
            amount,
            tax: self.tax(agreed.payee_id, at, zone),
        };
        let parts = agreed.into_iter().zip(amounts).filter(|(_, amount)| !amount.is_zero());
        Ok(Cut { frozen, tax, parts: parts.map(part).collect() })
    }
}

impl Cut {
    /// The transfers that expect it: from the brand to everybody who has a part.
    ///
    /// # Errors
    /// `Broken` for a payee that is paid nothing.
    pub(crate) fn expected(
        &self,
        brand: OrganizationId,
        kol: OrganizationId,
    ) -> Result<Vec<Transfer>> {
        let brand = AccountCode::EstimatedBrand(brand);
        let mut moved = vec![
            Transfer::signed(brand, AccountCode::EstimatedKol(kol), self.frozen.kol),
            Transfer::signed(brand, AccountCode::EstimatedNetwork, self.frozen.network),
        ];
        for part in &self.parts {
            let account = part.agreed.partner().account(CommissionStatus::Estimated)?;
            moved.push(Transfer::signed(brand, account, part.amount));
        }
        Ok(moved.into_iter().flatten().collect())
    }
}
