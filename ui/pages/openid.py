"""Signing in through the institution's own OpenID Connect provider."""

from __future__ import annotations

import base64
import hmac
import json

from fastapi import HTTPException
from starlette.responses import RedirectResponse, Response

from assistant.accounts.identities import account_of
from assistant.accounts.openid import NotProven, OpenId
from assistant.accounts.secrets import new_secret
from ui.pages.routes import ANYONE, Pages
from ui.pages.sign_in import AFTER, enter
from ui.pages.visit import Here, Visit

COOKIE, SECONDS = "integrity_openid", 600
BACK = "/sign-in/openid/back"
pages = Pages()


@pages.get("/sign-in/openid", ANYONE)
def begin(visit: Here) -> Response:
    """On to the provider; what it must bring back stays in a cookie."""
    provider, nonce, verifier = _provider(visit), new_secret(), new_secret()
    try:
        url, state = provider.begin(_back(visit), nonce, verifier)
    except NotProven:
        return visit.redirect("/sign-in", "openid-failed", kind="fault")
    onward = visit.request.query_params.get("next", AFTER)
    kept = base64.urlsafe_b64encode(json.dumps([state, nonce, verifier, onward]).encode()).decode()
    response = RedirectResponse(url, 303)
    visit.set_cookie(response, COOKIE, kept, SECONDS)
    return response


@pages.get(BACK, ANYONE)
def back(visit: Here, code: str = "", state: str = "") -> Response:
    """Back from the provider, with a code that it exchanges for who somebody is."""
    provider = _provider(visit)
    try:
        kept = json.loads(base64.urlsafe_b64decode(visit.request.cookies.get(COOKIE, "")))
        expected, nonce, verifier, onward = kept
        if not hmac.compare_digest(state.encode(), str(expected).encode()):
            raise NotProven("state")
        identity = provider.finish(_back(visit), code, nonce, verifier)
    except (NotProven, ValueError, TypeError):
        return visit.redirect("/sign-in", "openid-failed", kind="fault")
    account = account_of(visit.application.engine, identity, at=visit.now)
    if account is None:
        return visit.redirect("/sign-in", "openid-unknown", kind="fault", name=identity.name)
    response = enter(visit, account.id, onward)
    response.delete_cookie(COOKIE, path="/")
    return response


def _provider(visit: Visit) -> OpenId:
    settings = visit.application.settings
    if not settings.oidc_issuer:
        raise HTTPException(404)
    return OpenId(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, settings.oidc_name_claim)


def _back(visit: Visit) -> str:
    base = visit.application.settings.public_base_url.rstrip("/") or str(visit.request.base_url).rstrip("/")
    return base + BACK
