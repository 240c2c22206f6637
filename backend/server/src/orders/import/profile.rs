//! The profiles by which a network reads files of its own, over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::OrderProfileId;
use domain::orders::file::{Mapping, Profile};
use domain::{Error, Result, Timestamp};
use serde::Serialize;
use store::orders::profile::{self, Kept};
use store::scope::{NetworkTx, OfNetwork};

use crate::error::{Answer, broken};
use crate::http::answer::Problem;
use crate::http::body::{Body, Document, NoBody};
use crate::http::caller::{Me, Running};
use crate::http::show;

/// A profile.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = OrderProfile)]
pub struct ProfileView {
    /// Its id; none for a platform's.
    #[schema(value_type = Option<String>)]
    id: Option<OrderProfileId>,
    /// Its name: a platform's code, or the one that the network gave it.
    name: String,
    /// The source of its orders.
    source: String,
    /// By field, its headings.
    columns: std::collections::BTreeMap<&'static str, Vec<String>>,
}

/// All profiles.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = OrderProfiles)]
pub struct ProfilesView {
    /// The network's own by name, then the platforms'.
    items: Vec<ProfileView>,
}

/// A profile of the network's own.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[schema(as = NewOrderProfile)]
#[allow(dead_code, reason = "it describes the body, which is read as a mapping")]
pub struct MappingView {
    /// Its name; one of the same name is replaced.
    name: String,
    /// The source of its orders, within which their numbers are unique.
    source: String,
    /// Further headings of such files, by which they are recognised.
    headings: Option<Vec<String>>,
    /// By field (`number`, `placed_at`, `sku`, `quantity`, `unit_price`, …) its headings.
    columns: std::collections::BTreeMap<String, Vec<String>>,
    /// By status word, `placed`, `paid`, `shipped`, `delivered`, `canceled` or `refunded`.
    statuses: Option<std::collections::BTreeMap<String, String>>,
    /// What comes first in its dates: `year`, `month` or `day`.
    dates: String,
    /// The clock of its dates: an IANA time zone.
    zone: String,
    /// ISO 4217, where no column tells it.
    currency: Option<String>,
}

impl Document for Mapping {
    const BY: &'static [Permission] = &[Permission::WriteOrders];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/order-profiles", web::get().to(index))
        .route("/api/v1/order-profiles", web::post().to(create))
        .route("/api/v1/order-profiles/{id}", web::delete().to(remove))
        .route("/order-profiles/{id}/delete", web::post().to(remove_page));
}

/// The network's own profiles.
///
/// # Errors
/// `Forbidden`.
pub fn own(tx: &mut NetworkTx<'_>, me: &Member) -> Result<Vec<Kept>> {
    me.must(Permission::SeeOrders)?;
    profile::find(tx)
}

/// Keeps a profile; one of the same name takes the new contents.
///
/// # Errors
/// `Forbidden`; `Invalid` as [`Mapping::check`]; `Refused("profile-limit")`.
pub fn save(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    mapping: &Mapping,
    at: Timestamp,
) -> Result<OrderProfileId> {
    me.must(Permission::WriteOrders)?;
    let checked = mapping.check()?;
    let text = serde_json::to_string(mapping).map_err(broken)?;
    profile::apply(tx, me, &checked.name, &text, at)
}

/// Forgets a profile.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn forget(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: OrderProfileId,
    at: Timestamp,
) -> Result<()> {
    me.must(Permission::WriteOrders)?;
    profile::remove(tx, me, id, at)
}

/// Lists the profiles by which files of orders are read.
#[utoipa::path(get, path = "/api/v1/order-profiles", tag = "imports",
    responses((status = 200, body = ProfilesView), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me) -> Answer {
    let me = me.member();
    let own = app.read(OfNetwork::of(&me)?, move |tx| own(tx, &me)).await?;
    let mut items = Vec::new();
    for kept in &own {
        let read = serde_json::from_str::<Mapping>(&kept.mapping).map_err(broken)?;
        items.push(view(Some(kept.id), &read.check()?));
    }
    items.extend(Profile::platforms().iter().map(|profile| view(None, profile)));
    show::json(StatusCode::OK, &ProfilesView { items })
}

fn view(id: Option<OrderProfileId>, profile: &Profile) -> ProfileView {
    let columns = profile.columns.iter();
    ProfileView {
        id,
        name: profile.name.clone(),
        source: profile.source.clone(),
        columns: columns.map(|(field, headings)| (field.as_str(), headings.clone())).collect(),
    }
}

/// Keeps a profile of the network's own; one of the same name is replaced.
#[utoipa::path(post, path = "/api/v1/order-profiles", tag = "imports",
    request_body = MappingView,
    responses((status = 201, body = ProfileView), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<Mapping>) -> Answer {
    let me = me.member();
    let (scope, at, mapping) = (OfNetwork::of(&me)?, app.now(), body.0);
    let profile = mapping.clone();
    let id = app.write(scope, move |tx| save(tx, &me, &profile, at)).await?;
    show::json(StatusCode::CREATED, &view(Some(id), &mapping.check()?))
}

/// Forgets a profile of the network's own; files that were read by it stay as they are.
#[utoipa::path(delete, path = "/api/v1/order-profiles/{id}", tag = "imports",
    params(("id" = String, Path, description = "The profile's id: opf_…")),
    responses((status = 200, body = ProfilesView), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn remove(app: Running, me: Me, id: web::Path<String>) -> Answer {
    gone(&app, &me, &id).await?;
    index(app, me).await
}

async fn remove_page(app: Running, me: Me, id: web::Path<String>, _body: NoBody) -> Answer {
    gone(&app, &me, &id).await?;
    show::done("/imports", "profile-removed")
}

async fn gone(app: &Running, me: &Me, id: &str) -> Result<()> {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    me.must(Permission::WriteOrders)?;
    let id: OrderProfileId = id.parse().map_err(|_| Error::Missing)?;
    let at = app.now();
    app.write(scope, move |tx| forget(tx, &me, id, at)).await
}
