### 計測リンク

error-link-code-taken = リンクのコードを発行できませんでした。もう一度お試しください。
error-link-path = リンク先に指定できないアドレスです。

notice-link-made = 計測リンクを作成しました。

state-channel-wechat = WeChat
state-channel-xiaohongshu = 小紅書（RED）
state-channel-douyin = Douyin
state-channel-weibo = Weibo
state-channel-instagram = Instagram
state-channel-line = LINE
state-channel-youtube = YouTube
state-channel-mail = メール
state-channel-print = 印刷物
state-channel-other = その他

links-title = 計測リンク
links-lead = 投稿ごとに短いリンクを作ると、どこから何回クリックされたかが分かります。
links-wrong = リンクを作成できませんでした
links-no-storefront-title = まだショップがありません
links-no-storefront = 計測リンクは、あなたのショップへ案内します。先にショップを開いてください。
links-open-storefront = ショップを開く
links-target = リンク先
links-whole = ショップ全体
links-gone = 公開を終了した商品
links-channel = 掲載する場所
links-choose = 選択してください
links-make = リンクを作る
links-empty-title = まだリンクがありません
links-empty = リンク先と掲載する場所を選んで、最初のリンクを作りましょう。
links-address = アドレス
links-clicks = クリック数
links-made = 作成日時
links-copy = コピー
links-pages = ページ送り
links-next = 次のページ
