"""The handbook against the articles it names: every source exists, every number stands in one, no sentence shared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from evals.library import facts
from evals.library.check import LONGEST_RUN, longest_run
from evals.library.grammar import BASIS, TIP
from evals.library.pairs import CARDS, Pair, articles_of
from evals.library.sources import Originals, Source
from ingest.load import load
from ingest.structure import read_documents
from knowledge.model import Article, ParsedDocument

HANDBOOK = CARDS.parent / "handbook" / "handbook.md"
CASES = HANDBOOK.with_name("cases.yaml")
FEWEST_CHAPTERS, FEWEST_ARTICLES, MOST_ARTICLES = 14, 40, 80


@dataclass
class HandbookVerdict:
    """What was checked in the handbook, and the faults, each as `label: what`."""

    chapters: int
    articles: int
    cases: int
    sources: int = 0
    documents: set[str] = field(default_factory=set)
    numbers: int = 0
    longest_run: int = 0
    faults: list[str] = field(default_factory=list)


def check_handbook(pairs: Sequence[Pair], path: Path = HANDBOOK, cases: Path = CASES) -> HandbookVerdict:
    """The verdict on the handbook and its cases."""
    (handbook,) = read_documents(load(path))
    articles = articles_of(handbook)
    chapters = list(dict.fromkeys(article.headings[0] for article in articles.values() if article.headings))
    told = yaml.safe_load(cases.read_text(encoding="utf-8"))
    verdict = HandbookVerdict(len(chapters), len(articles), len(told))
    verdict.faults += _shape_faults(handbook, chapters, told)
    originals = Originals(pairs)
    for label, article in articles.items():
        sources = originals.sources_of(article.text)
        verdict.sources += len(sources)
        verdict.documents.update(source.title for source in sources)
        verdict.faults += [f"{label}: {fault}" for fault in _article_faults(article, sources, verdict)]
    return verdict


def _shape_faults(
    handbook: ParsedDocument, chapters: Sequence[str], cases: Sequence[dict[str, object]]
) -> Iterator[str]:
    labels = articles_of(handbook)
    if len(chapters) < FEWEST_CHAPTERS:
        yield f"only {len(chapters)} chapters"
    if not FEWEST_ARTICLES <= len(labels) <= MOST_ARTICLES:
        yield f"{len(labels)} articles"
    told = {case["chapter"] for case in cases}
    yield from (f"{chapter}: no case" for chapter in chapters if chapter not in told)
    yield from (f"case of an unknown chapter: {chapter}" for chapter in sorted(map(str, told - set(chapters))))
    named = [label for case in cases for label in list(case["articles"])]  # type: ignore[call-overload]
    yield from (f"case names {label}: no such article" for label in named if label not in labels)


def _article_faults(article: Article, sources: Sequence[Source], verdict: HandbookVerdict) -> Iterator[str]:
    if not sources:
        yield "names no source"
    yield from (f"《{source.title}》{source.label} does not exist" for source in sources if not source.article)
    cited = "\n".join(f"{s.article.heading}\n{s.article.text}" for s in sources if s.article)
    rule = TIP.sub("", BASIS.sub("", article.text))
    known = facts.quantities(cited)
    for value, unit in sorted(facts.quantities(rule)):
        verdict.numbers += 1
        if (value, unit) not in known if unit else value not in {number for number, _ in known}:
            yield f"number {value}{unit} is in none of its sources"
    run = longest_run(facts.without_names(rule, facts.read_lexicon()), facts.fold(cited))
    verdict.longest_run = max(verdict.longest_run, len(run))
    if len(run) > LONGEST_RUN:
        yield f"shares {len(run)} characters in a row: {run}"
