//! What the public pages tell: items with their place and state; their words are texts.

use diesel::prelude::*;
use domain::access::Member;
use domain::calendar::Month;
use domain::id::{FrontItemId, Subject};
use domain::leads::content::{ItemAct, ItemFields, ItemKind, ItemMove, ItemStatus, ItemTexts};
use domain::locale::{Locale, PerLocale};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::front_items as t;

use crate::platform::audit::{self, Act};
use crate::platform::text::{self, NewText, Texts};
use crate::scope::{InNetwork, NetworkTx, PublicTx, Reads};

/// Items of one kind at most.
const LISTED: i64 = 200;
/// Items that the public pages read at a time.
const SHOWN: i64 = 60;

/// An item as staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Item {
    /// Its id.
    pub id: FrontItemId,
    /// What it is.
    pub kind: ItemKind,
    /// A column's part of its address.
    pub slug: Option<String>,
    /// Its place in its list.
    pub place: i64,
    /// Whether it is shown.
    pub status: ItemStatus,
    /// Pieces that a case tells of.
    pub units: Option<i64>,
    first_month: Option<String>,
    last_month: Option<String>,
    /// What proves a case.
    pub evidence_note: String,
    /// Where that is kept.
    pub evidence_url: String,
    /// Counts its changes.
    pub version: i64,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// When it was shown first.
    pub published_at: Option<Timestamp>,
}

/// An item as everybody sees it: without its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Shown {
    /// Its id.
    pub id: FrontItemId,
    /// What it is.
    pub kind: ItemKind,
    /// A column's part of its address.
    pub slug: Option<String>,
    /// Pieces that a case tells of.
    pub units: Option<i64>,
    first_month: Option<String>,
    last_month: Option<String>,
    /// When it was shown first.
    pub published_at: Option<Timestamp>,
}

fn period(first: Option<&str>, last: Option<&str>) -> Option<(Month, Month)> {
    Some((first?.parse().ok()?, last?.parse().ok()?))
}

impl Item {
    /// The first and the last month of a case.
    pub fn period(&self) -> Option<(Month, Month)> {
        period(self.first_month.as_deref(), self.last_month.as_deref())
    }

    /// The item with its texts, as it was checked when it was written.
    pub fn fields(&self, texts: &Texts) -> ItemFields {
        let said =
            |field, locale| texts.exact(self.id, field, locale).unwrap_or_default().to_owned();
        ItemFields {
            kind: self.kind,
            slug: self.slug.clone(),
            units: self.units,
            period: self.period(),
            evidence_note: self.evidence_note.clone(),
            evidence_url: self.evidence_url.clone(),
            texts: PerLocale::each(|locale| ItemTexts {
                title: said("title", locale),
                body: said("body", locale),
            }),
        }
    }
}

impl Shown {
    /// The first and the last month of a case.
    pub fn period(&self) -> Option<(Month, Month)> {
        period(self.first_month.as_deref(), self.last_month.as_deref())
    }
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::kind,
            t::slug,
            t::place,
            t::status,
            t::units,
            t::first_month,
            t::last_month,
            t::evidence_note,
            t::evidence_url,
            t::version,
            t::updated_at,
            t::published_at,
        )
    };
    (shown) => {
        (t::id, t::kind, t::slug, t::units, t::first_month, t::last_month, t::published_at)
    };
}

/// The items of a kind in their order.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>, kind: ItemKind) -> Result<Vec<Item>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::kind.eq(kind))
            .order((t::place, t::id))
            .limit(LISTED)
            .select(columns!())
            .load(conn)
    })?)
}

/// An item.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: FrontItemId) -> Result<Item> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// The published items of some kinds in their order.
///
/// # Errors
/// Only what the database answers.
pub fn find_shown(tx: &mut PublicTx<'_>, kind: ItemKind) -> Result<Vec<Shown>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::kind.eq(kind))
            .order((t::place, t::id))
            .limit(SHOWN)
            .select(columns!(shown))
            .load(conn)
    })?)
}

/// A published column by its address.
///
/// # Errors
/// `Missing`.
pub fn get_by_slug(tx: &mut PublicTx<'_>, slug: &str) -> Result<Shown> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::slug.eq(slug.to_owned()))
            .filter(t::kind.eq(ItemKind::Column))
            .select(columns!(shown))
            .first(conn)
    })?)
}

/// A new item as a draft, behind the others of its kind.
///
/// # Errors
/// `Taken("slug-taken")`.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    fields: &ItemFields,
    at: Timestamp,
) -> Result<Item> {
    let id = FrontItemId::new();
    let last: Option<i64> = tx.query(t::table, |rows, conn| {
        rows.filter(t::kind.eq(fields.kind))
            .order(t::place.desc())
            .select(t::place)
            .first(conn)
            .optional()
    })?;
    let months = months(fields);
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            (t::id.eq(id), t::kind.eq(fields.kind), t::slug.eq(&fields.slug)),
            (t::place.eq(last.unwrap_or(0) + 1), t::status.eq(ItemStatus::Draft)),
            (t::units.eq(fields.units), t::first_month.eq(&months.0), t::last_month.eq(&months.1)),
            t::evidence_note.eq(&fields.evidence_note),
            t::evidence_url.eq(&fields.evidence_url),
            (t::maker_id.eq(me.membership), t::version.eq(1)),
            (t::created_at.eq(at), t::updated_at.eq(at)),
        ))
        .execute(conn)
    })?;
    write(tx, me, id, fields, false)?;
    let after = Some(ItemStatus::Draft.as_str());
    audit::insert(tx, Some(me), at, id, &Act { kind: "front.create", after, ..Act::default() })?;
    get(tx, id)
}

fn months(fields: &ItemFields) -> (Option<String>, Option<String>) {
    let told = fields.period.map(|(first, last)| (first.to_string(), last.to_string()));
    told.map_or((None, None), |(first, last)| (Some(first), Some(last)))
}

fn write(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: FrontItemId,
    fields: &ItemFields,
    is_shown: bool,
) -> Result<()> {
    let texts: Vec<NewText<'_>> = Locale::ALL
        .into_iter()
        .flat_map(|locale| {
            let told = fields.texts.get(locale);
            [("title", &told.title), ("body", &told.body)].map(|(field, value)| NewText {
                field,
                locale,
                value,
                source: None,
            })
        })
        .collect();
    text::apply(tx, id.cast::<Subject>(), me.organization, is_shown, &texts)
}

/// Puts new contents in place of an item's old ones.
///
/// # Errors
/// `Stale`; `Taken("slug-taken")`.
pub fn apply_fields(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    before: &Item,
    fields: &ItemFields,
    at: Timestamp,
) -> Result<Item> {
    let months = months(fields);
    let rows = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(before.id)).filter(t::version.eq(before.version)))
            .set((
                t::slug.eq(&fields.slug),
                t::units.eq(fields.units),
                t::first_month.eq(&months.0),
                t::last_month.eq(&months.1),
                t::evidence_note.eq(&fields.evidence_note),
                t::evidence_url.eq(&fields.evidence_url),
                t::version.eq(before.version + 1),
                t::updated_at.eq(at),
            ))
            .execute(conn)
    })?;
    if rows != 1 {
        return Err(Error::Stale);
    }
    write(tx, me, before.id, fields, before.status == ItemStatus::Published)?;
    audit::insert(tx, Some(me), at, before.id, &Act { kind: "front.edit", ..Act::default() })?;
    get(tx, before.id)
}

/// Shows an item or hides it.
///
/// # Errors
/// `Refused("front-state")`, `Stale`.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    before: &Item,
    act: ItemAct,
    at: Timestamp,
) -> Result<Item> {
    let status = before.status.after(act)?;
    let is_shown = status == ItemStatus::Published;
    let published_at = before.published_at.or(is_shown.then_some(at));
    let rows = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(before.id)).filter(t::version.eq(before.version)))
            .set((
                t::status.eq(status),
                t::published_at.eq(published_at),
                t::version.eq(before.version + 1),
                t::updated_at.eq(at),
            ))
            .execute(conn)
    })?;
    if rows != 1 {
        return Err(Error::Stale);
    }
    text::publish(tx, before.id, is_shown)?;
    let kind = format!("front.{}", act.as_str());
    let (was, is) = (Some(before.status.as_str()), Some(status.as_str()));
    let event = Act { kind: &kind, before: was, after: is, reason: None };
    audit::insert(tx, Some(me), at, before.id, &event)?;
    get(tx, before.id)
}

/// Moves an item one place up or down in its list; the first stays the first.
///
/// # Errors
/// Only what the database answers.
pub fn apply_move(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    item: &Item,
    to: ItemMove,
    at: Timestamp,
) -> Result<()> {
    let before = find(tx, item.kind)?;
    let mut after: Vec<&Item> = before.iter().collect();
    let Some(here) = after.iter().position(|one| one.id == item.id) else { return Ok(()) };
    let there = match to {
        ItemMove::Raise => here.checked_sub(1),
        ItemMove::Lower => Some(here + 1).filter(|there| *there < after.len()),
    };
    let Some(there) = there else { return Ok(()) };
    after.swap(here, there);
    for (place, one) in (1_i64..).zip(after) {
        if one.place != place {
            tx.update(t::table, |target, conn| {
                diesel::update(target.filter(t::id.eq(one.id)))
                    .set(t::place.eq(place))
                    .execute(conn)
            })?;
        }
    }
    let kind = format!("front.{to}");
    audit::insert(tx, Some(me), at, item.id, &Act { kind: &kind, ..Act::default() })
}
