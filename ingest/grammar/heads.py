"""Words at the head of a table's columns, by which a table is told from words set out in columns."""

from __future__ import annotations

import re

from ingest.grammar.fields import HEAD_KEYS

_HEAD_WORD = re.compile(
    r"序号|编号|编码|代码|项目|名称|事项|任务|内容|单位|部门|责任|牵头|配合|分工|时限|时间|期限|标准|依据|备注|类别|类型|种类"
    r"|指标|金额|数量|条件|程序|流程|材料|电话|地址|姓名|职务|职责|领域|措施|目标|分值|得分|要求|方式|对象|主体|条款|等级"
    r"|说明|年度|日期|进度|收费|层级|权限|结果|渠道|范围|性质|情形|裁量|阶次|处罚|许可|原文|修改"
)
_REGISTERED = re.compile(rf"^(?:{'|'.join(HEAD_KEYS.split('|'))})\s*[:：]?$")
LONGEST_HEAD = 24


def is_head(cells: list[str]) -> bool:
    """Whether the cells are the heads of columns: short, told apart, and one of them a word that heads have."""
    filled = [cell for cell in cells if cell]
    return (
        len(filled) >= 2
        and len(set(filled)) == len(filled)
        and all(len(cell) <= LONGEST_HEAD and not re.search(r"[。；;]|[:：]$|^[\d.,%]+$", cell) for cell in filled)
        and any(_HEAD_WORD.search(cell) for cell in filled)
    )


def is_registration(rows: list[list[str]]) -> bool:
    """Whether the rows are what a site registers about a document: 索引号 beside its value."""
    keys = [cell for row in rows for cell in row[::2]]
    return sum(bool(_REGISTERED.match(re.sub(r"\s", "", cell))) for cell in keys) * 2 > len(keys)
