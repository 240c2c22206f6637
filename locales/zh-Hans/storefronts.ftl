### 商品库（KOL）、我的店铺、上架商品、优惠券、公开店铺

## 错误

error-storefront-none = 您还没有店铺，请先开通店铺。
error-storefront-exists = 店铺已开通，请刷新页面查看。
error-plan-ended = 该商品目前不接受加入橱窗，请选择其他商品。
error-coupon-malformed = 请输入3至20位半角字母、数字或连字符，例如：LINXI8
error-coupon-taken = 该优惠券口令已被使用，请更换。
error-coupon-too-many = 最多可登记10个优惠券口令。

## 提示

notice-storefront-first = 加入商品前，请先开通店铺。
notice-storefront-opened = 店铺已开通。
notice-storefront-revised = 店铺信息已保存。
notice-listing-picked = 商品已加入橱窗。
notice-listing-pause = 已暂停展示。
notice-listing-resume = 已恢复展示。
notice-listing-delist = 商品已下架。
notice-listing-comment = 推荐语已保存。
notice-coupon-made = 优惠券口令已登记。

## 状态与选项

state-listing-listed = 已上架
state-listing-paused = 暂停展示
state-listing-delisted = 已下架
state-sort-newest = 最新上架
state-sort-rate = 佣金率从高到低
state-sort-price = 价格从低到高
state-theme-indigo = 靛蓝
state-theme-matcha = 抹茶
state-theme-sakura = 樱花
state-theme-sumi = 墨色
state-theme-yuzu = 柚子
state-platform-photo-notes = 图文笔记
state-platform-short-video = 短视频
state-platform-livestream = 直播
state-platform-blog = 博客／文章
state-platform-group-chat = 社群

## 商品库

pick-title = 商品库
pick-lead = 从已上架的商品中，选出想在自己店铺推荐的好物。
pick-search = 搜索商品名称或SKU
pick-category = 类目
pick-category-all = 全部
pick-sort = 排序
pick-sample-only = 仅看可申样
pick-apply = 筛选
pick-clear = 清除条件
pick-empty-filtered-title = 没有符合条件的商品
pick-empty-filtered = 请缩短关键词，或将类目改为“全部”后再试。
pick-empty-title = 暂无已上架的商品
pick-empty = 品牌方的商品通过审核后会显示在这里。
pick-untranslated = 中文未翻译
pick-untranslated-note = 该商品暂无中文说明，当前显示原文。
pick-before-tax = 不含税
pick-terms = 佣金率{ $rate } · 每件{ $amount }
pick-picked = 已加入橱窗
pick-sample = 可申样
pick-sample-none = 不提供
pick-sample-label = 样品
pick-pages = 翻页
pick-next = 下一页
pick-breadcrumbs = 当前位置
pick-refused = 未能加入橱窗
pick-price = 价格
pick-rate = 佣金率
pick-per-unit = 每件佣金
pick-per-unit-hint = 按原价售出一件时您的所得，已扣除平台运营方分成（佣金的{ $share }）。
pick-sku = SKU
pick-to-storefront = 查看我的店铺
pick-comment = 推荐语
pick-optional = 选填
pick-comment-hint = 将以您的名义显示在商品页，最多500字。请避免功效宣称以及“最好”“第一”等绝对化用语。
pick-submit = 加入橱窗
pick-no-plan = 该商品目前不接受加入橱窗。
pick-sample-title = 先试用再推荐
pick-sample-text = 推荐之前，可以向品牌方申请样品。
pick-sample-request = 申请样品
pick-points = 卖点
pick-description = 商品说明

## 我的店铺

storefront-title = 我的店铺
storefront-edit = 编辑店铺
storefront-visit = 查看公开页面
storefront-refused = 操作未完成
storefront-address = 公开地址
storefront-copy = 复制
storefront-links = 生成推广链接
storefront-profile = 店铺设置
storefront-theme = 主题色
storefront-platform = 主要平台类型
storefront-followers = 粉丝数
storefront-city = 所在城市
storefront-open-title = 开通店铺
storefront-open-lead = 设置地址、颜色和简介后即可公开，之后随时可以修改。
storefront-wrong = 请核对填写内容
storefront-colon = ：
storefront-slug = 地址
storefront-required = 必填
storefront-optional = 选填
storefront-slug-hint = 3至40位小写英文字母、数字或连字符。修改后，原公开地址将失效（推广链接不受影响）。
storefront-name = 店铺名称
storefront-bio = 简介
storefront-open = 开通店铺
storefront-save = 保存
storefront-back = 返回

## 上架商品

listing-title = 橱窗商品
listing-empty-title = 还没有商品
listing-empty = 去商品库挑选想推荐的商品吧。
listing-to-catalogue = 前往商品库
listing-gone = 已结束上架的商品
listing-not-published = 商品未公开，店铺中不显示
listing-per-unit = 每件 · 佣金率{ $rate }
listing-up = 上移
listing-down = 下移
listing-pause = 暂停展示
listing-resume = 恢复展示
listing-delist = 下架
listing-delist-question = 确定要从店铺下架该商品吗？再次加入时，将适用届时的佣金率。
listing-comment = 编辑推荐语
listing-comment-label = 推荐语
listing-comment-save = 保存推荐语
listing-delisted = 已下架的商品
listing-again = 再次加入

## 优惠券

coupon-title = 优惠券口令
coupon-empty = 登记口令后，即使买家没有通过链接下单，也能记为您的成交。
coupon-text = 请在内容或直播中告诉粉丝。下单时填写口令，即记为您的成交。
coupon-new = 新口令
coupon-hint = 3至20位半角字母、数字或连字符
coupon-make = 登记

## 公开店铺

shop-disclosure-label = 广告
shop-disclosure-text = 本页为推广内容。您购买本页商品后，推荐人会获得佣金。
shop-empty-title = 店铺准备中
shop-empty = 目前没有正在推荐的商品。
shop-first = 返回第一页
shop-home = 前往首页
shop-shelf = 推荐好物
shop-before-tax = 不含税
shop-pages = 翻页
shop-next = 查看更多
shop-breadcrumbs = 当前位置
shop-buy = 查看购买方式
shop-description = 商品说明
shop-order-title = 购买方式
shop-order-lead = 该商品在商家的店铺销售，本页面不进行付款。
shop-order-seller = 请在商家（{ $brand }）的店铺购买该商品。
shop-order-coupon = 下单时请填写优惠券口令。
shop-order-note = 请将以下文字原样粘贴到订单备注。
shop-copy = 复制
shop-seller = 销售及发货方
shop-ships = 发货地
shop-ships-text = 从日本发货。
shop-import-title = 跨境购买须知
shop-import-standards = 商品符合日本的质量、安全、卫生、环保、标识等标准或技术规范要求，可能与中国标准存在差异。
shop-import-label = 商品直接购自境外，可能无中文标签，请查看本页面的电子说明。
shop-import-personal = 购买的商品仅限个人自用，不得再次销售。
