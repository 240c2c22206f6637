### 推广链接

error-link-code-taken = 未能生成链接代码，请重试。
error-link-path = 该地址不能作为链接目标。

notice-link-made = 推广链接已生成。

state-channel-wechat = 微信
state-channel-xiaohongshu = 小红书
state-channel-douyin = 抖音
state-channel-weibo = 微博
state-channel-instagram = Instagram
state-channel-line = LINE
state-channel-youtube = YouTube
state-channel-mail = 邮件
state-channel-print = 印刷品
state-channel-other = 其他

links-title = 推广链接
links-lead = 为每次发布生成一个短链接，即可了解点击来自哪里、点击了多少次。
links-wrong = 未能生成链接
links-no-storefront-title = 您还没有店铺
links-no-storefront = 推广链接会把粉丝带到您的店铺，请先开通店铺。
links-open-storefront = 开通店铺
links-target = 链接目标
links-whole = 整个店铺
links-gone = 已结束上架的商品
links-channel = 投放渠道
links-choose = 请选择
links-make = 生成链接
links-empty-title = 还没有链接
links-empty = 选择链接目标和投放渠道，生成第一个链接吧。
links-address = 地址
links-clicks = 点击次数
links-made = 生成时间
links-copy = 复制
links-pages = 翻页
links-next = 下一页
