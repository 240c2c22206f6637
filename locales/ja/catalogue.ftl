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
review-mail-suspended-subject = 公開停止のお知らせ：「{ $name }」
review-mail-suspended-lead = ご登録の商品の公開を停止しました。下記の内容をご確認ください。受注済みの注文への影響はありません。
review-mail-resumed-subject = 公開再開のお知らせ：「{ $name }」
review-mail-resumed-lead = 停止していた商品の公開を再開しました。
review-mail-link = 商品のページを開く

## 一覧と申請フォーム

product-list-title = 商品申請
product-list-lead = 自社の商品を登録し、審査に申請します。承認された商品は商品カタログに公開されます。
product-new = 商品を登録する
product-new-lead = 入力の途中でも下書きとして保存できます。審査に必要な項目は、申請のときに確認します。
product-all = すべて
state-product-over = 終了
product-none-yet = まだ商品がありません
product-none-yet-next = 最初の商品を登録してください。下書きはいつでも保存でき、審査に出すまでほかの人には見えません。
product-none-here = この状態の商品はありません
product-none-here-next = ほかの状態の商品は「すべて」からご覧いただけます。
product-next = 次のページ
product-field = 項目
product-texts = 商品の説明
product-texts-hint = 日本語が原文です。中国語は審査に必要です。英語は任意ですが、あると海外のKOLに選ばれやすくなります。
product-text-none = 未入力
product-text-stale = 原文が更新されています。翻訳をご確認ください。
product-basics = 基本情報
product-summary = 概要
product-description = 説明文
product-selling-points = 訴求点
product-name-hint = 容量や数量まで含めた、売り場に出る名前です。
product-summary-hint = 一覧に表示される一文です。
product-description-hint = 素材、使い方、作り手のことなどを、事実に基づいて書いてください。
product-selling-points-hint = 1行に1つずつ書いてください。
product-jan = JANコード
product-category = カテゴリ
product-price = 希望小売価格（税抜）
product-price-hint = 価格は税抜で入力してください。
product-currency = 通貨
product-rate = 料率
product-rate-hint = 税抜価格に対する成果報酬の総額です。この中からKOLと運営者に分配されます。
product-sample = サンプル提供
product-sample-yes = あり
product-sample-no = なし
product-sample-offer = サンプルを提供する
product-sample-hint = 公開後、KOLからサンプル申請を受け付けます。
product-picture = 画像
product-picture-hint = JPEG、PNG、WebPのいずれか。5MBまで、短辺200ピクセル以上。長辺1,200ピクセルのJPEGに変換し、撮影情報は取り除きます。
product-picture-again = 画像を選んでいた場合は、お手数ですがもう一度選択してください。
product-picture-none = 画像はまだありません。
product-picture-of = 「{ $name }」の画像
product-must = 必須
product-may = 任意
product-needed = 申請時に必須
product-choose = 選択してください
product-save = 下書きを保存
product-submit = 保存して審査に申請
product-withdraw = 商品を取り下げる
product-withdraw-confirm = この商品を取り下げますか。取り下げると元に戻せません。
product-problems = 内容をご確認ください
product-latest = 最新の内容を開く
product-status = 状態
product-updated-at = 更新日時
product-submitted-at = 申請日時
product-published-at = 公開日時
product-standing-open = 内容を編集して申請できます。
product-standing-submitted = 審査の順番をお待ちください。申請中は内容を変更できません。
product-standing-in-review = 審査担当が内容を確認しています。結果はメールでお知らせします。
product-standing-published = 商品カタログに公開中です。
product-standing-suspended = 運営者により公開を停止しています。
product-standing-rejected = 今回は掲載を見送りました。
product-standing-withdrawn = この商品は取り下げられました。
notice-product-saved = 下書きを保存しました。
notice-product-submitted = 審査に申請しました。結果はメールでお知らせします。
notice-product-withdrawn = 商品を取り下げました。

## 審査

review-list-title = 商品審査
review-list-lead = 申請の古い順に並んでいます。審査を始めると、ほかの担当者にも審査中と表示されます。
review-search = 商品名・SKU
review-all-categories = すべてのカテゴリ
review-filter = 絞り込む
review-filter-off = 絞り込みを解除する
review-none-found = 条件に合う商品がありません
review-none-found-next = 検索する言葉やカテゴリを変えてお試しください。
review-none-here = この状態の商品はありません
review-none-here-next = 新しい申請が届くと、「申請済み」に表示されます。
review-brand = メーカー
# $hours (Number)
review-age-hours = 申請から{ $hours }時間
# $days (Number)
review-age-days = 申請から{ $days }日
review-late = 3日以上お待たせしています
review-take = 審査を始める
review-decide = 審査結果
review-act = 結果
review-approve = 承認して公開する
review-approve-hint = 商品カタログにすぐ公開されます。
review-changes = 修正を依頼する
review-changes-hint = 修正してほしい点をコメントに書いてください。
review-reject = 承認しない
review-reject-hint = 再申請はできません。理由とコメントが必要です。
review-reason-hint = 「承認しない」のときに選びます。
review-note-hint = メーカーへのメールにそのまま載ります。
review-send = 結果を確定する
review-suspend = 公開を停止する
review-suspend-hint = カタログとすべてのショップにすぐ表示されなくなります。受注済みの注文と成果報酬は変わりません。
review-resume = 公開を再開する
review-resume-hint = カタログとショップに再び表示されます。
review-checks = チェックリスト
review-notes = コメントの履歴
review-history = 操作の履歴
review-check-texts = 商品の説明（{ $language }）
review-check-complete = 必要な項目がそろっています
review-check-missing = 未入力：{ $fields }
review-check-separator = 、
review-check-translations = 翻訳の新しさ
review-check-fresh = 原文より古い翻訳はありません
review-check-stale = 原文より古い：{ $fields }
review-check-jan = { $code }（チェックデジット正常）
review-check-none = 未登録
# $width (Number)
# $height (Number)
review-check-picture = { $width }×{ $height }ピクセル
state-check-good = 問題なし
state-check-waiting = 要確認
state-check-bad = 不足
state-check-neutral = 任意
notice-review-taken = 審査を始めました。
notice-review-approved = 商品を公開し、メーカーにメールでお知らせしました。
notice-review-sent-back = 修正依頼をメーカーにお送りしました。
notice-review-rejected = 審査結果をメーカーにお送りしました。
notice-review-suspended = 公開を停止し、メーカーに知らせました。
notice-review-resumed = 公開を再開し、メーカーに知らせました。

## 操作の履歴に出る言葉

state-audit-product-create = 下書きを作成
state-audit-product-revise = 内容を更新
state-audit-product-set-picture = 画像を設定
state-audit-product-submit = 審査に申請
state-audit-product-take = 審査を開始
state-audit-product-approve = 承認
state-audit-product-request-changes = 修正を依頼
state-audit-product-reject = 不承認
state-audit-product-suspend = 公開を停止
state-audit-product-resume = 公開を再開
state-audit-product-withdraw = 取り下げ

## 入力の誤り

error-sku-malformed = SKUは半角の英数字と「.」「_」「-」で入力してください。例：MTC-001
error-jan-spreadsheet = 表計算ソフトで桁が失われた番号のようです。JANコードを文字列として入力し直してください。
# $limit (Number)
error-picture-too-small = 短辺が{ $limit }ピクセル以上の画像をアップロードしてください。
stock-title = 在庫
stock-lead = 販売できる数を登録した商品の在庫です。受注のたびに自動で減り、0より下にはなりません。
stock-none = 在庫数を登録した商品はありません
stock-none-help = 登録しない商品は、注文の数だけ販売できます。商品を開いて「在庫」から数を登録してください。
stock-counted = 在庫数を登録した商品
stock-product = 商品
stock-on-hand = 販売できる数
stock-unlimited = 上限なし（登録していません）
stock-since = 数えた日時
stock-short = 在庫不足
stock-short-lead = 外部のショップですでに売れた分です。入荷したら在庫から充てるか、取消などで不要になったら「対応済み」にしてください。
stock-missing = 不足数
stock-found = 発生日時
stock-settle = 在庫から充てる
stock-drop = 対応済みにする
stock-change = 在庫数を変更
stock-wrong = 変更できませんでした
stock-act = 変更の種類
stock-act-count = 実際の数に合わせる（棚卸し）
stock-act-adjust = 増減する
stock-act-end = 在庫数の登録をやめる（上限なし）
stock-pieces-label = 数
stock-pieces-hint = 増減の場合、減らす数は「-3」のように入れてください。
stock-note = 理由・メモ
stock-save = 変更する
stock-movements = 増減の履歴
stock-movements-none = まだ増減はありません。
stock-when = 日時
stock-why = 種類
# $count (Number)
stock-pieces = { $count }個
# $count (Number)
stock-mail-subject = 在庫不足の受注が{ $count }件あります
stock-mail-lead = 外部のショップで売れた次の商品が、登録した在庫を超えました。入荷の予定をご確認のうえ、在庫の画面で対応してください。
stock-mail-link = 在庫を開く
# $count (Number)
stock-line-short = 在庫不足 { $count }個
state-stock-opened = 登録開始
state-stock-counted = 棚卸し
state-stock-adjusted = 増減
state-stock-sold = 受注
state-stock-canceled = 受注の取消
state-stock-settled = 不足分へ充当
state-stock-ended = 登録終了
notice-stock-changed = 在庫を変更しました。
error-stock-short = 在庫が足りません。
error-stock-uncounted = この商品の在庫数は登録されていません。先に実際の数を登録してください。
error-shortage-state = この在庫不足はすでに対応済みです。

product-sample-treatment = サンプルの費用
# $days (Number)
product-sample-treatment-hint = KOLは申請時にこの条件に同意します。どの条件でも、受領後{ $days }日以内の投稿をお願いします。
product-sample-sponsored = KOLに代金を請求することはできません。
product-sample-deduct = 投稿がなく、アカウントマネージャーが未履行と判断した場合だけ、KOLの報酬から差し引きます。
product-sample-deposit = 承認時にKOLの出金可能残高から預かり、投稿の確認後に返還します。
product-sample-value = サンプル1点の価額
product-sample-value-hint = 商品の通貨で入力します。無償提供の場合は空欄でもかまいません。
