"""How well the files were understood, worst first: what a person should look at before relying on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from assistant.wording.words import Words
from ui.pages.routes import ADMIN, Pages
from ui.pages.visit import Here

LISTED = 8
pages = Pages()


@pages.get("/curation/understanding", ADMIN)
def understanding(visit: Here) -> Response:
    """The documents with their originals, those understood worst first."""
    judged = visit.application.originals.judged()
    rows = [(one, doubts(visit.words, one.original.quality)) for one in judged]
    return visit.render("curation/understanding.html", rows=rows)


def doubts(words: Words, quality: Mapping[str, Any]) -> list[str]:
    """What is to be looked at of a file: pages not read, pages read by recognition, breaks in the numbering."""
    found = []
    if pictures := quality.get("pictures"):
        found.append(words("doubt-pictures", number=pictures))
    sure, low = round(100 * (quality.get("ocr_confidence") or 0)), len(quality.get("low_lines") or ())
    if read := quality.get("pictures_read"):
        found.append(words("doubt-pictures-read", number=read, sure=sure, low=low))
    if unread := quality.get("unread_pages"):
        found.append(words("doubt-unread", pages=_listed(words, unread)))
    if share := quality.get("ocr_share"):
        found.append(words("doubt-ocr", share=round(100 * share), sure=sure, low=low))
    if breaks := quality.get("breaks"):
        found.append(words("doubt-breaks", breaks=_listed(words, breaks)))
    if first := quality.get("look_first"):
        found.append(words("doubt-look-first", pages=_listed(words, first)))
    return found


def _listed(words: Words, found: Sequence[object]) -> str:
    return words("list-mark").join(str(one) for one in found[:LISTED]) + ("…" if len(found) > LISTED else "")
