//! The headings of the platforms' order exports, as the platforms write them. Those that no field
//! reads are known by their names, so that a file is recognised; most of them are about the buyer.
//! A bar stands between two headings.

/// Shopify.
pub(super) const SHOPIFY: &str = "\
    Name|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|Accepts Marketing|\
    Currency|Subtotal|Shipping|Taxes|Total|Discount Code|Discount Amount|Shipping Method|\
    Created at|Lineitem quantity|Lineitem name|Lineitem price|Lineitem compare at price|\
    Lineitem sku|Lineitem requires shipping|Lineitem taxable|Lineitem fulfillment status|\
    Billing Name|Billing Street|Billing Address1|Billing Address2|Billing Company|Billing City|\
    Billing Zip|Billing Province|Billing Country|Billing Phone|Shipping Name|Shipping Street|\
    Shipping Address1|Shipping Address2|Shipping Company|Shipping City|Shipping Zip|\
    Shipping Province|Shipping Country|Shipping Phone|Notes|Note Attributes|Cancelled at|\
    Payment Method|Payment Reference|Refunded Amount|Vendor|Outstanding Balance|Employee|\
    Location|Device ID|Id|Tags|Risk Level|Source|Lineitem discount|Tax 1 Name|Tax 1 Value|\
    Tax 2 Name|Tax 2 Value|Tax 3 Name|Tax 3 Value|Tax 4 Name|Tax 4 Value|Tax 5 Name|Tax 5 Value|\
    Billing Province Name|Shipping Province Name|Payment References|Payment ID|\
    Payment Terms Name|Next Payment Due At|Receipt Number|Duties";

/// TikTok Shop (US seller center, English).
pub(super) const TIKTOK_US: &str = "\
    Order ID|Order Status|Order Substatus|Cancelation/Return Type|Normal or Pre-order|SKU ID|\
    Seller SKU|Product Name|Variation|Quantity|Sku Quantity of return|SKU Unit Original Price|\
    SKU Subtotal Before Discount|SKU Platform Discount|SKU Seller Discount|\
    SKU Subtotal After Discount|Shipping Fee After Discount|Original Shipping Fee|\
    Shipping Fee Seller Discount|Shipping Fee Platform Discount|Payment platform discount|\
    Retail Delivery Fee|Taxes|Order Amount|Order Refund Amount|Created Time|Paid Time|RTS Time|\
    Shipped Time|Delivered Time|Cancelled Time|Cancel By|Cancel Reason|Fulfillment Type|\
    Warehouse Name|Tracking ID|Delivery Option Type|Delivery Option|Shipping Provider Name|\
    Buyer Message|Buyer Username|Recipient|Phone #|Country|State|City|Zipcode|Detail Address|\
    Additional address information|House Name or Number|Delivery Instruction|Payment Method|\
    Weight(kg)|Product Category|Package ID|Seller Note|Shipping Information";

/// TikTok Shop (Malaysia/SEA).
pub(super) const TIKTOK_MY: &str = "\
    Order ID|Order Status|Order Substatus|SKU ID|Seller SKU|Product Name|Variation|Quantity|\
    SKU Unit Original Price|SKU Subtotal Before Discount|SKU Platform Discount|\
    SKU Seller Discount|SKU Subtotal After Discount|Shipping Fee After Discount|\
    Original Shipping Fee|Payment platform discount|Order Amount|Order Refund Amount|\
    Created Time|Paid Time|Tracking ID|Delivery Option|Shipping Provider Name|Buyer Message|\
    Buyer Username|Recipient|Phone #|Country|State|Post Town|Detail Address|\
    Additional address information|Payment Method";

/// TikTok Shop Affiliate (seller/creator orders export).
pub(super) const TIKTOK_AFFILIATE: &str = "\
    Order ID|Product ID|Product Name|SKU ID|Seller Sku|Price|Payment Amount|Currency|Quantity|\
    Payment method|Order Status|Fully returned or refunded|Platform|Creator Username|\
    Content Type|Content ID|commission model|Standard commission rate|Est. Commission Base|\
    Est. standard commission payment|Actual Commission Base|Actual Commission Payment|\
    Shop Ads commission rate|Est. Shop Ads commission payment|Actual Shop Ads commission payment|\
    Est. co-funded creator bonus|Actual co-funded creator bonus|\
    Est. Commission for Affiliate Partner|Time Created|Time Commission Paid";

/// 抖店 (Douyin).
pub(super) const DOUYIN: &str = "\
    主订单编号|子订单编号|支付方式|选购商品|货号|商品ID|商家编码|商品数量|商品金额|订单提交时间|\
    支付完成时间|订单完成时间|承诺发货时间|预约发货时间|买家留言|旗帜颜色|商家备注|APP渠道|\
    订单状态|取消原因|售后状态|订单类型|发货时间|车型|是否是以旧换新|换新额外补贴|\
    换新额外补贴发放状态|订单应付金额|运费|优惠总金额|平台优惠|商家优惠|达人优惠|商家改价|\
    支付优惠|手续费|红包抵扣|降价类优惠|平台实际承担优惠金额|商家实际承担优惠金额|\
    达人实际承担优惠金额|收件人|收件人手机号|省|市|区|街道|详细地址|是否修改过地址|快递信息|\
    序列号|达人ID|达人昵称|拼团订单团编号|商品单价是否含税|税费|鲁班落地页ID|所属门店ID|流量来源|\
    仓库ID|仓库名称|是否安心购|广告渠道|流量类型|流量体裁|流量渠道|发货主体|发货主体明细|\
    教育优惠|预计送达时间|是否平台仓自流转|是否是渠道商品|预约送达时间|建议发货时间（起）|\
    建议发货时间（止）";

/// 微信小店 / 视频号小店.
pub(super) const WECHAT: &str = "\
    订单号|订单下单时间|订单发货时间|订单确认收货时间|订单完成结算时间|订单状态|发货方式|\
    收件人姓名|收件人地址|省|市|区|收件人手机|买家备注|商家备注|打标颜色|商品总价|\
    订单实际支付金额|订单实际收款金额|订单运费|商品优惠|跨店优惠|商品改价|积分抵扣|支付方式|\
    支付时间|交易单号|物流公司|快递单号|技术服务费|技术服务费（将以人气卡形式返还）|\
    运费险预计投保费用|带货方式|带货账号类型|带货账号昵称|带货ID|带货费用渠道|带货费用类型|\
    带货费用|带货佣金率|企微企业ID|企微工号|导购最近分享时间|企业微信加密id|企微备注|礼物单号|\
    商品名称|商品编码(平台)|商品编码(自定义)|SKU编码(自定义)|商品属性|商品价格(单件)|\
    商品实际价格(单件)|商品实际价格(总共)|是否预售|商品数量|商品平台券优惠|商品平均运费|\
    活动商家补贴|定制信息|定制预览图|商品发货|商品售后|商品已退款金额";

/// 有赞.
pub(super) const YOUZAN: &str = "\
    订单号|销售渠道|归属店铺|订单类型|订单状态|推广方式|订单来源|订单创建时间|买家付款时间|\
    交易成功时间|付款方式|支付流水号|商品金额合计|运费|店铺优惠合计|应收订单金额|订单实付金额|\
    支付优惠合计|订单实收金额|订单抵用积分数|店铺优惠方式|支付优惠方式|全部商品名称|商品种类数|\
    订单配送方式|同城送达时间/提货时间|收货人省份|收货人城市|收货人地区|详细收货地址/提货地址|\
    收货人/提货人|收货人手机号/提货人手机号|买家备注|订单星级|买家昵称|买家是否会员|买家手机号|\
    下单网点|收银员|分销员|销售导购|专属导购|订单退款状态|订单已退款金额|商家订单备注|桌号|\
    挂账主体|挂账手机号|团长订单|订单风险标签|分销员手机号|分销员所属店铺|分销员所属团队|\
    分销员所属分组|分销员等级|订单佣金类型|订单佣金金额|订单下级卖货提成类型|\
    订单下级卖货提成金额";

/// 淘宝 and 天猫.
pub(super) const TAOBAO: &str = "\
    订单编号|买家会员名|买家支付宝账号|买家应付货款|买家应付邮费|买家支付积分|总金额|返点积分|\
    买家实际支付金额|买家实际支付积分|订单状态|买家留言|收货人姓名|收货地址|运送方式|联系电话|\
    联系手机|订单创建时间|订单付款时间|宝贝标题|宝贝种类|物流单号|物流公司|订单备注|宝贝总数量|\
    店铺Id|店铺名称|订单关闭原因|卖家服务费|买家服务费|发票抬头|是否手机订单|分阶段订单信息|\
    定金排名|修改后的sku|修改后的收货地址|异常信息|卡券抵扣|积分抵扣|是否是O2O交易";

/// 小红书 千帆.
pub(super) const XIAOHONGSHU: &str = "\
    订单号|订单状态|售后状态|订单类型|订单标记|收件人姓名|收件人电话|收件人地址|省|市|区|\
    区域编码|小红书编码|条形码|规格ID|达人ID|达人名称|SKU名称|SKU规格|SKU件数|是否为赠品|\
    发票/Invoice|商品总价(元)|用户应付金额(元)|平台优惠(元)|店铺优惠(元)|支付渠道优惠(元)|\
    SKU商家改价(元)|商家应收金额(元)（支付金额）|支付方式|支付渠道订单号|支付期数|利息费用|\
    手续费承担方|支付时间|sku净重(kg)|包裹总净重(kg)|包裹总运费(元)|快递公司|快递单号|发货链接|\
    大头笔/Paint Marker|集包地/Express Extend 1|三段码/Express Extend 2|订购人身份证姓名/ID Name|\
    订购人身份证号/ID Number|收件人身份证姓名|收件人身份证号|订单创建时间|预售订单开始发货时间|\
    预售订单截止发货时间|承诺发货时间|订单发货时间|订单完成时间|发货仓库|确认收货类型|\
    是否延迟收货|用户备注|包裹备注标记|包裹备注信息|异常原因|店铺名称|用户编号|运费模版名称|\
    物流方案名称|第三方机构订单号|国补模式|供应商id|供应商名称|商家编码|商品ID|商品名称";

/// 楽天 RMS 受注CSV (通常購入).
pub(super) const RAKUTEN: &str = "\
    注文番号|ステータス|サブステータスID|サブステータス|注文日時|注文日|注文時間|\
    キャンセル期限日|注文確認日時|注文確定日時|発送指示日時|発送完了報告日時|支払方法名|\
    クレジットカード支払い方法|クレジットカード支払い回数|配送方法|配送区分|注文種別|\
    複数送付先フラグ|送付先一致フラグ|離島フラグ|楽天確認中フラグ|警告表示タイプ|楽天会員フラグ|\
    購入履歴修正有無フラグ|商品合計金額|消費税合計|送料合計|代引料合計|請求金額|合計金額|\
    ポイント利用額|クーポン利用総額|店舗発行クーポン利用額|楽天発行クーポン利用額|\
    注文者郵便番号1|注文者郵便番号2|注文者住所都道府県|注文者住所郡市区|注文者住所それ以降の住所|\
    注文者姓|注文者名|注文者姓カナ|注文者名カナ|注文者電話番号1|注文者電話番号2|注文者電話番号3|\
    注文者メールアドレス|注文者性別|申込番号|申込お届け回数|送付先ID|送付先送料|送付先代引料|\
    送付先消費税合計|送付先商品合計金額|送付先合計金額|のし|送付先郵便番号1|送付先郵便番号2|\
    送付先住所都道府県|送付先住所郡市区|送付先住所それ以降の住所|送付先姓|送付先名|送付先姓カナ|\
    送付先名カナ|送付先電話番号1|送付先電話番号2|送付先電話番号3|商品明細ID|商品ID|商品名|\
    商品番号|商品管理番号|単価|個数|送料込別|税込別|代引手数料込別|ポイント倍率|納期情報|\
    在庫タイプ|ラッピングタイトル1|ラッピング名1|ラッピング料金1|ラッピング税込別1|\
    ラッピング種類1|ラッピングタイトル2|ラッピング名2|ラッピング料金2|ラッピング税込別2|\
    ラッピング種類2|お届け時間帯|お届け日指定|担当者|ひとことメモ|\
    メール差込文 (お客様へのメッセージ)|ギフト配送希望|利用端末|メールキャリアコード|\
    あす楽希望フラグ|医薬品受注フラグ|楽天スーパーDEAL商品受注フラグ|\
    メンバーシッププログラム受注タイプ";
