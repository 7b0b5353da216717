"""One's own conversations with the ask page."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import HTTPException
from starlette.responses import Response

from ui.pages.navigation import Link
from ui.pages.routes import SIGNED_IN, Pages
from ui.pages.visit import Here

LONGEST = 500
pages = Pages(
    Link("/ask/", "nav-ask", SIGNED_IN, order=10),
    Link("/history", "history-title", SIGNED_IN, order=11),
)


@pages.get("/history", SIGNED_IN)
def history(visit: Here) -> Response:
    """The conversations, the last used first."""
    return visit.render("history.html", kept=visit.application.conversations.latest(visit.person))


@pages.get("/history/{conversation_id}", SIGNED_IN)
def conversation(visit: Here, conversation_id: str) -> Response:
    """What was asked and answered, as it was told then."""
    turns = visit.application.conversations.turns(visit.person, conversation_id)
    if not turns:
        raise HTTPException(404)
    return visit.render("conversation.html", turns=turns, conversation_id=conversation_id)


@pages.post("/history/{conversation_id}/continue", SIGNED_IN)
def go_on(visit: Here, conversation_id: str) -> Response:
    """Goes on asking in a conversation, perhaps with one of its questions, to see whether the answer changed."""
    if not visit.application.conversations.use(visit.person, conversation_id, at=visit.now):
        raise HTTPException(404)
    again = visit.form.text("question", longest=LONGEST)
    return visit.redirect(f"/ask/?{urlencode({'q': again})}" if again else "/ask/")


@pages.post("/history/forget", SIGNED_IN)
def forget(visit: Here) -> Response:
    """Deletes one conversation, or all."""
    visit.application.conversations.forget(visit.person, visit.form.text("conversation"))
    return visit.redirect("/history", "history-forgotten")
