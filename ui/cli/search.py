"""`integrity search`: ranked articles, no answer; one question or many."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.cli.options import AUDIENCE, DAY, FILE, define, option, today
from ui.cli.output import read_lines, say, write_json, write_lines
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.bootstrap import Application


@define("search")
@click.argument("query", required=False)
@option("--top-k", type=click.IntRange(1, 1000), default=10)
@option("--audience", type=AUDIENCE)
@option("--as-of", type=DAY)
@option("--queries", type=FILE)
@option("--out", type=FILE)
@option("--json", "as_json", is_flag=True)
def search(
    application: Application,
    query: str | None,
    top_k: int,
    audience: str | None,
    as_of: datetime | None,
    queries: Path | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Searches the articles in force on the day asked about."""
    from assistant.answering.model import result_to_json
    from assistant.bootstrap import EVERYONE, STAFF
    from knowledge.search.filters import Filters

    if (query is None) == (queries is None) or (queries is None) != (out is None):
        raise click.UsageError(ui_words()("cli-search-usage"))
    day = today(as_of)
    with application.reading():
        searcher = application.searcher(EVERYONE if audience == "public" else STAFF)

        def found(text: str) -> list[dict[str, Any]]:
            return [result_to_json(result, day) for result in searcher.search(text, Filters(day), top_k)]

        if queries and out:
            lines = list(read_lines(queries, "id", "query"))
            write_lines(out, ({"id": line["id"], "results": found(str(line["query"]))} for line in lines))
            return
        results = found(str(query))
    if as_json:
        write_json(results)
        return
    for rank, result in enumerate(results, 1):
        shown = {name: result[name] for name in ("title", "number", "article", "heading", "score")}
        say(ui_words()("search-line", rank=rank, **shown))
        say(f"   {result['text']}\n")
