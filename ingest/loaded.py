"""What a loader hands on: the text of one file, and the reasons why a file can be turned away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Reason(StrEnum):
    """Why a file was rejected: a closed set, worded for people in `ui/messages`."""

    EMPTY = "empty"
    NO_TEXT = "no_text"
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
    NO_ARTICLES = "no_articles"


class Rejected(Exception):  # noqa: N818 - an outcome, not a fault
    """A file that can't be taken in; `reason` says why, `detail` adds the figure or the library's own word."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class LoadedText:
    """The text of one file, every line end a newline, nothing else changed.

    `name` is the file's name without folder and extension. `format` is one of text, markdown, html, docx, pdf.
    `page_starts[i]` is the offset in `text` where page i+1 begins (PDF only, else empty).
    `front_matter` is the YAML head of a Markdown file, else empty. `encoding` is what a plain text was read as.
    """

    text: str
    name: str
    format: str
    encoding: str = ""
    page_starts: tuple[int, ...] = ()
    front_matter: Mapping[str, Any] = field(default_factory=dict)
