"""The sheet of labelled questions: its columns, and what else people call them."""

QUESTION, DOCUMENT, ARTICLE, FAULT = "问题", "依据文件", "条款", "错误"
ALIASES = {
    "提问": QUESTION,
    "咨询问题": QUESTION,
    "文件": DOCUMENT,
    "文件名称": DOCUMENT,
    "条文": ARTICLE,
    "条": ARTICLE,
}
FAULTS = {
    "no_question": "没有写问题",
    "too_long": "问题过长，不得超过500字",
    "no_document": "目录中没有这个文件",
    "several_documents": "名称对应多个文件，请写发文字号",
    "no_article": "文件中没有这一条",
}
