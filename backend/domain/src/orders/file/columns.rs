//! The columns of Shopify's order export.

use super::table::Heading;

/// A column that is read: its place in [`HEADINGS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    FinancialStatus,
    PaidAt,
    FulfilledAt,
    Currency,
    Subtotal,
    Shipping,
    Taxes,
    Total,
    DiscountCode,
    Discount,
    PlacedAt,
    Quantity,
    ProductName,
    Price,
    Sku,
    LineStatus,
    Notes,
    CanceledAt,
    Refunded,
    LineDiscount,
    /// What the buyer wrote; only our own mark in it is read.
    BuyerNote,
}

/// A heading without which money, its state or its time would silently be read wrongly.
const fn required(name: &'static str, aliases: &'static [&'static str]) -> Heading {
    Heading { name, aliases, required: true }
}

const fn optional(name: &'static str, aliases: &'static [&'static str]) -> Heading {
    Heading { name, aliases, required: false }
}

/// A heading that is known and left alone: most of them are about the buyer.
const fn ignored(name: &'static str) -> Heading {
    optional(name, &[])
}

/// Those of [`Column`] in its order, then those that are ignored.
pub(super) const HEADINGS: &[Heading] = &[
    required(
        "Name",
        &["order", "order name", "order number", "注文番号", "订单号", "订单编号", "訂單編號"],
    ),
    required("Financial Status", &["payment status", "支払い状況", "支払状況", "付款状态"]),
    required("Paid at", &["支払日時", "付款时间", "付款日期"]),
    required("Fulfilled at", &["発送日時", "发货时间", "发货日期"]),
    required("Currency", &["通貨", "货币", "币种"]),
    required("Subtotal", &["小計", "小计"]),
    required("Shipping", &["配送料", "送料", "运费"]),
    required("Taxes", &["tax", "税額", "税金", "税费"]),
    required("Total", &["合計", "合計金額", "总计", "总额"]),
    optional("Discount Code", &["ディスカウントコード", "クーポンコード", "折扣码"]),
    required("Discount Amount", &["割引額", "割引金額", "折扣金额"]),
    required("Created at", &["order date", "注文日時", "下单时间", "创建时间"]),
    required("Lineitem quantity", &["line item quantity", "数量", "商品数量"]),
    required("Lineitem name", &["line item name", "商品名", "商品名称"]),
    required("Lineitem price", &["line item price", "単価", "商品価格", "单价", "商品价格"]),
    required("Lineitem sku", &["line item sku", "sku", "商品コード", "商品编码"]),
    optional("Lineitem fulfillment status", &["line item fulfillment status"]),
    optional("Note Attributes", &["note attribute", "メモ属性", "备注属性"]),
    required("Cancelled at", &["canceled at", "キャンセル日時", "取消时间"]),
    required("Refunded Amount", &["refunded", "返金額", "退款金额"]),
    required("Lineitem discount", &["line item discount", "商品割引額", "商品折扣"]),
    optional("Notes", &["note", "メモ", "備考", "备注"]),
    ignored("Email"),
    ignored("Phone"),
    ignored("Fulfillment Status"),
    ignored("Accepts Marketing"),
    ignored("Shipping Method"),
    ignored("Lineitem compare at price"),
    ignored("Lineitem requires shipping"),
    ignored("Lineitem taxable"),
    ignored("Billing Name"),
    ignored("Billing Street"),
    ignored("Billing Address1"),
    ignored("Billing Address2"),
    ignored("Billing Company"),
    ignored("Billing City"),
    ignored("Billing Zip"),
    ignored("Billing Province"),
    ignored("Billing Province Name"),
    ignored("Billing Country"),
    ignored("Billing Phone"),
    ignored("Shipping Name"),
    ignored("Shipping Street"),
    ignored("Shipping Address1"),
    ignored("Shipping Address2"),
    ignored("Shipping Company"),
    ignored("Shipping City"),
    ignored("Shipping Zip"),
    ignored("Shipping Province"),
    ignored("Shipping Province Name"),
    ignored("Shipping Country"),
    ignored("Shipping Phone"),
    ignored("Payment Method"),
    ignored("Payment Reference"),
    ignored("Payment References"),
    ignored("Payment ID"),
    ignored("Payment Terms Name"),
    ignored("Next Payment Due At"),
    ignored("Vendor"),
    ignored("Outstanding Balance"),
    ignored("Employee"),
    ignored("Location"),
    ignored("Device ID"),
    ignored("Id"),
    ignored("Tags"),
    ignored("Risk Level"),
    ignored("Source"),
    ignored("Tax 1 Name"),
    ignored("Tax 1 Value"),
    ignored("Tax 2 Name"),
    ignored("Tax 2 Value"),
    ignored("Tax 3 Name"),
    ignored("Tax 3 Value"),
    ignored("Tax 4 Name"),
    ignored("Tax 4 Value"),
    ignored("Tax 5 Name"),
    ignored("Tax 5 Value"),
    ignored("Receipt Number"),
    ignored("Duties"),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::table::normalised;
    use super::*;

    #[test]
    fn columns_stand_in_the_order_of_their_headings() {
        for (column, name) in [
            (Column::Name, "Name"),
            (Column::Total, "Total"),
            (Column::PlacedAt, "Created at"),
            (Column::Sku, "Lineitem sku"),
            (Column::Refunded, "Refunded Amount"),
            (Column::LineDiscount, "Lineitem discount"),
        ] {
            assert_eq!(HEADINGS[column as usize].name, name);
        }
    }

    #[test]
    fn every_name_and_alias_means_one_column() {
        let mut seen = HashSet::new();
        for heading in HEADINGS {
            assert!(seen.insert(normalised(heading.name)), "{}", heading.name);
            for alias in heading.aliases {
                assert_eq!(normalised(alias), *alias);
                assert!(seen.insert((*alias).to_owned()), "{alias}");
            }
        }
    }
}
