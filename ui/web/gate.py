"""Before the public's questions: the switch that turns the service off, and the limit by address."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.helpdesk.switch import Switch, Turned
from assistant.settings import Settings
from assistant.wording.words import Words
from ui.web.address import client_address
from ui.web.problems import problem, problem_response
from ui.web.rates import IN_MEMORY, Rates

ASKING = ("/api/v1/ask", "/api/v1/feedback", "/help", "/gradio_api/queue/join", "/gradio_api/run/predict")
REQUESTING = ("/api/v1/help-requests", "/help/requests")
DRAWN = re.compile(r"/api/v1/documents/[^/]+/pages/[^/]+")
"""Pages of originals as pictures: each is drawn when it is asked for, which is work."""
LOOKED_AT_EVERY = 1.0
"""Seconds between two looks at the switch."""


@dataclass
class Watch:
    """The switch as it was a moment ago: one query a second, however many ask."""

    switch: Switch
    clock: Callable[[], float] = time.monotonic
    _until: float = -1.0
    _off: Turned | None = None

    async def off(self) -> Turned | None:
        """How the service was turned off; None while it is on."""
        if self.clock() >= self._until:
            self._until = self.clock() + LOOKED_AT_EVERY
            self._off = await run_in_threadpool(self.switch.off)
        return self._off


class Gate:
    """Answers 503 with the notice while the service is off, and 429 to who asks too often.

    Reading stays free, but for pages that must be drawn.
    """

    def __init__(self, app: ASGIApp, settings: Settings, watch: Watch, rates: Rates, words: Words) -> None:
        self._app = app
        self._settings = settings
        self._watch = watch
        self._rates = rates
        self._words = words

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets pass, or tells why not and until when."""
        path = scope.get("path", "")
        drawn = scope["type"] == "http" and scope["method"] == "GET" and DRAWN.fullmatch(path) is not None
        counted = scope["type"] == "http" and scope["method"] == "POST" and path.startswith(ASKING + REQUESTING)
        if not (counted or drawn):
            await self._app(scope, receive, send)
            return
        if counted and (turned := await self._watch.off()):
            told = problem(self._words, 503, path, turned.notice or self._words("service-off"))
            await problem_response(told)(scope, receive, send)
            return
        seconds = await self._wait(scope, path)
        if seconds:
            told = problem(self._words, 429, path, self._words("too-often", seconds=seconds))
            await problem_response(told, {"Retry-After": str(seconds)})(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _wait(self, scope: Scope, path: str) -> int:
        settings = self._settings
        address = client_address(scope, settings.trusted_hops)
        kind, allowed = "ask", settings.limit_address
        if DRAWN.fullmatch(path):
            kind = "page"
        elif path.startswith(REQUESTING):
            kind, allowed = "request", settings.limit_requests
        if settings.limits_storage == IN_MEMORY:
            return self._rates.wait(allowed, kind, address)
        return await run_in_threadpool(self._rates.wait, allowed, kind, address)


class ByConversation:
    """A dependency of the API's routes: the limit by conversation, whatever addresses it comes from."""

    def __init__(self, settings: Settings, rates: Rates, words: Words) -> None:
        self._allowed = settings.limit_conversation
        self._rates = rates
        self._words = words

    async def __call__(self, request: Request) -> None:
        """Lets pass.

        Raises:
            HTTPException: 429, with when to come back.
        """
        conversation = await _conversation(request)
        if not conversation:
            return
        seconds = await run_in_threadpool(self._rates.wait, self._allowed, "conversation", conversation)
        if seconds:
            raise HTTPException(429, self._words("too-often", seconds=seconds), {"Retry-After": str(seconds)})


async def _conversation(request: Request) -> str:
    """The body's conversation_id; a body that is no JSON is the route's to refuse."""
    try:
        body = await request.json()
    except (ValueError, RecursionError):
        return ""
    named = body.get("conversation_id") if isinstance(body, dict) else None
    return named[:100] if isinstance(named, str) else ""
