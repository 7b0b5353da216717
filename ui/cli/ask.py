"""`integrity ask`: an answer with citations; one question or many."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.cli.failures import Failure
from ui.cli.options import AUDIENCE, DAY, FILE, define, option, today
from ui.cli.output import read_lines, say, write_json, write_lines
from ui.messages.words import ui_words

if TYPE_CHECKING:
    from assistant.answering.composer import Answerer
    from assistant.answering.model import Answer
    from assistant.bootstrap import Application


@define("ask")
@click.argument("question", required=False)
@option("--audience", type=AUDIENCE)
@option("--as-of", type=DAY)
@option("--history", type=FILE)
@option("--questions", type=FILE)
@option("--out", type=FILE)
@option("--json", "as_json", is_flag=True)
def ask(
    application: Application,
    question: str | None,
    audience: str | None,
    as_of: datetime | None,
    history: Path | None,
    questions: Path | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Answers from the documents, every statement cited."""
    if (question is None) == (questions is None) or (questions is None) != (out is None):
        raise click.UsageError(ui_words()("cli-ask-usage"))
    day = today(as_of)
    with application.reading():
        if questions and out:
            _ask_many(application, questions, out, audience, day)
            return
        application.once = application.chat_model is None
        entry = {"question": question, "history": _read_history(history)}
        answer = _Asker(application).answer(entry, audience, day)
    if as_json:
        write_json(answer.to_json())
        return
    _show(answer)


def _ask_many(application: Application, questions: Path, out: Path, audience: str | None, day: date) -> None:
    asker = _Asker(application)
    lines = list(read_lines(questions, "id", "question"))
    for number, line in enumerate(lines, 1):
        if not _well_formed(line):
            raise Failure("cli-bad-line", path=str(questions), line=number, needed="audience, as_of, history")
    answers = (
        {"id": line["id"], **asker.answer(line, line.get("audience") or audience, day).to_json()} for line in lines
    )
    write_lines(out, answers)


def _well_formed(line: dict[str, Any]) -> bool:
    try:
        date.fromisoformat(line.get("as_of") or "2000-01-01")
    except (TypeError, ValueError):
        return False
    return line.get("audience") in (None, "", *AUDIENCE.choices) and isinstance(line.get("history") or [], list)


class _Asker:
    """Answers for either audience; what each needs is built once."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._answerers: dict[bool, Answerer] = {}

    def answer(self, entry: dict[str, Any], audience: str | None, day: date) -> Answer:
        """The answer to `question`, with `history` and `as_of` where the entry has them."""
        from assistant.answering.model import Question, turns_from_json
        from assistant.bootstrap import EVERYONE, STAFF

        public = audience == "public"
        if public not in self._answerers:
            self._answerers[public] = self._application.answerer(EVERYONE if public else STAFF)
        asked_about = date.fromisoformat(entry["as_of"]) if entry.get("as_of") else day
        history = turns_from_json(entry.get("history") or [])
        settings = self._application.settings
        question = Question(
            str(entry["question"]), asked_about, history=history, region=settings.region, language=settings.language
        )
        return self._answerers[public].answer(question)


def _read_history(path: Path | None) -> list[dict[str, Any]]:
    if path is None:
        return []
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError:
        value = None
    if not isinstance(value, list):
        raise Failure("cli-history-form", path=str(path))
    return value


def _show(answer: Answer) -> None:
    words = ui_words()
    say(answer.text)
    if answer.citations:
        say("\n" + words("ask-sources"))
    for citation in answer.citations:
        version = citation.found.version
        status = words(f"status-{version.status_on(answer.question.as_of).value.replace('_', '-')}")
        number = version.number or "—"
        say(words("ask-source", n=citation.n, title=version.title, number=number,
                  article=citation.found.article.label, status=status))  # fmt: skip
    for notice in answer.notices:
        say(words("ask-notice", text=notice))
