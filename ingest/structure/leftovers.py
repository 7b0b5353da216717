"""Lines of a head that no field of the document holds: kept as they stand, so that nothing is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.clean import Paragraph
from ingest.grammar.fields import head_fields
from ingest.metadata.numbers import is_number_line
from ingest.metadata.registration import held_keys
from knowledge.model import ParsedDocument
from knowledge.reference.numbers import document_number_key, find_document_numbers

_DATED = re.compile(r"^(?:19|20)\d\d-\d{1,2}-\d{1,2}\s*")


def unclaimed(head: Sequence[Paragraph], document: ParsedDocument) -> tuple[Paragraph, ...]:
    """The head lines that say more than the document's title, names, number and registered fields do."""
    names = [_packed(name) for name in (document.title, *document.short_titles)]
    return tuple(paragraph for paragraph in head if not _claimed(paragraph.text, names, document))


def _claimed(line: str, names: Sequence[str], document: ParsedDocument) -> bool:
    if any(_packed(line) in name for name in names):
        return True
    if is_number_line(line):
        number = find_document_numbers(line)[0]
        return number.text == line and number.key == document_number_key(document.number)
    rest = _DATED.sub("", line)
    fields = head_fields(rest)
    covered = bool(fields) and fields[0].start == 0
    return covered and all(field.key in held_keys(document.issuer, field.value) for field in fields)


def _packed(text: str) -> str:
    return re.sub(r"\s+", "", text)
