//! The parties of a network.

use crate::choices;

choices! {
    /// Whether a party takes part.
    pub enum OrganizationStatus {
        /// It acts, and the public sees what it published.
        Open = "open",
        /// Its members cannot sign in, the public does not see it.
        Suspended = "suspended",
        /// It has left; its history stays.
        Terminated = "terminated",
    }
}
