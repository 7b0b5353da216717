"""What the search would find if one more question were labelled; nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.labelled.store import Label
from knowledge.encoder.port import Encoder
from knowledge.model import SearchResult
from knowledge.questions.model import ArticleName, LabelledQuestion, QuestionSource, Revision, spoken
from knowledge.search.bank import QuestionBank
from knowledge.search.filters import Filters
from knowledge.search.searcher import Searcher

FOUND = 8


@dataclass(frozen=True, slots=True)
class OneMore:
    """The labelled questions with one label more."""

    kept: QuestionSource
    label: Label

    def revision(self) -> Revision:
        """That of those kept."""
        return self.kept.revision()

    def questions(self) -> Sequence[LabelledQuestion]:
        """Every question; the label joins the others of its question."""
        name, key = ArticleName(self.label.document_id, self.label.label_key), spoken(self.label.text)
        others = list(self.kept.questions())
        same = [one for one in others if spoken(one.text) == key]
        names = dict.fromkeys([*(name for one in same for name in one.articles), name])
        return [*(one for one in others if spoken(one.text) != key), LabelledQuestion(self.label.text, tuple(names))]


def found_with(
    searcher: Searcher, kept: QuestionSource, encoder: Encoder, label: Label, day: date
) -> list[SearchResult]:
    """What the question of a label would find on a day if it were labelled."""
    bank = QuestionBank(OneMore(kept, label), searcher.catalogue, encoder)
    return searcher.with_bank(bank).search(label.text, Filters(day), FOUND)
