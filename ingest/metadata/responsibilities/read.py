"""Responsibilities in an article's text: on lines of their own, in brackets, and deadlines in running text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from ingest.grammar.fields import Field, duty_fields, field_class
from ingest.metadata.responsibilities.deadlines import due_date, running_deadlines
from ingest.metadata.responsibilities.names import is_body, split_names
from ingest.metadata.responsibilities.roles import Roles, read_roles
from knowledge.model import Responsibility

LONGEST_BRACKET, DEEPEST_BRACKET = 400, 4
LONGEST_SENTENCE, LONGEST_LINE = 600, 120
_STOPS = "。；;，, "

_OPENING, _CLOSING = "（([〔【", "）)]〕】"
_BRACKET = re.compile(r"[（(\[〔【]")
_SENTENCE_END = "。；;！!？?\n"
_LED = re.compile(r"^(?![（(\[【〔])[^。：:；;]*牵头(?:落实|负责|实施)?(?:[，,][^。：:；;]*(?:配合|参与|负责|完成))?$")
_BEFORE_FIELD = re.compile(r"(?:^|[。；;\s])$")

Span = tuple[int, int]


def read_responsibilities(text: str) -> tuple[Responsibility, ...]:
    """Who answers for what the text asks, and by when, in order of appearance.

    A deadline in running text (2018年底前) makes one without names.
    """
    named = [(span, roles, True) for span, roles in _from_fields(text)]
    taken = [span for span, _, _ in named]
    named += [(span, roles, False) for span, roles in _from_brackets(text) if not _overlaps(span, taken)]
    named += [(span, roles, True) for span, roles in _from_lines(text)]
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
    """Whether a span overlaps one of others that are in order and apart from each other."""
    index = bisect_left(others, span[1], key=lambda other: other[0])
    return index > 0 and others[index - 1][1] > span[0]


def _task(text: str, before: int, start: int, *, whole: bool) -> str:
    """The paragraph that a bracket closes, or all the text since the last responsibility."""
    line = max(before, text.rfind("\n", before, start) + 1)
    paragraph = text[line:start].strip(" \n。；;")
    return text[line:start].strip(" \n；;") if paragraph and not whole else text[before:start].strip(" \n；;")


def _sentence(text: str, span: Span) -> str:
    """The sentence round a span, as far as it reaches within sight."""
    before = text[max(0, span[0] - LONGEST_SENTENCE) : span[0]]
    after = text[span[1] : span[1] + LONGEST_SENTENCE]
    begin = max(before.rfind(mark) for mark in _SENTENCE_END) + 1
    end = min((place for mark in _SENTENCE_END if (place := after.find(mark)) >= 0), default=len(after) - 1)
    return (before[begin:] + text[slice(*span)] + after[: end + 1]).strip()


def _from_fields(text: str) -> Iterator[tuple[Span, Roles]]:
    """牵头单位:…, 责任单位:…, 完成时限:…: a run of fields is one responsibility.

    A second leader, and names after a deadline, begin the next.
    """
    run: list[Field] = []
    classes: set[str] = set()
    for field in _standing_fields(text):
        kind = field_class(field.key)
        anew = kind in classes and kind in ("lead", "time") or ("time" in classes and kind != "time")
        if run and (anew or text[run[-1].end : field.start].strip(" \n;；")):
            yield _roles_of(run)
            run, classes = [], set()
        run.append(field)
        classes.add(kind)
    if run:
        yield _roles_of(run)


def _standing_fields(text: str) -> Iterator[Field]:
    """The fields that open a line, or follow a sentence or another field on it."""
    offset = 0
    for line in text.split("\n"):
        standing = False
        for field in duty_fields(line):
            before = line[max(0, field.start - LONGEST_BRACKET) : field.start]
            standing = standing or (bool(_BEFORE_FIELD.search(before[-1:])) and not _in_bracket(before))
            if standing:
                yield Field(
                    field.key, field.value, offset + field.start, offset + field.value_start, offset + field.end
                )
        offset += len(line) + 1


def _in_bracket(before: str) -> bool:
    return sum(before.count(char) for char in _OPENING) > sum(before.count(char) for char in _CLOSING)


def _roles_of(run: list[Field]) -> tuple[Span, Roles]:
    def names(kind: str) -> tuple[str, ...]:
        values = [field.value.rstrip(_STOPS) for field in run if field_class(field.key) == kind]
        return tuple(name for value in values for name in split_names(value))

    leads, duties = names("lead"), names("duty")
    deadline = next((field.value.rstrip(_STOPS) for field in run if field_class(field.key) == "time"), "")
    span = (run[0].start, run[-1].end)
    if leads:
        return span, Roles(leads, duties + names("help"), deadline)
    return span, Roles(duties, names("help"), deadline)


def _from_brackets(text: str) -> Iterator[tuple[Span, Roles]]:
    """(市编委办、市法制办牵头,2017年年底前完成) at the end of a sentence or paragraph."""
    opening = _BRACKET.search(text)
    while opening:
        start = opening.start()
        end = _closing(text, start)
        words = text[start + 1 : end - 1] if text[end - 1] in _CLOSING else text[start + 1 : end]
        roles = _roles_in(words) if _ends_sentence(text, start, end) else None
        if roles:
            yield (start, end), roles
        opening = _BRACKET.search(text, end if roles else start + 1)


def _from_lines(text: str) -> Iterator[tuple[Span, Roles]]:
    """市发改委牵头落实 on a line of its own below what it is about."""
    offset = text.find("\n") + 1
    for line in text[offset:].split("\n") if offset else ():
        roles = read_roles(line) if len(line) <= LONGEST_LINE and _LED.search(line) else None
        if roles and all(map(is_body, roles.leads)):
            yield (offset, offset + len(line)), roles
        offset += len(line) + 1


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
