//! Small values as templates hand them over: themselves or lent, any number of times.

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::calendar::Month;
use domain::{Money, Rate, Timestamp};

/// A `T`, or a reference to one: templates lend every argument.
pub trait Given<T> {
    /// The value.
    fn given(&self) -> T;
}

impl<T, G: Given<T> + ?Sized> Given<T> for &G {
    fn given(&self) -> T {
        (**self).given()
    }
}

macro_rules! given {
    ($($own:ty),*) => {
        $(impl Given<$own> for $own {
            fn given(&self) -> $own {
                *self
            }
        })*
    };
}
given!(i64, Rate, Money, Timestamp, Month, NaiveDate, Tz);

macro_rules! counts {
    ($($whole:ty),*) => {
        /// A count; past the largest `i64` it is that.
        $(impl Given<i64> for $whole {
            fn given(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        })*
    };
}
counts!(u8, u16, u32, u64, usize, i32);
