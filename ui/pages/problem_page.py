"""An error as a page, for people who came by a browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from assistant.wording.words import LOCALES, Words
from ui.help.look import look_of, page
from ui.messages.words import ui_words
from ui.pages.visit import Visit
from ui.web.house import House


def problem_page(house: House, request: Request, document: Mapping[str, Any]) -> Response:
    """What a problem document says, in the layout; who is signed in is known if the route had got that far."""
    status = int(document["status"])
    if request.url.path.startswith("/help/"):
        detail = _in_its_language(look_of(request).words, str(document["detail"]), status)
        return page(request, "problem.html", status, detail=detail)
    known = request.scope.get("state", {}).get("visit")
    visit = known if isinstance(known, Visit) else Visit(house, request, house.now())
    detail = _in_its_language(visit.words, str(document["detail"]), status)
    return visit.render("problem.html", status, number=status, detail=detail)


def _in_its_language(said: Words, detail: str, status: int) -> str:
    """What is said of every error of this status in the language of the page; what is said of this one, as it is."""
    key = f"problem-{status}"
    general = [ui_words(language)(key) for language in LOCALES if said.has(key)]
    return said(key) if detail in general else detail
