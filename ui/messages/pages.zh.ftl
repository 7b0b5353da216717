# 布局与导航
layout-skip = 跳到正文
layout-nav = 主导航
nav-desk = 工作台
nav-account = 我的账号
who-library = 随附题库
who-library-reviewer = 随附题库审核
who-generator = 自动生成
who-service = 系统
who-program = 命令行
who-retention = 到期清理
who-citizen = 来件人
desk-greeting = { $name }，您好

# 登录
sign-in = 登录
sign-out = 退出
sign-in-name = 用户名
sign-in-password = 密码
sign-in-refused = 用户名或密码不正确。
sign-in-wait = 尝试次数过多，请在{ $seconds }秒后重试。
sign-in-out = 已退出登录。
sign-in-forgotten = 忘记密码或没有账号，请联系本单位管理员。
welcome-title = 首次登录
welcome-lead = 请为账号“{ $name }”设置密码。
welcome-enter = 设置密码并登录
welcome-expired = 该链接已使用或已过期，请联系管理员重新生成。

# 账号
account-sign-in-name = 用户名
account-name = 姓名
account-staff-number = 工号
account-roles = 角色
account-units = 负责单位
role-staff = 公务员
role-trainer = 培训管理人员
role-admin = 管理员
password-change = 修改密码
password-current = 当前密码
password-new = 新密码
password-again = 再次输入新密码
password-rule = 10至200个字符，不得与用户名相同。
password-wrong = 当前密码不正确，或尝试次数过多。
password-differs = 两次输入的密码不一致。
password-weak = 密码须为10至200个字符，不能过于简单，也不能与用户名相同。
password-changed = 密码已修改，其他设备上的登录已全部退出。
sessions-title = 登录中的设备
sessions-since = 登录时间
sessions-seen = 最近使用
sessions-address = 地址
sessions-agent = 浏览器
sessions-this = 当前
sessions-end = 退出其他设备
sessions-ended = 其他设备上的登录已全部退出。

# 表单
form-needed = 此项必填。
form-too-long = 内容过长，请删减。
form-choice = 请从所列选项中选择。
form-number = 请填写范围内的整数。
form-day = 请填写有效的日期。

# 出错页
problem-title = 未能完成
problem-home = 返回首页
problem-foreign-form = 该请求不是从本站页面发出的，未予处理。请在本站页面上重新操作。
problem-stale-form = 页面已过期，请返回并刷新页面后重新提交。
problem-403 = 您没有此项权限。如确需使用，请联系管理员。
problem-401 = 请先登录，或提供有效的访问令牌。

# 命令行：账号
cli-user = 管理账号：添加（add）、生成一次性登录链接（link）
cli-user-add = 添加账号
cli-user-link = 生成一次性链接，用于设置或重设密码
cli-user-added = 已添加账号“{ $name }”。
cli-user-password = 密码
cli-user-address = 一次性链接（一天内有效，只能使用一次）：{ $path }
cli-user-taken = 已有用户名为“{ $name }”的账号，请换一个用户名。
cli-user-number-taken = 工号已用于账号“{ $name }”；请换一个工号，或先停用那个账号。
cli-no-user = 没有用户名为“{ $name }”的账号。
cli-first-administrator = 尚无管理员。请在一天内打开以下链接设置管理员密码（只能使用一次）：{ $url }
option-role = 角色：staff（公务员）、trainer（培训管理人员）、admin（管理员），可多次给出
option-full-name = 姓名
option-staff-number = 工号，与人员名册对应
option-unit = 负责的单位（培训管理人员），可多次给出
option-password-stdin = 从标准输入读取密码
option-link = 不设密码，改为生成一次性链接

# 访问令牌
tokens-title = 访问令牌
tokens-lead = 供其他系统以您的身份调用接口；令牌只在生成时显示一次。
tokens-docs = 接口说明
tokens-once = 请立即保存，离开本页后不再显示：
tokens-name = 用途说明
tokens-scopes = 可以做什么
tokens-days = 有效天数
tokens-issue = 生成令牌
tokens-until = 有效至{ $day }
tokens-used = 最近使用{ $at }
tokens-revoke = 作废
tokens-sure = 确定作废吗？使用它的系统将立即无法访问。
tokens-revoked = 令牌已作废。
tokens-enough = 令牌数量已达上限，请先作废不再使用的令牌。
scope-ask = 提问
scope-documents = 读取文件
problem-scope = 该令牌没有这项权限。
