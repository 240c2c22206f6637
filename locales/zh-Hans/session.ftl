# 登录与身份切换
session-title = 登录
session-email = 邮箱
session-password = 密码
session-submit = 登录
session-help = 忘记密码时，请联系您的商务对接人。
session-memberships-title = 切换身份
session-memberships-lead = 请选择以哪个身份操作。页面只显示该身份可以查看的内容。
session-current = 当前身份
session-act = 使用此身份
failure-home = 返回首页
public-inquiry = 索取资料与咨询
public-sign-in = 登录
