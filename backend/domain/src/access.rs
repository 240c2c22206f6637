//! Who acts, and what each role may do. The table is data; a test prints it.

use crate::choices;
use crate::error::{Error, Result};
use crate::id::{AccountId, MembershipId, NetworkId, OrganizationId};
use crate::locale::Locale;

choices! {
    /// What kind of party an organization is.
    pub enum OrganizationKind {
        Operator = "operator",
        Brand = "brand",
        Kol = "kol",
        Mcn = "mcn",
    }
}

choices! {
    /// In which capacity a person acts for an organization.
    pub enum Role {
        NetworkOwner = "network_owner",
        AccountManager = "account_manager",
        FinanceMaker = "finance_maker",
        FinanceApprover = "finance_approver",
        ContentReviewer = "content_reviewer",
        Auditor = "auditor",
        BrandAdmin = "brand_admin",
        BrandStaff = "brand_staff",
        Kol = "kol",
        McnManager = "mcn_manager",
    }
}

choices! {
    /// One thing that a role may or may not do.
    pub enum Permission {
        /// Writes and submits the own brand's products.
        SubmitProducts = "submit_products",
        /// Sees the review queue and decides.
        ReviewProducts = "review_products",
        /// Sees the published catalogue as a KOL and picks from it.
        PickProducts = "pick_products",
        /// Makes tracked links for the own storefront.
        MakeLinks = "make_links",
        /// Asks brands for samples.
        RequestSamples = "request_samples",
        /// Answers and ships the own brand's sample requests.
        DecideSamples = "decide_samples",
        /// Sees every sample request of the network.
        SeeSamples = "see_samples",
        /// Decides whether a KOL that posted nothing bears a sample.
        JudgeSamples = "judge_samples",
        /// Writes orders: API and files.
        WriteOrders = "write_orders",
        /// Makes webhook endpoints and sets what the network does about returns.
        SetUpOrders = "set_up_orders",
        /// Sees every order of the network.
        SeeOrders = "see_orders",
        /// Sees commissions, statements and the ledger of the network.
        SeeMoney = "see_money",
        /// Asks for corrections of a KOL's money.
        RequestAdjustments = "request_adjustments",
        /// Decides on corrections that somebody else asked for.
        DecideAdjustments = "decide_adjustments",
        /// Rejects commissions that are not owed yet, and restores them.
        RejectCommissions = "reject_commissions",
        /// Agrees which agency or referrer has a part of a KOL's commissions.
        AgreePartners = "agree_partners",
        /// Agrees fixed fees and bonuses between a brand and a KOL.
        AgreeFees = "agree_fees",
        /// Chooses what is done about a KOL's debt.
        SettleDebts = "settle_debts",
        /// Keeps groups of KOLs and ends a KOL's part.
        ManageKols = "manage_kols",
        /// Plans the own live sessions, begins and ends them.
        HostLive = "host_live",
        /// Confirms the live sessions of the network's KOLs and moves them along.
        ScheduleLive = "schedule_live",
        /// Writes rules of commission.
        WriteRules = "write_rules",
        /// Keeps the ledger: closes months, exchanges currencies, holds amounts, takes entries back.
        KeepBooks = "keep_books",
        /// Sees the own organization's earnings or cost.
        SeeOwnMoney = "see_own_money",
        /// Says how the own organization is taxed.
        DeclareTax = "declare_tax",
        /// Sees leads.
        SeeLeads = "see_leads",
        /// Moves leads along.
        WorkLeads = "work_leads",
        /// Sees the library of materials and what the public pages tell.
        SeeFront = "see_front",
        /// Writes versions of materials and sends them anew.
        WriteMaterials = "write_materials",
        /// Approves versions that somebody else uploaded.
        ApproveMaterials = "approve_materials",
        /// Writes what the public pages tell.
        WriteFront = "write_front",
        /// Sees the outbox and sends again.
        SeeMails = "see_mails",
        /// Sends a mail of the outbox again.
        ResendMails = "resend_mails",
        /// Writes the words of mails.
        WriteMails = "write_mails",
    }
}

use Permission as P;

/// What the owner of a network may do.
const OWNER: &[P] = &[
    P::ReviewProducts,
    P::SeeSamples,
    P::JudgeSamples,
    P::WriteOrders,
    P::SetUpOrders,
    P::SeeOrders,
    P::SeeMoney,
    P::RequestAdjustments,
    P::DecideAdjustments,
    P::RejectCommissions,
    P::AgreeFees,
    P::AgreePartners,
    P::SettleDebts,
    P::DeclareTax,
    P::ManageKols,
    P::ScheduleLive,
    P::WriteRules,
    P::KeepBooks,
    P::SeeLeads,
    P::WorkLeads,
    P::SeeFront,
    P::WriteMaterials,
    P::ApproveMaterials,
    P::WriteFront,
    P::SeeMails,
    P::ResendMails,
    P::WriteMails,
];

/// What an account manager may do.
const MANAGER: &[P] = &[
    P::ReviewProducts,
    P::SeeSamples,
    P::JudgeSamples,
    P::WriteOrders,
    P::SetUpOrders,
    P::SeeOrders,
    P::SeeMoney,
    P::RequestAdjustments,
    P::RejectCommissions,
    P::AgreeFees,
    P::AgreePartners,
    P::SettleDebts,
    P::ManageKols,
    P::ScheduleLive,
    P::WriteRules,
    P::SeeLeads,
    P::WorkLeads,
    P::SeeFront,
    P::WriteMaterials,
    P::ApproveMaterials,
    P::WriteFront,
    P::SeeMails,
    P::ResendMails,
    P::WriteMails,
];

impl Role {
    /// The kind of organization that the role belongs to.
    pub const fn organization_kind(self) -> OrganizationKind {
        match self {
            Self::NetworkOwner
            | Self::AccountManager
            | Self::FinanceMaker
            | Self::FinanceApprover
            | Self::ContentReviewer
            | Self::Auditor => OrganizationKind::Operator,
            Self::BrandAdmin | Self::BrandStaff => OrganizationKind::Brand,
            Self::Kol => OrganizationKind::Kol,
            Self::McnManager => OrganizationKind::Mcn,
        }
    }

    /// What the role may do.
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::NetworkOwner => OWNER,
            Self::AccountManager => MANAGER,
            Self::FinanceMaker => &[
                P::WriteOrders,
                P::SeeOrders,
                P::SeeMoney,
                P::RequestAdjustments,
                P::KeepBooks,
                P::SeeSamples,
            ],
            Self::FinanceApprover => &[
                P::WriteOrders,
                P::SeeOrders,
                P::SeeMoney,
                P::DecideAdjustments,
                P::KeepBooks,
                P::SeeSamples,
            ],
            Self::ContentReviewer => {
                &[P::ReviewProducts, P::SeeSamples, P::SeeFront, P::ApproveMaterials]
            }
            Self::Auditor => {
                &[P::SeeSamples, P::SeeOrders, P::SeeMoney, P::SeeLeads, P::SeeFront, P::SeeMails]
            }
            Self::BrandAdmin => {
                &[P::SubmitProducts, P::DecideSamples, P::SeeOwnMoney, P::DeclareTax]
            }
            Self::BrandStaff => &[P::SubmitProducts, P::DecideSamples],
            Self::Kol => &[
                P::PickProducts,
                P::MakeLinks,
                P::HostLive,
                P::RequestSamples,
                P::SeeOwnMoney,
                P::DeclareTax,
            ],
            Self::McnManager => &[P::SeeOwnMoney, P::DeclareTax],
        }
    }
}

/// A person whose credentials were verified, acting for one organization in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The tenant.
    pub network: NetworkId,
    /// The acting organization.
    pub organization: OrganizationId,
    /// The membership that links account and organization.
    pub membership: MembershipId,
    /// The person.
    pub account: AccountId,
    /// In which capacity.
    pub role: Role,
    /// The person's language.
    pub locale: Locale,
}

impl Member {
    /// Whether the role may do it.
    pub fn may(&self, permission: Permission) -> bool {
        self.role.permissions().contains(&permission)
    }

    /// Stops who may not.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn must(&self, permission: Permission) -> Result<()> {
        if self.may(permission) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// Whether the acting organization is the operator.
    pub fn is_operator(&self) -> bool {
        self.role.organization_kind() == OrganizationKind::Operator
    }
}
