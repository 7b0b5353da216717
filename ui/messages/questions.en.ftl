# Labelled questions: trainers say which article answers a question

option-question-bank = parts to divide the labelled file into; what is outside each part serves as the question bank, and the figures are given with the bank and without it
cli-questions = label questions with the article that answers them; the search follows at once
cli-questions-add = label one question with one article
cli-questions-import = read labels from an Excel sheet (columns 问题, 依据文件, 条款)
cli-questions-list = print every label
cli-questions-remove = take labels back by their ids
questions-option-document = the document's id, number or title
questions-option-article = the article's label, such as 第十七条
questions-added = { $added } labels added.
questions-imported = { $added } labels added, { $known } known already, { $wrong } rows rejected.
questions-dry-run = A dry run: { $right } rows can be read in, { $wrong } are wrong; nothing was changed.
questions-removed = { $gone } labels taken back.
questions-errors = A copy with remarks was written to { $path }
questions-format = { $path } can't be read: it must be an existing xlsx file.
questions-column-id = id
questions-column-question = question
questions-column-document = document
questions-column-article = article
questions-fault-no_question = The question is missing.
questions-fault-too_long = The question is longer than 500 characters.
questions-fault-no_document = There is no document “{ $document }”; see integrity documents.
questions-fault-several_documents = “{ $document }” means several documents; give its number.
questions-fault-no_article = The document “{ $document }” has no “{ $article }”; see integrity show.
