"""The tasks of an institution, or those due by a day: a table over all documents."""

from __future__ import annotations

import calendar
from datetime import date

from assistant.answering.forms.context import Context
from assistant.answering.forms.responsible import stretch
from assistant.answering.grammar.questions import LEADING, YEAR_END
from assistant.answering.places import place_text
from assistant.answering.writer import Writer, cell
from knowledge.model import CataloguedArticle, Responsibility

MOST = 60
FEW = 3


def answer_tasks(context: Context) -> Writer | None:
    """One row a task; None where no task fits."""
    text = context.asked.text
    due = due_asked(text)
    every = _rows(context)
    named = bodies_named(text, [duty for _, duty in every])
    rows = [row for row in every if _fits(row[1], text, due, named)]
    if not rows:
        return None
    writer = Writer(context.words)
    task = "task-card" if any(found.version.card for found, _ in rows[:MOST]) else "task"
    heads = [context.words(f"tasks-{head}") for head in ("place", task, "leads", "participants", "deadline")]
    writer.lines += [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
    for found, duty in rows[:MOST]:
        citation = writer.cite(found, *stretch(found.article.text, duty))
        names = [context.words("list-mark").join(group) or "–" for group in (duty.leads, duty.participants)]
        values = [place_text(found, context.words), f"{citation.said}[{citation.n}]", *names, duty.deadline or "–"]
        writer.lines.append("| " + " | ".join(map(cell, values)) + " |")
    if len(rows) > MOST:
        writer.say("tasks-more", more=len(rows) - MOST)
    return writer


def due_asked(question: str) -> date | None:
    """The last day of the time a question names: 2018年底前, 2010年12月底."""
    match = YEAR_END.search(question)
    if not match:
        return None
    year, month = int(match["year"]), int(match["month"] or 12)
    return date(year, month, calendar.monthrange(year, month)[1])


def bodies_named(question: str, duties: list[Responsibility]) -> tuple[str, ...]:
    """The institutions with a duty that a question names, the longest names only."""
    names = {name for duty in duties for name in (*duty.leads, *duty.participants) if len(name) >= FEW}
    named = [name for name in names if name in question]
    return tuple(name for name in named if not any(name != other and name in other for other in named))


def _rows(context: Context) -> list[tuple[CataloguedArticle, Responsibility]]:
    scope = context.asked.scope
    versions = context.snapshot.versions
    places = [
        (version_id, ordinal)
        for version_id, ordinal, _ in context.catalogue.responsible()
        if version_id in versions
        and versions[version_id].answers_on(context.draft.question.as_of)
        and (not scope or version_id in scope)
    ]
    articles = context.catalogue.articles_at(list(dict.fromkeys(places)), versions)
    articles.sort(key=lambda found: (found.version.region != context.draft.question.region, found.version.id))
    return [(found, duty) for found in articles for duty in found.article.responsibilities]


def _fits(duty: Responsibility, question: str, due: date | None, named: tuple[str, ...]) -> bool:
    """Whether a duty is one that an institution named answers for, where one is, and due just then, where a day is."""
    mine = set(named) & set(duty.leads if LEADING in question else (*duty.leads, *duty.participants))
    return bool(named or due) and (not named or bool(mine)) and (not due or duty.due == due)
