"""The labelled questions: what is asked, and what a right answer cites and contains."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

UNANSWERABLE = "unanswerable"
HOSTILE = "hostile"


@dataclass(frozen=True, slots=True)
class Gold:
    """An article that answers; an empty label stands for the document as a whole."""

    title: str
    article: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """One question. `all_needed` asks for every gold article, else any one of them will do."""

    id: str
    question: str
    kind: str
    split: str
    gold: tuple[Gold, ...]
    must_contain: tuple[str, ...]
    all_needed: bool

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it and it should be answered."""
        return self.kind not in (UNANSWERABLE, HOSTILE)


class BadLabels(ValueError):
    """A labelled set that cannot be scored."""


def read_labelled(path: Path) -> list[Labelled]:
    """The labelled questions of a file of JSON lines.

    Raises:
        BadLabels: a line is not JSON or lacks a field.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(_labelled(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise BadLabels(f"{path}, line {number}: {error!r}; each line needs id, question and kind") from None
    return found


def _labelled(entry: Mapping[str, Any]) -> Labelled:
    return Labelled(
        str(entry["id"]),
        str(entry["question"]),
        str(entry["kind"]),
        str(entry.get("split", "test")),
        tuple(Gold(str(gold["title"]), str(gold["article"])) for gold in entry.get("gold", ())),
        tuple(map(str, entry.get("must_contain", ()))),
        entry.get("need") == "all",
    )
