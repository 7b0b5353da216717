"""What a reader must know of the documents an answer rests on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.wording.words import Words
from knowledge.model import DocumentType, Status, Version

_BY_TYPE = {
    DocumentType.DRAFT: "notice-draft",
    DocumentType.INTERPRETATION: "notice-interpretation",
    DocumentType.NEWS: "notice-news",
}


def notices(versions: Iterable[Version], as_of: date, words: Words) -> tuple[str, ...]:
    """The notices for the versions cited, each once, in the order of the citations."""
    found: list[str] = []
    for version in versions:
        if version.card:
            found.append(words("notice-card", title=version.title))
        if key := _BY_TYPE.get(version.type):
            found.append(words(key, title=version.title))
        found += _validity(version, as_of, words)
    return tuple(dict.fromkeys(found))


def _validity(version: Version, as_of: date, words: Words) -> list[str]:
    status = version.status_on(as_of)
    if status is Status.SUPERSEDED:
        return [words("notice-superseded", title=version.title, date=str(version.superseded_on or ""))]
    if status is Status.REPEALED:
        return [words("notice-repealed", title=version.title, date=str(version.repealed_on or ""))]
    if status is Status.NOT_YET_IN_FORCE:
        return [words("notice-not-yet", title=version.title, date=str(version.effective or ""))]
    if status is Status.UNKNOWN and version.type is DocumentType.NORMATIVE:
        return [words("notice-unknown", title=version.title)]
    return []
