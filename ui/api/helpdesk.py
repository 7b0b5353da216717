"""`/api/v1/help-requests` and `/api/v1/feedback`: a person's help, and what people thought."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, HTTPException, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.helpdesk.feedback import Opinion, Reason
from assistant.helpdesk.model import Asking, Author, Misconduct
from assistant.helpdesk.model import Request as HelpRequest
from assistant.wording.words import Words
from ui.api.shapes import LONGEST_QUESTION, PROBLEMS
from ui.messages.words import ui_words
from ui.web.help_view import HelpView
from ui.web.rights import OPEN
from ui.web.view import View

LONGEST_CONTACT = 200
BEARER = "bearer "
Short = Annotated[str, StringConstraints(max_length=100)]
Told = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_QUESTION, strip_whitespace=True)]
Number = Annotated[str, Path(max_length=20)]
Secret = Annotated[str | None, Query(max_length=100)]
Authorization = Annotated[str | None, Header(max_length=200)]
Language = Literal["zh", "en"]


class _Body(BaseModel):
    model_config = ConfigDict(extra="ignore")


class RequestBody(_Body):
    """A request to a person; whatever else the body says is not kept."""

    question: Told
    contact: Annotated[str, StringConstraints(max_length=LONGEST_CONTACT)] = ""
    conversation_id: Short | None = None
    language: Language | None = None


class MessageBody(_Body):
    """What the owner of a request adds to it."""

    text: Told
    conversation_id: Short | None = None


class FeedbackBody(_Body):
    """An opinion on an answer, or with number and secret on the office's reply."""

    satisfied: bool
    reason: Reason = Reason.NONE
    comment: Annotated[str, StringConstraints(max_length=LONGEST_QUESTION)] = ""
    question: Annotated[str, StringConstraints(max_length=LONGEST_QUESTION)] = ""
    answer_id: Annotated[str, StringConstraints(max_length=32)] = ""
    answer_status: Annotated[str, StringConstraints(max_length=12)] = ""
    conversation_id: Short | None = None
    number: Annotated[str, Field(max_length=20)] = ""
    secret: Short = ""


def helpdesk_routes(help_view: HelpView, view: View) -> APIRouter:
    """The routes; each is run in the pool of threads."""
    routes = APIRouter(tags=["help"], responses=PROBLEMS, dependencies=[OPEN])
    words = view.words

    @routes.post("/help-requests", status_code=201)
    def submit(body: RequestBody, request: Request) -> Response:
        """Takes a request: its number, its secret link, the promised time; 200 with channels for what isn't taken."""
        said = ui_words(body.language) if body.language else words
        asking = Asking(body.question, body.contact, said.language, body.conversation_id or "")
        taken = help_view.desk.submit(asking, at=help_view.now())
        if isinstance(taken, Misconduct):
            return JSONResponse({"status": "redirected", "message": said("help-misconduct")})
        made = {
            "status": "accepted",
            "number": taken.number,
            "secret": taken.secret,
            "link": help_view.link(request, taken.number, taken.secret),
            "received_at": taken.received_at.isoformat(),
            "due_at": taken.due_at.isoformat(),
            "working_days": help_view.desk.days,
        }
        return JSONResponse(made, status_code=201)

    @routes.post("/feedback", status_code=201)
    def feedback(body: FeedbackBody) -> dict[str, str]:
        """Keeps whether somebody was satisfied, and why not."""
        fields = body.model_dump(exclude={"conversation_id", "answer_id"})
        opinion = Opinion(**fields, conversation=body.conversation_id or "")
        if not help_view.feedback.give(opinion, at=help_view.now()):
            raise HTTPException(404, words("help-unknown"))
        if view.kept is not None and body.answer_id:
            view.kept.mark(body.answer_id, body.satisfied, body.reason.value)
        return {"status": "accepted"}

    _own_routes(routes, help_view, words)
    return routes


def _own_routes(routes: APIRouter, help_view: HelpView, words: Words) -> None:
    """The routes of one request, for whoever has its secret."""

    @routes.get("/help-requests/{number}")
    def follow(number: Number, secret: Secret = None, authorization: Authorization = None) -> dict[str, Any]:
        """The request as it stands, for whoever has its secret (`Authorization: Bearer …`, or `?secret=`)."""
        found = help_view.desk.follow(number, _secret(secret, authorization))
        if found is None:
            raise HTTPException(404, words("help-unknown"))
        return _shown(found, found.overdue(help_view.now()))

    @routes.post("/help-requests/{number}/messages", status_code=201)
    def add(number: Number, body: MessageBody, authorization: Authorization = None) -> dict[str, str]:
        """Adds to a request; an answered one goes back to the office with a new promise."""
        added = help_view.desk.add(number, _secret(None, authorization), body.text, at=help_view.now())
        if isinstance(added, Misconduct):
            return {"status": "redirected", "message": words("help-misconduct")}
        if not added:
            raise HTTPException(404, words("help-unknown"))
        return {"status": "accepted"}

    @routes.get("/help-requests/{number}/export")
    def export(number: Number, secret: Secret = None, authorization: Authorization = None) -> Response:
        """All that is kept about the request, as a file."""
        kept = help_view.desk.export(number, _secret(secret, authorization))
        if kept is None:
            raise HTTPException(404, words("help-unknown"))
        named = {"Content-Disposition": f'attachment; filename="{kept["number"]}.json"'}
        text = json.dumps(kept, ensure_ascii=False, indent=2)
        return Response(text, media_type="application/json", headers=named)

    @routes.delete("/help-requests/{number}", status_code=204)
    def erase(number: Number, authorization: Authorization = None) -> None:
        """Deletes what was written to the request and said about it."""
        if not help_view.desk.erase(number, _secret(None, authorization), at=help_view.now()):
            raise HTTPException(404, words("help-unknown"))


def _secret(query: str | None, authorization: str | None) -> str:
    if authorization and authorization.lower().startswith(BEARER):
        return authorization[len(BEARER) :].strip()
    return query or ""


def _shown(request: HelpRequest, overdue: bool) -> dict[str, Any]:
    return {
        "number": request.number,
        "standing": request.standing.value,
        "outcome": request.outcome.value if request.outcome else None,
        "received_at": request.received_at.isoformat(),
        "due_at": request.due_at.isoformat(),
        "overdue": overdue,
        "question": request.question,
        "messages": [
            {"from": "office" if m.author is Author.OFFICE else "citizen", "at": m.at.isoformat(), "text": m.text}
            for m in request.messages
        ],
    }
