"""A run of the model over articles: which it is asked about, in which order, and what came of each."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.quiz.checks.standing import citable
from assistant.quiz.draft import Draft, place_of
from assistant.quiz.generate import Yield, generate
from assistant.quiz.machine.gate import Nearest
from assistant.quiz.machine.outcome import Fault, Kind, Refused, Written
from assistant.quiz.machine.writing import Author
from assistant.quiz.model import Item, ItemType, Target
from assistant.quiz.reading import ReadArticle
from knowledge.model import CataloguedArticle

if TYPE_CHECKING:
    from assistant.langchain.chat import ConfiguredModel
    from knowledge.search.searcher import Searcher

SHORTEST, LONGEST = 20, 1500
REWORDED = (ItemType.SINGLE, ItemType.MULTIPLE)
WORDING = (Target.MODALITY, Target.ENUMERATION)
"""What asks for the article's own words can't be asked in others."""


def nearest_in(searcher: Searcher, day: date, top_k: int = 8) -> Nearest:
    """The articles in force nearest to a text."""
    from knowledge.search.filters import Filters

    return lambda text: [one.found for one in searcher.search(text, Filters(as_of=day), top_k)]


def write(
    model: ConfiguredModel,
    nearest: Nearest,
    articles: Iterable[CataloguedArticle],
    kinds: Sequence[Kind],
    count: int,
    day: date,
    *,
    seed: int = 0,
    known: Collection[str] = (),
) -> Iterator[Written]:
    """Asks the model for `count` items, the kinds in turn; each comes as it is done. `known` are items of the bank."""
    chance = random.Random(seed)
    made = generate(articles, day, seed)
    author = Author(model, nearest, chance, day)
    cases = [read for read, _ in made.corpus if _fit_for_case(read, day)]
    drafts = [draft for draft in made.drafts if draft.item.type in REWORDED]
    chance.shuffle(cases)
    chance.shuffle(drafts)
    worded = [draft for draft in drafts if draft.item.target not in WORDING]
    sources: dict[Kind, list[Draft] | list[ReadArticle]] = {
        Kind.CASE: cases,
        Kind.PARAPHRASE: worded,
        Kind.EXPLANATION: [draft for draft in drafts if draft.item.id not in known],
    }
    places = dict.fromkeys(kinds, 0)
    asked = 0
    while asked < count and any(places[kind] < len(sources[kind]) for kind in kinds):
        for kind in kinds:
            if asked < count and places[kind] < len(sources[kind]):
                source = sources[kind][places[kind]]
                places[kind] += 1
                asked += 1
                yield _written(author, kind, source, made, known)


def _written(author: Author, kind: Kind, source: Draft | ReadArticle, made: Yield, known: Collection[str]) -> Written:
    if isinstance(source, ReadArticle):
        place, result = place_of(source), author.case(source)
    else:
        place = place_of(source.read)
        result = author.paraphrase(source, made.corpus) if kind is Kind.PARAPHRASE else author.explanation(source)
    if isinstance(result, Item) and result.id in known:
        result = Refused(Fault.EXISTS, result.id)
    return Written(kind, place, result)


def _fit_for_case(read: ReadArticle, day: date) -> bool:
    fits = SHORTEST <= len(read.text) <= LONGEST and read.found.version.answers_on(day)
    return fits and citable(read.found.version)
