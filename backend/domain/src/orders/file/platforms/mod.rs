//! The platforms whose order exports are known, as tables.

mod douyin;
mod headings;
mod rakuten;
mod shopify;
mod tiktok;
mod wechat;

use chrono_tz::Tz;

use super::profile::{DateOrder, Field as F, Field, Rows, Step};

/// How one platform writes its exports.
pub(super) struct Platform {
    pub(super) code: &'static str,
    /// Several layouts of one platform share its order numbers.
    pub(super) source: &'static str,
    /// With a bar between two of them.
    pub(super) headings: &'static str,
    pub(super) columns: &'static [(Field, &'static [&'static str])],
    pub(super) required: &'static [Field],
    pub(super) statuses: &'static [(&'static str, Step)],
    pub(super) dates: DateOrder,
    pub(super) zone: Option<Tz>,
    pub(super) currency: Option<&'static str>,
    pub(super) rows: Rows,
    pub(super) code_in_name: bool,
}

/// All of them. Where two know as many headings of a file, the first is taken.
pub(super) const PLATFORMS: &[Platform] = &[
    shopify::SHOPIFY,
    tiktok::AMERICAN,
    tiktok::ASIAN,
    tiktok::AFFILIATE,
    douyin::DOUYIN,
    wechat::WECHAT,
    wechat::YOUZAN,
    wechat::TAOBAO,
    douyin::XIAOHONGSHU,
    rakuten::RAKUTEN,
];

/// What most platforms of China share.
const CHINESE: Platform = Platform {
    code: "",
    source: "",
    headings: "",
    columns: &[],
    required: &[F::Number, F::PlacedAt, F::Sku, F::LineStatus],
    statuses: &[],
    dates: DateOrder::Year,
    zone: Some(Tz::Asia__Shanghai),
    currency: Some("CNY"),
    rows: Rows::Lines,
    code_in_name: false,
};
