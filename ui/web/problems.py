"""Every error as a problem document (RFC 9457), whoever raised it: the API, the pages, the server."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.trouble import Trouble, trouble_in
from assistant.wording.words import Words
from ui.web.telemetry.logs import route_of

MEDIA_TYPE = "application/problem+json"
CARRIED = ("retry-after", "allow", "www-authenticate")
TROUBLES = {Trouble.FULL: 507, Trouble.READ_ONLY: 507, Trouble.GONE: 503}
log = logging.getLogger(__name__)


def problem(words: Words, status: int, instance: str, detail: str = "", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """A problem document; without a detail of its own it says what to do about that status."""
    phrase = HTTPStatus(status).phrase
    told = f"problem-{status}" if words.has(f"problem-{status}") else "problem-other"
    return {
        "type": "about:blank",
        "title": phrase,
        "status": status,
        "detail": detail if detail and detail != phrase else words(told),
        "instance": instance,
        **more,
    }


def problem_response(document: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """A problem document as a response."""
    body = json.dumps(document, ensure_ascii=False).encode()
    return Response(body, status_code=int(document["status"]), headers=headers, media_type=MEDIA_TYPE)


def validation_problem(words: Words, request: Request, errors: RequestValidationError) -> Response:
    """422, with what is wrong in which field; the values sent are not repeated."""
    wrong = [{"field": _field(error["loc"]), "detail": error["msg"]} for error in errors.errors()]
    return problem_response(problem(words, 422, request.url.path, errors=wrong))


def _field(location: Sequence[object]) -> str:
    return ".".join(str(part) for part in location)


class ProblemDocuments:
    """Turns any error response into a problem document, and an unexpected exception into one of status 500.

    A browser that came for a page gets what the document says as a page.
    """

    def __init__(self, app: ASGIApp, words: Words, page: Callable[[Request, Mapping[str, Any]], Response]) -> None:
        self._app = app
        self._words = words
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets all but errors pass as they come."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})
        response = _Response(send, as_page=_wants_page(scope))
        try:
            await self._app(scope, receive, response.send)
        except Exception as error:
            log.exception("%s %s failed", scope["method"], route_of(scope))
            if response.passed_on:
                raise
            status, detail = self._told(error)
            response.held = {"status": status, "headers": []}
            response.body = json.dumps({"detail": detail}).encode()
        if response.held is not None:
            headers = {
                name: value
                for name, value in Headers(raw=response.held["headers"]).items()
                if name not in ("content-type", "content-length", "content-encoding")
            }
            document = problem(self._words, response.held["status"], scope["path"], _detail(response.body))
            answer = problem_response(document, headers)
            if response.as_page:
                answer = await run_in_threadpool(self._page, Request(scope), document)
                answer.headers.update({name: headers[name] for name in CARRIED if name in headers})
            await answer(scope, receive, send)

    def _told(self, error: Exception) -> tuple[int, str]:
        """What a browser hears of a failure: only what the machine did, as far as that is known."""
        trouble = trouble_in(error)
        return (TROUBLES[trouble], self._words(f"trouble-{trouble.value}")) if trouble else (500, "")


class _Response:
    """What the application sends: passed on, or held back while it is an error in another form."""

    def __init__(self, send: Send, *, as_page: bool) -> None:
        self._send = send
        self.as_page = as_page
        self.held: Message | None = None
        self.passed_on = False
        self.body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            media = MutableHeaders(raw=message["headers"]).get("content-type", "")
            ready = media.startswith("text/html") if self.as_page else media.startswith(MEDIA_TYPE)
            if message["status"] >= HTTPStatus.BAD_REQUEST and not ready:
                self.held = message
                return
            self.passed_on = True
        if self.held is not None:
            self.body += message.get("body", b"")
            return
        await self._send(message)


def _wants_page(scope: Scope) -> bool:
    return not scope["path"].startswith("/api/") and "text/html" in Headers(scope=scope).get("accept", "")


def _detail(body: bytes) -> str:
    try:
        value = json.loads(body)
    except ValueError:
        return ""
    detail = value.get("detail") if isinstance(value, dict) else None
    return detail if isinstance(detail, str) else ""
