"""What a document says of itself, read from its sections and put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from ingest.clean.paragraphs import is_terminated
from ingest.grammar.words import names_body
from ingest.metadata import registration
from ingest.metadata.dates import dates_in_text, signed_date
from ingest.metadata.kinds import document_type
from ingest.metadata.numbers import own_number, tidy_number
from ingest.metadata.parties import issuer_of, region_of
from ingest.metadata.references import interpreted, read_references
from ingest.metadata.titles import heading_title, issued_title, read_title, title_lines, unqualified
from ingest.sections import Sections, texts
from knowledge.model import DateName, DocumentReference, DocumentType, ParsedDocument
from knowledge.reference.mentions import find_mentions

SIGNATURE_LINES = 5
"""Among how many of a notice's last lines its signature is looked for."""


@dataclass(frozen=True, slots=True)
class _Names:
    """A document's title, and the others under which it is known."""

    title: str
    others: tuple[str, ...]


def describe(sections: Sections, *, numbered: bool) -> ParsedDocument:
    """The document without its articles. `numbered`: it has numbered parts or 第N条."""
    notice, head, closing = texts(sections.notice), texts(sections.head), texts(sections.closing)
    fields = registration.register([*notice, *head, *closing])
    names = _names(sections)
    number, mended_number = _number(fields, [*notice, *head], sections.heading)
    dates, mended_date = _dates(fields, notice, closing, texts(sections.body))
    kind = document_type(
        names.title, names=names.others, head=[*head, sections.name], number=number,
        source=registration.source_of(fields), numbered=numbered,
    )  # fmt: skip
    references, mended_references = _references(sections, names, number, kind)
    disclosure = registration.disclosure_of(fields, [*notice[-3:], *closing])
    issuer = _issuer(sections, names, fields)
    return ParsedDocument(
        title=names.title,
        type=kind,
        articles=(),
        number=number,
        issuer=issuer,
        region=region_of([issuer, names.title, *names.others, sections.name, *(one.title for one in references)]),
        index_number=fields.get("索引号", fields.get("信息索引号", "")),
        disclosure=disclosure,
        audience=registration.audience_of(disclosure, fields, names.title),
        declared=registration.declared_validity(fields),
        dates=dates,
        short_titles=names.others,
        references=references,
        restored=tuple(mend for mend in (mended_number, mended_date, *mended_references) if mend),
    )


def _names(sections: Sections) -> _Names:
    noticed = read_title(list(takewhile(lambda line: not is_terminated(line), texts(sections.notice))))
    heading = heading_title(sections.heading)
    title = read_title(texts(sections.head)) or issued_title(noticed) or heading or noticed or sections.name
    printed = title_lines(texts(sections.head))
    bodies = [line for line in printed if names_body(line) and title.startswith(line) and title != line]
    bare = title.removeprefix(bodies[0]).strip() if bodies else ""
    others = (noticed, heading, bare, unqualified(bare), unqualified(title))
    return _Names(title, tuple(dict.fromkeys(name for name in others if name and name != title)))


def _number(fields: Mapping[str, str], lines: list[str], heading: str) -> tuple[str, str]:
    registered = next((fields[key] for key in ("发文字号", "文号", "文件编号") if key in fields), "")
    raw = own_number([registered]) or own_number(lines) or own_number([heading])
    return tidy_number(raw) if raw else ("", "")


def _dates(
    fields: Mapping[str, str], notice: list[str], closing: list[str], body: list[str]
) -> tuple[dict[DateName, date], str]:
    known = registration.registered_dates(fields)
    day, mended = signed_date(notice)
    if day is None:
        day, mended = signed_date(closing)
    if day:
        known[DateName.SIGNED] = day
    return dates_in_text("\n".join([*body, *closing]), known), mended


def _issuer(sections: Sections, names: _Names, fields: Mapping[str, str]) -> str:
    closing = texts(sections.closing)
    signatures = (texts(sections.notice)[-SIGNATURE_LINES:], title_lines(texts(sections.head)), closing)
    return issuer_of(signatures, names.title, registered=registration.registered_issuer(fields), closing=closing)


def _references(
    sections: Sections, names: _Names, number: str, kind: DocumentType
) -> tuple[tuple[DocumentReference, ...], tuple[str, ...]]:
    parts = (sections.notice, sections.body, sections.closing, *sections.annexes)
    whole = "\n".join(text for part in parts for text in texts(part))
    references, mended, named = read_references(whole, (names.title, *names.others), number)
    if kind is DocumentType.INTERPRETATION:
        return interpreted(references, [*(one.title for one in find_mentions(names.title)), *named]), mended
    return references, mended
