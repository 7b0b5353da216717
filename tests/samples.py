"""Small made-up documents for tests: as values, and as files that are read like real ones."""

from datetime import date
from pathlib import Path

from knowledge.model import Article, Audience, DateName, DocumentReference, DocumentType, ParsedDocument, Relation

# Real statutes that the tests over ../shared take in beside the policies: two versions of one law among them.
LAWS = (
    "national/宪法相关法/监察法(2018-03-20).md",
    "national/宪法相关法/监察法(2024-12-25).md",
    "national/行政法/公务员法(2018-12-29).md",
    "national/行政法规/政府信息公开条例(2019-04-03).md",
)

OLD_RULES = """# 青石市诚信服务条例

2019年4月1日 青石市人民代表大会常务委员会通过

<!-- INFO END -->

## 第一章 总则

第一条 为了提高窗口单位的服务质量，制定本条例。

第二条 窗口单位应当在十个工作日内答复群众的书面询问。

## 第二章 责任

第三条 违反本条例第二条规定的，由市监督机关责令改正。

第四条 本条例自2019年5月1日起施行。
"""

NEW_RULES = (
    OLD_RULES.replace("2019年4月1日", "2023年6月1日")
    .replace("2019年5月1日", "2023年7月1日")
    .replace("十个工作日内答复", "五个工作日内答复")
)

PLAN = """索引号: QS-2021-007 公开方式: 主动公开
文号: 青政办发〔2021〕7号 成文日期: 2021-03-05
发布单位: 青石市人民政府办公室
有效性: 有效

青石市政务承诺管理实施方案

  为规范政务承诺，根据有关规定，制定本方案。

  一、总体目标
  到2025年，全市政务承诺全部登记、全部公示。

  二、重点任务
  （一）登记承诺事项。各单位对外作出的承诺，应当在作出之日起三日内登记。（牵头单位：市政府办公室；完成时限：2021年年底前）
  （二）公示办理结果。承诺事项办结后五日内，向社会公示结果。
  （三）清理无法兑现的承诺。对因规划调整不能兑现的，应当说明理由并依法补偿。

  三、保障措施
  （一）加强领导。各单位主要负责人是第一责任人。
  （二）强化考核。承诺兑现情况纳入年度考核。

青石市人民政府办公室
2021年3月5日
"""

MEMO = """青石市政务承诺内部核查工作意见

青政办函〔2022〕19号

  一、核查范围
  核查小组每季度抽查二十件承诺，抽查名单在核查前不得对外透露。

  二、核查方法
  （一）查阅台账。逐件核对登记日期与兑现日期。
  （二）电话回访。回访比例不低于三成。

青石市人民政府办公室
2022年4月8日
"""


def write_samples(folder: Path) -> Path:
    """Writes the made-up documents: two versions of a regulation, a public plan, a memo for staff."""
    files = {
        "青石市诚信服务条例(2019-04-01).md": OLD_RULES,
        "青石市诚信服务条例(2023-06-01).md": NEW_RULES,
        "政务承诺管理实施方案.txt": PLAN,
        "内部核查工作意见.txt": MEMO,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def regulation(*texts: str, title: str = "青石市诚信服务条例", in_force: date | None = date(2019, 5, 1), **more):
    """A local regulation with one article a text."""
    labels = ("第一条", "第二条", "第三条", "第四条", "第五条", "第六条")
    articles = tuple(Article(label, text) for label, text in zip(labels, texts, strict=False))
    dates = {DateName.IN_FORCE: in_force} if in_force else {}
    settings = {"type": DocumentType.LOCAL_REGULATION, "audience": Audience.PUBLIC, "dates": dates, **more}
    return ParsedDocument(title=title, articles=articles, **settings)


def repealing(title: str, day: date) -> ParsedDocument:
    """A decision that repeals the document of that title on `day`."""
    reference = DocumentReference(title, relation=Relation.REPEALS)
    return regulation("废止。", title="青石市人民政府废止决定", in_force=day, references=(reference,))
