"""Mends the HTML of pages on its way out, and writes the Content-Security-Policy that it really runs under."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.wording.words import LOCALES
from ui.pages.visit import LANGUAGE_COOKIE

# gr.HTML compiles its (constant) template with `Function`; no other page needs that.
EVALUATING = frozenset({"/", "/ask/"})
_SHARING = re.compile(rb"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>")
_BASE = re.compile(rb"<base\s[^>]*>")
_LANGUAGE = re.compile(rb'(<html[^>]*?\slang=")[^"]*(")')


class PageSource:
    """Rewrites text/html without a policy of its own; everything else streams through untouched."""

    def __init__(self, app: ASGIApp, language: str) -> None:
        self._app = app
        self._language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Holds an HTML response until it is whole, then sends it mended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def send_mended(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                mended = "content-security-policy" not in headers
                if not mended or not headers.get("content-type", "").startswith("text/html"):
                    await send(message)
                    return
                start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    await self._send_page(scope, start, body, send)

        await self._app(_plain(scope), receive, send_mended)

    async def _send_page(self, scope: Scope, start: Message, body: bytes, send: Send) -> None:
        chosen = Request(scope).cookies.get(LANGUAGE_COOKIE, "")
        page = mend(body, LOCALES.get(chosen, self._language).encode())
        headers = MutableHeaders(scope=start)
        headers["Content-Security-Policy"] = content_policy(page.decode(), evaluating=scope["path"] in EVALUATING)
        headers["Cache-Control"] = "no-cache"
        if "content-length" in headers and body:
            headers["Content-Length"] = str(len(page))
        await send(start)
        await send({"type": "http.response.body", "body": page})


def mend(page: bytes, language: bytes) -> bytes:
    """The page in its own language, without Gradio's advertising pictures.

    `<base>` goes too: with it, a link to `#place` would reload a page whose address carries a query.
    """
    page = _LANGUAGE.sub(rb"\g<1>" + language + rb"\g<2>", page, count=1)
    return _BASE.sub(b"", _SHARING.sub(b"", page))


def content_policy(page: str, *, evaluating: bool = False) -> str:
    """A policy that admits this origin and exactly the inline scripts that the page was sent with."""
    scripts = ["'self'", *(f"'sha256-{digest}'" for digest in _inline_scripts(page))]
    if evaluating:
        scripts.append("'unsafe-eval'")
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(scripts),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _plain(scope: Scope) -> Scope:
    """Pages are asked for uncompressed, and without the query by which Gradio would look up shared links."""
    if scope["path"] not in EVALUATING:
        return scope
    headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": headers, "query_string": b""}


def _inline_scripts(page: str) -> list[str]:
    reader = _Scripts()
    reader.feed(page)
    reader.close()
    return [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in reader.found]


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and all(name != "src" for name, _ in attrs)
        if self._inside:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._inside = False
