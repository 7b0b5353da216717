"""Source cards: a document's 要点 in our own words, article by article, under the labels of the original.

A card is Markdown with front matter (`kind: card`). `# ` opens a part (nested titles parted by ` / `),
`## LABEL HEADING` an article, then paragraphs. Lines `- 牵头单位：…`, `- 责任单位：…`, `- 完成时限：…` say who
answers for the paragraph above them; a long list may go over several lines of the same key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.loaded import LoadedText, Reason, Rejected
from ingest.metadata.front_matter import apply_front_matter
from ingest.metadata.responsibilities import read_responsibilities
from knowledge.model import Article, DocumentType, ParsedDocument

_DUTY = re.compile(r"- (?P<key>牵头单位|责任单位|完成时限)[:：]\s*(?P<value>.+)")
_PART = re.compile(r"# (?P<titles>.+)")
_ARTICLE = re.compile(r"## (?P<label>\S+)(?:\s+(?P<heading>.+))?")
_PART_SEPARATOR = " / "


def is_card(loaded: LoadedText) -> bool:
    """Whether the file says of itself that it is a card."""
    return loaded.front_matter.get("kind") == "card"


def parse_card(loaded: LoadedText) -> ParsedDocument:
    """The card as a document of its own, `card` set.

    Raises:
        Rejected: where the card is not well formed; the detail names the file and the line to mend.
    """
    missing = [key for key in ("title", "type") if not loaded.front_matter.get(key)]
    if missing:
        raise Rejected(Reason.DAMAGED, f"{loaded.name}: a card's front matter needs {', '.join(missing)}")
    drafts = _drafts(loaded)
    if not drafts:
        raise Rejected(Reason.NO_ARTICLES, f"{loaded.name}: a card needs lines '## LABEL HEADING'")
    labels = [draft.label for draft in drafts]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    if twice:
        raise Rejected(Reason.DAMAGED, f"{loaded.name}: labels that stand twice: {' '.join(twice)}")
    parsed = ParsedDocument(
        title=str(loaded.front_matter["title"]),
        type=DocumentType.OTHER,
        articles=tuple(draft.article() for draft in drafts),
        card=True,
    )
    return apply_front_matter(parsed, loaded.front_matter)


@dataclass
class _Draft:
    """One article while its lines are read."""

    label: str
    heading: str
    headings: tuple[str, ...]
    lines: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        duty = _DUTY.fullmatch(line)
        if duty is None:
            self.lines.append(line)
            return
        key = f"{duty['key']}："
        if self.lines and self.lines[-1].startswith(key):
            self.lines[-1] += f"、{duty['value']}"
        else:
            self.lines.append(key + duty["value"])

    def article(self) -> Article:
        text = "\n".join(self.lines)
        return Article(
            label=self.label,
            text=text,
            heading=self.heading or (self.headings[-1] if self.headings else ""),
            headings=self.headings,
            responsibilities=read_responsibilities(text),
        )


def _drafts(loaded: LoadedText) -> list[_Draft]:
    drafts: list[_Draft] = []
    headings: tuple[str, ...] = ()
    for line in filter(None, (line.strip() for line in loaded.text.splitlines())):
        if part := _PART.fullmatch(line):
            headings = tuple(part["titles"].split(_PART_SEPARATOR))
        elif opening := _ARTICLE.fullmatch(line):
            drafts.append(_Draft(opening["label"], (opening["heading"] or "").strip(), headings))
        elif drafts:
            drafts[-1].add(line)
        else:
            raise Rejected(Reason.DAMAGED, f"{loaded.name}: text before the first '## LABEL': {line[:20]}")
    empty = [draft.label for draft in drafts if not draft.lines]
    if empty:
        raise Rejected(Reason.DAMAGED, f"{loaded.name}: articles without a text: {' '.join(empty)}")
    return drafts
