"""Documents as the catalogue shows them: one row a document, its parts and versions gathered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from knowledge.catalogue.reading import Catalogue
from knowledge.model import CataloguedArticle, Status, Version
from knowledge.reference.labels import label_key
from knowledge.reference.numbers import document_number_key
from knowledge.reference.titles import title_key


def catalogue_rows(catalogue: Catalogue, day: date) -> list[dict[str, Any]]:
    """The contract's list of documents, by title; what was in force on `day` stands for each."""
    grouped: dict[str, list[Version]] = defaultdict(list)
    for version in catalogue.versions().values():
        grouped[version.document_id].append(version)
    rows = [_row(current(versions, day), versions, day) for versions in grouped.values()]
    return sorted(rows, key=lambda row: str(row["title"]))


def current(versions: Iterable[Version], day: date) -> list[Version]:
    """Of one document's versions, for each part the one that holds on `day`, else the last before it or after it."""
    parts: dict[str, list[Version]] = defaultdict(list)
    for version in versions:
        parts[version.part].append(version)
    chosen = []
    for found in parts.values():
        visible = [version for version in found if not version.shadowed] or found
        past = [version for version in visible if not version.effective or version.effective <= day]
        ordered = sorted(past or visible, key=lambda version: version.effective or date.min)
        chosen.append(ordered[-1] if past else ordered[0])
    return sorted(chosen, key=lambda version: version.part)


def find_documents(catalogue: Catalogue, asked: str) -> list[Version]:
    """The versions of every document that an id, a 发文字号 or a title (or its usual short form) can mean."""
    asked = asked.strip()
    found = catalogue.with_id(asked) or catalogue.with_number(document_number_key(asked))
    found = found or catalogue.with_title(title_key(asked))
    return found or _titles_containing(catalogue, title_key(asked))


def find_articles(catalogue: Catalogue, versions: Sequence[Version], label: str) -> list[CataloguedArticle]:
    """The articles under a label in the given versions; a label may be given by its last level alone."""
    key = label_key(label)
    exact = [article for version in versions for article in catalogue.article_labelled(version, key)]
    if exact:
        return exact
    if not key:
        return []
    every = [article for version in versions for article in catalogue.articles_of(version)]
    return [article for article in every if _ends_in(label_key(article.article.label), key)]


def _ends_in(key: str, last: str) -> bool:
    """Whether a label's key ends in this level: 2.(1)2 in 2, but not 2.(1)12 in 2."""
    before = key.removesuffix(last)
    return before != key and not (before[-1:].isdigit() and last[0].isdigit())


def _titles_containing(catalogue: Catalogue, key: str) -> list[Version]:
    if not key:
        return []
    versions = catalogue.versions()
    holding = {version_id for title, version_id in catalogue.title_keys() if key in title}
    return [versions[version_id] for version_id in sorted(holding) if version_id in versions]


def _row(chosen: Sequence[Version], versions: Sequence[Version], day: date) -> dict[str, Any]:
    first = chosen[0]
    status = next((v.status_on(day) for v in chosen if v.status_on(day) is Status.IN_FORCE), first.status_on(day))
    return {
        "id": first.document_id,
        "title": first.title,
        "number": first.number,
        "issuer": first.issuer,
        "region": first.region,
        "type": first.type.value,
        "status": status.value,
        "audience": first.audience.value,
        "dates": {name.value: value.isoformat() for name, value in first.dates.items()},
        "articles": sum(version.articles for version in chosen),
        "versions": len(versions),
        "card": first.card,
    }
