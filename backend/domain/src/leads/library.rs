//! The library of materials: files that a network hands out, in versions per language, each approved
//! by somebody else than who uploaded it.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::calendar::{after_day, start_of_day};
use crate::error::{Error, FieldError, Fields, Result};
use crate::id::{MaterialId, MaterialVersionId, MembershipId};
use crate::leads::inquiry::LeadKind;
use crate::locale::Locale;
use crate::text;
use crate::time::Timestamp;
use crate::{choices, flow};

choices! {
    /// What a material is.
    pub enum MaterialKind {
        Guide = "guide",
        PriceList = "price_list",
        Terms = "terms",
        Casebook = "casebook",
    }
}

flow! {
    /// Where a version of a material stands.
    pub enum VersionStatus, act VersionAct, rule "material-state" {
        states {
            Draft = "draft",
            Submitted = "submitted",
            Approved = "approved",
            /// A newer version took its place.
            Superseded = "superseded",
            Withdrawn = "withdrawn",
        }
        acts {
            Submit = "submit",
            SendBack = "send_back",
            Approve = "approve",
            Supersede = "supersede",
            Withdraw = "withdraw",
        }
        Draft + Submit => Submitted;
        Draft + Withdraw => Withdrawn;
        Submitted + Approve => Approved;
        Submitted + SendBack => Draft;
        Submitted + Withdraw => Withdrawn;
        Approved + Supersede => Superseded;
        Approved + Withdraw => Withdrawn;
    }
}

/// Bytes of a file at most.
pub const FILE_BYTES: usize = 20 * 1_024 * 1_024;
const NAME_LIMIT: usize = 80;
const NOTE_LIMIT: usize = 500;
/// What a PDF begins with, whatever its name says.
const MAGIC: &[u8] = b"%PDF-";
/// Where a whole PDF has its end mark.
const TAIL: usize = 1_024;

/// A material as a form brings it, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MaterialDraft {
    /// What staff and visitors call it.
    pub name: String,
    /// A word of [`MaterialKind`].
    pub kind: String,
    /// A word of [`LeadKind`]: to whom it is handed.
    pub audience: String,
}

/// A material, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialFields {
    /// What staff and visitors call it.
    pub name: String,
    /// What it is.
    pub kind: MaterialKind,
    /// To whom it is handed.
    pub audience: LeadKind,
}

impl MaterialDraft {
    /// Checks a material.
    ///
    /// # Errors
    /// `Invalid` with every wrong field: `field-required`, `field-too-long`, `choice-unknown`.
    pub fn check(&self) -> Result<MaterialFields> {
        let mut fields = Fields::new();
        let name = fields.take(text::required("name", &self.name, NAME_LIMIT));
        let kind = self.kind.parse().ok();
        fields.check(kind.is_some(), "kind", "choice-unknown");
        let audience = self.audience.parse().ok();
        fields.check(audience.is_some(), "audience", "choice-unknown");
        fields.finish()?;
        let (Some(name), Some(kind), Some(audience)) = (name, kind, audience) else {
            return Err(Error::Invalid(Vec::new()));
        };
        Ok(MaterialFields { name, kind, audience })
    }
}

/// A version as a form brings it, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VersionDraft {
    /// The language's tag.
    pub locale: String,
    /// What is new in it, for staff.
    pub note: String,
    /// The first day on which it may be handed out, `2026-11-22`; today when empty.
    pub valid_from: String,
    /// The last such day; no end when empty.
    pub valid_until: String,
    /// The file's name as its sender has it.
    pub file_name: String,
    /// The file; none when nothing was chosen.
    pub bytes: Vec<u8>,
}

/// A version, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionFields {
    /// Its language.
    pub locale: Locale,
    /// What is new in it, for staff; may be empty.
    pub note: String,
    /// From when on it may be handed out.
    pub valid_from: Timestamp,
    /// Until when, exclusive.
    pub valid_until: Option<Timestamp>,
    /// The file's name, without a folder.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Its digest.
    pub sha256: [u8; 32],
}

impl VersionDraft {
    /// Checks a version; days are those of the network's clock.
    ///
    /// # Errors
    /// `Invalid` with every wrong field: `choice-unknown`, `field-required`, `field-too-long`,
    /// `date-malformed`, `material-span`, `material-not-pdf`, `material-too-large`.
    pub fn check(self, zone: Tz, at: Timestamp) -> Result<VersionFields> {
        let mut fields = Fields::new();
        let locale = self.locale.parse().ok();
        fields.check(locale.is_some(), "locale", "choice-unknown");
        let note = fields.take(text::long("note", &self.note, NOTE_LIMIT));
        let span = fields.take(span(&self.valid_from, &self.valid_until, zone, at));
        fields.take(is_pdf(&self.bytes));
        fields.finish()?;
        let (Some(locale), Some(note), Some(span)) = (locale, note, span) else {
            return Err(Error::Invalid(Vec::new()));
        };
        let (valid_from, valid_until) = span;
        let sha256 = digest(&self.bytes);
        let file_name = file_name(&self.file_name);
        Ok(VersionFields {
            locale,
            note,
            valid_from,
            valid_until,
            file_name,
            bytes: self.bytes,
            sha256,
        })
    }
}

/// The digest of a file: 32 bytes of SHA-256.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).into()
}

/// Whether a file is a whole PDF of a size that is taken.
///
/// # Errors
/// `field-required`, `material-too-large`, `material-not-pdf`.
pub fn is_pdf(bytes: &[u8]) -> Result<(), FieldError> {
    let wrong = |code| Err(FieldError::new("file", code));
    if bytes.is_empty() {
        return wrong("field-required");
    }
    if bytes.len() > FILE_BYTES {
        return wrong("material-too-large");
    }
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let is_whole = tail.windows(5).any(|mark| mark == b"%%EOF");
    if bytes.starts_with(MAGIC) && is_whole { Ok(()) } else { wrong("material-not-pdf") }
}

/// The last part of a name, in one line.
fn file_name(told: &str) -> String {
    let last = told.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = text::line(last).chars().take(NAME_LIMIT).collect();
    if name.is_empty() { "material.pdf".to_owned() } else { name }
}

fn span(
    from: &str,
    until: &str,
    zone: Tz,
    at: Timestamp,
) -> Result<(Timestamp, Option<Timestamp>), FieldError> {
    let day = |field: &str, told: &str| {
        let after = after_day(&text::fold_width(told), zone);
        after.ok_or_else(|| FieldError::new(field, "date-malformed"))
    };
    let from = match text::line(from) {
        told if told.is_empty() => start_of_day(at.date_in(zone), zone),
        told => {
            day("valid_from", &told)?;
            let first: NaiveDate = text::fold_width(&told)
                .parse()
                .map_err(|_| FieldError::new("valid_from", "date-malformed"))?;
            start_of_day(first, zone)
        }
    };
    let until = match text::line(until) {
        told if told.is_empty() => None,
        told => Some(day("valid_until", &told)?),
    };
    if until.is_some_and(|until| until <= from) {
        return Err(FieldError::new("valid_until", "material-span"));
    }
    Ok((from, until))
}

/// Whether a person may approve what another one uploaded.
///
/// # Errors
/// `Refused("material-same-person")`.
pub fn four_eyes(maker: MembershipId, approver: MembershipId) -> Result<()> {
    if maker == approver { Err(Error::Refused("material-same-person")) } else { Ok(()) }
}

/// What decides about a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Its id.
    pub id: MaterialVersionId,
    /// Of which material.
    pub material: MaterialId,
    /// In which language.
    pub locale: Locale,
    /// Counts the versions of a material in a language.
    pub number: i64,
    /// Where it stands.
    pub status: VersionStatus,
    /// From when on it may be handed out.
    pub valid_from: Timestamp,
    /// Until when, exclusive.
    pub valid_until: Option<Timestamp>,
}

impl Seen {
    /// Whether it may be handed out at a moment.
    pub fn is_valid(&self, at: Timestamp) -> bool {
        self.status == VersionStatus::Approved
            && self.valid_from <= at
            && self.valid_until.is_none_or(|until| at < until)
    }

    fn is_newer(&self, than: &Self) -> bool {
        self.material == than.material && self.locale == than.locale && self.number > than.number
    }
}

/// The versions that are handed out at a moment: of each material and language the newest valid one.
pub fn current(versions: &[Seen], at: Timestamp) -> Vec<Seen> {
    let valid: Vec<Seen> = versions.iter().copied().filter(|one| one.is_valid(at)).collect();
    let is_newest = |one: &Seen| !valid.iter().any(|other| other.is_newer(one));
    valid.iter().copied().filter(is_newest).collect()
}

/// The approved versions in whose place a newer one has come.
pub fn overtaken(versions: &[Seen], at: Timestamp) -> Vec<Seen> {
    let begun = |one: &Seen| one.status == VersionStatus::Approved && one.valid_from <= at;
    let approved = versions.iter().filter(|one| one.status == VersionStatus::Approved);
    approved
        .copied()
        .filter(|one| versions.iter().any(|other| begun(other) && other.is_newer(one)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n%%EOF\n";

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("moment")
    }

    fn draft() -> VersionDraft {
        VersionDraft {
            locale: "ja".into(),
            file_name: "C:\\資料\\価格表.pdf".into(),
            bytes: PDF.to_vec(),
            ..VersionDraft::default()
        }
    }

    fn read(draft: VersionDraft) -> Result<VersionFields> {
        draft.check(chrono_tz::Asia::Tokyo, at("2026-11-22T03:00:00Z"))
    }

    fn code(draft: VersionDraft) -> (String, &'static str) {
        match read(draft) {
            Err(Error::Invalid(mut wrong)) => {
                let one = wrong.remove(0);
                (one.field, one.code)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_version_begins_today_and_ends_after_its_last_day() {
        let fields = read(draft()).expect("fields");
        assert_eq!(fields.valid_from, at("2026-11-21T15:00:00Z"));
        assert_eq!((fields.valid_until, fields.file_name.as_str()), (None, "価格表.pdf"));
        let until = VersionDraft { valid_until: "2026-11-30".into(), ..draft() };
        assert_eq!(read(until).expect("fields").valid_until, Some(at("2026-11-30T15:00:00Z")));
    }

    #[test]
    fn only_whole_pdfs_of_a_size_are_taken() {
        let with = |bytes: Vec<u8>| code(VersionDraft { bytes, ..draft() });
        assert_eq!(with(Vec::new()), ("file".into(), "field-required"));
        assert_eq!(with(b"PK\x03\x04 %PDF-".to_vec()), ("file".into(), "material-not-pdf"));
        assert_eq!(with(b"%PDF-1.7 cut".to_vec()), ("file".into(), "material-not-pdf"));
        assert_eq!(with(vec![b'%'; FILE_BYTES + 1]), ("file".into(), "material-too-large"));
        for (from, until, field, wrong) in [
            ("2026-12-01", "2026-11-30", "valid_until", "material-span"),
            ("1.12.", "", "valid_from", "date-malformed"),
            ("", "2026-02-30", "valid_until", "date-malformed"),
        ] {
            let draft =
                VersionDraft { valid_from: from.into(), valid_until: until.into(), ..draft() };
            assert_eq!(code(draft), (field.into(), wrong));
        }
    }

    #[test]
    fn the_newest_valid_version_is_handed_out_and_overtakes_the_others() {
        let material = MaterialId::new();
        let version = |number, locale, from: &str, status| Seen {
            id: MaterialVersionId::new(),
            material,
            locale,
            number,
            status,
            valid_from: at(from),
            valid_until: None,
        };
        let now = at("2026-11-22T00:00:00Z");
        let approved = VersionStatus::Approved;
        let old = version(1, Locale::Ja, "2026-10-01T00:00:00Z", approved);
        let new = version(2, Locale::Ja, "2026-11-01T00:00:00Z", approved);
        let next = version(3, Locale::Ja, "2026-12-01T00:00:00Z", approved);
        let draft = version(4, Locale::Ja, "2026-11-01T00:00:00Z", VersionStatus::Draft);
        let other = version(1, Locale::En, "2026-10-01T00:00:00Z", approved);
        let all = [old, new, next, draft, other];
        assert_eq!(current(&all, now), [new, other]);
        assert_eq!(overtaken(&all, now), [old]);
        assert_eq!(overtaken(&all, at("2026-12-02T00:00:00Z")), [old, new]);
    }

    #[test]
    fn nobody_approves_the_own_upload() {
        let (one, other) = (MembershipId::new(), MembershipId::new());
        assert_eq!(four_eyes(one, one), Err(Error::Refused("material-same-person")));
        assert_eq!(four_eyes(one, other), Ok(()));
    }
}
