//! Mails in a network's own words over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::platform::template::TemplateDraft;
use domain::{Error, Timestamp};
use serde::{Deserialize, Serialize};
use store::scope::OfNetwork;

use super::{Standing, named};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::show;

/// The words of a mail in a language.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MailTemplate {
    /// Which mail: `lead.materials`.
    pub kind: &'static str,
    /// In which language.
    pub locale: &'static str,
    /// Whether the network wrote them; else they are the product's own.
    pub own: bool,
    /// The subject line, with its places; null for the product's own words.
    pub subject: Option<String>,
    /// The body, with its places; null for the product's own words.
    pub body: Option<String>,
    /// Counts its changes; 0 for the product's own words.
    pub version: i64,
    /// When they were written.
    #[schema(value_type = Option<String>)]
    pub updated_at: Option<Timestamp>,
    /// The places that the body may have, such as `{link}`.
    pub slots: Vec<&'static str>,
    /// The subject as it would be written now, for an invented reader.
    pub sample_subject: String,
    /// The text as it would be written now.
    pub sample_text: String,
}

/// Every mail whose words can be written, in each language.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MailTemplates {
    /// By mail, then by language.
    pub items: Vec<MailTemplate>,
}

/// Words of a mail.
#[derive(Deserialize, Default, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TemplateBody {
    /// The subject line.
    #[schema(example = "{network}: your materials")]
    pub subject: String,
    /// The body; a blank line begins a paragraph.
    pub body: String,
    /// The version that was seen; 0 for the product's own words.
    pub version: i64,
}

impl Document for TemplateBody {
    const BY: &'static [Permission] = &[Permission::WriteMails];
}

/// What is done with the words of a mail.
#[derive(Deserialize, Default, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TemplateAct {
    /// `reset` lets the product's own words stand again, `test` sends the caller a sample.
    pub act: String,
}

impl Document for TemplateAct {
    const BY: &'static [Permission] = &[Permission::WriteMails];
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/mail-templates", web::get().to(index))
        .route("/api/v1/mail-templates/{template}/{locale}", web::put().to(write))
        .route("/api/v1/mail-templates/{template}/{locale}/acts", web::post().to(act));
}

/// Lists the mails whose words can be written, in each language, each with a sample.
#[utoipa::path(get, path = "/api/v1/mail-templates", tag = "mails",
    responses((status = 200, body = MailTemplates), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me) -> Answer {
    let (member, at, site) = (me.member(), app.now(), app.settings.site());
    let scope = OfNetwork::of(&member)?;
    let network = crate::orders::network(&app, member.network).await?;
    let all = app.read(scope, move |tx| super::list(tx, &member, (&network, &site), at)).await?;
    let items = all.into_iter().map(document).collect();
    show::json(StatusCode::OK, &MailTemplates { items })
}

/// Keeps a network's own words of a mail in a language.
#[utoipa::path(put, path = "/api/v1/mail-templates/{template}/{locale}", tag = "mails",
    request_body = TemplateBody,
    params(("template" = String, Path, description = "The mail: `lead.materials`"),
        ("locale" = String, Path, description = "The language: `ja`, `zh-Hans`, `en`")),
    responses((status = 200, body = MailTemplate), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn write(
    app: Running,
    me: Me,
    path: web::Path<(String, String)>,
    body: Body<TemplateBody>,
) -> Answer {
    let (member, at, site) = (me.member(), app.now(), app.settings.site());
    let scope = OfNetwork::of(&member)?;
    let (kind, locale) = named(&path.0, &path.1)?;
    let network = crate::orders::network(&app, member.network).await?;
    let TemplateBody { subject, body, version } = body.0;
    let draft = TemplateDraft { subject, body };
    let standing = app
        .write(scope, move |tx| {
            super::write(tx, &member, (kind, locale, version), &draft, at)?;
            super::show(tx, &member, (kind, locale), (&network, &site), at)
        })
        .await?;
    show::json(StatusCode::OK, &document(standing))
}

/// Lets the product's own words stand again, or sends the caller a sample.
#[utoipa::path(post, path = "/api/v1/mail-templates/{template}/{locale}/acts", tag = "mails",
    request_body = TemplateAct,
    params(("template" = String, Path, description = "The mail: `lead.materials`"),
        ("locale" = String, Path, description = "The language: `ja`, `zh-Hans`, `en`")),
    responses((status = 200, body = MailTemplate), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn act(
    app: Running,
    me: Me,
    path: web::Path<(String, String)>,
    body: Body<TemplateAct>,
) -> Answer {
    let (member, at, site) = (me.member(), app.now(), app.settings.site());
    let scope = OfNetwork::of(&member)?;
    let (kind, locale) = named(&path.0, &path.1)?;
    let network = crate::orders::network(&app, member.network).await?;
    let standing = app
        .write(scope, move |tx| {
            let place = (&network, site.as_str());
            let standing = super::show(tx, &member, (kind, locale), place, at)?;
            match body.0.act.as_str() {
                "reset" => super::reset(tx, &member, (kind, locale), at)?,
                "test" => {
                    let draft = standing.own.as_ref().map(super::draft_of);
                    super::test(tx, &member, (kind, locale), draft.as_ref(), place, at)?;
                }
                _ => return Err(Error::field("act", "choice-unknown")),
            }
            super::show(tx, &member, (kind, locale), place, at)
        })
        .await?;
    show::json(StatusCode::OK, &document(standing))
}

fn document(standing: Standing) -> MailTemplate {
    let own = standing.own;
    MailTemplate {
        kind: standing.kind.as_str(),
        locale: standing.locale.tag(),
        own: own.is_some(),
        version: own.as_ref().map_or(0, |own| own.version),
        updated_at: own.as_ref().map(|own| own.updated_at),
        subject: own.as_ref().map(|own| own.subject.clone()),
        body: own.map(|own| own.body),
        slots: standing.kind.slots().iter().map(|slot| slot.name).collect(),
        sample_subject: standing.sample.subject,
        sample_text: standing.sample.text,
    }
}
