//! Links that lead to a storefront, the clicks on them, the codes that buyers type.

pub mod click;
pub mod coupon;
pub mod link;
