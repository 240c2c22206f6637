# The shells around every page: skip link, bar, menus, common words of the script.
page-skip = 跳转到正文
page-menu = 主菜单
page-language = 显示语言
page-account = 账户
page-switch = 切换所属组织
page-sign-out = 退出登录
page-cancel = 取消
page-confirm = 确认
page-close = 关闭
page-busy = 正在提交…
page-copied = 已复制
page-keys = 键盘操作
page-keys-move = 移动到下一行／上一行
page-keys-open = 打开所选行
page-keys-search = 跳转到搜索框
page-keys-help = 显示此列表
page-keys-off = 停用单键快捷键
