//! Typed identifiers: a `UUIDv7` in the column, a `TypeID` (`smp_01jd…`) everywhere a person or a
//! program can see it.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// What an identifier points at; its prefix is part of the text form.
pub trait Kind: 'static {
    /// Three or four lower-case letters, unique among the kinds.
    const PREFIX: &'static str;
}

/// An identifier of one kind of thing: 16 bytes, ordered by the time it was made.
#[derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
#[diesel(sql_type = crate::column::IdSql)]
pub struct Id<K>(Uuid, PhantomData<fn() -> K>);

/// Crockford's base 32 in lower case, as `TypeID` uses it.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 128 bits in groups of five.
const TEXT_LENGTH: usize = 26;

impl<K: Kind> Id<K> {
    /// A new identifier: time-ordered, unguessable in its low 74 bits.
    #[must_use]
    pub fn new() -> Self {
        Self(Uuid::now_v7(), PhantomData)
    }

    /// An identifier that is decided by what it names, so that it needs no look-up: the first 16
    /// bytes of a digest, marked as version 8 ("custom") of RFC 9562.
    #[must_use]
    pub fn derived(digest: &[u8; 32]) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid(), PhantomData)
    }

    /// The 16 bytes of the column.
    #[must_use]
    pub fn from_uuid(uuid: Uuid) -> Self {
        Self(uuid, PhantomData)
    }

    /// The 16 bytes of the column.
    pub fn uuid(self) -> Uuid {
        self.0
    }

    /// The same bytes read as another kind: only for things that share their identity.
    #[must_use]
    pub fn cast<L: Kind>(self) -> Id<L> {
        Id(self.0, PhantomData)
    }
}

impl<K: Kind> Default for Id<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = self.0.as_u128();
        let mut text = [0u8; TEXT_LENGTH];
        for (place, slot) in text.iter_mut().enumerate() {
            let shift = 5 * (TEXT_LENGTH - 1 - place);
            *slot = ALPHABET[usize::try_from((bits >> shift) & 31).unwrap_or(0)];
        }
        write!(f, "{}_{}", K::PREFIX, std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is no identifier of the kind that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of this kind")]
pub struct NotAnId;

impl<K: Kind> FromStr for Id<K> {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let body = text
            .strip_prefix(K::PREFIX)
            .and_then(|rest| rest.strip_prefix('_'))
            .filter(|body| body.len() == TEXT_LENGTH && body.as_bytes()[0] <= b'7')
            .ok_or(NotAnId)?;
        let mut bits: u128 = 0;
        for byte in body.bytes() {
            let digit = ALPHABET.iter().position(|letter| *letter == byte).ok_or(NotAnId)?;
            bits = (bits << 5) | digit as u128;
        }
        Ok(Self(Uuid::from_u128(bits), PhantomData))
    }
}

impl<K: Kind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident, $id:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub enum $kind {}
        impl Kind for $kind { const PREFIX: &'static str = $prefix; }
        $(#[$doc])*
        pub type $id = Id<$kind>;
    )*
    /// Every prefix, for the test that they differ.
    #[cfg(test)]
    const PREFIXES: &[&str] = &[$($prefix),*];
    };
}

kinds! {
    /// A correction of a KOL's money by hand.
    Adjustment, AdjustmentId = "adj";
    /// A fixed fee or a bonus beside commissions.
    Fee, FeeId = "fee";
    /// What was decided on a KOL's debt.
    DebtDecision, DebtDecisionId = "dbt";
    /// A network: the tenant.
    Network, NetworkId = "net";
    /// A party inside a network.
    Organization, OrganizationId = "org";
    /// A person's sign-in account (not tenant-scoped).
    Account, AccountId = "acc";
    /// A group of KOLs.
    KolGroup, KolGroupId = "grp";
    /// A KOL's stay in a group.
    GroupStay, GroupStayId = "gst";
    /// A live session.
    LiveSession, LiveSessionId = "liv";
    /// An account acting for one organization in one role.
    Membership, MembershipId = "mem";
    /// A signed-in device.
    Session, SessionId = "ses";
    /// A product.
    Product, ProductId = "prd";
    /// A picture or another stored file.
    Asset, AssetId = "ast";
    /// A reviewer's remark on a product.
    ReviewNote, ReviewNoteId = "rvn";
    /// The terms under which a product may be sold.
    Plan, PlanId = "pln";
    /// A KOL's storefront.
    Storefront, StorefrontId = "stf";
    /// A product picked into a storefront.
    Listing, ListingId = "lst";
    /// A tracked link.
    Link, LinkId = "lnk";
    /// A click on a tracked link.
    Click, ClickId = "clk";
    /// An order.
    Order, OrderId = "ord";
    /// A line of an order.
    OrderLine, OrderLineId = "oln";
    /// Something that happened to an order.
    OrderEvent, OrderEventId = "oev";
    /// An event whose order has not come yet.
    WaitingEvent, WaitingEventId = "wev";
    /// A return, an exchange or a claim.
    OrderCase, OrderCaseId = "cas";
    /// A line of a return, an exchange or a claim.
    CaseLine, CaseLineId = "csl";
    /// Whose money a part of an order line is.
    LineFund, LineFundId = "fnd";
    /// How often a KOL's buyers return a product.
    ReturnRate, ReturnRateId = "rrt";
    /// An address that a shop sends signed messages to.
    WebhookEndpoint, WebhookEndpointId = "whk";
    /// A message that came to such an address.
    WebhookDelivery, WebhookDeliveryId = "whd";
    /// Pieces of a product that came or went.
    StockMovement, StockMovementId = "stm";
    /// Pieces that were sold and not there.
    StockShortage, StockShortageId = "sts";
    /// A comparison of a shop's orders with ours.
    OrderCompare, OrderCompareId = "cmp";
    /// A difference that a comparison found.
    CompareRow, CompareRowId = "cmr";
    /// A file of orders that was uploaded.
    OrderImport, OrderImportId = "imp";
    /// How a network reads files of its own.
    OrderProfile, OrderProfileId = "opf";
    /// A party's commission on an order line.
    Commission, CommissionId = "com";
    /// An agreement on a part of a KOL's commissions.
    CommissionPartner, CommissionPartnerId = "cpn";
    /// A partner's part of a commission.
    CommissionPart, CommissionPartId = "cpt";
    /// What an organization says of its tax.
    TaxStatus, TaxStatusId = "txs";
    /// A version of a commission rule.
    CommissionRule, CommissionRuleId = "rul";
    /// An account of the ledger.
    LedgerAccount, LedgerAccountId = "lac";
    /// A journal entry.
    Entry, EntryId = "jnl";
    /// One transfer of an entry.
    Transfer, TransferId = "trf";
    /// A rate at which one currency is exchanged for another.
    FxRate, FxRateId = "fxr";
    /// An amount exchanged for another currency.
    FxConversion, FxConversionId = "fxc";
    /// An amount of a payee that is held for a payout.
    Hold, HoldId = "hld";
    /// A proof that was made of the ledger.
    LedgerProof, LedgerProofId = "lpr";
    /// A sample request.
    SampleRequest, SampleRequestId = "smp";
    /// What a sample moved in the ledger.
    SampleMovement, SampleMovementId = "smv";
    /// An inquirer.
    Lead, LeadId = "led";
    /// A note on a lead.
    LeadNote, LeadNoteId = "lnt";
    /// Something to be done for a lead.
    LeadTask, LeadTaskId = "ltk";
    /// A rule of who is given which leads.
    LeadRule, LeadRuleId = "lrl";
    /// Days on which somebody is given no leads.
    LeadAbsence, LeadAbsenceId = "lab";
    /// An invitation to act for an organization.
    Invitation, InvitationId = "inv";
    /// One submission of the inquiry form.
    Inquiry, InquiryId = "inq";
    /// The right to download introduction materials.
    MaterialGrant, MaterialGrantId = "mgr";
    /// What somebody has agreed to be sent beyond what was asked for.
    MarketingConsent, MarketingConsentId = "con";
    /// Something that a network hands out.
    Material, MaterialId = "mat";
    /// A version of a material in a language.
    MaterialVersion, MaterialVersionId = "mtv";
    /// A version that a mail offered.
    MaterialOffer, MaterialOfferId = "mof";
    /// A material that a lead took.
    MaterialDownload, MaterialDownloadId = "mdl";
    /// The version of a material that a lead took last.
    MaterialHolding, MaterialHoldingId = "mhd";
    /// What told a lead of a new version.
    MaterialNotice, MaterialNoticeId = "mno";
    /// Something that the public pages tell.
    FrontItem, FrontItemId = "fri";
    /// A mail of the outbox.
    Mail, MailId = "mal";
    /// What became of a mail.
    MailEvent, MailEventId = "mle";
    /// A network's own words of a mail.
    MailTemplate, MailTemplateId = "mtp";
    /// An address that is written to no more.
    Suppression, SuppressionId = "sup";
    /// A job of the queue.
    Job, JobId = "job";
    /// A row of the audit log.
    AuditEvent, AuditEventId = "aud";
    /// Any thing: in columns that point at things of several kinds.
    Subject, SubjectId = "any";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_form_reads_back() {
        for _ in 0..1000 {
            let id = OrderId::new();
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }

    #[test]
    fn another_kind_or_a_damaged_text_is_refused() {
        let text = OrderId::new().to_string();
        assert!(text.parse::<ProductId>().is_err());
        assert!(text[..text.len() - 1].parse::<OrderId>().is_err());
        assert!(text.replace("ord_0", "ord_8").parse::<OrderId>().is_err());
        assert!("ord_".parse::<OrderId>().is_err());
        assert!("ord_ßßßßßßßßßßßßß".parse::<OrderId>().is_err());
    }

    #[test]
    fn prefixes_differ() {
        let mut sorted = PREFIXES.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), PREFIXES.len());
    }
}
