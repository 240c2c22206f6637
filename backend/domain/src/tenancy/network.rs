//! The tenant and its settings.

use chrono_tz::Tz;

use crate::id::NetworkId;
use crate::money::Currency;
use crate::rate::Rate;

/// One operator's storefront network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    /// Its id.
    pub id: NetworkId,
    /// Its part of public addresses: `/n/hashi`.
    pub slug: String,
    /// Two characters with which its short links begin.
    pub code: String,
    /// The currency of its own accounts.
    pub base_currency: Currency,
    /// The currencies in which it takes orders.
    pub currencies: Vec<Currency>,
    /// The clock of its business dates.
    pub time_zone: Tz,
    /// The address that its mails come from.
    pub mail_sender: String,
    /// The operator's part of each commission.
    pub network_share: Rate,
    /// Days from delivery until a commission can no longer be taken back.
    pub holding_days: i64,
    /// Days from payment to delivery, assumed where nobody reports the delivery.
    pub transit_days: i64,
}

impl Network {
    /// Whether orders in the currency are taken.
    pub fn knows(&self, currency: Currency) -> bool {
        self.currencies.contains(&currency)
    }
}
