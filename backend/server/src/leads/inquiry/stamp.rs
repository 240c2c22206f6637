//! The time trap: a form says when it was handed out, and only we can say so.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::NetworkId;
use domain::{Error, Result, Timestamp};
use subtle::ConstantTimeEq;

use crate::keys::Keys;

/// Nobody fills the form faster than this, in seconds.
const FASTEST_SECONDS: i64 = 2;
/// A form is good for so long, in seconds.
const SLOWEST_SECONDS: i64 = 86_400;

/// The stamp of a form that is handed out now.
pub(super) fn make(keys: &Keys, network: NetworkId, at: Timestamp) -> String {
    let seconds = at.unix_seconds();
    format!("{seconds}.{}", seal(keys, network, seconds))
}

/// Whether a form was handed out by us, neither a moment nor more than a day ago.
///
/// # Errors
/// `Refused("form-again")`: the form comes back as it was filled, with a new stamp.
pub(super) fn check(keys: &Keys, network: NetworkId, stamp: &str, at: Timestamp) -> Result<()> {
    let again = Error::Refused("form-again");
    let (seconds, given) = stamp.split_once('.').ok_or_else(|| again.clone())?;
    let seconds: i64 = seconds.parse().map_err(|_| again.clone())?;
    let right = seal(keys, network, seconds);
    let is_ours: bool = right.as_bytes().ct_eq(given.as_bytes()).into();
    let age = at.unix_seconds().saturating_sub(seconds);
    if is_ours && (FASTEST_SECONDS..=SLOWEST_SECONDS).contains(&age) { Ok(()) } else { Err(again) }
}

fn seal(keys: &Keys, network: NetworkId, seconds: i64) -> String {
    URL_SAFE_NO_PAD.encode(keys.seal("inquiry-form", &format!("{network} {seconds}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Effort;

    #[test]
    fn a_form_is_good_from_two_seconds_to_a_day_and_only_ours() {
        let keys = Keys::new([1; 32], Effort::Least).expect("keys");
        let network = NetworkId::new();
        let at = Timestamp::from_unix_seconds(1_000_000).expect("moment");
        let stamp = make(&keys, network, at);
        let verdict = |stamp: &str, seconds| check(&keys, network, stamp, at.plus_seconds(seconds));
        assert!(verdict(&stamp, 1).is_err());
        assert!(verdict(&stamp, 2).is_ok());
        assert!(verdict(&stamp, 86_400).is_ok());
        assert!(verdict(&stamp, 86_401).is_err());
        for forged in ["", "1000000.", "x.y", &stamp.replace("1000000", "999999"), "-9.-"] {
            assert!(verdict(forged, 60).is_err(), "{forged}");
        }
        assert!(check(&keys, NetworkId::new(), &stamp, at.plus_seconds(60)).is_err());
    }
}
