"""Which of Gradio's own routes the page needs; the others (uploads, proxies, file serving, monitoring) stay shut."""

from __future__ import annotations

from starlette.responses import Response
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


class Doors:
    """Answers 404 for every path that is neither ours nor needed by the page."""

    def __init__(self, app: ASGIApp, ours: tuple[str, ...]) -> None:
        self._app = app
        self._open_below = OPEN_BELOW + ours

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or turns it away before any of its body is read."""
        path = scope.get("path", "")
        if scope["type"] == "lifespan" or path in OPEN or path.startswith(self._open_below):
            await self._app(scope, receive, send)
        else:
            await Response(status_code=404)(scope, receive, send)
