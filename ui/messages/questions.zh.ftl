# 已标注的问题：培训人员指明某个问题由哪一条回答

option-question-bank = 把标注文件按此数分份，每份之外的问题作为问题库，报告开启与关闭问题库的检索效果
cli-questions = 标注问题由哪一条回答，检索随即采用
cli-questions-add = 标注一个问题由哪一条回答
cli-questions-import = 从 Excel 表读入标注（列：问题、依据文件、条款）
cli-questions-list = 列出全部标注
cli-questions-remove = 按编号撤回标注
questions-option-document = 文件的编号、发文字号或名称
questions-option-article = 条文，如“第十七条”
questions-added = 新增{ $added }条标注。
questions-imported = 新增{ $added }条标注，已有{ $known }条，退回{ $wrong }行。
questions-dry-run = 这是试运行：{ $right }行可以读入，{ $wrong }行有误，没有改动。
questions-removed = 撤回{ $gone }条标注。
questions-errors = 带错误说明的副本已写入{ $path }
questions-format = 不能处理{ $path }：应为存在的 xlsx 文件。
questions-column-id = 编号
questions-column-question = 问题
questions-column-document = 依据文件
questions-column-article = 条款
questions-fault-no_question = 没有写问题。
questions-fault-too_long = 问题过长，不得超过500字。
questions-fault-no_document = 目录中没有文件“{ $document }”；用 integrity documents 查看全部文件。
questions-fault-several_documents = “{ $document }”对应多个文件；请改写发文字号。
questions-fault-no_article = 文件“{ $document }”中没有“{ $article }”；用 integrity show 加文件名查看目录。
