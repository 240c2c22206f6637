# 账本分录

ledger-lead = 同一金额从借方科目转到贷方科目的记录，登记后不会更改。
ledger-kind-estimated = 佣金发生
ledger-kind-confirmed = 佣金确定
ledger-kind-reversed = 佣金扣回
ledger-effective = 生效时间
ledger-recorded = 入账时间
ledger-order = 相关订单
ledger-grouped = 同时确定的佣金中的第一笔
ledger-reverses = 被冲销的分录
ledger-key = 防重复键
ledger-id = ID
ledger-moved = 金额变动
ledger-debit = 借方
ledger-credit = 贷方
ledger-amount = 金额
ledger-account-estimated-brand = 预计应收（备查）
ledger-account-estimated-kol = 预计应付佣金（备查）
ledger-account-estimated-network = 预计平台收入（备查）
ledger-account-receivable-brand = 应收账款
ledger-account-kol-frozen = 应付佣金（冻结）
ledger-account-kol-available = 应付佣金（可提现）
ledger-account-network-fee = 技术服务费收入
ledger-kind-restored = 佣金恢复
