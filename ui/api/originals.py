"""`GET /api/v1/documents/{id}/original` and `/pages/{page}`: the file as handed in, a page with a passage marked."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from fastapi.responses import FileResponse

from assistant.documents import current
from assistant.originals.picture import NoPicture, page_near, page_picture
from assistant.originals.store import Original, Shelf
from ui.api.shapes import PROBLEMS
from ui.web.rights import OPEN_TO_READ
from ui.web.view import View, seen_by

Identifier = Annotated[str, Path(max_length=64)]
AS_IT_IS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}


def original_routes(public: View) -> APIRouter:
    """The routes over the public's view, for who is signed in the staff's; each is run in the pool of threads."""
    routes = APIRouter(prefix="/documents", tags=["documents"], responses=PROBLEMS, dependencies=[OPEN_TO_READ])

    @routes.get("/{document_id}/original", response_class=FileResponse)
    def original(request: Request, document_id: Identifier, as_of: date | None = None) -> FileResponse:
        """The file that the document came from, as it was handed in."""
        _, found = _original(seen_by(request, public), document_id, as_of)
        return FileResponse(
            found.path, media_type="application/octet-stream", filename=found.name, headers={**AS_IT_IS}
        )

    @routes.get("/{document_id}/pages/{page}", response_class=Response)
    def page(
        request: Request,
        document_id: Identifier,
        page: Annotated[int, Path(ge=1, le=10_000)],
        quote: Annotated[str, Query(max_length=2000)] = "",
        near: bool = False,
        as_of: date | None = None,
    ) -> Response:
        """A page of that file as a picture (PNG), the passage marked; `near`: or the page after it that has it."""
        view = seen_by(request, public)
        shelf, found = _original(view, document_id, as_of)
        if near:
            page = page_near(found.path, found.format, page, quote)
        try:
            picture = page_picture(found.path, found.format, page, quote, shelf.lines(found, page))
        except NoPicture:
            raise HTTPException(404, view.words("formats-no-page", page=page)) from None
        return Response(picture, media_type="image/png", headers={**AS_IT_IS})

    return routes


def _original(view: View, document_id: str, as_of: date | None) -> tuple[Shelf, Original]:
    versions = current(view.catalogue.with_id(document_id), as_of or view.today())
    if not versions:
        raise HTTPException(404, view.words("problem-no-document", document=document_id))
    found = next((one for version in versions if view.shelf and (one := view.shelf.of_version(version.id))), None)
    if view.shelf is None or found is None:
        raise HTTPException(404, view.words("formats-no-original"))
    return view.shelf, found
