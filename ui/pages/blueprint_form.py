"""A blueprint as a form, and back."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.quiz.marking import MultipleRule
from assistant.quiz.model import ItemType
from assistant.quiz.papers.blueprint import Blueprint, Part, Section
from ui.pages.forms import Form

ROWS = 5
PARTS = 3
DIFFICULTIES = ("easy", "medium", "hard")


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A row of the form: a section and the part that it belongs to; an empty one has no section."""

    number: int
    part: int
    section: Section | None


def rows_of(blueprint: Blueprint) -> list[SectionRow]:
    """The sections as rows, with empty rows after them."""
    rows = [
        SectionRow(n, blueprint.part_of(n) + 1, section) for n, section in enumerate(blueprint.sections)
    ]
    return rows + [SectionRow(n, 1, None) for n in range(len(rows), max(ROWS, len(rows) + 2))]


def read_blueprint(form: Form) -> Blueprint:
    """The blueprint that a form describes; what can't be read is noted in the form's errors."""
    sections: dict[int, list[Section]] = {}
    number = 0
    while form.text(f"part-{number}"):
        count = form.number(f"count-{number}", 0, 500, default=0)
        if count:
            part = form.number(f"part-{number}", 1, PARTS, default=1) or 1
            sections.setdefault(part, []).append(_section(form, number, count))
        number += 1
    parts = tuple(
        Part(tuple(sections[part]), form.text(f"name-part-{part}", longest=100), _amount(form, f"minimum-{part}"))
        for part in sorted(sections)
    )
    rule = MultipleRule(form.flag("partial"), _amount(form, "each"), not form.flag("lenient"))
    return Blueprint(
        parts,
        _amount(form, "pass_mark"),
        form.number("minutes", 1, 600) or 0,
        per_person=form.flag("per_person"),
        shuffle_items=form.flag("shuffle_items"),
        shuffle_options=form.flag("shuffle_options"),
        multiple=rule,
    )


def _section(form: Form, number: int, count: int) -> Section:
    types = tuple(ItemType(kind) for kind in form.texts(f"types-{number}") if kind in list(ItemType))
    document, topic = form.text(f"document-{number}"), form.text(f"topic-{number}", longest=100)
    difficulty = form.text(f"difficulty-{number}")
    return Section(
        count,
        _amount(form, f"marks-{number}"),
        types,
        documents=(document,) if document else (),
        topics=(topic,) if topic else (),
        difficulties=(difficulty,) if difficulty in DIFFICULTIES else (),
    )


def _amount(form: Form, name: str) -> float:
    text = form.text(name)
    try:
        value = float(text or 0)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 10_000:
        form.errors[name] = "papers-amount"
        return 0.0
    return value
