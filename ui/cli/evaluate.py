"""`integrity eval`: scores a labelled set. The one place outside evals/ that imports it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.options import FILE, define, option

if TYPE_CHECKING:
    from assistant.bootstrap import Application


@define("eval")
@click.argument("task", type=click.Choice(["retrieval", "answers", "quiz"]))
@click.argument("file", type=FILE)
@option("--question-bank", type=click.IntRange(2, 50))
@option("--json", "as_json", is_flag=True)
def evaluate(application: Application, task: str, file: Path, question_bank: int | None, as_json: bool) -> None:
    """Runs the labelled questions against the knowledge base and reports the figures."""
    if question_bank and task == "retrieval":
        from evals.retrieval.banked import evaluate_bank

        with application.reading():
            evaluate_bank(application, file, question_bank, as_json)
        return
    if task == "retrieval":
        from evals.retrieval.command import evaluate
    elif task == "quiz":
        from evals.quiz.command import evaluate
    else:
        from evals.answers.command import evaluate
    with application.reading():
        evaluate(application, file, as_json)
