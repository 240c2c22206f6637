//! What both sides of a fee are told by mail.

use domain::commissions::fee::FeeStatus;
use domain::tenancy::network::Network;
use domain::{Locale, Result, Timestamp};
use store::commissions::fee::Fee;
use store::scope::NetworkTx;
use words::Words;

use crate::orders::names::Named;
use crate::platform::letter::{self, Desk, Said};

/// Both sides hear that a fee was agreed, earned, missed or canceled.
pub(super) fn told(
    tx: &mut NetworkTx<'_>,
    at: Timestamp,
    desk: &Desk,
    network: &Network,
    fee: &Fee,
) -> Result<()> {
    let kind = match fee.status {
        FeeStatus::Agreed => "fee.agreed",
        FeeStatus::Earned => "fee.earned",
        FeeStatus::Lapsed => "fee.lapsed",
        FeeStatus::Canceled => "fee.canceled",
    };
    for to in [fee.kol_id, fee.brand_id] {
        let names = tx.names(Locale::En, [fee.kol_id, fee.brand_id], [])?;
        let say = |words: Words, _: Locale| {
            let (subject, lead) = match fee.status {
                FeeStatus::Agreed => {
                    (words.fee_mail_agreed_subject(&fee.title), words.fee_mail_agreed_lead())
                }
                FeeStatus::Earned => {
                    (words.fee_mail_earned_subject(&fee.title), words.fee_mail_earned_lead())
                }
                FeeStatus::Lapsed => {
                    (words.fee_mail_lapsed_subject(&fee.title), words.fee_mail_lapsed_lead())
                }
                FeeStatus::Canceled => {
                    (words.fee_mail_canceled_subject(&fee.title), words.fee_mail_canceled_lead())
                }
            };
            let mut facts = vec![
                (words.fee_kind(), words.state("fee-kind", fee.kind.as_str()).into_owned()),
                (words.fee_kol(), names.party(fee.kol_id).text),
                (words.fee_brand(), names.party(fee.brand_id).text),
                (words.fee_due(), words.date(fee.due_at, network.time_zone)),
            ];
            if !fee.amount().is_zero() {
                facts.push((words.fee_amount(), words.money(fee.amount())));
            }
            if fee.status == FeeStatus::Earned {
                facts.push((words.fee_earned(), words.money(fee.earned())));
            }
            Said {
                subject,
                lead: lead.to_owned(),
                facts: facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
                quote: fee.note.clone().map(|note| (words.fee_note().to_owned(), note)),
                link: (words.fee_mail_link().to_owned(), format!("/fees/{}", fee.id)),
            }
        };
        letter::write(tx, desk, to, kind, fee.id, at, say)?;
    }
    Ok(())
}
