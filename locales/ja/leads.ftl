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
leads-show-submissions = 請求・お問い合わせの内容
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
leads-show-mails = 送信メール
leads-show-mails-none = このリードへのメールはまだありません。
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
