### 资料库：版本管理，谁持有哪个版本

materials-title = 资料
materials-lead = 按语言和版本管理提供给客户的资料。由上传者以外的同事审核通过后，在有效期内通过专属链接提供。
materials-none = 尚无资料
materials-none-next = 请先新建资料，再添加PDF版本。在此之前，只提供系统自动生成的介绍资料。
materials-name = 资料名称
materials-name-hint = 客户也会看到此名称，例如：价目表
materials-kind = 类型
materials-audience = 对象
materials-waiting = 待审核
materials-holders-count = 持有旧版的客户
materials-version = 第{ $number }版
materials-new = 新建资料
materials-make = 新建
materials-versions = 版本
materials-versions-none = 尚无版本
materials-versions-next = 请添加PDF并提交审核。
materials-valid = 有效期
materials-maker = 上传人
materials-approver = 审核人
materials-note = 变更说明
materials-note-hint = 仅供内部使用，客户不可见。
materials-act = 操作
materials-why = 退回原因
materials-own = 此版本由您上传，须由其他同事审核。
materials-withdraw-ask = 要撤回此版本吗？专属链接也将停止提供，且无法恢复。
materials-upload = 添加新版本
materials-file = PDF文件
materials-file-hint = 仅限PDF，最大{ $most }MB。
materials-from = 有效期首日
materials-from-hint = 留空则从今天开始。
materials-until = 有效期末日
materials-until-hint = 留空则无截止日期。
materials-send = 添加版本
materials-kilobytes = { $count }KB
materials-more = 其他资料
notice-material-made = 资料已新建，请继续添加PDF版本。
notice-material-uploaded = 版本已保存为草稿，请确认内容后提交审核。
notice-material-moved = 版本状态已更新。

## 谁持有哪个版本

materials-holders = 持有旧版的客户
materials-holders-lead = 以下客户最近收到的版本已不是该语言的现行版本。可通过邮件发送新版的专属链接。
materials-holders-none = 没有持有旧版的客户
materials-holders-next = 新版本生效后，收到过旧版的客户会显示在这里。
materials-held = 持有版本
materials-hash = 文件哈希值
materials-taken = 获取时间
materials-newest = 现行版本
materials-newest-none = 该语言暂无
materials-told = 通知时间
materials-renew = 发送新版
materials-renew-all = 向全部客户发送新版
materials-renew-all-ask = 要向尚未通知的客户发送新版的专属链接吗？每次最多100封。
materials-renewed-sent = 已将{ $count }封邮件加入发送队列。
materials-renewed-told = { $count }位客户此前已通知，未重复发送。
materials-renewed-held = { $count }位客户已达24小时发送上限，本次未发送。
materials-renewed-without = { $count }位客户的语言暂无现行版本，本次未发送。
materials-renewed-more = 其余客户请再次操作发送。
materials-downloads = 下载记录
materials-downloads-lead = 该客户获取过的资料与版本，按时间倒序排列。
materials-downloads-none = 尚无下载记录
materials-downloads-next = 客户通过专属链接打开资料后，会记录在这里。
materials-lead-page = 线索
materials-deck-now = 按当时内容生成

## 新版通知邮件

materials-mail-subject = 【{ $network }】《{ $material }》已更新，请查收新版
materials-mail-lead = 您此前获取的资料《{ $material }》已更新为第{ $number }版，特此发送给您。
materials-mail-old = 您于{ $date }获取的第{ $number }版内容已过时，今后请以新版为准。
materials-mail-open = 打开新版资料
materials-mail-until = 链接有效期至{ $date }。
materials-mail-why = 您曾向{ $network }索取资料，我们因该资料更新而发送此邮件。

## 状态与选项

state-material-kind-guide = 合作指南
state-material-kind-price-list = 价目表
state-material-kind-terms = 合作条件
state-material-kind-casebook = 案例集
state-material-version-draft = 草稿
state-material-version-submitted = 待审核
state-material-version-current = 提供中
state-material-version-upcoming = 已审核（未生效）
state-material-version-expired = 已过期
state-material-version-superseded = 旧版
state-material-version-withdrawn = 已撤回
state-material-act-submit = 提交审核
state-material-act-approve = 通过
state-material-act-send-back = 退回
state-material-act-withdraw = 撤回
state-material-event-create = 新建资料
state-material-event-upload = 添加版本
state-material-event-submit = 提交审核
state-material-event-send-back = 退回
state-material-event-approve = 审核通过
state-material-event-supersede = 由新版取代
state-material-event-withdraw = 撤回
state-lead-event-renew-material = 已发送资料新版通知
error-material-exists = 已有同名资料，请使用其他名称。
error-material-overtaken = 同时进行的其他操作已先完成。请刷新页面并确认最新内容。
error-material-state = 此版本在当前状态下无法进行该操作。
error-material-same-person = 不能审核自己上传的版本，请由其他同事审核。
error-material-span = 末日不得早于首日。
error-material-not-pdf = 无法识别为PDF，请选择PDF文件。
error-material-too-large = 文件超过20MB，请缩小后重试。
