"""The glossary against its sources: every article named exists, and one of them uses the term or another name of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from evals.library import facts
from evals.library.pairs import Pair
from evals.library.sources import Originals
from knowledge.glossary import Term, load_glossary

FEWEST_TERMS = 40


@dataclass
class GlossaryVerdict:
    """What was checked in the glossary."""

    terms: int
    names: int
    sources: int = 0
    faults: list[str] = field(default_factory=list)


def check_glossary(pairs: Sequence[Pair]) -> GlossaryVerdict:
    """The verdict on the glossary that ships."""
    terms = load_glossary().terms
    counted = Counter(name for term in terms for name in term.names)
    verdict = GlossaryVerdict(len(terms), len(counted))
    if len(terms) < FEWEST_TERMS:
        verdict.faults.append(f"only {len(terms)} terms")
    verdict.faults += [f"{name}: stands under {count} terms" for name, count in counted.items() if count > 1]
    originals = Originals(pairs)
    for term in terms:
        verdict.sources += len(term.sources)
        verdict.faults += [f"{term.name}: {fault}" for fault in _faults(term, originals)]
    return verdict


def _faults(term: Term, originals: Originals) -> list[str]:
    articles = {source: originals.article(source.document, source.article) for source in term.sources}
    missing = [f"《{s.document}》{s.article} does not exist" for s, article in articles.items() if article is None]
    texts = [facts.fold(f"{article.heading}\n{article.text}") for article in articles.values() if article]
    if not any(facts.fold(name) in text for name in term.names for text in texts):
        missing.append("no source uses it under any of its names")
    return missing
