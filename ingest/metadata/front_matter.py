"""The YAML head of a Markdown file: what its editor states of the document, before what the text says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ingest.loaded import Reason, Rejected
from knowledge.model import (
    Audience,
    DateName,
    DocumentReference,
    DocumentType,
    ParsedDocument,
    Relation,
    Status,
)


def apply_front_matter(parsed: ParsedDocument, front_matter: Mapping[str, Any]) -> ParsedDocument:
    """The document with the fields its front matter names put in place of what was read from the text.

    Fields: title, number, issuer, region, type, status, audience, dates, index_number, disclosure,
    short_titles, cites. Any other key is left to its reader (`kind` says which parser reads the file).
    Dates are added to those found in the text. Raises `Rejected` naming the field that can't be read.
    """
    changes: dict[str, Any] = {}
    for key, value in front_matter.items():
        read = _READERS.get(key)
        if read is None:
            continue
        try:
            name, found = read(value)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Rejected(Reason.DAMAGED, f"front matter, {key}: {value!r} ({error})") from error
        changes[name] = {**parsed.dates, **found} if name == "dates" else found
    return replace(parsed, **changes) if changes else parsed


def _text(name: str) -> Callable[[Any], tuple[str, str]]:
    def read(value: object) -> tuple[str, str]:
        if isinstance(value, (list, dict)) or value is None:
            raise ValueError("a line of text is expected")
        return name, str(value).strip()

    return read


def _dates(value: Mapping[str, Any]) -> tuple[str, dict[DateName, date]]:
    return "dates", {DateName(name): _day(day) for name, day in value.items()}


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _short_titles(value: list[str]) -> tuple[str, tuple[str, ...]]:
    if isinstance(value, str):
        raise ValueError("a list is expected")
    return "short_titles", tuple(str(title) for title in value)


def _cites(value: list[Mapping[str, str]]) -> tuple[str, tuple[DocumentReference, ...]]:
    return "references", tuple(
        DocumentReference(
            title=str(cited["title"]),
            number=str(cited.get("number", "")),
            relation=Relation(cited.get("relation", Relation.CITES)),
        )
        for cited in value
    )


_READERS: Mapping[str, Callable[[Any], tuple[str, Any]]] = {
    "title": _text("title"),
    "number": _text("number"),
    "issuer": _text("issuer"),
    "region": _text("region"),
    "index_number": _text("index_number"),
    "disclosure": _text("disclosure"),
    "type": lambda value: ("type", DocumentType(value)),
    "status": lambda value: ("declared", Status(value)),
    "audience": lambda value: ("audience", Audience(value)),
    "dates": _dates,
    "short_titles": _short_titles,
    "cites": _cites,
}
