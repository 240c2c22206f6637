//! The mailbox for bounces: a folder into which the mail server puts messages as files, a maildir or a
//! plain one. What was read is moved to `done`, what is no report about a mail of ours to `unknown`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::id::MailId;
use domain::platform::mail::{MailEventSource, bare};
use domain::{Error, Result, Timestamp};
use store::platform::mail;
use store::scope::{OfNetwork, OfPlatform};

use super::report::{self, Failure, Read};
use super::{Told, take};
use crate::app::App;
use crate::error::broken;

/// Bytes of a message that is read.
const MOST_BYTES: u64 = 1_024 * 1_024;
/// Messages of one round.
const ROUND: usize = 200;

/// Reads what lies in the mailbox; answers how many messages were moved. Safe to repeat, and to do by
/// several at once.
///
/// # Errors
/// When the database cannot be reached. A folder that cannot be read is logged.
pub fn sweep(app: &Arc<App>, at: Timestamp) -> Result<usize> {
    let Some(folder) = &app.settings.bounces else { return Ok(0) };
    let mut moved = 0;
    for path in waiting(folder) {
        let place = if is_ours(app, &path, at)? { "done" } else { "unknown" };
        match put(folder, place, &path) {
            Ok(()) => moved += 1,
            Err(error) => {
                tracing::error!(%error, path = %path.display(), "a bounce cannot be moved");
            }
        }
    }
    Ok(moved)
}

/// Files that wait, oldest name first: those of a maildir lie in `new` and `cur`.
fn waiting(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for place in [folder.to_path_buf(), folder.join("new"), folder.join("cur")] {
        let entries = match fs::read_dir(&place) {
            Ok(entries) => entries,
            Err(error) => {
                if place == folder {
                    tracing::error!(%error, path = %place.display(), "the mailbox cannot be read");
                }
                continue;
            }
        };
        all.extend(entries.flatten().filter(is_message).map(|entry| entry.path()));
    }
    all.sort();
    all.truncate(ROUND);
    all
}

/// A file of its own, written to its end: hidden ones may still be under way, links lead elsewhere.
fn is_message(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
    is_file && !name.starts_with('.') && !name.ends_with(".tmp") && !name.ends_with(".part")
}

/// Reads one message and records what it tells; whether it was about a mail of ours.
fn is_ours(app: &Arc<App>, path: &Path, at: Timestamp) -> Result<bool> {
    let small = fs::metadata(path).is_ok_and(|about| about.len() <= MOST_BYTES);
    let Some(bytes) = small.then(|| fs::read(path).ok()).flatten() else { return Ok(false) };
    match report::read(&bytes) {
        Read::Bounced(mail, failures) => record(app, mail, &failures, at),
        Read::Passing(mail) => record(app, mail, &[], at),
        Read::Unknown => Ok(false),
    }
}

/// Records failures of a mail in the network that it is of. A report whose recipient is not the mail's
/// own is somebody's guess.
fn record(app: &Arc<App>, id: MailId, failures: &[Failure], at: Timestamp) -> Result<bool> {
    let reason = OfPlatform::because("a bounce names a mail of any network");
    for network in app.store.read(reason, store::tenancy::network::find)? {
        let scope = OfNetwork::for_row(network.id);
        let row = match app.store.read(scope, move |tx| mail::get(tx, id)) {
            Err(Error::Missing) => continue,
            other => other?,
        };
        let own = bare(&row.recipient);
        for failure in failures {
            let recipient = failure.recipient.clone().unwrap_or_else(|| own.clone());
            if recipient != own {
                return Ok(false);
            }
            let told = Told {
                mail: Some(id),
                recipient,
                kind: failure.kind,
                source: MailEventSource::Mailbox,
                reason: failure.reason.clone(),
                number: id.to_string(),
            };
            app.store.write(scope, move |tx| take(tx, &told, at))?;
        }
        return Ok(true);
    }
    Ok(false)
}

/// Moves a message below the mailbox; an older one of its name there stays.
fn put(folder: &Path, place: &str, path: &Path) -> Result<()> {
    let target = folder.join(place);
    fs::create_dir_all(&target).map_err(broken)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut free = target.join(&name);
    let mut number = 1;
    while free.exists() {
        free = target.join(format!("{name}.{number}"));
        number += 1;
    }
    match fs::rename(path, free) {
        // Another worker was faster.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        other => other.map_err(broken),
    }
}
