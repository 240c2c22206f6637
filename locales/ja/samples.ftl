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
