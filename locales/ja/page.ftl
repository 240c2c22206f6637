# The shells around every page: skip link, bar, menus, common words of the script.
page-skip = 本文へ移動
page-menu = メインメニュー
page-language = 表示言語
page-account = アカウント
page-switch = 所属を切り替える
page-sign-out = ログアウト
page-cancel = キャンセル
page-confirm = 実行する
page-close = 閉じる
page-busy = 送信しています…
page-copied = コピーしました
page-keys = キーボード操作
page-keys-move = 次の行・前の行へ移動
page-keys-open = 選択した行を開く
page-keys-search = 検索欄へ移動
page-keys-help = この一覧を表示
page-keys-off = 1文字のショートカットキーを使わない
