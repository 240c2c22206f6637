### 公开网站、资料申请表、介绍资料、线索

## 公开网站

leads-front-title = 网络介绍
leads-front-request = 索取资料
leads-front-kol = 以KOL身份加入
leads-front-shops = 已开店铺
leads-front-brands = 合作品牌方
leads-front-products = 在架商品
leads-front-steps = 合作流程
leads-front-terms = 合作条件
leads-front-storefronts = KOL店铺
leads-front-followers = 粉丝
leads-front-empty = 店铺正在筹备中。如需开店通知，欢迎先索取资料。
leads-front-call = 欢迎先看看资料
leads-front-call-text = 提交表单后，我们会立即通过邮件发送介绍资料的链接，无需任何费用。
leads-count-shops = { $count }家
leads-count-brands = { $count }家
leads-count-products = { $count }款
leads-count-followers = { $count }人

## 资料申请表

leads-form-title = 资料申请·咨询
leads-form-lead = 提交后，我们会立即通过邮件发送介绍资料的链接。
leads-form-errors = 请检查填写内容
leads-form-must = 必填
leads-form-may = 选填
leads-form-kind = 您的身份
leads-form-kind-manufacturer = 品牌方·生产商
leads-form-kind-kol = KOL·达人
leads-form-company = 公司名称
leads-form-company-hint = 品牌方必填，KOL可以留空。
leads-form-name = 姓名
leads-form-email = 电子邮箱
leads-form-email-hint = 介绍资料将发送到此邮箱。
leads-form-phone = 电话号码
leads-form-category = 感兴趣的类目
leads-form-category-none = 不选择
leads-form-message = 咨询内容
leads-form-trap = 请勿填写此栏
leads-form-notice = 您填写的个人信息将由{ $network }用于发送资料、回复咨询及相关联系。除法律法规要求外，未经您本人同意不会提供给第三方。如需查询、更正或删除，请联系 { $sender }。
leads-form-consent = 我同意上述个人信息的处理方式
leads-form-marketing = 同时通过邮件接收新品与活动通知
leads-form-marketing-hint = 开始发送前，我们会先发送确认邮件。
leads-form-news = 通知邮件
leads-form-news-yes = 接收
leads-form-news-no = 不接收
leads-form-check = 确认填写内容
leads-step-fill = 填写
leads-step-check = 确认
leads-step-done = 完成
leads-confirm-title = 确认填写内容
leads-confirm-lead = 尚未提交。请确认内容无误后提交。
leads-confirm-send = 提交
leads-confirm-edit = 返回修改
leads-thanks-title = 提交成功
leads-thanks-lead = 感谢您的咨询。介绍资料的链接已发送到您填写的邮箱。
leads-thanks-held = 我们已收到您的咨询。介绍资料的邮件在24小时内已发送3封，请查看您已收到的邮件。
leads-thanks-spam = 如果稍后仍未收到，请查看垃圾邮件文件夹，并确认邮箱地址是否填写正确。
leads-thanks-home = 返回首页
error-phone-malformed = 电话号码请使用数字和连字符填写。例如：138-0013-8000
error-form-again = 表单打开时间过长或提交过快，未能受理。您填写的内容已保留，请再提交一次。

## 自动回复邮件

leads-mail-subject = 【{ $network }】介绍资料已送达
leads-mail-dear = { $name }，您好：
leads-mail-hello = 您好：
leads-mail-thanks = 感谢您索取{ $network }的介绍资料。
leads-mail-again = 您曾于{ $date }索取过资料，现再次为您发送。
leads-mail-link = 请通过以下专属链接查看介绍资料：
leads-mail-open = 打开介绍资料
leads-mail-until = 链接有效期至{ $date }。过期后请在以下页面重新申请：
leads-mail-reply = 如有疑问，请直接回复本邮件，对接人会与您联系。
leads-mail-automatic = 因有人在{ $network }的资料申请表中填写了此邮箱，系统自动发送本邮件。如非您本人操作，请忽略并删除本邮件。

## 介绍资料

leads-deck-title = 介绍资料
leads-deck-about = 网络介绍
leads-deck-categories = 经营类目
leads-deck-storefronts = 代表店铺
leads-deck-storefront = 店铺
leads-deck-city = 城市
leads-deck-channel = 渠道
leads-deck-profile = 特色
leads-deck-contact = 联系方式
leads-deck-for = 致
leads-deck-on = 日期
leads-deck-company = { $company }
leads-deck-person = { $name }
leads-deck-mail = 邮箱
leads-deck-site = 网站
leads-materials-lead = 本资料介绍{ $network }的运作方式、合作条件与代表店铺，数据以打开时为准。
leads-materials-open = 打开介绍资料（PDF）
leads-materials-until = 此链接有效期至{ $date }。
leads-materials-next = 看完之后
leads-materials-next-text = 如有疑问或希望加入，请直接回复您收到的邮件，商务对接人会与您联系。
leads-materials-shops = 查看已开店铺
leads-gone-title = 此链接无法使用
leads-gone-text = 链接已过期，或地址有误。介绍资料可以随时重新索取。
leads-gone-again = 重新索取资料

## 线索

leads-list-title = 线索
leads-list-lead = 索取资料与咨询的访客列表，按时间从新到旧排列。
leads-list-csv = 导出CSV
leads-list-all = 全部
leads-list-search = 公司、姓名或邮箱
leads-list-filter = 筛选
leads-list-reset = 清除筛选
leads-list-who = 公司·姓名
leads-list-kind = 类型
leads-list-category = 类目
leads-list-status = 状态
leads-list-language = 语言
leads-list-asked = 首次申请时间
leads-list-changed = 更新时间
leads-list-pages = 分页
leads-list-first = 回到第一页
leads-list-next = 下一页
leads-list-empty-title = 没有线索
leads-list-empty = 有人通过公开网站的表单索取资料后，会显示在这里。欢迎在展会或名片上提供表单地址。
leads-list-none = 没有符合条件的线索，请调整条件后再试。
leads-csv-id = ID
leads-show-no-message = 未填写咨询内容。
leads-show-typed = 填写内容
leads-show-consent = 授权同意
leads-show-consent-version = 已同意 { $version } 版
leads-show-campaign = 推广活动
leads-show-referrer = 来源页面
leads-show-links = 介绍资料链接
leads-show-links-none = 尚未发送资料。可通过“重新发送资料”发送。
leads-show-made = 生成时间
leads-show-until = 有效期至
leads-show-over = 已过期
leads-show-opens = 打开次数
leads-show-opened = 最近打开时间
leads-show-history = 记录
leads-resend = 重新发送资料
leads-resend-ask = 要向 { $email } 发送带有新链接的介绍资料吗？
leads-act-title = 下一步
leads-act-none = 当前状态下没有可进行的操作。
leads-act-failed = 操作未完成
leads-act-reason = 未成交原因
leads-act-spam-ask = 要标记为骚扰吗？之后不会再向此邮箱发送资料，且无法撤销。
notice-lead-moved = 线索状态已更新。
notice-lead-materials-sent = 介绍资料邮件已加入待发送。

## 状态与选项

state-lead-new = 新线索
state-lead-material-sent = 已发资料
state-lead-contacted = 已联系
state-lead-qualified = 有意向
state-lead-proposal = 方案中
state-lead-won = 已成交
state-lead-lost = 未成交
state-lead-spam = 骚扰
state-lead-act-contact = 标为已联系
state-lead-act-qualify = 标为有意向
state-lead-act-propose = 标为方案中
state-lead-act-win = 标为已成交
state-lead-act-lose = 标为未成交
state-lead-act-mark-spam = 标为骚扰
state-lead-event-create = 通过表单索取资料
state-lead-event-ask-again = 通过表单再次索取
state-lead-event-send-material = 介绍资料邮件加入待发送
state-lead-event-open-materials = 首次打开介绍资料
state-lead-event-contact = 改为已联系
state-lead-event-qualify = 改为有意向
state-lead-event-propose = 改为方案中
state-lead-event-win = 改为已成交
state-lead-event-lose = 改为未成交
state-lead-event-mark-spam = 标为骚扰
state-lead-kind-manufacturer = 品牌方·生产商
state-lead-kind-kol = KOL·达人
state-channel-photo-notes = 图文笔记
state-channel-short-video = 短视频
state-channel-livestream = 直播
state-channel-blog = 博客
state-channel-group-chat = 社群

## 线索跟进

leads-places = 线索视图
leads-board-title = 看板
leads-board-lead = 按跟进阶段分列，各列按评分从高到低排列。
leads-board-none = 此阶段暂无线索。
leads-board-rest = 在列表中查看
# $count (Number)
leads-board-age = 首次申请至今{ $count }天
leads-list-score = 评分
leads-list-owner = 负责人
leads-list-mine = 我负责的
leads-list-reply = 回复
leads-list-overdue = 已超回复期限
leads-list-reply-due = 回复期限
leads-owner-nobody = 未分配
leads-owner-give = 选择负责人
leads-owner-save = 保存
leads-show-first-touch = 首次来源
leads-show-last-touch = 表单前来源
leads-show-qr = 二维码
leads-show-replied = 首次回复时间
leads-show-next = 下一封自动邮件
leads-show-lost = 未成交原因
leads-show-asked = 索取资料与咨询
leads-show-mailed = 邮件：
leads-show-to = {" "}→ { $name }
leads-answer = 记录对方已回复
leads-act-note = 补充说明
leads-act-win-ask = 确定标为已成交，并向 { $email } 发送邀请邮件吗？系统将在网络中新建对应的组织。
leads-note = 备注
leads-note-keep = 添加备注
leads-tasks = 待办
leads-tasks-title = 我的待办
leads-tasks-lead = 由我负责的未完成待办，已逾期的排在前面。
leads-tasks-none = 没有未完成的待办
leads-tasks-none-help = 在线索页面添加待办后，会显示在这里。
leads-tasks-of-lead-none = 暂无待办。
leads-task-title = 事项
leads-task-due = 截止日期
leads-task-lead = 线索
leads-task-act = 操作
leads-task-owner = 负责人
leads-task-me = 我
leads-task-make = 添加待办
leads-task-late = 已逾期
leads-task-done = 已完成
leads-task-finish = 标为完成
leads-task-finish-one = 将“{ $title }”标为完成
leads-task-reopen = 重新打开
leads-task-reopen-one = 重新打开“{ $title }”
# $count (Number)
leads-score-of = { $count }分
leads-score-none = 暂无可计分的信息。
leads-score-category = 与在售类目相符
# $count (Number)
leads-score-opened = 打开介绍资料{ $count }次
# $count (Number)
leads-score-revisit = 再次索取{ $count }次
# $count (Number)
leads-score-complete = 填写选填项{ $count }项
leads-score-domain = 企业邮箱
leads-score-free-mail = 免费邮箱
leads-score-answered = 已回复我方联系
# $count (Number)
leads-score-faded = 长期无反应扣分（每30天减半，共{ $count }次）
leads-score-help = 自最近一次反应起，每30天减半。
leads-won-title = 已创建的组织
leads-won-invite = 重新发送邀请邮件
leads-assignment-title = 分配
leads-assignment-lead = 设置新线索由谁负责、何时之前回复。
leads-rules = 规则
leads-rules-help = 从上到下，由第一条符合的规则决定负责人；当天不在岗时，改为轮流分配。
leads-rules-none = 暂无规则，全部轮流分配。
leads-rule-add = 添加规则
leads-rule-raise = 上移
leads-rule-drop = 删除
leads-turns = 轮流分配
leads-turns-help = 数值越大分配越多，0 表示不参与。请输入 0 至 100。
leads-turns-who = 成员
leads-turns-role = 角色
leads-turns-weight = 比重
leads-turns-weight-of = { $name }的比重
leads-away = 不在岗
leads-away-help = 不在岗期间不分配新线索。
leads-away-none = 暂无不在岗安排。
leads-away-from = 开始日期
leads-away-until = 结束日期
leads-away-add = 添加不在岗
leads-terms = 回复期限
leads-terms-help = 按网络与对方所在国家的工作日计算，仅对之后的新线索生效。
leads-terms-days = 首次回复的工作日数
leads-late-subject = 【请处理】对 { $name } 的回复已超期限
leads-late-lead = 以下线索未在期限内得到回复，请查看并尽快联系。
leads-late-link = 打开线索
leads-step-case-maker-subject = 【{ $network }】品牌合作案例
leads-step-case-maker =
    感谢您此前索取{ $network }的资料。

    今天向您介绍已入驻品牌方的做法：多数品牌先从2至3款商品开始，根据达人的反馈逐步扩充品类；标签与规格的核对由我们的商务对接人协助完成。

    公开的店铺可在以下页面查看。
leads-step-call-maker-subject = 【{ $network }】线上沟通邀请
leads-step-call-maker =
    不知您是否已看过{ $network }的资料？

    如有疑问，我们可以安排约30分钟的线上沟通，为您说明合作条件与流程。

    请直接回复本邮件，告知2至3个方便的时间。
leads-step-case-kol-subject = 【{ $network }】达人合作案例
leads-step-case-kol =
    感谢您此前索取{ $network }的资料。

    今天向您介绍已加入达人的做法：多数达人先申请样品试用，再挑选几款商品上架到自己的店铺；每笔订单的佣金都可以查询。

    公开的店铺可在以下页面查看。
leads-step-call-kol-subject = 【{ $network }】线上沟通邀请
leads-step-call-kol =
    不知您是否已看过{ $network }的资料？

    关于开店方式与佣金规则，我们可以安排约30分钟的线上说明。

    请直接回复本邮件，告知2至3个方便的时间。
leads-alike-title = 查找重复线索
leads-alike-lead = 电话号码相同，或企业邮箱域名与公司名称相符的线索。合并后，对方的申请、邮件、备注与待办将全部转移到本线索。
leads-alike-none = 没有疑似重复的线索
leads-alike-none-help = 出现相同电话或公司的线索时，会显示在这里。
leads-alike-back = 返回线索
leads-alike-sure = 我已了解此操作无法撤销
leads-alike-warning = 被合并线索的地址将跳转到本线索。
leads-alike-merge = 合并到本线索
error-merge-unsure = 请勾选确认：此操作无法撤销。
error-lead-owner-same = 负责人已是该成员。
error-lead-not-won = 该线索尚未成交。
error-lead-merge = 无法合并：其中一方已被合并，或两者类型不同。
error-lead-rules-full = 规则最多 50 条，请先删除不需要的规则。
error-task-state = 该待办的状态已变更。
error-invitation-used = 该邀请已被使用，请直接登录。
error-invitation-expired = 该邀请已过期，请联系商务对接人重新发送。
error-password-wrong = 密码不正确。
error-password-differs = 两次输入的密码不一致。
notice-lead-merged = 线索已合并。
notice-lead-noted = 备注已添加。
notice-lead-task-made = 待办已添加。
notice-lead-task-changed = 待办已更新。
notice-lead-assigned = 负责人已变更。
notice-lead-answered = 已记录对方回复。
notice-lead-invited = 邀请邮件已加入待发送。
notice-lead-assignment-changed = 分配设置已更新。
notice-invitation-accepted = 注册完成，请使用密码登录。

## 邀请

invitation-title = 加入网络
invitation-lead = 您受邀作为“{ $organization }”的负责人加入{ $network }。
invitation-email = 邮箱
invitation-name = 姓名
invitation-until = 有效期至
invitation-password = 密码
invitation-password-hint = 10 至 200 个字符，不能全为同一字符。
invitation-repeat = 确认密码
invitation-password-known = 现有密码
invitation-password-known-hint = 该邮箱已注册。输入现有密码后，即可加入此组织。
invitation-accept = 加入
invitation-over-title = 该邀请无法使用
invitation-over-used = 该邀请已被使用，请登录。
invitation-over-expired = 邀请已过期或地址有误，请联系商务对接人重新发送。
invitation-mail-subject = 【{ $network }】加入邀请
invitation-mail-lead = 感谢您加入{ $network }。请通过以下链接设置密码，开始以“{ $organization }”负责人的身份使用。
invitation-mail-link = 设置密码

## 状态与选项（跟进）

state-lead-step-case = 案例介绍
state-lead-step-call = 沟通邀请
state-lost-reason-terms = 条件不合
state-lost-reason-timing = 时机不合
state-lost-reason-fit = 定位不符
state-lost-reason-competitor = 选择了其他平台
state-lost-reason-silence = 联系不上
state-lost-reason-other = 其他
state-invitation-open = 邀请中
state-invitation-used = 已加入
state-invitation-expired = 已过期
state-lead-event-assign = 变更负责人
state-lead-event-answer = 对方已回复
state-lead-event-task = 添加待办
state-lead-event-task-finish = 完成待办
state-lead-event-task-reopen = 重新打开待办
state-lead-event-escalate = 已提醒回复超期
state-lead-event-step-case = 案例邮件加入待发送
state-lead-event-step-call = 沟通邀请邮件加入待发送
state-lead-event-step-end = 停止自动邮件
state-lead-event-merge = 合并到其他线索
state-lead-event-take-in = 并入重复线索
state-lead-event-invite = 重新发送邀请邮件
state-likeness-phone = 电话号码相同
state-likeness-company = 企业域名与公司名称相符

## 资讯邮件

news-mail-subject = 【{ $network }】请确认订阅资讯邮件
news-mail-lead = 感谢您订阅{ $network }的资讯邮件。开始发送前，需要您本人确认。
news-mail-link = 请打开以下链接，并点击页面上的按钮：
news-mail-open = 确认订阅
news-mail-until = 链接有效期至{ $date }。
news-mail-ignore = 如非您本人操作，请忽略本邮件。未经确认，我们不会发送资讯邮件。
news-foot-sender = 发件方
news-foot-why = 您于{ $date }确认订阅了资讯邮件，因此收到本邮件。
news-foot-stop = 退订
news-title = 资讯邮件
news-confirm-title = 确认订阅资讯邮件
news-confirm-lead = { $network }的资讯邮件将发送至 { $address }。如确认订阅，请点击按钮。
news-confirm-button = 确认订阅
news-confirmed-title = 订阅成功
news-confirmed-lead = 今后资讯邮件将发送至 { $address }。您可随时通过邮件底部的链接退订。
news-stop-title = 退订资讯邮件
news-stop-lead = 将停止向 { $address } 发送{ $network }的资讯邮件。对您的申请、咨询的回复等必要通知不受影响。
news-stop-button = 确认退订
news-stopped-title = 退订成功
news-stopped-lead = 今后不会再向 { $address } 发送资讯邮件。
news-gone-title = 链接无法使用
news-gone-lead = 链接已过期或地址有误。如需订阅资讯邮件，请通过表单重新申请。
news-gone-again = 打开表单
error-consent-state = 资讯邮件当前状态下无法执行此操作。
state-consent-asked = 待确认
state-consent-confirmed = 已订阅
state-consent-withdrawn = 已退订
