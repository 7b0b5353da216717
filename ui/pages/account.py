"""One's own account: the password, and where one is signed in."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from assistant.accounts.passwords import WeakPassword
from assistant.accounts.sign_in import Outcome
from assistant.accounts.tokens import Scope, TooManyTokens
from ui.pages.navigation import Link
from ui.pages.routes import SIGNED_IN, Pages
from ui.pages.visit import Here, Visit

pages = Pages(Link("/account", "nav-account", SIGNED_IN, order=90))


@pages.get("/account", SIGNED_IN)
def account(visit: Here) -> Response:
    """The account as its owner sees it."""
    return _show(visit)


@pages.post("/account/password", SIGNED_IN)
def change_password(visit: Here) -> Response:
    """Changes the password; every other session ends, and this one gets a new id."""
    mine = visit.application.accounts.get(visit.person.account_id)
    new = visit.form.secret("new")
    attempt = visit.application.sign_in.with_password(
        mine.sign_in_name, visit.form.secret("current"), address=visit.address, at=visit.now
    )
    if attempt.outcome is not Outcome.SIGNED_IN:
        visit.form.errors["current"] = "password-wrong"
    elif new != visit.form.secret("again"):
        visit.form.errors["again"] = "password-differs"
    else:
        try:
            visit.application.accounts.set_password(visit.person, mine.id, new, at=visit.now)
        except WeakPassword:
            visit.form.errors["new"] = "password-weak"
    if visit.form.errors:
        return _show(visit, 422)
    sessions = visit.application.sessions
    secret = sessions.open(
        mine.id,
        at=visit.now,
        address=visit.address,
        agent=visit.request.headers.get("user-agent", ""),
        instead_of=visit.secret,
    )
    sessions.close_others(visit.person, kept=secret)
    return visit.signed_in(visit.redirect("/account", "password-changed"), secret)


@pages.post("/account/sessions", SIGNED_IN)
def end_others(visit: Here) -> Response:
    """Signs out everywhere else."""
    visit.application.sessions.close_others(visit.person, kept=visit.secret)
    return visit.redirect("/account", "sessions-ended")


@pages.post("/account/tokens", SIGNED_IN)
def issue_token(visit: Here) -> Response:
    """A new access token; its secret is on this one page and nowhere else."""
    name = visit.form.text("token", needed=True, longest=100)
    scopes = [Scope(scope) for scope in visit.form.texts("scopes") if scope in set(Scope)]
    days = visit.form.number("days", 1, 365)
    if not scopes:
        visit.form.errors["scopes"] = "form-needed"
    if visit.form.errors or days is None:
        return _show(visit, 422)
    try:
        secret = visit.application.tokens.issue(visit.person, name, scopes, timedelta(days=days), at=visit.now)
    except TooManyTokens:
        visit.form.errors["token"] = "tokens-enough"
        return _show(visit, 422)
    return _show(visit, secret=secret)


@pages.post("/account/tokens/{token_id}/revoke", SIGNED_IN)
def revoke_token(visit: Here, token_id: str) -> Response:
    """Ends a token at once."""
    visit.application.tokens.revoke(visit.person, token_id, at=visit.now)
    return visit.redirect("/account", "tokens-revoked")


def _show(visit: Visit, status: int = 200, secret: str = "") -> Response:
    mine = visit.application.accounts.get(visit.person.account_id)
    sessions = visit.application.sessions.of(visit.person, at=visit.now)
    tokens = visit.application.tokens.of(visit.person, at=visit.now)
    return visit.render("account.html", status, account=mine, sessions=sessions, tokens=tokens, secret=secret)
