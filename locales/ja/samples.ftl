### サンプルの申請、回答、発送

## 状態

state-sample-requested = 申請中
state-sample-approved = 承認済み
state-sample-rejected = 見送り
state-sample-expired = 期限切れ
state-sample-preparing = 発送準備中
state-sample-shipped = 発送済み
state-sample-received = 受領済み
state-sample-canceled = キャンセル

## 一覧

sample-list-title = サンプル
sample-list-lead-kol = 申請したサンプルの状況を確認できます。
sample-list-lead-brand = KOLからのサンプル申請に回答し、発送します。期限までに回答がない申請は、自動的に期限切れになります。
sample-list-lead-operator = ネットワーク内のすべてのサンプル申請です。
sample-none-kol = まだサンプルの申請がありません
sample-none-kol-next = 商品カタログで「サンプル提供あり」の商品を選び、申請してください。
sample-none-brand = サンプルの申請はまだありません
sample-none-brand-next = 商品に「サンプルを提供する」を設定しておくと、公開後にKOLから申請が届きます。
sample-none-operator = 該当するサンプル申請はありません
sample-none-operator-next = KOLがサンプルを申請すると、ここに表示されます。
sample-all = すべて
sample-waiting = 回答が必要な申請
sample-others = そのほかの申請
sample-product = 商品
sample-brand = メーカー
sample-kol = KOL
sample-quantity = 数量
# $count (Number)
sample-pieces = { $count }点
sample-status = 状態
sample-requested-at = 申請日時
sample-updated-at = 更新日時
sample-decide-by = 回答期限
# $days (Number)
sample-days-left =
    { $days ->
        [0] 残り24時間以内
       *[other] 残り{ $days }日
    }

## 申請

sample-new = サンプルを申請する
# $days (Number)
sample-new-lead = メーカーは{ $days }日以内に回答します。回答はメールでお知らせします。
sample-message = メッセージ
sample-message-hint = どのような投稿や配信に使うか、予定とあわせて書くと伝わりやすくなります。
sample-ship-to = 送り先
sample-ship-to-hint = 氏名、電話番号、郵便番号、住所。メーカーだけに表示されます。
sample-send = 申請する

## 回答と発送

sample-act = 操作
sample-decide = 申請に回答する
sample-reason = コメント・理由
sample-reason-hint-brand = KOLへのメールに載ります。見送る場合は必須です。
sample-reason-hint-kol = 任意です。メーカーへのメールに載ります。
sample-approve = 承認する
sample-reject = 見送る
sample-prepare-title = 発送の準備
sample-prepare-hint = 準備を始めると「発送準備中」になり、続けて送り状番号を登録できます。
sample-prepare = 準備を始める
sample-ship-title = サンプル発送
sample-carrier = 配送会社
sample-tracking-number = 送り状番号
sample-copy = コピー
sample-ship = 発送を登録する
sample-receive-title = 受領の確認
sample-receive-hint = サンプルが届いたら登録してください。メーカーにお知らせします。
sample-receive = 受領しました
sample-cancel-title = 申請のキャンセル
sample-cancel = 申請をキャンセルする
sample-cancel-confirm = このサンプル申請をキャンセルしますか。
notice-sample-requested = サンプルを申請しました。メーカーの回答はメールでお知らせします。
notice-sample-approved = 申請を承認し、KOLにメールでお知らせしました。
notice-sample-rejected = 申請を見送り、KOLにメールでお知らせしました。
notice-sample-preparing = 発送の準備を始めました。
notice-sample-shipped = 発送を登録し、KOLにメールでお知らせしました。
notice-sample-received = 受領を登録し、メーカーにメールでお知らせしました。
notice-sample-canceled = 申請をキャンセルし、メーカーにメールでお知らせしました。

## メール

# $kol (String)
# $name (String)
sample-mail-requested-subject = 【サンプル申請】{ $kol }さんから「{ $name }」の申請が届きました
# $kol (String)
# $days (Number)
sample-mail-requested-lead = { $kol }さんからサンプルの申請が届きました。{ $days }日以内にご回答ください。期限を過ぎると、申請は自動的に期限切れになります。
sample-mail-approved-subject = 【サンプル承認】「{ $name }」のサンプル申請が承認されました
sample-mail-approved-lead = サンプル申請が承認されました。発送されましたら、あらためてお知らせします。
sample-mail-rejected-subject = 【サンプル申請】「{ $name }」のご申請について
sample-mail-rejected-lead = 誠に恐れ入りますが、今回のサンプル提供は見送りとなりました。
sample-mail-shipped-subject = 【サンプル発送】「{ $name }」を発送しました
sample-mail-shipped-lead = サンプルが発送されました。届きましたら、ページから受領を登録してください。
sample-mail-received-subject = 【サンプル受領】「{ $name }」のサンプルが届きました
sample-mail-received-lead = KOLがサンプルの受領を登録しました。
sample-mail-canceled-subject = 【サンプル申請】「{ $name }」の申請がキャンセルされました
sample-mail-canceled-lead = KOLがサンプル申請をキャンセルしました。発送は不要です。
sample-mail-expired-subject = 【期限切れ】「{ $name }」のサンプル申請
sample-mail-expired-brand = 期限までに回答がなかったため、サンプル申請が期限切れになりました。
sample-mail-expired-kol = 期限までにメーカーから回答がなかったため、サンプル申請が期限切れになりました。必要な場合は、もう一度申請できます。
sample-mail-link = サンプル申請のページを開く

## 条件、投稿、判断

state-sample-content-due = 投稿待ち
state-sample-content-submitted = 投稿の確認待ち
state-sample-needs-fix = 修正待ち
state-sample-overdue = 投稿期限超過
state-sample-fulfilled = 投稿確認済み
state-sample-waived = 免除
state-sample-breached = 未投稿（KOL負担）
state-sample-treatment-sponsored = 無償提供
state-sample-treatment-deduct = 未投稿時は差引
state-sample-treatment-deposit = 保証金（投稿後に返還）
state-sample-treatment-said-sponsored = 投稿の有無にかかわらず、KOLに代金はかかりません。
state-sample-treatment-said-deduct = 投稿がなく、アカウントマネージャーが未履行と判断した場合に限り、報酬から差し引きます。
state-sample-treatment-said-deposit = 承認時に保証金をお預かりし、投稿の確認後に全額を返還します。
state-sample-movement-given = サンプルの提供
state-sample-movement-deposited = サンプル保証金の預け入れ
state-sample-movement-returned = サンプル保証金の返還
state-sample-movement-charged = サンプル代の負担
sample-treatment = 費用の負担
sample-cost = サンプルの価額
# $value (String)
sample-each = 1点あたり{ $value }
sample-due = 投稿期限
sample-post = 投稿のURL
sample-post-waits = 投稿の確認待ち
sample-accepted = 条件への同意
sample-was-extended = 延長済み
# $version (Number)
sample-terms-version = 条件 第{ $version }版
sample-terms-title = サンプルの条件
sample-terms-lead = 変更は今後の申請にだけ適用されます。すでに受け付けた申請の条件は変わりません。
sample-terms-save = 条件を保存する
# $days (Number)
sample-terms-sponsored = 商品は無償で提供され、代金はかかりません。受領後{ $days }日以内に投稿してください。
# $days (Number)
# $value (String)
sample-terms-deduct = 受領後{ $days }日以内に投稿してください。投稿があれば代金はかかりません。期限を過ぎても投稿がなく、アカウントマネージャーが未履行と判断した場合は、1点あたり{ $value }を報酬から差し引きます。
# $days (Number)
# $value (String)
sample-terms-deposit = 承認時に、1点あたり{ $value }を出金可能残高から保証金としてお預かりします。受領後{ $days }日以内に投稿があれば全額を返還します。期限を過ぎても投稿がなく、アカウントマネージャーが未履行と判断した場合は、返還されません。
# $days (Number)
# $value (String)
sample-accept-deduct = 条件に同意します。受領後{ $days }日以内に投稿せず未履行と判断された場合に、1点あたり{ $value }が報酬から差し引かれることを承諾します。
# $days (Number)
# $value (String)
sample-accept-deposit = 条件に同意します。承認時に1点あたり{ $value }を保証金として預け、受領後{ $days }日以内に投稿せず未履行と判断された場合は返還されないことを承諾します。
sample-submit-title = 投稿を報告する
sample-submit-hint = 公開した投稿のURLを入力してください。メーカーが内容を確認します。
sample-submit = 投稿を報告する
sample-review-title = 投稿を確認する
sample-review-hint = 問題がなければ確認済みにしてください。直してほしい点がある場合は、2回まで修正を依頼できます。
sample-fulfill = 確認済みにする
sample-fix = 修正を依頼する
sample-fix-hint = 直してほしい点を具体的に書いてください。KOLへのメールに載ります。
sample-extend-title = 投稿期限の延長
sample-extend-hint = 投稿期限を7日延長します。延長できるのは1回だけです。
sample-extend = 期限を延長する
sample-judge-title = 未投稿の扱いを決める
sample-judge-hint = KOLの負担にできるのは、申請時に同意した条件にその定めがあり、投稿期限を過ぎている場合だけです。無償提供のサンプルは請求できません。
sample-judge-reason = 判断の理由です。双方へのメールに載ります。
sample-waive = 免除する
sample-breach = KOLの負担にする
# $amount (String)
sample-breach-confirm = { $amount }をKOLの負担にします。この操作は取り消せません。よろしいですか。
notice-sample-submitted = 投稿を報告し、メーカーにメールでお知らせしました。
notice-sample-fix-asked = 修正を依頼し、KOLにメールでお知らせしました。
notice-sample-extended = 投稿期限を延長し、KOLにメールでお知らせしました。
notice-sample-fulfilled = 投稿を確認済みにし、KOLにメールでお知らせしました。
notice-sample-waived = 免除し、双方にメールでお知らせしました。
notice-sample-breached = KOLの負担とし、双方にメールでお知らせしました。
notice-sample-terms-changed = サンプルの条件を保存しました。
# $amount (String)
sample-mail-approved-deposit = サンプル申請が承認され、保証金{ $amount }をお預かりしました。投稿の確認後に全額を返還します。発送されましたら、あらためてお知らせします。
# $name (String)
sample-mail-submitted-subject = 【投稿の報告】「{ $name }」の投稿が届きました
sample-mail-submitted-lead = KOLが投稿を報告しました。内容をご確認のうえ、ページで確認済みにするか、修正を依頼してください。
# $name (String)
sample-mail-needs-fix-subject = 【修正のお願い】「{ $name }」の投稿について
sample-mail-needs-fix-lead = メーカーから投稿の修正のお願いが届きました。修正後、もう一度ページから報告してください。
# $name (String)
sample-mail-extended-subject = 【期限延長】「{ $name }」の投稿期限が延びました
sample-mail-extended-lead = メーカーが投稿期限を延長しました。新しい期限は次のとおりです。
# $name (String)
sample-mail-fulfilled-subject = 【投稿確認済み】「{ $name }」の投稿が確認されました
sample-mail-fulfilled-lead = メーカーが投稿を確認しました。保証金をお預かりしていた場合は、全額を出金可能残高に返還しました。
# $name (String)
sample-mail-waived-subject = 【サンプル】「{ $name }」の投稿義務が免除されました
sample-mail-waived-lead = アカウントマネージャーの判断により、KOLの負担はありません。保証金をお預かりしていた場合は、全額を返還しました。
# $name (String)
sample-mail-breached-subject = 【サンプル】「{ $name }」の費用の扱いについて
# $amount (String)
sample-mail-breached-lead = 投稿期限を過ぎても投稿がなかったため、申請時に同意いただいた条件に基づき、サンプル代{ $amount }をKOLの負担としました。月次の明細でご確認いただけます。
# $name (String)
sample-mail-overdue-subject = 【投稿期限超過】「{ $name }」のサンプル
sample-mail-overdue-kol = 投稿期限を過ぎましたが、まだ報告がありません。これからでも報告できます。事情がある場合は、アカウントマネージャーにご相談ください。
sample-mail-overdue-brand = 投稿期限を過ぎましたが、KOLからの報告がありません。対応はアカウントマネージャーが決定します。
sample-mail-overdue-operator = 投稿期限を過ぎたサンプルがあります。KOLに確認のうえ、免除するか、KOLの負担にするかを決めてください。
