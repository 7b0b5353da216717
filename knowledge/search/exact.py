"""What a question names outright: a document by number or title, an article by label, a region."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from knowledge.model import Version
from knowledge.reference.labels import label_key
from knowledge.reference.mentions import find_mentions
from knowledge.reference.numbers import document_number_key, find_document_numbers
from knowledge.reference.numerals import to_int
from knowledge.reference.references import find_references
from knowledge.reference.titles import title_key
from knowledge.search.fusion import Ranked
from knowledge.search.grammar import (
    LEGAL_ENDING,
    ORDINAL,
    OUTLINE,
    SHORT_FORM,
    SHORTEST_ISSUER,
    SHORTEST_TITLE,
    YEAR,
    YEAR_OF_DOCUMENT,
)
from knowledge.search.snapshot import OPENING, Snapshot

FEW = 6
NUDGE = 40.0
SHORTEST_FORM = 5


@dataclass(frozen=True, slots=True)
class Named:
    """What was named: versions by number or title, versions by region or issuer, label keys (and loose ordinals).

    `years` are those of documents (2010年的实施意见), not those in which something happened.
    """

    versions: frozenset[str] = frozenset()
    regional: frozenset[str] = frozenset()
    labels: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    years: frozenset[int] = frozenset()

    def names_label(self, key: str) -> bool:
        """Whether an article's label key is one that was named, whole or by its last level."""
        return key in self.labels or any(re.search(rf"(?:^|[^0-9]){o}$", key.rstrip(".)>")) for o in self.ordinals)


def find_named(question: str, snapshot: Snapshot) -> Named:
    """Reads a question for what it names and this knowledge base has."""
    versions = _by_number(question, snapshot) | _by_title(question, snapshot)
    versions = versions or _by_short_form(question, snapshot)
    regional = {version_id for region, ids in snapshot.by_region.items() if region in question for version_id in ids}
    regional |= _by_issuer(question, snapshot)
    references = find_references(question)
    named = [label for reference in references for label in reference.labels]
    named += [match[0] for match in OUTLINE.finditer(question)]
    labels = tuple(dict.fromkeys(label_key(label) for label in named))
    ordinals = tuple(str(to_int(match[1])) for match in ORDINAL.finditer(question) if to_int(match[1]) is not None)
    years = frozenset(int(match["year"]) for match in YEAR_OF_DOCUMENT.finditer(question))
    return Named(frozenset(versions), frozenset(regional), labels, ordinals, years)


def nudged(ranked: Ranked, named: Named, labelled: Collection[tuple[str, int]], snapshot: Snapshot) -> Ranked:
    """Candidates of a year that was named, or of a label that was named without a document, moved up."""
    if not named.years and not labelled:
        return ranked
    moved = [
        (
            one,
            score
            + NUDGE * bool(named.years & _years(snapshot.versions[one.version_id]))
            + NUDGE * ((one.version_id, one.ordinal) in labelled and not one.named),
        )
        for one, score in ranked
    ]
    return sorted(moved, key=lambda pair: (-pair[1], pair[0].version_id, pair[0].ordinal))


def _years(version: Version) -> set[int]:
    written = YEAR.findall(version.title + version.number)
    return {day.year for day in version.dates.values()} | {int(year) for year in written}


def _by_issuer(question: str, snapshot: Snapshot) -> set[str]:
    """Documents of an issuer that has few: of one that has many, its name alone asks for none of them."""
    return {
        version_id
        for issuer, ids in snapshot.by_issuer.items()
        if len(ids) <= FEW and len(issuer) >= SHORTEST_ISSUER and issuer in question
        for version_id in ids
    }


def _by_short_form(question: str, snapshot: Snapshot) -> set[str]:
    """The one document whose title ends in a shorter form that stands in the question before an article's label."""
    found: set[str] = set()
    for match in SHORT_FORM.finditer(title_key(question)):
        form = match[0]
        for start in range(len(form) - SHORTEST_FORM + 1):
            ends = [key for key in snapshot.titles_by_length if key.endswith(form[start:])]
            ids = {version_id for key in ends for version_id in snapshot.by_title[key]}
            documents = {snapshot.versions[version_id].document_id for version_id in ids}
            if len(documents) == 1:
                found |= ids
            if documents:
                break
    return found


def _by_number(question: str, snapshot: Snapshot) -> set[str]:
    keys = {number.key for number in find_document_numbers(question)}
    if not keys:
        return set()
    return {v.id for v in snapshot.versions.values() if v.number and document_number_key(v.number) in keys}


def _by_title(question: str, snapshot: Snapshot) -> set[str]:
    keys = {title_key(mention.title) for mention in find_mentions(question)}
    found = {version_id for key in keys for version_id in snapshot.by_title.get(key, ())}
    rest = title_key(question)
    openings = {rest[at : at + OPENING] for at in range(len(rest))}
    begun = (key for opening in openings for key in snapshot.titles_by_opening.get(opening, ()))
    for key in sorted(begun, key=lambda key: (-len(key), key)):
        if len(key) < SHORTEST_TITLE and not key.endswith(LEGAL_ENDING):
            continue
        if key in rest:
            found.update(snapshot.by_title[key])
            rest = rest.replace(key, "\n")
    return found
