"""An error as a page, for people who came by a browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ui.pages.visit import Visit
from ui.web.house import House


def problem_page(house: House, request: Request, document: Mapping[str, Any]) -> Response:
    """What a problem document says, in the layout; who is signed in is known if the route had got that far."""
    known = request.scope.get("state", {}).get("visit")
    visit = known if isinstance(known, Visit) else Visit(house, request, house.now())
    status = int(document["status"])
    return visit.render("problem.html", status, number=status, detail=str(document["detail"]))
