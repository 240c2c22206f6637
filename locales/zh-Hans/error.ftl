## 账号与权限

error-unauthenticated = 需要登录才能访问此页面，请先登录。
error-sign-in-wrong = 邮箱或密码不正确，请核对后重试。
error-sign-in-locked =
    { $minutes ->
        [0] 登录失败次数过多，已暂停登录，请稍后再试。
       *[other] 登录失败次数过多，已暂停登录，请在{ $minutes }分钟后再试。
    }
error-session-expired = 登录已过期，请重新登录。
error-session-reused = 为保障账号安全，已退出登录，请重新登录。如非您本人操作，建议修改密码。
error-forbidden = 您没有执行此操作的权限。如有需要，请联系所在组织的管理员。
error-email-taken = 该邮箱已注册，请直接登录或使用其他邮箱。
error-link-expired = 该链接已过期或已被使用，请重新获取链接。
error-csrf = 安全校验未通过，未接受本次提交。请刷新页面后重新提交。

## 通用

error-missing = 未找到您要访问的页面或数据。内容可能已被删除，或地址已变更。
error-invalid = 填写内容有误，请按各项提示修改后重新提交。
error-refused = 当前状态下无法执行此操作，请刷新页面确认最新状态。
error-taken = 相同的内容已存在，请修改后再提交。
error-stale = 内容已被他人更新。请刷新页面，确认最新内容后重新操作。
error-too-large = 提交的数据过大，请缩小或拆分后再提交。
error-too-often = 操作过于频繁，请在{ $seconds }秒后再试。
error-busy = 系统繁忙，请稍后再试。
error-broken = 很抱歉，系统出现问题，请稍后再试。如仍未解决，请联系平台运营方。
error-method-not-allowed = 此地址不支持该操作，请确认请求方法和地址。

## 填写项

error-field-required = 此项为必填项，请填写或选择。
error-field-too-long = 请输入不超过{ $limit }个字符。
error-field-too-short = 请输入至少{ $limit }个字符。
error-field-wrong = 填写内容无法接受，请核对后修改。
error-text-damaged = 含有无法识别的字符（乱码），请重新输入。
error-choice-unknown = 请从列表中选择。
error-email-malformed = 邮箱格式不正确，例如：name@example.com
error-amount-malformed = 请以数字填写金额，例如：1,980
error-amount-negative = 金额不能小于0。
error-amount-too-large = 金额过大，请核对位数。
error-currency-unknown = 暂不支持该币种，请选择支持的币种。
error-currency-mismatch = 币种不一致，请统一为同一币种。
error-rate-out-of-range = 请输入0%至100%之间的数值，最多保留4位小数。
error-date-malformed = 日期格式不正确，例如：2026-11-22
error-number-malformed = 请输入数字。
error-number-out-of-range = 请输入{ $min }至{ $max }之间的数字。
error-consent-required = 请阅读并同意相关内容后继续。
error-slug-malformed = 请使用小写英文字母、数字和连字符，例如：aoi-select
error-slug-taken = 该网址名称已被使用，请更换名称。

## 商品、上架与图片

error-picture-unreadable = 无法读取图片，请上传JPEG、PNG或WebP格式的图片。
error-picture-too-large = 图片过大，请压缩后重新上传。
error-picture-too-many = 图片数量超出上限，请减少图片。
error-jan-malformed = 商品条码（JAN）应为8位或13位数字，请核对。
error-jan-check-digit = 商品条码（JAN）的校验位不正确，请核对号码。
error-sku-taken = 该SKU已被使用，请更换SKU。
error-product-state = 商品当前状态下无法执行此操作，请刷新页面确认状态。
error-product-incomplete = 商品信息不完整，请补充未填写的项目后重试。
error-listing-state = 上架商品当前状态下无法执行此操作，请刷新页面确认状态。
error-listing-exists = 该商品已加入店铺，请查看店铺商品列表。

## 样品、线索与订单

error-sample-state = 样品申请当前状态下无法执行此操作，请刷新页面确认状态。
error-sample-not-offered = 该商品不提供样品，请选择提供样品的商品。
error-sample-duplicate = 您已申请过该商品的样品，请查看申请进度。
error-lead-state = 线索当前状态下无法执行此操作，请刷新页面确认状态。
error-order-currency = 本平台不接受该币种的订单。请确认支持的币种。
error-order-duplicate-line = 订单明细编号重复，请核对明细编号。
error-order-line-unknown = 该订单中没有指定的明细，请核对明细编号。
error-order-exists = 该订单号已登记，请查看订单列表。
error-order-event-exists = 该通知已收到，无需重复发送。
error-order-conflict = 与同一订单第{ $line }行的内容不一致，请修改其中一行。
error-order-repeated = 与第{ $line }行内容相同，请删除重复的行。
error-lead-exists = 该邮箱对应的线索已登记，请查看线索列表。
error-entry-exists = 该笔交易已入账，无需重复入账。

## 导入、邮件与接口

error-encoding-unknown = 无法识别文件的字符编码，请另存为UTF-8后重新上传。
error-import-empty = 文件中没有数据行，请核对内容后重新上传。
error-import-headings = 文件的表头与要求不符，请按模板的表头修改。
error-row-cells = 该行的列数（{ $found }）与表头的列数（{ $expected }）不符，请检查分隔符和引号。
error-import-duplicate-file = 该文件已导入过，请查看导入记录。
error-import-state = 导入任务当前状态下无法执行此操作，请刷新页面确认状态。
error-mail-state = 邮件当前状态下无法执行此操作，请刷新页面确认发送状态。
error-json-malformed = 无法解析提交的JSON，请检查格式及字段类型。
error-idempotency-key-required = 缺少Idempotency-Key请求头，请为每次操作附上不同的值。
error-idempotency-key-reused = 该Idempotency-Key已用于其他内容的请求，请更换新的值后提交。
error-idempotency-key-malformed = Idempotency-Key格式不正确，请使用UUID等值后提交。
error-order-line-state = 该订单明细当前的状态不允许此操作。
error-date-order = 请检查日期的先后顺序。
error-order-lines = 订单明细须为1至{ $most }行。
error-adjustment-same-person = 不能审批自己提交的调账，请由其他人员处理。
error-adjustment-state = 调账当前状态不支持此操作，请刷新页面确认状态。
error-commission-not-open = 该佣金不处于待结算状态，无法驳回。已结算的佣金请通过“调账”更正。
error-fee-state = 固定费用当前状态不支持此操作，请刷新页面确认状态。
error-debt-too-young = 转负时间尚短，暂不能追收或核销，请先选择“等待抵扣”。
error-debt-decided = 该欠款已由他人处理，请刷新页面。
error-amount-zero = 请输入不为0的金额。
error-period-wrong = 末日不得早于首日，且期间不超过400天。
error-ladder-malformed = 请检查第{ $line }行。请按“100 = 50000”的格式每行填写一级，销量逐级递增，最多10级。
error-rule-values = 最多可指定 200 个值。
error-rule-limits = 最高金额不能低于最低金额。
error-rule-in-past = 生效日期不能早于现在；过往订单的条件不会改变。
error-rule-ended = 该规则已结束。
error-rule-no-plan = 该商品当时没有有效的计划。

## 账本

error-entry-sealed = 其他进程正在封印分录，请稍后再试。
error-period-closed = 该月份已关账。
error-period-order = 关账须按顺序进行，请先对最早的未关账月份关账。
error-period-not-over = 该月份尚未结束，月末后满一天方可关账。
error-period-unsound = 账本校验发现问题。请在校验页面查看并处理后再关账。
error-entry-of-order = 该分录属于订单，请在订单中登记取消或退款。
error-entry-of-hold = 该分录属于预留金额，请对预留执行入账或撤销。
error-entry-reversed = 该分录已红冲。
error-entry-reversed-partly = 该分录已部分红冲，不能再全额红冲。
error-balance-short = 可提现余额不足。
error-hold-state = 该预留已结束，请重新加载并确认状态。
error-hold-expired = 该预留已过期，不能入账。
error-fx-no-rate = 该日期及之前没有这两种货币的汇率，请先登记。
error-fx-same-currency = 请选择两种不同的货币。
error-fx-rate-malformed = 请输入大于0、最多八位小数的汇率。例如：4.5678
error-fx-too-small = 金额过小，无法兑换。
error-amount-not-positive = 请输入大于0的金额。
error-entry-of-beside = 该分录属于调整、固定费用或欠款处理，请提交相反的调整。
error-partner-exists = 该 KOL 在此期间已有同类分成，请先结束原有分成。
error-partner-in-past = 不能选择过去的日期，请选择今天或之后的日期。
error-partner-self = KOL 不能从自己的佣金中分成。
error-partner-kind = 不能选择该方。签约机构须为 MCN，推荐人须为 MCN 或KOL 。
error-partner-ended = 该分成已经结束。
error-invoice-number-malformed = 登记号码格式不正确，请输入“T”加 13 位数字。
error-invoice-number-check = 登记号码的校验位不符，请核对登记通知书。

error-sample-extended = 发布期限仅可延长一次。
error-sample-fixes-used = 最多可提出两次修改，请确认履约或联系商务对接人。
error-sample-sponsored = 免费赠样不得向KOL收取费用。
error-sample-no-deposit = 该样品没有押金。
error-sample-deposit-short = KOL的可提现余额不足以缴纳押金，暂无法同意。
error-terms-not-accepted = 请勾选同意条款，否则无法申请。
error-terms-changed = 条款已变更，请查看新内容后重新勾选同意。
error-url-malformed = 请输入以http://或https://开头的内容链接。
error-entry-of-sample = 该分录属于样品，请在样品页面处理。
