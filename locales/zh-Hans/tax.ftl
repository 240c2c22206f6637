# 收款方的税务状态

tax-title = 税务状态
tax-lead = 您的所得如何计征日本消费税。自适用日起，每笔佣金都会记录该状态。
tax-none = 还没有申报税务状态
tax-none-next = 申报之前，您的佣金记为“未申报”。
tax-declare = 申报税务状态
tax-class = 税务状态
tax-number = 登记号码
tax-number-hint = “T”加 13 位数字。开具合格发票的经营者必填。
tax-from = 适用日
tax-from-hint = 留空则从今天起适用。
tax-send = 申报
tax-by-class = 按税务状态
tax-by-class-help = 税额按每项合计只计算一次并向下取整，与各行税额之和可能不一致。
tax-amount = 含税金额
tax-inside = 其中消费税
tax-deducted = 可抵扣税额
tax-rate = 税率
tax-deducted-rate = 可抵扣比例
# $rate (String) $credit (String)
tax-at = 税率 { $rate }，可抵扣 { $credit }
state-tax-qualified = 合格发票开具者
state-tax-unregistered = 未登记
state-tax-abroad = 境外服务（不征税）
state-tax-undeclared = 未申报
notice-tax-declared = 税务状态已申报。
