"""`/help/requests`: hand in a request to a person, follow it by its secret link, take it away."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.helpdesk.feedback import Opinion, Reason
from assistant.helpdesk.model import Asking, Misconduct
from ui.api.helpdesk import LONGEST_CONTACT
from ui.api.shapes import LONGEST_QUESTION
from ui.help.look import look_of, page
from ui.web.help_view import HelpView
from ui.web.rights import COOKIELESS

SEE_OTHER = 303
Text = Annotated[str, Form(max_length=LONGEST_QUESTION)]
Short = Annotated[str, Form(max_length=100)]
Box = Annotated[str, Form(max_length=2)]


def request_pages(helping: HelpView) -> APIRouter:
    """The pages over the citizen's side of the help desk."""
    routes = APIRouter(prefix="/help/requests", include_in_schema=False, dependencies=[COOKIELESS])

    @routes.get("")
    def form(request: Request) -> Response:
        """The form for a new request, and the one to find one's own."""
        return _form(request, helping)

    @routes.post("/new")
    def prefilled(request: Request, question: Text = "") -> Response:
        """The form with what was asked already in it; it travels in the body, in no address or log."""
        return _form(request, helping, question=question)

    @routes.post("")
    def submit(
        request: Request,
        question: Text = "",
        contact: Annotated[str, Form(max_length=LONGEST_CONTACT)] = "",
    ) -> Response:
        """Takes the request and leads to its own page."""
        look = look_of(request)
        if not question.strip():
            return _form(request, helping, status=422, problem=look.words("help-empty"))
        taken = helping.desk.submit(Asking(question.strip(), contact, look.language), at=helping.now())
        if isinstance(taken, Misconduct):
            return page(request, "misconduct.html")
        return _to(request, taken.number, taken.secret)

    @routes.post("/find")
    def find(request: Request, number: Short = "", secret: Short = "") -> Response:
        """Leads to a request by its number and its code."""
        number = number.strip().upper()
        if helping.desk.follow(number, secret.strip()) is None:
            return _form(request, helping, status=404, problem=look_of(request).words("help-unknown"))
        return _to(request, number, secret.strip())

    _own_pages(routes, helping)
    return routes


def _own_pages(routes: APIRouter, helping: HelpView) -> None:
    """The pages of one request, for whoever has its link."""

    @routes.get("/{number}/{secret}")
    def follow(request: Request, number: str, secret: str) -> Response:
        """The request as it stands."""
        return _shown(request, helping, number, secret)

    @routes.post("/{number}/{secret}/messages")
    def add(request: Request, number: str, secret: str, text: Text = "") -> Response:
        """Adds what the owner has to say."""
        added = helping.desk.add(number, secret, text.strip(), at=helping.now()) if text.strip() else True
        if isinstance(added, Misconduct):
            return page(request, "misconduct.html")
        return _to(request, number, secret) if added else _shown(request, helping, number, secret)

    @routes.post("/{number}/{secret}/feedback")
    def opinion(
        request: Request, number: str, secret: str, satisfied: Box = "", reason: Short = "", comment: Text = ""
    ) -> Response:
        """Keeps what the owner thought of the reply."""
        why = Reason(reason) if reason in set(Reason) else Reason.OTHER
        given = Opinion(satisfied == "1", why, comment, number=number, secret=secret)
        if not helping.feedback.give(given, at=helping.now()):
            return _shown(request, helping, number, secret)
        return page(request, "thanks.html", number=number, secret=secret)

    @routes.post("/{number}/{secret}/erase")
    def erase(request: Request, number: str, secret: str, sure: Box = "") -> Response:
        """Deletes the request, once its owner has said that they are sure."""
        if sure != "1":
            return _to(request, number, secret)
        if not helping.desk.erase(number, secret, at=helping.now()):
            return _shown(request, helping, number, secret)
        return page(request, "erased.html", number=number)


def _form(request: Request, helping: HelpView, status: int = 200, question: str = "", problem: str = "") -> Response:
    values: dict[str, Any] = {"question": question, "problem": problem, "days": helping.desk.days}
    return page(request, "requests.html", status, **values, retention=helping.desk.retention_days)


def _shown(request: Request, helping: HelpView, number: str, secret: str) -> Response:
    found = helping.desk.follow(number, secret)
    if found is None:
        return _form(request, helping, status=404, problem=look_of(request).words("help-unknown"))
    values: dict[str, Any] = {"found": found, "secret": secret, "overdue": found.overdue(helping.now())}
    values["reasons"] = [reason for reason in Reason if reason]
    return page(request, "request.html", **values, link=look_of(request).at(helping.link(request, number, secret)))


def _to(request: Request, number: str, secret: str) -> RedirectResponse:
    path = f"/help/requests/{quote(number, safe='')}/{quote(secret, safe='')}"
    return RedirectResponse(look_of(request).at(path), SEE_OTHER)
