//! 微信小店, 有赞, 淘宝.

use super::super::profile::Step::{Canceled, Delivered, Paid, Placed, Refunded, Shipped};
use super::super::profile::{Field as F, Rows};
use super::{CHINESE, Platform, headings};

/// 微信小店.
pub(super) const WECHAT: Platform = Platform {
    code: "wechat_shop",
    source: "wechat_shop",
    headings: headings::WECHAT,
    columns: &[
        (F::Number, &["订单号"]),
        (F::LineStatus, &["订单状态"]),
        (F::Sku, &["SKU编码(自定义)", "商品编码(自定义)"]),
        (F::ProductName, &["商品名称"]),
        (F::Quantity, &["商品数量"]),
        (F::UnitPrice, &["商品价格(单件)"]),
        (F::LinePaid, &["商品实际价格(总共)"]),
        (F::LineRefund, &["商品已退款金额"]),
        (F::PlacedAt, &["订单下单时间"]),
        (F::PaidAt, &["支付时间"]),
        (F::ShippedAt, &["订单发货时间"]),
        (F::DeliveredAt, &["订单确认收货时间"]),
        (F::Creator, &["带货ID", "带货账号昵称"]),
        (F::Note, &["买家备注"]),
    ],
    statuses: &[
        ("待付款", Placed),
        ("礼物待收下", Paid),
        ("凑单买凑团中", Paid),
        ("待发货", Paid),
        ("部分发货", Paid),
        ("待收货", Shipped),
        ("已发货", Shipped),
        ("完成", Delivered),
        ("已完成", Delivered),
        ("全部商品售后之后订单取消", Refunded),
        ("未付款取消", Canceled),
        ("已取消", Canceled),
        ("10", Placed),
        ("12", Paid),
        ("13", Paid),
        ("20", Paid),
        ("21", Paid),
        ("30", Shipped),
        ("100", Delivered),
        ("200", Refunded),
        ("250", Canceled),
    ],
    ..CHINESE
};

/// 有赞: a row is an order, its goods are told by their names.
pub(super) const YOUZAN: Platform = Platform {
    code: "youzan",
    source: "youzan",
    headings: headings::YOUZAN,
    columns: &[
        (F::Number, &["订单号"]),
        (F::Status, &["订单状态"]),
        (F::ProductName, &["全部商品名称"]),
        (F::LineGross, &["商品金额合计"]),
        (F::LineDiscount, &["店铺优惠合计"]),
        (F::Refunded, &["订单已退款金额"]),
        (F::PlacedAt, &["订单创建时间"]),
        (F::PaidAt, &["买家付款时间"]),
        (F::DeliveredAt, &["交易成功时间"]),
        (F::Creator, &["分销员"]),
        (F::Note, &["买家备注"]),
    ],
    required: &[F::Number, F::Status, F::ProductName, F::LineGross, F::PlacedAt],
    statuses: &[
        ("待付款", Placed),
        ("待成团", Paid),
        ("待接单", Paid),
        ("待发货", Paid),
        ("已付款", Paid),
        ("已发货", Shipped),
        ("待收货", Shipped),
        ("已完成", Delivered),
        ("交易成功", Delivered),
        ("交易完成", Delivered),
        ("已关闭", Canceled),
        ("交易关闭", Canceled),
    ],
    rows: Rows::Orders,
    code_in_name: true,
    ..CHINESE
};

/// 淘宝 and 天猫: a row is an order, its goods are told by their titles.
pub(super) const TAOBAO: Platform = Platform {
    code: "taobao",
    source: "taobao",
    headings: headings::TAOBAO,
    columns: &[
        (F::Number, &["订单编号"]),
        (F::Status, &["订单状态"]),
        (F::ProductName, &["宝贝标题"]),
        (F::Quantity, &["宝贝总数量"]),
        (F::LinePaid, &["买家应付货款"]),
        (F::PlacedAt, &["订单创建时间"]),
        (F::PaidAt, &["订单付款时间"]),
        (F::Note, &["买家留言"]),
    ],
    required: &[F::Number, F::Status, F::ProductName, F::LinePaid, F::PlacedAt],
    statuses: &[
        ("等待买家付款", Placed),
        ("买家已付款，等待卖家发货", Paid),
        ("卖家部分发货", Paid),
        ("卖家已发货，等待买家确认", Shipped),
        ("交易成功", Delivered),
        ("交易关闭", Canceled),
    ],
    rows: Rows::Orders,
    code_in_name: true,
    ..CHINESE
};
