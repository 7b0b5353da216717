"""Answers as HTML: the text with its marks, the sources, each cited article whole with its card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.answering.model import Answer, Citation
from assistant.wording.words import Words
from knowledge.glossary import Term, load_glossary
from knowledge.model import DateName, DocumentType, Version
from ui.desks.about import About
from ui.desks.answer_text import answer_blocks

Stretch = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as far as it has come; `number` counts the questions of this visit."""

    number: int
    question: str
    text: str = ""
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None
    failed: bool = False
    about: Mapping[int, About] = field(default_factory=dict)

    @property
    def settled(self) -> bool:
        """Whether nothing more will come."""
        return self.failed or self.answer is not None

    @property
    def as_of(self) -> date:
        """The day that the answer speaks of; asked only once there is an answer."""
        if self.answer is None:
            raise ValueError("the answer has not come yet: its sources are shown with it")
        return self.answer.question.as_of


def render(template: str, words: Words, **values: object) -> str:
    """A template of this package with its values, each of them escaped."""
    return _environment().get_template(template).render(words=words, **values)


def explained(text: str, seen: set[str]) -> list[str | Term]:
    """The text as stretches and, at its first use, each term of the field; `seen` remembers them from call to call."""
    parts: list[str | Term] = []
    end = 0
    for start, stop, term in load_glossary().places(text):
        if term.name not in seen:
            seen.add(term.name)
            parts += [text[end:start], term]
            end = stop
    return [*parts, text[end:]]


def with_sources(shown: Shown, words: Words) -> str:
    """What is copied: the answer, then each source in full."""
    sources = []
    for citation in shown.citations:
        version, article = citation.found.version, citation.found.article
        number = words("copy-number", number=version.number) if version.number else ""
        source = words("copy-source", n=citation.n, title=version.title, number=number, article=article.label)
        sources.append(source)
    return "\n".join([shown.text, "", *sources])


def marked_paragraphs(text: str, start: int, end: int) -> list[list[Stretch]]:
    """The text's paragraphs as stretches, each with whether it lies in [start, end)."""
    paragraphs: list[list[Stretch]] = []
    at = 0
    for line in text.split("\n"):
        cuts = sorted({0, len(line), *(min(max(cut - at, 0), len(line)) for cut in (start, end))})
        paragraphs.append(
            [(line[a:b], start <= at + a and at + b <= end) for a, b in zip(cuts, cuts[1:], strict=False)]
        )
        at += len(line) + 1
    return [paragraph for paragraph in paragraphs if paragraph]


def card_rows(version: Version, page: int | None, words: Words) -> list[tuple[str, str]]:
    """What a document's card says: its number, issuer, kind, every date under its own name."""
    rows = [
        ("number", version.number),
        ("issuer", version.issuer),
        ("region", version.region),
        ("type", words(f"type-{_key(version.type)}")),
        *((f"date-{_key(name)}", version.dates[name].isoformat()) for name in DateName if name in version.dates),
        ("superseded-on", version.superseded_on.isoformat() if version.superseded_on else ""),
        ("index-number", version.index_number),
        ("page", words("card-page-value", page=page) if page else ""),
    ]
    return [(words(f"card-{key}"), value) for key, value in rows if value]


def without_effect(kind: DocumentType) -> bool:
    """Whether a document of this kind only tells about rules and is none itself."""
    return kind.rank >= DocumentType.DRAFT.rank


def headings_above(citation: Citation) -> Sequence[str]:
    """The headings that an article stands under; its own, if its text does not begin with it, the last."""
    article = citation.found.article
    own = article.heading
    if not own or own in article.headings or article.text.startswith(own):
        return article.headings
    return (*article.headings, own)


def _key(value: str) -> str:
    return value.replace("_", "-")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("ui.desks"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # the files go with the program: nothing to look for at each page
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["key"] = _key
    made.globals.update(
        answer_blocks=answer_blocks,
        with_sources=with_sources,
        marked_paragraphs=marked_paragraphs,
        card_rows=card_rows,
        explained=explained,
        fresh=set,
        without_effect=without_effect,
        headings_above=headings_above,
    )
    return made
