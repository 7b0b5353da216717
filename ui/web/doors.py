"""Which of Gradio's own routes the page needs; the others (uploads, proxies, file serving, monitoring) stay shut.

Our own paths come from the application's route table, so that none has to be listed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fastapi.routing import iter_route_contexts
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

OPEN = frozenset(
    {
        "/",
        "/theme.css",
        "/favicon.ico",
        "/manifest.json",
        "/robots.txt",
        "/gradio_api/theme.css",
        "/gradio_api/queue/join",
        "/gradio_api/queue/data",
        "/gradio_api/run/predict",
        "/gradio_api/cancel",
        "/gradio_api/reset",
        "/gradio_api/startup-events",
        "/gradio_api/app_id",
    }
)
OPEN_BELOW = ("/assets/", "/static/", "/gradio_api/heartbeat/")


def below(prefix: str) -> str:
    """A pattern for the same paths of a page that is mounted under a prefix."""
    whole = "|".join(map(re.escape, sorted(OPEN)))
    begun = "|".join(map(re.escape, OPEN_BELOW))
    return f"^{re.escape(prefix)}(?:(?:{whole})$|(?:{begun}))"


def paths_of(routes: Iterable[BaseRoute]) -> re.Pattern[str]:
    """A pattern for every path that one of the routes answers."""
    patterns = [context.path_regex.pattern for context in iter_route_contexts(list(routes))]
    return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in patterns))


class Doors:
    """Answers 404 for every path that is neither ours nor needed by the page."""

    def __init__(self, app: ASGIApp, ours: re.Pattern[str]) -> None:
        self._app = app
        self._ours = ours

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or turns it away before any of its body is read."""
        path = scope.get("path", "")
        if scope["type"] == "lifespan" or path in OPEN or path.startswith(OPEN_BELOW) or self._ours.match(path):
            await self._app(scope, receive, send)
        else:
            await Response(status_code=404)(scope, receive, send)
