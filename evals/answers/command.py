"""What `integrity eval answers` does: make the run, score it, show it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.bootstrap import Application
from evals.answers.report import as_json as to_json
from evals.answers.report import page, render
from evals.answers.rows import report_words
from evals.answers.run import make_run
from evals.answers.score import score
from ui.cli.output import console, say, write_json


def evaluate(application: Application, file: Path, as_json: bool) -> None:
    """Answers the labelled questions of `file` and reports the figures; run and page are kept in the data folder."""
    folder = application.settings.data_dir / "evals" / "answers"
    folder.mkdir(parents=True, exist_ok=True)
    answers = folder / "answers.jsonl"
    make_run(application, file, answers, date.today())
    report = score(file, answers)
    words = report_words(application.settings.language)
    web_page = folder / "report.html"
    web_page.write_text(page(report, words), encoding="utf-8")
    if as_json:
        write_json(to_json(report))
        return
    console.print(render(report, words))
    say(words("page-written", path=str(web_page)))
