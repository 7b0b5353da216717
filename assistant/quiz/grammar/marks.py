"""Punctuation: where sentences end, how list entries are marked, what stands for a gap."""

from __future__ import annotations

import re

BLANK = "（　　）"
ELLIPSIS = "……"
SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”’）]*|\n")
ENTRY_MARK = re.compile(r"^\s*[（(][一二三四五六七八九十百]+[)）]\s*|^\s*[（(]\d{1,2}[)）]\s*")
LIST_END = re.compile(r"[：:]\s*$")
TRAILING = "；;。，,、 　"
CLAUSE_END = "，,；;。：:\n"


def clause_start(text: str, position: int) -> int:
    """Where the comma-clause that holds `position` begins."""
    return max((text.rfind(mark, 0, position) for mark in CLAUSE_END), default=-1) + 1


def clause_end(text: str, position: int) -> int:
    """Where the comma-clause that holds `position` ends, before its mark."""
    found = [place for mark in CLAUSE_END if (place := text.find(mark, position)) >= 0]
    return min(found, default=len(text))


def bare_entry(text: str) -> str:
    """A list entry without its mark and its closing punctuation."""
    return ENTRY_MARK.sub("", text).strip().rstrip(TRAILING)


NEGATIVE_ASKED = re.compile(r"(?<!\*\*)不(?!\*\*)(?:在该条|属于|包括)[^”]*：$")
CLOSE = "》"
