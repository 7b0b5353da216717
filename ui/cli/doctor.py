"""`integrity doctor`: what is configured, what answers, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.cli.options import define, option
from ui.cli.output import table, write_json
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application


@define("doctor")
@option("--json", "as_json", is_flag=True)
def doctor(application: Application, as_json: bool) -> int:
    """Looks at every part; exit status 1 if one needs mending."""
    from assistant.health import examine

    words = ui_words()
    with application.reading():
        health = examine(application)
    if as_json:
        write_json(health.to_json())
    else:
        rows = [
            (words("doctor-data"), health.data_dir),
            (words("doctor-database"), health.database),
            (words("doctor-documents"), health.documents),
            (words("doctor-passages"), f"{health.passages['public']} / {health.passages['staff']}"),
            (words("doctor-encoder"), health.encoder),
            (words("doctor-llm"), health.llm or words("doctor-none")),
            (words("column-status"), words("doctor-ok" if health.consistent else "doctor-unindexed")),
        ]
        table((words("column-part"), words("column-value")), rows)
    return 0 if health.consistent else 1
