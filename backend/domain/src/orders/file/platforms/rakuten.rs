//! 楽天市場.

use chrono_tz::Tz;

use super::super::profile::Field as F;
use super::super::profile::Step::{Canceled, Paid, Placed, Shipped};
use super::{CHINESE, Platform, headings};

/// 楽天市場: status by number or by word.
pub(super) const RAKUTEN: Platform = Platform {
    code: "rakuten",
    source: "rakuten",
    headings: headings::RAKUTEN,
    columns: &[
        (F::Number, &["注文番号"]),
        (F::Status, &["ステータス"]),
        (F::PlacedAt, &["注文日時"]),
        (F::PlacedOn, &["注文日"]),
        (F::PlacedTime, &["注文時間"]),
        (F::PaidAt, &["注文確定日時"]),
        (F::ShippedAt, &["発送完了報告日時"]),
        (F::Sku, &["商品番号", "商品管理番号"]),
        (F::ProductName, &["商品名"]),
        (F::Quantity, &["個数"]),
        (F::UnitPrice, &["単価"]),
        (F::OrderDiscount, &["店舗発行クーポン利用額"]),
        (F::Shipping, &["送料合計"]),
        (F::Taxes, &["消費税合計"]),
        (F::Total, &["合計金額", "請求金額"]),
        (F::Note, &["ひとことメモ"]),
    ],
    required: &[F::Number, F::Status, F::Sku, F::Quantity, F::UnitPrice],
    statuses: &[
        ("100", Placed),
        ("200", Placed),
        ("300", Paid),
        ("400", Paid),
        ("500", Shipped),
        ("600", Shipped),
        ("700", Shipped),
        ("800", Canceled),
        ("900", Canceled),
        ("注文確認待ち", Placed),
        ("楽天処理中", Placed),
        ("発送待ち", Paid),
        ("変更確定待ち", Paid),
        ("発送済", Shipped),
        ("支払手続き中", Shipped),
        ("支払手続き済", Shipped),
        ("キャンセル確定待ち", Canceled),
        ("キャンセル確定", Canceled),
    ],
    zone: Some(Tz::Asia__Tokyo),
    currency: Some("JPY"),
    ..CHINESE
};
