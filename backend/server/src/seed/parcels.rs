//! The demo's samples, each brought as far as its file says.

use domain::samples::request::{ChangeDraft, RequestDraft, SampleAct};
use domain::{Error, Result, Timestamp};

use super::data::{self, World};
use super::demo::Made;

/// Sample requests from asked to received.
pub(super) fn samples(world: &World, made: &Made, now: Timestamp) -> Result<()> {
    let slug = &made.site.network.slug;
    for told in world.samples.iter().filter(|told| told.network == *slug) {
        let kol = made.members.get(&told.kol).cloned().ok_or(Error::Missing)?;
        let product = made.products.get(&told.sku).cloned().ok_or(Error::Missing)?;
        let brand = made
            .members
            .values()
            .find(|member| member.organization == product.brand_id)
            .cloned()
            .ok_or(Error::Missing)?;
        let fields = domain::samples::request::validate(&RequestDraft {
            quantity: told.quantity.to_string(),
            message: told.message.clone(),
            ship_to: "〒000-0000 見本市あおぞら町1-2-3".to_owned(),
        })?;
        let (told, start) = (told.clone(), now.plus_days(-told.days_ago));
        made.site.write(move |tx| {
            use store::samples::request;
            let mut request =
                request::insert(&mut tx.party(kol.organization), &kol, &product, &fields, start)?;
            for (step, act) in acts_until(&told.reached).iter().enumerate() {
                let me = if matches!(act, SampleAct::Receive | SampleAct::Cancel) {
                    &kol
                } else {
                    &brand
                };
                let at = start.plus_days(i64::try_from(step).unwrap_or(0) + 1).min(now);
                let change = domain::samples::request::Change::new(*act, &words(&told, *act))?;
                request =
                    request::apply(&mut tx.party(me.organization), me, &request, &change, at)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn words(told: &data::Sample, act: SampleAct) -> ChangeDraft {
    let only = |on: bool, text: &String| if on { text.clone() } else { String::new() };
    ChangeDraft {
        reason: only(matches!(act, SampleAct::Reject | SampleAct::Cancel), &told.reply),
        carrier: only(act == SampleAct::Ship, &told.carrier),
        tracking_number: only(act == SampleAct::Ship, &told.tracking_number),
    }
}

fn acts_until(reached: &str) -> &'static [SampleAct] {
    use SampleAct::{Approve, Cancel, Prepare, Receive, Reject, Ship};
    match reached {
        "approved" => &[Approve],
        "rejected" => &[Reject],
        "preparing" => &[Approve, Prepare],
        "shipped" => &[Approve, Prepare, Ship],
        "received" => &[Approve, Prepare, Ship, Receive],
        "canceled" => &[Cancel],
        _ => &[],
    }
}
