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
leads-show-submissions = 申请与咨询内容
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
leads-show-mails = 邮件
leads-show-mails-none = 尚未向此线索发送邮件。
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
