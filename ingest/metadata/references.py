"""The documents that a document names: 《…》（国发〔2016〕76号）, and how it points at them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.grammar.repeals import repeals
from ingest.metadata.numbers import tidy_number
from knowledge.model import DocumentReference, Relation
from knowledge.reference.mentions import DocumentMention, find_mentions
from knowledge.reference.numbers import document_number_key, find_document_numbers
from knowledge.reference.titles import title_key

LONGEST_BEFORE, LONGEST_BETWEEN = 160, 40
"""How far back the word is looked for that says how a document is pointed at, and how much may come between."""

_BRACKETED = re.compile(r"[（(][^（()）]*[）)]|《[^《》]*》|〈[^〈〉]*〉")
_IMPLEMENTS = re.compile(r"根据|依据|按照|依照|遵照|贯彻|落实|执行|为实施")
_ENDS = re.compile(r"[。；;！!\n]")
_BETWEEN = re.compile(r"[，,：:]")
_NUMBER_AFTER = re.compile(r"^\s?[（(](?P<number>[^（()）\n]{4,40})[)）]")
_NAMES_ONE = re.compile(r".{4,}|(?!办法).{1,2}(?:法|法典)")
"""Titles that tell which document is meant: 公司法 and 民法典 do, 通知 and 办法 are said of any."""


def read_references(
    whole: str, own: Iterable[str], own_number: str = ""
) -> tuple[tuple[DocumentReference, ...], tuple[str, ...], tuple[str, ...]]:
    """The documents named in a text, what was mended in their numbers, and the titles given short names.

    `own` are the names of the document itself, which is not among them. A short name: 以下简称《实施意见》.
    """
    texts = whole.split("\n")
    mentions = [(text, mention) for text in texts for mention in find_mentions(text)]
    skip = {title_key(title) for title in own}
    skip |= {title_key(mention.short) for _, mention in mentions if mention.short}
    found: dict[str, DocumentReference] = {}
    mended: list[str] = []
    for text, mention in mentions:
        key = title_key(mention.title)
        if key not in skip and _NAMES_ONE.fullmatch(key):
            number, repair = _number_of(mention, text)
            mended.append(repair)
            reference = DocumentReference(mention.title, number, _relation(text, mention.start, mention.end))
            found[key] = _stronger(found.get(key), reference)
    known = {document_number_key(one) for one in (own_number, *(named.number for named in found.values())) if one}
    for text in texts:
        spans = [(mention.start, mention.end) for mention in find_mentions(text)] if "《" in text else []
        for bare in find_document_numbers(text):
            if bare.key not in known and not any(start <= bare.start <= end for start, end in spans):
                known.add(bare.key)
                number, repair = tidy_number(bare.text)
                mended.append(repair)
                found[bare.key] = DocumentReference("", number, _relation(text, bare.start, bare.end))
    shortened = tuple(mention.title for _, mention in mentions if mention.short)
    return tuple(found.values()), tuple(dict.fromkeys(filter(None, mended))), shortened


def interpreted(references: Iterable[DocumentReference], titles: Iterable[str]) -> tuple[DocumentReference, ...]:
    """The references of an interpretation: it interprets the documents of these titles and cites the others."""
    keys = {title_key(title) for title in titles}
    cited = [
        replace(one, relation=Relation.INTERPRETS if title_key(one.title) in keys else Relation.CITES)
        for one in references
    ]
    missing = [title for title in titles if title_key(title) not in {title_key(one.title) for one in cited}]
    return (*(DocumentReference(title, "", Relation.INTERPRETS) for title in missing), *cited)


def _number_of(mention: DocumentMention, text: str) -> tuple[str, str]:
    after = _NUMBER_AFTER.match(text[mention.end : mention.end + 60])
    raw = mention.number or (after["number"] if after else "")
    numbers = find_document_numbers(raw)
    return tidy_number(numbers[0].text) if numbers else ("", "")


def _relation(text: str, start: int, end: int) -> Relation:
    if repeals(text, start, end):
        return Relation.REPEALS
    before = _BRACKETED.sub("", _ENDS.split(text[max(0, start - LONGEST_BEFORE) : start])[-1])
    words = list(_IMPLEMENTS.finditer(before))
    if words and len(before) - words[-1].end() <= LONGEST_BETWEEN and not _BETWEEN.search(before[words[-1].end() :]):
        return Relation.IMPLEMENTS
    return Relation.CITES


def _stronger(known: DocumentReference | None, new: DocumentReference) -> DocumentReference:
    if known is None:
        return new
    weak = known.relation is Relation.CITES
    return replace(known, number=known.number or new.number, relation=new.relation if weak else known.relation)
