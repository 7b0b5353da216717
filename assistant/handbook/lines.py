"""Breaking Chinese text into lines: no line opens with a closing mark, none closes with an opening one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.handbook.grammar import NO_BREAK_AFTER, NO_BREAK_BEFORE

_SHORTEST = 2
"""Characters that a line keeps whatever the marks ask for."""


def break_lines(text: str, width_of: Callable[[str], float], first: float, rest: float) -> Iterator[str]:
    """The lines of a paragraph whose first line is `first` wide and the others `rest`."""
    start, room = 0, first
    while start < len(text):
        end = _fitting(text, start, width_of, room)
        if end < len(text):
            end = _allowed(text, start, end)
        yield text[start:end].strip(" ")
        start, room = end, rest


def _fitting(text: str, start: int, width_of: Callable[[str], float], room: float) -> int:
    """Where the text stops fitting; at least one character fits."""
    used, end = 0.0, start
    while end < len(text):
        used += width_of(text[end])
        if used > room and end > start:
            break
        end += 1
    return end


def _allowed(text: str, start: int, end: int) -> int:
    """The last place not after `end` where a line may break, else `end`."""
    for place in range(end, start + _SHORTEST, -1):
        before, after = text[place - 1], text[place]
        in_word = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
        if after not in NO_BREAK_BEFORE and before not in NO_BREAK_AFTER and not in_word:
            return place
    return end
