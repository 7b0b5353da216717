"""One request for a page: who makes it, in which language, what its form sent; and the ways to answer it."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.accounts.account import NoSuchAccount
from assistant.accounts.principal import Principal
from assistant.accounts.secrets import new_secret
from assistant.accounts.sessions import Session
from assistant.accounts.tokens import Bearer
from assistant.bootstrap import Application
from assistant.wording.words import LOCALES, Words
from ui.messages.words import ui_words
from ui.pages.forms import Form
from ui.pages.navigation import Link, links_for
from ui.pages.rendering import render_page
from ui.web.address import client_address
from ui.web.house import House

SESSION_COOKIE, VISITOR_COOKIE = "integrity_session", "integrity_visitor"
LANGUAGE_COOKIE, TOLD_COOKIE = "integrity_language", "integrity_told"
TOLD_SECONDS = 60
OURSELVES = ("library", "library-reviewer", "generator", "service", "program", "retention", "citizen")
"""What parts of the program sign with instead of an account."""
PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass
class Visit:
    """A request with what was found out about it; `session` is None for whoever is not signed in."""

    house: House
    request: Request
    now: datetime
    secret: str = ""
    session: Session | None = None
    bearer: Bearer | None = None
    form: Form = field(default_factory=Form)

    @property
    def application(self) -> Application:
        """The services."""
        return self.house.application

    @property
    def principal(self) -> Principal | None:
        """Who is signed in, or whom a token speaks for."""
        known = self.session or self.bearer
        return known.principal if known else None

    @property
    def person(self) -> Principal:
        """Who is signed in, on a page that only signed-in people reach."""
        if self.session is None:
            raise LookupError("nobody is signed in: declare roles on this route")
        return self.session.principal

    @property
    def address(self) -> str:
        """Where the request comes from."""
        return client_address(self.request.scope, self.application.settings.trusted_hops)

    @cached_property
    def language(self) -> str:
        """The language chosen, else the one that is configured."""
        chosen = self.request.cookies.get(LANGUAGE_COOKIE, "")
        return chosen if chosen in LOCALES else self.application.settings.language

    @property
    def words(self) -> Words:
        """The texts in that language."""
        return ui_words(self.language)

    @cached_property
    def visitor(self) -> str:
        """What stands for a browser in which nobody is signed in, so that its forms can be told from forged ones."""
        return self.request.cookies.get(VISITOR_COOKIE) or new_secret()

    @property
    def csrf(self) -> str:
        """The token that this browser's forms carry; it tells nothing of the cookie that it comes from."""
        return sha256(f"csrf {self.secret or self.visitor}".encode()).hexdigest()

    @property
    def own_address(self) -> str:
        """The path of this page with its query, to come back to after the language was changed."""
        here = urlsplit(str(self.request.url))
        if self.request.method != "GET":  # the answer to a form: back to the page that had it
            before = urlsplit(self.request.headers.get("referer", ""))
            here = before if before.netloc == here.netloc else urlsplit("/")
        return f"{here.path}?{here.query}" if here.query else here.path

    @property
    def links(self) -> list[Link]:
        """The navigation."""
        return links_for(self.principal, self.house.links)

    def name_of(self, account_id: str) -> str:
        """The name of an account; what is no account's id, such as what a part of the program signs with, as it is."""
        try:
            return self.application.accounts.get(account_id).name
        except NoSuchAccount:
            return self.words(f"who-{account_id}") if account_id in OURSELVES else account_id

    def render(self, template: str, status: int = 200, **values: object) -> HTMLResponse:
        """A page from a template, which also gets `visit`, `words`, `form` and `told` (what a redirect left to say)."""
        told = self._told()
        context = {"visit": self, "words": self.words, "locale": LOCALES[self.language], "form": self.form, **values}
        response = HTMLResponse(render_page(template, told=told, **context), status, PAGE_HEADERS)
        if told:
            response.delete_cookie(TOLD_COOKIE, path="/")
        if not self.secret and VISITOR_COOKIE not in self.request.cookies:
            self.set_cookie(response, VISITOR_COOKIE, self.visitor)
        return response

    def redirect(self, path: str, key: str = "", *, kind: str = "done", **values: str | int) -> RedirectResponse:
        """On to another page of ours, where the text under `key` is shown once; `kind` is done or fault."""
        response = RedirectResponse(path if _ours(path) else "/", 303)
        if key:
            told = json.dumps([kind, self.words(key, **values)]).encode()
            self.set_cookie(response, TOLD_COOKIE, base64.urlsafe_b64encode(told).decode(), TOLD_SECONDS)
        return response

    def signed_in(self, response: Response, secret: str) -> Response:
        """Gives the browser a session; what stood for it before is forgotten."""
        self.set_cookie(response, SESSION_COOKIE, secret)
        response.delete_cookie(VISITOR_COOKIE, path="/")
        return response

    def signed_out(self, response: Response) -> Response:
        """Takes the session from the browser."""
        response.delete_cookie(SESSION_COOKIE, path="/")
        return response

    def set_cookie(self, response: Response, name: str, value: str, max_age: int | None = None) -> None:
        """A cookie that scripts cannot read and other sites' forms do not bring along."""
        secure = self.house.secure or self.request.url.scheme == "https"
        response.set_cookie(name, value, max_age, path="/", secure=secure, httponly=True, samesite="lax")

    def _told(self) -> tuple[str, str] | None:
        try:
            kind, text = json.loads(base64.urlsafe_b64decode(self.request.cookies.get(TOLD_COOKIE, "")))
        except ValueError:
            return None
        return ("fault" if kind == "fault" else "done", str(text)[:500])


def find_visit(request: Request) -> Visit:
    """Finds out who makes a request; asks the database once."""
    house: House = request.app.state.house
    now = house.now()
    secret = request.cookies.get(SESSION_COOKIE, "")
    session = house.application.sessions.find(secret, at=now) if secret else None
    return Visit(house, request, now, secret if session else "", session)


def _here(request: Request) -> Visit:
    visit: Visit = request.state.visit
    return visit


def _ours(path: str) -> bool:
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()


Here = Annotated[Visit, Depends(_here)]
