### 商品提报、商品审核、图片

letter-greeting = { $name } 您好：
letter-closing = 本邮件由系统自动发送，请勿直接回复。如有疑问，请联系您的商务对接人。

state-product-draft = 草稿
state-product-submitted = 已提报
state-product-in-review = 审核中
state-product-changes-requested = 退回修改
state-product-published = 已上架
state-product-suspended = 已停售
state-product-rejected = 未通过
state-product-withdrawn = 已撤回
state-category-skincare = 护肤
state-category-tea = 茶
state-category-sweets = 糕点糖果
state-category-food = 食品
state-category-health = 健康
state-category-kitchen = 厨房用品
state-category-craft = 工艺品
state-category-baby = 母婴
state-category-fragrance = 香氛
state-category-stationery = 文具
state-reject-reason-needs-more-detail = 信息不足
state-reject-reason-does-not-meet-requirements = 不符合上架要求
state-reject-reason-not-the-right-fit = 与选品方向不符
state-reject-reason-other = 其他

product-name = 商品名称
product-sku = SKU

review-reason = 原因
review-note = 审核意见

review-mail-approved-subject = 【审核通过】“{ $name }”已上架
review-mail-approved-lead = 您提报的商品已通过审核，并在商品库上架。KOL现在可以将其加入橱窗。
review-mail-changes-subject = 【退回修改】请确认“{ $name }”的内容
review-mail-changes-lead = 您提报的商品有需要修改的地方。请查看审核意见，修改后重新提报。
review-mail-rejected-subject = 【审核结果】关于“{ $name }”
review-mail-rejected-lead = 经审核，您提报的商品本次未能上架。
review-mail-link = 打开商品页面
