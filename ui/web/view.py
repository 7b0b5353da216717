"""What an entrance may see: the public's view has no way to what is for staff."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request

from assistant.answering.composer import Answerer
from assistant.answering.model import Answer, Question, Turn
from assistant.bootstrap import EVERYONE, STAFF, Application
from assistant.originals.store import Shelf
from assistant.questions.log import QuestionLog
from assistant.wording.words import Words
from knowledge.catalogue.reading import Catalogue
from knowledge.model import Audience
from knowledge.search.snapshot import Snapshot
from ui.messages.words import ui_words
from ui.web.house import utc_now

HISTORY = 5
SPELLED = "chengxin"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The parts that a page or the API works with; one for all requests and threads.

    Both `answerer` and `catalogue` were bound to their audiences when they were built: a request cannot widen them.
    """

    answerer: Answerer
    catalogue: Catalogue
    words: Words
    today: Callable[[], date]
    audience: Audience = Audience.PUBLIC
    kept: QuestionLog | None = None
    region: str = ""
    now: Callable[[], datetime] = utc_now
    shelf: Shelf | None = None

    def answer(self, question: Question) -> Answer:
        """The answer to a question that somebody put, which the question log keeps."""
        answer = self.answerer.answer(question)
        if self.kept is None:
            return answer
        try:
            return replace(answer, id=self.kept.keep(answer, self.audience, at=self.now()))
        except SQLAlchemyError:
            log.exception("the question log did not take a question")
            return answer

    def question(self, text: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Question:
        """A question as this view may put it; of the conversation the last turns are kept."""
        return Question(
            text, as_of or self.today(), history=tuple(history[-HISTORY:]),
            region=self.region, language=self.words.language,
        )  # fmt: skip

    def in_language(self, language: str) -> View:
        """The same, speaking another language."""
        return replace(self, words=ui_words(language))

    def snapshot(self) -> Snapshot:
        """The documents as they are now."""
        return self.answerer.searcher.snapshot()

    def document_count(self) -> int:
        """How many documents can be asked about."""
        return len({version.document_id for version in self.snapshot().versions.values()})


def public_view(application: Application, today: Callable[[], date]) -> View:
    """The view of whoever comes without a signed-in session: the staff's indexes are never opened."""
    settings = application.settings
    return View(
        application.answerer(EVERYONE),
        application.catalogue(EVERYONE),
        ui_words(settings.language),
        today,
        Audience.PUBLIC,
        application.question_log,
        settings.region,
        shelf=Shelf(application.originals, EVERYONE),
    )


def staff_view(application: Application, today: Callable[[], date]) -> View:
    """The view of those who are signed in: what is public and what is for staff."""
    settings = application.settings
    return View(
        application.answerer(STAFF),
        application.catalogue(STAFF),
        ui_words(settings.language),
        today,
        Audience.STAFF,
        application.question_log,
        settings.region,
        shelf=Shelf(application.originals, STAFF),
    )


def seen_by(request: Request, public: View) -> View:
    """The staff's view for who is signed in or has a token, else the public's; what the body says changes nothing."""
    staff: View = request.app.state.staff
    return staff if request.state.visit.principal else public


def warm(view: View) -> None:
    """Asks two questions, one of them in Latin letters, so that nobody waits for what is loaded when first needed."""
    for text in (view.words("example-1"), SPELLED):
        try:
            view.answerer.answer(view.question(text))
        except Exception:
            log.exception("could not be made ready beforehand")


def answers(view: View) -> bool:
    """Whether the catalogue and both indexes answer; why not is in the log."""
    try:
        view.answerer.answer(view.question("?"), anew=True)
    except Exception:
        log.exception("not ready")
        return False
    return True
