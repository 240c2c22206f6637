# 成果報酬、月次精算、自分の報酬

# $month (String)
statements-title = { $month }の精算
statements-lead = その月に発生した成果報酬と、返金による取消の合計です。
statements-previous = 前の月
statements-following = 次の月
statements-kols-csv = KOL別CSV
statements-brands-csv = メーカー別CSV
statements-none = この月の成果報酬はありません
statements-none-help = KOLの成果となる受注があると、ここに集計されます。
statements-see-orders = この月の受注を見る
statements-sales-base = 売上の計算対象額
statements-sold = 成果件数
# $count (Number)
statements-sold-count = { $count }件
statements-after-refunds = 返金による取消を差引後
statements-base = 計算対象額
statements-sales = 成果報酬（発生）
statements-reversals = 返金による取消
statements-net = 成果報酬（差引後）
statements-estimated = 未確定
statements-confirmed = 確定
statements-check = 元帳との照合
statements-equal = 一致しています
statements-unequal = 一致していません
# $rows (String)
# $ledger (String)
statements-both = 成果報酬の合計 { $rows }、元帳の合計 { $ledger }
statements-unequal-help = 成果報酬の記録と元帳の間に差異があります。支払いを止めて、システム管理者に連絡してください。
statements-whose = 対象
statements-network = 運営者
statements-of-commissions = 成果報酬の合計
statements-of-ledger = 元帳の合計
statements-kols = KOL別
statements-brands = メーカー別
statements-pdf = 支払通知書（PDF）
statements-csv = 明細（CSV）
statements-date = 発生日時
statements-rate = 料率
statements-rate-and-share = 料率 × 分配率
statements-amount = 金額
statements-status = 状態
statements-kind = 区分
statements-sale = 売上
statements-reversal = 返金による取消
statements-sum = 合計
statements-no-lines = この月の明細はありません。
statements-back = 月の一覧に戻る
statements-pdf-title = 支払通知書
# $name (String)
statements-pdf-honorific = { $name } 様
statements-pdf-payee = 支払先
statements-pdf-payer = 支払元
statements-pdf-period = 対象期間
statements-pdf-issued = 発行日
statements-pdf-note = ご案内
statements-pdf-note-text = 未確定の金額は、配達完了後の確定保留期間が終わるまでに返金があった場合、取り消されることがあります。内容にお気づきの点がありましたら、担当者までご連絡ください。
# $name (String)
statements-pdf-reversed = 返金による取消：{ $name }
# $count (Number)
statements-pdf-count = { $count }件
earnings-title = 報酬
earnings-none = この月の報酬はまだありません
earnings-none-help = 計測リンクやクーポンコードから商品が売れると、ここに表示されます。
earnings-links = 計測リンクを作る
earnings-total = この月の報酬
# $amount (String)
earnings-reversed = 返金により { $amount } が差し引かれています。
earnings-help = 未確定の報酬は、商品の配達と返品期間の終了後に確定します。
earnings-products = 商品別
# $amount (String)
earnings-base = 計算対象額 { $amount }
earnings-lines = 明細
earnings-no-lines = この月に該当する明細はありません。
# $base (String)
# $rate (String)
earnings-reckoned = 計算対象額 { $base } × { $rate }
earnings-brand-title = 売上と費用
earnings-brand-none = この月の売上はまだありません
earnings-brand-none-help = KOLのショップから商品が売れると、売上と支払う成果報酬がここに表示されます。
earnings-brand-products = 商品を見る
earnings-brand-base = KOL経由の売上
earnings-brand-owed = 支払う成果報酬
earnings-brand-kols = KOL別
state-commission-estimated = 未確定
state-commission-confirmed = 確定
state-commission-held = 保留中
state-commission-reversed = 取消
state-commission-rejected = 否認
rejects-title = 成果報酬の否認
rejects-lead = 確定前の成果報酬を否認し、または否認を取り消した結果です。
rejects-open = 成果報酬を否認する・否認を取り消す
rejects-picked = 選択した明細を否認する・否認を取り消す
rejects-which = 対象の明細
rejects-reason = 否認の理由
rejects-choose = 理由を選択（否認を取り消す場合は不要）
rejects-text = KOLへの説明
rejects-text-hint = KOLにそのまま表示され、メールでも通知されます。
rejects-send = 否認する
rejects-restore = 否認を取り消す
rejects-back = 元の画面に戻る
rejects-pick-some = 明細を1件以上100件以内で選択してください。
# $count (Number)
rejects-count = 選択した明細：{ $count }件
# $why (String)
# $text (String)
rejects-why = 否認：{ $why }（{ $text }）
# $count (Number)
rejects-mail-subject = 成果報酬{ $count }件が否認されました
rejects-mail-lead = 次の理由により、確定前の成果報酬を否認しました。内容に心当たりがない場合は、担当者までお知らせください。確認のうえ、否認を取り消すことがあります。
# $count (Number)
rejects-mail-again-subject = 成果報酬{ $count }件の否認を取り消しました
rejects-mail-again-lead = 否認していた成果報酬を、あらためて計上しました。
state-rejected-for-own-purchase = 自己購入
state-rejected-for-false-order = 不正な注文
state-rejected-for-duplicate = 重複した注文
state-rejected-for-attribution = 別のKOLの成果
state-rejected-for-terms = 取引条件への違反
state-rejected-for-other = その他
rules-title = 報酬ルール
rules-lead = 条件に合う明細にはルールが、合わない明細には商品プランの料率が適用されます。より具体的なルールが優先されます。
rules-new = ルールを追加
rules-none = 報酬ルールはまだありません
rules-none-lead = 今はすべての受注に商品プランの料率が適用されています。特定の商品やKOL、期間だけ条件を変えるときは、ルールを追加してください。
rules-for = 対象
rules-pays = 報酬
rules-from = 開始
rules-until = 終了
rules-state = 状態
rules-number = 版
# $version (Number)
rules-version = 第{ $version }版
rules-all-lines = すべての明細
rules-asks = { $kind }：{ $values }
rules-per-piece = 1点につき{ $amount }
rules-least = 最低{ $amount }
rules-most = 上限{ $amount }
rule-comma = 、
rule-lead = 保存すると新しい版になります。これまでの受注で確定した条件は変わりません。
rule-wrong = 入力内容をご確認ください
rule-conditions = 対象となる明細
rule-conditions-hint = 空欄の項目は問いません。一つの項目の中ではいずれかに、項目どうしではすべてに合う明細が対象です。
rule-name = ルール名
rule-products = 商品コード（空白区切り）
rule-kol = KOL
rule-brand = メーカー
rule-any = 指定なし
rule-categories = カテゴリ
rule-markets = 販売通貨
rule-sources = 販売チャネル（空白区切り）
rule-new-buyer = 新規購入者
rule-yes = はい
rule-no = いいえ
rule-order-value = 注文金額の下限（{ $currency }）
rule-terms = 条件
rule-pay = 計算方法
rule-pay-percent = 料率
rule-pay-piece = 1点あたり定額
rule-percent = 料率（%）
rule-piece = 1点あたり（{ $currency }）
rule-least = 明細の最低額（{ $currency }）
rule-most = 明細の上限額（{ $currency }）
rule-reduced-by = 計算対象額から差し引く値引き
rule-reduced-by-hint = 選ばなかった負担者の値引きは、計算対象額に残ります。
rule-without-tax = 税額を計算対象額から除く
rule-rounding = 端数処理
rule-holding-field = 確定までの日数（空欄は標準）
rule-holding = 確定までの日数
# $days (Number)
rule-holding-days = お届けから{ $days }日
rule-from = 開始日（空欄は今から）
rule-to = 最終日
rule-save = ルールを保存
rule-save-version = 新しい版として保存
rule-replay = 先月の受注で試算
rule-example = 注文例で試す
rule-example-lead = 上の内容を保存せずに、どのルールが適用され、誰にいくら入るかを確かめます。
rule-example-sku = 商品コード
rule-example-currency = 通貨
rule-example-price = 単価
rule-example-quantity = 数量
rule-example-discount = 値引き
rule-try = この例で試す
rule-result = 試算結果
rule-holds-rule = 「{ $name }」が適用されます。
rule-holds-plan = 合うルールがないため、商品プランの条件が適用されます。
rule-base = 計算対象額
rule-kol-part = KOLの報酬
rule-network-part = 運営者の取り分
rule-nothing = なし
rule-payable = 確定の見込み
rule-month = 計上月
rule-considered = 検討したルール
rule-wins = 適用
rule-missed = 対象外（{ $kinds }）
rule-less-specific = 対象だが、より具体的または先に作られたルールを優先
rule-replay-title = { $month }の受注での試算
# $changed (Number)
# $lines (Number)
rule-replay-lines = { $lines }明細のうち{ $changed }明細の金額が変わります。
rule-replay-was = 実際の報酬総額
rule-replay-would = 試算の報酬総額
rule-replay-more = 差額
rule-versions = 版の履歴
rule-end-lead = 終了すると、以後の受注には適用されません。
rule-end = このルールを終了
state-rule-product = 商品
state-rule-kol = KOL
state-rule-category = カテゴリ
state-rule-brand = メーカー
state-rule-source = 販売チャネル
state-rule-new-buyer = 新規購入者
state-rule-order-value = 注文金額の下限
state-rule-market = 販売通貨
state-rule-time-active = 適用中
state-rule-time-coming = 開始前
state-rule-time-ended = 終了
state-funder-brand = メーカー負担
state-funder-network = ネットワーク負担
state-funder-kol = KOL負担
state-funder-platform = 販売プラットフォーム負担
state-rounding-half-up = 四捨五入
state-rounding-down = 切り捨て
notice-rule-saved = ルールを保存しました。以後の受注に適用されます。
notice-rule-ended = ルールを終了しました。
statements-belongs-to = { $month }分（締め後に計上）
