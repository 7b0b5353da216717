"""`integrity serve`: the whole web service."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ui.cli.options import define, option
from ui.cli.output import say
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application


@define("serve")
@option("--host", default="127.0.0.1", show_default=True)
@option("--port", type=click.IntRange(1, 65535), default=7860, show_default=True)
def serve(application: Application, host: str, port: int) -> None:
    """Serves the pages and the API until it is stopped."""
    import uvicorn

    from assistant.bootstrap import SHIPPED, Application
    from ui.web.application import make_web_application

    if application.catalogue().revision() == 0:
        say(ui_words()("cli-first-start"))
        with application.changing():
            _, taken = application.take_in(SHIPPED)
            say(ui_words()("cli-first-done", documents=sum(len(row.titles) for row in taken)))
    with application.reading():
        web = make_web_application(Application(application.settings))  # one that has not opened the staff's indexes
        say(ui_words()("cli-serving", url=f"http://{host}:{port}"))
        uvicorn.run(web, host=host, port=port, log_level="warning")
