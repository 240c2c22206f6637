//! 抖店 and 小红书: one row for each part of an order, with a status of its own.

use super::super::profile::Field as F;
use super::super::profile::Step::{Canceled, Delivered, Paid, Placed, Refunded, Shipped};
use super::{CHINESE, Platform, headings};

/// 抖店.
pub(super) const DOUYIN: Platform = Platform {
    code: "douyin",
    source: "douyin",
    headings: headings::DOUYIN,
    columns: &[
        (F::Number, &["主订单编号"]),
        (F::LineStatus, &["订单状态"]),
        (F::Sku, &["商家编码", "货号"]),
        (F::ProductName, &["选购商品"]),
        (F::Quantity, &["商品数量"]),
        (F::LineGross, &["商品金额"]),
        (F::LineDiscount, &["优惠总金额"]),
        (F::PlacedAt, &["订单提交时间"]),
        (F::PaidAt, &["支付完成时间"]),
        (F::ShippedAt, &["发货时间"]),
        (F::DeliveredAt, &["订单完成时间"]),
        (F::Creator, &["达人ID", "达人昵称"]),
        (F::Note, &["买家留言"]),
    ],
    statuses: &[
        ("待支付", Placed),
        ("待付款", Placed),
        ("已支付", Paid),
        ("备货中", Paid),
        ("待发货", Paid),
        ("部分发货", Paid),
        ("已发货", Shipped),
        ("已收货", Delivered),
        ("已完成", Delivered),
        ("已关闭", Canceled),
        ("已取消", Canceled),
        ("已退款", Refunded),
    ],
    ..CHINESE
};

/// 小红书.
pub(super) const XIAOHONGSHU: Platform = Platform {
    code: "xiaohongshu",
    source: "xiaohongshu",
    headings: headings::XIAOHONGSHU,
    columns: &[
        (F::Number, &["订单号"]),
        (F::LineStatus, &["订单状态"]),
        (F::Sku, &["商家编码", "条形码"]),
        (F::ProductName, &["商品名称", "SKU名称"]),
        (F::Quantity, &["SKU件数"]),
        (F::LineGross, &["商品总价(元)"]),
        (F::LinePaid, &["用户应付金额(元)"]),
        (F::PlacedAt, &["订单创建时间"]),
        (F::PaidAt, &["支付时间"]),
        (F::ShippedAt, &["订单发货时间"]),
        (F::DeliveredAt, &["订单完成时间"]),
        (F::Creator, &["达人ID", "达人名称"]),
        (F::Note, &["用户备注"]),
    ],
    statuses: &[
        ("已下单待付款", Placed),
        ("待付款", Placed),
        ("待支付", Placed),
        ("已支付", Paid),
        ("已支付处理中", Paid),
        ("清关中", Paid),
        ("待配货", Paid),
        ("待发货", Paid),
        ("部分发货", Paid),
        ("已发货", Shipped),
        ("待收货", Shipped),
        ("已签收", Delivered),
        ("已完成", Delivered),
        ("已关闭", Canceled),
        ("已取消", Canceled),
    ],
    ..CHINESE
};
