"""How the law collection and the labelled questions write articles and titles."""

from __future__ import annotations

import re

from knowledge.reference.numerals import NUMERAL, to_chinese

ARTICLE_LINE = re.compile(rf"^第{NUMERAL}条(?:之{NUMERAL})?[ \u3000]", re.M)
"""What a plain pattern over lines takes for an article."""

FILE_DATE = re.compile(r"\((\d{4}-\d{2}-\d{2})\)$")
YEAR = re.compile(r"（\d{4}年）$")
NAMED_ARTICLE = re.compile(r"^(?P<title>.*?)(?P<label>第[^第]+条(?:之[一二三四五六七八九十]+)?)$")
COMMENT = re.compile(r"<!--.*?-->")
MARKS = re.compile(r"^#+ *", re.M)
SPACE_AFTER_LABEL = re.compile(r"^(第[^第\s]{1,12}条(?:之[^第\s]{1,3})?)[ \u3000]", re.M)


def label_pattern(number: int) -> str:
    """A pattern for the label of an article as sources write it, typing errors included."""
    return rf"[第笫]\s?(?:{to_chinese(number)}|{number})\s?条"
