//! The OpenAPI document and the page that reads it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use askama::Template;
use serde_json::Value;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::caller::Running;
use super::page::Page;
use super::show;
use crate::error::{Answer, broken};

/// Every operation of the API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Kakehashi",
        description = "The API of a cross-border KOL storefront network. Sign in with \
                       `POST /api/v1/sessions`, then send the access token as a bearer token. Amounts \
                       are decimal texts beside their currency; moments are RFC 3339; identifiers are \
                       prefixed texts. Errors are problem documents (RFC 9457) whose `type` is stable."
    ),
    components(schemas(
        crate::platform::bounce::BounceBody,
        crate::platform::bounce::TakenBounce,
    )),
    paths(
        crate::leads::inquiry::api::create,
        crate::leads::lead::api::index,
        crate::leads::lead::api::show_one,
        crate::leads::lead::api::act,
        crate::leads::lead::api::assign,
        crate::leads::lead::api::answered,
        crate::leads::board::api::read,
        crate::leads::note::api::create,
        crate::leads::task::api::mine,
        crate::leads::task::api::create,
        crate::leads::task::api::act,
        crate::leads::assignment::api::read,
        crate::leads::assignment::api::act,
        crate::leads::won::api::invite,
        crate::leads::duplicate::api::read,
        crate::leads::duplicate::api::merge,
        crate::tenancy::invitation::api::read,
        crate::tenancy::invitation::api::accept,
        crate::leads::library::api::list,
        crate::leads::library::api::create,
        crate::leads::library::api::get,
        crate::leads::library::api::upload,
        crate::leads::library::api::file,
        crate::leads::library::api::act,
        crate::leads::delivery::api::holders,
        crate::leads::delivery::api::renew,
        crate::leads::delivery::api::downloads,
        crate::leads::content::api::list,
        crate::leads::content::api::create,
        crate::leads::content::api::get,
        crate::leads::content::api::edit,
        crate::leads::content::api::act,
        crate::platform::mails::api::index,
        crate::platform::mails::api::show_one,
        crate::platform::mails::api::resend,
        crate::platform::mails::api::resend_dead,
        crate::platform::mails::api::report_of,
        crate::platform::template::api::index,
        crate::platform::template::api::write,
        crate::platform::template::api::act,
        crate::platform::suppression::api::index,
        crate::platform::suppression::api::show_one,
        crate::platform::suppression::api::lift,
        crate::orders::order::api::create,
        crate::orders::order::api::index,
        crate::orders::order::api::read,
        crate::orders::event::api::create,
        crate::orders::event::api::tell,
        crate::orders::case::api::create,
        crate::orders::case::api::index,
        crate::orders::case::api::act,
        crate::orders::compare::api::create,
        crate::orders::compare::api::read,
        crate::orders::compare::api::apply,
        crate::orders::webhook::api::receive,
        crate::orders::webhook::kept::index,
        crate::orders::webhook::kept::retry,
        crate::orders::import::api::create,
        crate::orders::import::api::read,
        crate::commissions::adjustment::api::list,
        crate::commissions::adjustment::api::create,
        crate::commissions::adjustment::api::get,
        crate::commissions::adjustment::api::act,
        crate::commissions::adjustment::api::decide,
        crate::commissions::fee::api::list,
        crate::commissions::fee::api::create,
        crate::commissions::fee::api::get,
        crate::commissions::fee::api::act,
        crate::commissions::partner::api::list,
        crate::commissions::partner::api::create,
        crate::commissions::partner::api::end,
        crate::commissions::earnings::parts::list,
        crate::commissions::tax::api::list,
        crate::commissions::tax::api::create,
        crate::commissions::debt::api::list,
        crate::commissions::debt::api::decide,
        crate::orders::import::api::index,
        crate::orders::import::api::act,
        crate::orders::import::profile::index,
        crate::orders::import::profile::create,
        crate::orders::import::profile::remove,
        crate::commissions::commission::api::index,
        crate::commissions::reject::api::decide,
        crate::commissions::rule::api::index,
        crate::commissions::rule::api::create,
        crate::commissions::rule::api::follow,
        crate::commissions::rule::api::end,
        crate::commissions::rule::api::attempt,
        crate::commissions::rule::api::replay,
        crate::tenancy::group::api::index,
        crate::tenancy::group::api::create,
        crate::tenancy::group::api::read,
        crate::tenancy::group::api::act,
        crate::tenancy::kol::api::index,
        crate::tenancy::kol::api::read,
        crate::tenancy::kol::api::end,
        crate::tenancy::kol::api::resume,
        crate::live::session::api::index,
        crate::live::session::api::create,
        crate::live::session::api::show_one,
        crate::live::session::api::change,
        crate::live::session::api::act,
        crate::commissions::statement::api::read,
        crate::explain::api::read,
        crate::ledger::account::api::index,
        crate::ledger::account::api::read,
        crate::ledger::account::api::balances,
        crate::ledger::entry::api::index,
        crate::ledger::entry::api::read,
        crate::ledger::entry::api::reverse,
        crate::ledger::fx::api::index,
        crate::ledger::fx::api::create,
        crate::ledger::fx::api::convert,
        crate::ledger::fx::conversions::list,
        crate::ledger::hold::api::index,
        crate::ledger::hold::api::create,
        crate::ledger::hold::api::read,
        crate::ledger::hold::api::act,
        crate::ledger::period::api::index,
        crate::ledger::period::api::create,
        crate::ledger::period::api::read,
        crate::ledger::proof::api::read,
        crate::ledger::proof::api::create,
        crate::catalogue::product::api::list,
        crate::catalogue::product::api::create,
        crate::catalogue::product::api::get,
        crate::catalogue::product::api::update,
        crate::catalogue::product::api::set_picture,
        crate::catalogue::product::api::act,
        crate::catalogue::stock::api::get,
        crate::catalogue::stock::api::change,
        crate::catalogue::stock::api::close,
        crate::samples::request::api::list,
        crate::samples::request::api::create,
        crate::samples::request::api::get,
        crate::samples::request::api::act,
        crate::samples::terms::api::read,
        crate::samples::terms::api::write,
        crate::tenancy::session::api::create,
        crate::tenancy::session::api::refresh,
        crate::tenancy::session::api::delete,
        crate::storefronts::catalogue::api::list,
        crate::storefronts::catalogue::api::read,
        crate::storefronts::listing::api::create,
        crate::storefronts::listing::api::list,
        crate::storefronts::listing::api::act,
        crate::storefronts::storefront::api::read,
        crate::storefronts::storefront::api::write,
        crate::storefronts::shelf::api::list,
        crate::tracking::link::api::create,
        crate::tracking::link::api::list,
    ),
    security(("bearer" = [])),
    modifiers(&Bearer)
)]
pub struct Document;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        document.components.get_or_insert_default().add_security_scheme("bearer", scheme);
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/openapi.json", web::get().to(document))
        .route("/api", web::get().to(read))
        .route("/api/", web::get().to(read));
}

async fn document() -> Answer {
    show::json(StatusCode::OK, &Document::openapi())
}

/// An operation, as the page shows it.
struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    fields: Vec<Field>,
    answers: Vec<(String, String)>,
}

/// A field of a body or a parameter.
struct Field {
    name: String,
    kind: String,
    required: bool,
    text: String,
}

#[derive(Template)]
#[template(path = "http/openapi.html")]
struct Reference {
    page: Page,
    about: String,
    operations: Vec<Operation>,
}

async fn read(request: HttpRequest, app: Running) -> Answer {
    let document = serde_json::to_value(Document::openapi()).map_err(broken)?;
    let about = text(&document["info"]["description"]);
    let page = Page::bare(&request, &app);
    show::page(&Reference { page, about, operations: operations(&document) })
}

fn operations(document: &Value) -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let mut fields: Vec<Field> =
                operation["parameters"].as_array().into_iter().flatten().map(parameter).collect();
            fields.extend(body(document, operation));
            let answers = operation["responses"].as_object().into_iter().flatten();
            all.push(Operation {
                id: text(&operation["operationId"]) + "-" + &path.replace('/', "-"),
                method: method.clone(),
                path: path.clone(),
                summary: text(&operation["summary"]),
                fields,
                answers: answers
                    .map(|(status, answer)| (status.clone(), schema_name(answer)))
                    .collect(),
            });
        }
    }
    all
}

fn parameter(parameter: &Value) -> Field {
    Field {
        name: text(&parameter["name"]),
        kind: format!("{} {}", text(&parameter["in"]), kind(&parameter["schema"])),
        required: parameter["required"].as_bool().unwrap_or(false),
        text: text(&parameter["description"]),
    }
}

fn body(document: &Value, operation: &Value) -> Vec<Field> {
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    let schema = resolve(document, schema);
    let required = |name: &str| {
        schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name))
    };
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties
        .map(|(name, property)| Field {
            name: name.clone(),
            kind: kind(property),
            required: required(name),
            text: text(&property["description"]),
        })
        .collect()
}

fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let name = schema["$ref"].as_str().and_then(|name| name.rsplit('/').next());
    name.map_or(schema, |name| &document["components"]["schemas"][name])
}

fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
        return name.to_owned();
    }
    match &schema["type"] {
        Value::String(kind) if kind == "array" => {
            format!("[{}]", super::openapi::kind(&schema["items"]))
        }
        Value::String(kind) => kind.clone(),
        Value::Array(kinds) => kinds.iter().map(text).collect::<Vec<_>>().join(" | "),
        _ => String::new(),
    }
}

fn schema_name(answer: &Value) -> String {
    let content = answer["content"].as_object().into_iter().flatten().next();
    content.map(|(_, body)| kind(&body["schema"])).unwrap_or_default()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
