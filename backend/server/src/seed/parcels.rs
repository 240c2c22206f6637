//! The demo's samples, each brought as far as its file says.

use domain::samples::change::{Change, ChangeDraft};
use domain::samples::request::{Party, RequestDraft, SampleAct};
use domain::{Error, Result, Timestamp};
use store::samples::{change, request};

use super::data::{self, World};
use super::demo::Made;

/// Sample requests from asked to judged.
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
        let draft = RequestDraft {
            quantity: told.quantity.to_string(),
            message: told.message.clone(),
            ship_to: "〒000-0000 見本市あおぞら町1-2-3".to_owned(),
            accept: product.sample().version.to_string(),
        };
        let fields = domain::samples::request::validate(&draft, &product.sample())?;
        let (told, start, manager) =
            (told.clone(), now.plus_days(-told.days_ago), made.manager.clone());
        made.site.write(move |tx| {
            let mut request =
                request::insert(&mut tx.party(kol.organization), &kol, &product, &fields, start)?;
            let mut at = start;
            for act in acts_until(&told.reached) {
                if *act == SampleAct::Lapse {
                    at = request.due_at.unwrap_or(at).min(now);
                    change::lapse_due(tx, at)?;
                    request = request::get(tx, request.id)?;
                    continue;
                }
                let me = match act.party() {
                    Party::Kol => &kol,
                    Party::Brand => &brand,
                    Party::Operator | Party::Clock => &manager,
                };
                at = at.plus_days(1).min(now);
                let told = Change::new(*act, &words(&told, *act))?;
                request = change::apply(tx, me, &request, &told, at)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn words(told: &data::Sample, act: SampleAct) -> ChangeDraft {
    use SampleAct::{Breach, Cancel, Fix, Reject, Ship, Submit, Waive};
    let only = |on: bool, text: &String| if on { text.clone() } else { String::new() };
    let spoken = matches!(act, Reject | Cancel | Fix | Waive | Breach);
    ChangeDraft {
        reason: only(spoken, &told.reply),
        carrier: only(act == Ship, &told.carrier),
        tracking_number: only(act == Ship, &told.tracking_number),
        post_url: only(act == Submit, &told.post),
    }
}

fn acts_until(reached: &str) -> &'static [SampleAct] {
    use SampleAct::{
        Approve, Breach, Cancel, Fix, Fulfill, Lapse, Prepare, Receive, Reject, Ship, Submit, Waive,
    };
    match reached {
        "approved" => &[Approve],
        "rejected" => &[Reject],
        "preparing" => &[Approve, Prepare],
        "shipped" => &[Approve, Prepare, Ship],
        "content_due" => &[Approve, Prepare, Ship, Receive],
        "content_submitted" => &[Approve, Prepare, Ship, Receive, Submit],
        "needs_fix" => &[Approve, Prepare, Ship, Receive, Submit, Fix],
        "fulfilled" => &[Approve, Prepare, Ship, Receive, Submit, Fulfill],
        "overdue" => &[Approve, Prepare, Ship, Receive, Lapse],
        "waived" => &[Approve, Prepare, Ship, Receive, Lapse, Waive],
        "breached" => &[Approve, Prepare, Ship, Receive, Lapse, Breach],
        "canceled" => &[Cancel],
        _ => &[],
    }
}
