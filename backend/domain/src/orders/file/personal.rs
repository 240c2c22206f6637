//! Columns of orders files that are about the buyer: who looks at a file is not shown them.

use super::heading::normalised;

/// What such headings hold, in the languages of the platforms.
const PERSONAL: &[&str] = &[
    "name",
    "氏名",
    "姓名",
    "姓",
    "注文者",
    "送付先",
    "宛名",
    "お届け先",
    "address",
    "street",
    "city",
    "zip",
    "post",
    "province",
    "state",
    "district",
    "house",
    "住所",
    "郵便",
    "電話",
    "phone",
    "mobile",
    "tel",
    "mail",
    "メール",
    "recipient",
    "consignee",
    "buyer",
    "customer",
    "買家",
    "买家",
    "会员",
    "會員",
    "顧客",
    "お客様",
    "收件人",
    "收货人",
    "收貨人",
    "订购人",
    "手机",
    "手機",
    "电话",
    "联系",
    "聯繫",
    "地址",
    "邮编",
    "邮箱",
    "身份证",
    "昵称",
    "暱稱",
    "支付宝",
    "性別",
    "性别",
    "line id",
    "wechat",
    "微信",
    "企微",
    "billing",
    "shipping address",
    "shipping name",
    "note",
    "message",
    "備考",
    "备注",
    "留言",
    "省",
    "市",
    "区",
    "街道",
    "ひとことメモ",
];

/// What holds one of those words and is about the goods, the shop or the creator.
const GOODS: &[&str] = &[
    "product",
    "lineitem",
    "line item",
    "sku",
    "item",
    "goods",
    "商品",
    "品名",
    "宝贝",
    "規格",
    "规格",
    "variation",
    "discount",
    "tax",
    "method",
    "provider",
    "status",
    "shop",
    "店铺",
    "店舗",
    "warehouse",
    "仓库",
    "creator",
    "达人",
    "带货",
    "kakehashi",
    "note attribute",
    "メモ属性",
    "备注属性",
    "platform",
    "市场",
    "市価",
    "付款",
    "应付",
    "金额",
    "区域编码",
    "区分",
    "区間",
];

/// Whether a column with this heading is about the buyer: a name, an address, a number to call.
pub fn is_personal(heading: &str) -> bool {
    let heading = normalised(heading);
    if matches!(heading.as_str(), "name" | "order name") {
        // Shopify calls the order's number so.
        return false;
    }
    let holds = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    holds(PERSONAL) && !holds(GOODS)
}

/// What stands in a cell that is not shown.
pub(super) fn hide(cell: &str) -> String {
    if cell.is_empty() { String::new() } else { "•••".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::file::Profile;
    use crate::orders::file::profile::Field;

    #[test]
    fn headings_about_the_buyer_are_told_from_those_about_the_goods() {
        for heading in [
            "Email",
            "Billing Name",
            "Shipping Address1",
            "Shipping Phone",
            "Recipient",
            "Phone #",
            "Detail Address",
            "Buyer Username",
            "收件人",
            "收件人手机号",
            "详细地址",
            "注文者姓",
            "送付先住所都道府県",
            "注文者メールアドレス",
            "買家会员名",
            "联系手机",
            "Zipcode",
            "お客様名",
        ] {
            assert!(is_personal(heading), "{heading}");
        }
        for heading in [
            "Name",
            "Lineitem name",
            "Product Name",
            "商品名",
            "Seller SKU",
            "注文番号",
            "订单状态",
            "店铺名称",
            "Created at",
            "Payment Method",
            "Note Attributes",
            "达人昵称",
            "数量",
            "Order Amount",
        ] {
            assert!(!is_personal(heading), "{heading}");
        }
    }

    #[test]
    fn no_column_that_a_profile_reads_is_hidden_but_a_buyers_note() {
        for profile in Profile::platforms() {
            for (field, headings) in &profile.columns {
                let hidden = headings.iter().find(|heading| is_personal(heading));
                let may = matches!(field, Field::Note | Field::Currency);
                assert!(hidden.is_none() || may, "{} {field}: {hidden:?}", profile.name);
            }
        }
    }
}
