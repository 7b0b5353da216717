"""`/help`: a question and its answer on a plain page, and the documents that answers cite."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Path, Request, Response
from starlette.concurrency import run_in_threadpool

from assistant.answering.model import Turn, turns_from_json
from assistant.documents import current
from assistant.helpdesk.plain_words import plain_words
from ui.help.look import STYLE, look_of, page
from ui.web.gate import Watch
from ui.web.rights import COOKIELESS
from ui.web.telemetry.metrics import count_answer
from ui.web.view import View
from ui.widget.bundle import TOPICS

REMEMBERED = 3
LONGEST_HISTORY = 20_000
LONGEST_TURN = 2000


def help_pages(view: View, watch: Watch) -> APIRouter:
    """The pages over the public's view."""
    routes = APIRouter(include_in_schema=False, dependencies=[COOKIELESS])

    @routes.get("/help")
    async def ask_form(request: Request) -> Response:
        """The form, the notice on privacy, topics for a start."""
        turned = await watch.off()
        words = look_of(request).words
        topics = [words(f"help-topic-{n}") for n in range(1, TOPICS + 1)]
        notice = (turned.notice or words("service-off")) if turned else ""
        return page(request, "ask.html", topics=topics, notice=notice)

    @routes.post("/help")
    async def answer(
        request: Request,
        question: Annotated[str, Form(max_length=2000)] = "",
        history: Annotated[str, Form(max_length=LONGEST_HISTORY)] = "[]",
    ) -> Response:
        """The answer; asked again it is the same, so a refresh does no harm."""
        turns = _turns(history)
        asked = view.question(question.strip(), turns)
        found = await run_in_threadpool(view.answer, asked)
        count_answer(found)
        kept = [*turns, Turn(found.question.text, found.text)][-REMEMBERED:]
        said = [{"question": turn.question, "answer": turn.answer[:LONGEST_TURN]} for turn in kept]
        return page(request, "answer.html", answer=found, plain=plain_words(found), history=_json(said), before=history)

    @routes.get("/help/documents/{document_id}")
    def document(request: Request, document_id: Annotated[str, Path(max_length=64)], article: str = "") -> Response:
        """A document open to the public, article by article; the one asked for is marked."""
        versions = current(view.catalogue.with_id(document_id), view.today())
        if not versions:
            raise HTTPException(404, look_of(request).words("help-no-document"))
        articles = [found.article for version in versions for found in view.catalogue.articles_of(version)]
        values: dict[str, Any] = {"version": versions[0], "articles": articles, "wanted": article[:200]}
        return page(request, "document.html", **values, day=view.today())

    @routes.get("/help/style.css")
    async def style() -> Response:
        """The pages' style."""
        return Response(STYLE.read_bytes(), media_type="text/css", headers={"Cache-Control": "public, max-age=600"})

    return routes


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _turns(history: str) -> Sequence[Turn]:
    try:
        given = json.loads(history)
    except (ValueError, RecursionError):
        return ()
    return turns_from_json([turn for turn in given if isinstance(turn, dict)]) if isinstance(given, list) else ()
