"""Papers: a blueprint filled in, previewed from the bank as it is now, kept."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import HTTPException
from starlette.responses import Response

from assistant.quiz.bank.life import Standing
from assistant.quiz.model import ItemType
from assistant.quiz.papers.blueprint import Blueprint
from assistant.quiz.papers.presets import PRESETS
from assistant.quiz.papers.sheet import Sheet, shown
from assistant.quiz.papers.store import Paper, Refused, new_id
from ui.pages.blueprint_form import DIFFICULTIES, PARTS, read_blueprint, rows_of
from ui.pages.navigation import Link
from ui.pages.routes import TRAINER, Pages
from ui.pages.sheet_view import Told, keyed
from ui.pages.visit import Here, Visit

pages = Pages(Link("/papers", "papers-nav", TRAINER, order=51))


@pages.get("/papers", TRAINER)
def listing(visit: Here) -> Response:
    """The papers there are, and the presets to start from."""
    return visit.render(
        "quiz/papers.html", papers=visit.application.quiz.papers.all(visit.person), presets=list(PRESETS)
    )


@pages.get("/papers/new", TRAINER)
def new(visit: Here) -> Response:
    """The form, filled in from a preset."""
    preset = visit.request.query_params.get("preset", "")
    blueprint = PRESETS.get(preset, PRESETS["law-45"])
    title = visit.words(f"papers-preset-{preset}") if preset in PRESETS else ""
    return _form(visit, blueprint, title)


@pages.post("/papers/new", TRAINER)
def make(visit: Here) -> Response:
    """Shows what a seed draws now; the other button keeps it."""
    blueprint, title = read_blueprint(visit.form), visit.form.text("title", needed=True, longest=100)
    seed = visit.form.text("seed", longest=64) or new_id()
    if visit.form.errors:
        return _form(visit, blueprint, title, seed, status=422)
    papers = visit.application.quiz.papers
    if visit.form.text("keep"):
        made = papers.make(visit.person, title, blueprint, visit.now, seed)
        if isinstance(made, Paper):
            return visit.redirect(f"/papers/{made.id}", "papers-made")
        return _form(visit, blueprint, title, seed, refused=made, status=422)
    if visit.form.text("again"):
        seed = new_id()
    drawn = papers.preview(visit.person, blueprint, seed)
    if isinstance(drawn, Refused):
        return _form(visit, blueprint, title, seed, refused=drawn, status=422)
    return _form(visit, blueprint, title, seed, sheet=drawn)


@pages.get("/papers/{paper_id}", TRAINER)
def paper(visit: Here, paper_id: str) -> Response:
    """A paper with its items and keys."""
    found = visit.application.quiz.papers.get(visit.person, paper_id)
    if found is None:
        raise HTTPException(404)
    return visit.render("quiz/paper.html", paper=found, items=list(_told(visit, found.sheet)))


def _form(
    visit: Visit, blueprint: Blueprint, title: str, seed: str = "", *,
    sheet: Sheet = (), refused: Refused | None = None, status: int = 200,
) -> Response:  # fmt: skip
    documents = sorted(
        {
            (kept.item.proof.document_id, kept.item.proof.title)
            for kept in visit.application.quiz.items.find(visit.person, Standing.PUBLISHED)
            if kept.item.proof
        },
        key=lambda one: one[1],
    )
    return visit.render(
        "quiz/paper_form.html",
        status,
        blueprint=blueprint,
        rows=rows_of(blueprint),
        parts=range(1, PARTS + 1),
        title=title,
        seed=seed,
        kinds=[kind.value for kind in ItemType],
        documents=documents,
        difficulties=DIFFICULTIES,
        items=list(_told(visit, sheet)),
        refused=refused,
    )


def _told(visit: Visit, sheet: Sheet) -> Iterable[tuple[float, Told]]:
    versions = visit.application.quiz.versions.of((slot.item_id, slot.version) for slot in sheet)
    return ((slot.marks, keyed(shown(slot, versions), visit.words)) for slot in sheet)
