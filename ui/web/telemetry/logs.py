"""Logs on standard error, as lines for people or as JSON; every line of a request bears its id.

A request is logged by its route's template: paths hold the secrets of links, queries what people ask.
"""

from __future__ import annotations

import logging
import sys
from time import perf_counter

from asgi_correlation_id import CorrelationIdFilter
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PLAIN = "%(asctime)s %(levelname)s %(name)s [%(correlation_id)s] %(message)s"
FIELDS = "%(asctime)s %(levelname)s %(name)s %(correlation_id)s %(message)s"
QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
UNNAMED = "(other)"
log = logging.getLogger("integrity.requests")


def set_up_logs(form: str, level: str) -> None:
    """Sends all logs to standard error.

    Args:
        form: `text` or `json`.
        level: the least level that is written, as `logging` names it.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(CorrelationIdFilter(default_value="-"))
    handler.setFormatter(_json() if form == "json" else logging.Formatter(PLAIN))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = name != "uvicorn.access"  # it writes paths
    for name in ("httpx", "httpx2", "httpcore", "chromadb", "alembic"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def _json() -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    names = {"asctime": "time", "levelname": "level", "name": "logger", "correlation_id": "request_id"}
    return JsonFormatter(FIELDS, rename_fields=names, json_ensure_ascii=False)


class RequestLog:
    """Writes a line a request when its answer is complete."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and notes how it ended."""
        if scope["type"] != "http" or scope["path"] in QUIET:
            await self._app(scope, receive, send)
            return
        started, status = perf_counter(), 500

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            took = round((perf_counter() - started) * 1000)
            line = {"method": scope["method"], "route": route_of(scope), "status": status, "ms": took}
            log.info("%(method)s %(route)s %(status)s %(ms)s ms", line, extra=line)


def route_of(scope: Scope) -> str:
    """The template of the route that takes a request; what no route takes has one name for all."""
    from prometheus_fastapi_instrumentator.routing import get_route_name

    return get_route_name(HTTPConnection(scope), False) or UNNAMED
