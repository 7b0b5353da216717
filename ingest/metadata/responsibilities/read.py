"""Responsibilities in an article's text: on lines of their own, in brackets, and deadlines in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.grammar.fields import Field, duty_fields, field_class
from ingest.metadata.responsibilities.deadlines import due_date, running_deadlines
from ingest.metadata.responsibilities.names import split_names
from ingest.metadata.responsibilities.roles import Roles, read_roles
from knowledge.model import Responsibility

LONGEST_BRACKET, DEEPEST_BRACKET = 400, 4

_OPENING, _CLOSING = "（([〔【", "）)]〕】"
_SENTENCE_END = "。；;！!？?\n"
_BEFORE_FIELD = re.compile(r"(?:^|[。；;\s])$")

Span = tuple[int, int]


def read_responsibilities(text: str) -> tuple[Responsibility, ...]:
    """Who answers for what the text asks, and by when, in order of appearance.

    A deadline in running text (2018年底前) makes one without names.
    """
    named = [(span, roles, True) for span, roles in _from_fields(text)]
    taken = [span for span, _, _ in named]
    named += [(span, roles, False) for span, roles in _from_brackets(text) if not _overlaps(span, taken)]
    named.sort(key=lambda found: found[0])
    duties: list[Responsibility] = []
    before = 0
    for span, roles, whole in named:
        duties.append(_responsibility(span, roles, _task(text, before, span[0], whole=whole)))
        before = span[1]
    taken = [span for span, _, _ in named]
    for span in running_deadlines(text):
        if not _overlaps(span, taken):
            duties.append(_responsibility(span, Roles(deadline=text[slice(*span)]), _sentence(text, span)))
    return tuple(sorted(duties, key=lambda duty: duty.start))


def _responsibility(span: Span, roles: Roles, task: str) -> Responsibility:
    due = due_date(roles.deadline)
    return Responsibility(roles.leads, roles.participants, roles.deadline, due, task, *span)


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _task(text: str, before: int, start: int, *, whole: bool) -> str:
    """The paragraph that a bracket closes, or all the text since the last responsibility."""
    line = max(before, text.rfind("\n", 0, start) + 1)
    paragraph = text[line:start].strip(" \n。；;")
    return text[line:start].strip(" \n；;") if paragraph and not whole else text[before:start].strip(" \n；;")


def _sentence(text: str, span: Span) -> str:
    begin = max(text.rfind(mark, 0, span[0]) for mark in _SENTENCE_END) + 1
    ends = [end for mark in _SENTENCE_END if (end := text.find(mark, span[1])) >= 0]
    end = min(ends, default=len(text) - 1) + 1
    return text[begin:end].strip()


def _from_fields(text: str) -> Iterator[tuple[Span, Roles]]:
    """牵头单位:…, 责任单位:…, 完成时限:…: a run of fields is one responsibility."""
    run: list[Field] = []
    for field in _standing_fields(text):
        if run and (text[run[-1].end : field.start].strip(" \n;；") or _starts_anew(field, run)):
            yield _roles_of(run)
            run = []
        run.append(field)
    if run:
        yield _roles_of(run)


def _standing_fields(text: str) -> Iterator[Field]:
    """The fields that open a line, or follow a sentence or another field on it."""
    offset = 0
    for line in text.split("\n"):
        standing = False
        for field in duty_fields(line):
            standing = standing or bool(_BEFORE_FIELD.search(line[: field.start][-1:]))
            if standing:
                yield Field(
                    field.key, field.value, offset + field.start, offset + field.value_start, offset + field.end
                )
        offset += len(line) + 1


def _starts_anew(field: Field, run: list[Field]) -> bool:
    """Whether a field can't belong to the run: a second leader, or names after the deadline."""
    classes = {field_class(one.key) for one in run}
    kind = field_class(field.key)
    return kind in classes and kind in ("lead", "time") or ("time" in classes and kind != "time")


def _roles_of(run: list[Field]) -> tuple[Span, Roles]:
    def names(kind: str) -> tuple[str, ...]:
        return tuple(name for field in run if field_class(field.key) == kind for name in split_names(field.value))

    leads, duties = names("lead"), names("duty")
    deadline = next((field.value for field in run if field_class(field.key) == "time"), "")
    span = (run[0].start, run[-1].end)
    if leads:
        return span, Roles(leads, duties + names("help"), deadline)
    return span, Roles(duties, names("help"), deadline)


def _from_brackets(text: str) -> Iterator[tuple[Span, Roles]]:
    """(市编委办、市法制办牵头,2017年年底前完成) at the end of a sentence or paragraph."""
    position = 0
    while position < len(text):
        if text[position] not in _OPENING:
            position += 1
            continue
        end = _closing(text, position)
        words = text[position + 1 : end - 1] if text[end - 1] in _CLOSING else text[position + 1 : end]
        roles = _roles_in(words) if _ends_sentence(text, position, end) else None
        if roles:
            yield (position, end), roles
        position = end if roles else position + 1


def _roles_in(words: str) -> Roles | None:
    if "。" in words or len(words) < 4:
        return None
    fields = duty_fields(words)
    if fields and fields[0].start == 0:
        return _roles_of(fields)[1]
    return read_roles(words)


def _ends_sentence(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return before in ("", *_SENTENCE_END, "”", "’") or after in ("", *_SENTENCE_END)


def _closing(text: str, start: int) -> int:
    """Where a bracket ends; an unclosed one ends with its line."""
    depth = 0
    for position in range(start, min(len(text), start + LONGEST_BRACKET)):
        char = text[position]
        if char == "\n":
            return position
        depth += (char in _OPENING) - (char in _CLOSING)
        if depth == 0 or depth > DEEPEST_BRACKET:
            return position + 1
    return min(len(text), start + LONGEST_BRACKET)
