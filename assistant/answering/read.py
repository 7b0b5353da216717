"""Understands a question: the kind of answer it wants, the documents it names, its topic."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace
from datetime import date

from assistant.answering.asked import Asked, Kind, Side
from assistant.answering.grammar import questions
from assistant.answering.grammar.definitions import term_asked
from assistant.answering.grammar.english import in_chinese
from assistant.answering.grammar.facets import facets_asked
from assistant.answering.grammar.lay import everyday, widened
from assistant.answering.grammar.topic import straddling, topic_tokens
from assistant.answering.model import Draft
from assistant.answering.scope import find_sides
from assistant.answering.terms import terms_asked
from knowledge.reference.labels import label_key
from knowledge.search.exact import Named, find_named
from knowledge.search.snapshot import Snapshot

FEW = 2
"""Topic tokens so few that a question names an article and nothing else."""


def read(draft: Draft, snapshot: Snapshot, bodies: Set[str] = frozenset()) -> Draft:
    """The draft with its question understood; `bodies` are the institutions that answer for some task."""
    text = in_chinese(draft.query) or draft.query if questions.in_english(draft.query) else draft.query
    return replace(draft, asked=understand(text, draft.query, snapshot, draft.question.as_of, bodies))


def understand(text: str, original: str, snapshot: Snapshot, as_of: date, bodies: Set[str] = frozenset()) -> Asked:
    """What a question asks; `original` is the question before it was put into Chinese."""
    sides, rest, unknown = find_sides(text, snapshot, as_of)
    named = find_named(text, snapshot)
    labels = _labels(text, named, sides)
    rest = questions.LABELS.sub(" ", rest) if labels else rest
    topic = topic_tokens(rest)
    spoken = everyday(text)
    wanted = f"{text} {original}" if text != original and not term_asked(text) else text
    return Asked(
        kind=_kind(wanted, sides, labels, topic, bodies),
        text=text,
        rest=rest.strip() or text,
        topic=topic,
        joints=straddling(rest),
        everyday=spoken,
        widened=widened(spoken),
        sides=sides,
        labels=labels,
        facets=facets_asked(wanted),
        unknown=unknown,
        which=bool(named.labels) and not sides and not unknown and len(topic) <= FEW,
        yes_no=questions.YES_NO.search(wanted) is not None,
    )


def _labels(text: str, named: Named, sides: tuple[Side, ...]) -> tuple[str, ...]:
    """The labels named; 第五项 is one where no 第几条 stands before it, 五项 counts items."""
    ordinals = named.ordinals if questions.ORDINAL.search(text) and not named.labels else ()
    return (*named.labels, *ordinals) if sides else ()


def _kind(
    text: str, sides: tuple[Side, ...], labels: tuple[str, ...], topic: tuple[str, ...], bodies: Set[str]
) -> Kind:
    if labels:
        return Kind.WORDING
    if len(sides) > 1 and questions.COMPARES.search(text):
        return Kind.COMPARISON
    if _names_tasks(text, bodies):
        return Kind.TASKS
    if not sides and terms_asked(text):
        return Kind.DEFINITION
    if questions.CARD.search(text) or (sides and sides[0].by_title and not topic):
        return Kind.CARD
    if questions.DUTY.search(text):
        return Kind.RESPONSIBLE
    if questions.LISTS.search(text):
        return Kind.LIST
    return Kind.DEFINITION if not sides and term_asked(text) else Kind.FACT


def _names_tasks(text: str, bodies: Set[str]) -> bool:
    if questions.YEAR_END.search(text) and questions.TASKS_BY.search(text):
        return True
    return questions.TASKS.search(text) is not None and any(body in text for body in bodies)


def same_label(key: str, label: str) -> bool:
    """Whether a label key read from a question names an article: whole, or its last level."""
    own = label_key(label)
    return own == key or re.search(rf"(?:^|[^0-9]){re.escape(key)}$", own.rstrip(".)>")) is not None
