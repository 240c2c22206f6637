//! TikTok Shop.

use chrono_tz::Tz;

use super::super::profile::Step::{Canceled, Delivered, Paid, Placed, Refunded, Shipped};
use super::super::profile::{DateOrder, Field as F, Field, Rows, Step};
use super::{Platform, headings};

const TIKTOK_STATUSES: &[(&str, Step)] = &[
    ("Unpaid", Placed),
    ("On hold", Placed),
    ("To ship", Paid),
    ("Awaiting shipment", Paid),
    ("Awaiting collection", Paid),
    ("Partially shipping", Paid),
    ("Shipped", Shipped),
    ("In transit", Shipped),
    ("Delivered", Delivered),
    ("Completed", Delivered),
    ("Canceled", Canceled),
    ("Cancelled", Canceled),
    ("待付款", Placed),
    ("待发货", Paid),
    ("已发货", Shipped),
    ("已完成", Delivered),
    ("已取消", Canceled),
    ("支払い待ち", Placed),
    ("発送待ち", Paid),
    ("発送済み", Shipped),
    ("配達済み", Delivered),
    ("完了", Delivered),
    ("キャンセル済み", Canceled),
];

const TIKTOK_COLUMNS: &[(Field, &[&str])] = &[
    (F::Number, &["Order ID", "注文ID", "订单号"]),
    (F::LineStatus, &["Order Status", "注文ステータス", "订单状态"]),
    (F::Sku, &["Seller SKU", "SKU ID", "出品者SKU", "商家SKU"]),
    (F::ProductName, &["Product Name", "商品名", "商品名称"]),
    (F::Quantity, &["Quantity", "数量"]),
    (F::UnitPrice, &["SKU Unit Original Price"]),
    (F::LinePaid, &["SKU Subtotal After Discount"]),
    (F::Total, &["Order Amount"]),
    (F::Refunded, &["Order Refund Amount"]),
    (F::PlacedAt, &["Created Time", "作成日時", "创建时间"]),
    (F::PaidAt, &["Paid Time"]),
    (F::ShippedAt, &["Shipped Time"]),
    (F::DeliveredAt, &["Delivered Time"]),
    (F::CanceledAt, &["Cancelled Time"]),
    (F::Note, &["Buyer Message"]),
];

/// The export of the American seller center.
pub(super) const AMERICAN: Platform = Platform {
    code: "tiktok_shop_us",
    source: "tiktok_shop",
    headings: headings::TIKTOK_US,
    columns: TIKTOK_COLUMNS,
    required: &[F::Number, F::LineStatus, F::Sku, F::Quantity, F::UnitPrice, F::PlacedAt],
    statuses: TIKTOK_STATUSES,
    dates: DateOrder::Month,
    zone: Some(Tz::America__Los_Angeles),
    currency: Some("USD"),
    rows: Rows::Lines,
    code_in_name: false,
};

/// The same where the currency is told by the buyer's country: shops sell in their own alone.
const ASIAN_COLUMNS: &[(Field, &[&str])] = &[
    TIKTOK_COLUMNS[0],
    TIKTOK_COLUMNS[1],
    TIKTOK_COLUMNS[2],
    TIKTOK_COLUMNS[3],
    TIKTOK_COLUMNS[4],
    TIKTOK_COLUMNS[5],
    TIKTOK_COLUMNS[6],
    TIKTOK_COLUMNS[7],
    TIKTOK_COLUMNS[8],
    TIKTOK_COLUMNS[9],
    TIKTOK_COLUMNS[10],
    TIKTOK_COLUMNS[11],
    TIKTOK_COLUMNS[12],
    TIKTOK_COLUMNS[13],
    TIKTOK_COLUMNS[14],
    (F::Currency, &["Currency", "Country"]),
];

/// The export of the seller centers of South East Asia.
pub(super) const ASIAN: Platform = Platform {
    code: "tiktok_shop_sea",
    headings: headings::TIKTOK_MY,
    columns: ASIAN_COLUMNS,
    dates: DateOrder::Day,
    zone: Some(Tz::Asia__Kuala_Lumpur),
    currency: Some("MYR"),
    ..AMERICAN
};

/// The creators' orders.
pub(super) const AFFILIATE: Platform = Platform {
    code: "tiktok_shop_affiliate",
    headings: headings::TIKTOK_AFFILIATE,
    columns: &[
        (F::Number, &["Order ID"]),
        (F::LineStatus, &["Order Status"]),
        (F::Sku, &["Seller Sku", "SKU ID"]),
        (F::ProductName, &["Product Name"]),
        (F::Quantity, &["Quantity"]),
        (F::UnitPrice, &["Price"]),
        (F::LinePaid, &["Payment Amount"]),
        (F::Currency, &["Currency"]),
        (F::PlacedAt, &["Time Created"]),
        (F::Creator, &["Creator Username"]),
    ],
    required: &[
        F::Number,
        F::LineStatus,
        F::Sku,
        F::Quantity,
        F::LinePaid,
        F::PlacedAt,
        F::Creator,
    ],
    statuses: &[
        ("Ordered", Paid),
        ("Pending", Paid),
        ("Awaiting payment", Placed),
        ("Settled", Delivered),
        ("Completed", Delivered),
        ("Ineligible", Canceled),
        ("Refunded", Refunded),
        ("Cancelled", Canceled),
        ("Canceled", Canceled),
    ],
    dates: DateOrder::Day,
    currency: None,
    ..AMERICAN
};
