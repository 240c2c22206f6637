//! What the KOL is told by mail.

use domain::commissions::adjustment::AdjustmentStatus;
use domain::{Locale, Result, Timestamp};
use store::commissions::adjustment::Adjustment;
use store::scope::InNetwork;
use words::Words;

use crate::platform::letter::{self, Desk, Said};

/// The KOL hears of an approved correction; what was declined never was its matter.
pub(super) fn decided(
    tx: &mut impl InNetwork,
    at: Timestamp,
    desk: &Desk,
    row: &Adjustment,
) -> Result<()> {
    if row.status != AdjustmentStatus::Approved {
        return Ok(());
    }
    let say = |words: Words, _: Locale| Said {
        subject: words.adjustment_mail_subject(words.money(row.amount())),
        lead: words.adjustment_mail_lead().to_owned(),
        facts: vec![
            (words.adjustment_amount().to_owned(), words.money(row.amount())),
            (
                words.adjustment_reason().to_owned(),
                words.state("adjustment-reason", row.reason.as_str()).into_owned(),
            ),
        ],
        quote: Some((words.adjustment_text().to_owned(), row.text.clone())),
        link: (words.adjustment_mail_link().to_owned(), "/earnings".to_owned()),
    };
    letter::write(tx, desk, row.kol_id, "adjustment.approved", row.id, at, say)
}
