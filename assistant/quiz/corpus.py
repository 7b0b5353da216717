"""The articles that items are made from, read once, with what distractors are drawn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistant.quiz.facts import (
    bodies,
    definitions,
    documents,
    duties,
    enumerations,
    exceptions,
    measures,
    modals,
    numbers,
    pairs,
    procedures,
)
from assistant.quiz.facts import sanctions as sanction_facts
from assistant.quiz.facts.fact import DefinitionFact, DocumentFact, DutyFact, Fact, ListFact, NumberFact, SanctionFact
from assistant.quiz.reading import ReadArticle, read_article
from knowledge.model import ArticleKind, CataloguedArticle

FINDERS = (
    numbers.find,
    bodies.find,
    sanction_facts.find,
    sanction_facts.find_periods,
    sanction_facts.find_rungs,
    pairs.find_duties,
    definitions.find,
    enumerations.find,
    procedures.find,
    enumerations.find_inline,
    exceptions.find,
    modals.find,
    duties.find,
    measures.find,
    documents.find,
    documents.find_catalogued,
)
Found = tuple[ReadArticle, tuple[Fact, ...]]


@dataclass
class Corpus:
    """All facts, and by document the values, bodies, lists, sanctions, terms they can be confused with."""

    found: list[Found] = field(default_factory=list)
    values: dict[tuple[str, str], dict[float, str]] = field(default_factory=lambda: defaultdict(dict))
    bodies: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    lists: dict[str, list[tuple[ReadArticle, ListFact]]] = field(default_factory=lambda: defaultdict(list))
    sanctions: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    terms: dict[str, list[DefinitionFact]] = field(default_factory=lambda: defaultdict(list))
    duties: dict[str, list[tuple[DutyFact, str]]] = field(default_factory=lambda: defaultdict(list))
    documents: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def __iter__(self) -> Iterator[Found]:
        return iter(self.found)


def read_corpus(articles: Iterable[CataloguedArticle]) -> Corpus:
    """Reads articles and finds their facts; what is no article (covering notes, annexes) is passed over."""
    corpus = Corpus()
    for found in articles:
        if found.article.kind is not ArticleKind.ARTICLE:
            continue
        read = read_article(found)
        facts = tuple(fact for find in FINDERS for fact in find(read))
        corpus.found.append((read, facts))
        for body in sorted(bodies.named(read)):
            corpus.bodies[read.document].setdefault(body, found.article.label)
        for fact in facts:
            _index(corpus, read, fact)
    return corpus


def _index(corpus: Corpus, read: ReadArticle, fact: Fact) -> None:
    label = read.found.article.label
    if isinstance(fact, NumberFact):
        for document in (read.document, ""):
            corpus.values[document, fact.unit].setdefault(fact.amount, label)
    elif type(fact) is ListFact:
        corpus.lists[read.document].append((read, fact))
    elif isinstance(fact, SanctionFact):
        corpus.sanctions[read.document].setdefault(fact.sanction, label)
    elif isinstance(fact, DutyFact):
        corpus.duties[read.document].append((fact, label))
    elif isinstance(fact, DefinitionFact):
        corpus.terms[read.document].append(fact)
    elif isinstance(fact, DocumentFact):
        corpus.documents[fact.name].setdefault(fact.value, read.found.version.title)
