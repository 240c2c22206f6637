//! The demo's public pages and its library of materials: who took which version of them.

use documents::materials::{Labels, Materials, Term};
use documents::{Lang, Run};
use domain::access::Member;
use domain::id::MaterialVersionId;
use domain::leads::content::{ItemAct, ItemDraft, ItemTexts};
use domain::leads::library::{MaterialDraft, VersionAct, VersionDraft};
use domain::leads::place::Sort;
use domain::locale::PerLocale;
use domain::{Locale, Result, Timestamp};
use store::leads::{delivery, grant, lead as leads, library};

use super::build::Site;
use super::data::{Material, MaterialVersion, Told, World};
use crate::error::broken;
use crate::leads::{content, materials};

/// Who wrote and who approved.
pub(super) struct Desk<'a> {
    pub(super) site: &'a Site,
    pub(super) manager: &'a Member,
    pub(super) owner: &'a Member,
}

/// What the public pages tell.
pub(super) fn items(world: &World, desk: &Desk<'_>, at: Timestamp) -> Result<()> {
    let slug = &desk.site.network.slug;
    for told in world.items.iter().filter(|told| told.network == *slug) {
        let said = |texts: &Told, locale: Locale| texts.get(locale.tag()).cloned();
        let draft = ItemDraft {
            slug: told.slug.clone(),
            units: told.units.map(|units| units.to_string()).unwrap_or_default(),
            first_month: told.first_month.clone(),
            last_month: told.last_month.clone(),
            evidence_note: told.evidence_note.clone(),
            evidence_url: String::new(),
            texts: PerLocale::each(|locale| ItemTexts {
                title: said(&told.title, locale).unwrap_or_default(),
                body: said(&told.body, locale).unwrap_or_default(),
            }),
        };
        let (kind, me) = (content::kind(&told.kind)?, desk.manager.clone());
        desk.site.write(move |tx| {
            let made = content::create(tx, &me, kind, &draft, at)?;
            let seen = (made.id, made.version);
            content::act(tx, &me, seen, ItemAct::Publish.as_str(), at).map(|_| ())
        })?;
    }
    Ok(())
}

/// The versions that were there before a day, or those that came since: each uploaded by the manager
/// and approved by the owner.
pub(super) fn versions(
    world: &World,
    desk: &Desk<'_>,
    days: std::ops::Range<i64>,
    now: Timestamp,
) -> Result<()> {
    let slug = &desk.site.network.slug;
    for told in world.materials.iter().filter(|told| told.network == *slug) {
        for version in told.versions.iter().filter(|one| days.contains(&one.days_ago)) {
            approve(desk, told, version, now.plus_days(-version.days_ago))?;
        }
    }
    Ok(())
}

fn approve(
    desk: &Desk<'_>,
    told: &Material,
    version: &MaterialVersion,
    at: Timestamp,
) -> Result<MaterialVersionId> {
    let draft = VersionDraft {
        locale: version.locale.clone(),
        note: version.note.clone(),
        file_name: format!("{}.pdf", version.title),
        bytes: pdf(version)?,
        ..VersionDraft::default()
    };
    let fields = draft.check(desk.site.network.time_zone, at)?;
    let new = MaterialDraft {
        name: told.name.clone(),
        kind: told.kind.clone(),
        audience: told.audience.clone(),
    }
    .check()?;
    let (manager, owner) = (desk.manager.clone(), desk.owner.clone());
    desk.site.write(move |tx| {
        let known = library::find(tx)?.into_iter().find(|one| one.name == new.name);
        let material = match known {
            Some(known) => known,
            None => library::insert(tx, &manager, &new, at)?,
        };
        let draft = library::insert_version(tx, &manager, &material, &fields, at)?;
        let act = VersionAct::Submit;
        let submitted = library::apply(tx, Some(&manager), &draft, act, "", at)?;
        let at = at.plus_seconds(3_600);
        library::apply(tx, Some(&owner), &submitted, VersionAct::Approve, "", at)?;
        library::supersede(tx, at)?;
        Ok(draft.id)
    })
}

/// Those who asked for the materials open what their link offers, most of them.
pub(super) fn downloads(desk: &Desk<'_>) -> Result<()> {
    desk.site.write(move |tx| {
        let all = leads::page(tx, &leads::Filter::default(), Sort::Newest, None, 100)?;
        for (place, lead) in all.iter().enumerate() {
            let Some(link) = grant::find(tx, lead.id)?.into_iter().next() else { continue };
            let at = link.created_at.plus_seconds(2_400);
            if place % 4 == 3 {
                continue;
            }
            for (_, version) in library::find_current(tx, lead.kind, link.locale, at)? {
                materials::open(tx, &link, at)?;
                delivery::insert(tx, &link, Some(&version), &version.sha256, at)?;
            }
        }
        Ok(())
    })
}

/// A sheet with a title and some lines.
fn pdf(version: &MaterialVersion) -> Result<Vec<u8>> {
    let lang = match version.locale.parse().map_err(broken)? {
        Locale::Ja => Lang::Ja,
        Locale::ZhHans => Lang::ZhHans,
        Locale::En => Lang::En,
    };
    let term = |line: &String| {
        let (title, text) = line.split_once('|').unwrap_or((line.as_str(), ""));
        Term { title: Run::of(lang, title), text: Run::of(lang, text) }
    };
    let sheet = Materials {
        labels: Labels {
            document: version.title.clone(),
            about: String::new(),
            categories: String::new(),
            steps: String::new(),
            storefronts: String::new(),
            storefront: String::new(),
            city: String::new(),
            platform: String::new(),
            followers: String::new(),
            profile: String::new(),
            terms: version.title.clone(),
            contact: String::new(),
            prepared_for: String::new(),
            prepared_on: String::new(),
        },
        lang,
        network: Run::of(lang, version.title.as_str()),
        tagline: Run::default(),
        introduction: Run::default(),
        figures: Vec::new(),
        steps: Vec::new(),
        storefronts: Vec::new(),
        categories: Vec::new(),
        terms: version.lines.iter().map(term).collect(),
        contact: Vec::new(),
        prepared_for: None,
        prepared_on: String::new(),
    };
    documents::materials::materials(&sheet).map_err(broken)
}
