"""What the law has overtaken: words of older articles that later law emptied, with the day and what did it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

OVERTAKEN = (
    # 全国人大常委会关于修改《人口与计划生育法》的决定: 取消社会抚养费等制约措施
    (re.compile(r"超计划生育|违反计划生育|社会抚养费"), date(2021, 8, 20)),
    # 《监察法》第六十九条 (2018): 《行政监察法》同时废止; 国务院机构改革方案: 监察部、国家预防腐败局并入国家监察委员会
    (re.compile(r"行政监察法|国务院监察部|[市县区省]监察[局厅]|国家预防腐败局"), date(2018, 3, 20)),
    # 《国务院机构改革方案》 (2018): 法制办公室并入司法行政部门
    (re.compile(r"法制办"), date(2018, 3, 17)),
    # 全国人大常委会关于废止有关劳动教养法律规定的决定
    (re.compile(r"劳动教养"), date(2013, 12, 28)),
    # 全国人大常委会关于废止有关收容教育法律规定和制度的决定
    (re.compile(r"收容教育"), date(2019, 12, 29)),
    # 《城市生活无着的流浪乞讨人员救助管理办法》: 《城市流浪乞讨人员收容遣送办法》废止
    (re.compile(r"收容遣送"), date(2003, 8, 1)),
    # 《民法典》第一千二百六十条
    (
        re.compile(
            r"《(?:中华人民共和国)?(?:合同法|担保法|物权法|民法通则|民法总则|侵权责任法|婚姻法|继承法|收养法)》"
        ),
        date(2021, 1, 1),
    ),
)

DUE = re.compile(r"(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月)?(?:年?[底末]|(?P<day>\d{1,2})日)?(?:之?前|以前|完成)?")
STARTS = re.compile(r"启动|开始|起")


def overtaken(text: str, day: date) -> bool:
    """Whether a text has words that were overtaken by a day."""
    return any(since <= day and pattern.search(text) for pattern, since in OVERTAKEN)


def passed(deadline: str, day: date) -> bool:
    """Whether the last day that a deadline names is before a day; False where it names none."""
    found = [_last_day(match) for match in DUE.finditer(deadline)]
    return bool(found) and max(found) < day


def _last_day(match: re.Match[str]) -> date:
    year, month = int(match["year"]), int(match["month"] or 12)
    if not 1 <= month <= 12:
        return date.max
    last = monthrange(year, month)[1]
    return date(year, month, min(int(match["day"] or last), last))
