"""The sections of one document: covering notice, head, its own text, closing, annexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean import Paragraph


@dataclass(frozen=True, slots=True)
class Sections:
    """One document in sections, in the order in which they stand.

    `heading` is its heading line in a compilation, `name` the file's name; either can be all the title there is.
    """

    notice: tuple[Paragraph, ...]
    head: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    closing: tuple[Paragraph, ...]
    annexes: tuple[tuple[Paragraph, ...], ...]
    heading: str = ""
    name: str = ""


def texts(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The texts of paragraphs."""
    return [paragraph.text for paragraph in paragraphs]
