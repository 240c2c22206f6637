//! The networks of this installation, kept in memory: every public address begins with one.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use domain::id::{NetworkId, Subject};
use domain::tenancy::network::Network;
use domain::{Error, Locale, Result, Timestamp};
use store::scope::{OfNetwork, OfPlatform};

use crate::app::App;

/// Networks change seldom; what is older than this, in seconds, is read again.
const FRESH_SECONDS: i64 = 30;

/// Networks by address, with their names.
#[derive(Default)]
pub struct Directory(RwLock<Known>);

#[derive(Default)]
struct Known {
    read_at: Option<Timestamp>,
    networks: Vec<Network>,
    names: HashMap<(NetworkId, Locale), String>,
}

impl Known {
    fn is_fresh(&self, at: Timestamp) -> bool {
        self.read_at.is_some_and(|read| at.seconds_since(read) < FRESH_SECONDS)
    }
}

impl Directory {
    /// The network of a public address: `/n/hashi`.
    ///
    /// # Errors
    /// `Missing` when there is none.
    pub fn by_slug(&self, app: &App, slug: &str) -> Result<Network> {
        self.find(app, |network| network.slug == slug)
    }

    /// The network of a short link: its first two characters.
    ///
    /// # Errors
    /// `Missing` when there is none.
    pub fn by_code(&self, app: &App, code: &str) -> Result<Network> {
        self.find(app, |network| network.code == code)
    }

    /// The network of a short link, if it is known without asking the store.
    pub fn cached_by_code(&self, app: &App, code: &str) -> Option<Network> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let fresh = known.is_fresh(app.now());
        known.networks.iter().find(|network| fresh && network.code == code).cloned()
    }

    /// A network that a verified caller or a row names.
    ///
    /// # Errors
    /// `Missing` when there is none.
    pub fn by_id(&self, app: &App, id: NetworkId) -> Result<Network> {
        self.find(app, |network| network.id == id)
    }

    /// A network with its name in the reader's language.
    pub fn named(&self, app: &App, id: NetworkId, locale: Locale) -> Option<(Network, String)> {
        let network = self.by_id(app, id).ok()?;
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let name = locale
            .fallbacks()
            .iter()
            .find_map(|locale| known.names.get(&(id, *locale)).cloned())
            .unwrap_or_else(|| network.slug.clone());
        Some((network, name))
    }

    /// The network that the installation shows at its root: the first one made.
    ///
    /// # Errors
    /// `Missing` when there is none yet.
    pub fn first(&self, app: &App) -> Result<Network> {
        self.find(app, |_| true)
    }

    /// Forgets what is known, after networks were changed in this process.
    pub fn forget(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).read_at = None;
    }

    fn find(&self, app: &App, wanted: impl Fn(&Network) -> bool) -> Result<Network> {
        let at = app.now();
        {
            let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
            if known.is_fresh(at) {
                return known.networks.iter().find(|n| wanted(n)).cloned().ok_or(Error::Missing);
            }
        }
        let read = read(app, at)?;
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *known = read;
        known.networks.iter().find(|network| wanted(network)).cloned().ok_or(Error::Missing)
    }
}

fn read(app: &App, at: Timestamp) -> Result<Known> {
    let reason = OfPlatform::because("the directory of networks");
    let networks = app.store.read(reason, store::tenancy::network::find)?;
    let mut names = HashMap::new();
    for network in &networks {
        let id = network.id;
        let texts = app.store.read(OfNetwork::for_row(id), |tx| {
            store::platform::text::find(tx, &[id.cast::<Subject>()])
        })?;
        for locale in Locale::ALL {
            if let Some(name) = texts.exact(id, "name", locale) {
                names.insert((id, locale), name.to_owned());
            }
        }
    }
    Ok(Known { read_at: Some(at), networks, names })
}

impl std::fmt::Debug for Directory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Directory")
    }
}
