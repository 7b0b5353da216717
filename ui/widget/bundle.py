"""`GET /widget.js`: the script with its words in it, made once."""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Request, Response

from assistant.wording.words import LOCALES
from ui.messages.words import ui_words
from ui.web.rights import COOKIELESS

SOURCE = Path(__file__).with_name("widget.js")
PLACE = "/* WORDS */ {}"
TOPICS = 5
_KEY = re.compile(r"\bt\(\"([a-z-]+)\"")
_COMMENT = re.compile(r"^\s*//.*\n", re.M)
_MARGIN = re.compile(r"^[ \t]+", re.M)
HEADERS = {
    "Cache-Control": "public, max-age=600",
    "Cross-Origin-Resource-Policy": "cross-origin",  # it is made to be loaded by other sites
}


@cache
def widget_script() -> bytes:
    """The script as it is sent: words put in, comment lines and margins left out."""
    source = SOURCE.read_text(encoding="utf-8")
    named = sorted(set(_KEY.findall(source)))
    texts = {language: _texts(language, named) for language in LOCALES}
    words = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    return _MARGIN.sub("", _COMMENT.sub("", source)).replace(PLACE, words, 1).encode()


def _texts(language: str, named: list[str]) -> dict[str, object]:
    words = ui_words(language)
    topics = [words(f"help-topic-{n}") for n in range(1, TOPICS + 1)]
    return {**{name: words(f"widget-{name}") for name in named}, "topics": topics}


def widget_routes() -> APIRouter:
    """The route of the script."""
    routes = APIRouter(include_in_schema=False, dependencies=[COOKIELESS])

    @routes.api_route("/widget.js", methods=["GET", "HEAD"])
    async def widget(request: Request) -> Response:
        """The script; unchanged, 304."""
        script = widget_script()
        tag = f'"{sha256(script).hexdigest()[:16]}"'
        headers = {**HEADERS, "ETag": tag}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(script, media_type="text/javascript; charset=utf-8", headers=headers)

    return routes
