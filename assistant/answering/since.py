"""What has changed since an answer was given: its articles looked up again by their digests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.wording.words import Words
from knowledge.catalogue.reading import Catalogue
from knowledge.reference.labels import label_key
from knowledge.search.snapshot import Snapshot


def changed_since(
    corpus: str,
    citations: Sequence[Mapping[str, Any]],
    as_of: date,
    catalogue: Catalogue,
    snapshot: Snapshot,
    words: Words,
) -> tuple[str, ...]:
    """A sentence for each article of an earlier answer that reads otherwise now or is gone; one that none does.

    Args:
        corpus: the state of the knowledge base that the answer named.
        citations: its citations as the contract has them: document_id, title, article, digest.
        as_of: the day now asked about.
        catalogue: where to look, bound to what the asker may see.
        snapshot: the documents as they are now.
        words: the sentences.
    """
    if corpus == snapshot.corpus:
        return (words("notice-unchanged"),) if citations else ()
    found = [_sentence(citation, as_of, catalogue, snapshot, words) for citation in citations]
    return tuple(dict.fromkeys(filter(None, found))) or ((words("notice-unchanged"),) if citations else ())


def _sentence(citation: Mapping[str, Any], as_of: date, catalogue: Catalogue, snapshot: Snapshot, words: Words) -> str:
    title, label = str(citation["title"]), str(citation["article"])
    current = [
        version
        for version in snapshot.versions.values()
        if version.document_id == citation["document_id"] and version.answers_on(as_of)
    ]
    if not current:
        return words("notice-gone-document", title=title)
    articles = [one for version in current for one in catalogue.article_labelled(version, label_key(label))]
    if not articles:
        return words("notice-gone", title=title, label=label)
    same = any(one.article.digest == citation["digest"] for one in articles)
    return "" if same else words("notice-changed", title=title, label=label)
