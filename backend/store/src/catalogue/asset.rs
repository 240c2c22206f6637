//! Pictures of products: small files that live in the database, so that one backup holds all.

use diesel::prelude::*;
use domain::Result;
use domain::catalogue::picture::PictureType;
use domain::id::{AssetId, OrganizationId};
use domain::time::Timestamp;
use schema::assets as t;

use crate::scope::{InNetwork, OrgTx, Reads};

/// What is known of a picture, without its bytes.
#[derive(Debug, Clone, Queryable)]
pub struct Asset {
    /// Its id.
    pub id: AssetId,
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// Its format.
    pub media_type: PictureType,
    /// Pixels from left to right.
    pub width: i64,
    /// Pixels from top to bottom.
    pub height: i64,
    /// Whether everybody may see it.
    pub published: bool,
    /// When it was kept.
    pub created_at: Timestamp,
}

/// A picture to keep: decoded and encoded anew by the caller, so that it holds nothing but pixels.
#[derive(Debug, Clone, Copy)]
pub struct NewAsset<'a> {
    /// Its format.
    pub media_type: PictureType,
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// The file.
    pub bytes: &'a [u8],
}

/// The file of a picture.
#[derive(Debug, Clone, Queryable)]
pub struct File {
    /// Its format.
    pub media_type: PictureType,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Keeps a picture of the acting organization; nobody else sees it yet.
///
/// # Errors
/// Only what the database answers.
pub fn insert(tx: &mut OrgTx<'_>, asset: NewAsset<'_>, at: Timestamp) -> Result<AssetId> {
    let (id, me) = (AssetId::new(), tx.me());
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::organization_id.eq(me),
            t::media_type.eq(asset.media_type),
            t::width.eq(i64::from(asset.width)),
            t::height.eq(i64::from(asset.height)),
            t::bytes.eq(asset.bytes),
            t::published.eq(false),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(id)
}

/// A picture that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: AssetId) -> Result<Asset> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::id.eq(id))
            .select((
                t::id,
                t::organization_id,
                t::media_type,
                t::width,
                t::height,
                t::published,
                t::created_at,
            ))
            .first(conn)
    })?)
}

/// The file of a picture that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn get_file(tx: &mut impl Reads<t::table>, id: AssetId) -> Result<File> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::id.eq(id)).select((t::media_type, t::bytes)).first(conn)
    })?)
}

/// Shows a picture to everybody.
pub(super) fn publish(tx: &mut impl InNetwork, id: AssetId) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(id))).set(t::published.eq(true)).execute(conn)
    })?;
    Ok(())
}
