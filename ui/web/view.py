"""What an entrance may see: the public's view has no way to what is for staff."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.composer import Answerer
from assistant.answering.model import Question, Turn
from assistant.bootstrap import EVERYONE, Application
from assistant.wording.words import Words
from knowledge.catalogue.reading import Catalogue
from knowledge.search.snapshot import Snapshot
from ui.messages.words import ui_words

HISTORY = 5
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class View:
    """The parts that a page or the API works with; one for all requests and threads.

    Both `answerer` and `catalogue` were bound to their audiences when they were built: a request cannot widen them.
    """

    answerer: Answerer
    catalogue: Catalogue
    words: Words
    today: Callable[[], date]

    def question(self, text: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Question:
        """A question as this view may put it; of the conversation the last turns are kept."""
        return Question(text, as_of or self.today(), history=tuple(history[-HISTORY:]), language=self.words.language)

    def snapshot(self) -> Snapshot:
        """The documents as they are now."""
        return self.answerer.searcher.snapshot()

    def document_count(self) -> int:
        """How many documents can be asked about."""
        return len({version.document_id for version in self.snapshot().versions.values()})


def public_view(application: Application, today: Callable[[], date]) -> View:
    """The view of whoever comes without a signed-in session: the staff's indexes are never opened."""
    return View(
        application.answerer(EVERYONE), application.catalogue(EVERYONE), ui_words(application.settings.language), today
    )


def answers(view: View) -> bool:
    """Whether the catalogue and both indexes answer; why not is in the log."""
    try:
        view.answerer.answer(view.question("?"))
    except Exception:
        log.exception("not ready")
        return False
    return True
