"""The documents: found and read by everybody who is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from urllib.parse import quote

from fastapi import HTTPException
from starlette.responses import Response

from assistant.curation.compare import compare, summary
from assistant.curation.links import pointed_at_by, points_at
from assistant.documents import catalogue_rows, current
from assistant.originals.picture import DRAWN
from assistant.responsibilities import responsibility_rows, write_workbook
from knowledge.model import Version
from ui.pages.navigation import Link
from ui.pages.routes import SIGNED_IN, Pages
from ui.pages.understanding import doubts
from ui.pages.visit import Here, Visit

ON_A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = ("article", "heading", "leads", "participants", "deadline")
pages = Pages(Link("/documents", "documents-title", SIGNED_IN, order=15))


@pages.get("/documents", SIGNED_IN)
def documents(visit: Here, q: str = "", page: int = 1) -> Response:
    """The catalogue, a page at a time, those whose title, number or issuer holds the words looked for."""
    rows = catalogue_rows(visit.application.catalogue(), visit.house.today())
    sought = q.strip().lower()
    if sought:
        rows = [row for row in rows if any(sought in str(row[name]).lower() for name in ("title", "number", "issuer"))]
    last = max(1, -(-len(rows) // ON_A_PAGE))
    page = min(max(page, 1), last)
    shown = rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return visit.render("documents/list.html", rows=shown, count=len(rows), q=q[:100], page=page, last=last)


@pages.get("/documents/{document_id}", SIGNED_IN)
def document(visit: Here, document_id: str, version: str = "", article: str = "") -> Response:
    """A document: its card, its outline beside its text, what it points at and what points at it."""
    versions = versions_of(visit, document_id)
    catalogue, today = visit.application.catalogue(), visit.house.today()
    chosen = [one for one in versions if one.id == version] or current(versions, today)
    articles = [found.article for one in chosen for found in catalogue.articles_of(one)]
    original = visit.application.originals.of_version(chosen[0].id, catalogue.audiences)
    return visit.render(
        "documents/document.html",
        version=chosen[0],
        versions=versions,
        articles=articles,
        wanted=article,
        points_at=points_at(catalogue, versions, today),
        pointed_at_by=pointed_at_by(catalogue, versions),
        restored=catalogue.restored(chosen[0]),
        original=original,
        doubts=doubts(visit.words, original.quality) if original else [],
        drawn=bool(original and original.format in DRAWN),
        today=today,
    )


@pages.get("/documents/{document_id}/compare", SIGNED_IN)
def compared(visit: Here, document_id: str, before: str = "", after: str = "") -> Response:
    """Two versions, article by article."""
    versions = versions_of(visit, document_id)
    known = {one.id: one for one in versions}
    if before not in known or after not in known:
        raise HTTPException(404)
    catalogue = visit.application.catalogue()
    old, new = ([found.article for found in catalogue.articles_of(known[id_])] for id_ in (before, after))
    rows = compare(old, new)
    return visit.render(
        "documents/compare.html", before=known[before], after=known[after], rows=rows, summary=summary(rows)
    )


@pages.get("/documents/{document_id}/responsibilities", SIGNED_IN)
def responsibilities(visit: Here, document_id: str) -> Response:
    """Who leads, who takes part and by when."""
    versions = versions_of(visit, document_id)
    rows = _duties(visit, versions)
    return visit.render("documents/responsibilities.html", version=versions[0], rows=rows)


@pages.get("/documents/{document_id}/responsibilities.xlsx", SIGNED_IN)
def workbook(visit: Here, document_id: str) -> Response:
    """The same as a workbook."""
    versions = versions_of(visit, document_id)
    heads = [visit.words(f"column-{name}") for name in COLUMNS]
    mark = visit.words("list-mark")
    lines = [
        [mark.join(row[name]) if isinstance(row[name], list) else row[name] for name in COLUMNS]
        for row in _duties(visit, versions)
    ]
    made = BytesIO()
    write_workbook(made, heads, lines)
    name = quote(f"{versions[0].title}.xlsx")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(made.getvalue(), media_type=XLSX, headers=headers)


def versions_of(visit: Visit, document_id: str) -> list[Version]:
    """All versions of a document, the latest first; 404 if there is none."""
    catalogue = visit.application.catalogue()
    known = catalogue.versions().values()
    versions = [one for one in known if one.document_id == document_id]
    if not versions:
        raise HTTPException(404, visit.words("documents-none-such"))
    return sorted(versions, key=lambda one: (one.part, str(one.effective or ""), one.id), reverse=True)


def _duties(visit: Visit, versions: Sequence[Version]) -> list[dict[str, Any]]:
    catalogue = visit.application.catalogue()
    chosen = current(versions, visit.house.today())
    return responsibility_rows([found for one in chosen for found in catalogue.articles_of(one)])
