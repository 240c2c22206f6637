### エラー文。キーは `error-<code>`。`domain::Error` と `FieldError` のコードを足したら、三言語に一行ずつ足す。
### 項目のエラーは入力欄のそばに出るので、項目名を書かない。

## アカウントと権限

error-unauthenticated = この画面を開くにはログインが必要です。ログインしてください。
error-sign-in-wrong = メールアドレスまたはパスワードが正しくありません。もう一度ご確認ください。
# $minutes (Number)
error-sign-in-locked =
    { $minutes ->
        [0] ログインの失敗が続いたため、受け付けを一時停止しています。しばらく待ってから、もう一度お試しください。
       *[other] ログインの失敗が続いたため、受け付けを一時停止しています。{ $minutes }分ほど待ってから、もう一度お試しください。
    }
error-session-expired = ログインの有効期限が切れました。もう一度ログインしてください。
error-session-reused = 安全のため、ログアウトしました。もう一度ログインしてください。お心当たりがない場合は、パスワードの変更をおすすめします。
error-forbidden = この操作を行う権限がありません。必要な場合は、組織の管理者にご相談ください。
error-email-taken = このメールアドレスはすでに登録されています。ログインするか、別のメールアドレスをお使いください。
error-link-expired = このリンクは有効期限が切れたか、すでに使用されています。お手数ですが、もう一度リンクを発行してください。
error-csrf = 安全確認のため、送信を受け付けませんでした。ページを再読み込みして、もう一度送信してください。

## 全般

error-missing = お探しのページまたはデータが見つかりません。削除されたか、アドレスが変わった可能性があります。
error-invalid = 入力内容に誤りがあります。各項目の案内をご確認のうえ、もう一度送信してください。
error-refused = 現在の状態では、この操作は行えません。画面を再読み込みして、最新の状態をご確認ください。
error-taken = 同じ内容がすでに登録されています。別の内容に変更してください。
error-stale = ほかの方が先に内容を更新しました。画面を再読み込みして最新の内容を確認し、もう一度操作してください。
error-too-large = 送信されたデータが大きすぎます。サイズを小さくするか、分割してお送りください。
# $seconds (Number)
error-too-often = 短い時間に操作が続いたため、受け付けられませんでした。{ $seconds }秒ほど待ってから、もう一度お試しください。
error-busy = ただいま混み合っています。少し待ってから、もう一度お試しください。
error-broken = 申し訳ございません。システムに問題が発生しました。時間をおいてもう一度お試しください。解決しない場合は、運営者までお問い合わせください。
error-method-not-allowed = このアドレスでは、その操作を受け付けていません。メソッドとアドレスをご確認ください。

## 入力欄

error-field-required = この項目は必須です。入力または選択してください。
# $limit (Number)
error-field-too-long = { $limit }文字以内で入力してください。
# $limit (Number)
error-field-too-short = { $limit }文字以上で入力してください。
error-field-wrong = 入力内容を受け付けられません。内容をご確認ください。
error-text-damaged = 読み取れない文字（文字化け）が含まれています。入力し直してください。
error-choice-unknown = 一覧にある選択肢から選んでください。
error-email-malformed = メールアドレスの形式が正しくありません。例：name@example.com
error-amount-malformed = 金額は数字で入力してください。例：1,980
error-amount-negative = 0以上の金額を入力してください。
error-amount-too-large = 金額が大きすぎます。桁数をご確認ください。
error-currency-unknown = この通貨には対応していません。対応している通貨から選んでください。
error-currency-mismatch = 通貨が一致していません。同じ通貨にそろえてください。
error-rate-out-of-range = 0%から100%の範囲で、小数点以下4桁までで入力してください。
error-date-malformed = 日付の形式が正しくありません。例：2026-11-22
error-number-malformed = 数字で入力してください。
# $min (Number)
# $max (Number)
error-number-out-of-range = { $min }から{ $max }までの数字を入力してください。
error-consent-required = お進みいただくには、内容をご確認のうえ同意してください。
error-slug-malformed = 半角の英小文字、数字、ハイフンで入力してください。例：aoi-select
error-slug-taken = このURL名はすでに使われています。別の名前を入力してください。

## 商品、掲載、画像

error-picture-unreadable = 画像を読み取れませんでした。JPEG、PNG、WebPのいずれかの形式でアップロードしてください。
error-picture-too-large = 画像が大きすぎます。サイズを小さくしてから、もう一度アップロードしてください。
error-picture-too-many = 画像の枚数が上限を超えています。枚数を減らしてください。
error-jan-malformed = JANコードは8桁または13桁の数字で入力してください。
error-jan-check-digit = JANコードのチェックデジットが合いません。番号をもう一度ご確認ください。
error-sku-taken = このSKUはすでに使われています。別のSKUを入力してください。
error-product-state = 商品の現在の状態では、この操作は行えません。画面を再読み込みして、状態をご確認ください。
error-product-incomplete = 商品情報に不足があります。未入力の項目を入力してから、もう一度お試しください。
error-listing-state = 掲載の現在の状態では、この操作は行えません。画面を再読み込みして、状態をご確認ください。
error-listing-exists = この商品はすでにショップに追加されています。ショップの商品一覧をご確認ください。

## サンプル、リード、受注

error-sample-state = サンプル申請の現在の状態では、この操作は行えません。画面を再読み込みして、状態をご確認ください。
error-sample-not-offered = この商品はサンプル提供の対象外です。サンプル提供のある商品からお選びください。
error-sample-duplicate = この商品のサンプルはすでに申請されています。申請の状況をご確認ください。
error-lead-state = リードの現在の状態では、この操作は行えません。画面を再読み込みして、状態をご確認ください。
error-order-currency = このネットワークでは、この通貨の受注を受け付けていません。対応している通貨をご確認ください。
error-order-duplicate-line = 同じ明細番号が重複しています。明細番号をご確認ください。
error-order-line-unknown = 指定された明細がこの受注に見つかりません。明細番号をご確認ください。
error-order-exists = この受注番号はすでに登録されています。受注一覧をご確認ください。
error-order-event-exists = この通知はすでに受け付けています。再送信の必要はありません。
# $line (Number)
error-order-conflict = 同じ受注の{ $line }行目と内容が異なります。どちらかの行を修正してください。
# $line (Number)
error-order-repeated = { $line }行目と同じ内容です。重複している行を削除してください。
error-lead-exists = このメールアドレスのリードはすでに登録されています。リード一覧をご確認ください。
error-entry-exists = この取引はすでに記帳されています。二重に記帳する必要はありません。

## 取り込み、メール、API

error-encoding-unknown = ファイルの文字コードを判別できませんでした。UTF-8で保存し直してから、もう一度アップロードしてください。
error-import-empty = ファイルにデータの行がありません。内容をご確認のうえ、もう一度アップロードしてください。
error-import-headings = ファイルの見出し行が形式と一致しません。テンプレートの見出しに合わせてください。
# $expected (Number)
# $found (Number)
error-row-cells = この行の列数（{ $found }）が見出しの列数（{ $expected }）と合いません。区切り文字と引用符をご確認ください。
error-import-duplicate-file = このファイルはすでに取り込まれています。取り込み履歴をご確認ください。
error-import-state = 取り込みの現在の状態では、この操作は行えません。画面を再読み込みして、状態をご確認ください。
error-mail-state = メールの現在の状態では、この操作は行えません。画面を再読み込みして、送信状況をご確認ください。
error-json-malformed = 送信されたJSONを読み取れませんでした。書式と項目の型をご確認ください。
error-idempotency-key-required = Idempotency-Keyヘッダーが必要です。操作ごとに異なる値を付けて送信してください。
error-idempotency-key-reused = このIdempotency-Keyは別の内容の送信に使われています。新しい値を付けて送信してください。
error-idempotency-key-malformed = Idempotency-Keyの形式が正しくありません。UUIDなどの値を付けて送信してください。
error-order-line-state = この受注明細の状態では、その操作はできません。
error-date-order = 日時の前後関係をご確認ください。
error-order-lines = 明細は1行以上{ $most }行以内にしてください。
error-adjustment-same-person = 自分が申請した調整は、自分では承認・却下できません。別の担当者に依頼してください。
error-adjustment-state = 調整の現在の状態では、この操作は行えません。画面を再読み込みして、状態をご確認ください。
error-commission-not-open = 確定前の成果報酬ではないため、否認できません。確定後は「調整」で訂正してください。
error-fee-state = 固定報酬の現在の状態では、この操作は行えません。画面を再読み込みして、状態をご確認ください。
error-debt-too-young = マイナスになってからの日数が足りないため、まだ請求や償却はできません。今は「相殺を待つ」を選んでください。
error-debt-decided = この不足額への対応は、ほかの方が先に決定しました。画面を再読み込みしてください。
error-amount-zero = 0以外の金額を入力してください。
error-period-wrong = 最終日は初日以降で、期間は400日以内にしてください。
# $line (Number)
error-ladder-malformed = { $line }行目を確認してください。「100 = 50000」のように、販売数を増やしながら1行に1段階、10段階まで入力します。
error-rule-values = 指定できる値は200件までです。
error-rule-limits = 上限額は最低額以上にしてください。
error-rule-in-past = 開始日は今日以降にしてください。過去の受注の条件は変わりません。
error-rule-ended = このルールはすでに終了しています。
error-rule-no-plan = この商品には、その時点で有効なプランがありません。

## 元帳

error-entry-sealed = 別の処理が仕訳を封印しています。しばらくしてから、もう一度お試しください。
error-period-closed = この月はすでに締められています。
error-period-order = 月次締めは古い月から順に行います。先に、締めていない最も古い月を締めてください。
error-period-not-over = この月はまだ締められません。月末の翌々日以降にお試しください。
error-period-unsound = 元帳の検証で不一致が見つかりました。検証画面で内容を確認し、解消してから締めてください。
error-entry-of-order = この仕訳は受注に属しています。受注のキャンセルまたは返金として登録してください。
error-entry-of-hold = この仕訳は保留額に属しています。保留の実行または取消を行ってください。
error-entry-reversed = この仕訳はすでに取り消されています。
error-entry-reversed-partly = この仕訳は一部がすでに取り消されているため、全額の取消はできません。
error-balance-short = 出金可能残高が不足しています。
error-hold-state = この保留はすでに終了しています。再読み込みして状態をご確認ください。
error-hold-expired = この保留は期限が切れているため、実行できません。
error-fx-no-rate = この日以前のレートが登録されていません。先にレートを登録してください。
error-fx-same-currency = 異なる2つの通貨を選択してください。
error-fx-rate-malformed = 0より大きいレートを小数点以下8桁までで入力してください。例：4.5678
error-fx-too-small = 金額が小さすぎるため、換算できません。
error-amount-not-positive = 0より大きい金額を入力してください。
error-entry-of-beside = この仕訳は調整・固定報酬・債務の処理に属しています。打ち消す調整を申請してください。
error-partner-exists = この期間には、同じ種類の配分がすでに登録されています。先にその配分を終了してください。
error-partner-in-past = 過去の日付は指定できません。本日以降の日付を入力してください。
error-partner-self = KOL自身を受取人にすることはできません。
error-partner-kind = この相手は選択できません。所属MCNにはMCNを、紹介者にはMCNまたはKOLを選択してください。
error-partner-ended = この配分はすでに終了しています。
error-invoice-number-malformed = 登録番号の形式が正しくありません。「T」と13桁の数字を入力してください。
error-invoice-number-check = 登録番号の検査数字が一致しません。登録通知書の番号をご確認ください。

error-sample-extended = 投稿期限の延長は1回だけです。
error-sample-fixes-used = 修正の依頼は2回までです。確認済みにするか、アカウントマネージャーにご相談ください。
error-sample-sponsored = 無償提供のサンプルは、KOLに請求できません。
error-sample-no-deposit = このサンプルに保証金はありません。
error-sample-deposit-short = KOLの出金可能残高が保証金に足りないため、承認できません。
error-terms-not-accepted = 条件に同意する場合はチェックを入れてください。同意がないと申請できません。
error-terms-changed = 条件が変更されました。新しい内容を確認し、あらためて同意してください。
error-url-malformed = http:// または https:// で始まる投稿のURLを入力してください。
error-entry-of-sample = この仕訳はサンプルに属しています。サンプルのページで処理してください。
