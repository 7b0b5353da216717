"""Labelled questions: this question is answered by this article. Listed, tried before they are kept, imported."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from starlette.responses import Response

from assistant.labelled.preview import FOUND, found_with
from assistant.labelled.sheet import Fault, Row, labels_of, look_up, read_sheet
from assistant.labelled.store import LONGEST, Label, Origin, StoredQuestions
from knowledge.model import SearchResult
from knowledge.search.filters import Filters
from ui.pages.routes import TRAINER, Pages
from ui.pages.visit import Here, Visit

PER_PAGE = 50
MOST_WRONG = 500
LARGEST_SHEET = 20 * 1024 * 1024
PARTING = "\n"
pages = Pages()


@dataclass(frozen=True, slots=True)
class Choice:
    """An article to choose: where it stands among what the question finds, and what a form sends for it."""

    place: int
    value: str
    result: SearchResult


@pages.get("/labels", TRAINER)
def labels(visit: Here, words: str = "", page: int = 1) -> Response:
    """The labels, the newest first."""
    return _list(visit, words.strip(), page)


@pages.get("/labels/new", TRAINER)
def new(visit: Here, question: str = "", log: str = "") -> Response:
    """What a question finds now, to choose the article that answers it."""
    return _form(visit, question.strip()[:LONGEST], log=bool(log))


@pages.post("/labels/new", TRAINER)
def add(visit: Here) -> Response:
    """Shows what the question would find with the label, or keeps it."""
    form = visit.form
    question, log = form.text("question", needed=True, longest=LONGEST), form.flag("log")
    if form.errors or form.text("step") == "find":
        return _form(visit, question, 422 if form.errors else 200, log=log)
    chosen, _, article = form.text("chosen").partition(PARTING)
    document, article = (chosen, article) if chosen else (form.text("document"), form.text("article"))
    label = look_up(visit.application.catalogue(), question, document, article)
    if isinstance(label, Fault):
        field = "article" if label is Fault.NO_ARTICLE and document else "document"
        form.errors[field] = f"labels-fault-{label.value.replace('_', '-')}"
        return _form(visit, question, 422, log=log)
    if form.text("step") != "keep":
        return _form(visit, question, log=log, label=label)
    kept = StoredQuestions(visit.application.engine)
    added = kept.add([label], Origin.LOG if log else Origin.TYPED, visit.person, visit.now)
    return visit.redirect("/labels", "labels-kept" if added else "labels-known")


@pages.post("/labels/remove", TRAINER)
def remove(visit: Here) -> Response:
    """Takes labels back: the search forgets them at once."""
    ids = [int(one) for one in visit.form.texts("label") if one.isdecimal()]
    gone = StoredQuestions(visit.application.engine).remove(ids, visit.person, visit.now)
    return visit.redirect("/labels", "labels-removed", count=gone)


@pages.get("/labels/import", TRAINER)
def sheet(visit: Here) -> Response:
    """The form for an Excel sheet."""
    return visit.render("labels/import.html", outcome="", wrong=[])


@pages.post("/labels/import", TRAINER, largest=LARGEST_SHEET)
def take_in(visit: Here) -> Response:
    """Reads a sheet: shows what is wrong with it, and keeps what is right unless it is only tried."""
    files = visit.form.files("file")
    rows = _read(visit, files[0].file.read()) if files else None
    if rows is None:
        visit.form.errors["file"] = "labels-file"
        return visit.render("labels/import.html", 422, outcome="", wrong=[])
    found, wrong = list(labels_of(rows)), [row for row in rows if row.fault]
    faults = _with_places(visit, rows)
    if visit.form.flag("dry"):
        outcome = visit.words("labels-tried", right=len(found), wrong=len(wrong))
    else:
        added = StoredQuestions(visit.application.engine).add(found, Origin.SHEET, visit.person, visit.now)
        if not wrong:
            return visit.redirect("/labels", "labels-imported", added=added, known=len(found) - added)
        outcome = visit.words("labels-taken-in", added=added, known=len(found) - added, wrong=len(wrong))
    return visit.render("labels/import.html", outcome=outcome, wrong=faults[:MOST_WRONG])


def _with_places(visit: Visit, rows: list[Row]) -> list[tuple[str, Row]]:
    """The rows that are wrong, each with its place: its number, after the sheet's name where rows are on several."""
    several = len({row.page for row in rows}) > 1
    key = "labels-place-sheet" if several else "labels-place"
    return [(visit.words(key, sheet=row.page, number=row.number), row) for row in rows if row.fault]


def _list(visit: Visit, words: str, page: int) -> Response:
    titles = {one.document_id: one.title for one in visit.application.catalogue().versions().values()}
    kept = StoredQuestions(visit.application.engine).all()[::-1]
    found = [
        one for one in kept if words in one.label.text or words in titles.get(one.label.document_id, "")
    ]
    last = max(1, -(-len(found) // PER_PAGE))
    page = min(max(page, 1), last)
    return visit.render(
        "labels/list.html", found=found[(page - 1) * PER_PAGE : page * PER_PAGE], total=len(found), titles=titles,
        words_sought=words, page=page, last=last,
    )  # fmt: skip


def _form(visit: Visit, question: str, status: int = 200, *, log: bool, label: Label | None = None) -> Response:
    searcher, today = visit.request.app.state.staff.answerer.searcher, visit.house.today()
    now = searcher.search(question, Filters(today), FOUND) if question else []
    then: list[SearchResult] = []
    if label:
        kept = StoredQuestions(visit.application.engine)
        then = found_with(searcher, kept, visit.application.encoder, label, today)
    chosen = f"{label.document_id}{PARTING}{label.label}" if label else visit.form.text("chosen")
    return visit.render(
        "labels/form.html", status, question=question, log=log, label=label, now=_choices(now), then=_choices(then),
        chosen=chosen,
    )  # fmt: skip


def _choices(found: list[SearchResult]) -> list[Choice]:
    return [
        Choice(place, f"{one.found.version.document_id}{PARTING}{one.found.article.label}", one)
        for place, one in enumerate(found, 1)
    ]


def _read(visit: Visit, content: bytes) -> list[Row] | None:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as kept:
        kept.write(BytesIO(content).getbuffer())
        kept.flush()
        try:
            return read_sheet(Path(kept.name), visit.application.catalogue())
        except (ValueError, KeyError, BadZipFile, OSError):
            return None
