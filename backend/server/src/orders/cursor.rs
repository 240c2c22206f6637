//! Where a page of a list by time begins.

use std::fmt;
use std::str::FromStr;

use domain::Timestamp;
use domain::id::{Id, Kind, NotAnId};

/// After the thing of that moment with that id; its text form goes into addresses.
#[derive(Debug)]
pub struct Cursor<K: Kind>(pub Timestamp, pub Id<K>);

impl<K: Kind> Clone for Cursor<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K: Kind> Copy for Cursor<K> {}
impl<K: Kind> PartialEq for Cursor<K> {
    fn eq(&self, other: &Self) -> bool {
        (self.0, self.1) == (other.0, other.1)
    }
}
impl<K: Kind> Eq for Cursor<K> {}

impl<K: Kind> fmt::Display for Cursor<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.0, self.1)
    }
}

impl<K: Kind> FromStr for Cursor<K> {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (at, id) = text.split_once('_').ok_or(NotAnId)?;
        Ok(Self(Timestamp::parse(at).ok_or(NotAnId)?, id.parse()?))
    }
}

#[cfg(test)]
mod tests {
    use domain::id::{Order, OrderId};

    use super::*;

    #[test]
    fn a_cursor_reads_back() {
        let at = Timestamp::parse("2026-11-22T01:02:03.000004Z").expect("moment");
        let cursor = Cursor(at, OrderId::new());
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for wrong in ["", "_", "2026-11-22T01:02:03Z_", "x_y", "'; DROP TABLE orders"] {
            assert!(wrong.parse::<Cursor<Order>>().is_err(), "{wrong}");
        }
    }
}
