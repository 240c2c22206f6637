//! A step of an explanation: a code, its arguments, and where to read on. Sentences are made at the
//! edge, in the reader's language.

use crate::calendar::Month;
use crate::choices;
use crate::commissions::rule::Condition;
use crate::explain::exact::Exact;
use crate::explain::subject::Explained;
use crate::id::{
    AdjustmentId, CommissionRuleId, EntryId, FeeId, HoldId, LedgerAccountId, OrderId,
    OrganizationId, ProductId, SampleRequestId,
};
use crate::ledger::account::AccountCode;
use crate::ledger::entry::EntryKind;
use crate::money::Money;
use crate::rate::Rate;
use crate::time::Timestamp;

choices! {
    /// A part of the way from the order to the statement.
    pub enum Stage {
        /// What was sold, or agreed.
        Source = "source",
        /// Whose it is, and who else claimed it.
        Winner = "winner",
        /// Which terms hold.
        Terms = "terms",
        /// The arithmetic.
        Reckoning = "reckoning",
        /// What was taken back or given again.
        Corrections = "corrections",
        /// How it is summed.
        Sum = "sum",
        /// From when on it stays.
        Waiting = "waiting",
        /// Where the ledger has it.
        Entries = "entries",
        /// Where it is paid.
        Statement = "statement",
    }
}

choices! {
    /// What a step says; the sentence is `state-explain-<code>`.
    pub enum Code {
        // What the amount is.
        AboutCommission = "about_commission", AboutReversal = "about_reversal",
        AboutRestored = "about_restored", AboutAdjustment = "about_adjustment",
        AboutFee = "about_fee", AboutDebt = "about_debt", AboutDecision = "about_decision",
        AboutHold = "about_hold", AboutConversion = "about_conversion",
        AboutEntry = "about_entry", BookedFor = "booked_for", AboutAccount = "about_account",
        AboutMonth = "about_month", AboutCommissions = "about_commissions",
        AboutNetwork = "about_network", AboutSample = "about_sample",
        // What was sold, or agreed.
        Ordered = "ordered", OrderedOwn = "ordered_own", Sold = "sold",
        Asked = "asked", Decided = "decided", Waits = "waits", Reads = "reads",
        BorneByBrand = "borne_by_brand", BorneByNetwork = "borne_by_network",
        Agreed = "agreed", Owes = "owes", Since = "since",
        SampleAsked = "sample_asked", PostDue = "post_due", PostHanded = "post_handed",
        HeldFor = "held_for", HeldUntil = "held_until", Exchanged = "exchanged",
        // Whose it is.
        WonByClick = "won_by_click", WonByLink = "won_by_link", WonByCoupon = "won_by_coupon",
        WonBy = "won_by", PassedOver = "passed_over", PassedOverOwn = "passed_over_own",
        // Which terms.
        ByRule = "by_rule", ByRuleOwn = "by_rule_own", RuleAsks = "rule_asks",
        RuleForAll = "rule_for_all", ByPlan = "by_plan", ByPlanAny = "by_plan_any",
        FixedAt = "fixed_at", ByQuote = "by_quote", Chosen = "chosen",
        TermsAccepted = "terms_accepted", TermsNone = "terms_none",
        // The arithmetic.
        Price = "price", TakenOff = "taken_off", LeftIn = "left_in", TaxOut = "tax_out",
        Base = "base", TimesEven = "times_even", TimesHalfUp = "times_half_up",
        TimesDown = "times_down", PerPiece = "per_piece", Raised = "raised",
        Lowered = "lowered", WithinBase = "within_base", Frozen = "frozen",
        Parts = "parts", PartsOfPartners = "parts_of_partners", PartOfKol = "part_of_kol",
        PartOfKolAfter = "part_of_kol_after", WholeOfBrand = "whole_of_brand",
        Fixed = "fixed", Guaranteed = "guaranteed", GuaranteeMet = "guarantee_met",
        SoldPieces = "sold_pieces", StepReached = "step_reached", StepMissed = "step_missed",
        Together = "together", NotYet = "not_yet", Canceled = "canceled",
        Converted = "converted", ConvertedEven = "converted_even",
        // What was taken back.
        Corrects = "corrects", GivenBack = "given_back", TakenBack = "taken_back",
        TakenBackEven = "taken_back_even", TakenBackRest = "taken_back_rest",
        TakenBackPlain = "taken_back_plain", GivenAgain = "given_again",
        OwnBack = "own_back", CorrectedBy = "corrected_by", Left = "left",
        Rejected = "rejected",
        // The sum.
        Sum = "sum", SumEqual = "sum_equal", SumDiffers = "sum_differs", SumNone = "sum_none",
        LedgerEqual = "ledger_equal", LedgerDiffers = "ledger_differs",
        // How long it waits.
        NotDelivered = "not_delivered", Holding = "holding", HoldingOver = "holding_over",
        Held = "held", IsEstimated = "is_estimated", IsConfirmed = "is_confirmed",
        Status = "status",
        // Where the ledger has it.
        Posted = "posted", PostedOwn = "posted_own", Moved = "moved", NotPosted = "not_posted",
        // Where it is paid.
        InMonth = "in_month",
    }
}

/// An argument of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An amount.
    Money(Money),
    /// An amount finer than its currency.
    Exact(Exact),
    /// A rate.
    Rate(Rate),
    /// A number.
    Count(i64),
    /// A moment.
    At(Timestamp),
    /// A day on the network's clock.
    On(Timestamp),
    /// A month.
    Month(Month),
    /// Somebody's own words.
    Text(String),
    /// A word of a fixed set: its set and itself, as `state-<set>-<word>` says it.
    Word(&'static str, &'static str),
    /// Kinds of conditions.
    Conditions(Vec<Condition>),
    /// A party.
    Party(OrganizationId),
    /// A product.
    Product(ProductId),
    /// What an entry records.
    Kind(EntryKind),
    /// An account of the ledger.
    Account(AccountCode),
    /// Amounts that are added up, less where they are below nothing.
    Sum(Vec<Money>),
}

/// Where to read on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The order's page.
    Order(OrderId),
    /// The rule's page.
    Rule(CommissionRuleId),
    /// The entry's page.
    Entry(EntryId),
    /// The account's page.
    Account(LedgerAccountId),
    /// The correction's page.
    Adjustment(AdjustmentId),
    /// The fee's page.
    Fee(FeeId),
    /// The sample's page.
    Sample(SampleRequestId),
    /// The KOL's debt.
    Debt(OrganizationId),
    /// The hold's page.
    Hold(HoldId),
    /// Rates of exchange.
    Rates,
    /// The month of a KOL, or of a brand.
    Statement(Month, Whose, OrganizationId),
    /// Another explanation.
    Explanation(Explained, String),
    /// The lines of a group of this explanation.
    Part(&'static str),
}

/// On whose side a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// What a KOL earned.
    Kol,
    /// What a brand owes.
    Brand,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which part of the way it belongs to.
    pub stage: Stage,
    /// What it says.
    pub code: Code,
    /// The arguments of its sentence.
    pub args: Vec<(&'static str, Value)>,
    /// Where to read on.
    pub to: Option<Place>,
}

impl Step {
    /// A step without arguments.
    pub fn new(stage: Stage, code: Code) -> Self {
        Self { stage, code, args: Vec::new(), to: None }
    }

    /// The same step with one argument more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Value) -> Self {
        self.args.push((name, value));
        self
    }

    /// With an amount more.
    #[must_use]
    pub fn money(self, name: &'static str, amount: Money) -> Self {
        self.with(name, Value::Money(amount))
    }

    /// With a moment more.
    #[must_use]
    pub fn at(self, at: Timestamp) -> Self {
        self.with("at", Value::At(at))
    }

    /// With a number more.
    #[must_use]
    pub fn count(self, name: &'static str, count: i64) -> Self {
        self.with(name, Value::Count(count))
    }

    /// The same step with a place to read on.
    #[must_use]
    pub fn to(mut self, place: Place) -> Self {
        self.to = Some(place);
        self
    }
}

/// What a group of a sum is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A word of a fixed set.
    Word(&'static str, &'static str),
    /// A party.
    Party(OrganizationId),
    /// What entries record.
    Kind(EntryKind),
}

/// A part of a sum, with its own subtotal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it is called.
    pub label: Label,
    /// How many lines it has, where they are counted.
    pub count: Option<i64>,
    /// What its rates were applied to, where it has rates.
    pub base: Option<Money>,
    /// Its subtotal.
    pub amount: Money,
    /// Where it opens further.
    pub to: Option<Place>,
}

/// A single line of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// When it counts.
    pub at: Timestamp,
    /// What it is.
    pub label: RowLabel,
    /// How much.
    pub amount: Money,
    /// Its own explanation.
    pub to: Option<Place>,
}

/// What a single line is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowLabel {
    /// A product and the other party.
    Product(ProductId, OrganizationId),
    /// Somebody's own words.
    Text(String),
    /// What an entry records.
    Kind(EntryKind),
}

/// A whole explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// What the amount is.
    pub about: Step,
    /// The amount, as the reader sees it elsewhere.
    pub figure: Money,
    /// How it came about.
    pub steps: Vec<Step>,
    /// What it is the sum of.
    pub groups: Vec<Group>,
    /// The lines of the group that is open.
    pub rows: Vec<Row>,
    /// Where the next page of lines begins.
    pub next: Option<String>,
}

impl Chain {
    /// An explanation without a sum.
    pub fn new(about: Step, figure: Money, steps: Vec<Step>) -> Self {
        Self { about, figure, steps, groups: Vec::new(), rows: Vec::new(), next: None }
    }
}
