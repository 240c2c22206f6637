# 受取人の消費税区分

tax-title = 消費税の届出
tax-lead = 受け取る報酬の消費税区分です。適用開始日以降の報酬に、届出の内容が記録されます。
tax-none = 届出はまだありません
tax-none-next = 届出があるまで、報酬は「未届出」として記録されます。
tax-declare = 消費税区分を届け出る
tax-class = 消費税区分
tax-number = 登録番号
tax-number-hint = 「T」と13桁の数字です。適格請求書発行事業者の場合は必須です。
tax-from = 適用開始日
tax-from-hint = 空欄の場合は本日から適用します。
tax-send = 届け出る
tax-by-class = 消費税区分別
tax-by-class-help = 消費税額は区分ごとの合計から1回だけ計算し、端数を切り捨てています。明細ごとの税額の合計とは一致しないことがあります。
tax-amount = 税込金額
tax-inside = うち消費税
tax-deducted = 控除できる税額
tax-rate = 税率
tax-deducted-rate = 控除割合
# $rate (String) $credit (String)
tax-at = 税率{ $rate }・控除割合{ $credit }
state-tax-qualified = 適格請求書発行事業者
state-tax-unregistered = 登録のない事業者
state-tax-abroad = 国外取引（不課税）
state-tax-undeclared = 未届出
notice-tax-declared = 消費税区分を届け出ました。
