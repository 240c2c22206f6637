# 元帳の仕訳

ledger-lead = 借方の勘定から貸方の勘定へ、同じ金額が動いた記録です。登録後に変更されることはありません。
ledger-kind-estimated = 成果報酬の発生
ledger-kind-confirmed = 成果報酬の確定
ledger-kind-reversed = 成果報酬の取消
ledger-effective = 効力発生
ledger-recorded = 記帳
ledger-order = 対象の受注
ledger-grouped = 同時に確定した成果報酬のうち最初のもの
ledger-reverses = 取り消した仕訳
ledger-key = 二重記帳を防ぐキー
ledger-id = ID
ledger-moved = 動いた金額
ledger-debit = 借方
ledger-credit = 貸方
ledger-amount = 金額
ledger-account-estimated-brand = 請求見込み（備忘）
ledger-account-estimated-kol = 報酬の支払見込み（備忘）
ledger-account-estimated-network = 運営者の収益見込み（備忘）
ledger-account-receivable-brand = 売掛金
ledger-account-kol-frozen = 未払報酬（保留残高）
ledger-account-kol-available = 未払報酬（出金可能残高）
ledger-account-network-fee = システム利用料収入
ledger-kind-restored = 成果報酬の取消の取り下げ
