//! How often a visitor may do what costs us something: sign in, ask, upload.

use std::num::NonZeroU32;
use std::time::Duration;

use domain::{Error, Result};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// The limits, per visitor's address or per mail domain.
#[derive(Debug)]
pub struct Limits {
    clock: DefaultClock,
    /// Sign-ins.
    pub sign_in: Limit,
    /// Inquiries.
    pub inquiry: Limit,
    /// Inquiries of one mail domain.
    pub mail_domain: Limit,
    /// Inquiries of one mail domain that many strangers share.
    pub shared_domain: Limit,
}

/// One kind of request, counted per key.
#[derive(Debug)]
pub struct Limit(DefaultKeyedRateLimiter<String>);

impl Limit {
    fn new(burst: u32, refill: Duration) -> Self {
        let quota = Quota::with_period(refill)
            .unwrap_or(Quota::per_second(NonZeroU32::MIN))
            .allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN));
        Self(RateLimiter::keyed(quota))
    }
}

impl Limits {
    /// The product's limits: 20 sign-ins and 12 inquiries at once, then one every three and ten
    /// seconds; of one mail domain 20 inquiries at once, then one a minute, ten times that of the
    /// large mail providers. `factor` widens them, for an office behind one address and for load tests.
    pub fn new(factor: u32) -> Self {
        Self {
            clock: DefaultClock::default(),
            sign_in: Limit::new(20 * factor, Duration::from_secs(3) / factor),
            inquiry: Limit::new(12 * factor, Duration::from_secs(10) / factor),
            mail_domain: Limit::new(20 * factor, Duration::from_mins(1) / factor),
            shared_domain: Limit::new(200 * factor, Duration::from_secs(6) / factor),
        }
    }

    /// Counts one request.
    ///
    /// # Errors
    /// `TooOften` with the seconds to wait.
    pub fn count(&self, limit: &Limit, key: &String) -> Result<()> {
        limit.0.check_key(key).map_err(|until| {
            Error::TooOften(until.wait_time_from(self.clock.now()).as_secs().max(1))
        })
    }
}
