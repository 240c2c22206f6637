# サインインと所属の切り替え
session-title = ログイン
session-email = メールアドレス
session-password = パスワード
session-submit = ログイン
session-help = パスワードをお忘れの場合は、担当のアカウントマネージャーにご連絡ください。
session-memberships-title = 所属の切り替え
session-memberships-lead = どの立場で操作するかを選びます。表示される情報は選んだ所属のものに限られます。
session-current = 使用中
session-act = この所属で操作する
failure-home = トップへ戻る
public-inquiry = 資料請求・お問い合わせ
public-sign-in = ログイン
