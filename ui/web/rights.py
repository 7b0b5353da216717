"""Who may call a route: declared on each, checked before anything else of the request is looked at."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator
from functools import partial
from urllib.parse import quote, urlsplit

from fastapi import Depends, HTTPException, Request
from fastapi.concurrency import run_in_threadpool

from assistant.accounts.principal import Role
from assistant.accounts.tokens import Scope
from ui.pages.forms import Form
from ui.pages.visit import Visit, find_visit

SAFE = frozenset({"GET", "HEAD"})
SIGN_IN = "/sign-in"
API = "/api/"
MOST_FIELDS, MOST_FILES = 2000, 200
LARGEST_FIELD = 256 * 1024


class Allowed:
    """Lets those pass who have one of the roles; `None` lets everybody pass.

    For pages it also sees to forms: a request that changes something must come from a page of ours, and bring the
    token that this page was given. Put on a route as `Depends(Allowed(...))`; the tests read `roles`.
    """

    def __init__(self, roles: frozenset[Role] | None, scope: Scope | None = None) -> None:
        self.roles = roles
        self._scope = scope

    async def __call__(self, request: Request) -> AsyncIterator[None]:
        """Turns away, or leaves the `Visit` in `request.state.visit`."""
        visit: Visit = await run_in_threadpool(find_visit, request)
        request.state.visit = visit
        changing, page = request.method not in SAFE, not request.url.path.startswith(API)
        if changing and not from_ours(request, visit.application.settings.public_base_url):
            if page:
                raise HTTPException(403, visit.words("problem-foreign-form"))
            visit.session = None  # another site may ask for what is public, not in the name of who is signed in
        if not page and (self.roles is not None or self._scope is not None):
            await self._read_token(visit)  # elsewhere a bearer's secret is the route's own affair
        roles = self.admitted(visit)
        if roles is not None:
            _admit(visit, roles)
        if changing and page:
            await _read_form(visit)
        try:
            yield
        finally:
            await request.close()

    def admitted(self, visit: Visit) -> frozenset[Role] | None:  # noqa: ARG002 - asked by those below
        """The roles that count for a request."""
        return self.roles

    async def _read_token(self, visit: Visit) -> None:
        """A token speaks for its owner, and only for what it is good for; one that does not hold is refused."""
        kind, _, secret = visit.request.headers.get("authorization", "").partition(" ")
        if not kind:
            return
        tokens = visit.application.tokens
        bearer = await run_in_threadpool(partial(tokens.find, secret.strip(), at=visit.now))
        if kind.lower() != "bearer" or bearer is None:
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        if self._scope not in bearer.scopes:
            raise HTTPException(403, visit.words("problem-scope"))
        visit.session, visit.bearer = None, bearer


class ReadersOfTheLog(Allowed):
    """Lets those pass whom the setting `question_log_readers` names; `roles` are those of its default."""

    def __init__(self) -> None:
        super().__init__(frozenset({Role.TRAINER, Role.ADMIN}))

    def admitted(self, visit: Visit) -> frozenset[Role] | None:
        """The roles that are set."""
        return visit.application.question_reader.readers


class Unasked(Allowed):
    """Lets everybody pass and asks nobody who they are: for pages that read and set no cookie.

    There is no session that a form of another site could use; it is turned away all the same.
    """

    def __init__(self) -> None:
        super().__init__(None)

    async def __call__(self, request: Request) -> AsyncIterator[None]:
        """Turns away what another site's page sends in its visitor's name."""
        base: str = request.app.state.house.application.settings.public_base_url
        if request.method not in SAFE and not from_ours(request, base):
            raise HTTPException(403)
        yield


def from_ours(request: Request, public_base_url: str) -> bool:
    """Whether a request comes from a page of ours, as far as the browser tells; other programs tell nothing."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    hosts = {request.headers.get("host", ""), urlsplit(public_base_url).netloc}
    return bool(origin) and urlsplit(origin).netloc in hosts - {""}


def _admit(visit: Visit, roles: frozenset[Role]) -> None:
    path = visit.request.url.path
    if visit.principal is None:
        if path.startswith(API):
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        after = path if visit.request.method in SAFE else "/desk"
        raise HTTPException(303, headers={"Location": f"{SIGN_IN}?next={quote(after)}"})
    visit.principal.require(*sorted(roles))


async def _read_form(visit: Visit) -> None:
    sent = await visit.request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD)
    token = sent.get("csrf")
    if not isinstance(token, str) or not hmac.compare_digest(token.encode(), visit.csrf.encode()):
        raise HTTPException(403, visit.words("problem-stale-form"))
    visit.form = Form(sent)


OPEN = Depends(Allowed(None))
"""Declares that anybody may call a route."""
COOKIELESS = Depends(Unasked())
"""Declares the same of pages that know of no cookie."""
OPEN_TO_ASK = Depends(Allowed(None, Scope.ASK))
OPEN_TO_READ = Depends(Allowed(None, Scope.DOCUMENTS))
"""The same for routes on which who is signed in, or has a token, sees what is for staff too."""
