### 資料ライブラリ：版の管理、だれがどの版を持っているか

materials-title = 資料
materials-lead = お客様にお渡しする資料を、言語ごとの版で管理します。登録した人とは別の人が承認すると、有効期間のあいだ専用リンクから提供されます。
materials-none = 登録された資料はありません
materials-none-next = 資料を登録し、PDFの版を追加してください。それまでは、自動作成の紹介資料だけをご案内します。
materials-name = 資料名
materials-name-hint = お客様にも表示されます。例：料金表
materials-kind = 種類
materials-audience = 対象
materials-waiting = 承認待ち
materials-holders-count = 旧版をお持ちの方
# $number (Number)
materials-version = 第{ $number }版
materials-new = 資料を登録する
materials-make = 登録する
materials-versions = 版
materials-versions-none = まだ版がありません
materials-versions-next = PDFを追加し、承認を申請してください。
materials-valid = 有効期間
materials-maker = 登録者
materials-approver = 承認者
materials-note = 変更点のメモ
materials-note-hint = 社内向けです。お客様には表示されません。
materials-act = 操作
materials-why = 差し戻しの理由
materials-own = ご自身で登録した版です。承認はほかの方が行います。
materials-withdraw-ask = この版を取り下げますか？専用リンクからも提供されなくなります。元に戻すことはできません。
materials-upload = 新しい版を追加する
materials-file = PDFファイル
# $most (Number)
materials-file-hint = PDFのみ、{ $most }MBまで。
materials-from = 有効期間の初日
materials-from-hint = 空欄の場合は本日から。
materials-until = 有効期間の最終日
materials-until-hint = 空欄の場合は期限なし。
materials-send = 版を追加する
# $count (Number)
materials-kilobytes = { $count }KB
materials-more = そのほかの資料
notice-material-made = 資料を登録しました。続けてPDFの版を追加してください。
notice-material-uploaded = 版を下書きとして追加しました。内容を確認し、承認を申請してください。
notice-material-moved = 版の状態を更新しました。

## だれがどの版を持っているか

materials-holders = 旧版をお持ちの方
materials-holders-lead = 最後に受け取った版が、その言語の現在の版ではない方の一覧です。新しい版の専用リンクをメールでお届けできます。
materials-holders-none = 旧版をお持ちの方はいません
materials-holders-next = 新しい版が有効になると、以前の版を受け取った方がここに表示されます。
materials-held = お手元の版
materials-hash = ファイルのハッシュ
materials-taken = 受け取り日時
materials-newest = 現在の版
materials-newest-none = この言語にはありません
materials-told = ご案内日時
materials-renew = 新しい版を送る
materials-renew-all = 全員に新しい版を送る
materials-renew-all-ask = まだご案内していない方に、新しい版の専用リンクをメールで送りますか？1回に100通までです。
# $count (Number)
materials-renewed-sent = { $count }通のメールを送信待ちに追加しました。
# $count (Number)
materials-renewed-told = ご案内済みのため{ $count }名を除きました。
# $count (Number)
materials-renewed-held = 24時間の送信上限に達しているため{ $count }名を除きました。
# $count (Number)
materials-renewed-without = 該当言語の現在の版がないため{ $count }名を除きました。
materials-renewed-more = 残りの方には、もう一度操作してお送りください。
materials-downloads = ダウンロードの記録
materials-downloads-lead = この方が受け取った資料と版です。新しい順に並んでいます。
materials-downloads-none = まだダウンロードはありません
materials-downloads-next = 専用リンクから資料が開かれると、ここに記録されます。
materials-lead-page = リード
materials-deck-now = その時点の内容で作成

## 新しい版のご案内メール

materials-mail-subject = 【{ $network }】「{ $material }」の新しい版をお届けします
# $number (Number)
materials-mail-lead = 以前お受け取りいただいた資料「{ $material }」の新しい版（第{ $number }版）ができましたので、お届けいたします。
# $number (Number)
materials-mail-old = { $date }にお渡しした第{ $number }版は内容が古くなっておりますので、今後は新しい版をご利用ください。
materials-mail-open = 新しい版を開く
materials-mail-until = リンクの有効期限は{ $date }です。
materials-mail-why = このメールは、{ $network }に資料をご請求いただいた方へ、お渡しした資料の更新をお知らせするためにお送りしています。

## 状態と選択肢

state-material-kind-guide = ご案内
state-material-kind-price-list = 料金表
state-material-kind-terms = 取引条件
state-material-kind-casebook = 事例集
state-material-version-draft = 下書き
state-material-version-submitted = 承認待ち
state-material-version-current = 提供中
state-material-version-upcoming = 承認済み（開始前）
state-material-version-expired = 期限切れ
state-material-version-superseded = 旧版
state-material-version-withdrawn = 取り下げ
state-material-act-submit = 承認を申請する
state-material-act-approve = 承認する
state-material-act-send-back = 差し戻す
state-material-act-withdraw = 取り下げる
state-material-event-create = 資料を登録
state-material-event-upload = 版を追加
state-material-event-submit = 承認を申請
state-material-event-send-back = 差し戻し
state-material-event-approve = 承認
state-material-event-supersede = 新しい版に切り替え
state-material-event-withdraw = 取り下げ
state-lead-event-renew-material = 資料の新しい版をご案内
error-material-exists = 同じ名前の資料がすでにあります。別の名前を入力してください。
error-material-overtaken = 同時に行われた別の操作が先に完了しました。画面を再読み込みして、最新の内容を確認してください。
error-material-state = この版の現在の状態では、その操作は行えません。
error-material-same-person = ご自身で登録した版は承認できません。ほかの方に承認を依頼してください。
error-material-span = 最終日は初日以降の日付にしてください。
error-material-not-pdf = PDFとして読み取れません。PDFファイルを選択してください。
error-material-too-large = ファイルが20MBを超えています。サイズを小さくしてから、もう一度お試しください。
