"""Shows a report: a table on the terminal, one HTML page, or JSON."""

from __future__ import annotations

from dataclasses import asdict
from html import escape
from typing import Any

from rich.table import Table

from assistant.wording.words import Words
from evals.answers.rows import COLUMNS, MISS_COLUMNS, figure_rows, miss_rows
from evals.answers.score import Report

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }}
table {{ border-collapse: collapse; margin: 1rem 0; }}
th, td {{ border: 1px solid #bbb; padding: .25rem .5rem; text-align: left; vertical-align: top; }}
thead th {{ background: #eee; position: sticky; top: 0; }}
</style></head><body><h1>{title}</h1><p>{intro}</p>{figures}<h2>{misses}</h2>{missed}</body></html>
"""


def render(report: Report, words: Words) -> Table:
    """The figures as a table for the terminal."""
    table = Table(title=words("title"), caption=words("intro", questions=len(report.scored)))
    for column in COLUMNS:
        table.add_column(words(f"column-{column}"), justify="left" if column == "group" else "right")
    for row in figure_rows(report, words):
        table.add_row(*row)
    return table


def page(report: Report, words: Words) -> str:
    """The figures and the misses as one HTML page that needs nothing else."""
    return _PAGE.format(
        language=words.language,
        title=escape(words("title")),
        intro=escape(words("intro", questions=len(report.scored))),
        figures=_table([words(f"column-{column}") for column in COLUMNS], figure_rows(report, words)),
        misses=escape(words("misses")),
        missed=_table([words(f"column-{column}") for column in MISS_COLUMNS], miss_rows(report)),
    )


def as_json(report: Report) -> dict[str, Any]:
    """The figures by split and by kind."""
    return {
        "splits": {split: asdict(found) for split, found in report.splits.items()},
        "kinds": [{"kind": kind, "split": split, **asdict(found)} for (kind, split), found in report.kinds.items()],
        "misses": [dict(zip(MISS_COLUMNS, row, strict=True)) for row in miss_rows(report)],
    }


def _table(heads: list[str], rows: list[list[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
