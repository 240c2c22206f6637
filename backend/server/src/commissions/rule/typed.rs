//! The form of a rule: what was typed becomes a rule, a rule becomes what the form begins with.

use std::collections::BTreeMap;

use domain::calendar::start_of_day;
use domain::catalogue::product::Category;
use domain::commissions::draft::NewRule;
use domain::commissions::rule::{Conditions, Limit, Pay, RoundingWord, Rule, Terms};
use domain::error::{FieldError, Fields};
use domain::id::{Kind, OrganizationId, PlanId, ProductId};
use domain::orders::funds::Fund;
use domain::tenancy::network::Network;
use domain::{Currency, Error, Id, Money, Rate, Result, Timestamp};
use store::catalogue::product;
use store::plans::plan;
use store::scope::NetworkTx;

use crate::http::form::Posted;

/// Reads the form. Amounts are typed in the network's currencies: fields end with the code.
///
/// # Errors
/// `Invalid` with every field at fault, by the form's names.
pub(super) fn read(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    posted: &Posted,
    at: Timestamp,
) -> Result<NewRule> {
    let mut fields = Fields::new();
    let codes: Vec<String> = words_of(posted.get("products"));
    let products = product::find_by_sku(tx, &codes)?;
    fields.check(
        codes.iter().all(|code| products.iter().any(|product| product.sku == *code)),
        "products",
        "sku-unknown",
    );
    let plans = plans(tx, &mut fields, posted, at)?;
    let conditions = Conditions {
        sessions: ticked_ids(posted, "session_"),
        groups: ticked_ids(posted, "group_"),
        plans,
        products: products.iter().map(|product| product.id).collect(),
        kols: chosen(&mut fields, posted, "kol"),
        brands: chosen(&mut fields, posted, "brand"),
        categories: ticked(posted, "category", Category::ALL, Category::as_str),
        sources: words_of(posted.get("sources")),
        new_buyer: match posted.get("new_buyer") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        order_value: amounts(&mut fields, posted, network, "order_value"),
        markets: ticked(posted, "market", &network.currencies, Currency::as_str),
    };
    let terms = terms(&mut fields, network, posted);
    // Who says today means now.
    let valid_from = day(&mut fields, posted, network, "valid_from")
        .filter(|from| *from > at || from.plus_days(1) <= at);
    let valid_to = day(&mut fields, posted, network, "valid_to").map(|from| from.plus_days(1));
    fields.finish()?;
    Ok(NewRule { name: posted.text("name"), conditions, terms, valid_from, valid_to })
}

/// The open plans of the products whose codes were typed.
fn plans(
    tx: &mut NetworkTx<'_>,
    fields: &mut Fields,
    posted: &Posted,
    at: Timestamp,
) -> Result<Vec<PlanId>> {
    let codes: Vec<String> = words_of(posted.get("plan_products"));
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let products = product::find_by_sku(tx, &codes)?;
    let known = codes.iter().all(|code| products.iter().any(|product| product.sku == *code));
    fields.check(known, "plan_products", "sku-unknown");
    let ids: Vec<ProductId> = products.iter().map(|product| product.id).collect();
    let plans = plan::find_open(tx, &ids, at)?;
    fields.check(
        !known || ids.iter().all(|id| plans.contains_key(id)),
        "plan_products",
        "rule-plan-none",
    );
    Ok(ids.iter().filter_map(|id| plans.get(id)).map(|plan| plan.id).collect())
}

/// The ids of ticked boxes that are named by them; what is no id is nobody's box.
fn ticked_ids<K: Kind>(posted: &Posted, prefix: &str) -> Vec<Id<K>> {
    let ticked = posted.starting_with(prefix).into_iter();
    ticked.filter(|(_, value)| *value == "on").filter_map(|(id, _)| id.parse().ok()).collect()
}

/// Reads what a rule says.
fn terms(fields: &mut Fields, network: &Network, posted: &Posted) -> Terms {
    let pay = if posted.get("pay") == "per_piece" {
        Pay::PerPiece(amounts(fields, posted, network, "piece"))
    } else {
        let rate = Rate::parse_percent(posted.get("percent"));
        fields.check(rate.is_some(), "percent", "rate-out-of-range");
        Pay::Percent(rate.unwrap_or(Rate::ZERO))
    };
    let (least, most) =
        (amounts(fields, posted, network, "least"), amounts(fields, posted, network, "most"));
    let limits = network
        .currencies
        .iter()
        .map(|currency| (*currency, (least.get(currency), most.get(currency))))
        .filter(|(_, limit)| *limit != (None, None))
        .map(|(currency, (least, most))| {
            (currency, Limit { least: least.copied(), most: most.copied() })
        })
        .collect();
    let holding_days = match posted.get("holding_days").trim() {
        "" => None,
        _ => fields.take(
            posted
                .number("holding_days")
                .map_err(|_| FieldError::new("holding_days", "number-malformed")),
        ),
    };
    Terms {
        pay,
        limits,
        reduced_by: ticked(posted, "reduced_by", Fund::DISCOUNTS, Fund::as_str),
        without_tax: posted.ticked("without_tax"),
        rounding: posted.choice("rounding").unwrap_or(RoundingWord::HalfUp),
        holding_days,
    }
}

/// The form's own name of a field that a check of the rule found fault with.
pub(super) fn named(error: Error) -> Error {
    let Error::Invalid(mut errors) = error else { return error };
    for error in &mut errors {
        let field = error.field.clone();
        let name = field.trim_start_matches("conditions.").trim_start_matches("terms.");
        error.field = match name.split_once('.') {
            Some(("pay", code)) => format!("piece_{code}"),
            Some(("limits", code)) => format!("most_{code}"),
            Some((kind, code)) => format!("{kind}_{code}"),
            None if name == "pay" => "percent".to_owned(),
            None => match name {
                "kols" => "kol",
                "brands" => "brand",
                "plans" => "plan_products",
                other => other,
            }
            .to_owned(),
        };
    }
    Error::Invalid(errors)
}

/// What the form begins with: the terms of a plan, from now on.
pub(super) fn empty() -> Posted {
    let mut posted = Posted::default().with("pay", "percent").with("rounding", "half_up");
    for funder in Fund::DISCOUNTS {
        posted = posted.with(&format!("reduced_by_{funder}"), "on");
    }
    posted
}

/// What the form begins with for the next version of a rule; `skus` are its products' codes,
/// `plans` the codes of its plans' products.
pub(super) fn of_rule(
    rule: &Rule,
    skus: &BTreeMap<ProductId, String>,
    plans: &[String],
    network: &Network,
) -> Posted {
    let (asked, terms) = (&rule.conditions, &rule.terms);
    let codes: Vec<&str> =
        asked.products.iter().filter_map(|id| skus.get(id)).map(String::as_str).collect();
    let first = |ids: &[OrganizationId]| ids.first().map(ToString::to_string).unwrap_or_default();
    let new_buyer = match asked.new_buyer {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    let mut posted = Posted::default()
        .with("name", &rule.name)
        .with("products", codes.join(" "))
        .with("plan_products", plans.join(" "))
        .with("kol", first(&asked.kols))
        .with("brand", first(&asked.brands))
        .with("sources", asked.sources.join(" "))
        .with("new_buyer", new_buyer)
        .with("rounding", terms.rounding.as_str())
        .with("valid_to", last_day(rule, network))
        .with("holding_days", terms.holding_days.map(|days| days.to_string()).unwrap_or_default());
    let mut tick = |name: String| posted = posted.clone().with(&name, "on");
    asked.categories.iter().for_each(|category| tick(format!("category_{category}")));
    asked.groups.iter().for_each(|id| tick(format!("group_{id}")));
    asked.sessions.iter().for_each(|id| tick(format!("session_{id}")));
    asked.markets.iter().for_each(|market| tick(format!("market_{market}")));
    terms.reduced_by.iter().for_each(|funder| tick(format!("reduced_by_{funder}")));
    if terms.without_tax {
        tick("without_tax".to_owned());
    }
    for currency in &network.currencies {
        let mut put = |name: &str, minor: Option<i64>| {
            if let Some(minor) = minor {
                let decimal = Money::new(minor, *currency).decimal();
                posted = posted.clone().with(&format!("{name}_{currency}"), decimal);
            }
        };
        put("order_value", asked.order_value.get(currency).copied());
        let limit = terms.limits.get(currency).copied().unwrap_or_default();
        put("least", limit.least);
        put("most", limit.most);
        if let Pay::PerPiece(amounts) = &terms.pay {
            put("piece", amounts.get(currency).copied());
        }
    }
    match &terms.pay {
        Pay::Percent(rate) => posted.with("pay", "percent").with("percent", rate.percent()),
        Pay::PerPiece(_) => posted.with("pay", "per_piece"),
    }
}

/// The last day on which a rule holds, as its field is typed.
fn last_day(rule: &Rule, network: &Network) -> String {
    let last = rule.valid_to.map(|end| end.plus_seconds(-1).date_in(network.time_zone));
    last.map(|day| day.to_string()).unwrap_or_default()
}

fn words_of(text: &str) -> Vec<String> {
    let text = text.replace(['、', '，', ','], " ");
    text.split_whitespace().map(str::to_owned).collect()
}

fn ticked<T: Copy>(
    posted: &Posted,
    name: &str,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Vec<T> {
    let is_ticked = |one: &T| posted.ticked(&format!("{name}_{}", word(*one)));
    all.iter().copied().filter(is_ticked).collect()
}

fn chosen(fields: &mut Fields, posted: &Posted, name: &str) -> Vec<OrganizationId> {
    let told = posted.get(name);
    if told.is_empty() {
        return Vec::new();
    }
    let id = told.parse().map_err(|_| FieldError::new(name, "choice-unknown"));
    fields.take(id).into_iter().collect()
}

fn amounts(
    fields: &mut Fields,
    posted: &Posted,
    network: &Network,
    name: &str,
) -> BTreeMap<Currency, i64> {
    let mut amounts = BTreeMap::new();
    for currency in &network.currencies {
        let field = format!("{name}_{currency}");
        let told = posted.get(&field).trim();
        if told.is_empty() {
            continue;
        }
        let amount =
            Money::parse(told, *currency).map_err(|code| FieldError::new(field.as_str(), code));
        if let Some(amount) = fields.take(amount) {
            amounts.insert(*currency, amount.minor());
        }
    }
    amounts
}

/// The first moment of a day on the network's clock.
fn day(fields: &mut Fields, posted: &Posted, network: &Network, name: &str) -> Option<Timestamp> {
    let told = posted.get(name).trim();
    if told.is_empty() {
        return None;
    }
    let day = told.parse().map_err(|_| FieldError::new(name, "date-malformed"));
    fields.take(day).map(|day| start_of_day(day, network.time_zone))
}
