"""`integrity documents`: the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.cli.options import define, option, today
from ui.cli.output import table, write_json
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application


@define("documents")
@option("--json", "as_json", is_flag=True)
def documents(application: Application, as_json: bool) -> None:
    """Lists every document with its number, issuer, dates, status, audience, articles."""
    from assistant.documents import catalogue_rows

    words = ui_words()
    rows = catalogue_rows(application.catalogue(), today(None))
    if as_json:
        write_json(rows)
        return
    heads = [
        words(f"column-{name}") for name in ("title", "number", "issuer", "date", "status", "audience", "articles")
    ]
    table(
        heads,
        (
            (
                row["title"],
                row["number"],
                row["issuer"],
                max(row["dates"].values(), default=""),
                words(f"status-{row['status'].replace('_', '-')}"),
                words(f"audience-{row['audience']}"),
                row["articles"],
            )
            for row in rows
        ),
    )
