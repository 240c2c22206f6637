//! What the tables are: one file per area, beside its migration of the same name.
//!
//! Some areas share their name with a table, hence the modules' longer names.

#![allow(missing_docs, clippy::wildcard_imports, unreachable_pub)]

#[path = "adjustments.rs"]
mod adjustments_area;
#[path = "catalogue.rs"]
mod catalogue_area;
#[path = "commissions.rs"]
mod commissions_area;
#[path = "explain.rs"]
mod explain_area;
#[path = "lead_work.rs"]
mod lead_work_area;
#[path = "leads.rs"]
mod leads_area;
#[path = "ledger.rs"]
mod ledger_area;
#[path = "materials.rs"]
mod materials_area;
#[path = "order_life.rs"]
mod order_life_area;
#[path = "orders.rs"]
mod orders_area;
#[path = "partners.rs"]
mod partners_area;
#[path = "platform.rs"]
mod platform_area;
#[path = "samples.rs"]
mod samples_area;
#[path = "shops.rs"]
mod shops_area;
#[path = "storefronts.rs"]
mod storefronts_area;
#[path = "taking_part.rs"]
mod taking_part_area;
#[path = "tenancy.rs"]
mod tenancy_area;

pub use adjustments_area::*;
pub use catalogue_area::*;
pub use commissions_area::*;
pub use explain_area::*;
pub use lead_work_area::*;
pub use leads_area::*;
pub use ledger_area::*;
pub use materials_area::*;
pub use order_life_area::*;
pub use orders_area::*;
pub use partners_area::*;
pub use platform_area::*;
pub use samples_area::*;
pub use shops_area::*;
pub use storefronts_area::*;
pub use taking_part_area::*;
pub use tenancy_area::*;

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    adjustments,
    clicks,
    commission_parts,
    commissions,
    fees,
    entry_seals,
    journal_entries,
    late_entries,
    ledger_accounts,
    links,
    listings,
    memberships,
    networks,
    order_lines,
    orders,
    organizations,
    products,
    sample_requests,
    storefronts,
    texts,
    transfers,
    unsealed_entries,
);

diesel::allow_tables_to_appear_in_same_query!(lead_tasks, leads);

diesel::allow_tables_to_appear_in_same_query!(order_cases, order_case_lines);

diesel::allow_tables_to_appear_in_same_query!(leads, material_holdings);
