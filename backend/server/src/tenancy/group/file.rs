//! Who was in which group, as a file.

use std::collections::HashMap;

use actix_web::{HttpRequest, web};
use domain::access::Permission;
use domain::id::KolGroupId;
use store::scope::OfNetwork;
use store::tenancy::group::{self, Group};

use crate::error::Answer;
use crate::http::caller::{Me, Running, language};
use crate::http::csv::Csv;
use crate::orders::names::Named;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/kol-groups.csv", web::get().to(export));
}

async fn export(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SeeOrders)?;
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let locale = language(&request).0;
    let (groups, members, names) = app
        .read(scope, move |tx| {
            let members = group::members(tx, None)?;
            let names = tx.names(locale, members.iter().map(|one| one.kol_id), [])?;
            Ok((group::find(tx)?, members, names))
        })
        .await?;
    let groups: HashMap<KolGroupId, Group> =
        groups.into_iter().map(|group| (group.id, group)).collect();
    let words = words::of(locale);
    let mut file = Csv::new(&[
        words.groups_name(),
        words.groups_state(),
        words.orders_kol(),
        words.groups_kol_id(),
        words.groups_joined(),
        words.groups_left(),
    ]);
    for one in &members {
        let Some(group) = groups.get(&one.group_id) else { continue };
        let left = one.left_at.map(|at| words.stamp(at, zone)).unwrap_or_default();
        file.text(&group.name)
            .text(&words.state("kol-group", group.status.as_str()))
            .text(&names.party(one.kol_id).text)
            .text(&one.kol_id.to_string())
            .text(&words.stamp(one.joined_at, zone))
            .text(&left)
            .end();
    }
    file.answer("kol-groups.csv")
}
