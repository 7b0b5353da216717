"""Scores a run: the answers of `integrity ask --questions` against the labelled questions."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.answers.labelled import HOSTILE, UNANSWERABLE, BadLabels, Gold, Labelled, read_labelled
from knowledge.reference.titles import title_key

TURNED_AWAY = ("not_found", "declined")
DEPTHS = (1, 3, 5)
_MARK = re.compile(r"\[(\d{1,3})\](?!\d)")


@dataclass(frozen=True, slots=True)
class Scored:
    """One question's marks; None where a mark does not apply to it."""

    labelled: Labelled
    status: str
    recall: Mapping[int, float] | None
    cited: float | None
    precision: float | None
    contains: bool | None
    refused: bool
    handled: bool
    verbatim: bool
    milliseconds: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a group of questions; None where the group has none to count."""

    questions: int
    recall: Mapping[int, float | None]
    cited: float | None
    precision: float | None
    contains: float | None
    handled: float
    verbatim: float
    wrongly_refused: float | None
    refused: float | None
    refusal_precision: float | None
    p50: int
    p95: int


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run: figures by split, by kind and split, and each question's marks."""

    splits: Mapping[str, Figures]
    kinds: Mapping[tuple[str, str], Figures]
    scored: tuple[Scored, ...]


def score(questions_path: Path, answers_path: Path) -> Report:
    """Scores the answers in the contract's JSON form against the labelled questions.

    Raises:
        BadLabels: a question of the set has no answer in the run.
    """
    labelled = read_labelled(questions_path)
    lines = (json.loads(line) for line in answers_path.read_text(encoding="utf-8").splitlines() if line.strip())
    answers = {str(line["id"]): line for line in lines}
    if unanswered := [one.id for one in labelled if one.id not in answers]:
        raise BadLabels(f"{answers_path} has no answer to {unanswered[0]} and {len(unanswered) - 1} more: run it again")
    scored = tuple(score_one(one, answers[one.id]) for one in labelled)
    splits = sorted({one.labelled.split for one in scored}, reverse=True)
    kinds = list(dict.fromkeys(one.labelled.kind for one in scored))
    return Report(
        {split: figures([s for s in scored if s.labelled.split == split]) for split in splits},
        {
            (kind, split): figures(group)
            for kind in kinds
            for split in splits
            if (group := [s for s in scored if (s.labelled.kind, s.labelled.split) == (kind, split)])
        },
        scored,
    )


def score_one(labelled: Labelled, answer: Mapping[str, Any]) -> Scored:
    """The marks of one answer."""
    status = str(answer["status"])
    citations: Sequence[Mapping[str, Any]] = answer["citations"]
    refused = status in TURNED_AWAY
    wants = labelled.answerable and bool(labelled.gold)
    said = fold(str(answer["answer"]))
    missing = tuple(span for span in labelled.must_contain if fold(span) not in said)
    return Scored(
        labelled=labelled,
        status=status,
        recall={k: _recall(labelled, citations[:k]) for k in DEPTHS} if wants else None,
        cited=(0.0 if refused else _recall(labelled, citations)) if wants else None,
        precision=_precision(labelled, citations) if wants and not refused and citations else None,
        contains=not missing and not refused if labelled.must_contain else None,
        refused=refused,
        handled=_handled(labelled, status),
        verbatim=_verbatim(answer),
        milliseconds=int(answer.get("elapsed_ms", 0)),
        missing=missing,
    )


def _handled(labelled: Labelled, status: str) -> bool:
    if labelled.kind == HOSTILE:
        return status == "declined"
    if labelled.kind == UNANSWERABLE:
        return status in TURNED_AWAY
    return status not in TURNED_AWAY


def _recall(labelled: Labelled, citations: Sequence[Mapping[str, Any]]) -> float:
    hits = [any(is_gold(gold, citation) for citation in citations) for gold in labelled.gold]
    return sum(hits) / len(hits) if labelled.all_needed else float(any(hits))


def _precision(labelled: Labelled, citations: Sequence[Mapping[str, Any]]) -> float:
    return sum(any(is_gold(gold, c) for gold in labelled.gold) for c in citations) / len(citations)


def is_gold(gold: Gold, citation: Mapping[str, Any]) -> bool:
    """The same document and label; what stands under a cited label (its numbered parts) counts too."""
    same_document = fold(title_key(str(citation["title"]))).startswith(fold(title_key(gold.title)))
    return same_document and fold(str(citation["article"])).startswith(fold(gold.article))


def _verbatim(answer: Mapping[str, Any]) -> bool:
    """Every quotation stands in its article where it says, and every mark has its citation."""
    citations: Sequence[Mapping[str, Any]] = answer["citations"]
    numbers = {citation["n"] for citation in citations}
    marks = {int(mark) for mark in _MARK.findall(str(answer["answer"]))}
    return marks <= numbers and all(
        citation["quote"] and citation["text"][citation["start"] : citation["end"]] == citation["quote"]
        for citation in citations
    )


def figures(group: Sequence[Scored]) -> Figures:
    """The figures of some questions."""
    answerable = [one for one in group if one.labelled.answerable]
    unanswerable = [one for one in group if one.labelled.kind == UNANSWERABLE]
    refused = [one for one in (*answerable, *unanswerable) if one.refused]
    times = sorted(one.milliseconds for one in group)
    return Figures(
        questions=len(group),
        recall={k: _mean(one.recall[k] for one in group if one.recall is not None) for k in DEPTHS},
        cited=_mean(one.cited for one in group if one.cited is not None),
        precision=_mean(one.precision for one in group if one.precision is not None),
        contains=_mean(float(one.contains) for one in group if one.contains is not None),
        handled=_mean(float(one.handled) for one in group) or 0.0,
        verbatim=_mean(float(one.verbatim) for one in group) or 0.0,
        wrongly_refused=_mean(float(one.refused) for one in answerable),
        refused=_mean(float(one.refused) for one in unanswerable),
        refusal_precision=_mean(float(not one.labelled.answerable) for one in refused),
        p50=times[len(times) // 2],
        p95=times[min(len(times) - 1, len(times) * 95 // 100)],
    )


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None


def fold(text: str) -> str:
    """A text without white space, full-width and half-width forms made one."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
