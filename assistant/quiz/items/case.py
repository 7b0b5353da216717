"""案例分析: a case that a person wrote, with sub-questions; never composed by rule."""

from __future__ import annotations

from assistant.quiz.model import Item, ItemType, Target


def case(story: str, parts: tuple[Item, ...], explanation: str = "") -> Item:
    """A case from its story and its sub-questions.

    Raises:
        ValueError: there is no sub-question, or one of them is itself a case.
    """
    if not parts or any(part.type is ItemType.CASE for part in parts):
        raise ValueError(f"the case “{story[:20]}” needs sub-questions, and none of them may be a case itself")
    marks = sum(part.marks for part in parts)
    return Item(ItemType.CASE, Target.AUTHORED, story, explanation, parts[0].proof, parts=parts, marks=marks)
