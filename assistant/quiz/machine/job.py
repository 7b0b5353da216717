"""The model's items made in the background: each that passes enters the bank as a draft, each that doesn't says why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant.audit.log import record
from assistant.jobs.worker import Doing, Progress
from assistant.quiz.exchange import articles_of
from assistant.quiz.machine.outcome import Kind, Written
from assistant.quiz.machine.run import nearest_in, write
from assistant.quiz.model import Item

if TYPE_CHECKING:
    from assistant.bootstrap import Application

WRITE = "items.write"


def kinds(application: Application) -> Mapping[str, Doing]:
    """What a worker can do for the question bank."""
    return {WRITE: lambda progress: write_items(application, progress)}


def write_items(application: Application, progress: Progress) -> None:
    """Asks the configured model for items of one document.

    Raises:
        LookupError: no model is configured, or the document isn't in force any more.
    """
    model, told = application.chat_model, progress.job.arguments
    day = datetime.now(UTC).date()
    catalogue = application.catalogue()
    versions = [one for one in catalogue.with_id(told["document"]) if one.answers_on(day)]
    if model is None:
        raise LookupError("no language model is configured: set INTEGRITY_LLM, then ask again")
    if not versions:
        raise LookupError("the document is not in force any more: choose another one")
    who = application.accounts.get(progress.job.created_by).principal()
    desk, wanted = application.quiz.items, [Kind(name) for name in told["kinds"]]
    known = {kept.item.id for kept in desk.bank.all()}
    progress.expect(told["count"])
    with application.reading():
        nearest = nearest_in(application.searcher(), day)
        articles = articles_of(catalogue, versions)
        for one in write(model, nearest, articles, wanted, told["count"], day, known=known):
            if isinstance(one.result, Item):
                desk.keep_written(who, [one.result], datetime.now(UTC))
            progress.row(row_of(one))
    progress.expect(0)  # the document may have given fewer to ask about
    with application.engine.begin() as connection:
        about = {"document": told["document"], "model": model.name}
        record(connection, "items.write", f"job:{progress.job.id}", who=who.account_id, at=datetime.now(UTC), **about)


def row_of(written: Written) -> dict[str, Any]:
    """A row of the report."""
    result = written.result
    if isinstance(result, Item):
        more = {"outcome": "written", "item": result.id, "stem": result.stem, "fault": "", "detail": ""}
    else:
        more = {"outcome": "refused", "item": "", "stem": "", "fault": result.fault.value, "detail": result.detail}
    return {"kind": written.kind.value, "place": written.place, **more}
