//! A kept file as a stream, and how it is laid out.

use std::io::{self, Read};
use std::sync::Arc;

use domain::Result;
use domain::id::OrderImportId;
use domain::orders::file::{FileFault, Layout, Mapping, Profile, inspect};
use store::orders::import::Import;
use store::orders::{chunk, profile};
use store::scope::{NetworkTx, OfNetwork};

use crate::app::App;

/// The text of a file; one piece of it is in memory.
pub struct Pieces {
    app: Arc<App>,
    scope: OfNetwork,
    import: OrderImportId,
    next: i64,
    piece: Vec<u8>,
    at: usize,
}

impl Pieces {
    /// A file from its beginning.
    pub fn of(app: &Arc<App>, scope: OfNetwork, import: OrderImportId) -> Self {
        Self { app: Arc::clone(app), scope, import, next: 0, piece: Vec::new(), at: 0 }
    }
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.len() {
            let (import, next) = (self.import, self.next);
            let found = self.app.store.read(self.scope, |tx| chunk::find(tx, import, next));
            let Some(piece) = found.map_err(|error| io::Error::other(error.to_string()))? else {
                return Ok(0);
            };
            (self.piece, self.at, self.next) = (piece, 0, next + 1);
        }
        let length = (self.piece.len() - self.at).min(into.len());
        into[..length].copy_from_slice(&self.piece[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

/// The network's own profiles, then the platforms'; one that can no longer be read is left out.
///
/// # Errors
/// What the store answers.
pub fn profiles(tx: &mut NetworkTx<'_>) -> Result<Vec<Profile>> {
    let own = profile::find(tx)?;
    let mut all: Vec<Profile> = own
        .iter()
        .filter_map(|kept| serde_json::from_str::<Mapping>(&kept.mapping).ok()?.check().ok())
        .collect();
    all.extend(Profile::platforms());
    Ok(all)
}

/// The beginning of a file, and whether that is all of it.
///
/// # Errors
/// What the store answers.
pub fn head(tx: &mut NetworkTx<'_>, import: &Import) -> Result<(Vec<u8>, bool)> {
    let head = chunk::find(tx, import.id, 0)?.unwrap_or_default();
    Ok((head, import.chunk_count <= 1))
}

/// How a file is laid out, by the profile that was chosen or by the one that knows it best.
///
/// # Errors
/// What the store answers; why the file cannot be read stands in the answer.
pub fn layout(tx: &mut NetworkTx<'_>, import: &Import) -> Result<Result<Layout, FileFault>> {
    let (head, whole) = head(tx, import)?;
    let profiles = profiles(tx)?;
    let layout = inspect(&head, whole, &profiles, import.profile.as_deref());
    Ok(layout.map(|layout| layout.of_sheet(import.format == "xlsx")))
}
