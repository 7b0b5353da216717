"""References to articles in running text: 《title》（number）第十五条第二款第（三）项, 本法第十五条, 前款."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.reference.article_ref import ArticleRef, ArticleReference
from knowledge.reference.labels import label_key, statute_label
from knowledge.reference.mentions import NUMBER, TITLE
from knowledge.reference.numerals import DIGITS, NUMERAL, to_int
from knowledge.reference.owners import find_owner
from knowledge.reference.titles import title_key

_TAIL = (
    rf"(?:第(?P<paragraph>{NUMERAL})款)?(?:第?[（(]?(?P<item>(?<=[（(第]){NUMERAL})[）)]?项)?"
    rf"(?:第[（(]?(?P<point>{NUMERAL})[）)]?目)?"
)
_ROUND = rf"[（(][{DIGITS}]+[)）]"
_OUTLINE = rf"(?P<outline>(?:[{DIGITS}]+、(?:{_ROUND})?|{_ROUND})(?:\d+[.．、])?)"
_ARTICLE = rf"第\s?(?P<article>{NUMERAL})\s?条(?:之(?P<sub>{NUMERAL}))?"
_FOUND = re.compile(
    rf"(?:{_ARTICLE}|(?P<relative>前(?:[两二三四五六]|几)?[条款项]|本条(?!例)|(?=第{NUMERAL}款)"
    rf"|(?=第[（(]?{NUMERAL}[）)]?项))){_TAIL}"
)
_OUTLINED = re.compile(rf"{TITLE}{NUMBER}?(?:第?{_OUTLINE}){_TAIL}")
_THROUGH = re.compile(r"\s?(?:至|到|—+|-|－|~)\s?")
_JOINED = re.compile(rf"|\s?(?:、|，|,|、?和|及|、?以及|或者|或|与)\s?|{_THROUGH.pattern}")


def find_references(text: str) -> list[ArticleReference]:
    """The references to articles in a text, in order. A range of 款 or 项 gives its two ends."""
    found: list[ArticleReference] = []
    outlined = [_outlined(match) for match in _OUTLINED.finditer(text)]
    for match in _FOUND.finditer(text):
        previous = found[-1] if found else None
        if any(other.start <= match.start() < other.end for other in outlined) or match.end() == match.start():
            continue
        gap = text[previous.end : match.start()] if previous else ""
        if previous and match["article"] and _THROUGH.fullmatch(gap):
            found[-1] = replace(previous, end=match.end(), through=_label(match))
        elif previous and not match["relative"] and _JOINED.fullmatch(gap):
            found.append(_listed(match, previous))
        else:
            found.append(_single(match, text))
    return sorted(found + outlined, key=lambda reference: reference.start)


def articles_named(text: str) -> set[tuple[str, str]]:
    """The articles of other documents that a text points at, as (title key, label key)."""
    if "条" not in text:
        return set()
    named = [one for one in find_references(text) if title_key(one.ref.title)]
    return {(title_key(one.ref.title), label_key(label)) for one in named for label in one.labels}


def parse_reference(text: str) -> ArticleRef | None:
    """The one reference that a text is; None if it is not exactly one."""
    found = find_references(text)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) and not found[0].through
    return found[0].ref if whole else None


def _single(match: re.Match[str], text: str) -> ArticleReference:
    start, title, number = match.start(), "", ""
    if match["article"]:
        start, title, number = find_owner(text, match.start())
    ref = _ref(match, ArticleRef(title=title, number=number))
    return ArticleReference(start, match.end(), ref, relative=match["relative"] or "")


def _listed(match: re.Match[str], previous: ArticleReference) -> ArticleReference:
    kept = previous.ref
    if match["article"]:
        kept = ArticleRef(title=kept.title, number=kept.number)
    elif match["paragraph"]:
        kept = replace(kept, paragraph=0, item=0, point=0)
    return ArticleReference(match.start(), match.end(), _ref(match, kept), relative=previous.relative)


def _outlined(match: re.Match[str]) -> ArticleReference:
    ref = ArticleRef(title=match["title"], number=match["number"] or "", label=match["outline"])
    return ArticleReference(match.start(), match.end(), _ref(match, ref))


def _ref(match: re.Match[str], ref: ArticleRef) -> ArticleRef:
    def part(name: str, kept: int) -> int:
        return to_int(match[name]) or 0 if match[name] else kept

    label = _label(match) if match.groupdict().get("article") else ref.label
    paragraph, item, point = (
        part("paragraph", ref.paragraph),
        part("item", ref.item),
        part("point", ref.point),
    )
    return replace(ref, label=label, paragraph=paragraph, item=item, point=point)


def _label(match: re.Match[str]) -> str:
    number, sub = to_int(match["article"]), to_int(match["sub"]) if match["sub"] else 0
    return statute_label(number, sub or 0) if number is not None else match[0]
