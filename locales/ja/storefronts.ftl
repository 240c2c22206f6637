### 商品カタログ（KOL）、自分のショップ、掲載、クーポン、公開ショップ

## エラー

error-storefront-none = まだショップがありません。先にショップを開いてください。
error-storefront-exists = ショップはすでに開かれています。画面を再読み込みして、内容をご確認ください。
error-plan-ended = この商品は現在、取り扱いを受け付けていません。ほかの商品をお選びください。
error-coupon-malformed = 3〜20文字の半角英数字とハイフンで入力してください。例：LINXI8
error-coupon-taken = このクーポンコードはすでに使われています。別のコードを入力してください。
error-coupon-too-many = クーポンコードは10個まで登録できます。

## お知らせ

notice-storefront-first = 商品を追加する前に、ショップを開いてください。
notice-storefront-opened = ショップを開きました。
notice-storefront-revised = ショップの内容を保存しました。
notice-listing-picked = 商品をショップに追加しました。
notice-listing-pause = 掲載を一時停止しました。
notice-listing-resume = 掲載を再開しました。
notice-listing-delist = 掲載を取り下げました。
notice-listing-comment = コメントを保存しました。
notice-coupon-made = クーポンコードを登録しました。

## 状態と選択肢

state-listing-listed = 掲載中
state-listing-paused = 一時停止中
state-listing-delisted = 取り下げ済み
state-sort-newest = 新着順
state-sort-rate = 料率が高い順
state-sort-price = 価格が低い順
state-theme-indigo = 藍
state-theme-matcha = 抹茶
state-theme-sakura = 桜
state-theme-sumi = 墨
state-theme-yuzu = 柚子
state-platform-photo-notes = 写真投稿
state-platform-short-video = ショート動画
state-platform-livestream = ライブ配信
state-platform-blog = ブログ・記事
state-platform-group-chat = グループチャット

## 商品カタログ

pick-title = 商品カタログ
pick-lead = 公開中の商品から、自分のショップで紹介したいものを選べます。
pick-search = 商品名・SKUで検索
pick-category = カテゴリ
pick-category-all = すべて
pick-sort = 並べ替え
pick-sample-only = サンプル提供ありのみ
pick-apply = 絞り込む
pick-clear = 条件を解除する
pick-empty-filtered-title = 条件に合う商品がありません
pick-empty-filtered = 検索語を短くするか、カテゴリを「すべて」にしてお試しください。
pick-empty-title = 公開中の商品はまだありません
pick-empty = メーカーの商品が審査を終えると、ここに表示されます。
pick-untranslated = 日本語未翻訳
pick-untranslated-note = この商品には、まだ日本語の説明がありません。原文を表示しています。
pick-before-tax = 税抜
# $rate (String)
# $amount (String)
pick-terms = 料率{ $rate }・1個あたり{ $amount }
pick-picked = ショップに追加済み
pick-sample = サンプル提供あり
pick-sample-none = なし
pick-sample-label = サンプル
pick-pages = ページ送り
pick-next = 次のページ
pick-breadcrumbs = 現在の位置
pick-refused = 追加できませんでした
pick-price = 価格
pick-rate = 料率
pick-per-unit = 1個あたりの報酬
# $share (String)
pick-per-unit-hint = 定価で1個売れたときの受取額です。運営者の取り分（報酬の{ $share }）を差し引いています。
pick-sku = SKU
pick-to-storefront = 自分のショップを見る
pick-comment = おすすめコメント
pick-optional = 任意
pick-comment-hint = 商品ページに、あなたの言葉として表示されます。500文字まで。効能や「最高」「No.1」などの表現は避けてください。
pick-submit = ショップに追加する
pick-no-plan = この商品は現在、取り扱いを受け付けていません。
pick-sample-title = まずは試してみる
pick-sample-text = 紹介する前に、メーカーへサンプルを申請できます。
pick-sample-request = サンプルを申請する
pick-points = 訴求点
pick-description = 商品説明

## 自分のショップ

storefront-title = 自分のショップ
storefront-edit = ショップを編集
storefront-visit = 公開ページを見る
storefront-refused = 操作を完了できませんでした
storefront-address = 公開アドレス
storefront-copy = コピー
storefront-links = 計測リンクを作る
storefront-profile = ショップの設定
storefront-theme = テーマカラー
storefront-platform = 主な発信の場
storefront-followers = フォロワー数
storefront-city = 活動拠点
storefront-open-title = ショップを開く
storefront-open-lead = アドレスと色、自己紹介を決めると、すぐに公開されます。あとからいつでも変更できます。
storefront-wrong = 入力内容をご確認ください
storefront-colon = ：
storefront-slug = アドレス
storefront-required = 必須
storefront-optional = 任意
storefront-slug-hint = 半角の英小文字、数字、ハイフンで3〜40文字。変更すると、以前の公開アドレスは使えなくなります（計測リンクはそのまま使えます）。
storefront-name = ショップ名
storefront-bio = 自己紹介
storefront-open = ショップを開く
storefront-save = 保存する
storefront-back = 戻る

## 掲載

listing-title = 掲載中の商品
listing-empty-title = まだ商品がありません
listing-empty = 商品カタログから、紹介したい商品を選びましょう。
listing-to-catalogue = 商品カタログを見る
listing-gone = 公開を終了した商品
listing-not-published = 商品が非公開のため表示されません
# $rate (String)
listing-per-unit = 1個あたり・料率{ $rate }
listing-up = 上へ
listing-down = 下へ
listing-pause = 一時停止
listing-resume = 再開
listing-delist = 取り下げ
listing-delist-question = この商品をショップから取り下げますか。もう一度追加すると、その時点の料率が適用されます。
listing-comment = コメントを編集
listing-comment-label = おすすめコメント
listing-comment-save = コメントを保存
listing-delisted = 取り下げた商品
listing-again = もう一度追加する

## クーポン

coupon-title = クーポンコード
coupon-empty = コードを登録すると、リンクを使わずに注文された場合も、あなたの成果として記録できます。
coupon-text = 投稿や配信で読み上げてください。注文時に入力されると、あなたの成果として記録されます。
coupon-new = 新しいコード
coupon-hint = 3〜20文字の半角英数字とハイフン
coupon-make = 登録する

## 公開ショップ

shop-disclosure-label = PR・広告
shop-disclosure-text = このページの商品が売れると、紹介者に報酬が支払われます。
shop-empty-title = 準備中です
shop-empty = ただいま紹介している商品はありません。
shop-first = 最初のページへ
shop-home = トップページへ
shop-shelf = 紹介している商品
shop-before-tax = 税抜
shop-pages = ページ送り
shop-next = もっと見る
shop-breadcrumbs = 現在の位置
shop-buy = 購入方法を見る
shop-description = 商品説明
shop-order-title = 購入方法
shop-order-lead = この商品は販売者のショップで購入できます。このページでは決済を行いません。
# $brand (String)
shop-order-seller = 販売者（{ $brand }）のショップで、この商品をお求めください。
shop-order-coupon = ご注文の際に、クーポンコードを入力してください。
shop-order-note = 備考欄に、次の文字をそのまま貼り付けてください。
shop-copy = コピー
shop-seller = 販売・発送元
shop-ships = 発送地
shop-ships-text = 日本から発送します。
shop-import-title = 海外へのお届けについて
shop-import-standards = 商品は日本の基準に適合したもので、お届け先の国・地域の基準とは異なる場合があります。
shop-import-label = 日本から直接お届けするため、中国語のラベルが付いていないことがあります。このページの説明をご確認ください。
shop-import-personal = ご購入は個人での使用に限られます。転売はできません。
