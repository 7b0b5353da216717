"""Lines that text recognition was unsure of: listed for a person, put right by what that person reads on the picture.

What a person read takes the line's place in what is kept of the page, so it holds whenever the file is read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Engine

from assistant.accounts.principal import Principal, Role
from assistant.audit.log import record
from assistant.originals.store import Judged, Originals
from knowledge.page_lines import Box, ReadLine

CERTAIN = 1.0
NEAR = 0.0005
LONGEST = 2000


class NoSuchLine(LookupError):
    """The page has no line at that place: it was read anew meanwhile."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line that nobody has looked at yet, with the document it is of; `at` names its place on the page.

    In a file without pages `page` is the picture that it stands on, and `paged` is false.
    """

    document_id: str
    title: str
    digest: str
    source: str
    page: int
    text: str
    confidence: float
    box: Box
    paged: bool = True

    @property
    def at(self) -> str:
        """Its box as an address has it."""
        return ",".join(f"{side:g}" for side in self.box)


def doubts(originals: Originals) -> list[Doubt]:
    """The lines that were read with little confidence and were not put right since, the most doubtful first."""
    found = {(one.digest, one.page, one.box): one for judged in originals.judged() for one in _of(originals, judged)}
    return sorted(found.values(), key=lambda one: (one.confidence, one.title, one.page, one.box[1]))


def put_right(
    originals: Originals, engine: Engine, by: Principal, digest: str, page: int, box: Box, text: str, *, at: datetime
) -> None:
    """Keeps what a person read on a line; nothing, where there is none.

    Raises:
        Forbidden: not an administrator.
        NoSuchLine: the page has no line there.
    """
    by.require(Role.ADMIN)
    lines = originals.lines(digest, page)
    before = line_at(originals, digest, page, box)
    place = lines.index(before)
    read = " ".join(text.split())[:LONGEST]
    mended = [replace(before, text=read, confidence=CERTAIN)] if read else []
    originals.keep_page(digest, page, [*lines[:place], *mended, *lines[place + 1 :]])
    told = {"page": page, "before": before.text, "after": read}
    with engine.begin() as connection:
        record(connection, "line.correct", f"original:{digest}", who=by.account_id, at=at, **told)


def line_at(originals: Originals, digest: str, page: int, box: Box) -> ReadLine:
    """The line at a place.

    Raises:
        NoSuchLine: there is none.
    """
    found = next((line for line in originals.lines(digest, page) if _same(line.box, box)), None)
    if found is None:
        raise NoSuchLine(f"page {page} has no line at that place: open the list again")
    return found


def box_of(at: str) -> Box:
    """A box from an address.

    Raises:
        ValueError: it is none.
    """
    sides = [float(side) for side in at.split(",")]
    if len(sides) != 4 or not all(0 <= side <= 1 for side in sides):
        raise ValueError(f"{at[:40]} is no place on a page")
    left, top, right, bottom = sides
    return left, top, right, bottom


def _of(originals: Originals, judged: Judged) -> Iterator[Doubt]:
    digest = judged.original.digest
    pages: dict[int, tuple[ReadLine, ...]] = {}
    for row in judged.original.quality.get("low_lines", ()):
        page, box = int(row["page"]), box_of(",".join(str(side) for side in row["box"]))
        if page not in pages:
            pages[page] = originals.lines(digest, page)
        kept = next((line for line in pages[page] if _same(line.box, box)), None)
        if kept is not None and kept.confidence < CERTAIN:
            at = (page, kept.text, kept.confidence, kept.box, judged.original.pages > 0)
            yield Doubt(judged.document_id, judged.title, digest, judged.source, *at)


def _same(one: Box, other: Box) -> bool:
    return all(abs(a - b) < NEAR for a, b in zip(one, other, strict=True))
