"""The report of the speed of the pages: each figure with its budget and beside the bare route of the same run."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime

from evals.pages.speed import Measured


def report(measured: Sequence[Measured], command: str, load: Sequence[float], note: str) -> str:
    """The report as Markdown."""
    lines = [
        "# How fast the pages are",
        "",
        f"`{command}`, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, load of the machine before {', '.join(f'{one:.1f}' for one in load)}. "
        "Server, browser, people and the bare FastAPI route share the machine. A page is usable once its field can be "
        "typed into or its list is there, with an empty cache; the echo of an action is a form's answer in practice, "
        f"each person acting every 1 to 3 seconds. {note}".rstrip(),
        "",
        "| what | budget s | p50 s | p95 s | bare p95 s | ratio | within | times |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *map(_row, measured),
        "",
    ]
    return "\n".join(lines)


def _row(one: Measured) -> str:
    value, bare = one.at(one.share), one.at(one.share, bare=True)
    cells = [
        one.name, f"{one.budget:g}", f"{one.at(0.5):.3f}", f"{value:.3f}", f"{bare:.3f}", f"{value / (bare or 1):.1f}",
        "yes" if value <= one.budget else "no", str(len(one.seconds)),
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"
