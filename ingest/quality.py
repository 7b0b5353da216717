"""How well a file was understood, by the program's own judgement, and which pages to look at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ingest.load.ocr import LOW_CONFIDENCE
from ingest.loaded import UNREAD, LoadedText, Page, PageSource
from knowledge.model import ArticleKind, ParsedDocument
from knowledge.page_lines import ReadLine
from knowledge.reference.labels import article_number

_MOST_LISTED = 200
_PER_BREAK, _MOST_FOR_BREAKS = 0.05, 0.3
_LANDED = frozenset({ArticleKind.ARTICLE, ArticleKind.LEAD, ArticleKind.PREAMBLE, ArticleKind.ANNEX})


@dataclass(frozen=True, slots=True)
class LowLine:
    """A line that recognition was unsure of: its page counted from 1, and where on it."""

    page: int
    text: str
    confidence: float
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Quality:
    """The figures of one file; shares are from 0 to 1, pages count from 1.

    `landed` is the share of its characters that stand in an article; `breaks` are the places where the numbering
    of articles jumps; `pictures` are those whose words were not read, `pictures_read` those that recognition
    read, in a file without pages or on a page of text; `score` is all of it in one figure, 1 where nothing is amiss.
    In a file without pages the page of a line is the picture that it stands on.
    """

    score: float
    landed: float
    breaks: tuple[str, ...]
    pages: int
    unread_pages: tuple[int, ...]
    ocr_share: float
    ocr_confidence: float | None
    rows: int
    low_lines: tuple[LowLine, ...]
    look_first: tuple[int, ...]
    pictures: int = 0
    pictures_read: int = 0

    def as_row(self) -> dict[str, Any]:
        """The figures as plain values, for JSON."""
        row = asdict(self)
        return {key: list(value) if isinstance(value, tuple) else value for key, value in row.items()}


def judge(loaded: LoadedText, documents: Sequence[ParsedDocument]) -> Quality:
    """The figures of one file from its text and the documents read from it."""
    articles = [article for document in documents for article in document.articles]
    said = len("".join(loaded.text.split()))
    placed = [article.label + article.text for article in articles if article.kind in _LANDED]
    placed += list(dict.fromkeys(h for article in articles for h in article.headings))
    placed += [document.title for document in documents]
    in_articles = sum(len("".join(text.split())) for text in placed)
    landed = min(1.0, in_articles / max(1, said))
    breaks = tuple(found for document in documents for found in _breaks(document))
    unread = tuple(number for number, page in enumerate(loaded.pages, 1) if page.source in UNREAD)
    count = max(1, len(loaded.pages))
    whole = [page for page in loaded.pages if page.source is PageSource.OCR]
    figures = [*loaded.pictures, *(page for page in loaded.pages if page.source is PageSource.TEXT)]
    in_text = [page for page in figures if page.lines and page.confidence is not None]
    recognised = [*whole, *in_text]
    confidence = _mean([page.confidence or 0.0 for page in recognised]) if recognised else None
    drawn = len(whole) / count if whole else min(1.0, sum(map(_said, in_text)) / max(1, said))
    doubt = drawn * (1 - (confidence if confidence is not None else 1.0))
    lost = min(_MOST_FOR_BREAKS, _PER_BREAK * len(breaks))
    low = _low_lines(loaded)
    return Quality(
        score=round(max(0.0, (0.5 + 0.5 * landed) * (1 - len(unread) / count) * (1 - doubt) * (1 - lost)), 3),
        landed=round(landed, 3),
        breaks=breaks,
        pages=len(loaded.pages),
        unread_pages=unread,
        ocr_share=round(len(whole) / count, 3),
        ocr_confidence=round(confidence, 3) if confidence is not None else None,
        rows=sum(article.label.startswith("表") for article in articles),
        low_lines=low,
        look_first=tuple(dict.fromkeys([*unread, *(_by_doubt(low) if loaded.pages else ())]))[:20],
        pictures=sum(page.source in UNREAD for page in loaded.pictures) + sum(page.unread for page in loaded.pages),
        pictures_read=len(in_text),
    )


def _breaks(document: ParsedDocument) -> list[str]:
    """第三条 → 第五条, wherever a number does not follow the one before."""
    breaks = []
    previous: tuple[int, str] | None = None
    for article in document.articles:
        number = article_number(article.label) if article.kind is ArticleKind.ARTICLE else None
        if number is None:
            continue
        whole = number[0] if isinstance(number, tuple) else int(number)
        if previous and whole not in (previous[0], previous[0] + 1):
            breaks.append(f"{previous[1]} → {article.label}")
        previous = (whole, article.label)
    return breaks


def _low_lines(loaded: LoadedText) -> tuple[LowLine, ...]:
    found = [
        LowLine(number, line.text, round(line.confidence, 3), line.box)
        for number, page in enumerate(loaded.pages or loaded.pictures, 1)
        for line in page.lines
        if line.confidence < LOW_CONFIDENCE and _tells(line)
    ]
    return tuple(sorted(found, key=lambda line: line.confidence)[:_MOST_LISTED])


def _said(page: Page) -> int:
    return sum(len("".join(line.text.split())) for line in page.lines)


def _tells(line: ReadLine) -> bool:
    return any(character.isalnum() for character in line.text)


def _by_doubt(lines: Sequence[LowLine]) -> list[int]:
    """Pages with the most unsure lines first."""
    pages = [line.page for line in lines]
    return sorted(set(pages), key=lambda page: (-pages.count(page), page))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
