# 提问页（登录后）
nav-ask = 提问
copy = 复制并附出处
copy-done = 已复制
copy-source = [{ $n }] 《{ $title }》{ $number }{ $article }
copy-number = （{ $number }）
useful-question = 这个回答有帮助吗？
useful-yes = 有帮助
useful-no = 没有帮助
useful-reason = 原因
useful-comment = 补充说明（选填）
useful-send = 提交
useful-thanks = 已记录，谢谢。
useful-wrong = 内容不对
useful-incomplete = 不完整
useful-unclear = 看不明白
useful-outdated = 依据过时
useful-slow = 太慢
useful-other = 其他

# 我的提问记录
history-title = 提问记录
history-none = 还没有提问记录。
history-turns = { $turns }个问题
history-continue = 接着问
history-again = 再问一次，看有无变化
history-forget = 删除
history-forget-all = 全部删除
history-forget-sure = 确定删除吗？删除后不能恢复。
history-forgotten = 已删除。
history-asked-on = { $at } 提问
