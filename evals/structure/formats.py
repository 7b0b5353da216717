"""The same law in other formats: whether its articles come out as they do from the collection's Markdown."""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from evals.structure.grammar import COMMENT, MARKS, SPACE_AFTER_LABEL
from ingest.load import load
from ingest.load.docx import load_docx
from ingest.load.html import load_html
from ingest.loaded import LoadedText
from ingest.structure.statute import parse_statute
from knowledge.model import ArticleKind, ParsedDocument
from knowledge.reference.labels import article_number

MEASURE = 38
"""Characters to a line in the wrapped form."""


def compare(paths: Sequence[Path]) -> dict[str, Counter[str]]:
    """For each format: laws and articles looked at, and how many articles have the same label, and the same text."""
    scores: dict[str, Counter[str]] = {name: Counter() for name in RENDERED}
    for path in paths:
        expected = _articles(parse_statute(load(path)))
        if len(expected) < 2:
            continue
        lines = plain_lines(path)
        for name, render in RENDERED.items():
            found = dict(_articles(parse_statute(render(lines, path.stem))))
            scores[name].update(laws=1, articles=len(expected))
            scores[name]["labels"] += sum(key in found for key, _ in expected)
            scores[name]["texts"] += sum(found.get(key) == text for key, text in expected)
            scores[name]["surplus"] += len(found.keys() - dict(expected).keys())
    return scores


def plain_lines(path: Path) -> list[str]:
    """The lines of a law without the collection's own marks."""
    text = MARKS.sub("", COMMENT.sub("", path.read_text(encoding="utf-8")))
    return [line.strip() for line in text.split("\n") if line.strip()]


def _articles(document: ParsedDocument | None) -> list[tuple[str, str]]:
    """Labels with texts, white space apart."""
    articles = document.articles if document else ()
    cited = [a for a in articles if a.kind is ArticleKind.ARTICLE and article_number(a.label)]
    return [(article.label, re.sub(r"\s", "", article.text)) for article in cited]


def _as_text(lines: list[str], name: str) -> LoadedText:
    return LoadedText("\n".join(lines), name, "text")


def _as_text_without_spaces(lines: list[str], name: str) -> LoadedText:
    return LoadedText(SPACE_AFTER_LABEL.sub(r"\1", "\n".join(lines)), name, "text")


def _as_wrapped_text(lines: list[str], name: str) -> LoadedText:
    wrapped = []
    for line in lines:
        indented = "\u3000\u3000" + line
        wrapped += [indented[start : start + MEASURE] for start in range(0, len(indented), MEASURE)]
    return LoadedText("\n".join(wrapped), name, "text")


def _as_html(lines: list[str], name: str) -> LoadedText:
    paragraphs = "".join(f"<p>\u3000\u3000{html.escape(line)}</p>" for line in lines)
    return load_html(f"<html><body><div>{paragraphs}</div></body></html>".encode(), name)


def _as_docx(lines: list[str], name: str) -> LoadedText:
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return load_docx(stream.getvalue(), name)


RENDERED: dict[str, Callable[[list[str], str], LoadedText]] = {
    "plain text": _as_text,
    "plain text, no space after the label": _as_text_without_spaces,
    "plain text, lines wrapped": _as_wrapped_text,
    "HTML": _as_html,
    "DOCX": _as_docx,
}
