"""Adds what the public may do to the web application: help pages, help requests, the widget, and their limits."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.cors import CORSMiddleware

from assistant.bootstrap import Application
from assistant.settings import Settings
from assistant.wording.words import Words
from ui.api.helpdesk import helpdesk_routes
from ui.help.pages import help_pages
from ui.help.request_pages import request_pages
from ui.web.gate import ByConversation, Gate, Watch
from ui.web.help_view import help_view
from ui.web.rates import Rates
from ui.web.view import View
from ui.widget.bundle import widget_routes

PREFLIGHT_SECONDS = 3600


def limited_by_conversation(settings: Settings, rates: Rates, words: Words) -> list[Any]:
    """The dependencies of every route of the API."""
    return [Depends(ByConversation(settings, rates, words))]


def add_help(web: FastAPI, application: Application, view: View, api: str) -> None:
    """The routes; all of them work from the public's view."""
    helping = help_view(application)
    watch = Watch(application.public_service)
    routes = APIRouter(prefix=api)
    routes.include_router(helpdesk_routes(helping, view))
    for part in (routes, help_pages(view, watch), request_pages(helping), widget_routes()):
        web.include_router(part)


def guard_questions(web: FastAPI, application: Application, rates: Rates, words: Words) -> None:
    """Limits and the switch before the questions; other sites' pages only where they are named in the settings."""
    settings = application.settings
    watch = Watch(application.public_service)
    web.add_middleware(Gate, settings=settings, watch=watch, rates=rates, words=words)
    web.add_middleware(
        CORSMiddleware,
        allow_origins=list(settings.embedding_sites),
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["Authorization", "Content-Type"],
        expose_headers=["Retry-After"],
        max_age=PREFLIGHT_SECONDS,
    )
