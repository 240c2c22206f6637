//! The chain of seals over a network's entries.
//!
//! Entries are inserted unsealed, so that no order waits for another one; afterwards each gets the next
//! number and a hash over the seal before it and its own contents. Whoever changes, removes or slips in
//! an entry would have to reckon every later seal anew, and whoever noted one of those knows.
//!
//! A seal is SHA-256 over these bytes, in this order; whole numbers are big-endian:
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `KKS1` |
//! | 32 | the hash of the seal before; zeros before the first |
//! | 16 | the network's id |
//! | 8 | the number, from 1 |
//! | 16 | the entry's id |
//! | 4 + n | the length of the key and the key in UTF-8 |
//! | 4 + n | the length of the kind and the kind |
//! | 16 | the id of what it is about |
//! | 1 or 17 | 0, or 1 and the id of the entry that it corrects |
//! | 8 | from when on it counts, in microseconds since 1970 |
//! | 8 | when it was recorded, likewise |
//! | 1 or 13+n | 0, or 1, the moment at which it happened, and length and text of the closed month that it belongs to |
//! | 4 | how many transfers |
//! | each | id 16, debit account 16, credit account 16, amount in smallest units 8, from when on it counts 8, length and text of the currency 4 + n; by id |

use sha2::{Digest, Sha256};

use crate::id::{EntryId, LedgerAccountId, NetworkId, SubjectId, TransferId};
use crate::time::Timestamp;

/// A seal's hash.
pub type Hash = [u8; 32];

/// What comes before the first seal.
pub const BEGINNING: Hash = [0; 32];

/// An entry as it is stored, in words and numbers that no reading has interpreted yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Its id.
    pub id: EntryId,
    /// Its key.
    pub key: String,
    /// What it records.
    pub kind: String,
    /// What it is about.
    pub subject: SubjectId,
    /// The entry that it corrects.
    pub reverses: Option<EntryId>,
    /// From when on it counts.
    pub effective_at: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// When it happened and the closed month that it belongs to, for a late one.
    pub late: Option<(Timestamp, String)>,
    /// What moved.
    pub transfers: Vec<Moved>,
}

/// A transfer as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its id.
    pub id: TransferId,
    /// The account that was debited.
    pub debit: LedgerAccountId,
    /// The account that was credited.
    pub credit: LedgerAccountId,
    /// Smallest units of the currency.
    pub minor: i64,
    /// The currency's code.
    pub currency: String,
    /// From when on it counts.
    pub effective_at: Timestamp,
}

/// The seal of an entry.
pub fn seal(previous: &Hash, network: NetworkId, number: i64, entry: &Content) -> Hash {
    let mut bytes = Vec::with_capacity(256 + entry.transfers.len() * 80);
    bytes.extend_from_slice(b"KKS1");
    bytes.extend_from_slice(previous);
    bytes.extend_from_slice(network.uuid().as_bytes());
    bytes.extend_from_slice(&number.to_be_bytes());
    bytes.extend_from_slice(entry.id.uuid().as_bytes());
    put_text(&mut bytes, &entry.key);
    put_text(&mut bytes, &entry.kind);
    bytes.extend_from_slice(entry.subject.uuid().as_bytes());
    match entry.reverses {
        None => bytes.push(0),
        Some(id) => {
            bytes.push(1);
            bytes.extend_from_slice(id.uuid().as_bytes());
        }
    }
    put_moment(&mut bytes, entry.effective_at);
    put_moment(&mut bytes, entry.recorded_at);
    match &entry.late {
        None => bytes.push(0),
        Some((happened_at, month)) => {
            bytes.push(1);
            put_moment(&mut bytes, *happened_at);
            put_text(&mut bytes, month);
        }
    }
    put_length(&mut bytes, entry.transfers.len());
    let mut transfers: Vec<&Moved> = entry.transfers.iter().collect();
    transfers.sort_by_key(|moved| moved.id);
    for moved in transfers {
        bytes.extend_from_slice(moved.id.uuid().as_bytes());
        bytes.extend_from_slice(moved.debit.uuid().as_bytes());
        bytes.extend_from_slice(moved.credit.uuid().as_bytes());
        bytes.extend_from_slice(&moved.minor.to_be_bytes());
        put_moment(&mut bytes, moved.effective_at);
        put_text(&mut bytes, &moved.currency);
    }
    Sha256::digest(&bytes).into()
}

fn put_length(bytes: &mut Vec<u8>, length: usize) {
    bytes.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_length(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

fn put_moment(bytes: &mut Vec<u8>, at: Timestamp) {
    bytes.extend_from_slice(&at.unix_micros().to_be_bytes());
}

/// What is wrong with a place of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// The sealed entry is not there any more.
    Missing,
    /// The entry, or its seal, is not what was sealed.
    Changed,
    /// An entry that neither has a seal nor waits for one: slipped in past the product.
    Extra,
    /// A number has no seal: one was removed.
    Gap,
}

impl Damage {
    /// The text of the API and of the message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Changed => "changed",
            Self::Extra => "extra",
            Self::Gap => "gap",
        }
    }
}

/// A walk along the chain.
#[derive(Debug, Clone)]
pub struct Walk {
    network: NetworkId,
    /// The number of the last seal that held.
    pub number: i64,
    /// Its hash.
    pub head: Hash,
}

impl Walk {
    /// At the beginning of a network's chain.
    pub fn new(network: NetworkId) -> Self {
        Self { network, number: 0, head: BEGINNING }
    }

    /// Where an earlier walk had come to.
    pub fn resumed(network: NetworkId, number: i64, head: Hash) -> Self {
        Self { network, number, head }
    }

    /// Goes on by one seal.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn step(
        &mut self,
        number: i64,
        stored: &[u8],
        entry: Option<&Content>,
    ) -> Result<(), Damage> {
        if number != self.number + 1 {
            return Err(Damage::Gap);
        }
        let entry = entry.ok_or(Damage::Missing)?;
        let hash = seal(&self.head, self.network, number, entry);
        if hash != stored {
            return Err(Damage::Changed);
        }
        self.number = number;
        self.head = hash;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> Content {
        let at = Timestamp::from_unix_seconds(1_000_000).expect("moment");
        let moved = |minor| Moved {
            id: TransferId::new(),
            debit: LedgerAccountId::new(),
            credit: LedgerAccountId::new(),
            minor,
            currency: "JPY".to_owned(),
            effective_at: at,
        };
        Content {
            id: EntryId::new(),
            key: "commission:1".to_owned(),
            kind: "commission.estimated".to_owned(),
            subject: SubjectId::new(),
            reverses: None,
            effective_at: at,
            recorded_at: at,
            late: None,
            transfers: vec![moved(992), moved(248)],
        }
    }

    #[test]
    fn the_bytes_are_those_of_the_table() {
        let id = |byte: u8| uuid::Uuid::from_bytes([byte; 16]);
        let at = Timestamp::from_unix_seconds(1).expect("moment");
        let entry = Content {
            id: EntryId::from_uuid(id(2)),
            key: "k".to_owned(),
            kind: "x".to_owned(),
            subject: SubjectId::from_uuid(id(3)),
            reverses: None,
            effective_at: at,
            recorded_at: at,
            late: None,
            transfers: Vec::new(),
        };
        let mut bytes = b"KKS1".to_vec();
        bytes.extend([0; 32]);
        bytes.extend([1; 16]);
        bytes.extend([0, 0, 0, 0, 0, 0, 0, 1]);
        bytes.extend([2; 16]);
        bytes.extend([0, 0, 0, 1, b'k', 0, 0, 0, 1, b'x']);
        bytes.extend([3; 16]);
        bytes.push(0);
        bytes.extend(1_000_000_i64.to_be_bytes());
        bytes.extend(1_000_000_i64.to_be_bytes());
        bytes.push(0);
        bytes.extend([0, 0, 0, 0]);
        let expected: Hash = Sha256::digest(&bytes).into();
        assert_eq!(seal(&BEGINNING, NetworkId::from_uuid(id(1)), 1, &entry), expected);
    }

    #[test]
    fn whatever_is_changed_changes_the_seal_and_the_order_of_reading_does_not() {
        let (network, entry) = (NetworkId::new(), content());
        let whole = seal(&BEGINNING, network, 1, &entry);
        let changed = |change: &dyn Fn(&mut Content)| {
            let mut other = entry.clone();
            change(&mut other);
            seal(&BEGINNING, network, 1, &other)
        };
        assert_eq!(changed(&|entry| entry.transfers.reverse()), whole);
        let changes: [&dyn Fn(&mut Content); 9] = [
            &|entry| entry.key.push('x'),
            &|entry| entry.kind.push('x'),
            &|entry| entry.subject = SubjectId::new(),
            &|entry| entry.reverses = Some(EntryId::new()),
            &|entry| entry.effective_at = entry.effective_at.plus_seconds(1),
            &|entry| entry.recorded_at = entry.recorded_at.plus_seconds(1),
            &|entry| entry.late = Some((entry.recorded_at, "2026-10".to_owned())),
            &|entry| entry.transfers[0].minor += 1,
            &|entry| drop(entry.transfers.pop()),
        ];
        for change in changes {
            assert_ne!(changed(change), whole);
        }
        assert_ne!(seal(&whole, network, 1, &entry), whole);
        assert_ne!(seal(&BEGINNING, network, 2, &entry), whole);
        assert_ne!(seal(&BEGINNING, NetworkId::new(), 1, &entry), whole);
    }

    #[test]
    fn a_walk_tells_what_is_missing_changed_or_left_out() {
        let (network, first, second) = (NetworkId::new(), content(), content());
        let one = seal(&BEGINNING, network, 1, &first);
        let two = seal(&one, network, 2, &second);
        let mut walk = Walk::new(network);
        assert_eq!(walk.clone().step(1, &one, None), Err(Damage::Missing));
        assert_eq!(walk.clone().step(1, &two, Some(&first)), Err(Damage::Changed));
        assert_eq!(walk.clone().step(2, &two, Some(&second)), Err(Damage::Gap));
        assert_eq!(walk.step(1, &one, Some(&first)), Ok(()));
        assert_eq!(walk.step(2, &two, Some(&second)), Ok(()));
        assert_eq!((walk.number, walk.head), (2, two));
    }
}
