# 受注と受注ファイルの取り込み

orders-title = 受注
orders-where = 現在の場所
orders-download = CSVをダウンロード
orders-month = 月
orders-all = すべて
orders-filter = 絞り込む
orders-clear = 絞り込みを解除
orders-none = 受注はまだありません
orders-none-help = ECサイトからAPIで送るか、注文のCSVファイルを取り込むと、ここに表示されます。
orders-none-found = 条件に合う受注がありません
orders-none-found-help = 条件を変えるか、絞り込みを解除してください。
orders-api = APIの説明を見る
orders-date = 受注日時
orders-number = 受注番号
orders-source = 受注元
orders-kol = KOL
orders-brand = メーカー
orders-product = 商品
orders-attribution = 成果の根拠
orders-code = コード
orders-currency = 通貨
orders-total = 商品代金
orders-commission = 成果報酬
orders-delivered = 配達完了
orders-pages = ページの移動
orders-latest-first = 新しい順に表示しています。
orders-first = 最初のページへ
orders-next = 次のページ
orders-why = この受注がどのKOLの成果か
# $link (String)
# $clicked (String)
# $days (Number)
orders-reason-click = 計測リンク { $link } が { $clicked } にクリックされ、そのクリックから{ $days }日以内の受注のため、リンクの持ち主であるKOLの成果です。
# $code (String)
orders-reason-link = 受注に計測リンクのコード「{ $code }」が付いていたため、リンクの持ち主であるKOLの成果です。
# $code (String)
orders-reason-coupon = 購入者がクーポンコード「{ $code }」を入力したため、コードの持ち主であるKOLの成果です。
orders-reason-none = クリック、計測リンクのコード、クーポンコードのいずれも付いていないため、どのKOLの成果でもありません。
orders-reason-none-of-them = 手がかりは付いていましたが、いずれも採用できなかったため、どのKOLの成果でもありません。
orders-passed-over-title = 採用しなかった手がかり
# $kind (String)
# $code (String)
# $why (String)
orders-passed-over = { $kind }「{ $code }」：{ $why }
orders-lines = 明細
orders-quantity = 数量
orders-unit-price = 単価
orders-discount = 値引き
orders-base = 計算対象額
orders-refunded = 返金済み
orders-status = 状態
orders-commissions = 成果報酬の計算
orders-no-commission = 料率の定めがないか、計算結果が1単位に満たないため、成果報酬はありません。
orders-no-kol = どのKOLの成果でもないため、成果報酬はありません。
orders-reversal = 返金による取消
# $price (String)
# $pieces (Number)
orders-price-times = { $price } × { $pieces }点
orders-rate = 料率
# $number (Number)
orders-revision = プラン第{ $number }版（受注時に確定）
orders-rounded = 計算対象額 × 料率、1単位未満は四捨五入
orders-rounded-back = 返金された割合だけ取消
orders-kol-part = KOLの取り分
orders-network-part = 運営者の取り分
# $at (String)
orders-payable = { $at } に確定
orders-not-payable = 配達完了後に確定日が決まります
orders-entry = 仕訳を見る
orders-entries = 仕訳
orders-no-entries = この受注の仕訳はありません。
orders-timeline = 経過
orders-placed = 購入者が注文
orders-recorded = 受注として登録
orders-facts = 受注の情報
orders-import = 取り込み元
orders-import-open = 取り込んだファイルを見る
orders-id = ID
imports-title = 受注ファイルの取り込み
imports-lead = ECサイトの注文ファイル（CSV・XLSX）を読み込みます。まずすべての行を確認し、登録するとどうなるかを表示します。誤りが1行でもあれば何も登録しません。
imports-wrong = 取り込みを開始できませんでした
imports-file = ファイル
# $most (Number)
imports-file-hint = CSVまたはXLSX、{ $most }MBまで。文字コードはUTF-8、UTF-16、Shift_JIS、GB18030を自動で判別します。
# $most (Number)
imports-too-large = ファイルが{ $most }MBを超えています。期間を区切ってエクスポートし直してください。
imports-upload = アップロードして確認する
imports-list = 取り込み履歴
imports-none = まだファイルを取り込んでいません。上の欄でファイルを選んで取り込んでください。
imports-file-name = ファイル名
imports-when = 取り込み日時
imports-state = 状態
imports-orders = 受注
imports-new = 新規
imports-changed = 更新
imports-unchanged = 変更なし
imports-errors = エラー
# $done (Number)
# $total (Number)
imports-progress = { $total }件中{ $done }件を登録しました
imports-progress-label = 取り込みの進み具合
imports-under-way = この画面を閉じても取り込みは続きます。
# $count (Number)
imports-refused = { $count }件の誤りがあるため、何も登録していません。誤りを直して、もう一度取り込んでください。
# $count (Number)
imports-differs = 取り込みは完了しましたが、{ $count }件は登録できなかったか、登録済みの内容と異なります。登録済みの受注と成果報酬は変更していません。
# $count (Number)
imports-rows = { $count }行
imports-open-orders = 取り込んだ受注を見る
imports-download-errors = エラーをCSVでダウンロード
imports-line = 行
imports-column = 列
imports-message = 内容
imports-facts = ファイルの情報
imports-finished = 完了日時
imports-encoding = 文字コード
notice-import-started = ファイルを受け取りました。内容を確認しています。
notice-import-already = このファイルはすでに取り込まれています。最初の取り込みを表示しています。
state-import-queued = 読み込み待ち
state-import-applying = 登録中
state-import-done = 完了
state-import-refused = 取り込み不可
state-attribution-click = クリック
state-attribution-link = リンクコード
state-attribution-coupon = クーポンコード
state-attribution-none = なし
state-attribution-why-unknown = このネットワークに登録がない
state-attribution-why-too-old = クリックが成果対象期間より前
state-attribution-why-after-order = クリックが受注より後
state-attribution-why-weaker = より確かな手がかりを優先
state-order-line-placed = 注文済み
state-order-line-paid = 支払い済み
state-order-line-shipped = 出荷済み
state-order-line-delivered = 配達完了
state-order-line-completed = 取引完了
state-order-line-canceled = キャンセル
state-order-line-refunded-partial = 一部返金
state-order-line-refunded-full = 全額返金
state-order-event-delivered = 配達完了
state-order-event-refund = 返金
error-sku-unknown = この商品コードの公開中の商品が見つかりません。商品コードと公開状況をご確認ください。
error-order-event-differs = 同じ番号の通知が、別の内容ですでに登録されています。新しい番号で送信してください。
error-order-differs = 登録済みの受注と明細、金額または日時が異なります。登録済みの内容のままにしました。
error-file-field-required = 必須の値が空です。値を入れてください。
error-file-field-too-long = { $limit }文字以内にしてください。
error-file-date-malformed = 日時を読み取れません。例：2026-11-22 16:09:00。形式によっては時差も必要です（+0900）。
error-file-currency-unknown = 通貨コードが正しくありません。例：JPY
error-file-amount-malformed = 金額を読み取れません。通貨の小数点以下の桁数もご確認ください。
error-file-amount-too-large = 金額が上限（{ $limit }）を超えています。
error-file-number-malformed = 数字を読み取れません。
error-file-import-headings = この見出しの列がありません。エクスポートの設定をご確認ください。
# $version (Number)
orders-rule = ルール「{ $name }」第{ $version }版（受注時に確定）
