# 命令行
cli-commands = 命令
cli-ask = 提问，得到带引文的回答
cli-documents = 列出知识库中的文件
cli-doctor = 检查配置与各部件是否可用
cli-eval = 用带标注的题目给检索或回答打分
cli-ingest = 加入或更新文件和文件夹
cli-reindex = 按目录重建全部索引
cli-remove = 从目录和索引中移除一份文件
cli-search = 检索条文（不作回答）
cli-serve = 启动网页服务
cli-show = 显示文件目录、条文全文或责任分工
cli-error = 错误：{ $text }
cli-ingesting = 正在读入
cli-ingest-total = 新增{ $added }个文件，更新{ $updated }个，未变{ $unchanged }个，退回{ $rejected }个。
cli-duplicate = 与已收录的文件相同，未重复加入：{ $path }
cli-no-such-path = 找不到{ $path }，请检查路径。
cli-unreadable = 无法读取{ $path }：{ $why }
cli-history-form = 应为对话轮次的列表（JSON 数组）
cli-bad-line = { $path } 第{ $line }行不是含有 { $needed } 的 JSON 对象，请改正后重试。
cli-no-document = 没有名为“{ $document }”的文件；用 integrity documents 查看全部文件。
cli-many-documents = “{ $document }”对应多份文件，请写全名称或用编号指明：{ $titles }
cli-no-article = 《{ $document }》中没有“{ $article }”；用 integrity show 加文件名查看目录。
cli-search-usage = 请给出一个检索词，或同时给出 --queries 与 --out。
cli-ask-usage = 请给出一个问题，或同时给出 --questions 与 --out。
cli-written = 已写入{ $path }，共{ $rows }行。
cli-removed = 已移除《{ $title }》；来源文件：{ $paths }
cli-remove-confirm = 将移除《{ $title }》的全部{ $versions }个版本、{ $articles }条。确定吗？
cli-reindexed = 已按目录重建索引，共{ $passages }个片段。
cli-reindexing = 正在重建索引
cli-serving = 服务已启动：{ $url }  （按 Ctrl+C 停止）
cli-eval-unknown = 不能评测“{ $task }”。
ask-sources = 出处
ask-source = [{ $n }] 《{ $title }》 文号：{ $number } 条文：{ $article } 状态：{ $status }
ask-notice = 提示：{ $text }
search-line = { $rank }. 《{ $title }》{ $number } { $article } { $heading }（{ $score }）
show-head = 《{ $title }》  文号：{ $number }  施行：{ $date }  状态：{ $status }
list-mark = 、

# 选项
option-data-dir = 数据文件夹（默认 ./data，或环境变量 INTEGRITY_DATA_DIR）
option-debug = 出错时显示完整的技术信息
option-audience = 公开（public）还是内部（staff）
option-json = 输出 JSON
option-top-k = 最多给出多少条
option-as-of = 以哪一天有效的条文为准（YYYY-MM-DD，默认今天）
option-queries = 批量检索的 JSON Lines 文件，每行 id 与 query
option-questions = 批量提问的 JSON Lines 文件，每行 id 与 question
option-out = 写入的文件
option-history = 此前对话的 JSON 文件
option-responsibilities = 显示牵头单位、责任单位和时限
option-host = 监听地址
option-port = 监听端口
option-yes = 不再询问

# 表头
column-file = 文件
column-outcome = 结果
column-articles = 条数
column-remark = 说明
column-title = 名称
column-number = 文号
column-issuer = 发文机关
column-date = 日期
column-status = 状态
column-audience = 范围
column-article = 条文
column-heading = 标题
column-characters = 字数
column-leads = 牵头（负责）单位
column-participants = 配合（责任）单位
column-deadline = 完成时限

# 取值
outcome-added = 新增
outcome-updated = 更新
outcome-unchanged = 未变
outcome-rejected = 退回
status-in-force = 现行有效
status-superseded = 已被新版本取代
status-repealed = 已废止
status-not-yet-in-force = 尚未施行
status-unknown = 有效性未注明
audience-public = 公开
audience-staff = 内部

# 退回的原因
reason-empty = 文件是空的。
reason-no-text = 文件里没有可读的文字（可能是扫描件，需先做文字识别）。{ $detail }
reason-unknown-format = 不认识的格式；可用 PDF、DOCX、HTML、Markdown、纯文本。{ $detail }
reason-not-what-it-says = 内容与扩展名不符，请核对文件。{ $detail }
reason-encrypted = 文件有密码，请先去除密码再加入。{ $detail }
reason-damaged = 文件已损坏或不完整，请重新获取。{ $detail }
reason-too-large = 文件过大。{ $detail }
reason-expands-too-far = 压缩内容展开后异常巨大，为安全起见不予读取。{ $detail }
reason-line-too-long = 有一行过长，不像是文稿，请检查文件。{ $detail }
reason-unknown-encoding = 无法判断文字编码，请另存为 UTF-8 后重试。{ $detail }
reason-unsafe-name = 文件名不安全（含上级目录、控制字符或指向文件夹之外），请改名。{ $detail }
reason-unreadable = 无法读取，请检查权限。{ $detail }
reason-no-articles = 没有读出任何条文。{ $detail }

# 体检
doctor-data = 数据文件夹
doctor-database = 数据库
doctor-documents = 文件数
doctor-passages = 索引片段（公开／内部）
doctor-encoder = 向量模型
doctor-llm = 语言模型
doctor-none = 未配置（回答直接引用原文）
doctor-ok = 正常
doctor-unindexed = 目录与索引不一致，请运行 integrity reindex
column-part = 部件
column-value = 情况
