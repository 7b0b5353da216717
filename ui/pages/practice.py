"""Practice: one item after another, each answered with its article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import HTTPException
from starlette.responses import Response

from assistant.quiz.articles import article_of
from assistant.quiz.practice.choose import KNOWN, Reason
from assistant.quiz.practice.sessions import Offered
from assistant.training.subjects import digests_named
from ui.pages.navigation import Link
from ui.pages.routes import SIGNED_IN, Pages
from ui.pages.sheet_view import field_of, read_field, told
from ui.pages.visit import Here, Visit

FIELD = "answer"
MOST_SUBJECTS = 50
pages = Pages(Link("/practice", "practice-nav", SIGNED_IN, order=20))


@pages.get("/practice", SIGNED_IN)
def next_item(visit: Here) -> Response:
    """The next item, and how many articles are known and due; of some articles where the address names them."""
    subjects = _subjects(visit)
    meant = digests_named(visit.application.catalogue(), subjects, visit.house.today())
    articles = frozenset().union(*meant.values()) if meant else frozenset()
    practice = visit.application.quiz.practice
    offered = practice.next(visit.person, visit.now, articles=articles) if articles or not subjects else []
    return _show(visit, offered[0] if offered else None)


@pages.post("/practice", SIGNED_IN)
def answer(visit: Here) -> Response:
    """Marks an answer; its feedback is a page of its own, so that a refresh answers nothing twice."""
    practice = visit.application.quiz.practice
    item_id, version = visit.form.text("item"), visit.form.number("version", 1, 2**31 - 1) or 0
    reason = Reason(visit.form.choice("reason", list(Reason), default=Reason.AGAIN.value) or Reason.AGAIN)
    try:
        offered = practice.offer(visit.person, item_id, version, reason)
        given = read_field(visit.form, FIELD, offered.asked)
        if not _answered(given):
            visit.form.errors[FIELD] = "practice-unanswered"
            return _show(visit, offered, 422)
        kept = practice.answer(visit.person, item_id, version, given, visit.now)
    except KeyError:
        raise HTTPException(404) from None
    except ValueError:
        visit.form.errors[FIELD] = "examinations-refused"
        return _show(visit, offered, 422)
    return visit.redirect(f"/practice/answers/{kept}{_again(visit)}")


@pages.get("/practice/answers/{answer_id}", SIGNED_IN)
def feedback(visit: Here, answer_id: int) -> Response:
    """Right or wrong, the key, the article, and the way to ask about it."""
    found = visit.application.quiz.practice.feedback(visit.person, answer_id)
    if found is None:
        raise HTTPException(404)
    proof = found.item.proof
    article = article_of(visit.application.catalogue(), proof)
    question = visit.words("practice-question", title=proof.title, label=proof.label) if proof else ""
    return visit.render(
        "quiz/feedback.html",
        found=found,
        one=told(found.item, found.response, visit.words),
        article=article,
        ask=f"/ask/?q={quote(question)}" if question else "",
        again=_again(visit),
    )


def _answered(given: Mapping[str, Any]) -> bool:
    """Whether anything was chosen or written: a button touched too soon is no wrong answer."""
    parts = given.get("parts", [])
    return any(map(_answered, parts)) or any(given.get("choices", ())) or any(given.get("texts", ()))


def _show(visit: Visit, offered: Offered | None, status: int = 200) -> Response:
    known = visit.application.quiz.practice.progress(visit.person, visit.now)
    return visit.render(
        "quiz/practice.html",
        status,
        offered=offered,
        field=field_of(FIELD, 1, offered.asked) if offered else None,
        asked=len(known),
        well=sum(memory.mastery >= KNOWN for memory in known.values()),
        again=_again(visit),
        subjects=_subjects(visit),
        due=sum(bool(memory.due and memory.due <= visit.now) for memory in known.values()),
    )


def _subjects(visit: Visit) -> list[str]:
    """What is to be practised, as a requirement names it; nothing for everything."""
    return visit.request.query_params.getlist("subject")[:MOST_SUBJECTS]


def _again(visit: Visit) -> str:
    """The end of an address that stays with the same articles."""
    subjects = [("subject", one) for one in _subjects(visit)]
    return f"?{urlencode(subjects)}" if subjects else ""
