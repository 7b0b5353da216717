"""What a loader hands on: the text of one file, what was noticed in it, and the reasons to turn a file away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from knowledge.page_lines import ReadLine


class Reason(StrEnum):
    """Why a file was rejected: a closed set, worded for people in `ui/messages`."""

    EMPTY = "empty"
    NO_TEXT = "no_text"
    LITTLE_TEXT = "little_text"
    NEEDS_OCR = "needs_ocr"
    NEEDS_OFFICE = "needs_office"
    TOO_SLOW = "too_slow"
    UNKNOWN_FORMAT = "unknown_format"
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    EXPANDS_TOO_FAR = "expands_too_far"
    LINE_TOO_LONG = "line_too_long"
    UNKNOWN_ENCODING = "unknown_encoding"
    UNSAFE_NAME = "unsafe_name"
    UNREADABLE = "unreadable"
    FRAMES = "frames"
    """A web page whose text stands in other files, which it shows in frames."""
    NO_ARTICLES = "no_articles"


class Rejected(Exception):  # noqa: N818 - an outcome, not a fault
    """A file that can't be taken in; `reason` says why, `detail` adds the figure or the library's own word."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[Rejected], tuple[Reason, str]]:
        """How it crosses from one program to another: by what it was made from."""
        return Rejected, (self.reason, self.detail)


class PageSource(StrEnum):
    """Where the text of a page came from, or why there is none."""

    TEXT = "text"
    OCR = "ocr"
    BLANK = "blank"
    DAMAGED = "damaged"
    """The page itself is broken; the others of the file are not."""
    SCANNED = "scanned"
    """A picture without text, and no OCR was at hand."""
    UNMAPPED = "unmapped"
    """Its fonts don't say which characters they draw, and no OCR was at hand."""


UNREAD = frozenset({PageSource.DAMAGED, PageSource.SCANNED, PageSource.UNMAPPED})


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a file, or a picture in one without pages: where its text came from, and what recognition read.

    `confidence` is the mean of its lines. A page of text has those of the pictures on it; `unread` counts the pictures
    whose words were not read.
    """

    source: PageSource
    confidence: float | None = None
    lines: tuple[ReadLine, ...] = ()
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of a page, kept out of the running text; `page` is None in formats without pages."""

    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class LoadedText:
    """The text of one file, every line end a newline, a tab between the cells of a table's row.

    `name` is the file's name without folder and extension. `format` is what was read: text, markdown, html,
    docx, pdf, xlsx, ofd … `page_starts[i]` is the offset in `text` where page i+1 begins and `pages[i]` how it
    was read (paged formats only, else empty). `front_matter` is the YAML head of a Markdown file, else empty.
    `encoding` is what a plain text was read as. `pictures` are those in a format without pages that are as large as
    words need, in their order.
    """

    text: str
    name: str
    format: str
    encoding: str = ""
    page_starts: tuple[int, ...] = ()
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    pictures: tuple[Page, ...] = ()
