"""A document's paragraphs parted into its sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.clean import Paragraph
from ingest.metadata.titles import is_contents
from ingest.sections import Sections
from ingest.structure.front import split_front
from ingest.structure.tail import split_tail

_LEADERS = re.compile(r"[\s.…·]*\d*$")


def read_sections(paragraphs: Sequence[Paragraph], *, heading: str = "", name: str = "") -> Sections:
    """Part a document's paragraphs into its sections; none is lost."""
    front = split_front(paragraphs)
    contents = _contents_end(front.head, front.rest)
    tail = split_tail(front.rest[contents:])
    head = (*front.head, *front.rest[:contents])
    return Sections(front.notice, head, tail.body, tail.closing, tail.annexes, heading, name)


def _contents_end(head: Sequence[Paragraph], rest: Sequence[Paragraph]) -> int:
    """Where a table of contents that the head opens (目录) ends: its first entry stands again as a heading."""
    if not rest or not any(is_contents(paragraph.text) for paragraph in head):
        return 0
    first = _LEADERS.sub("", rest[0].text)
    return next((index for index in range(1, len(rest)) if rest[index].text == first), 0)
