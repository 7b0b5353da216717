"""Items and articles for the tests of the quiz."""

import string
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from assistant.quiz.model import Item, ItemType, KeyPoint, Option, Proof, Target, make_option, make_options
from knowledge.model import (
    Article,
    Audience,
    CataloguedArticle,
    DocumentType,
    Status,
    Version,
    text_digest,
)

TODAY = date(2026, 1, 1)
TWELVE = (
    "行政法/公务员法(2018-12-29).md",
    "宪法相关法/监察法(2024-12-25).md",
    "宪法相关法/公职人员政务处分法(2020-06-20).md",
    "宪法相关法/监察官法(2021-08-20).md",
    "行政法规/行政机关公务员处分条例(2007-04-22).md",
    "行政法规/政府信息公开条例(2019-04-03).md",
    "行政法/行政许可法(2019-04-23).md",
    "行政法/行政处罚法(2021-01-22).md",
    "经济法/政府采购法(2014-08-31).md",
    "民法商法/招标投标法(2017-12-27).md",
    "经济法/预算法(2018-12-29).md",
    "行政法规/优化营商环境条例(2019-10-22).md",
)


def version(title="试行法", **changes):
    given = {
        "id": text_digest(title)[:16],
        "document_id": text_digest(title)[:16],
        "title": title,
        "part": "",
        "number": "",
        "issuer": "",
        "region": "",
        "type": DocumentType.LAW,
        "audience": Audience.PUBLIC,
        "declared": Status.UNKNOWN,
        "dates": {},
        "articles": 1,
        "effective": date(2020, 1, 1),
    }
    return Version(**{**given, **changes})


def articles(*texts, title="试行法", **changes):
    """Articles 第一条 … with these texts."""
    numerals = "一二三四五六七八九十"
    made = version(title, articles=len(texts), **changes)
    return [CataloguedArticle(made, place, Article(f"第{numerals[place]}条", text)) for place, text in enumerate(texts)]


def statute(path: Path):
    """The articles of a real statute, read as `ingest` reads it."""
    from ingest.load import load
    from ingest.structure import read_documents

    (parsed,) = read_documents(load(path))
    made = version(parsed.title, type=parsed.type, dates=parsed.dates, number=parsed.number, issuer=parsed.issuer)
    return [CataloguedArticle(made, place, article) for place, article in enumerate(parsed.articles)]


SIGNS = (
    string.ascii_letters + string.digits + "=~#{}:\\%->*/|;；＝｛｝～＃，。、（）三十日应当《》条款_ \u3000\n\"'<>&@+√×"
)
texts = st.text(SIGNS, min_size=1, max_size=30).map(lambda text: text.strip()).filter(bool)
lines = texts.map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def items(draw, kinds=tuple(ItemType)):
    kind = draw(st.sampled_from([k for k in kinds if k is not ItemType.CASE] or kinds))
    what = {}
    if kind in (ItemType.SINGLE, ItemType.MULTIPLE, ItemType.ORDERING, ItemType.MATCHING):
        options = make_options(draw(st.lists(lines, min_size=2, max_size=8, unique=True)))
        ids = [option.id for option in options]
        what["options"] = options
        if kind is ItemType.SINGLE:
            what["key"] = (draw(st.sampled_from(ids)),)
        elif kind is ItemType.MULTIPLE:
            what["key"] = tuple(ids[: draw(st.integers(1, len(ids)))])
        elif kind is ItemType.ORDERING:
            what["key"] = tuple(draw(st.permutations(ids)))
        else:
            left = draw(st.lists(lines, min_size=2, max_size=len(ids), unique=True))
            what["premises"] = make_options(left)
            what["key"] = tuple(draw(st.permutations(ids)))[: len(left)]
    elif kind is ItemType.TRUE_FALSE:
        what["options"] = (Option("true", "正确"), Option("false", "错误"))
        what["key"] = (draw(st.sampled_from(["true", "false"])),)
    elif kind is ItemType.FILL_IN:
        accepted = st.lists(lines, min_size=1, max_size=3, unique=True).map(tuple)
        what["blanks"] = tuple(draw(st.lists(accepted, min_size=1, max_size=3)))
    elif kind is ItemType.SHORT_ANSWER:
        what["points"] = tuple(
            KeyPoint(make_option(text).id, text) for text in draw(st.lists(lines, min_size=1, max_size=4, unique=True))
        )
    stem = draw(texts) + ("（　　）" if kind is ItemType.FILL_IN else "")
    return Item(
        kind,
        Target.AUTHORED,
        stem,
        draw(texts),
        marks=float(draw(st.integers(1, 10))),
        difficulty=draw(st.sampled_from(["easy", "medium", "hard"])),
        topics=tuple(draw(st.lists(lines, max_size=2))),
        number=draw(st.from_regex(r"Q[0-9A-F]{12}", fullmatch=True)),
        **what,
    )


@st.composite
def proven_items(draw):
    from dataclasses import replace

    proof = Proof("d", "v", draw(lines), "", "第一条", "0" * 64, 3, 9, draw(lines), checks=("two_keys",))
    return replace(draw(items()), proof=proof, target=Target.DEADLINE)
