//! What the demo's money pages show beside plain sales: returns, disputes, corrections, fees, a debt,
//! rules, holds, what shops send, stock. Everything goes through the use cases that staff use.

use domain::access::Member;
use domain::commissions::adjustment::AdjustmentDraft;
use domain::commissions::debt::DebtDraft;
use domain::commissions::fee::FeeDraft;
use domain::commissions::reject::RejectDraft;
use domain::commissions::standing::Standing;
use domain::id::OrderId;
use domain::ledger::hold::HoldDraft;
use domain::orders::case::CaseDraft;
use domain::orders::event::NewEvent;
use domain::orders::line::LineStatus;
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use store::commissions::commission;
use store::orders::order::{self, Filter, Order};
use store::scope::NetworkTx;

use super::demo::Made;
use crate::commissions::{adjustment, debt, fee, reject, rule};
use crate::error::broken;
use crate::ledger::hold;
use crate::orders::case::{self, ActDraft};
use crate::orders::event;
use crate::platform::letter::Desk;

/// Delivered orders that something happened to.
const TOUCHED: i64 = 16;

/// The people of the operator who keep the books.
struct People {
    owner: Member,
    manager: Member,
    finance: Member,
}

impl People {
    fn of(made: &Made) -> Option<Self> {
        let slug = &made.site.network.slug;
        let role = |role: &str| made.members.get(&format!("{slug}/{role}")).cloned();
        Some(Self {
            owner: role("network_owner")?,
            manager: made.manager.clone(),
            finance: role("finance_maker")?,
        })
    }
}

/// Fills the pages of money; a network without staff for it is left as it is.
pub(super) fn fill(made: &Made, now: Timestamp) -> Result<()> {
    let Some(people) = People::of(made) else { return Ok(()) };
    happened(made, &people, now)?;
    corrections(made, &people, now)?;
    fees(made, &people, now)?;
    debts(made, &people, now)?;
    rules(made, &people, now)?;
    holds(made, &people, now)?;
    rejected(made, &people, now)?;
    super::shop::compared(made, &people.manager, now)?;
    super::shop::stock(made, now)?;
    super::shop::messages(made, &people.manager, now)
}

/// Orders that arrived some weeks ago, the latest first.
fn delivered(tx: &mut NetworkTx<'_>, now: Timestamp) -> Result<Vec<Order>> {
    let span = (now.plus_days(-45), now.plus_days(-14));
    let filter =
        Filter { status: Some(LineStatus::Delivered), span: Some(span), ..Filter::default() };
    order::page(tx, &filter, None, TOUCHED)
}

/// Returns, exchanges and claims in every state; disputes that are open, won and lost.
fn happened(made: &Made, people: &People, now: Timestamp) -> Result<()> {
    let (network, me) = (made.site.network.clone(), people.manager.clone());
    made.site.write(move |tx| {
        let orders = delivered(tx, now)?;
        let cases = [
            ("return", "changed_mind", "未開封。返送料は購入者の負担。", 0),
            ("return", "not_as_described", "色味が写真と違うとのこと。", 2),
            ("exchange", "damaged", "外箱に大きなへこみ。同じ商品を再送する。", 2),
            ("exchange", "wrong_item", "別の香りが届いた。", 1),
            ("claim", "missing", "付属のスパチュラが入っていなかった。", 2),
            ("claim", "not_arrived", "配達完了の表示だが、届いていないとのこと。", 0),
        ];
        let mut rest = orders.iter();
        for ((kind, reason, note, steps), one) in cases.into_iter().zip(rest.by_ref()) {
            let told = CaseDraft {
                kind: kind.into(),
                reason: reason.into(),
                note: note.into(),
                lines: vec![(1, "1".into())],
            };
            bring(tx, &me, &network, (one.id, &told), steps, now)?;
        }
        let disputes: [&[&str]; 4] = [
            &["chargeback"],
            &["chargeback", "chargeback_won"],
            &["chargeback", "chargeback_lost"],
            &["return_requested"],
        ];
        for (place, (kinds, one)) in disputes.into_iter().zip(rest).enumerate() {
            for (step, kind) in kinds.iter().enumerate() {
                let days = -9 + 4 * i64::try_from(step).unwrap_or(0);
                let new = NewEvent {
                    kind: (*kind).into(),
                    external_id: format!("dp-{}", place + 1),
                    at: now.plus_days(days).to_string(),
                    amount: None,
                    currency: None,
                    line: None,
                };
                event::record(tx, &me, &network, one.id, &new, now)?;
            }
        }
        Ok(())
    })
}

/// A case: opened, and with one step received, with two closed.
fn bring(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    told: (OrderId, &CaseDraft),
    steps: usize,
    now: Timestamp,
) -> Result<()> {
    let (kind, at) = (told.1.kind.clone(), now.plus_days(-6));
    let id = case::open(tx, me, network, told, at)?;
    let receive = (kind != "claim").then_some("receive");
    let outcome = match kind.as_str() {
        "return" => "refunded",
        "exchange" => "exchanged",
        _ => "compensated",
    };
    for act in receive.into_iter().chain(["close"]).take(steps) {
        let (found, _) = case::get(tx, me, id)?;
        let close = act == "close";
        let draft = ActDraft {
            act: act.into(),
            version: found.version,
            outcome: if close { outcome.into() } else { String::new() },
            lines: if close { Vec::new() } else { vec![(1, "1".into())] },
        };
        case::act(tx, me, network, (id, &draft), now.plus_days(-3))?;
    }
    Ok(())
}

/// Corrections that wait, were approved, declined, taken back.
fn corrections(made: &Made, people: &People, now: Timestamp) -> Result<()> {
    let network = made.site.network.clone();
    let (asks, decides) = (people.finance.clone(), people.owner.clone());
    let desk = Desk::of(&made.site.app, network.id)?;
    let kols: Vec<String> =
        made.shops.iter().map(|shop| shop.member.organization.to_string()).collect();
    made.site.write(move |tx| {
        let told = [
            ("1200", "JPY", "calculation", "9月套装商品的佣金基数计算有误，现予补差。", "approve"),
            ("-800", "JPY", "late_return", "关账后收到退货，扣回相应手续费。", "approve"),
            ("5000", "JPY", "campaign", "春季联合企划的特别合作金。", ""),
            ("30.00", "CNY", "goodwill", "直播当日因系统延迟造成不便，特此补偿。", "approve"),
            ("2400", "JPY", "attribution", "申诉的漏单经核实属于其他KOL的成交。", "decline"),
            ("700", "JPY", "other", "重复申请，已撤回。", "cancel"),
            ("-1500", "JPY", "calculation", "割引の負担者を取り違えていた分です。", ""),
        ];
        for ((amount, currency, reason, text, act), kol) in
            told.into_iter().zip(kols.iter().cycle())
        {
            let draft = AdjustmentDraft {
                kol: kol.clone(),
                amount: amount.into(),
                currency: currency.into(),
                reason: reason.into(),
                text: text.into(),
                ..AdjustmentDraft::default()
            };
            let asked = adjustment::request(tx, &asks, &network, &draft, now.plus_days(-8))?;
            let who = if act == "cancel" { &asks } else { &decides };
            let note =
                if act == "decline" { "注文の流入元を確認しました。" } else { "" };
            if !act.is_empty() {
                let at = now.plus_days(-7);
                adjustment::decide(tx, who, &desk, asked.id, asked.version, act, note, at)?;
            }
        }
        Ok(())
    })
}

/// A slot fee that was earned, a production fee that is agreed, a guarantee and a ladder that run.
fn fees(made: &Made, people: &People, now: Timestamp) -> Result<()> {
    let network = made.site.network.clone();
    let desk = Desk::of(&made.site.app, network.id)?;
    let me = people.manager.clone();
    let mut brands: Vec<_> =
        made.products.values().map(|one| (one.sku.clone(), one.brand_id)).collect();
    brands.sort();
    let pairs: Vec<(String, String)> = made
        .shops
        .iter()
        .zip(brands.iter().cycle())
        .map(|(shop, (_, brand))| (shop.member.organization.to_string(), brand.to_string()))
        .collect();
    let at = now.plus_days(-40);
    made.site.write(move |tx| {
        let day = |days: i64| now.plus_days(days).date_in(network.time_zone).to_string();
        let told = [
            ("slot", "秋の配信 出演枠料（坑位费）", "80000", "", -20, -20),
            ("production", "撮影・編集費", "45000", "", 12, 12),
            ("guarantee", "四半期の最低保証", "60000", "", -30, 40),
            ("bonus", "販売数の達成賞与", "", "50 = 20000\n100 = 50000\n200 = 120000", -30, 20),
            ("slot", "年末の配信 出演枠料（坑位费）", "30000", "", 5, 5),
        ];
        for ((kind, title, amount, ladder, from, to), (kol, brand)) in
            told.into_iter().zip(pairs.iter().cycle())
        {
            let draft = FeeDraft {
                kind: kind.into(),
                kol: kol.clone(),
                brand: brand.clone(),
                title: title.into(),
                amount: amount.into(),
                ladder: ladder.into(),
                currency: "JPY".into(),
                starts_on: day(from),
                ends_on: day(to),
                ..FeeDraft::default()
            };
            let agreed = fee::agree(tx, &me, &network, &desk, &draft, at)?;
            if from == 5 {
                let act = ("cancel", "会場の都合で配信を中止しました。");
                fee::act(
                    tx,
                    &me,
                    &network,
                    &desk,
                    agreed.id,
                    agreed.version,
                    act,
                    now.plus_days(-2),
                )?;
            }
        }
        Ok(())
    })?;
    fee::earn_due(&made.site.app, &made.site.network, now).map(|_| ())
}

/// A KOL that owes, and what was decided about it.
fn debts(made: &Made, people: &People, now: Timestamp) -> Result<()> {
    let network = made.site.network.clone();
    let desk = Desk::of(&made.site.app, network.id)?;
    let (asks, decides, me) =
        (people.finance.clone(), people.owner.clone(), people.manager.clone());
    let Some(kol) = made.shops.last().map(|shop| shop.member.organization) else { return Ok(()) };
    made.site.write(move |tx| {
        let draft = AdjustmentDraft {
            kol: kol.to_string(),
            amount: "-30000.00".into(),
            currency: "CNY".into(),
            reason: "late_return".into(),
            text: "輸送中の水濡れで一括返品となったため、成果報酬を差し引きます。".into(),
            ..AdjustmentDraft::default()
        };
        let at = now.plus_days(-70);
        let asked = adjustment::request(tx, &asks, &network, &draft, at)?;
        adjustment::decide(tx, &decides, &desk, asked.id, asked.version, "approve", "", at)?;
        let (lines, _) = debt::list(tx, &me, me.locale, now)?;
        let owed = lines.iter().find(|line| line.debt.payee == kol);
        if let Some(line) = owed {
            let told = DebtDraft {
                choice: "wait".into(),
                note: "次回以降の成果と相殺する。本人と10月に合意済み。".into(),
            };
            let of = (kol, line.owed.currency());
            debt::decide(tx, &me, of, line.sequence(), &told, now)?;
        }
        Ok(())
    })
}

/// Rules that hold, that will hold, and one that has ended.
fn rules(made: &Made, people: &People, now: Timestamp) -> Result<()> {
    let me = people.manager.clone();
    let best = made.shops.first().map(|shop| shop.member.organization);
    made.site.write(move |tx| {
        let terms = |ppm: u32| {
            serde_json::json!({ "pay": { "percent": ppm }, "rounding": "half_up", "reduced_by": ["brand", "kol"] })
        };
        let told = [
            (serde_json::json!({
                "name": "健康食品 初回購入の上乗せ", "conditions": { "categories": ["health"], "new_buyer": true },
                "terms": terms(250_000),
            }), false),
            (serde_json::json!({
                "name": "トップKOL スキンケア特別率", "conditions": { "categories": ["skincare"], "kols": [best] },
                "terms": terms(180_000),
            }), false),
            (serde_json::json!({
                "name": "年末セール（来月から）", "conditions": { "categories": ["sweets"] }, "terms": terms(220_000),
                "valid_from": now.plus_days(9),
            }), false),
            (serde_json::json!({
                "name": "お茶 秋の企画", "conditions": { "categories": ["tea"] }, "terms": terms(160_000),
            }), true),
        ];
        for (body, ends) in told {
            let new = serde_json::from_value(body).map_err(broken)?;
            let id = rule::create(tx, &me, &new, None, now.plus_days(-1))?;
            if ends {
                rule::end(tx, &me, id, now)?;
            }
        }
        Ok(())
    })
}

/// Amounts held for payouts: one waits, one was given up.
fn holds(made: &Made, people: &People, now: Timestamp) -> Result<()> {
    let (network, me) = (made.site.network.clone(), people.finance.clone());
    let Some(kol) = made.shops.first().map(|shop| shop.member.organization) else { return Ok(()) };
    made.site.write(move |tx| {
        for (key, amount) in [("payout-2026-10-a", "3000"), ("payout-2026-10-b", "1200")] {
            let draft = HoldDraft {
                key: key.into(),
                payee: kol.to_string(),
                amount: amount.into(),
                currency: "JPY".into(),
                expires_at: now.plus_days(5).to_string(),
            };
            match hold::make(tx, &me, &network, &draft, now) {
                // Nothing that could be held is nothing to show.
                Ok(_) | Err(Error::Refused(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    })
}

/// Commissions that were rejected before they were owed; one of them counts again.
fn rejected(made: &Made, people: &People, now: Timestamp) -> Result<()> {
    let (network, me) = (made.site.network.clone(), people.manager.clone());
    let desk = Desk::of(&made.site.app, network.id)?;
    made.site.write(move |tx| {
        let filter = commission::Filter {
            standing: Some(Standing::Estimated),
            reversals: Some(false),
            ..commission::Filter::default()
        };
        let ids: Vec<_> =
            commission::page(tx, &filter, None, 9)?.into_iter().map(|seen| seen.row.id).collect();
        let told = [
            ("reject", "own_purchase", "收货地址与本人一致，判定为自购。", 3),
            ("reject", "duplicate", "同一订单被重复上报。", 6),
            ("restore", "", "经核实为两笔不同的订单。", 6),
        ];
        for (act, reason, text, place) in told {
            let Some(id) = ids.get(place) else { continue };
            let (reason, text) = (reason.to_owned(), text.to_owned());
            let draft = RejectDraft { act: act.into(), reason, text };
            let at = now.plus_seconds(if act == "restore" { -600 } else { -7_200 });
            reject::decide_many(tx, &me, (&network, &desk), &[*id], &draft, at)?;
        }
        Ok(())
    })
}
