"""Puts the API and the pages together into the one web application."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount

from assistant.bootstrap import Application
from assistant.wording.words import LOCALES, Words
from ui.api.ask import ask_routes
from ui.api.documents import document_routes
from ui.api.health import health_routes
from ui.web.doors import Doors
from ui.web.headers import SecurityHeaders
from ui.web.page_source import PageSource
from ui.web.problems import ProblemDocuments, validation_problem
from ui.web.view import View, public_view

API = "/api/v1"
DOCS, SCHEMA, DOCS_ASSETS = "/docs", "/openapi.json", "/static-offline-docs"
OURS = ("/api/", "/healthz", "/readyz", DOCS, SCHEMA, f"{DOCS_ASSETS}/")
LARGEST_BODY = 256 * 1024


def make_web_application(application: Application, today: Callable[[], date] = date.today) -> FastAPI:
    """The web application over what is open to the public."""
    view = public_view(application, today)
    web = _make_api(view)
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(asyncio.run, _mount_page(web, view)).result()
    _guard(web, view.words)
    return web


def _make_api(view: View) -> FastAPI:
    from fastapi_offline import FastAPIOffline

    web = FastAPIOffline(
        docs_url=DOCS,
        redoc_url=None,
        static_url=DOCS_ASSETS,
        openapi_url=SCHEMA,
        title=view.words("page-title"),
        version="1",
    )
    routes = APIRouter(prefix=API)
    routes.include_router(ask_routes(view))
    routes.include_router(document_routes(view))
    web.include_router(routes)
    web.include_router(health_routes(view))

    async def on_invalid(request: Request, errors: Exception) -> Response:
        assert isinstance(errors, RequestValidationError)
        return validation_problem(view.words, request, errors)

    web.add_exception_handler(RequestValidationError, on_invalid)
    return web


async def _mount_page(web: FastAPI, view: View) -> None:
    """Awaits nothing; yet where no event loop runs, Gradio would make one for each of its locks and close none."""
    import gradio as gr

    from ui.desks.ask import make_ask_page
    from ui.desks.house import STYLE, house_theme

    gr.mount_gradio_app(
        web,
        make_ask_page(view),
        path="/",
        theme=house_theme(),
        css_paths=[STYLE],
        footer_links=[],
        show_error=False,
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        max_file_size=1,
    )
    # What is ours is never Gradio's: a wrong method there is 405, not a page that was not found.
    mounted = web.router.routes[-1]
    assert isinstance(mounted, Mount)
    mounted.path_regex = re.compile(rf"^(?!{'|'.join(OURS)})(?P<path>.*)$")


def _guard(web: FastAPI, words: Words) -> None:
    """What every request passes through; the last one added is the first one met."""
    web.add_middleware(PageSource, language=LOCALES[words.language])
    web.add_middleware(Doors, ours=OURS)
    web.add_middleware(RequestBodyLimitMiddleware, max_body_size=LARGEST_BODY)
    web.add_middleware(CORSMiddleware, allow_origins=[])
    web.add_middleware(ProblemDocuments, words=words)
    web.add_middleware(SecurityHeaders)
