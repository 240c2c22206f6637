//! What can be explained, and how an address names it.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use crate::calendar::{Month, start_of_day};
use crate::choices;
use crate::id::{NotAnId, OrganizationId};
use crate::ledger::fx::day;
use crate::money::Currency;
use crate::time::Timestamp;

choices! {
    /// A kind of amount that can be explained.
    pub enum Explained {
        /// A commission, or what a refund took back of one.
        Commission = "commission",
        /// A correction by hand.
        Adjustment = "adjustment",
        /// A fixed fee, a guarantee or a bonus.
        Fee = "fee",
        /// What a sample costs, and who bears it.
        Sample = "sample",
        /// What a KOL owes, or what was decided about it.
        Debt = "debt",
        /// An amount that is held for a payout.
        Hold = "hold",
        /// An amount exchanged for another currency.
        Conversion = "conversion",
        /// A journal entry.
        Entry = "entry",
        /// What an account of the ledger stands at: a payee's bucket too.
        Account = "account",
        /// What a month or a day came to for one party: commissions, fees and corrections.
        Month = "month",
        /// The commissions of a month or a day, of the network or of one party.
        Commissions = "commissions",
    }
}

choices! {
    /// Who reads an explanation.
    pub enum Viewer {
        /// A member of the operator: everything.
        Staff = "staff",
        /// A KOL: its own part.
        Kol = "kol",
        /// A brand: what it owes.
        Brand = "brand",
    }
}

/// A month or a day of the network's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// `2026-11`.
    Month(Month),
    /// `2026-11-22`.
    Day(NaiveDate),
}

impl Period {
    /// The first moment, and the first one after it.
    pub fn span(self, zone: Tz) -> (Timestamp, Timestamp) {
        match self {
            Self::Month(month) => month.span(zone),
            Self::Day(on) => {
                let after = on.succ_opt().unwrap_or(on);
                (start_of_day(on, zone), start_of_day(after, zone))
            }
        }
    }

    /// The month that it is in.
    pub fn month(self) -> Month {
        match self {
            Self::Month(month) => month,
            Self::Day(on) => Month::of(on),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => month.fmt(f),
            Self::Day(on) => on.fmt(f),
        }
    }
}

/// A sum of a period, as an address names it: `2026-11.JPY`, `2026-11.JPY.org_…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SumOf {
    /// The period.
    pub period: Period,
    /// The currency.
    pub currency: Currency,
    /// Whose; the whole network's when none.
    pub party: Option<OrganizationId>,
}

impl fmt::Display for SumOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.period, self.currency)?;
        self.party.map_or(Ok(()), |party| write!(f, ".{party}"))
    }
}

impl FromStr for SumOf {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let mut parts = text.split('.');
        let told = parts.next().ok_or(NotAnId)?;
        let period = match told.parse() {
            Ok(month) => Period::Month(month),
            Err(_) => Period::Day(day(told).filter(|on| is_near(*on)).ok_or(NotAnId)?),
        };
        let currency = parts.next().and_then(|told| told.parse().ok()).ok_or(NotAnId)?;
        let party = parts.next().map(str::parse).transpose()?;
        if parts.next().is_some() {
            return Err(NotAnId);
        }
        Ok(Self { period, currency, party })
    }
}

/// A day of the years that months know.
fn is_near(on: NaiveDate) -> bool {
    (2000..2200).contains(&Datelike::year(&on))
}

/// What a KOL owes in a currency, as an address names it: `org_….JPY`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DebtOf {
    /// Whose.
    pub kol: OrganizationId,
    /// In which currency.
    pub currency: Currency,
}

impl fmt::Display for DebtOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.kol, self.currency)
    }
}

impl FromStr for DebtOf {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (kol, currency) = text.split_once('.').ok_or(NotAnId)?;
        let currency = currency.parse().map_err(|_| NotAnId)?;
        Ok(Self { kol: kol.parse()?, currency })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_debts_read_back_and_nothing_else_is_taken() {
        let party = OrganizationId::new();
        for text in ["2026-11.JPY", "2026-11-22.CNY", &format!("2026-11.JPY.{party}")] {
            assert_eq!(text.parse::<SumOf>().map(|sum| sum.to_string()), Ok(text.to_owned()));
        }
        let debt = DebtOf { kol: party, currency: Currency::Jpy };
        assert_eq!(debt.to_string().parse(), Ok(debt));
        for wrong in [
            "",
            "2026-11",
            "2026-13.JPY",
            "2026-11.ZZZ",
            "2026-02-30.JPY",
            "1026-02-20.JPY",
            "2026-11.JPY.x",
            "2026-11.JPY..",
        ] {
            assert!(wrong.parse::<SumOf>().is_err(), "{wrong}");
        }
        for wrong in ["", "org_x.JPY", &party.to_string(), &format!("{party}.JPY.JPY")] {
            assert!(wrong.parse::<DebtOf>().is_err(), "{wrong}");
        }
    }
}
