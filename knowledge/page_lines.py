"""Lines that text recognition read on a page, with their places: kept in a file for each original.

A recognition that was stopped goes on where it was, and a citation can show where on the picture a line stands.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line that was read: its box as shares of the page's width and height, from the top left."""

    text: str
    confidence: float
    box: Box


def kept_lines(folder: Path, digest: str) -> dict[int, tuple[ReadLine, ...]]:
    """The pages read of a file so far, counted from 0; a line cut short by a kill is left out."""
    try:
        written = (folder / f"{digest}.jsonl").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pages = {}
    for row in written:
        try:
            page = json.loads(row)
            pages[int(page["page"])] = tuple(_line(line) for line in page["lines"])
        except (ValueError, LookupError, TypeError):
            continue
    return pages


def keep_lines(folder: Path, digest: str, page: int, lines: Sequence[ReadLine]) -> None:
    """Adds one page's lines to what is kept of a file."""
    folder.mkdir(parents=True, exist_ok=True)
    row = {"page": page, "lines": [[line.text, round(line.confidence, 4), *line.box] for line in lines]}
    with (folder / f"{digest}.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def _line(row: Sequence[object]) -> ReadLine:
    text, confidence, *box = row
    left, top, right, bottom = (float(str(side)) for side in box)
    return ReadLine(str(text), float(str(confidence)), (left, top, right, bottom))
