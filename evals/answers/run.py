"""Makes a run: every labelled question answered, in the contract's JSON form, a line each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answering.model import Question, turns_from_json
from assistant.bootstrap import EVERYONE, STAFF, Application


def make_run(application: Application, questions: Path, out: Path, today: date) -> None:
    """Answers every question of a file of JSON lines; the labels are not shown to the answerer."""
    answerers = {None: application.answerer(STAFF), "public": application.answerer(EVERYONE)}

    def answer(entry: Mapping[str, Any]) -> Mapping[str, Any]:
        as_of = date.fromisoformat(entry["as_of"]) if entry.get("as_of") else today
        history = turns_from_json(entry.get("history") or [])
        answerer = answerers.get(entry.get("audience"), answerers[None])
        return answerer.answer(Question(str(entry["question"]), as_of, history=history)).to_json()

    answer({"question": "warm up"})
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in _answered(questions, answer))
    out.write_text(lines, encoding="utf-8")


def _answered(path: Path, answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            entry = json.loads(line)
            yield {**answer(entry), "id": entry["id"]}
