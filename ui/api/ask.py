"""`POST /api/v1/ask`: an answer as JSON, or as server-sent events while it comes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.sse import format_sse_event

from assistant.answering.model import Answer, Question, turns_from_json
from assistant.helpdesk.plain_words import plain_words
from ui.api.shapes import PROBLEMS, AnswerShape, AskBody
from ui.web.problems import problem
from ui.web.rights import OPEN_TO_ASK
from ui.web.streaming import Cited, Done, Failed, Searching, Token, answer_events
from ui.web.telemetry.metrics import count_answer
from ui.web.view import View, seen_by

EVENT_STREAM = "text/event-stream"
UNBUFFERED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def ask_routes(public: View) -> APIRouter:
    """The route over the public's view; who is signed in gets the staff's."""
    routes = APIRouter(tags=["ask"])

    @routes.post(
        "/ask",
        dependencies=[OPEN_TO_ASK],
        response_model=AnswerShape,
        responses={**PROBLEMS, 200: {"model": AnswerShape, "content": {EVENT_STREAM: {"schema": {"type": "string"}}}}},
    )
    async def ask(body: AskBody, request: Request) -> Response:
        """Answers a question; with `Accept: text/event-stream` in events status, token, citations, done."""
        view = seen_by(request, public)
        question = view.question(body.question, turns_from_json(body.turns()), body.as_of)
        question = replace(question, earlier=body.given_before())
        if EVENT_STREAM in request.headers.get("accept", ""):
            stream = _stream(view, question, request.url.path)
            return StreamingResponse(stream, media_type=EVENT_STREAM, headers=UNBUFFERED)
        answer = await run_in_threadpool(view.answer, question)
        count_answer(answer)
        return JSONResponse(answer_json(answer))

    return routes


def _stream(view: View, question: Question, path: str) -> Iterator[bytes]:
    """The events as bytes; a failure is told in an event `error`, which carries a problem document."""
    for event in answer_events(view, question):
        match event:
            case Searching():
                yield _event("status", {"status": "searching"})
            case Token(text):
                yield _event("token", {"text": text})
            case Cited(citations):
                yield _event("citations", [citation.to_json(question.as_of) for citation in citations])
            case Done(answer):
                yield _event("done", answer_json(answer))
            case Failed():
                yield _event("error", problem(view.words, 500, path))


def answer_json(answer: Answer) -> dict[str, Any]:
    """The contract's answer, and beside it the same in plain words: `brief`, then `remarks`."""
    plain = plain_words(answer)
    return {**answer.to_json(), "brief": plain.brief, "remarks": list(plain.remarks)}


def _event(name: str, value: object) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(value, ensure_ascii=False))
