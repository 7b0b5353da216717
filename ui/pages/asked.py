"""What people ask, for those who may see it: most often, without an answer, without help; what to do about it."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from assistant.accounts.principal import Role
from assistant.labelled.store import StoredQuestions, question_key
from assistant.questions.listing import MOST, Listing, Wanted
from knowledge.model import Audience
from ui.pages.navigation import Link
from ui.pages.routes import Pages
from ui.pages.visit import Here
from ui.web.rights import ReadersOfTheLog

READERS = ReadersOfTheLog()
PERIODS = (7, 30, 90, 180)
LONGEST = 100
LONGEST_PERIOD = timedelta(days=max(PERIODS))
pages = Pages(Link("/questions", "asked-title", READERS.roles, order=55, of_the_log=True, rooms=("/labels",)))


@pages.get("/questions", READERS)
def asked(visit: Here, show: str = "", days: int = 30, audience: str = "", words: str = "") -> Response:
    """The questions in one of three orders, narrowed by time, by who asked and by words."""
    reader = visit.application.question_reader
    which = Listing(show) if show in list(Listing) else Listing.MOST_ASKED
    since = visit.now - timedelta(days=days) if days in PERIODS else None
    wanted = Wanted(since, Audience(audience) if audience in list(Audience) else None, words.strip()[:LONGEST])
    kept = {question_key(one.text) for one in StoredQuestions(visit.application.engine).questions()}
    found = reader.listing(visit.person, which, wanted)
    return visit.render(
        "asked.html",
        which=which,
        listings=list(Listing),
        days=days if since else 0,
        periods=[*PERIODS, 0],
        wanted=wanted,
        most=MOST,
        course=reader.course(visit.person, wanted, since or visit.now - LONGEST_PERIOD, visit.now),
        totals=reader.totals(visit.person, wanted),
        rows=[(one, question_key(one.question) in kept) for one in found],
        may_label=visit.person.is_any(Role.TRAINER, Role.ADMIN),
        may_upload=visit.person.is_any(Role.ADMIN),
        switched_on=visit.application.settings.question_log,
        kept_days=visit.application.settings.question_log_days,
    )
