"""The switch between Chinese and English, kept in a cookie."""

from __future__ import annotations

from starlette.responses import Response

from assistant.wording.words import LOCALES
from ui.pages.routes import ANYONE, Pages
from ui.pages.visit import LANGUAGE_COOKIE, Here
from ui.web.rights import from_ours

A_YEAR = 365 * 24 * 3600
pages = Pages()


@pages.post("/language", ANYONE)
def switch(visit: Here) -> Response:
    """Shows pages in the language chosen from now on."""
    language = visit.form.choice("language", LOCALES)
    back = visit.redirect(visit.form.text("back", default="/"))
    if not visit.form.errors:
        visit.set_cookie(back, LANGUAGE_COOKIE, language, A_YEAR)
    return back


@pages.get("/language/{language}", ANYONE)
def follow(visit: Here, language: str, back: str = "/") -> Response:
    """The same by a link, for pages that have no form; another site's link changes nothing."""
    answer = visit.redirect(back)
    if language in LOCALES and from_ours(visit.request, visit.application.settings.public_base_url):
        visit.set_cookie(answer, LANGUAGE_COOKIE, language, A_YEAR)
    return answer
