"""Published replies: a reply made an entry for all to read with the articles it rests on; entries taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from assistant.helpdesk.faq import Faq, FaqSource, NoSource
from assistant.helpdesk.model import Author
from knowledge.search.filters import Filters
from ui.pages.help_requests import QUEUE, ROLES, found
from ui.pages.navigation import Link
from ui.pages.routes import Pages
from ui.pages.visit import Here, Visit

if TYPE_CHECKING:
    from assistant.bootstrap import Application

FAQ = "/office/faq"
LONGEST_ANSWER = 4000
PROPOSED = 6
PARTING = "|"

pages = Pages(Link(FAQ, "nav-help-faq", ROLES, order=61))


@pages.get(FAQ, ROLES)
def entries(visit: Here) -> Response:
    """What is published, and what is not given out any more because an article changed."""
    faq = _faq(visit)
    stale = {entry.id for entry in faq.stale(visit.house.today())}
    titles = {v.document_id: v.title for v in faq.catalogue.versions().values()}
    return visit.render("help_faq.html", entries=faq.entries(), stale=stale, titles=titles)


@pages.post(FAQ + "/{entry}/retire", ROLES)
def retire(visit: Here, entry: str) -> Response:
    """Takes an entry back."""
    gone = entry.isdecimal() and _faq(visit).retire(visit.person, int(entry), at=visit.now)
    return visit.redirect(FAQ, "help-faq-retired" if gone else "help-faq-gone", kind="done" if gone else "fault")


@pages.get(QUEUE + "/{number}/publish", ROLES)
def propose(visit: Here, number: str) -> Response:
    """The question and the last reply, to be freed of all that is personal, with articles that may carry them."""
    return _form(visit, number)


@pages.post(QUEUE + "/{number}/publish", ROLES)
def publish(visit: Here, number: str) -> Response:
    """Publishes the entry."""
    found(visit, number)
    phrasings = visit.form.text("phrasings", needed=True)
    answer = visit.form.text("answer", needed=True, longest=LONGEST_ANSWER)
    chosen = [source.partition(PARTING) for source in visit.form.texts("source")]
    sources = [FaqSource(document_id, article) for document_id, _, article in chosen]
    if not visit.form.errors:
        try:
            _faq(visit).publish(visit.person, phrasings.split("\n"), answer, sources, at=visit.now, number=number)
        except NoSource:
            visit.form.errors["source"] = "help-faq-source-needed"
        else:
            return visit.redirect(FAQ, "help-faq-published")
    return _form(visit, number, 422)


def _form(visit: Visit, number: str, status: int = 200) -> Response:
    seen = found(visit, number)
    replies = [message.text for message in seen.messages if message.author is Author.OFFICE]
    phrasings = visit.form.text("phrasings") or " ".join(seen.question.split())
    answer = visit.form.text("answer", longest=LONGEST_ANSWER) or (replies[-1] if replies else "")
    searcher = _public(visit).searcher(frozenset(_faq(visit).catalogue.audiences))
    day = visit.house.today()
    near = searcher.search(f"{seen.question} {answer}"[:500], Filters(day), PROPOSED)
    values = {"seen": seen, "phrasings": phrasings, "answer": answer, "near": near, "parting": PARTING}
    return visit.render("help_publish.html", status, **values, chosen=visit.form.texts("source"))


def _public(visit: Visit) -> Application:
    """The public's application: what may be cited comes from nowhere else."""
    public: Application = visit.request.app.state.public
    return public


def _faq(visit: Visit) -> Faq:
    return _public(visit).faq
