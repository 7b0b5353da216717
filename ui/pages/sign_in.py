"""Signing in and out, and the one-time link by which an account is entered first."""

from __future__ import annotations

from starlette.responses import Response

from assistant.accounts.account import Account
from assistant.accounts.passwords import WeakPassword
from assistant.accounts.sign_in import Outcome
from ui.pages.routes import ANYONE, SIGNED_IN, Pages
from ui.pages.visit import Here, Visit

AFTER = "/desk"
pages = Pages()


@pages.get("/sign-in", ANYONE)
def form(visit: Here) -> Response:
    """The form; who is signed in already goes on."""
    onward = visit.request.query_params.get("next", AFTER)
    if visit.principal:
        return visit.redirect(onward)
    if known := _from_proxy(visit):
        return enter(visit, known.id, onward)
    return visit.render("sign_in.html", onward=onward, name="", fault="")


@pages.post("/sign-in", ANYONE)
def sign_in(visit: Here) -> Response:
    """Tries name and password; on success the session is a new one."""
    name, password = visit.form.text("name", longest=100), visit.form.secret("password")
    onward = visit.form.text("next", default=AFTER)
    attempt = visit.application.sign_in.with_password(name, password, address=visit.address, at=visit.now)
    if attempt.outcome is Outcome.SIGNED_IN and attempt.account:
        return enter(visit, attempt.account.id, onward)
    if attempt.outcome is Outcome.WAIT:
        fault = visit.words("sign-in-wait", seconds=int(attempt.wait.total_seconds()) + 1)
    else:
        fault = visit.words("sign-in-refused")
    status = 429 if attempt.outcome is Outcome.WAIT else 422
    return visit.render("sign_in.html", status, onward=onward, name=name, fault=fault)


@pages.post("/sign-out", SIGNED_IN)
def sign_out(visit: Here) -> Response:
    """Ends this session."""
    visit.application.sessions.close(visit.secret)
    return visit.signed_out(visit.redirect("/sign-in", "sign-in-out"))


@pages.get("/welcome/{secret}", ANYONE)
def welcome(visit: Here, secret: str) -> Response:
    """Where a one-time link leads: a password is chosen. To look does not use it up."""
    account = visit.application.sign_in.link_holds(secret, at=visit.now)
    if account is None:
        return visit.redirect("/sign-in", "welcome-expired", kind="fault")
    return visit.render("welcome.html", account=account, secret=secret, fault="")


@pages.post("/welcome/{secret}", ANYONE)
def use_link(visit: Here, secret: str) -> Response:
    """Uses the link up and signs in."""
    account = visit.application.sign_in.link_holds(secret, at=visit.now)
    password = visit.form.secret("password")
    fault = "password-differs" if password != visit.form.secret("again") else ""
    if account and not fault:
        try:
            account = visit.application.sign_in.with_link(secret, password, at=visit.now)
        except WeakPassword:
            fault = "password-weak"
    if account is None:
        return visit.redirect("/sign-in", "welcome-expired", kind="fault")
    if fault:
        return visit.render("welcome.html", 422, account=account, secret=secret, fault=visit.words(fault))
    visit.application.sessions.close_others(account.principal())
    return enter(visit, account.id, AFTER)


def _from_proxy(visit: Visit) -> Account | None:
    """Whom a reverse proxy of ours has signed in: its header counts only on a connection from its address."""
    settings, request = visit.application.settings, visit.request
    trusted = {address.strip() for address in settings.proxy_addresses.split(",")}
    if not settings.proxy_user_header or not request.client or request.client.host not in trusted:
        return None
    account = visit.application.accounts.named(request.headers.get(settings.proxy_user_header, ""))
    return account if account and account.active else None


def enter(visit: Visit, account_id: str, onward: str) -> Response:
    """Signs somebody in: a new session, and on to where they wanted to go."""
    secret = visit.application.sessions.open(
        account_id,
        at=visit.now,
        address=visit.address,
        agent=visit.request.headers.get("user-agent", ""),
        instead_of=visit.secret,
    )
    return visit.signed_in(visit.redirect(onward), secret)
