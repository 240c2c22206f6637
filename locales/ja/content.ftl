### 公開サイトの内容：導入事例、よくある質問、コラム

content-title = 公開ページの内容
content-lead = 公開サイトと資料請求フォームに載せる導入事例、よくある質問、コラムです。公開した内容はすぐに反映されます。
content-new = 新しく書く
content-none = まだ何もありません
content-none-next = 「新しく書く」から下書きを作成し、内容を確認して公開してください。
content-name = 見出し
content-body = 本文
content-question = 質問
content-answer = 回答
content-untitled = 無題
content-order = 並び順
content-raise = 上へ
content-lower = 下へ
content-languages-hint = 公開には、少なくとも1つの言語で見出しと本文の両方が必要です。書かれていない言語では、ほかの言語の内容が表示されます。
content-markdown = Markdownで書けます：**強調**、# 見出し、- 箇条書き、[リンク](https://…)。HTMLタグと外部サイトの画像は表示されません。
content-slug = URL名
content-slug-hint = 半角の英小文字、数字、ハイフンで3〜60文字。公開後に変更すると、以前のアドレスは使えなくなります。
content-units = 販売点数
content-first = 期間の最初の月
content-last = 期間の最後の月
content-evidence = 裏づけ
content-evidence-hint = 社内向けです。販売点数と期間を確認できる資料を記してください。裏づけのない事例は公開できません。
content-url = 裏づけの保管先
content-save = 保存する
content-preview = プレビュー
content-cases = 導入事例
# $count (Number)
content-case-sold = { $count }点を販売
content-case-period = { $from }〜{ $until }
content-case-note = 事例の数値は各期間の実績であり、同様の成果をお約束するものではありません。
content-faq = よくある質問
content-columns = コラム
content-columns-all = コラムをすべて見る
content-columns-none = コラムはまだありません。公開までしばらくお待ちください。
notice-front-saved = 内容を保存しました。
notice-front-published = 公開しました。
notice-front-hidden = 公開を取りやめました。

## 状態と選択肢

state-front-kind-case = 導入事例
state-front-kind-faq = よくある質問
state-front-kind-column = コラム
state-front-draft = 下書き
state-front-published = 公開中
state-front-hidden = 非公開
state-front-act-publish = 公開する
state-front-act-hide = 公開を取りやめる
state-front-event-create = 下書きを作成
state-front-event-edit = 内容を変更
state-front-event-publish = 公開
state-front-event-hide = 公開を取りやめ
state-front-event-raise = 並び順を上へ
state-front-event-lower = 並び順を下へ
error-front-state = 現在の状態では、その操作は行えません。
error-front-evidence = 裏づけとなる資料の説明か保管先を入力してください。
error-front-month = 年月の形式が正しくありません。例：2026-04
error-front-span = 最後の月は最初の月以降にしてください。
error-front-url = http:// または https:// で始まるURLを入力してください。
error-email-disposable = 使い捨てのメールアドレスはご利用いただけません。普段お使いのアドレスを入力してください。
