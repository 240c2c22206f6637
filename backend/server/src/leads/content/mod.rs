//! What the public pages tell: written by staff in each language, shown once it is published.

pub mod api;
mod markdown;
mod pages;
mod public;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::{FrontItemId, MembershipId, Subject};
use domain::leads::content::{ItemAct, ItemDraft, ItemFields, ItemKind, ItemMove, ItemStatus};
use domain::{Error, Locale, Result, Timestamp};
use store::leads::content::{self, Item, Shown};
use store::platform::audit::{self, Event};
use store::platform::text::{self, Texts};
use store::scope::{NetworkTx, PublicTx};
use store::tenancy::membership;

pub use markdown::Html;

/// Cases, questions and columns that a page shows beside what it is for.
const CASES: usize = 6;
const QUESTIONS: usize = 12;
const COLUMNS: usize = 3;

/// An item as the list of staff shows it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The item.
    pub item: Item,
    /// Its title in the reader's language, else in another; empty where it has none.
    pub title: String,
    /// That language.
    pub locale: Locale,
    /// The languages in which it is there.
    pub languages: Vec<Locale>,
}

impl Line {
    /// How it is drawn.
    pub fn tone(&self) -> &'static str {
        match self.item.status {
            ItemStatus::Draft => "waiting",
            ItemStatus::Published => "good",
            ItemStatus::Hidden => "neutral",
        }
    }
}

/// An item with its texts and what happened to it.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The item.
    pub item: Item,
    /// Its contents.
    pub fields: ItemFields,
    /// What happened, oldest first, each with who did it.
    pub events: Vec<(Event, Option<String>)>,
}

/// An item as a public page shows it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The item.
    pub item: Shown,
    /// Its title.
    pub title: String,
    /// Its body.
    pub body: Html,
    /// The language of both.
    pub locale: Locale,
}

impl Told {
    /// A column's part of its address.
    pub fn slug(&self) -> &str {
        self.item.slug.as_deref().unwrap_or_default()
    }
}

/// What a public page shows beside what it is for.
#[derive(Debug, Clone, Default)]
pub struct Blocks {
    /// Case studies.
    pub cases: Vec<Told>,
    /// Questions and answers.
    pub questions: Vec<Told>,
    /// The latest columns.
    pub columns: Vec<Told>,
}

/// What is done with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// It is shown or hidden.
    Act(ItemAct),
    /// It is moved in its list.
    Move(ItemMove),
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
    public::routes(config);
}

/// Reads a kind from a word.
///
/// # Errors
/// `choice-unknown` on `kind`.
pub fn kind(word: &str) -> Result<ItemKind> {
    word.parse().map_err(|_| Error::field("kind", "choice-unknown"))
}

/// Reads what is done from a word.
///
/// # Errors
/// `choice-unknown` on `act`.
pub fn deed(word: &str) -> Result<Deed> {
    if let Ok(to) = word.parse::<ItemMove>() {
        return Ok(Deed::Move(to));
    }
    word.parse().map(Deed::Act)
}

/// The items of a kind in their order.
///
/// # Errors
/// `Forbidden`.
pub fn list(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    kind: ItemKind,
    locale: Locale,
) -> Result<Vec<Line>> {
    me.must(Permission::SeeFront)?;
    let items = content::find(tx, kind)?;
    let owners: Vec<_> = items.iter().map(|item| item.id.cast::<Subject>()).collect();
    let texts = text::find_fields(tx, &owners, &["title"])?;
    let line = |item: Item| {
        let title = texts.get(item.id, "title", locale);
        let has = |locale: &Locale| texts.exact(item.id, "title", *locale).is_some();
        Line {
            title: title.map(|title| title.value.clone()).unwrap_or_default(),
            locale: title.map_or(locale, |title| title.locale),
            languages: Locale::ALL.into_iter().filter(has).collect(),
            item,
        }
    };
    Ok(items.into_iter().map(line).collect())
}

/// An item with its texts.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(tx: &mut NetworkTx<'_>, me: &Member, id: FrontItemId) -> Result<Whole> {
    me.must(Permission::SeeFront)?;
    let item = content::get(tx, id)?;
    let texts = text::find(tx, &[id.cast::<Subject>()])?;
    let events = audit::find(tx, id)?;
    let people: Vec<MembershipId> = events.iter().filter_map(|event| event.membership_id).collect();
    let names = membership::names(tx, &people)?;
    let who = |event: &Event| event.membership_id.and_then(|id| names.get(&id).cloned());
    Ok(Whole {
        fields: item.fields(&texts),
        item,
        events: events.into_iter().map(|event| (event.clone(), who(&event))).collect(),
    })
}

/// Makes an item as a draft, behind the others of its kind.
///
/// # Errors
/// `Forbidden`; `Invalid`; `Taken("slug-taken")`.
pub fn create(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    kind: ItemKind,
    draft: &ItemDraft,
    at: Timestamp,
) -> Result<Item> {
    me.must(Permission::WriteFront)?;
    content::insert(tx, me, &draft.check(kind)?, at)
}

/// Puts new contents in place of an item's old ones; what is shown stays fit to be shown.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale`; `Invalid`; `Taken("slug-taken")`.
pub fn edit(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (id, version): (FrontItemId, i64),
    draft: &ItemDraft,
    at: Timestamp,
) -> Result<Item> {
    me.must(Permission::WriteFront)?;
    let before = content::get(tx, id)?;
    if before.version != version {
        return Err(Error::Stale);
    }
    let fields = draft.check(before.kind)?;
    if before.status == ItemStatus::Published {
        fields.ready()?;
    }
    content::apply_fields(tx, me, &before, &fields, at)
}

/// Shows an item, hides it, or moves it in its list.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale`; `Refused("front-state")`; `Invalid` with what a publication
/// lacks, and on `act`.
pub fn act(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (id, version): (FrontItemId, i64),
    act: &str,
    at: Timestamp,
) -> Result<Item> {
    me.must(Permission::WriteFront)?;
    let before = content::get(tx, id)?;
    match deed(act)? {
        Deed::Move(to) => {
            content::apply_move(tx, me, &before, to, at)?;
            content::get(tx, id)
        }
        Deed::Act(act) => {
            if before.version != version {
                return Err(Error::Stale);
            }
            if act == ItemAct::Publish {
                let texts = text::find(tx, &[id.cast::<Subject>()])?;
                before.fields(&texts).ready()?;
            }
            content::apply(tx, me, &before, act, at)
        }
    }
}

/// What a public page shows beside what it is for, in the reader's language.
///
/// # Errors
/// Only what the database answers.
pub fn blocks(tx: &mut PublicTx<'_>, locale: Locale) -> Result<Blocks> {
    let mut columns = content::find_shown(tx, ItemKind::Column)?;
    columns.truncate(COLUMNS);
    let mut cases = content::find_shown(tx, ItemKind::Case)?;
    cases.truncate(CASES);
    let mut questions = content::find_shown(tx, ItemKind::Faq)?;
    questions.truncate(QUESTIONS);
    let all = columns.iter().chain(&cases).chain(&questions);
    let owners: Vec<_> = all.map(|item| item.id.cast::<Subject>()).collect();
    if owners.is_empty() {
        return Ok(Blocks::default());
    }
    let texts = text::find(tx, &owners)?;
    let told = |items: &[Shown]| -> Vec<Told> {
        items.iter().filter_map(|item| tell(&texts, item, locale)).collect()
    };
    Ok(Blocks { cases: told(&cases), questions: told(&questions), columns: told(&columns) })
}

/// The columns that are shown, with their beginnings.
///
/// # Errors
/// Only what the database answers.
pub fn columns(tx: &mut PublicTx<'_>, locale: Locale) -> Result<Vec<Told>> {
    let items = content::find_shown(tx, ItemKind::Column)?;
    let owners: Vec<_> = items.iter().map(|item| item.id.cast::<Subject>()).collect();
    let texts = text::find(tx, &owners)?;
    Ok(items.iter().filter_map(|item| tell(&texts, item, locale)).collect())
}

/// A column that is shown.
///
/// # Errors
/// `Missing`.
pub fn column(tx: &mut PublicTx<'_>, slug: &str, locale: Locale) -> Result<Told> {
    let item = content::get_by_slug(tx, slug)?;
    let texts = text::find(tx, &[item.id.cast::<Subject>()])?;
    tell(&texts, &item, locale).ok_or(Error::Missing)
}

/// Title and body in one language: the reader's, else the nearest in which both are there.
fn tell(texts: &Texts, item: &Shown, locale: Locale) -> Option<Told> {
    locale.fallbacks().into_iter().find_map(|locale| {
        let title = texts.exact(item.id, "title", locale)?.to_owned();
        let body = Html::of(texts.exact(item.id, "body", locale)?);
        Some(Told { item: item.clone(), title, body, locale })
    })
}
