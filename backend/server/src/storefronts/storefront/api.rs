//! The own storefront over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::Error;
use domain::access::Permission;
use domain::id::StorefrontId;
use domain::locale::PerLocale;
use domain::storefronts::storefront::{ProfileDraft, StorefrontTexts};
use serde::{Deserialize, Serialize};
use store::scope::OfOrganization;

use super::Mine;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Language, Me, Running};
use crate::http::show;
use crate::storefronts::{network_of, public_path, read_own};

/// What a storefront says in one language.
#[derive(Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProfileTexts {
    /// Its title.
    pub title: String,
    /// What it says of its KOL.
    pub bio: String,
}

/// What a storefront says in each language; empty texts are missing ones.
#[derive(Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProfileLanguages {
    /// In Japanese.
    pub ja: ProfileTexts,
    /// In simplified Chinese.
    #[serde(rename = "zh-Hans")]
    pub zh_hans: ProfileTexts,
    /// In English.
    pub en: ProfileTexts,
}

/// A storefront's profile to write.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileBody {
    /// The version that the writer saw; without it whatever is there is written over.
    pub version: Option<i64>,
    /// Its part of the public address.
    #[schema(example = "linxi")]
    pub slug: String,
    /// `indigo`, `matcha`, `sakura`, `sumi` or `yuzu`.
    pub theme: String,
    /// `photo_notes`, `short_video`, `livestream`, `blog` or `group_chat`.
    pub platform: String,
    /// How many follow the KOL there.
    #[serde(default)]
    pub followers: i64,
    /// Where the KOL lives; may be empty.
    #[serde(default)]
    pub city: String,
    /// What it says.
    pub texts: ProfileLanguages,
}

impl Document for ProfileBody {
    const BY: &'static [Permission] = &[Permission::PickProducts];
}

/// The own storefront.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StorefrontDocument {
    /// The storefront.
    #[schema(value_type = String, example = "stf_01jd0000000000000000000000")]
    pub id: StorefrontId,
    /// Counts the changes of its profile.
    pub version: i64,
    /// Its part of the public address.
    pub slug: String,
    /// The whole public address.
    pub url: String,
    /// Its colours.
    pub theme: &'static str,
    /// Where the KOL is known from.
    pub platform: &'static str,
    /// How many follow the KOL there.
    pub followers: i64,
    /// Where the KOL lives.
    pub city: String,
    /// `open` or `closed`.
    pub status: &'static str,
    /// What it says.
    pub texts: ProfileLanguages,
    /// The codes that the KOL reads aloud.
    pub coupons: Vec<String>,
}

impl From<ProfileTexts> for StorefrontTexts {
    fn from(texts: ProfileTexts) -> Self {
        Self { title: texts.title, bio: texts.bio }
    }
}

impl From<StorefrontTexts> for ProfileTexts {
    fn from(texts: StorefrontTexts) -> Self {
        Self { title: texts.title, bio: texts.bio }
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/storefront", web::get().to(read))
        .route("/api/v1/storefront", web::put().to(write));
}

/// The own storefront; missing before it is opened.
#[utoipa::path(get, path = "/api/v1/storefront", tag = "storefronts",
    responses((status = 200, body = StorefrontDocument), (status = 404, body = Problem)))]
pub async fn read(app: Running, me: Me, language: Language) -> Answer {
    answer(&app, &me, language, StatusCode::OK).await
}

/// Opens the own storefront, or writes in its profile.
#[utoipa::path(put, path = "/api/v1/storefront", tag = "storefronts", request_body = ProfileBody,
    responses((status = 200, body = StorefrontDocument), (status = 201, body = StorefrontDocument),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn write(app: Running, me: Me, language: Language, body: Body<ProfileBody>) -> Answer {
    let (member, at, version) = (me.member(), app.now(), body.0.version);
    let draft = draft(body.0);
    let network = network_of(&app, &me.0.member).await?.slug;
    let opened = app
        .write(OfOrganization::of(&me.0.member), move |tx| {
            match super::revise(tx, &member, &network, version, &draft, at) {
                Err(Error::Missing) => super::open(tx, &member, &draft, at).map(|_| true),
                other => other.map(|_| false),
            }
        })
        .await?;
    let status = if opened { StatusCode::CREATED } else { StatusCode::OK };
    answer(&app, &me, language, status).await
}

fn draft(body: ProfileBody) -> ProfileDraft {
    let texts = body.texts;
    ProfileDraft {
        slug: body.slug,
        theme: body.theme,
        platform: body.platform,
        followers: body.followers.to_string(),
        city: body.city,
        texts: PerLocale {
            ja: texts.ja.into(),
            zh_hans: texts.zh_hans.into(),
            en: texts.en.into(),
        },
    }
}

async fn answer(app: &Running, me: &Me, language: Language, status: StatusCode) -> Answer {
    let member = me.member();
    let (network, mine) = read_own(app, &me.0.member, move |network, tx| {
        super::mine(tx, &member, language.0, network.network_share)
    })
    .await?;
    let Mine { storefront, texts, coupons, .. } = mine.ok_or(Error::Missing)?;
    let path = public_path(&network.slug, &storefront.slug, None);
    let document = StorefrontDocument {
        id: storefront.id,
        version: storefront.version,
        url: format!("{}{path}", app.settings.site()),
        slug: storefront.slug,
        theme: storefront.theme.as_str(),
        platform: storefront.platform.as_str(),
        followers: storefront.followers,
        city: storefront.city,
        status: storefront.status.as_str(),
        texts: ProfileLanguages {
            ja: texts.ja.into(),
            zh_hans: texts.zh_hans.into(),
            en: texts.en.into(),
        },
        coupons,
    };
    show::json(status, &document)
}
