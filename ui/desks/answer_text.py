"""An answer's text as paragraphs and tables, each cut at its citation marks; whole or as far as it has come."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from assistant.answering.model import Citation

MARK = re.compile(r"\[(\d{1,3})\]")
BAR = "|"
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[|\s:-]+")
_BREAK = "<br>"
Parts = list[str | int]
"""Stretches of text and the numbers of known citations between them."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every cell is lines of parts. The first column names its row."""

    head: list[str]
    rows: list[list[list[Parts]]]


def answer_blocks(text: str, citations: Iterable[Citation]) -> list[Parts | Table]:
    """The answer in order; lines that begin with a bar are the rows of a table."""
    known = {citation.n for citation in citations}
    lines = filter(None, (line.strip() for line in text.split("\n")))
    blocks: list[Parts | Table] = []
    for tabular, group in groupby(lines, lambda line: line.startswith(BAR)):
        found = list(group)
        blocks += [_table(found, known)] if tabular else [_parts(line, known) for line in found]
    return blocks


def _table(lines: list[str], known: Collection[int]) -> Table:
    head, *rows = [_cells(line) for line in lines if not _RULE.fullmatch(line)] or [[]]
    return Table(head, [[[_parts(line, known) for line in one.split(_BREAK)] for one in row] for row in rows])


def _cells(line: str) -> list[str]:
    inner = line.removeprefix(BAR)
    inner = inner[:-1] if inner.endswith(BAR) and not inner.endswith("\\|") else inner
    return [one.strip().replace("\\|", BAR) for one in _BETWEEN_CELLS.split(inner)]


def _parts(line: str, known: Collection[int]) -> Parts:
    parts: Parts = []
    end = 0
    for match in MARK.finditer(line):
        if int(match[1]) in known:
            parts += [line[end : match.start()], int(match[1])]
            end = match.end()
    return [*parts, line[end:]]
