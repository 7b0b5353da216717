"""Every error as a problem document (RFC 9457), whoever raised it: the API, the pages, the server."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.wording.words import Words

MEDIA_TYPE = "application/problem+json"
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
    """Turns any error response into a problem document, and an unexpected exception into one of status 500."""

    def __init__(self, app: ASGIApp, words: Words) -> None:
        self._app = app
        self._words = words

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets all but errors pass as they come."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        response = _Response(send)
        try:
            await self._app(scope, receive, response.send)
        except Exception:
            log.exception("%s %s failed", scope["method"], scope["path"])
            if response.passed_on:
                raise
            response.held = {"status": 500, "headers": []}
            response.body = b""
        if response.held is not None:
            headers = {
                name: value
                for name, value in Headers(raw=response.held["headers"]).items()
                if name not in ("content-type", "content-length", "content-encoding")
            }
            document = problem(self._words, response.held["status"], scope["path"], _detail(response.body))
            await problem_response(document, headers)(scope, receive, send)


class _Response:
    """What the application sends: passed on, or held back while it is an error in another form."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.held: Message | None = None
        self.passed_on = False
        self.body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            media = MutableHeaders(raw=message["headers"]).get("content-type", "")
            if message["status"] >= HTTPStatus.BAD_REQUEST and not media.startswith(MEDIA_TYPE):
                self.held = message
                return
            self.passed_on = True
        if self.held is not None:
            self.body += message.get("body", b"")
            return
        await self._send(message)


def _detail(body: bytes) -> str:
    try:
        value = json.loads(body)
    except ValueError:
        return ""
    detail = value.get("detail") if isinstance(value, dict) else None
    return detail if isinstance(detail, str) else ""
