"""Figures as tables of the report."""

from __future__ import annotations

from collections.abc import Mapping

from evals.retrieval.score import MEASURES


def markdown(title: str, rows: Mapping[str, Mapping[str, float]]) -> str:
    """A heading and a table, a system a row."""
    head = ["system", *MEASURES]
    lines = [f"### {title}", "", _row(head), _row(["---", *["---:"] * len(MEASURES)])]
    lines += [_row([name, *(f"{figures[measure]:.3f}" for measure in MEASURES)]) for name, figures in rows.items()]
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
