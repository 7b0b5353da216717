"""The ground an item stands on: in force, of an authority, the very text, no personal data, named in the stem."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from assistant.quiz.draft import Draft, Sighting
from assistant.quiz.facts.fact import DocumentFact, DutyFact
from assistant.quiz.grammar.facts_of_documents import ANONYMOUS, PERSONAL
from assistant.quiz.grammar.overtaken import STARTS, overtaken, passed
from assistant.quiz.model import Target
from knowledge.model import DocumentType, Version, text_digest

NOT_AUTHORITIES = {DocumentType.DRAFT, DocumentType.NEWS, DocumentType.INTERPRETATION, DocumentType.OTHER}


def in_force(draft: Draft | Sighting, live: Container[str]) -> bool:
    """The version is among those (`live`, by id) that may be relied on."""
    return draft.read.found.version.id in live


def authoritative(draft: Draft | Sighting) -> bool:
    """It is a rule itself, not a report, a draft or a summary of one."""
    return citable(draft.read.found.version)


def citable(version: Version) -> bool:
    """Whether a document is a rule itself."""
    return version.type not in NOT_AUTHORITIES and not version.card and not ANONYMOUS.search(version.title)


def text_current(draft: Draft) -> bool:
    """The proof's digest and key are those of the article's text."""
    proof, text = draft.item.proof, draft.read.text
    if proof is None or proof.digest != text_digest(text):
        return False
    return text[proof.start : proof.end] == proof.key_text or proof.start == proof.end


def no_personal_data(draft: Draft) -> bool:
    """No telephone, identity number or address of a person."""
    texts = (draft.item.stem, draft.item.explanation, *(option.text for option in draft.item.options))
    return not any(PERSONAL.search(text) for text in texts)


def place_named(draft: Draft) -> bool:
    """The stem names the document and the article: documents set different values for the same thing."""
    found = draft.read.found
    if f"《{found.version.title}》" not in draft.item.stem:
        return False
    return isinstance(draft.fact, DocumentFact) or f"》{found.article.label}" in draft.item.stem


def not_overtaken(draft: Draft, day: date) -> bool:
    """Nothing that later law emptied is shown, no task whose time has run out is asked about."""
    item, fact = draft.item, draft.fact
    shown = (item.stem, *(option.text for option in item.options), *(point.text for point in item.points))
    if any(overtaken(text, day) for text in shown):
        return False
    if not isinstance(fact, DutyFact) or not passed(fact.deadline, day):
        return True
    return item.target is not Target.DEADLINE and bool(STARTS.search(fact.deadline))
