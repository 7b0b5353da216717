"""What a question names outright: a document by number or title, an article by label, a region."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.reference.labels import label_key
from knowledge.reference.mentions import find_mentions
from knowledge.reference.numbers import document_number_key, find_document_numbers
from knowledge.reference.numerals import to_int
from knowledge.reference.references import find_references
from knowledge.reference.titles import title_key
from knowledge.search.grammar import LEGAL_ENDING, ORDINAL, OUTLINE, SHORTEST_TITLE
from knowledge.search.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Named:
    """What was named: versions by number or title, versions by region, label keys (and loose ordinals)."""

    versions: frozenset[str] = frozenset()
    regional: frozenset[str] = frozenset()
    labels: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()

    def names_label(self, key: str) -> bool:
        """Whether an article's label key is one that was named, whole or by its last level."""
        return key in self.labels or any(re.search(rf"(?:^|[^0-9]){o}$", key.rstrip(".)>")) for o in self.ordinals)


def find_named(question: str, snapshot: Snapshot) -> Named:
    """Reads a question for what it names and this knowledge base has."""
    versions = _by_number(question, snapshot) | _by_title(question, snapshot)
    regional = {version_id for region, ids in snapshot.by_region.items() if region in question for version_id in ids}
    references = find_references(question)
    named = [label for reference in references for label in reference.labels]
    named += [match[0] for match in OUTLINE.finditer(question)]
    labels = tuple(dict.fromkeys(label_key(label) for label in named))
    ordinals = tuple(str(to_int(match[1])) for match in ORDINAL.finditer(question) if to_int(match[1]) is not None)
    return Named(frozenset(versions), frozenset(regional), labels, ordinals)


def _by_number(question: str, snapshot: Snapshot) -> set[str]:
    keys = {number.key for number in find_document_numbers(question)}
    return {v.id for v in snapshot.versions.values() if v.number and document_number_key(v.number) in keys}


def _by_title(question: str, snapshot: Snapshot) -> set[str]:
    keys = {title_key(mention.title) for mention in find_mentions(question)}
    found = {version_id for key in keys for version_id in snapshot.by_title.get(key, ())}
    rest = title_key(question)
    for key in snapshot.titles_by_length:
        if len(key) < SHORTEST_TITLE and not key.endswith(LEGAL_ENDING):
            continue
        if key in rest:
            found.update(snapshot.by_title[key])
            rest = rest.replace(key, "\n")
    return found
