"""The terms of the field: what they mean in plain words, what else people call them, where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

GLOSSARY = Path(__file__).with_name("library") / "glossary.yaml"


@dataclass(frozen=True, slots=True)
class TermSource:
    """An article that uses the term: the document's title or short title, and the article's label."""

    document: str
    article: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term; `plain` explains it in our words, `also` are what else people say for it, also in `english`."""

    name: str
    plain: str
    also: tuple[str, ...]
    sources: tuple[TermSource, ...]
    english: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The term and everything else it goes by."""
        return (self.name, *self.also)


@dataclass(frozen=True)
class Glossary:
    """The terms, in the order of the file."""

    terms: tuple[Term, ...]

    @cached_property
    def _by_length(self) -> tuple[tuple[str, Term], ...]:
        """Every name in small letters with its term, the longest first."""
        named = ((name.lower(), term) for term in self.terms for name in term.names)
        return tuple(sorted(named, key=lambda pair: -len(pair[0])))

    def found_in(self, text: str) -> tuple[Term, ...]:
        """The terms that a text uses under any of their names, those named at greatest length first.

        A name inside a longer one that was found doesn't count: 诫勉谈话 doesn't bring in 谈话.
        """
        folded = text.lower()
        found: list[Term] = []
        for name, term in self._by_length:
            if name in folded:
                folded = folded.replace(name, "\n" * len(name))
                found.append(term)
        return tuple(dict.fromkeys(found))

    def places(self, text: str) -> tuple[tuple[int, int, Term], ...]:
        """Where a text first uses each term under its standard name: (start, end, term), in the text's order.

        As in `found_in`, a name inside a longer one doesn't count.
        """
        rest = text
        found = []
        for term in sorted(self.terms, key=lambda term: -len(term.name)):
            start = rest.find(term.name)
            if start >= 0:
                found.append((start, start + len(term.name), term))
                rest = rest.replace(term.name, "\n" * len(term.name))
        return tuple(sorted(found, key=lambda place: place[0]))

    def expansions(self, query: str) -> tuple[str, ...]:
        """The words to search for besides those of a query: the other names of the terms it uses.

        The standard name comes first, then the synonyms; names that the query has already are left out.
        """
        names: Iterable[str] = (name for term in self.found_in(query) for name in term.names)
        lowered = query.lower()
        return tuple(dict.fromkeys(name for name in names if name.lower() not in lowered))


@lru_cache(maxsize=4)
def load_glossary(path: Path = GLOSSARY) -> Glossary:
    """The glossary that ships, or the one in a file of the same form."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is there where libyaml is; ten times as fast
    entries = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 - both are the safe one
    return Glossary(tuple(_term(entry) for entry in entries))


def _term(entry: dict[str, object]) -> Term:
    sources = entry["sources"]
    also, english = entry.get("also", []), entry.get("english", [])
    if not (isinstance(sources, list) and isinstance(also, list) and isinstance(english, list)):
        raise ValueError(f"glossary, {entry.get('term')}: sources, also and english are lists; mend {GLOSSARY.name}")
    return Term(
        name=str(entry["term"]),
        plain=str(entry["plain"]),
        also=tuple(str(name) for name in also),
        sources=tuple(TermSource(str(source["document"]), str(source["article"])) for source in sources),
        english=tuple(str(name) for name in english),
    )
