# メニューと役割
nav-products = 商品申請
nav-reviews = 商品審査
nav-catalogue = 商品カタログ
nav-storefront = 自分のショップ
nav-samples = サンプル
nav-links = 計測リンク
nav-orders = 受注
nav-statements = 月次精算
nav-adjustments = 調整・固定報酬
nav-rules = 報酬ルール
nav-ledger = 元帳
nav-earnings = 報酬
nav-sales = 売上と費用
nav-leads = リード
nav-mails = 送信メール
# $count (Number)
nav-waiting = （対応待ち{ $count }件）
state-role-network-owner = ネットワーク責任者
state-role-account-manager = アカウントマネージャー
state-role-finance-maker = 経理（起票）
state-role-finance-approver = 経理（承認）
state-role-content-reviewer = 審査担当
state-role-auditor = 監査（閲覧のみ）
state-role-brand-admin = メーカー管理者
state-role-brand-staff = メーカー担当者
state-role-kol = KOL
state-role-mcn-manager = MCN担当者
