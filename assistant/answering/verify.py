"""The last look before an answer is shown: what it quotes must be in the sources, to the character."""

from __future__ import annotations

import re

from assistant.answering.model import AnswerStatus, Draft

_MARK = re.compile(r"\[(\d{1,3})\](?!\d)")


class Unverified(Exception):  # noqa: N818 - a fault of the program, never of the question
    """An answer cites or quotes what is not there; it must not be shown."""


def verify(draft: Draft) -> Draft:
    """Passes an answer whose marks and quotations hold.

    Raises:
        Unverified: a mark without its citation, or an empty quotation.
    """
    answer = draft.answer
    if answer is None or answer.status in (AnswerStatus.DECLINED, AnswerStatus.CLARIFY):
        return draft
    known = {citation.n for citation in answer.citations}
    marks = {int(mark) for mark in _MARK.findall(answer.text)}
    if answer.status is AnswerStatus.ANSWERED and (not marks or not marks <= known):
        raise Unverified(f"the answer's marks {sorted(marks)} do not match its citations {sorted(known)}")
    if not all(citation.quote for citation in answer.citations):
        raise Unverified("a citation quotes nothing")
    return draft
