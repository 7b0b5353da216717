"""A card against its original: every article and no other, every fact in its article, no sentence shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evals.library import facts
from evals.library.pairs import Pair, articles_of
from knowledge.catalogue.rows import identity_of
from knowledge.catalogue.validity import effective_date
from knowledge.model import Article, ParsedDocument
from knowledge.reference.titles import title_key

LONGEST_RUN = 15
"""Characters that a line may share with the original, titles and institutions apart."""


@dataclass
class Verdict:
    """What was checked on one card, and what was found wrong, each fault as `label: what`."""

    slug: str
    title: str
    articles: int = 0
    lines: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    longest_run: int = 0
    characters: int = 0
    original_characters: int = 0
    faults: list[str] = field(default_factory=list)


def check(pair: Pair) -> Verdict:
    """The verdict on one card."""
    verdict = Verdict(pair.slug, pair.card.title)
    if pair.original is None:
        verdict.faults.append("no original with this title and number")
        return verdict
    lines, originals = articles_of(pair.card), articles_of(pair.original)
    verdict.lines, verdict.articles = len(lines), len(originals)
    verdict.characters = sum(len(line.text) for line in lines.values())
    verdict.original_characters = sum(len(article.text) for article in originals.values())
    verdict.faults += [f"{label}: no line" for label in originals if label not in lines]
    verdict.faults += [f"{label}: no such article" for label in lines if label not in originals]
    if [label for label in lines if label in originals] != [label for label in originals if label in lines]:
        verdict.faults.append("the lines stand in another order")
    verdict.faults += _head_faults(pair.card, pair.original)
    lexicon = _lexicon(pair.original)
    whole = facts.fold("\n".join(article.text for article in pair.original.articles))
    for label, line in lines.items():
        if label in originals:
            verdict.faults += [f"{label}: {fault}" for fault in _line_faults(line, originals[label], lexicon, verdict)]
        run = longest_run(facts.without_names(_own_words(line), lexicon), whole)
        verdict.longest_run = max(verdict.longest_run, len(run))
        if len(run) > LONGEST_RUN:
            verdict.faults.append(f"{label}: shares {len(run)} characters in a row: {run}")
    return verdict


def _line_faults(line: Article, original: Article, lexicon: Sequence[str], verdict: Verdict) -> Iterator[str]:
    stated, source = f"{line.heading}\n{line.text}", f"{original.heading}\n{original.text}"
    for kind, found in _facts_of(stated, source, lexicon):
        verdict.facts[kind] += len(found)
        yield from (f"{kind} {fact} is not in the article" for fact, stands in sorted(found.items()) if not stands)
    verdict.facts["responsibility"] += len(line.responsibilities)
    if _duties(line) != _duties(original):
        yield f"responsibilities {_duties(line)} are {_duties(original)} in the original"


def _facts_of(stated: str, source: str, lexicon: Sequence[str]) -> Iterator[tuple[str, dict[str, bool]]]:
    """The facts of each kind that a line states, and whether each stands in the article."""
    folded, key = facts.fold(source), title_key(source)
    known, numbers = facts.quantities(source), facts.document_numbers(source)
    values = {value for value, _ in known}
    yield (
        "number",
        {
            value + unit: (value, unit) in known if unit else value in values or value in folded
            for value, unit in facts.quantities(stated)
        },
    )
    yield "document number", {n: any(n.endswith(m) for m in numbers) for n in facts.document_numbers(stated)}
    yield "title", {title: title in key for title in facts.titles(stated)}
    yield "quoted", {words: words in folded for words in facts.quoted(stated)}
    yield "institution", {name: name in folded for name in facts.institutions(stated, lexicon)}


def _head_faults(card: ParsedDocument, original: ParsedDocument) -> Iterator[str]:
    for name, day in card.dates.items():
        if original.dates.get(name) != day:
            yield f"front matter: {name} {day} is {original.dates.get(name)} in the original"
    for field_name in ("number", "issuer", "region", "type", "index_number"):
        stated, found = str(getattr(card, field_name)), str(getattr(original, field_name))
        if facts.fold(stated) != facts.fold(found):
            yield f"front matter: {field_name} {stated} is {found} in the original"
    came, goes = effective_date(original.dates), effective_date(card.dates)
    if identity_of(card) != identity_of(original) or (came and goes and came < goes):
        yield "front matter: the original would not take the card's place"
    whole = title_key("".join(article.text for article in original.articles))
    for reference in card.references:
        if title_key(reference.title) not in whole:
            yield f"front matter: {reference.title} is not named by the original"


def _own_words(line: Article) -> str:
    """A line without its lists of institutions."""
    kept, position = [], 0
    for duty in line.responsibilities:
        if duty.leads or duty.participants:
            kept.append(line.text[position : duty.start])
            position = duty.end
    return "\n".join([*kept, line.text[position:]])


def _duties(article: Article) -> list[tuple[list[str], list[str], str]]:
    """The named responsibilities, in order: who leads, who takes part, the last day."""
    return [
        (sorted(map(facts.fold, duty.leads)), sorted(map(facts.fold, duty.participants)), str(duty.due or ""))
        for duty in article.responsibilities
        if duty.leads or duty.participants
    ]


def _lexicon(original: ParsedDocument) -> list[str]:
    named = {
        facts.fold(name)
        for article in original.articles
        for duty in article.responsibilities
        for name in (*duty.leads, *duty.participants)
    }
    return sorted(named.union(facts.read_lexicon()))


def longest_run(words: str, original: str) -> str:
    """The longest piece of `words` that stands in the original."""
    longest = ""
    for start in range(len(words)):
        while start + len(longest) < len(words):
            piece = words[start : start + len(longest) + 1]
            if piece not in original:
                break
            longest = piece
    return longest
