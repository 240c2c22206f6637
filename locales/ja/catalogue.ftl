### 商品申請、商品審査、画像

## 相手方へのメール（サンプルと共通）

# $name (String)
letter-greeting = { $name } ご担当者様
letter-closing = このメールは送信専用です。ご不明な点は、担当のアカウントマネージャーまでお問い合わせください。

## 状態と選択肢

state-product-draft = 下書き
state-product-submitted = 申請済み
state-product-in-review = 審査中
state-product-changes-requested = 修正依頼
state-product-published = 公開中
state-product-suspended = 公開停止
state-product-rejected = 不承認
state-product-withdrawn = 取り下げ
state-category-skincare = スキンケア
state-category-tea = お茶
state-category-sweets = 菓子
state-category-food = 食品
state-category-health = 健康
state-category-kitchen = 台所用品
state-category-craft = 工芸品
state-category-baby = ベビー
state-category-fragrance = 香り
state-category-stationery = 文具
state-reject-reason-needs-more-detail = 情報が不足している
state-reject-reason-does-not-meet-requirements = 掲載基準を満たしていない
state-reject-reason-not-the-right-fit = 取り扱い方針に合わない
state-reject-reason-other = その他

## 商品の項目

product-name = 商品名
product-sku = SKU

## 審査

review-reason = 理由
review-note = 審査担当からのコメント

## 審査結果のメール

# $name (String)
review-mail-approved-subject = 【承認】「{ $name }」を公開しました
review-mail-approved-lead = ご申請いただいた商品の審査が完了し、商品カタログに公開しました。KOLが自分のショップに追加できるようになります。
# $name (String)
review-mail-changes-subject = 【修正依頼】「{ $name }」の内容をご確認ください
review-mail-changes-lead = ご申請いただいた商品について、修正をお願いしたい点があります。コメントをご確認のうえ、修正して再度ご申請ください。
# $name (String)
review-mail-rejected-subject = 【審査結果】「{ $name }」について
review-mail-rejected-lead = ご申請いただいた商品は、審査の結果、今回は掲載を見送らせていただくこととなりました。
review-mail-link = 商品のページを開く
