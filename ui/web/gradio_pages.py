"""The two Gradio pages: the public's at `/`, and that of those who sign in at `/ask`, shut to everybody else.

Each is made once for every language; the cookie of the language switch says which of them answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.wording.words import LOCALES
from ui.pages.visit import LANGUAGE_COOKIE, find_visit
from ui.web.doors import below, paths_of
from ui.web.house import House
from ui.web.problems import problem, problem_response
from ui.web.rights import SAFE, SIGN_IN, from_ours
from ui.web.view import View

if TYPE_CHECKING:
    from gradio import Blocks

ASK = "/ask"


async def mount_pages(web: FastAPI, public: View, house: House, staff: View) -> re.Pattern[str]:
    """Mounts both; gives the pattern of the paths that are ours and not the public page's.

    Awaits nothing; yet where no event loop runs, Gradio would make one for each of its locks and close none.
    """
    from ui.desks.ask import make_ask_page
    from ui.desks.keeping import Keeping
    from ui.desks.lean_gradio import import_gradio

    import_gradio()
    ours = paths_of(web.routes)
    desk = _mount(web, lambda language: make_ask_page(told := staff.in_language(language), Keeping(house, told)), ASK)
    desk.app = SignedIn(desk.app, house)
    ours = re.compile(f"{ours.pattern}|^{ASK}$|{below(ASK)}")
    # What is ours is never Gradio's: a wrong method there is 405, not a page that was not found.
    front = _mount(web, lambda language: make_ask_page(public.in_language(language)), "/")
    front.path_regex = re.compile(rf"^(?!{ours.pattern}|{ASK}/|/api/)(?P<path>.*)$")
    return ours


def _mount(web: FastAPI, make_page: Callable[[str], Blocks], path: str) -> Mount:
    """Mounts a page in every language behind one path."""
    apps: dict[str, ASGIApp] = {}
    for language in LOCALES:
        _mount_one(web, make_page(language), path, LOCALES[language])
        mount = web.router.routes.pop()
        assert isinstance(mount, Mount)
        apps[language] = mount.app
    made = Mount(path, Spoken(apps, web.state.house.application.settings.language))
    web.router.routes.append(made)
    return made


def _mount_one(web: FastAPI, page: Blocks, path: str, locale: str) -> None:
    import gradio as gr

    from ui.desks.house import STYLE, house_theme
    from ui.pages.rendering import asset

    settings: dict[str, Any] = {
        "theme": house_theme(),
        "css_paths": [STYLE],
        "head": f'<script src="{asset("ask.js")}" data-language="{locale}" defer></script>',
    }
    gr.mount_gradio_app(
        web,
        page,
        path=path,
        footer_links=[],
        show_error=False,
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        max_file_size=1,
        **settings,
    )


class Spoken:
    """The same page in several languages: what a browser asks for is answered in the one it chose."""

    def __init__(self, apps: Mapping[str, ASGIApp], language: str) -> None:
        self.apps = apps
        self._language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on to the page in the language of the cookie, else in the one configured."""
        chosen = Request(scope).cookies.get(LANGUAGE_COOKIE, "") if scope["type"] == "http" else ""
        await self.apps[chosen if chosen in self.apps else self._language](scope, receive, send)


class SignedIn:
    """Lets through only requests of people who are signed in, and what they send only from pages of ours."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app = app
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on, or sends to the sign-in page."""
        if scope["type"] != "http":
            return
        request = Request(scope)
        visit = await run_in_threadpool(find_visit, request)
        base_url = self._house.application.settings.public_base_url
        if visit.principal and (scope["method"] in SAFE or from_ours(request, base_url)):
            await self._app(scope, receive, send)
        elif visit.principal is None and scope["method"] in SAFE and "text/html" in request.headers.get("accept", ""):
            await RedirectResponse(f"{SIGN_IN}?next={quote(ASK)}", 303)(scope, receive, send)
        else:
            status = 403 if visit.principal else 401
            await problem_response(problem(visit.words, status, scope["path"]))(scope, receive, send)
