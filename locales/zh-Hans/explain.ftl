# 金额的来历

explain-title = 这个金额是怎么来的
explain-door = { $amount }：查看明细
explain-groups = 合计构成
explain-lines = 明细
explain-count = { $count } 笔
explain-base = 佣金基数 { $amount }
explain-no-lines = 该项下没有明细。
explain-all = 返回全部构成
explain-frozen-note = 此处的条件和金额在成立时即已固定，之后佣金率或规则变更，不会影响该金额。
state-explain-stage-source = 来源
state-explain-stage-winner = 成果归属
state-explain-stage-terms = 适用条款
state-explain-stage-reckoning = 计算
state-explain-stage-corrections = 扣回与更正
state-explain-stage-sum = 合计
state-explain-stage-waiting = 结算进度
state-explain-stage-entries = 账本记录
state-explain-stage-statement = 结算单
state-explain-part-estimated-sales = 销售（待结算）
state-explain-part-confirmed-sales = 销售（已结算）
state-explain-part-estimated-reversals = 退款扣回（待结算部分）
state-explain-part-confirmed-reversals = 退款扣回（已结算部分）
state-explain-part-commissions = 佣金
state-explain-part-fees = 固定费用与奖金
state-explain-part-adjustments = 调账
state-explain-part-network = 平台部分
state-explain-part-partners = MCN 与推荐人所得
state-explain-part-referred = 来自KOL的分成
state-hold-pending = 冻结中
state-hold-posted = 已打款
state-hold-voided = 已取消
state-hold-expired = 已过期
state-explain-about-commission = { $product }的佣金
state-explain-about-reversal = { $product }退款扣回
state-explain-about-restored = { $product }扣回的恢复
state-explain-about-adjustment = 调整（{ $reason }）
state-explain-about-fee = { $kind }「{ $title }」
state-explain-about-debt = 负余额
state-explain-about-decision = 负余额的处理（{ $choice }）
state-explain-about-hold = 为打款冻结的金额
state-explain-about-conversion = { $sold } 兑换为 { $bought }
state-explain-about-entry = 分录「{ $kind }」（{ $at }）
state-explain-booked-for = 对应款项的明细（{ $kind }）
state-explain-about-account = { $account }的余额（{ $currency }）
state-explain-about-month = { $party } { $period } 的合计
state-explain-about-commissions = { $party } { $period } 的佣金
state-explain-about-network = 整个网络 { $period } 的佣金
state-explain-ordered = { $source } 订单 { $number }（{ $at }）
state-explain-ordered-own = { $at } 的订单（订单ID { $order }）
state-explain-sold = 售出{ $brand }的「{ $product }」{ $pieces } 件
state-explain-asked = { $who }于 { $at } 申请
state-explain-decided = { $who }于 { $at } 决定（{ $status }）
state-explain-waits = 等待另一位负责人审批。
state-explain-reads = 「{ $text }」
state-explain-borne-by-brand = 由{ $brand }承担。
state-explain-borne-by-network = 由平台运营方承担。
state-explain-agreed = { $brand }与{ $kol }于 { $at } 约定
state-explain-owes = { $kol }的冻结金额与可提现金额合计为负。
state-explain-since = 自 { $at } 起为负（{ $days } 天）。
state-explain-held-for = 于 { $at } 从{ $payee }的可提现金额中冻结 { $amount }
state-explain-held-until = 若在 { $at } 前未打款，将退回可提现金额。
state-explain-exchanged = 于 { $at } 兑换{ $payee }的余额
state-explain-won-by-click = 推广链接 { $code } 于 { $at } 被点击，且在 { $days } 天内下单，因此归属{ $kol }。
state-explain-won-by-link = 订单带有推广链接代码「{ $code }」，因此归属{ $kol }。
state-explain-won-by-coupon = 订单使用了口令「{ $code }」，因此归属{ $kol }。
state-explain-won-by = 归属{ $kol }（依据：{ $kind }）。
state-explain-passed-over = 未采用的线索：{ $kind }「{ $code }」（{ $why }）
state-explain-passed-over-own = 另有未采用的线索：{ $kind }（{ $why }）
state-explain-by-rule = 规则「{ $name }」第 { $version } 版
state-explain-by-rule-own = 适用于本次销售的佣金规则（第 { $version } 版）
state-explain-rule-asks = 在符合的规则中条件最具体，因此适用该规则（条件：{ $kinds }）。
state-explain-rule-for-all = 该规则适用于所有销售，没有更具体的规则符合。
state-explain-by-plan = 没有符合的规则，适用计划第 { $revision } 版的条款。
state-explain-by-plan-any = 没有符合的规则，适用计划的条款。
state-explain-fixed-at = 采用 { $at } 时的条款。
state-explain-by-quote = 汇率 { $quote }（{ $source }，自 { $on } 起适用，为兑换日及之前最新的汇率）
state-explain-chosen = { $at } 决定：{ $choice }
state-explain-price = { $each } × { $pieces } 件 = { $whole }
state-explain-taken-off = − { $amount }（{ $fund }）= { $left }
state-explain-left-in = { $fund } { $amount } 不从佣金基数中扣除。
state-explain-tax-out = − { $amount }（税）= { $left }
state-explain-base = 佣金基数为 { $base }。
state-explain-times-even = { $base } × { $rate } = { $rounded }
state-explain-times-half-up = { $base } × { $rate } = { $exact } → 四舍五入为 { $rounded }
state-explain-times-down = { $base } × { $rate } = { $exact } → 舍去尾数为 { $rounded }
state-explain-per-piece = 每件 { $each } × { $pieces } 件 = { $told }
state-explain-raised = 按最低金额由 { $from } 调整为 { $to }
state-explain-lowered = 按上限金额由 { $from } 调整为 { $to }
state-explain-within-base = 不超过佣金基数，由 { $from } 调整为 { $to }
state-explain-frozen = 佣金基数 { $base } 对应的佣金固定为 { $total }。
state-explain-parts = { $total } 分账：KOL { $kol }，平台 { $network }（合计必定一致）
state-explain-parts-of-partners = { $total } 分账：KOL { $kol }，MCN 与推荐人 { $partners }，平台 { $network }（合计必定一致）
state-explain-part-of-kol-after = { $total } 中扣除 MCN 与推荐人的分成后，KOL 佣金为 { $amount }
state-explain-part-of-kol = { $total } 中的 { $rate } 为 KOL 佣金：{ $amount }
state-explain-whole-of-brand = 品牌方承担 { $total }。
state-explain-fixed = 金额为 { $amount }。
state-explain-guaranteed = 保底 { $amount } − 期间佣金 { $commission } = { $earned }
state-explain-guarantee-met = 佣金已达到保底 { $amount }，无需补足。
state-explain-sold-pieces = 期间销量为 { $units } 件。
state-explain-step-reached = 满 { $units } 件：已达成，+ { $amount }
state-explain-step-missed = 满 { $units } 件：未达成（{ $amount }）
state-explain-together = 合计 { $total }
state-explain-not-yet = 将于 { $on } 计算。
state-explain-canceled = 已取消，没有金额。
state-explain-converted = { $sold } 按 { $quote } 兑换，四舍五入为 { $bought }
state-explain-converted-even = { $sold } 按 { $quote } 兑换为 { $bought }
state-explain-corrects = 对原佣金 { $amount } 的更正。
state-explain-given-back = 佣金基数 { $whole } 中，累计已退款部分由 { $before } 变为 { $after }。
state-explain-taken-back = { $total } × { $after } ÷ { $whole } = { $exact } → 舍去尾数，累计 { $sum }。减去已扣回的 { $earlier }，本次为 { $amount }。
state-explain-taken-back-even = { $total } × { $after } ÷ { $whole } = { $exact }，累计 { $sum }。减去已扣回的 { $earlier }，本次为 { $amount }。
state-explain-taken-back-rest = 已全额退款，除已扣回的 { $earlier } 外，剩余部分连同尾数全部扣回：{ $amount }
state-explain-taken-back-plain = 累计扣回 { $sum }，此前已扣回 { $earlier }，本次为 { $amount }。
state-explain-given-again = 因退款撤销等原因，重新计入 { $amount }。
state-explain-own-back = 其中 KOL 部分为 { $amount }。
state-explain-corrected-by = { $at } 更正：{ $amount }
state-explain-left = 更正后剩余 { $left }。
state-explain-rejected = 驳回原因：{ $why }（{ $text }）
state-explain-sum = { $amounts } = { $sum }
state-explain-sum-equal = 各项合计与显示的金额 { $figure } 一致。
state-explain-sum-differs = 各项合计为 { $sum }，与显示的金额 { $figure } 相差 { $difference }，请告知平台运营方。
state-explain-sum-none = 该期间没有计入的金额。
state-explain-ledger-equal = 与账本金额 { $ledger } 一致。
state-explain-ledger-differs = 账本金额为 { $ledger }，相差 { $difference }。
state-explain-not-delivered = 尚未确认签收，签收后 { $days } 天结算。
state-explain-holding = { $delivered } 签收，冻结期 { $days } 天，将于 { $on } 结算。
state-explain-holding-over = { $delivered } 签收，{ $days } 天冻结期已于 { $on } 结束。
state-explain-held = 在退货或异议解决之前，暂停结算。
state-explain-is-estimated = 目前待结算，如有退款可能变化。
state-explain-is-confirmed = 已结算。
state-explain-status = 状态：{ $status }
state-explain-posted = 以分录「{ $kind }」于 { $at } 入账
state-explain-posted-own = 以「{ $kind }」于 { $at } 入账
state-explain-moved = { $account }：{ $amount }
state-explain-not-posted = 尚未计入账本。
state-explain-in-month = 计入 { $month }。

## 冻结与兑换

holds-title = 打款冻结
holds-one = 为打款冻结的金额
holds-lead = 为打款而冻结的金额。在打款、取消或到期之前，不计入可提现金额。
holds-status = 状态
holds-none = 没有符合的冻结记录
holds-none-help = 开始准备打款后，通过 API 登记的冻结会显示在这里。
holds-made = 冻结时间
holds-payee = 收款方
holds-expires = 到期时间
holds-entry = 冻结分录
holds-end-entry = 结束分录
holds-end = 结束该冻结
holds-end-help = 取消后金额退回可提现金额；确认打款后转入银行未清算。两者均不可撤销。
holds-release = 取消冻结
holds-pay = 确认已打款
holds-pay-ask = 将标记为已打款，且不可撤销。确定吗？
holds-pending = 为打款冻结中的金额
conversions-title = 货币兑换
conversions-lead = 将收款方余额兑换为另一种货币的记录。每种货币各有一笔分录，由汇率关联。
conversions-none = 还没有兑换
conversions-none-help = 登记汇率后，通过 API 兑换的记录会显示在这里。
conversions-at = 兑换时间
conversions-sold = 兑换前
conversions-bought = 兑换后
notice-hold-posted = 已标记为已打款。
notice-hold-voided = 已取消冻结。
explain-file = 明细网址

## 验证

proof-none = 尚未进行过验证
proof-none-help = 点击“立即验证”，将从头核对封印与合计，并在此保留结果。
proof-last = 最近一次验证
proof-again = 刷新进度
proof-walked = 正在验证封印：{ $done } / { $total }
notice-proof-started = 已开始验证。
error-proof-state = 该验证已结束。

state-explain-part-samples = 样品费用
state-explain-about-sample = “{ $product }”的样品
state-explain-sample-asked = { $kol }于{ $at }向{ $brand }申请{ $pieces }件
state-explain-terms-accepted = KOL于{ $at }同意条款（{ $treatment }，第{ $version }版）。
state-explain-terms-none = 该申请未约定条款，KOL无需承担费用。
state-explain-post-due = 内容发布期限为{ $until }。
state-explain-post-handed = 已提交的内容：{ $url }
