//! What the public pages tell, over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::id::FrontItemId;
use domain::leads::content::{ItemAct, ItemDraft, ItemKind, ItemTexts};
use domain::locale::PerLocale;
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::scope::OfNetwork;

use super::Whole;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Language, Me, Running};
use crate::http::query::InQuery;
use crate::http::show;

/// An item in one language.
#[derive(Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FrontTexts {
    /// A line: of a question the question.
    pub title: String,
    /// Markdown.
    pub body: String,
}

/// An item in each language.
#[derive(Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FrontLanguages {
    /// In Japanese.
    pub ja: FrontTexts,
    /// In simplified Chinese.
    pub zh_hans: FrontTexts,
    /// In English.
    pub en: FrontTexts,
}

/// The contents of an item.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FrontItemBody {
    /// `case`, `faq`, `column`; an item keeps its kind.
    #[schema(example = "case")]
    pub kind: String,
    /// A column's part of its address.
    pub slug: String,
    /// Pieces that a case tells of.
    pub units: Option<i64>,
    /// The first month of a case.
    #[schema(example = "2026-04")]
    pub first_month: String,
    /// Its last month.
    pub last_month: String,
    /// What proves a case, for staff.
    pub evidence_note: String,
    /// Where that is kept, for staff.
    pub evidence_url: String,
    /// What it says in each language.
    pub texts: FrontLanguages,
    /// The version that was seen; for a change.
    pub version: i64,
}

impl Document for FrontItemBody {
    const BY: &'static [Permission] = &[Permission::WriteFront];
}

/// What is done with an item.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FrontActBody {
    /// `publish`, `hide`, `raise`, `lower`.
    #[schema(example = "publish")]
    pub act: String,
    /// The version that was seen; 409 when it has changed since. Moves need none.
    #[serde(default)]
    pub version: i64,
}

impl Document for FrontActBody {
    const BY: &'static [Permission] = &[Permission::WriteFront];
}

/// An item as staff see it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FrontItemDocument {
    /// Its id.
    #[schema(value_type = String, example = "fri_01jd0000000000000000000000")]
    pub id: FrontItemId,
    /// `case`, `faq`, `column`.
    pub kind: &'static str,
    /// `draft`, `published`, `hidden`.
    pub status: &'static str,
    /// What can be done now.
    pub acts: Vec<&'static str>,
    /// A column's part of its address.
    pub slug: Option<String>,
    /// Pieces that a case tells of.
    pub units: Option<i64>,
    /// The first month of a case.
    pub first_month: Option<String>,
    /// Its last month.
    pub last_month: Option<String>,
    /// What proves a case.
    pub evidence_note: String,
    /// Where that is kept.
    pub evidence_url: String,
    /// What it says in each language.
    pub texts: FrontLanguages,
    /// Counts its changes.
    pub version: i64,
    /// When it was shown first.
    #[schema(value_type = Option<String>)]
    pub published_at: Option<Timestamp>,
}

/// An item of a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FrontLine {
    /// Its id.
    #[schema(value_type = String)]
    pub id: FrontItemId,
    /// Its title in the caller's language, else in another.
    pub title: String,
    /// `draft`, `published`, `hidden`.
    pub status: &'static str,
    /// A column's part of its address.
    pub slug: Option<String>,
    /// The languages in which it is there.
    pub languages: Vec<&'static str>,
    /// Counts its changes.
    pub version: i64,
}

/// The items of a kind.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FrontList {
    /// In their order.
    pub items: Vec<FrontLine>,
}

/// Which items.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct FrontWanted {
    /// `case` (when left out), `faq`, `column`.
    pub kind: Option<String>,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/front-items", web::get().to(list))
        .route("/api/v1/front-items", web::post().to(create))
        .route("/api/v1/front-items/{id}", web::get().to(get))
        .route("/api/v1/front-items/{id}", web::put().to(edit))
        .route("/api/v1/front-items/{id}/acts", web::post().to(act));
}

/// Lists the items of a kind in their order.
#[utoipa::path(get, path = "/api/v1/front-items", tag = "front", params(FrontWanted),
    responses((status = 200, body = FrontList), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    app: Running,
    me: Me,
    language: Language,
    wanted: InQuery<FrontWanted>,
) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let kind = wanted.kind.as_deref().map_or(Ok(ItemKind::Case), super::kind)?;
    let lines = app.read(scope, move |tx| super::list(tx, &me, kind, language.0)).await?;
    let line = |line: super::Line| FrontLine {
        id: line.item.id,
        title: line.title,
        status: line.item.status.as_str(),
        slug: line.item.slug,
        languages: line.languages.iter().map(|locale| locale.tag()).collect(),
        version: line.item.version,
    };
    show::json(StatusCode::OK, &FrontList { items: lines.into_iter().map(line).collect() })
}

/// Makes an item as a draft.
#[utoipa::path(post, path = "/api/v1/front-items", tag = "front", request_body = FrontItemBody,
    responses((status = 201, body = FrontItemDocument), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<FrontItemBody>) -> Answer {
    let (me, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&me)?;
    let kind = super::kind(&body.0.kind)?;
    let draft = draft(body.0);
    let made = app
        .write(scope, move |tx| {
            let made = super::create(tx, &me, kind, &draft, at)?;
            super::show(tx, &me, made.id)
        })
        .await?;
    show::json(StatusCode::CREATED, &document(made))
}

/// An item with its contents.
#[utoipa::path(get, path = "/api/v1/front-items/{id}", tag = "front",
    params(("id" = String, Path, description = "The item")),
    responses((status = 200, body = FrontItemDocument), (status = 404, body = Problem)))]
pub async fn get(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let id = parse(&id)?;
    let whole = app.read(scope, move |tx| super::show(tx, &me, id)).await?;
    show::json(StatusCode::OK, &document(whole))
}

/// Puts new contents in place of an item's old ones.
#[utoipa::path(put, path = "/api/v1/front-items/{id}", tag = "front",
    params(("id" = String, Path, description = "The item")), request_body = FrontItemBody,
    responses((status = 200, body = FrontItemDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn edit(
    app: Running,
    me: Me,
    id: web::Path<String>,
    body: Body<FrontItemBody>,
) -> Answer {
    let (me, at, id) = (me.member(), app.now(), parse(&id)?);
    let scope = OfNetwork::of(&me)?;
    let version = body.0.version;
    let draft = draft(body.0);
    let whole = app
        .write(scope, move |tx| {
            super::edit(tx, &me, (id, version), &draft, at)?;
            super::show(tx, &me, id)
        })
        .await?;
    show::json(StatusCode::OK, &document(whole))
}

/// Shows an item, hides it, or moves it in its list.
#[utoipa::path(post, path = "/api/v1/front-items/{id}/acts", tag = "front",
    params(("id" = String, Path, description = "The item")), request_body = FrontActBody,
    responses((status = 200, body = FrontItemDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn act(app: Running, me: Me, id: web::Path<String>, body: Body<FrontActBody>) -> Answer {
    let (me, at, id) = (me.member(), app.now(), parse(&id)?);
    let scope = OfNetwork::of(&me)?;
    let FrontActBody { act, version } = body.0;
    let whole = app
        .write(scope, move |tx| {
            super::act(tx, &me, (id, version), &act, at)?;
            super::show(tx, &me, id)
        })
        .await?;
    show::json(StatusCode::OK, &document(whole))
}

fn parse(id: &str) -> Result<FrontItemId> {
    id.parse().map_err(|_| Error::Missing)
}

fn draft(body: FrontItemBody) -> ItemDraft {
    let texts = |told: FrontTexts| ItemTexts { title: told.title, body: told.body };
    ItemDraft {
        slug: body.slug,
        units: body.units.map(|units| units.to_string()).unwrap_or_default(),
        first_month: body.first_month,
        last_month: body.last_month,
        evidence_note: body.evidence_note,
        evidence_url: body.evidence_url,
        texts: PerLocale {
            ja: texts(body.texts.ja),
            zh_hans: texts(body.texts.zh_hans),
            en: texts(body.texts.en),
        },
    }
}

fn document(whole: Whole) -> FrontItemDocument {
    let Whole { item, fields, .. } = whole;
    let texts = |told: ItemTexts| FrontTexts { title: told.title, body: told.body };
    let period = fields.period.map(|(first, last)| (first.to_string(), last.to_string()));
    let (first_month, last_month) = period.unzip();
    FrontItemDocument {
        id: item.id,
        kind: item.kind.as_str(),
        status: item.status.as_str(),
        acts: item.status.acts().map(ItemAct::as_str).collect(),
        slug: fields.slug,
        units: fields.units,
        first_month,
        last_month,
        evidence_note: fields.evidence_note,
        evidence_url: fields.evidence_url,
        texts: FrontLanguages {
            ja: texts(fields.texts.ja),
            zh_hans: texts(fields.texts.zh_hans),
            en: texts(fields.texts.en),
        },
        version: item.version,
        published_at: item.published_at,
    }
}
