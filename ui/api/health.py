"""`/healthz`: the process is alive. `/readyz`: its parts answer."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException

from ui.api.shapes import PROBLEMS
from ui.web.rights import OPEN
from ui.web.view import View, answers


def health_routes(view: View) -> APIRouter:
    """The routes over one view."""
    routes = APIRouter(tags=["health"], dependencies=[OPEN])

    @routes.get("/healthz")
    async def healthz() -> dict[str, str]:
        """Says so as soon as it can say anything."""
        return {"status": "ok"}

    @routes.get("/readyz", responses={503: PROBLEMS[500]})
    def readyz() -> dict[str, str | int]:
        """Reads the catalogue and searches both indexes once; a part that fails is a problem of status 503."""
        if not answers(view):
            raise HTTPException(503)
        return {"status": "ready", "documents": view.document_count(), "corpus": view.snapshot().corpus}

    return routes
