"""Puts the API and the pages together into the one web application."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from asgi_correlation_id import CorrelationIdMiddleware
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.staticfiles import StaticFiles

from assistant.accounts.principal import Forbidden
from assistant.bootstrap import Application
from assistant.settings import Settings
from assistant.wording.words import LOCALES, Words
from ui.api.ask import ask_routes
from ui.api.documents import document_routes
from ui.api.health import health_routes
from ui.api.originals import original_routes
from ui.help.public import add_help, guard_questions, limited_by_conversation
from ui.pages.areas import AREAS
from ui.pages.problem_page import problem_page
from ui.pages.rendering import STATIC, STATIC_PATH
from ui.web.doors import Doors
from ui.web.gradio_pages import mount_pages
from ui.web.headers import SecurityHeaders
from ui.web.house import House, utc_now
from ui.web.page_source import PageSource
from ui.web.problems import ProblemDocuments, problem, problem_response, validation_problem
from ui.web.rates import Rates
from ui.web.telemetry.logs import RequestLog
from ui.web.telemetry.metrics import expose_metrics
from ui.web.telemetry.traces import send_traces
from ui.web.view import View, public_view, staff_view

API = "/api/v1"
DOCS, SCHEMA, DOCS_ASSETS = "/docs", "/openapi.json", "/static-offline-docs"
LARGEST_BODY = 256 * 1024


def make_web_application(
    application: Application, today: Callable[[], date] = date.today, now: Callable[[], datetime] = utc_now
) -> FastAPI:
    """The web application: what is open to the public, and the pages of those who sign in.

    The public's view is built from an application of its own, which never opens what is for staff.
    """
    public = Application(application.settings)
    view = public_view(public, today)
    rates = Rates(application.settings.limits_storage)
    web = _make_api(view, limited_by_conversation(application.settings, rates, view.words))
    add_help(web, public, view, API)
    web.state.public = public
    readers = application.question_reader.readers
    links = tuple(
        replace(link, roles=readers) if link.of_the_log else link for area in AREAS for link in area.links
    )
    secure = application.settings.public_base_url.startswith("https:")
    web.state.house = House(application, links, now, today, secure)
    for area in AREAS:
        web.include_router(area.router)
    web.mount(STATIC_PATH, StaticFiles(directory=STATIC))
    expose_metrics(web, {"documents": view.document_count})
    staff = web.state.staff = staff_view(application, today)
    with ThreadPoolExecutor(1) as elsewhere:
        ours = elsewhere.submit(asyncio.run, mount_pages(web, view, web.state.house, staff)).result()
    _guard(web, view.words, ours, public, rates)
    _watch(web, application.settings)
    return web


def _watch(web: FastAPI, settings: Settings) -> None:
    """A line a request in the log, traces where they are wanted; met before everything else."""
    web.add_middleware(RequestLog)
    web.add_middleware(CorrelationIdMiddleware, header_name="X-Request-ID")
    if settings.otlp_endpoint:
        send_traces(web, settings.otlp_endpoint)


def _make_api(view: View, limited: list[Any]) -> FastAPI:
    from fastapi_offline import FastAPIOffline

    web = FastAPIOffline(
        docs_url=DOCS,
        redoc_url=None,
        static_url=DOCS_ASSETS,
        openapi_url=SCHEMA,
        title=view.words("page-title"),
        version="1",
    )
    routes = APIRouter(prefix=API, dependencies=limited)
    routes.include_router(ask_routes(view))
    routes.include_router(document_routes(view))
    routes.include_router(original_routes(view))
    web.include_router(routes)
    web.include_router(health_routes(view))

    async def on_invalid(request: Request, errors: Exception) -> Response:
        assert isinstance(errors, RequestValidationError)
        return validation_problem(view.words, request, errors)

    async def on_forbidden(request: Request, _: Exception) -> Response:
        return problem_response(problem(view.words, 403, request.url.path))

    web.add_exception_handler(RequestValidationError, on_invalid)
    web.add_exception_handler(Forbidden, on_forbidden)
    return web


def _guard(web: FastAPI, words: Words, ours: re.Pattern[str], public: Application, rates: Rates) -> None:
    """What every request passes through; the last one added is the first one met."""
    web.add_middleware(PageSource, language=LOCALES[words.language])
    web.add_middleware(Doors, ours=ours)
    web.add_middleware(RequestBodyLimitMiddleware, max_body_size=LARGEST_BODY)
    guard_questions(web, public, rates, words)
    web.add_middleware(ProblemDocuments, words=words, page=partial(problem_page, web.state.house))
    web.add_middleware(SecurityHeaders, secure=web.state.house.secure)
