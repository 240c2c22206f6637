# 金額の内訳（この金額はどこから来たか）

explain-title = この金額の内訳
# $amount (String)
explain-door = { $amount }：内訳を見る
explain-groups = 合計の内訳
explain-lines = 明細
# $count (Number)
explain-count = { $count }件
# $amount (String)
explain-base = 計算対象額 { $amount }
explain-no-lines = この内訳に明細はありません。
explain-all = 内訳の全体に戻る
explain-frozen-note = ここに示す条件と金額は、成立した時点で固定されたものです。あとから料率やルールが変わっても、この金額は変わりません。
state-explain-stage-source = きっかけ
state-explain-stage-winner = 成果の根拠
state-explain-stage-terms = 適用された条件
state-explain-stage-reckoning = 計算
state-explain-stage-corrections = 取消と訂正
state-explain-stage-sum = 合計
state-explain-stage-waiting = 確定まで
state-explain-stage-entries = 元帳の記録
state-explain-stage-statement = 明細書
state-explain-part-estimated-sales = 販売分（未確定）
state-explain-part-confirmed-sales = 販売分（確定）
state-explain-part-estimated-reversals = 返金による取消（未確定分）
state-explain-part-confirmed-reversals = 返金による取消（確定分）
state-explain-part-commissions = 成果報酬
state-explain-part-fees = 固定報酬・ボーナス
state-explain-part-adjustments = 調整
state-explain-part-network = 運営者分
state-explain-part-partners = MCN・紹介者の取り分
state-explain-part-referred = KOLからの配分
state-hold-pending = 保留中
state-hold-posted = 支払い済み
state-hold-voided = 取消済み
state-hold-expired = 期限切れ
# $product (String)
state-explain-about-commission = { $product }の成果報酬
# $product (String)
state-explain-about-reversal = { $product }の返金による取消
# $product (String)
state-explain-about-restored = { $product }の取消の差し戻し
# $reason (String)
state-explain-about-adjustment = 調整（{ $reason }）
# $kind (String)
# $title (String)
state-explain-about-fee = { $kind }「{ $title }」
state-explain-about-debt = マイナス残高
# $choice (String)
state-explain-about-decision = マイナス残高への対応（{ $choice }）
state-explain-about-hold = 支払いのための保留額
# $sold (String)
# $bought (String)
state-explain-about-conversion = { $sold }から{ $bought }への換算
# $kind (String)
# $at (String)
state-explain-about-entry = 仕訳「{ $kind }」（{ $at }）
# $kind (String)
state-explain-booked-for = 対象の内訳（{ $kind }）
# $account (String)
# $currency (String)
state-explain-about-account = { $account }の残高（{ $currency }）
# $party (String)
# $period (String)
state-explain-about-month = { $party }の { $period } の合計
# $party (String)
# $period (String)
state-explain-about-commissions = { $party }の { $period } の成果報酬
# $period (String)
state-explain-about-network = ネットワーク全体の { $period } の成果報酬
# $source (String)
# $number (String)
# $at (String)
state-explain-ordered = { $source }の受注 { $number }（{ $at }）
# $order (String)
# $at (String)
state-explain-ordered-own = { $at } の受注（受注ID { $order }）
# $product (String)
# $brand (String)
# $pieces (String)
state-explain-sold = { $brand }の「{ $product }」を{ $pieces }点販売
# $who (String)
# $at (String)
state-explain-asked = { $who }が { $at } に申請
# $who (String)
# $status (String)
# $at (String)
state-explain-decided = { $who }が { $at } に決定（{ $status }）
state-explain-waits = 別の担当者の承認を待っています。
# $text (String)
state-explain-reads = 「{ $text }」
# $brand (String)
state-explain-borne-by-brand = 負担するのは{ $brand }です。
state-explain-borne-by-network = 負担するのは運営者です。
# $brand (String)
# $kol (String)
# $at (String)
state-explain-agreed = { $brand }と{ $kol }が { $at } に合意
# $kol (String)
state-explain-owes = { $kol }の保留残高と出金可能残高の合計がマイナスです。
# $at (String)
# $days (String)
state-explain-since = { $at } からマイナスの状態です（{ $days }日）。
# $payee (String)
# $amount (String)
# $at (String)
state-explain-held-for = { $payee }の出金可能残高から { $amount } を { $at } に保留
# $at (String)
state-explain-held-until = { $at } までに支払われなければ、出金可能残高に戻ります。
# $payee (String)
# $at (String)
state-explain-exchanged = { $payee }の残高を { $at } に換算
# $kol (String)
# $code (String)
# $at (String)
# $days (String)
state-explain-won-by-click = 計測リンク { $code } が { $at } にクリックされ、{ $days }日以内に購入されたため、{ $kol }の成果です。
# $kol (String)
# $code (String)
state-explain-won-by-link = 計測リンクのコード「{ $code }」が付いていたため、{ $kol }の成果です。
# $kol (String)
# $code (String)
state-explain-won-by-coupon = クーポンコード「{ $code }」が使われたため、{ $kol }の成果です。
# $kol (String)
# $kind (String)
state-explain-won-by = { $kol }の成果です（根拠：{ $kind }）。
# $kind (String)
# $code (String)
# $why (String)
state-explain-passed-over = 採用しなかった手がかり：{ $kind }「{ $code }」（{ $why }）
# $kind (String)
# $why (String)
state-explain-passed-over-own = ほかに採用しなかった手がかり：{ $kind }（{ $why }）
# $name (String)
# $version (String)
state-explain-by-rule = ルール「{ $name }」第{ $version }版
# $version (String)
state-explain-by-rule-own = この販売に適用された報酬ルール（第{ $version }版）
# $kinds (String)
state-explain-rule-asks = 合うルールのうち条件が最も細かいため、このルールが選ばれました（条件：{ $kinds }）。
state-explain-rule-for-all = すべての販売に適用されるルールです。これより条件の細かいルールは当てはまりませんでした。
# $revision (String)
state-explain-by-plan = 当てはまるルールがないため、プラン第{ $revision }版の条件が適用されます。
state-explain-by-plan-any = 当てはまるルールがないため、プランの条件が適用されます。
# $at (String)
state-explain-fixed-at = { $at } 時点の条件です。
# $quote (String)
# $source (String)
# $on (String)
state-explain-by-quote = レート { $quote }（{ $source }、{ $on }から適用。換算日以前で最も新しいもの）
# $choice (String)
# $at (String)
state-explain-chosen = { $at } に決定：{ $choice }
# $each (String)
# $pieces (String)
# $whole (String)
state-explain-price = { $each } × { $pieces }点 ＝ { $whole }
# $fund (String)
# $amount (String)
# $left (String)
state-explain-taken-off = − { $amount }（{ $fund }）＝ { $left }
# $fund (String)
# $amount (String)
state-explain-left-in = { $fund } { $amount } は計算対象額から差し引きません。
# $amount (String)
# $left (String)
state-explain-tax-out = − { $amount }（税）＝ { $left }
# $base (String)
state-explain-base = 計算対象額は { $base } です。
# $base (String)
# $rate (String)
# $rounded (String)
state-explain-times-even = { $base } × { $rate } ＝ { $rounded }
# $base (String)
# $rate (String)
# $exact (String)
# $rounded (String)
state-explain-times-half-up = { $base } × { $rate } ＝ { $exact } → 四捨五入して { $rounded }
# $base (String)
# $rate (String)
# $exact (String)
# $rounded (String)
state-explain-times-down = { $base } × { $rate } ＝ { $exact } → 端数を切り捨てて { $rounded }
# $each (String)
# $pieces (String)
# $told (String)
state-explain-per-piece = 1点あたり { $each } × { $pieces }点 ＝ { $told }
# $from (String)
# $to (String)
state-explain-raised = 最低額の定めにより { $from } → { $to }
# $from (String)
# $to (String)
state-explain-lowered = 上限額の定めにより { $from } → { $to }
# $from (String)
# $to (String)
state-explain-within-base = 計算対象額を超えないよう { $from } → { $to }
# $base (String)
# $total (String)
state-explain-frozen = 計算対象額 { $base } に対する成果報酬は { $total } として固定されています。
# $total (String)
# $kol (String)
# $network (String)
state-explain-parts = { $total } を分配：KOL { $kol }、運営者 { $network }（合計は必ず一致します）
# $total (String)
# $kol (String)
# $network (String)
# $partners (String)
state-explain-parts-of-partners = { $total } を分配：KOL { $kol }、MCN・紹介者 { $partners }、運営者 { $network }（合計は必ず一致します）
# $total (String)
# $amount (String)
state-explain-part-of-kol-after = { $total } のうち、MCN・紹介者への配分を除いた KOL の報酬：{ $amount }
# $total (String)
# $rate (String)
# $amount (String)
state-explain-part-of-kol = { $total } のうち { $rate } が KOL の報酬です：{ $amount }
# $total (String)
state-explain-whole-of-brand = メーカーの負担額は { $total } です。
# $amount (String)
state-explain-fixed = 金額は { $amount } です。
# $amount (String)
# $commission (String)
# $earned (String)
state-explain-guaranteed = 最低保証 { $amount } − 期間中の成果報酬 { $commission } ＝ { $earned }
# $amount (String)
state-explain-guarantee-met = 成果報酬が最低保証 { $amount } に達したため、追加の支払いはありません。
# $units (String)
state-explain-sold-pieces = 期間中の販売数は{ $units }点です。
# $units (String)
# $amount (String)
state-explain-step-reached = { $units }点以上：達成、＋ { $amount }
# $units (String)
# $amount (String)
state-explain-step-missed = { $units }点以上：未達成（{ $amount }）
# $total (String)
state-explain-together = 合計 { $total }
# $on (String)
state-explain-not-yet = { $on } に計算されます。
state-explain-canceled = 取り消されたため、金額はありません。
# $sold (String)
# $quote (String)
# $bought (String)
state-explain-converted = { $sold } を { $quote } で換算し、四捨五入して { $bought }
# $sold (String)
# $quote (String)
# $bought (String)
state-explain-converted-even = { $sold } を { $quote } で換算すると { $bought }
# $amount (String)
state-explain-corrects = もとの成果報酬 { $amount } を訂正するものです。
# $whole (String)
# $before (String)
# $after (String)
state-explain-given-back = 計算対象額 { $whole } のうち、返金された分の累計が { $before } から { $after } になりました。
# $total (String)
# $after (String)
# $whole (String)
# $exact (String)
# $sum (String)
# $earlier (String)
# $amount (String)
state-explain-taken-back = { $total } × { $after } ÷ { $whole } ＝ { $exact } → 端数を切り捨てて累計 { $sum }。取消済みの { $earlier } との差が今回の { $amount } です。
# $total (String)
# $after (String)
# $whole (String)
# $exact (String)
# $sum (String)
# $earlier (String)
# $amount (String)
state-explain-taken-back-even = { $total } × { $after } ÷ { $whole } ＝ { $exact }、累計 { $sum }。取消済みの { $earlier } との差が今回の { $amount } です。
# $earlier (String)
# $amount (String)
state-explain-taken-back-rest = 全額が返金されたため、取消済みの { $earlier } を除く残りを、端数も含めてすべて取り消しました：{ $amount }
# $sum (String)
# $earlier (String)
# $amount (String)
state-explain-taken-back-plain = 取消の累計は { $sum }、取消済みは { $earlier }、今回は { $amount } です。
# $amount (String)
state-explain-given-again = 返金の取消などにより、{ $amount } が再び計上されました。
# $amount (String)
state-explain-own-back = このうち KOL の分は { $amount } です。
# $at (String)
# $amount (String)
state-explain-corrected-by = { $at } に訂正：{ $amount }
# $left (String)
state-explain-left = 訂正後の残りは { $left } です。
# $why (String)
# $text (String)
state-explain-rejected = 否認：{ $why }（{ $text }）
# $amounts (String)
# $sum (String)
state-explain-sum = { $amounts } ＝ { $sum }
# $figure (String)
state-explain-sum-equal = 内訳の合計は、表示されている金額 { $figure } と一致します。
# $sum (String)
# $figure (String)
# $difference (String)
state-explain-sum-differs = 内訳の合計は { $sum } で、表示されている金額 { $figure } と { $difference } の差があります。運営者にお知らせください。
state-explain-sum-none = この期間に計上された金額はありません。
# $ledger (String)
state-explain-ledger-equal = 元帳の金額 { $ledger } と一致します。
# $ledger (String)
# $difference (String)
state-explain-ledger-differs = 元帳の金額は { $ledger } で、{ $difference } の差があります。
# $days (String)
state-explain-not-delivered = 配達完了がまだ確認されていません。配達完了から{ $days }日後に確定します。
# $delivered (String)
# $days (String)
# $on (String)
state-explain-holding = { $delivered } に配達完了、確定保留期間は{ $days }日です。{ $on } に確定します。
# $delivered (String)
# $days (String)
# $on (String)
state-explain-holding-over = { $delivered } に配達完了、{ $days }日の確定保留期間が { $on } に終わりました。
state-explain-held = 返品または異議が解決するまで、確定を保留しています。
state-explain-is-estimated = 現在は未確定です。返金があると変わることがあります。
state-explain-is-confirmed = 確定しました。
# $status (String)
state-explain-status = 状態：{ $status }
# $kind (String)
# $at (String)
state-explain-posted = 仕訳「{ $kind }」として { $at } に記帳
# $kind (String)
# $at (String)
state-explain-posted-own = 「{ $kind }」として { $at } に記帳
# $account (String)
# $amount (String)
state-explain-moved = { $account }：{ $amount }
state-explain-not-posted = 元帳にはまだ記帳されていません。
# $month (String)
state-explain-in-month = { $month }分に含まれます。

## 保留と換算

holds-title = 支払いの保留
holds-one = 支払いのための保留
holds-lead = 支払いのために確保した金額です。支払うか、取り消すか、期限が来るまで、出金可能残高には含まれません。
holds-status = 状態
holds-none = 該当する保留はありません
holds-none-help = 支払いの準備が始まると、APIから登録された保留がここに表示されます。
holds-made = 保留日時
holds-payee = 支払先
holds-expires = 期限
holds-entry = 保留の仕訳
holds-end-entry = 終了の仕訳
holds-end = この保留を終える
holds-end-help = 取り消すと、金額は出金可能残高に戻ります。支払い済みにすると、銀行振込未決済に移ります。どちらも元に戻せません。
holds-release = 保留を取り消す
holds-pay = 支払い済みにする
holds-pay-ask = 支払い済みにします。元に戻すことはできません。よろしいですか。
holds-pending = 支払いのために保留中の金額
conversions-title = 通貨の換算
conversions-lead = 支払先の残高を別の通貨に換算した記録です。通貨ごとに1つずつ、2つの仕訳がレートで結ばれています。
conversions-none = まだ換算はありません
conversions-none-help = レートを登録したあと、APIから換算すると、ここに表示されます。
conversions-at = 換算日時
conversions-sold = 換算前
conversions-bought = 換算後
notice-hold-posted = 支払い済みにしました。
notice-hold-voided = 保留を取り消しました。
explain-file = 内訳のURL

## 検証

proof-none = まだ検証は行われていません
proof-none-help = 「今すぐ検証する」を押すと、封印と合計をはじめから確かめ、結果をここに残します。
proof-last = 最新の検証
proof-again = 進み具合を更新
# $done (Number)
# $total (Number)
proof-walked = 封印を検証中：{ $done } / { $total }件
notice-proof-started = 検証を開始しました。
error-proof-state = この検証はすでに終わっています。

state-explain-part-samples = サンプル代の負担
state-explain-about-sample = 「{ $product }」のサンプル
state-explain-sample-asked = { $kol }が{ $brand }に{ $pieces }点を申請（{ $at }）
state-explain-terms-accepted = KOLは{ $at }に条件（{ $treatment }、第{ $version }版）に同意しています。
state-explain-terms-none = 条件の取り決めがない申請のため、KOLに負担は生じません。
state-explain-post-due = 投稿期限は{ $until }です。
state-explain-post-handed = 報告された投稿：{ $url }
