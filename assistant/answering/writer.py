"""Collects the sentences of an answer and the citations they rest on."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answering.model import Citation
from assistant.wording.words import Words
from knowledge.model import CataloguedArticle


@dataclass
class Writer:
    """An answer while it is written; every quotation gets its number, the same one the same number."""

    words: Words
    lines: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    partial: bool = False
    notices: list[str] = field(default_factory=list)

    def cite(self, found: CataloguedArticle, start: int, end: int) -> Citation:
        """The citation of a stretch of an article's text."""
        for citation in self.citations:
            known = (citation.found.version.id, citation.found.ordinal, citation.start, citation.end)
            if known == (found.version.id, found.ordinal, start, end):
                return citation
        made = Citation(len(self.citations) + 1, found, start, end)
        self.citations.append(made)
        return made

    def say(self, key: str, **values: str | int) -> None:
        """A sentence from the wording."""
        self.lines.append(self.words(key, **values))

    @property
    def text(self) -> str:
        """The answer: its lines, parted by empty ones but for the rows of a table."""
        joined: list[str] = []
        for line in self.lines:
            both_rows = joined and joined[-1].startswith("|") and line.startswith("|")
            joined += [("\n" if both_rows else "\n\n") if joined else "", line]
        return "".join(joined)


def cell(text: str) -> str:
    """A text fit for a cell of a table: on one line, its bars escaped."""
    return " ".join(text.split("\n")).replace("|", "\\|")
