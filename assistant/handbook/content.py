"""The handbook as printed matter: chapters, articles in paragraphs, cases for discussion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.handbook import grammar

HANDBOOK = Path(__file__).parents[2] / "knowledge" / "library" / "handbook" / "handbook.md"
CASES = HANDBOOK.with_name("cases.yaml")


class Kind(StrEnum):
    """What a paragraph of an article is."""

    RULE = "rule"
    ITEM = "item"
    TIP = "tip"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One article."""

    label: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """An invented case for discussion; `articles` are the labels to read again."""

    title: str
    story: str
    questions: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its cases."""

    title: str
    entries: tuple[Entry, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """The whole handbook; `published` is a day as written in its head."""

    title: str
    issuer: str
    published: str
    chapters: tuple[Chapter, ...]


def read_handbook(path: Path = HANDBOOK, cases: Path = CASES) -> Handbook:
    """The handbook in a Markdown file with its cases.

    Raises:
        ValueError: the file has no chapter with an article, or a line before the first of them.
    """
    import yaml

    source = path.read_text(encoding="utf-8")
    front = grammar.FRONT_MATTER.match(source)
    head = yaml.safe_load(front["head"]) if front else {}
    told = yaml.safe_load(cases.read_text(encoding="utf-8"))
    title, chapters = "", []
    for line in filter(None, (line.strip() for line in source[front.end() if front else 0 :].splitlines())):
        if opened := grammar.CHAPTER.fullmatch(line):
            chapters.append((opened["title"], list[tuple[str, str, list[Paragraph]]]()))
        elif named := grammar.TITLE.fullmatch(line):
            title = named["title"]
        elif chapters and (article := grammar.ARTICLE.fullmatch(line)):
            first = Paragraph(Kind.RULE, article["text"])
            chapters[-1][1].append((article["label"], article["heading"], [first]))
        elif chapters and chapters[-1][1]:
            chapters[-1][1][-1][2].append(_paragraph(line))
        else:
            raise ValueError(f"{path.name}: a line outside any article: {line[:30]}; put it under an article")
    if not chapters:
        raise ValueError(f"{path.name}: no chapter found; chapters open with '## '")
    return Handbook(
        title or str(head.get("title", path.stem)),
        str(head.get("issuer", "")),
        str(head.get("dates", {}).get("published", "")),
        tuple(
            Chapter(
                name,
                tuple(Entry(label, heading, tuple(lines)) for label, heading, lines in entries),
                tuple(_cases(told, name)),
            )
            for name, entries in chapters
        ),
    )


def _paragraph(line: str) -> Paragraph:
    if sources := grammar.SOURCES.fullmatch(line):
        return Paragraph(Kind.SOURCES, sources["sources"])
    if grammar.TIP.fullmatch(line):
        return Paragraph(Kind.TIP, line)
    return Paragraph(Kind.ITEM if grammar.ITEM.fullmatch(line) else Kind.RULE, line)


def _cases(told: Sequence[dict[str, object]], chapter: str) -> Iterator[Case]:
    for case in told:
        if case["chapter"] == chapter:
            questions, articles = case["questions"], case["articles"]
            if not isinstance(questions, list) or not isinstance(articles, list):
                raise ValueError(f"case {case['title']}: questions and articles are lists; mend {CASES.name}")
            story = "".join(str(case["story"]).split())
            yield Case(str(case["title"]), story, tuple(map(str, questions)), tuple(map(str, articles)))
