"""Labelled questions as the weights of refusal see them: the signals, what is left unsaid, whether to answer."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answering.compose import EXACT, make_context
from assistant.answering.composer import institutions
from assistant.answering.evidence import Evidence
from assistant.answering.forms.context import Context
from assistant.answering.model import Draft, Question, turns_from_json
from assistant.answering.read import read
from assistant.answering.retrieve import retrieve
from assistant.answering.rewrite import rewrite
from assistant.answering.screen import screen
from assistant.answering.support import AMONG, left, signals
from evals.answers.labelled import HOSTILE, UNANSWERABLE
from evals.retrieval.questions import ArticleKey, article_key, read_questions
from knowledge.search.searcher import Searcher

HERE = Path(__file__).parent
SETS = ("questions.jsonl", "calibration.jsonl", "everyday.jsonl", "fresh.jsonl")
APART, FOR_TESTING = "fresh2.jsonl", ("test", "fresh2")
EVERY = 3
"""Of the citizens' questions every third is asked; more change nothing."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question: which one, whether to answer it, its signals but `left`, the runs of characters behind `left`.

    `labelled` that it has gold or strings to be scored by; `found` that its gold is among the nearest, if it has any;
    `as_asked` that it is weighed as the program would.
    """

    question: str
    answerable: bool
    signals: tuple[float, ...]
    runs: frozenset[str]
    labelled: bool = False
    found: bool = True
    as_asked: bool = True


def entries() -> list[dict[str, Any]]:
    """The labelled questions meant for tuning, but for hostile ones and for any that is asked for testing too."""
    every = [json.loads(line) for name in (*SETS, APART) for line in (HERE / name).read_text("utf-8").splitlines()]
    apart = {entry["question"] for entry in every if entry["split"] in FOR_TESTING}
    return [entry for entry in every if entry["question"] not in apart and entry["kind"] != HOSTILE]


def weighed(entry: Mapping[str, Any], searcher: Searcher, *, understood: bool = True) -> Weighed | None:
    """A question weighed; None where the answer does not hang on the signals.

    Not `understood`: as though the list of everyday words had none of its; None too where that changes nothing or the
    gold is no longer among the nearest.
    """
    as_of = date.fromisoformat(entry.get("as_of") or date.today().isoformat())
    asked = Question(entry["question"], as_of, history=turns_from_json(entry.get("history") or []))
    answerable = entry["kind"] != UNANSWERABLE
    context = _context(asked, searcher, understood=understood)
    if context is None:
        return None
    gold = [article_key(one["title"], one["article"]) for one in entry.get("gold") or ()]
    there = _among(gold, context.evidence[:AMONG])
    if not understood and answerable and not there:
        return None
    found = _weighed(asked, answerable, context)
    labelled = "gold" in entry or "must_contain" in entry
    return replace(found, labelled=labelled, found=there or not gold, as_asked=understood)


def citizens(path: Path, few: Searcher, all_laws: Searcher) -> Iterator[Weighed]:
    """Citizens' questions: answerable where all laws are there and the gold is found, not where none with gold is."""
    held = {article_key(version.title, "")[0] for version in few.snapshot().versions.values()}
    for question in read_questions(path)[::EVERY]:
        asked = Question(question.text, date.today())
        context = _context(asked, all_laws)
        if context and _among(question.articles, context.evidence[:AMONG]):
            yield _weighed(asked, True, context)
        if any(title.startswith(law) for law in question.laws for title in held):
            continue
        if context := _context(asked, few):
            yield _weighed(asked, False, context)


def _context(asked: Question, searcher: Searcher, *, understood: bool = True) -> Context | None:
    """A question with its evidence; None where it is answered, or not, whatever the signals are."""
    with searcher.holding() as snapshot:
        draft = screen(Draft(asked))
        if draft.answer:
            return None
        draft = read(rewrite(draft, snapshot), snapshot, institutions(searcher, snapshot.revision))
        if draft.asked and not understood:
            if not draft.asked.everyday:
                return None
            draft = replace(draft, asked=replace(draft.asked, everyday=(), widened=""))
        draft = retrieve(draft, searcher)
        if draft.asked is None or (draft.asked.unknown and not draft.asked.sides):
            return None
        context = make_context(draft, draft.asked, searcher.catalogue, snapshot)
        exact = EXACT.get(draft.asked.kind)
        return None if not context.evidence or (exact and exact(context)) else context


def _weighed(asked: Question, answerable: bool, context: Context) -> Weighed:
    return Weighed(asked.text, answerable, astuple(signals(context))[:-1], frozenset(left(context)))


def _among(gold: Collection[ArticleKey], nearest: Sequence[Evidence]) -> bool:
    """Whether a gold article is one of the nearest; parts of one law, and of one article, are kept apart."""
    keys = [article_key(one.found.version.title, one.found.article.label) for one in nearest]
    return any(title.startswith(law) and label.startswith(part) for law, part in gold for title, label in keys)
