"""`integrity serve`: the whole web service."""

from __future__ import annotations

import ctypes
import gc
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from ui.cli.options import define, option
from ui.cli.output import say
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application
    from ui.web.view import View

TURN = 0.0005  # seconds a thread may keep the others waiting: who writes holds the database meanwhile
ARENAS, M_ARENA_MAX = 2, -8  # where the C library keeps memory; one a thread by default, and each holds what it had
KEPT_OPEN = 75  # seconds; longer than nginx keeps its own end (60), else it may ask over a connection just closed


@define("serve")
@option("--host", default="127.0.0.1", show_default=True)
@option("--port", type=click.IntRange(1, 65535), default=7860, show_default=True)
def serve(application: Application, host: str, port: int) -> None:
    """Serves the pages and the API until it is stopped."""
    import uvicorn

    from assistant.bootstrap import SHIPPED
    from assistant.quiz.examinations.closing import keep_closing
    from ui.web.application import make_web_application
    from ui.web.house import utc_now
    from ui.web.telemetry.logs import set_up_logs

    if application.catalogue().revision() == 0:
        say(ui_words()("cli-first-start"))
        with application.changing():
            _, taken = application.take_in(SHIPPED)
            say(ui_words()("cli-first-done", documents=sum(len(row.titles) for row in taken)))
    sys.setswitchinterval(TURN)
    with suppress(AttributeError, OSError):  # only GNU's C library knows of them
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)
    url = f"http://{host}:{port}"
    with application.reading():
        web = make_web_application(application)
        say(ui_words()("cli-serving", url=url))
        _welcome(application, url)
        application.training_routine.start(lambda: datetime.now(UTC))
        keep_closing(application.quiz.sittings, lambda: datetime.now(UTC))
        set_up_logs(application.settings.log_format, application.settings.log_level)
        threading.Thread(target=_make_ready, args=(web.state.staff,), name="warm", daemon=True).start()
        worker = application.worker(utc_now)
        worker.start()
        try:
            uvicorn.run(
                web,
                host=host,
                port=port,
                log_config=None,
                access_log=False,
                proxy_headers=False,
                timeout_keep_alive=KEPT_OPEN,
            )
        finally:
            worker.stop()


def _make_ready(view: View) -> None:
    """Loads what questions need; then the collector begins its work, but not on what was loaded and stays."""
    from ui.web.view import warm

    try:
        warm(view)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()
        with suppress(AttributeError, OSError):  # as above
            ctypes.CDLL(None).malloc_trim(0)


def _welcome(application: Application, url: str) -> None:
    from assistant.accounts.first import first_link

    secret = first_link(application.accounts, application.sign_in, at=datetime.now(UTC))
    if secret:
        place = application.settings.public_base_url.rstrip("/") or url
        say(ui_words()("cli-first-administrator", url=f"{place}/welcome/{secret}"))
