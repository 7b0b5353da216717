"""The accounts, for administrators: made, changed, given a one-time link."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.responses import Response

from assistant.accounts.account import Account, LastAdministrator, NameTaken, NoSuchAccount, NumberTaken
from assistant.accounts.first import LINK_LASTS
from assistant.accounts.principal import Role
from ui.pages.navigation import Link
from ui.pages.routes import ADMIN, Pages
from ui.pages.visit import Here, Visit

pages = Pages(Link("/accounts", "accounts-title", ADMIN, order=80))


@pages.get("/accounts", ADMIN)
def accounts(visit: Here) -> Response:
    """Every account, and the form for a new one."""
    return _list(visit)


@pages.post("/accounts", ADMIN)
def add(visit: Here) -> Response:
    """A new account; its one-time link is shown once."""
    form = visit.form
    sign_in_name = form.text("sign-in-name", needed=True, longest=100)
    name, staff_number = form.text("name", longest=100), form.text("staff-number", longest=50)
    roles = _roles(visit)
    if not form.errors:
        try:
            made = visit.application.accounts.add(
                visit.person, sign_in_name, roles, at=visit.now, name=name, staff_number=staff_number,
                units=form.text("units").splitlines(),
            )  # fmt: skip
        except NameTaken:
            form.errors["sign-in-name"] = "accounts-taken"
        except NumberTaken:
            form.errors["staff-number"] = "accounts-number-taken"
        else:
            return _list(visit, link=_link(visit, made), account=made)
    return _list(visit, 422)


@pages.get("/accounts/{account_id}", ADMIN)
def account(visit: Here, account_id: str) -> Response:
    """One account, to be changed."""
    return visit.render("accounts/account.html", account=_get(visit, account_id))


@pages.post("/accounts/{account_id}", ADMIN)
def change(visit: Here, account_id: str) -> Response:
    """Changes what an account is; one that is shut is signed out at once."""
    form, found = visit.form, _get(visit, account_id)
    name = form.text("name", needed=True, longest=100)
    roles = _roles(visit)
    if not form.errors:
        try:
            visit.application.accounts.change(
                visit.person, found.id, at=visit.now, name=name, staff_number=form.text("staff-number", longest=50),
                roles=roles, units=form.text("units").splitlines(), active=form.flag("active"),
            )  # fmt: skip
            return visit.redirect("/accounts", "accounts-changed")
        except NumberTaken:
            form.errors["staff-number"] = "accounts-number-taken"
        except LastAdministrator:
            form.errors["roles"] = "accounts-last"
    return visit.render("accounts/account.html", 422, account=found)


@pages.post("/accounts/{account_id}/link", ADMIN)
def link(visit: Here, account_id: str) -> Response:
    """A one-time link by which a password is chosen anew."""
    found = _get(visit, account_id)
    return _list(visit, link=_link(visit, found), account=found)


def _list(visit: Visit, status: int = 200, link: str = "", account: Account | None = None) -> Response:
    everyone = visit.application.accounts.all()
    return visit.render("accounts/list.html", status, accounts=everyone, link=link, account=account)


def _link(visit: Visit, account: Account) -> str:
    base = visit.application.settings.public_base_url.rstrip("/") or str(visit.request.base_url).rstrip("/")
    return f"{base}/welcome/{visit.application.sign_in.make_link(account.id, at=visit.now, lasts=LINK_LASTS)}"


def _roles(visit: Visit) -> list[Role]:
    roles = [Role(role) for role in visit.form.texts("roles") if role in set(Role)]
    if not roles:
        visit.form.errors["roles"] = "form-needed"
    return roles


def _get(visit: Visit, account_id: str) -> Account:
    try:
        return visit.application.accounts.get(account_id)
    except NoSuchAccount:
        raise HTTPException(404) from None
