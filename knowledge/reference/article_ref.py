"""A reference to an article as a value, and as found in a text."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.reference.labels import article_number, statute_label
from knowledge.reference.numerals import to_chinese


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """Points at an article, or at its paragraph (款), item (项) or point (目), 0 where it names none.

    `title` is "" for the document the reference stands in (本法). `label` is as people cite it.
    """

    title: str = ""
    number: str = ""
    label: str = ""
    paragraph: int = 0
    item: int = 0
    point: int = 0

    def __str__(self) -> str:
        """《title》（number）第十五条第二款第（三）项; `parse_reference` reads it back."""
        head = (f"《{self.title}》" if self.title else "") + (f"（{self.number}）" if self.number else "")
        paragraph = f"第{to_chinese(self.paragraph)}款" if self.paragraph else ""
        item = f"第（{to_chinese(self.item)}）项" if self.item else ""
        return head + self.label + paragraph + item + (f"第{to_chinese(self.point)}目" if self.point else "")


@dataclass(frozen=True, slots=True)
class ArticleReference:
    """A reference in a text, from `start` to `end`; one for each article of a list, one for a range.

    `through` is the last label of a range (第十五条至第十八条). `relative` is the word that points from where
    it stands: 前款, 前条, 本条; the reference's label is then "".
    """

    start: int
    end: int
    ref: ArticleRef
    through: str = ""
    relative: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of every article named, a range written out (at most 200)."""
        first, last = article_number(self.ref.label), article_number(self.through or "")
        if not first or not last or not first <= last:
            return (self.ref.label,) if self.ref.label else ()
        if first[0] == last[0]:
            return tuple(statute_label(first[0], sub) for sub in range(first[1], last[1] + 1))
        return tuple(statute_label(number) for number in range(first[0], min(last[0], first[0] + 199) + 1))
