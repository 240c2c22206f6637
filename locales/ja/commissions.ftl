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
