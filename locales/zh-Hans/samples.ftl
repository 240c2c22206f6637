### 样品的申请、回复与寄送

state-sample-requested = 申请中
state-sample-approved = 已同意
state-sample-rejected = 未同意
state-sample-expired = 已过期
state-sample-preparing = 备货中
state-sample-shipped = 已寄出
state-sample-received = 已签收
state-sample-canceled = 已取消

sample-list-title = 样品
sample-list-lead-kol = 查看您申请的样品进度。
sample-list-lead-brand = 回复KOL的样品申请并寄出样品。逾期未回复的申请将自动过期。
sample-list-lead-operator = 本网络内的全部样品申请。
sample-none-kol = 还没有样品申请
sample-none-kol-next = 请在商品库中选择提供样品的商品并申请。
sample-none-brand = 还没有样品申请
sample-none-brand-next = 为商品设置“提供样品”后，上架即可收到KOL的申请。
sample-none-operator = 没有符合条件的样品申请
sample-none-operator-next = KOL申请样品后会显示在这里。
sample-all = 全部
sample-waiting = 待回复的申请
sample-others = 其他申请
sample-product = 商品
sample-brand = 品牌方
sample-kol = KOL
sample-quantity = 数量
sample-pieces = { $count }件
sample-status = 状态
sample-requested-at = 申请时间
sample-updated-at = 更新时间
sample-decide-by = 回复期限
sample-days-left =
    { $days ->
        [0] 剩余不足24小时
       *[other] 剩余{ $days }天
    }

sample-new = 申请样品
sample-new-lead = 品牌方将在{ $days }天内回复，结果将通过邮件通知。
sample-message = 留言
sample-message-hint = 建议写明用于哪类内容或直播，以及大致的时间安排。
sample-ship-to = 收件信息
sample-ship-to-hint = 姓名、电话、邮编和地址，仅对该品牌方显示。
sample-send = 提交申请

sample-act = 操作
sample-decide = 回复申请
sample-reason = 回复与原因
sample-reason-hint-brand = 将写入发给KOL的邮件。不同意时必填。
sample-reason-hint-kol = 选填，将写入发给品牌方的邮件。
sample-approve = 同意
sample-reject = 不同意
sample-prepare-title = 备货
sample-prepare-hint = 开始备货后状态变为“备货中”，之后可填写快递单号。
sample-prepare = 开始备货
sample-ship-title = 寄样
sample-carrier = 快递公司
sample-tracking-number = 快递单号
sample-copy = 复制
sample-ship = 确认寄出
sample-receive-title = 签收确认
sample-receive-hint = 收到样品后请确认，系统将通知品牌方。
sample-receive = 已收到样品
sample-cancel-title = 取消申请
sample-cancel = 取消申请
sample-cancel-confirm = 确定取消该样品申请吗？
notice-sample-requested = 样品申请已提交，品牌方的回复将通过邮件通知。
notice-sample-approved = 已同意申请，并已邮件通知KOL。
notice-sample-rejected = 已回复不同意，并已邮件通知KOL。
notice-sample-preparing = 已开始备货。
notice-sample-shipped = 已登记寄出，并已邮件通知KOL。
notice-sample-received = 已确认签收，并已邮件通知品牌方。
notice-sample-canceled = 申请已取消，并已邮件通知品牌方。

sample-mail-requested-subject = 【样品申请】{ $kol }申请了“{ $name }”的样品
sample-mail-requested-lead = { $kol }提交了样品申请，请在{ $days }天内回复。逾期未回复的申请将自动过期。
sample-mail-approved-subject = 【样品申请已同意】“{ $name }”
sample-mail-approved-lead = 您的样品申请已获同意，寄出后将另行通知。
sample-mail-rejected-subject = 【样品申请结果】“{ $name }”
sample-mail-rejected-lead = 很抱歉，品牌方本次未能提供样品。
sample-mail-shipped-subject = 【样品已寄出】“{ $name }”
sample-mail-shipped-lead = 样品已寄出。收到后，请在页面上确认签收。
sample-mail-received-subject = 【样品已签收】“{ $name }”
sample-mail-received-lead = KOL已确认收到样品。
sample-mail-canceled-subject = 【样品申请已取消】“{ $name }”
sample-mail-canceled-lead = KOL已取消样品申请，无需寄出样品。
sample-mail-expired-subject = 【申请已过期】“{ $name }”的样品申请
sample-mail-expired-brand = 由于逾期未回复，该样品申请已过期。
sample-mail-expired-kol = 品牌方未在期限内回复，您的样品申请已过期。如有需要，可重新申请。
sample-mail-link = 打开样品申请页面
