### 公開サイト、資料請求フォーム、紹介資料、リード

## 公開サイト

leads-front-title = ネットワークのご案内
leads-front-request = 資料を請求する
leads-front-kol = KOLとして参加する
leads-front-shops = 公開中のショップ
leads-front-brands = 参加メーカー
leads-front-products = 掲載商品
leads-front-steps = ご利用の流れ
leads-front-terms = ご参加の条件
leads-front-storefronts = KOLのショップ
leads-front-followers = フォロワー
leads-front-empty = ただいま公開の準備をしています。公開後のご案内をご希望の方は、資料をご請求ください。
leads-front-call = まずは資料をご覧ください
leads-front-call-text = フォームを送信いただくと、紹介資料のリンクをすぐにメールでお届けします。費用はかかりません。
# $count (Number)
leads-count-shops = { $count }店
# $count (Number)
leads-count-brands = { $count }社
# $count (Number)
leads-count-products = { $count }点
# $count (Number)
leads-count-followers = { $count }人

## 資料請求フォーム

leads-form-title = 資料請求・お問い合わせ
leads-form-lead = 送信いただくと、紹介資料のリンクをすぐにメールでお届けします。
leads-form-errors = 入力内容をご確認ください
leads-form-must = 必須
leads-form-may = 任意
leads-form-kind = お立場
leads-form-kind-manufacturer = メーカー・ブランド
leads-form-kind-kol = KOL・インフルエンサー
leads-form-company = 会社名
leads-form-company-hint = メーカーの方は必須です。KOLの方は空欄のままでかまいません。
leads-form-name = お名前
leads-form-email = メールアドレス
leads-form-email-hint = 紹介資料はこのアドレスにお送りします。
leads-form-phone = 電話番号
leads-form-category = 関心のあるカテゴリ
leads-form-category-none = 選択しない
leads-form-message = お問い合わせ内容
leads-form-trap = この欄には入力しないでください
leads-form-notice = ご入力いただいた個人情報は、資料の送付、お問い合わせへの回答、およびこれらに関するご連絡のために{ $network }が利用します。法令に基づく場合を除き、ご本人の同意なく第三者に提供することはありません。開示・訂正・削除のご請求は { $sender } までご連絡ください。
leads-form-consent = 個人情報の取り扱いに同意する
leads-form-marketing = 新着商品や催しのお知らせもメールで受け取る
leads-form-marketing-hint = 配信を始める前に、確認のメールをお送りします。
leads-form-news = お知らせメール
leads-form-news-yes = 希望する
leads-form-news-no = 希望しない
leads-form-check = 入力内容を確認する
leads-step-fill = 入力
leads-step-check = 確認
leads-step-done = 完了
leads-confirm-title = 入力内容の確認
leads-confirm-lead = まだ送信されていません。内容をご確認のうえ、送信してください。
leads-confirm-send = 入力内容を送信
leads-confirm-edit = 修正する
leads-thanks-title = 送信が完了しました
leads-thanks-lead = お問い合わせありがとうございます。紹介資料のリンクを、ご入力のメールアドレスにお送りしました。
leads-thanks-held = お問い合わせを受け付けました。紹介資料のメールは、すでに24時間以内に3通お送りしています。お手数ですが、お手元のメールをご確認ください。
leads-thanks-spam = しばらく待っても届かない場合は、迷惑メールフォルダをご確認のうえ、アドレスの入力間違いがないかもお確かめください。
leads-thanks-home = トップへ戻る
error-phone-malformed = 電話番号は数字とハイフンで入力してください。例：03-1234-5678
error-form-again = フォームを表示してから時間が経過したか、送信が早すぎたため、受け付けを完了できませんでした。入力内容はそのまま残っています。お手数ですが、もう一度お進みください。

## 自動返信メール

leads-mail-subject = 【{ $network }】紹介資料をお届けします
leads-mail-dear = { $name } 様
leads-mail-hello = ご担当者様
leads-mail-thanks = このたびは、{ $network }の資料をご請求いただき、誠にありがとうございます。
leads-mail-again = { $date }にもご請求をいただいておりますので、あらためて資料をお送りいたします。
leads-mail-link = 紹介資料は、次のお客様専用のリンクからご覧いただけます。
leads-mail-open = 紹介資料を開く
leads-mail-until = リンクの有効期限は{ $date }です。期限を過ぎた場合は、次のページからあらためてご請求ください。
leads-mail-reply = ご不明な点がございましたら、このメールにそのままご返信ください。担当者よりご連絡いたします。
leads-mail-automatic = このメールは、{ $network }の資料請求フォームにこのメールアドレスが入力されたため、自動でお送りしています。お心当たりがない場合は、恐れ入りますが破棄してください。

## 紹介資料

leads-deck-title = 紹介資料
leads-deck-about = ネットワークのご紹介
leads-deck-categories = 取扱カテゴリ
leads-deck-storefronts = 主なショップ
leads-deck-storefront = ショップ
leads-deck-city = 拠点
leads-deck-channel = 媒体
leads-deck-profile = 特色
leads-deck-contact = お問い合わせ
leads-deck-for = 宛先
leads-deck-on = 作成日
leads-deck-company = { $company } 御中
leads-deck-person = { $name } 様
leads-deck-mail = メール
leads-deck-site = ウェブサイト
leads-materials-lead = { $network }のしくみ、参加条件、主なショップをまとめた資料です。数値は開いた時点のものに更新されます。
leads-materials-open = 紹介資料を開く（PDF）
leads-materials-until = このリンクは{ $date }までご利用いただけます。
leads-materials-next = ご覧になったあとは
leads-materials-next-text = ご質問やお申し込みは、お届けしたメールにそのままご返信ください。担当のアカウントマネージャーがご連絡いたします。
leads-materials-shops = 公開中のショップを見る
leads-gone-title = このリンクはご利用いただけません
leads-gone-text = リンクの有効期限が切れたか、アドレスが正しくありません。紹介資料は何度でもご請求いただけます。
leads-gone-again = もう一度資料を請求する

## リード

leads-list-title = リード
leads-list-lead = 資料請求とお問い合わせをいただいた方の一覧です。新しい順に並んでいます。
leads-list-csv = CSVで書き出す
leads-list-all = すべて
leads-list-search = 会社名・お名前・メールアドレス
leads-list-filter = 絞り込む
leads-list-reset = 絞り込みを解除する
leads-list-who = 会社名・お名前
leads-list-kind = 区分
leads-list-category = カテゴリ
leads-list-status = 状態
leads-list-language = 言語
leads-list-asked = 初回請求日時
leads-list-changed = 更新日時
leads-list-pages = ページ
leads-list-first = 先頭へ
leads-list-next = 次へ
leads-list-empty-title = リードはありません
leads-list-empty = 公開サイトのフォームから資料請求があると、ここに表示されます。フォームのアドレスを展示会や名刺でご案内ください。
leads-list-none = 条件に合うリードがありません。条件を変えてお試しください。
leads-csv-id = ID
leads-show-no-message = お問い合わせ内容の記入はありません。
leads-show-typed = 入力内容
leads-show-consent = 同意
leads-show-consent-version = { $version } 版に同意
leads-show-campaign = キャンペーン
leads-show-referrer = 参照元
leads-show-links = 紹介資料のリンク
leads-show-links-none = まだ資料をお送りしていません。「資料を再送する」からお送りできます。
leads-show-made = 発行日時
leads-show-until = 有効期限
leads-show-over = 期限切れ
leads-show-opens = 開封回数
leads-show-opened = 最終開封日時
leads-show-history = 履歴
leads-resend = 資料を再送する
leads-resend-ask = { $email } に新しいリンクで紹介資料を送りますか？
leads-act-title = 次の対応
leads-act-none = この状態で行える対応はありません。
leads-act-failed = 操作を完了できませんでした
leads-act-reason = 失注の理由
leads-act-spam-ask = 迷惑行為として扱いますか？以後、このアドレスには資料を送りません。元に戻すことはできません。
notice-lead-moved = リードの状態を更新しました。
notice-lead-materials-sent = 紹介資料のメールを送信待ちに追加しました。

## 状態と選択肢

state-lead-new = 新規
state-lead-material-sent = 資料送付済み
state-lead-contacted = 連絡済み
state-lead-qualified = 有望
state-lead-proposal = 提案中
state-lead-won = 成約
state-lead-lost = 失注
state-lead-spam = 迷惑
state-lead-act-contact = 連絡済みにする
state-lead-act-qualify = 有望にする
state-lead-act-propose = 提案中にする
state-lead-act-win = 成約にする
state-lead-act-lose = 失注にする
state-lead-act-mark-spam = 迷惑として扱う
state-lead-event-create = フォームから資料を請求
state-lead-event-ask-again = フォームから再度請求
state-lead-event-send-material = 紹介資料のメールを送信待ちに追加
state-lead-event-open-materials = 紹介資料を初めて開封
state-lead-event-contact = 連絡済みに変更
state-lead-event-qualify = 有望に変更
state-lead-event-propose = 提案中に変更
state-lead-event-win = 成約に変更
state-lead-event-lose = 失注に変更
state-lead-event-mark-spam = 迷惑として処理
state-lead-kind-manufacturer = メーカー・ブランド
state-lead-kind-kol = KOL・インフルエンサー
state-channel-photo-notes = 写真投稿
state-channel-short-video = ショート動画
state-channel-livestream = ライブ配信
state-channel-blog = ブログ
state-channel-group-chat = オープンチャット

## リードの対応

leads-places = リードの表示
leads-board-title = ボード
leads-board-lead = 対応の段階ごとに、スコアの高い順に並べています。
leads-board-none = この段階のリードはありません。
leads-board-rest = 一覧で見る
# $count (Number)
leads-board-age = 初回請求から{ $count }日
leads-list-score = スコア
leads-list-owner = 担当者
leads-list-mine = 自分の担当
leads-list-reply = 返信
leads-list-overdue = 返信期限超過
leads-list-reply-due = 返信期限
leads-owner-nobody = 担当者なし
leads-owner-give = 担当者を選ぶ
leads-owner-save = 保存する
leads-show-first-touch = 最初の流入
leads-show-last-touch = フォームの前の流入
leads-show-qr = QRコード
leads-show-replied = 初回返信日時
leads-show-next = 次の自動メール
leads-show-lost = 失注の理由
leads-show-asked = 資料請求・お問い合わせ
leads-show-mailed = メール：
leads-show-to = {" "}→ { $name }
leads-answer = 返信があったことを記録する
leads-act-note = 補足
leads-act-win-ask = 成約にして、{ $email } に招待メールを送りますか？ネットワークに新しい組織が作成されます。
leads-note = メモ
leads-note-keep = メモを残す
leads-tasks = タスク
leads-tasks-title = 自分のタスク
leads-tasks-lead = 自分が担当する未完了のタスクです。期限の過ぎたものを先に表示しています。
leads-tasks-none = 未完了のタスクはありません
leads-tasks-none-help = リードの画面でタスクを追加すると、ここに表示されます。
leads-tasks-of-lead-none = タスクはまだありません。
leads-task-title = 内容
leads-task-due = 期限
leads-task-lead = リード
leads-task-act = 操作
leads-task-owner = 担当者
leads-task-me = 自分
leads-task-make = タスクを追加する
leads-task-late = 期限超過
leads-task-done = 完了
leads-task-finish = 完了にする
leads-task-finish-one = 「{ $title }」を完了にする
leads-task-reopen = 未完了に戻す
leads-task-reopen-one = 「{ $title }」を未完了に戻す
# $count (Number)
leads-score-of = { $count }点
leads-score-none = 加点の対象になる情報はまだありません。
leads-score-category = 取扱カテゴリに一致
# $count (Number)
leads-score-opened = 紹介資料を{ $count }回開封
# $count (Number)
leads-score-revisit = 再度の請求{ $count }回
# $count (Number)
leads-score-complete = 任意項目の記入{ $count }件
leads-score-domain = 会社のメールアドレス
leads-score-free-mail = フリーメール
leads-score-answered = こちらの連絡に返信あり
# $count (Number)
leads-score-faded = 反応のない期間による減点（30日ごとに半減、{ $count }回）
leads-score-help = 最後の反応から30日ごとに半分になります。
leads-won-title = 登録された組織
leads-won-invite = 招待メールを再送する
leads-assignment-title = 割り当て
leads-assignment-lead = 新しいリードを誰が担当し、いつまでに返信するかを決めます。
leads-rules = ルール
leads-rules-help = 上から順に、最初に当てはまったルールの担当者に割り当てます。その日に不在の場合は、順番で割り当てます。
leads-rules-none = ルールはありません。すべて順番で割り当てます。
leads-rule-add = ルールを追加する
leads-rule-raise = 上へ移動
leads-rule-drop = 削除する
leads-turns = 順番の割り当て
leads-turns-help = 数が大きいほど多く割り当てます。0の人には割り当てません。0から100までで入力してください。
leads-turns-who = メンバー
leads-turns-role = 役割
leads-turns-weight = 比率
leads-turns-weight-of = { $name }の比率
leads-away = 不在
leads-away-help = 不在の期間は、新しいリードを割り当てません。
leads-away-none = 予定されている不在はありません。
leads-away-from = 開始日
leads-away-until = 終了日
leads-away-add = 不在を追加する
leads-terms = 返信期限
leads-terms-help = ネットワークとお客様の国の営業日で数えます。変更は、これから届くリードに適用されます。
leads-terms-days = 初回返信までの営業日数
leads-late-subject = 【要対応】{ $name }様への返信期限を過ぎました
leads-late-lead = 次のリードに、期限までに返信されていません。内容をご確認のうえ、ご連絡をお願いいたします。
leads-late-link = リードを開く
leads-step-case-maker-subject = 【{ $network }】出品事例のご紹介
leads-step-case-maker =
    先日は{ $network }の資料をご請求いただき、ありがとうございました。

    本日は、ご参加中のメーカー様の進め方をご紹介いたします。

    多くの方は、まず2〜3点の商品から始め、KOLの反応を見ながら取扱商品を広げています。表示や規格の確認は、担当のアカウントマネージャーがお手伝いいたします。

    公開中のショップは次のページからご覧いただけます。
leads-step-call-maker-subject = 【{ $network }】オンラインでのご相談のご案内
leads-step-call-maker =
    その後、{ $network }の資料はご覧いただけましたでしょうか。

    ご不明な点があれば、オンラインで30分ほどお時間をいただき、条件や進め方をご説明いたします。

    ご都合のよい日時を2〜3、このメールへのご返信でお知らせください。
leads-step-case-kol-subject = 【{ $network }】KOLの活動事例のご紹介
leads-step-case-kol =
    先日は{ $network }の資料をご請求いただき、ありがとうございました。

    本日は、ご参加中のKOLの進め方をご紹介いたします。

    多くの方は、まずサンプルで商品を試し、ご自身のショップに数点を並べるところから始めています。報酬は注文ごとに確認できます。

    公開中のショップは次のページからご覧いただけます。
leads-step-call-kol-subject = 【{ $network }】オンラインでのご相談のご案内
leads-step-call-kol =
    その後、{ $network }の資料はご覧いただけましたでしょうか。

    ショップの開き方や報酬のしくみについて、オンラインで30分ほどご説明できます。

    ご都合のよい日時を2〜3、このメールへのご返信でお知らせください。
leads-alike-title = 重複の確認
leads-alike-lead = 電話番号、または会社のメールドメインと会社名が一致するリードです。統合すると、請求内容・メール・メモ・タスクはすべてこのリードに移ります。
leads-alike-none = 重複していそうなリードはありません
leads-alike-none-help = 同じ電話番号や会社のリードが届くと、ここに表示されます。
leads-alike-back = リードに戻る
leads-alike-sure = 元に戻せないことを確認しました
leads-alike-warning = 統合されたリードのアドレスは、このリードに転送されます。
leads-alike-merge = このリードに統合する
error-merge-unsure = 元に戻せないことを確認のうえ、チェックを入れてください。
error-lead-owner-same = すでにその担当者になっています。
error-lead-not-won = このリードはまだ成約になっていません。
error-lead-merge = このリードは統合できません。すでに統合されているか、区分が異なります。
error-lead-rules-full = ルールは50件までです。不要なルールを削除してください。
error-task-state = このタスクはすでに変更されています。
error-invitation-used = この招待はすでに使われています。サインインしてください。
error-invitation-expired = この招待の有効期限が切れています。担当のアカウントマネージャーに再送をご依頼ください。
error-password-wrong = パスワードが正しくありません。
error-password-differs = 2回の入力が一致していません。
notice-lead-merged = リードを統合しました。
notice-lead-noted = メモを残しました。
notice-lead-task-made = タスクを追加しました。
notice-lead-task-changed = タスクを更新しました。
notice-lead-assigned = 担当者を変更しました。
notice-lead-answered = 返信があったことを記録しました。
notice-lead-invited = 招待メールを送信待ちに追加しました。
notice-lead-assignment-changed = 割り当てを更新しました。
notice-invitation-accepted = 登録が完了しました。設定したパスワードでサインインしてください。

## 招待

invitation-title = 参加の手続き
invitation-lead = { $network }に「{ $organization }」の担当者として招待されています。
invitation-email = メールアドレス
invitation-name = お名前
invitation-until = 有効期限
invitation-password = パスワード
invitation-password-hint = 10文字以上200文字以内で、同じ文字の繰り返しは使えません。
invitation-repeat = パスワード（確認）
invitation-password-known = お使いのパスワード
invitation-password-known-hint = このメールアドレスはすでに登録されています。現在のパスワードを入力すると、この組織の担当者に加わります。
invitation-accept = 参加する
invitation-over-title = この招待はご利用いただけません
invitation-over-used = この招待はすでに使われています。サインインしてご利用ください。
invitation-over-expired = 有効期限が切れたか、アドレスが正しくありません。担当のアカウントマネージャーに再送をご依頼ください。
invitation-mail-subject = 【{ $network }】ご参加のご案内
invitation-mail-lead = { $network }へのご参加、誠にありがとうございます。「{ $organization }」の担当者としてご利用いただくため、次のリンクからパスワードを設定してください。
invitation-mail-link = パスワードを設定する

## 状態と選択肢（対応）

state-lead-step-case = 事例のご紹介
state-lead-step-call = ご相談のご案内
state-lost-reason-terms = 条件が合わない
state-lost-reason-timing = 時期が合わない
state-lost-reason-fit = 取扱の方向性が異なる
state-lost-reason-competitor = 他社を選ばれた
state-lost-reason-silence = 連絡がつかない
state-lost-reason-other = その他
state-invitation-open = 招待中
state-invitation-used = 参加済み
state-invitation-expired = 期限切れ
state-lead-event-assign = 担当者を変更
state-lead-event-answer = 返信あり
state-lead-event-task = タスクを追加
state-lead-event-task-finish = タスクを完了
state-lead-event-task-reopen = タスクを未完了に変更
state-lead-event-escalate = 返信期限を過ぎたことを通知
state-lead-event-step-case = 事例のメールを送信待ちに追加
state-lead-event-step-call = 相談案内のメールを送信待ちに追加
state-lead-event-step-end = 自動メールを終了
state-lead-event-merge = ほかのリードに統合
state-lead-event-take-in = 重複するリードを統合
state-lead-event-invite = 招待メールを再送
state-likeness-phone = 電話番号が一致
state-likeness-company = 会社のドメインと会社名が一致

## お知らせメール

news-mail-subject = 【{ $network }】お知らせメールの配信確認
news-mail-lead = { $network }のお知らせメールの配信をお申し込みいただき、ありがとうございます。配信を始めるには、ご本人による確認が必要です。
news-mail-link = 次のリンクを開き、ページ内のボタンを押してください。
news-mail-open = 配信を確認する
news-mail-until = リンクの有効期限は{ $date }です。
news-mail-ignore = お心当たりがない場合は、このメールを破棄してください。確認されない限り、お知らせメールは配信されません。
news-foot-sender = 送信者
news-foot-why = このメールは、{ $date }にお知らせメールの配信を確認された方にお送りしています。
news-foot-stop = 配信を停止する
news-title = お知らせメール
news-confirm-title = お知らせメールの配信確認
news-confirm-lead = { $network }のお知らせメールを { $address } に配信します。よろしければ、ボタンを押してください。
news-confirm-button = 配信を確認する
news-confirmed-title = お知らせメールの配信を確認しました
news-confirmed-lead = 今後、{ $address } にお知らせメールをお送りします。メールの末尾にあるリンクから、いつでも停止できます。
news-stop-title = お知らせメールの配信停止
news-stop-lead = { $address } への{ $network }のお知らせメールの配信を停止します。お申し込みやお問い合わせへの返信など、必要なご連絡のメールは停止されません。
news-stop-button = 配信を停止する
news-stopped-title = お知らせメールの配信を停止しました
news-stopped-lead = { $address } には、今後お知らせメールをお送りしません。
news-gone-title = このリンクはご利用いただけません
news-gone-lead = リンクの有効期限が切れたか、アドレスが正しくありません。お知らせメールをご希望の場合は、フォームからあらためてお申し込みください。
news-gone-again = フォームを開く
error-consent-state = お知らせメールの現在の状態では、この操作は行えません。
state-consent-asked = 確認待ち
state-consent-confirmed = 配信中
state-consent-withdrawn = 配信停止
