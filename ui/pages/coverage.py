"""How much of the knowledge base training reaches, and which articles a unit's people know least."""

from __future__ import annotations

from starlette.responses import Response

from assistant.training.calendar import day_of
from assistant.training.reports.articles import weakest
from assistant.training.reports.coverage import by_document, coverage
from assistant.training.reports.sheets import coverage_sheet, documents_sheet, weak_sheet
from assistant.wording.words import answer_words
from ui.pages.progress import sheets_as
from ui.pages.routes import TRAINER, Pages
from ui.pages.visit import Here, Visit

pages = Pages()
MOST = 50


@pages.get("/training/coverage", TRAINER)
def page(visit: Here, unit: str = "", document: str = "") -> Response:
    """The articles answered worst, then every document in force; of one document its articles."""
    application = visit.application
    told = coverage(application.engine, application.catalogue(), visit.person, day_of(visit.now), unit, document)
    return visit.render(
        "training/coverage.html", unit=unit, document=document, articles=told if document else [],
        documents=by_document(told), weak=[] if document else weakest(application.engine, visit.person, unit),
        titles=_titles(visit),
    )  # fmt: skip


@pages.get("/training/coverage/file.{kind}", TRAINER)
def file(visit: Here, kind: str, unit: str = "") -> Response:
    """The same as a file, every article with it."""
    application, words = visit.application, answer_words(visit.language)
    told = coverage(application.engine, application.catalogue(), visit.person, day_of(visit.now), unit)
    weak = weakest(application.engine, visit.person, unit, MOST)
    sheets = [
        weak_sheet(weak, _titles(visit), words, visit.now),
        documents_sheet(by_document(told), words, visit.now),
        coverage_sheet(told, words, visit.now),
    ]
    return sheets_as(sheets, kind, "coverage", visit)


def _titles(visit: Visit) -> dict[str, str]:
    return {one.document_id: one.title for one in visit.application.catalogue().versions().values()}
