//! Who stands around the demo's KOLs: an agency and a referrer, groups, how they are taxed, live
//! sessions in every state. Everything goes through the use cases that staff and KOLs use.

use chrono_tz::Tz;
use domain::access::Member;
use domain::calendar::start_of_day;
use domain::commissions::partner::PartnerDraft;
use domain::commissions::tax::TaxDraft;
use domain::id::LiveSessionId;
use domain::live::session::{LiveAct, SessionDraft};
use domain::orders::attribution::Claims;
use domain::orders::line::LineStatus;
use domain::orders::order::{LineDraft, OrderDraft};
use domain::tenancy::group::GroupChange;
use domain::tenancy::network::Network;
use domain::tracking::link::{Channel, LinkDraft, code};
use domain::{Currency, Money, Result, Timestamp};
use store::orders::insert;
use store::scope::NetworkTx;
use store::tracking::link;

use super::build::Shop;
use super::chance::Chance;
use super::data::World;
use super::demo::Made;
use crate::commissions::{partner, tax};
use crate::live::session;
use crate::platform::letter::Desk;
use crate::tenancy::group;

/// Orders that the session of the demo that is over brought.
const SOLD_LIVE: usize = 38;

/// Agreements, tax statuses and groups, made before anything is sold, so that sales know them.
pub(super) fn around(made: &Made, at: Timestamp) -> Result<()> {
    let network = made.site.network.clone();
    let desk = Desk::of(&made.site.app, network.id)?;
    let (me, shops) = (made.manager.clone(), made.shops.clone());
    let agency = made.members.get("qingfan").map(|member| member.organization.to_string());
    made.site.write(move |tx| {
        taxes(tx, &network, &shops, at)?;
        groups(tx, &me, &shops, at)?;
        let Some(agency) = agency else { return Ok(()) };
        let id = |place: usize| shops[place % shops.len()].member.organization.to_string();
        let last_day = at.plus_days(90).date_in(network.time_zone).to_string();
        let told = [
            ("mcn", 1, agency.clone(), "2", "kol", "", "所属契约，佣金基数的2%。"),
            ("mcn", 3, agency.clone(), "1.5", "kol", "", ""),
            ("mcn", 5, agency, "2", "kol", last_day.as_str(), "合约到期，不再续约。"),
            ("referrer", 4, id(0), "0.5", "network", "", "由林希言推荐加入。"),
        ];
        for (kind, kol, payee, rate, bearer, ends_on, note) in told {
            let draft = PartnerDraft {
                kind: kind.into(),
                kol: id(kol),
                payee,
                rate: rate.into(),
                bearer: bearer.into(),
                ends_on: ends_on.into(),
                note: note.into(),
                ..PartnerDraft::default()
            };
            partner::agree(tx, &me, &network, &desk, &draft, at)?;
        }
        Ok(())
    })
}

/// KOLs from abroad, one that is registered, one that is not; the others have not said.
fn taxes(tx: &mut NetworkTx<'_>, network: &Network, shops: &[Shop], at: Timestamp) -> Result<()> {
    let classes = ["abroad", "abroad", "unregistered", "abroad", "", "", "qualified"];
    for (shop, class) in shops.iter().zip(classes).filter(|(_, class)| !class.is_empty()) {
        let me = &shop.member;
        let number = if class == "qualified" { "T1000000000123" } else { "" };
        let draft = TaxDraft { class: class.into(), number: number.into(), ..TaxDraft::default() };
        tax::declare(&mut tx.party(me.organization), me, network, &draft, at)?;
    }
    Ok(())
}

/// Groups that rules can name; one is kept for what was sold under it.
fn groups(tx: &mut NetworkTx<'_>, me: &Member, shops: &[Shop], at: Timestamp) -> Result<()> {
    let told: [(&str, &str, &[usize], bool); 3] = [
        ("トップKOL", "直近6か月の売上上位。特別率の対象。", &[0, 1, 2], false),
        ("食と器", "食品と器を得意とするKOL。", &[1, 3, 5], false),
        ("秋のお茶企画", "9月で終了した企画。", &[1, 4], true),
    ];
    for (name, note, places, ends) in told {
        let made = group::create(tx, me, name, note, at)?;
        let kols = places.iter().filter_map(|place| shops.get(*place));
        let kols = kols.map(|shop| shop.member.organization).collect();
        let made = group::change(tx, me, (made.id, made.version), &GroupChange::Add(kols), at)?;
        if ends {
            let later = at.plus_days(120);
            group::change(tx, me, (made.id, made.version), &GroupChange::Archive, later)?;
        }
    }
    Ok(())
}

/// A session to make: whose, what, where, in how many days, how far it got.
type Told = (usize, &'static str, &'static str, &'static str, i64, &'static [LiveAct]);

/// Live sessions in every state; the one that is over has sold.
pub(super) fn sessions(world: &World, made: &Made, now: Timestamp) -> Result<()> {
    use LiveAct::{Cancel, End, Plan, Schedule, Start};
    let network = made.site.network.clone();
    let desk = Desk::of(&made.site.app, network.id)?;
    let (me, shops) = (made.manager.clone(), made.shops.clone());
    if shops.len() < 6 {
        return Ok(());
    }
    let slugs = world.kols.iter().filter(|kol| kol.network == network.slug);
    let slugs: Vec<String> = slugs.map(|kol| kol.storefront.slug.clone()).collect();
    made.site.write(move |tx| {
        let told: [Told; 6] = [
            (
                0,
                "秋季护肤专场",
                "成分讲解、试用、问答。样品已寄到。",
                "wechat_channels",
                -12,
                &[Plan, Schedule, Start, End],
            ),
            (
                3,
                "小棠的下午茶",
                "三款和果子试吃，限时优惠券。",
                "douyin",
                0,
                &[Plan, Schedule, Start],
            ),
            (1, "新茶开箱夜", "玉露与焙茶对比冲泡。", "xiaohongshu", 3, &[Plan, Schedule]),
            (2, "器物与餐桌", "介绍波佐见烧的盘子与筷架。", "instagram", 9, &[Plan]),
            (4, "年末送礼清单", "", "douyin", 15, &[]),
            (5, "周末下厨直播", "锅具与调味料。", "wechat_channels", 5, &[Plan, Schedule, Cancel]),
        ];
        for (place, title, note, platform, days, acts) in told {
            let starts_at = begins(days, now, network.time_zone);
            let ends_at = starts_at.plus_seconds(2 * 3_600);
            let planned_at = starts_at.plus_days(-9).min(now.plus_days(-1));
            let draft = SessionDraft {
                platform: platform.into(),
                title: title.into(),
                note: note.into(),
                starts_at: starts_at.to_string(),
                ends_at: ends_at.to_string(),
            };
            let kol = shops[place].member.organization.to_string();
            let zone = network.time_zone;
            let mut one = session::create(tx, &me, (&kol, &draft), zone, planned_at)?;
            for act in acts {
                let at = match act {
                    Start => starts_at,
                    End => ends_at,
                    Plan | Schedule | Cancel => planned_at,
                };
                let reason =
                    if *act == Cancel { "与场地设备检修时间冲突。" } else { "" };
                let of = (one.id, one.version);
                if *act == Start {
                    let front = format!("/n/{}/s/{}", network.slug, slugs[place]);
                    let code = linked(tx, &shops[place], one.id, &front, planned_at)?;
                    if acts.contains(&End) {
                        sold(tx, &network, &shops[place], &code, (starts_at, now))?;
                    }
                }
                one = session::act(tx, &me, of, (*act, reason), (&desk, zone), at)?;
            }
        }
        Ok(())
    })
}

/// At eight in the evening of a day, or an hour ago for the one that runs.
fn begins(days: i64, now: Timestamp, zone: Tz) -> Timestamp {
    if days == 0 {
        return now.plus_seconds(-3_600);
    }
    start_of_day(now.plus_days(days).date_in(zone), zone).plus_seconds(20 * 3_600)
}

/// A tracked link of a session; answers its code.
fn linked(
    tx: &mut NetworkTx<'_>,
    shop: &Shop,
    session: LiveSessionId,
    path: &str,
    at: Timestamp,
) -> Result<String> {
    let seed = path.bytes().fold(7, |sum: u64, byte| sum.wrapping_mul(31) + u64::from(byte));
    let made = code(Chance::new(seed).bits());
    let draft = LinkDraft::check(Channel::Wechat.as_str(), path)?;
    let new = link::NewLink {
        code: &made,
        kol: shop.member.organization,
        storefront: shop.storefront,
        listing: None,
        session: Some(session),
        draft: &draft,
    };
    link::insert(&mut tx.party(shop.member.organization), &new, at)?;
    Ok(made)
}

/// What buyers ordered while they watched, and for some hours after.
fn sold(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    shop: &Shop,
    code: &str,
    (from, now): (Timestamp, Timestamp),
) -> Result<()> {
    let mut chance = Chance::new(20_261_128);
    let draft = |number: usize| {
        let placed_at = from.plus_seconds(chance.between(60, 6 * 3_600));
        let delivered_at = placed_at.plus_seconds(chance.between(2 * 86_400, 8 * 86_400));
        let (sku, yen) = shop.goods[chance.skewed(shop.goods.len())].clone();
        OrderDraft {
            buyer: None,
            reserve: false,
            source: "wechat_live".into(),
            external_id: format!("LIVE-{:04}", number + 1),
            currency: Currency::Cny,
            placed_at,
            delivered_at: Some(delivered_at).filter(|at| *at <= now),
            status: LineStatus::Delivered,
            claims: Claims {
                link_code: Some(format!("{}{code}", network.code)),
                ..Claims::default()
            },
            lines: vec![LineDraft {
                funds: Vec::new(),
                sku,
                quantity: chance.between(1, 3),
                unit_price: Money::new(yen * 5, Currency::Cny),
                discount: Money::zero(Currency::Cny),
            }],
        }
    };
    let drafts: Vec<OrderDraft> = (0..SOLD_LIVE).map(draft).collect();
    for answer in insert::insert_many(tx, network, &drafts, None, now)? {
        answer?;
    }
    Ok(())
}
