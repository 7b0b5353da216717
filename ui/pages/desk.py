"""The first page after signing in: where one may go from here, and what waits there."""

from __future__ import annotations

from starlette.responses import Response

from ui.pages.first_steps import first_steps
from ui.pages.navigation import Link
from ui.pages.routes import SIGNED_IN, Pages
from ui.pages.visit import Here
from ui.pages.waiting import waiting

HOME = "/desk"
DESKS = {
    "own": ("/ask/", "/documents", "/history", "/learning", "/practice", "/examinations"),
    "trainer": ("/items", "/papers", "/examination-desk", "/questions", "/training"),
    "office": ("/office/",),
}
REST = "keeping"
pages = Pages(Link(HOME, "nav-desk", SIGNED_IN, order=0))


@pages.get(HOME, SIGNED_IN)
def desk(visit: Here) -> Response:
    """The places of the navigation by desk, each with a line about it and what waits for this person."""
    shown: dict[str, list[Link]] = {name: [] for name in (*DESKS, REST)}
    for link in visit.links:
        if link.path != HOME:
            shown[_desk(link.path)].append(link)
    return visit.render("desk.html", desks=shown, waiting=waiting(visit), steps=first_steps(visit))


def _desk(path: str) -> str:
    return next((name for name, prefixes in DESKS.items() if path.startswith(prefixes)), REST)
